"""Jobs: asked once, done once, tried again, set aside; a silent broker never holds up a page."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from office import jobs
from office.models import Job

KIND = "test.work"


@pytest.fixture
def done(monkeypatch) -> list[str]:
    """The objects that a harmless job has been done for."""
    effects: list[str] = []
    monkeypatch.setitem(jobs._handlers, KIND, lambda job: lambda: effects.append(job.object_id))
    return effects


@pytest.fixture
def handled_by(monkeypatch):
    return lambda handler: monkeypatch.setitem(jobs._handlers, KIND, handler)


def make_due(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(not_before=None, lease_until=None)


def test_asking_twice_is_asking_once(db, done):
    assert jobs.ask(KIND, 7).pk == jobs.ask(KIND, "7").pk

    assert Job.objects.count() == 1


def test_unknown_kind_is_refused_at_once(db):
    with pytest.raises(LookupError):
        jobs.ask("test.nobody", 1)


def test_job_is_done_once_however_often_it_rings(db, done):
    job = jobs.ask(KIND, 7)

    assert [jobs.run(job.pk) for _ in range(3)] == [True, False, False]

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 1)
    assert job.done_at is not None
    assert done == ["7"]


def test_result_is_kept(db, handled_by):
    handled_by(lambda job: lambda: {"pages": 2})
    job = jobs.ask(KIND, 7)

    jobs.run(job.pk)

    assert Job.objects.get().result == {"pages": 2}


def test_effect_and_done_commit_together(db, handled_by):
    def handler(job):
        def store():
            Job.objects.create(kind="test.effect", object_id=job.object_id)
            raise RuntimeError("cut off after the effect")

        return store

    handled_by(handler)
    job = jobs.ask(KIND, 7)

    assert jobs.run(job.pk) is False

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.WAITING, 1)
    assert job.last_error == "RuntimeError: cut off after the effect"
    assert not Job.objects.filter(kind="test.effect").exists()


def test_failing_job_waits_longer_each_time_and_is_set_aside_at_last(db, handled_by, settings):
    def handler(job):
        raise OSError("printer on fire")

    handled_by(handler)
    job = jobs.ask(KIND, 7)
    pauses = []
    for _ in range(settings.JOB_MAX_ATTEMPTS):
        jobs.run(job.pk)
        job.refresh_from_db()
        pauses.append(round((job.not_before - jobs.connection_now()).total_seconds()))
        assert not jobs.due().exists()
        make_due(job)

    assert (job.state, job.attempts) == (Job.State.FAILED, settings.JOB_MAX_ATTEMPTS)
    assert pauses == sorted(pauses)
    assert len(set(pauses)) == len(pauses)
    assert jobs.run(job.pk) is False


def test_not_yet_costs_no_attempt(db, handled_by):
    def handler(job):
        raise jobs.NotYet(60, "pemindai belum siap")

    handled_by(handler)
    job = jobs.ask(KIND, 7)

    for _ in range(9):
        jobs.run(job.pk)
        make_due(job)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == (Job.State.WAITING, 0, "pemindai belum siap")


def test_leased_job_is_nobody_elses_until_the_lease_ends(db, done, settings):
    job = jobs.ask(KIND, 7)
    jobs._take(job.pk)

    assert not jobs.due().exists()
    assert jobs.run(job.pk) is False

    settings.JOB_LEASE_SECONDS = -1
    make_due(job)
    jobs._take(job.pk)  # its worker died: the lease has run out by itself

    assert [due.pk for due in jobs.due()] == [job.pk]
    assert jobs.run(job.pk) is True
    assert done == ["7"]


def test_job_that_kills_its_worker_each_time_is_set_aside(db, done, settings):
    job = jobs.ask(KIND, 7)
    for _ in range(settings.JOB_MAX_ATTEMPTS):
        jobs._take(job.pk)
        make_due(job)

    assert jobs.run(job.pk) is False

    job.refresh_from_db()
    assert (job.state, done) == (Job.State.FAILED, [])
    assert job.last_error


def test_progress_renews_the_lease(db, done):
    job = jobs.ask(KIND, 7, total=10)
    Job.objects.filter(pk=job.pk).update(lease_until=jobs.connection_now())

    jobs.progress(job, 4)

    job.refresh_from_db()
    assert (job.progress_done, job.progress_total) == (4, 10)
    assert not jobs.due().exists()


def test_eight_workers_on_one_job_do_it_once(committed_db, handled_by):
    begun = []

    def handler(job):
        begun.append(threading.get_ident())
        time.sleep(0.2)
        return lambda: None

    handled_by(handler)
    with transaction.atomic():
        job = jobs.ask(KIND, 7)

    def work(_):
        try:
            return jobs.run(job.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        assert sorted(workers.map(work, range(8))) == [False] * 7 + [True]
    assert len(begun) == 1


# --- The doorbell ------------------------------------------------------------------------------


def ask_as_a_page_would(django_capture_on_commit_callbacks) -> float:
    begun = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.ask(KIND, 7)
    return time.monotonic() - begun


def test_dead_broker_costs_nobody_anything(
    db, done, settings, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(jobs, "_quiet_until", 0.0)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.REDIS_URL = f"redis://127.0.0.1:{closed.getsockname()[1]}/0"

        assert ask_as_a_page_would(django_capture_on_commit_callbacks) < 2

    assert Job.objects.get().state == Job.State.WAITING


def test_silent_broker_costs_one_timeout_and_is_left_alone(
    db, done, settings, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(jobs, "_quiet_until", 0.0)
    with socket.socket() as black_hole:
        black_hole.bind(("127.0.0.1", 0))
        black_hole.listen(8)
        settings.REDIS_URL = f"redis://127.0.0.1:{black_hole.getsockname()[1]}/0"

        first = ask_as_a_page_would(django_capture_on_commit_callbacks)
        second = ask_as_a_page_would(django_capture_on_commit_callbacks)

    assert first < 3
    assert second < 0.5
