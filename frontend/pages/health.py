"""How well this machine is. GET /health/: whether pages can be had from it, for whatever sends
people here; GET /health/all/: whether every part is up, for whatever wakes somebody."""

from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from procrastinate.contrib.django.models import ProcrastinateWorker

from community.common import clock
from community.messaging.queries.sending import held_up_mail
from frontend.access import ActingRequest
from pooling.payments.processor.client import is_reachable
from pooling.pools.queries.due import overdue_pools

WORKER_SILENT_AFTER_SECONDS = 60
# Without these no page can be had, from any machine. While another part is down, pages say what
# waits, and whoever reads, asks or says yes is better off with them than without.
NEEDED_BY_PAGES = ("web", "database", "migrations")


def health(request: ActingRequest) -> HttpResponse:
    """200 while pages can be had from here, whatever else is down: that is said in words."""
    parts = _parts()
    serves = all(parts[name] == "up" for name in NEEDED_BY_PAGES)
    return _answer(parts, is_well=serves)


def health_of_all(request: ActingRequest) -> HttpResponse:
    """200 only while every part is up."""
    parts = _parts()
    return _answer(parts, is_well=_is_all_up(parts))


def _answer(parts: dict[str, str], *, is_well: bool) -> HttpResponse:
    status = "up" if _is_all_up(parts) else "partly up" if is_well else "starting or down"
    return JsonResponse({"status": status, **parts}, status=200 if is_well else 503)


def _is_all_up(parts: dict[str, str]) -> bool:
    return all(state == "up" for state in parts.values())


def _parts() -> dict[str, str]:
    parts = {"web": "up", "database": "down", "migrations": "not known", **_database_parts()}
    if settings.STRIPE_API_KEY:
        parts["processor"] = "up" if is_reachable() else "down"
    return parts


def _database_parts() -> dict[str, str]:
    """What only the database can say: of itself, its tables, the worker, our mail, the pools'
    dates."""
    parts = {}
    try:
        now = clock.now()
        parts["database"] = "up"
        parts["migrations"] = "waiting" if _has_waiting_migrations() else "up"
        parts["worker"] = "up" if _is_worker_alive() else "down"
        # Said here and not only by the worker: it may be the worker that is down (C8).
        late = overdue_pools(now)
        parts["closing"] = f"expected {len(late)}, did 0" if late else "up"
        parts["mail"] = "down" if held_up_mail() else "up"
    except DatabaseError:
        parts["database"] = "down"
    return parts


def _has_waiting_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _is_worker_alive() -> bool:
    newest = ProcrastinateWorker.objects.order_by("-last_heartbeat").first()
    return newest is not None and _is_fresh(newest.last_heartbeat)


def _is_fresh(heartbeat: datetime) -> bool:
    # The worker writes its heartbeat by the real clock, whatever day a demo pretends it is.
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp() - %s)", [heartbeat])
        return cursor.fetchone()[0] < WORKER_SILENT_AFTER_SECONDS
