"""Work survives a killed worker and an emptied broker, and is still done once: real processes, SIGKILL."""

import time
from pathlib import Path

import redis
from django.db import transaction

from office import heartbeat, jobs, ledger, sweeper
from office.messages import enqueue_text
from office.models import Event, Job, Message
from tests.held_job import HELD

WAIT_SECONDS = 40


def wait_until(condition, what: str):
    deadline = time.monotonic() + WAIT_SECONDS
    while not (found := condition()):
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.05)
    return found


def begun(folder: Path) -> int:
    note = folder / "begun"
    return len(note.read_text().splitlines()) if note.exists() else 0


def test_killed_worker_and_emptied_broker_lose_nothing_and_double_nothing(
    committed_db, worker, sweeper, broker, settings
):
    folder = settings.MEDIA_ROOT
    with transaction.atomic():
        job = jobs.ask(HELD, "pdf")
    wait_until(lambda: begun(folder) == 1, "the first worker begins")

    worker.kill()
    with redis.Redis.from_url(broker) as client:
        client.flushall()
    worker.start()
    wait_until(lambda: begun(folder) == 2, "the second worker begins, after the lease of the first")
    (folder / "go").touch()
    wait_until(lambda: Job.objects.get(pk=job.pk).state == Job.State.DONE, "the work is done")
    for _ in range(3):
        jobs.ring(job.pk)
    time.sleep(1)

    job.refresh_from_db()
    assert list(Event.objects.values_list("action", "subject_id")) == [("done", "pdf")]
    assert job.result == {"event": 1}
    assert job.attempts == 2
    assert ledger.verify().whole


def test_work_asked_for_while_the_broker_was_away_is_done_later(
    committed_db, worker, sweeper, settings, monkeypatch
):
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "go").touch()
    monkeypatch.setattr(jobs, "ring", lambda job_id: False)

    with transaction.atomic():
        job = jobs.ask(HELD, "late")

    wait_until(lambda: Job.objects.get(pk=job.pk).state == Job.State.DONE, "the sweeper rings")


def test_message_is_written_once_and_its_words_are_forgotten(committed_db, worker, surroundings):
    with transaction.atomic():
        for _ in range(2):
            message = enqueue_text(
                "siti@contoh.id", subject="Berkas\nlengkap", text="Isi surat", template="t", dedupe_key="k:1"
            )

    wait_until(lambda: Message.objects.get().state == Message.State.SENT, "the letter is sent")
    message.refresh_from_db()
    assert message.text == ""
    (letter,) = surroundings.mail.iterdir()
    assert "To: siti@contoh.id" in letter.read_text()
    assert "Subject: Berkas lengkap" in letter.read_text()


def test_sweeper_rings_for_due_jobs_only(db, monkeypatch):
    rung = []
    monkeypatch.setattr(jobs, "ring", lambda job_id: rung.append(job_id) or True)
    monkeypatch.setattr(sweeper, "sweeps", [])
    waiting, done, leased = (Job.objects.create(kind="test", object_id=name) for name in "abc")
    Job.objects.filter(pk=done.pk).update(state=Job.State.DONE)
    jobs._take(leased.pk)

    assert sweeper.sweep() == 1

    assert rung == [waiting.pk]
    assert sweeper.SWEEPER in heartbeat.silences()


def test_worker_and_sweeper_show_that_they_live(worker, sweeper):
    assert set(heartbeat.silences()) == {"worker", "sweeper"}
