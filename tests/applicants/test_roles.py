"""Roles: asked for by one, confirmed by another, never one's own; in the verbs and in raw SQL."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction
from django.urls import reverse

from applicants.errors import RuleBroken
from applicants.models import RoleGrant, User
from applicants.roles import Role
from applicants.workflow import confirm_role, request_role, withdraw_role
from office import ledger
from office.models import Agency, Event
from office.time import official_now
from tests.factories.applicants import grant_role, make_staff, make_superuser, make_user

REASON = "Surat tugas 12/2026"


@pytest.fixture
def asker(db):
    return make_superuser("admin-1@contoh.id")


@pytest.fixture
def confirmer(db):
    return make_superuser("admin-2@contoh.id")


@pytest.fixture
def officer(db):
    return make_staff()


@pytest.fixture
def request_of_desk(asker, officer):
    return request_role(officer, Role.FRONT_DESK, reason=REASON, by=asker)


def fresh(user: User) -> User:
    """Return the user as the next request sees them."""
    return User.objects.get(pk=user.pk)


def test_requested_role_means_nothing_yet(request_of_desk, officer):
    assert fresh(officer).roles == frozenset()


def test_second_person_puts_the_role_in_force(request_of_desk, confirmer, officer):
    confirm_role(request_of_desk, by=confirmer)

    assert fresh(officer).roles == {Role.FRONT_DESK}
    actions = Event.objects.filter(subject_kind="role_grant", subject_id=str(request_of_desk.pk))
    assert list(actions.values_list("action", "actor")) == [
        ("role_requested", request_of_desk.requested_by_id),
        ("role_confirmed", confirmer.pk),
    ]
    assert ledger.verify().whole


def test_office_head_confirms_too(request_of_desk, officer):
    confirm_role(request_of_desk, by=make_staff(Role.OFFICE_HEAD))

    assert fresh(officer).roles == {Role.FRONT_DESK}


def test_nobody_confirms_their_own_request(request_of_desk, asker, officer):
    with pytest.raises(PermissionDenied):
        confirm_role(request_of_desk, by=asker)

    assert fresh(officer).roles == frozenset()


def test_nobody_asks_for_a_role_for_themselves(asker):
    with pytest.raises(PermissionDenied):
        request_role(asker, Role.OFFICE_HEAD, reason=REASON, by=asker)

    assert not RoleGrant.objects.filter(user=asker).exists()


def test_nobody_confirms_a_role_for_themselves(asker, confirmer):
    grant = request_role(confirmer, Role.OFFICE_HEAD, reason=REASON, by=asker)

    with pytest.raises(PermissionDenied):
        confirm_role(grant, by=confirmer)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICE_HEAD])
def test_no_other_role_asks_confirms_or_withdraws(request_of_desk, officer, role):
    meddler = make_staff(role)

    with pytest.raises(PermissionDenied):
        request_role(officer, Role.BACK_OFFICE, reason=REASON, by=meddler)
    with pytest.raises(PermissionDenied):
        confirm_role(request_of_desk, by=meddler)
    with pytest.raises(PermissionDenied):
        withdraw_role(request_of_desk, reason=REASON, by=meddler)


def test_office_head_does_not_ask(officer):
    with pytest.raises(PermissionDenied):
        request_role(officer, Role.BACK_OFFICE, reason=REASON, by=make_staff(Role.OFFICE_HEAD))


def test_request_is_decided_once(request_of_desk, confirmer):
    confirm_role(request_of_desk, by=confirmer)

    with pytest.raises(RuleBroken, match="sudah diputuskan"):
        confirm_role(request_of_desk, by=confirmer)


def test_same_role_is_not_asked_for_twice(request_of_desk, asker, officer):
    with pytest.raises(RuleBroken, match="menunggu konfirmasi"):
        request_role(officer, Role.FRONT_DESK, reason=REASON, by=asker)


def test_technical_role_needs_an_agency(asker, officer):
    with pytest.raises(RuleBroken, match="instansi"):
        request_role(officer, Role.TECHNICAL, reason=REASON, by=asker)
    expert = make_staff(agency=Agency.objects.first())
    assert request_role(expert, Role.TECHNICAL, reason=REASON, by=asker).role == Role.TECHNICAL


def test_ombudsman_is_limited_in_time(asker, officer):
    with pytest.raises(RuleBroken, match="berbatas waktu"):
        request_role(officer, Role.OMBUDSMAN, reason=REASON, by=asker)


def test_applicant_account_gets_no_role(asker):
    with pytest.raises(RuleBroken, match="akun petugas"):
        request_role(make_user(), Role.FRONT_DESK, reason=REASON, by=asker)


def test_expired_grant_gives_no_role_and_can_be_asked_for_again(asker, officer, clock):
    grant_role(officer, Role.BACK_OFFICE, expires_at=official_now() + dt.timedelta(days=1))
    assert fresh(officer).roles == {Role.BACK_OFFICE}

    clock.set(official_now() + dt.timedelta(days=2))
    assert fresh(officer).roles == frozenset()
    again = request_role(officer, Role.BACK_OFFICE, reason=REASON, by=asker)

    assert list(officer.role_grants.open()) == [again]


def test_withdrawing_leaves_a_chain_of_three_events(request_of_desk, confirmer, officer):
    confirm_role(request_of_desk, by=confirmer)
    withdraw_role(request_of_desk, reason="Pindah tugas", by=confirmer)

    assert fresh(officer).roles == frozenset()
    events = Event.objects.filter(subject_kind="role_grant", subject_id=str(request_of_desk.pk))
    assert list(events.values_list("action", flat=True)) == [
        "role_requested",
        "role_confirmed",
        "role_withdrawn",
    ]


def test_withdrawing_a_role_kills_the_session(client, confirmer):
    officer = make_staff(Role.FRONT_DESK)
    client.force_login(officer)
    assert client.get(reverse("applicants:my_data")).status_code == 200

    withdraw_role(officer.role_grants.get(), reason="Pindah tugas", by=confirmer)

    assert client.get(reverse("applicants:my_data")).status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("user", "requested_by", "confirmed_by", "constraint"),
    [
        ("officer", "officer", None, "nobody_grants_a_role_to_themselves"),
        ("officer", "asker", "officer", "nobody_grants_a_role_to_themselves"),
        ("officer", "asker", "asker", "two_people_grant_a_role"),
    ],
)
def test_database_refuses_one_person_grants(
    asker, confirmer, officer, user, requested_by, confirmed_by, constraint
):
    people = {"asker": asker.pk, "confirmer": confirmer.pk, "officer": officer.pk, None: None}

    with (
        pytest.raises(DatabaseError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO applicants_rolegrant"
            " (user_id, role, reason, requested_by_id, confirmed_by_id, confirmed_at, revoke_reason)"
            " VALUES (%s, 'office_head', 'x', %s, %s, CASE WHEN %s THEN now() END, '')",
            [people[user], people[requested_by], people[confirmed_by], confirmed_by is not None],
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE applicants_rolegrant SET role = 'office_head'",
        "UPDATE applicants_rolegrant SET expires_at = NULL",
        "UPDATE applicants_rolegrant SET requested_by_id = user_id",
        "DELETE FROM applicants_rolegrant",
    ],
)
def test_application_role_rewrites_no_grant(request_of_desk, statement):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE applicants_rolegrant SET confirmed_at = '2001-01-01' WHERE confirmed_at IS NOT NULL",
        "UPDATE applicants_rolegrant SET revoked_at = NULL, revoked_by_id = NULL, revoke_reason = ''"
        " WHERE revoked_at IS NOT NULL",
    ],
)
def test_grants_only_move_forward(confirmer, request_of_desk, officer, asker, statement):
    confirm_role(request_of_desk, by=confirmer)
    other = request_role(officer, Role.BACK_OFFICE, reason=REASON, by=asker)
    withdraw_role(other, reason="Keliru", by=confirmer)

    with (
        pytest.raises(DatabaseError, match="confirmed once and withdrawn once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_two_confirming_at_once_make_one_event(committed_db):
    asker, confirmers = make_superuser(), [make_superuser(), make_superuser()]
    grant = request_role(make_staff(), Role.FRONT_DESK, reason=REASON, by=asker)
    start = Barrier(2)
    outcomes = []

    def confirm(user):
        start.wait()
        try:
            outcomes.append(confirm_role(grant, by=user))
        except RuleBroken as refusal:
            outcomes.append(refusal)
        connections.close_all()

    racers = [Thread(target=confirm, args=[user]) for user in confirmers]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["RoleGrant", "RuleBroken"]
    assert Event.objects.filter(action="role_confirmed").count() == 1
