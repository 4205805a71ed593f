"""The sweeper: a small process that rings for whatever is due and not done, and shows that it lives.

Beat rings too, but is known to stop after clock changes; this loop uses the database's clock only.
"""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import Error, close_old_connections

from office import heartbeat, jobs

logger = logging.getLogger(__name__)

SWEEPER = "sweeper"

# Work that is found by looking, not asked for: each app adds its own.
sweeps: list[Callable[[], object]] = []


def sweep() -> int:
    """Let each app look for forgotten work, then ring for every due job; return how many rang."""
    for look in sweeps:
        look()
    rung = sum(jobs.ring(job_id) for job_id in list(jobs.due().values_list("pk", flat=True)[:1000]))
    heartbeat.beat(SWEEPER)
    return rung


def run_until(stop: threading.Event) -> None:
    """Sweep every `SWEEP_SECONDS` until told to stop; a database that is away only delays the next round."""
    while not stop.is_set():
        try:
            sweep()
        except Error as error:
            logger.warning("sweep put off: %s", error)
        close_old_connections()
        stop.wait(settings.SWEEP_SECONDS)
