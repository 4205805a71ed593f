"""What a load balancer and a watchman may ask: is the process there, can it work."""

import datetime as dt
import logging
import tempfile

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from office import broker, heartbeat
from office.sweeper import SWEEPER
from office.tasks import WORKER

logger = logging.getLogger(__name__)

# Beat has the worker report once a minute; two in a row may be lost.
WORKER_SILENCE = dt.timedelta(seconds=180)
SWEEPS_THAT_MAY_BE_LATE = 3


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether pages can be served: 503 without database or storage; the rest is told."""
    database, storage = _database(), _storage()
    states = {
        "database": database,
        "storage": storage,
        "broker": "ok" if broker.answers() else "down",
        **_processes(database),
    }
    can_serve = database == storage == "ok"
    return JsonResponse({"ready": can_serve, **states}, status=200 if can_serve else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        logger.error("database does not answer: %s", error)
        return "down"
    return "ok"


def _storage() -> str:
    try:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as file:
            file.write(b"ready?")
    except OSError as error:
        logger.error("files cannot be stored: %s", error)
        return "down"
    return "ok"


def _processes(database: str) -> dict[str, str]:
    limits = {
        WORKER: WORKER_SILENCE,
        SWEEPER: dt.timedelta(seconds=SWEEPS_THAT_MAY_BE_LATE * settings.SWEEP_SECONDS + 30),
    }
    silences = heartbeat.silences() if database == "ok" else {}
    return {
        name: "ok" if name in silences and silences[name] < limit else "silent"
        for name, limit in limits.items()
    }
