"""Raw SQL as the application's own role: what the database refuses, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from applicants.roles import Role
from office.time import official_now
from permits import workflow
from permits.models import Permit, PermitFile
from permits.states import State
from tests.factories.applicants import make_staff
from tests.factories.permits import check_everything, drive, make_desks, make_submitted

pytestmark = pytest.mark.django_db


def refusal(statement: str, parameters: tuple = ()) -> str:
    """Return why the database refused a statement; fail when it did not."""
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
    return str(error.value)


@pytest.mark.parametrize("column", ["submitted_at", "accepted_at"])
def test_official_times_are_not_rewritten(column):
    application = drive(make_submitted(), State.IN_REVIEW)

    why = refusal(
        f"UPDATE permits_application SET {column} = {column} - interval '1 day' WHERE id = %s",  # noqa: S608
        (application.pk,),
    )

    assert f"{column} is written once" in why


def test_a_decision_is_not_dated_back():
    application = drive(make_submitted(), State.AWAITING_APPROVAL)
    head = make_staff(Role.OFFICE_HEAD)

    why = refusal(
        "UPDATE permits_application SET state = 'approved', approved_by_id = %s,"
        " decided_at = official_now() - interval '1 day' WHERE id = %s",
        (head.pk, application.pk),
    )

    assert "decided_at must be the official time" in why


@pytest.mark.parametrize(
    "change",
    ["answers = '{}'", 'typed_requirements = \'{"1": "x"}\'', "capacity = 'proxy'"],
)
def test_what_was_handed_in_does_not_change(change):
    application = make_submitted()

    why = refusal(f"UPDATE permits_application SET {change} WHERE id = %s", (application.pk,))  # noqa: S608

    assert "what was handed in does not change" in why


@pytest.mark.parametrize("column", ["receipt", "tracking_code", "created_by_id", "permit_type_id"])
def test_the_application_may_not_touch_a_file_s_identity(column):
    application = make_submitted()

    why = refusal(f"UPDATE permits_application SET {column} = {column} WHERE id = %s", (application.pk,))  # noqa: S608

    assert "permission denied" in why


def test_a_file_handed_in_is_not_deleted():
    application = make_submitted()

    assert "a document handed in is never deleted" in refusal("DELETE FROM permits_document")
    assert "only a draft can be discarded" in refusal(
        "DELETE FROM permits_application WHERE id = %s", (application.pk,)
    )


def test_no_permit_while_a_mandatory_requirement_is_not_accepted():
    desks = make_desks()
    application = drive(make_submitted(), State.AWAITING_APPROVAL, desks)
    mandatory = [requirement for requirement in application.requirements() if requirement.mandatory]

    for requirement in mandatory:
        with transaction.atomic():
            application.checks.filter(requirement=requirement).update(superseded_at=official_now())
            with (
                pytest.raises(DatabaseError, match="a mandatory requirement is not accepted"),
                transaction.atomic(),
            ):
                workflow.approve(application, by=desks.office_head)
            transaction.set_rollback(True)

    assert len(mandatory) >= 5
    assert not Permit.objects.exists()


def test_no_permit_on_a_document_that_was_replaced_after_the_check():
    desks = make_desks()
    application = drive(make_submitted(), State.AWAITING_APPROVAL, desks)
    document = application.documents.current().filter(requirement__mandatory=True).first()
    application.documents.filter(pk=document.pk).update(superseded_at="2026-01-01T00:00Z")

    with pytest.raises(DatabaseError, match="a mandatory requirement is not accepted"):
        workflow.approve(application, by=desks.office_head)


def test_whoever_checked_cannot_be_the_one_who_decides_even_by_sql():
    desks = make_desks()
    application = drive(make_submitted(), State.AWAITING_APPROVAL, desks)

    why = refusal(
        "UPDATE permits_application SET state = 'approved', approved_by_id = accepted_by_id,"
        " decided_at = official_now() WHERE id = %s",
        (application.pk,),
    )

    assert "approver_did_not_check_or_propose" in why


def test_no_decision_without_the_initials():
    desks = make_desks()
    application = drive(make_submitted(), State.AWAITING_INITIALS, desks)

    why = refusal(
        "UPDATE permits_application SET state = 'awaiting_approval' WHERE id = %s;"
        "UPDATE permits_application SET state = 'approved', approved_by_id = %s,"
        " decided_at = official_now() WHERE id = %s",
        (application.pk, desks.office_head.pk, application.pk),
    )

    assert "initials are missing" in why


def test_an_issued_permit_cannot_be_changed_or_removed():
    application = drive(make_submitted(), State.ISSUED)
    permit = application.permit

    for column in ("number", "snapshot", "holder_id", "decided_at", "valid_until", "token"):
        why = refusal(f"UPDATE permits_permit SET {column} = {column} WHERE id = %s", (permit.pk,))  # noqa: S608
        assert "permission denied" in why
    for table in ("permits_permit", "permits_permitfile", "permits_initial", "permits_check"):
        assert "permission denied" in refusal(f"DELETE FROM {table}")  # noqa: S608
        assert "permission denied" in refusal(f"TRUNCATE {table} CASCADE")
    assert "permission denied" in refusal("UPDATE permits_permitfile SET sha256 = 'x'")
    assert "no way from active to signing" in refusal(
        "UPDATE permits_permit SET state = 'signing' WHERE id = %s", (permit.pk,)
    )


def test_a_permit_is_not_published_without_its_sealed_paper():
    application = drive(make_submitted(), State.APPROVED)

    why = refusal(
        "UPDATE permits_permit SET state = 'active', issued_at = official_now() WHERE application_id = %s",
        (application.pk,),
    )

    assert "a permit in force has its sealed paper" in why
    assert not PermitFile.objects.exists()


def test_a_number_that_was_not_drawn_is_refused():
    desks = make_desks()
    application = drive(make_submitted(), State.APPROVED, desks)
    permit = Permit.objects.get(application=application)
    other = make_submitted()
    check_everything(other, by=desks.front_desk)
    other = drive(other, State.AWAITING_APPROVAL, desks)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE permits_application SET state = 'approved', approved_by_id = %s,"
            " decided_at = official_now() WHERE id = %s",
            [desks.office_head.pk, other.pk],
        )

    why = refusal(
        "INSERT INTO permits_permit (application_id, permit_type_id, holder_id, number, series, year, serial,"
        " token, state, snapshot, decided_by_id, decided_at, valid_from)"
        " SELECT %s, permit_type_id, %s, 'forged', series, year, serial + 7, 'token', 'signing', snapshot,"
        " decided_by_id, official_now(), valid_from FROM permits_permit WHERE id = %s",
        (other.pk, other.applicant_id, permit.pk),
    )

    assert "the number was not drawn from its series" in why
