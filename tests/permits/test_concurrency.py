"""Several people, several connections, one file or one series of numbers."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, close_old_connections, connection

from applicants.roles import Role
from office.models import Event, NumberSeries
from office.time import official_now
from permits import workflow
from permits.errors import WorkflowError
from permits.models import Application, Permit
from permits.states import State
from tests.factories.applicants import make_staff
from tests.factories.permits import check_everything, drive, fill, make_desks, make_draft, make_submitted

pytestmark = pytest.mark.usefixtures("committed_db")


def at_once(*acts: Callable) -> list:
    """Run the acts in threads that start together, each on its own connection; return results or errors."""
    start = Barrier(len(acts))

    def run(act: Callable):
        close_old_connections()
        start.wait()
        try:
            return act()
        except (PermissionDenied, WorkflowError, DatabaseError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def _errors(outcomes: Sequence) -> list:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def test_two_clerks_accept_one_file_and_one_wins():
    clerks = [make_staff(Role.FRONT_DESK), make_staff(Role.FRONT_DESK)]
    application = make_submitted()
    check_everything(application, by=clerks[0])

    outcomes = at_once(*(lambda clerk=clerk: workflow.accept(application, by=clerk) for clerk in clerks))

    [refusal] = _errors(outcomes)
    assert isinstance(refusal, workflow.StalePage)
    assert "baru saja diproses" in str(refusal.message)
    assert Event.objects.filter(subject_id=application.receipt, action="accepted").count() == 1


def test_approving_and_sending_back_at_once_happens_once():
    desks = make_desks()
    other_head = make_staff(Role.OFFICE_HEAD)
    for _ in range(10):
        application = drive(make_submitted(), State.AWAITING_APPROVAL, desks)

        outcomes = at_once(
            lambda file=application: workflow.approve(file, by=desks.office_head),
            lambda file=application: workflow.send_back(file, by=other_head, note="Perbaiki."),
        )

        assert len(_errors(outcomes)) == 1
        after = Application.objects.get(pk=application.pk)
        assert (after.state == State.APPROVED) == Permit.objects.filter(application=application).exists()


def test_a_double_click_on_submit_is_one_submission():
    application = fill(make_draft())
    owner = application.created_by

    outcomes = at_once(*[lambda: workflow.submit(application, by=owner)] * 8)

    assert _errors(outcomes) == []
    assert {outcome.receipt for outcome in outcomes} == {application.receipt}
    assert Event.objects.filter(subject_id=application.receipt, action="submitted").count() == 1


def test_permit_numbers_have_no_gap_when_some_approvals_fail_midway(as_owner):
    desks = make_desks()
    heads = [make_staff(Role.OFFICE_HEAD) for _ in range(8)]
    waiting = [drive(make_submitted(), State.AWAITING_APPROVAL, desks) for _ in range(24)]
    # The number is drawn before the database refuses the permit: a failure in the middle.
    spoilt = waiting[::4]
    for application in spoilt:
        application.checks.filter(requirement__mandatory=True).update(superseded_at=official_now())

    def approve_share(index: int) -> Callable:
        def act() -> int:
            failures = 0
            for application in waiting[index::8]:
                try:
                    workflow.approve(application, by=heads[index])
                except DatabaseError:
                    failures += 1
            return failures

        return act

    failures = at_once(*(approve_share(index) for index in range(8)))

    assert _errors(failures) == []
    assert sum(failures) == len(spoilt)
    serials = sorted(Permit.objects.values_list("serial", flat=True))
    assert serials == list(range(1, len(waiting) - len(spoilt) + 1))
    assert NumberSeries.objects.get().last == serials[-1]
    for application in spoilt:
        assert Application.objects.get(pk=application.pk).state == State.AWAITING_APPROVAL
