"""Once a day: files that no row names are removed, rows whose file is gone are reported."""

import datetime as dt
import logging

from django.db.models import Q
from django.utils import timezone

from office import files, jobs
from office.files import Purpose
from office.models import Job
from office.time import official_now
from permits.models import Document, PermitFile
from permits.states import State

logger = logging.getLogger(__name__)

TIDY = "files.tidy"
# A writer killed between file and row leaves an orphan; a day is longer than any writer lives.
ORPHAN_AGE = dt.timedelta(hours=24)


def ask_once_a_day() -> None:
    """Ask for today's round (a sweep): the job is unique per day, so asking often is asking once."""
    jobs.ask(TIDY, timezone.localdate(official_now()).isoformat())


def named_files() -> dict[Purpose, set[str]]:
    """Return the SHA-256 of every file that a row still needs, by purpose."""
    # A draft's photographs can still be turned, which starts from what came in.
    needed = Q(state=Document.State.CHECKING) | Q(superseded_at=None, application__state=State.DRAFT)
    waiting = Document.objects.filter(needed).values_list("parts", flat=True)
    return {
        Purpose.QUARANTINE: {part["sha256"] for parts in waiting for part in parts},
        Purpose.DOCUMENTS: set(Document.objects.exclude(sha256="").values_list("sha256", flat=True)),
        Purpose.PERMITS: set(PermitFile.objects.values_list("sha256", flat=True)),
    }


@jobs.handles(TIDY)
def tidy(job: Job) -> jobs.Store:
    removed, lost = 0, []
    for purpose, known in named_files().items():
        for name in list(files.orphans(known, purpose, ORPHAN_AGE)):
            files.remove(purpose, name)
            removed += 1
        lost += [f"{purpose}/{sha256}" for sha256 in known if not files.exists(purpose, sha256)]
    for path in lost:
        logger.error("a row names a file that is gone: %s", path)
    return lambda: {"removed": removed, "lost": lost}
