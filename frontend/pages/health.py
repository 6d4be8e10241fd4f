"""GET /health/: 200 when all is up, 503 before, with each part's state."""

from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from procrastinate.contrib.django.models import ProcrastinateWorker

from community.common import clock
from frontend.access import ActingRequest
from pooling.payments.processor.client import is_reachable
from pooling.pools.queries.due import overdue_pools

WORKER_SILENT_AFTER_SECONDS = 60


def health(request: ActingRequest) -> HttpResponse:
    parts = {"web": "up"}
    try:
        now = clock.now()
        parts["database"] = "up"
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        parts["migrations"] = "up" if not waiting else "waiting"
        newest = ProcrastinateWorker.objects.order_by("-last_heartbeat").first()
        parts["worker"] = "up" if newest and _fresh(newest.last_heartbeat) else "down"
        # Said here and not only by the worker: it may be the worker that is down (C8).
        late = overdue_pools(now)
        parts["closing"] = f"expected {len(late)}, did 0" if late else "up"
    except DatabaseError:
        parts["database"] = "down"
    if settings.STRIPE_API_KEY:
        parts["processor"] = "up" if is_reachable() else "down"
    up = all(state == "up" for state in parts.values())
    return JsonResponse(
        {"status": "up" if up else "starting or down", **parts}, status=200 if up else 503
    )


def _fresh(heartbeat: datetime) -> bool:
    # The worker writes its heartbeat by the real clock, whatever day a demo pretends it is.
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp() - %s)", [heartbeat])
        return cursor.fetchone()[0] < WORKER_SILENT_AFTER_SECONDS
