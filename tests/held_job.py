"""A job that a test can hold in the middle; the tests' worker knows it beside the portal's own."""

import time

from django.conf import settings

from office import jobs, ledger
from office.models import Job

HELD = "test.held"


@jobs.handles(HELD)
def hold(job: Job) -> jobs.Store:
    """Note that the work began, wait to be let go, and leave one event."""
    folder = settings.MEDIA_ROOT
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "begun").open("a") as begun:
        begun.write(f"{job.object_id}\n")
    while not (folder / "go").exists():
        time.sleep(0.02)

    def store() -> dict:
        number = ledger.record(("test", job.object_id), "done")
        return {"event": number}

    return store
