"""GET /health/: 200 when all is up, 503 before, with each part's state."""

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


def health(request: ActingRequest) -> HttpResponse:
    parts = {"web": "up", **_database_parts()}
    if settings.STRIPE_API_KEY:
        parts["processor"] = "up" if is_reachable() else "down"
    up = all(state == "up" for state in parts.values())
    return JsonResponse(
        {"status": "up" if up else "starting or down", **parts}, status=200 if up else 503
    )


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
