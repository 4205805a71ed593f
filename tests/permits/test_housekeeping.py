import datetime as dt
import os
import time

import pytest

from office import files, jobs
from office.files import Purpose
from office.models import Job
from permits import housekeeping
from permits.states import State
from tests.factories.permits import drive, make_submitted, run_due_jobs

pytestmark = pytest.mark.django_db


def _make_old(stored: files.StoredFile) -> None:
    yesterday = time.time() - dt.timedelta(hours=25).total_seconds()
    os.utime(stored.path, (yesterday, yesterday))


def test_old_files_without_a_row_are_removed_and_all_others_stay():
    permit = drive(make_submitted(), State.ISSUED).permit
    sealed = permit.files.get(kind="sealed").sha256
    orphan = files.store([b"left behind"], Purpose.PERMITS)
    fresh = files.store([b"being written about"], Purpose.PERMITS)
    for name in (orphan.sha256, sealed):
        _make_old(files.StoredFile(name, 0, files.path_of(Purpose.PERMITS, name)))

    housekeeping.ask_once_a_day()
    housekeeping.ask_once_a_day()
    run_due_jobs()

    assert not orphan.path.exists()
    assert fresh.path.exists()
    assert files.exists(Purpose.PERMITS, sealed)
    assert Job.objects.get(kind=housekeeping.TIDY).result["removed"] == 1


def test_a_row_whose_file_is_gone_is_reported():
    permit = drive(make_submitted(), State.ISSUED).permit
    sealed = permit.files.get(kind="sealed").sha256
    files.remove(Purpose.PERMITS, sealed)

    job = jobs.ask(housekeeping.TIDY, "2026-01-01")
    jobs.run(job.pk)

    job.refresh_from_db()
    assert f"permits/{sealed}" in job.result["lost"]
