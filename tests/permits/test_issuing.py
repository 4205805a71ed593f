"""From approval to the published paper, by real workers that may die on the way."""

import time

import pytest
import redis

from office import jobs, sweeper
from office.ledger import verify
from office.models import Event, Job, Message
from permits.models import Application, Permit, PermitFile
from permits.states import PermitState, State
from tests.factories.permits import drive, make_desks, make_submitted, run_due_jobs
from tests.processes import Worker

PATIENCE_SECONDS = 90


@pytest.mark.django_db
def test_the_paper_is_made_once_and_the_file_is_issued():
    application = drive(make_submitted(), State.ISSUED)

    permit = application.permit
    assert permit.state == PermitState.ACTIVE
    assert application.issued_at == permit.issued_at == application.closed_at
    assert sorted(permit.files.values_list("kind", flat=True)) == ["rendered", "sealed"]
    assert Message.objects.filter(template="permits/email/issued").count() == 1


@pytest.mark.django_db
def test_a_job_run_again_changes_nothing():
    application = drive(make_submitted(), State.ISSUED)
    before = list(PermitFile.objects.values_list("pk", "sha256"))
    events = Event.objects.count()
    Job.objects.filter(kind__startswith="permit.").update(state="waiting", lease_until=None)

    run_due_jobs()

    assert list(PermitFile.objects.values_list("pk", "sha256")) == before
    assert Event.objects.count() == events
    assert Application.objects.get(pk=application.pk).state == State.ISSUED


def test_killed_workers_and_an_emptied_broker_issue_each_permit_once(
    committed_db, broker, surroundings, settings
):
    settings.JOB_LEASE_SECONDS = 2
    environment = {**surroundings.environment, "JOB_LEASE_SECONDS": "2"}
    desks = make_desks()
    with Worker(environment) as worker:
        approved = [drive(make_submitted(), State.APPROVED, desks) for _ in range(6)]
        _wait(lambda: Job.objects.filter(kind="permit.render", attempts__gte=1).exists())
        worker.kill()
    with redis.Redis.from_url(broker) as client:
        client.flushall()

    with Worker(environment):
        _wait(lambda: _all_issued(approved), sweep=True)

    for application in approved:
        permit = Permit.objects.get(application=application)
        assert permit.files.filter(kind="sealed").count() == 1
        assert Event.objects.filter(subject_id=application.receipt, action="issued").count() == 1
    assert verify().whole


def _all_issued(applications: list[Application]) -> bool:
    return (
        not Application.objects.filter(pk__in=[row.pk for row in applications])
        .exclude(state=State.ISSUED)
        .exists()
    )


def _wait(until, *, sweep: bool = False) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not until():
        if time.monotonic() > deadline:
            waiting = list(Job.objects.exclude(state="done").values_list("kind", "attempts", "last_error"))
            raise AssertionError(f"still waiting: {waiting}")
        if sweep:
            jobs._quiet_until = 0.0
            sweeper.sweep()
        time.sleep(0.3)
