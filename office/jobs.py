"""Jobs: asked for in the transaction of their cause, done by whoever holds the lease, rung again until done.

The broker is only a doorbell. `ask()` writes the row and rings after the commit; if nobody hears,
the sweeper rings again. A handler does its slow work and returns a closure; the closure runs in the
transaction that marks the job done, so an effect and its "done" commit together or not at all.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Func, Q

from office import broker
from office.ledger import record
from office.models import Job

logger = logging.getLogger(__name__)

Store = Callable[[], dict[str, Any] | None]
Handler = Callable[[Job], Store]

_handlers: dict[str, Handler] = {}
_quiet_until = 0.0
QUIET_SECONDS_AFTER_A_DEAD_BROKER = 30


class LeaseClock(Func):
    """The real clock, which the simulator cannot move: leases are about processes, not about the office."""

    function = "clock_timestamp"
    template = "%(function)s()"


class NotYet(Exception):
    """The work cannot be done now through no fault of its own; try again after `seconds`."""

    def __init__(self, seconds: int, reason: str) -> None:
        super().__init__(reason)
        self.seconds = seconds


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the handler of one kind of job."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def ask(kind: str, object_id: object, *, total: int = 0) -> Job:
    """Ask for a piece of work on one object; asking twice is asking once."""
    if kind not in _handlers:
        raise LookupError(f"no handler for job kind {kind!r}")
    job, _ = Job.objects.get_or_create(
        kind=kind, object_id=str(object_id), defaults={"progress_total": total}
    )
    transaction.on_commit(lambda: ring(job.pk), robust=True)
    return job


def ring(job_id: int) -> bool:
    """Tell the workers; a dead broker costs one time-out, then is left alone for half a minute."""
    global _quiet_until
    from office.tasks import run_job

    if time.monotonic() < _quiet_until:
        return False
    problem = "no answer"
    if broker.answers():
        try:
            run_job.apply_async((job_id,), retry=False)
        except Exception as error:  # whatever it is, the row is safe and the caller has done its part
            problem = repr(error)
        else:
            return True
    _quiet_until = time.monotonic() + QUIET_SECONDS_AFTER_A_DEAD_BROKER
    logger.warning("broker cannot be rung (%s); the sweeper will try again", problem)
    return False


@transaction.atomic
def try_again(job: Job, *, by: Any) -> bool:
    """Put a job that failed for good back in the queue with all its tries; False when it had not failed."""
    failed = Job.objects.filter(pk=job.pk, state=Job.State.FAILED)
    if not failed.update(state=Job.State.WAITING, attempts=0, not_before=None, lease_until=None):
        return False
    transaction.on_commit(lambda: ring(job.pk), robust=True)
    record(("job", str(job.pk)), "tried_again", by=by, payload={"kind": job.kind, "object": job.object_id})
    return True


def due() -> Any:
    """Jobs that nobody is doing and that may be done now."""
    return Job.objects.filter(
        Q(not_before=None) | Q(not_before__lte=LeaseClock()),
        Q(lease_until=None) | Q(lease_until__lt=LeaseClock()),
        state=Job.State.WAITING,
    ).order_by("pk")


def run(job_id: int) -> bool:
    """Take the lease and do one job; False when it is done, not due, or somebody else's."""
    job = _take(job_id)
    if job is None:
        return False
    try:
        store = _handlers[job.kind](job)
        with transaction.atomic():
            locked = Job.objects.select_for_update().get(pk=job.pk)
            if locked.state == Job.State.WAITING:
                locked.result = store() or {}
                locked.state = Job.State.DONE
                locked.last_error = ""
                locked.done_at = connection_now()
                locked.save(update_fields=["result", "state", "last_error", "done_at"])
    except NotYet as wait:
        _postpone(job, wait.seconds, str(wait), counts=False)
        return False
    except Exception as error:
        logger.exception("job %s failed (attempt %s)", job, job.attempts)
        _postpone(job, 2**job.attempts, f"{error.__class__.__name__}: {error}", counts=True)
        return False
    return True


def progress(job: Job, done: int, total: int | None = None) -> None:
    """Show how far a long job is, and renew its lease."""
    changes: dict[str, Any] = {"progress_done": done, "lease_until": _lease_end()}
    if total is not None:
        changes["progress_total"] = total
    Job.objects.filter(pk=job.pk).update(**changes)


def connection_now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _lease_end():
    return LeaseClock() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def _take(job_id: int) -> Job | None:
    taken = due().filter(pk=job_id).update(lease_until=_lease_end(), attempts=F("attempts") + 1)
    if not taken:
        return None
    job = Job.objects.get(pk=job_id)
    if job.attempts > settings.JOB_MAX_ATTEMPTS:
        # It took its worker down each time (no exception was ever recorded): set it aside, visibly.
        error = job.last_error or "pekerja mati setiap kali mencoba"
        Job.objects.filter(pk=job_id).update(state=Job.State.FAILED, lease_until=None, last_error=error)
        logger.error("job %s set aside after %s attempts", job, job.attempts - 1)
        return None
    return job


def _postpone(job: Job, seconds: int, reason: str, *, counts: bool) -> None:
    """Let go of a job: back in the queue later, or failed for good and on the staff page."""
    changes: dict[str, Any] = {
        "lease_until": None,
        "last_error": reason[:2000],
        "not_before": LeaseClock() + timedelta(seconds=seconds),
    }
    if counts and job.attempts >= settings.JOB_MAX_ATTEMPTS:
        changes["state"] = Job.State.FAILED
        logger.error("job %s failed for good: %s", job, reason)
    if not counts:
        changes["attempts"] = F("attempts") - 1
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(**changes)
