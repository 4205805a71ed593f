"""What the database itself holds of a person: no number in the clear, one row per NIK, no deleting."""

from threading import Barrier, Thread

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction

from applicants.errors import IdentityTaken
from applicants.models import Applicant
from applicants.roles import Role
from applicants.workflow import register_applicant, reveal_identity
from office.crypto import blind_index
from office.models import Event
from tests.factories.applicants import ADDRESS, make_company, make_person, make_staff, make_user

NIK = "1771010101900001"


def row_of(applicant) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(a)::text FROM applicants_applicant a WHERE id = %s", [applicant.pk]
        )
        return cursor.fetchone()[0]


def test_raw_row_holds_no_plain_number(db):
    person = make_person(make_user(), nik=NIK, npwp=NIK)

    row = row_of(person)

    assert person.name in row
    assert NIK not in row
    assert "81234567890" not in row


def test_sealed_number_is_found_by_its_fingerprint(db):
    person = make_person(make_user(), nik=NIK)

    assert Applicant.objects.get(nik_index=blind_index(NIK)) == person
    assert Applicant.objects.get(pk=person.pk).nik == NIK
    with pytest.raises(TypeError):
        Applicant.objects.filter(nik=NIK).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM applicants_applicant",
        "DELETE FROM applicants_accesslog",
        "UPDATE applicants_accesslog SET reason = ''",
    ],
)
def test_application_role_deletes_no_person_and_rewrites_no_log(db, statement):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_person_without_nik_is_refused_by_the_database(db):
    with pytest.raises(DatabaseError, match="a_person_has_a_nik"), transaction.atomic():
        Applicant.objects.create(kind=Applicant.Kind.INDIVIDUAL, name="Tanpa NIK", **ADDRESS)


def test_two_accounts_racing_for_one_nik_make_one_person(committed_db):
    users = [make_user(), make_user()]
    start = Barrier(2)
    outcomes = []

    def register(user):
        start.wait()
        details = {**ADDRESS, "name": user.full_name, "nik": NIK}
        try:
            outcomes.append(register_applicant(Applicant.Kind.INDIVIDUAL, details, capacity="self", by=user))
        except IdentityTaken as taken:
            outcomes.append(taken)
        connections.close_all()

    racers = [Thread(target=register, args=[user]) for user in users]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Applicant", "IdentityTaken"]
    assert Applicant.objects.filter(nik_index=blind_index(NIK)).count() == 1
    assert Event.objects.filter(action="registered").count() == 1


def test_visible_are_ones_own_and_for_the_desks_all(db):
    own = make_user()
    person, company = make_person(own), make_company(own)
    foreign = make_person(make_user())

    assert set(Applicant.objects.visible_to(own)) == {person, company}
    for role in (Role.FRONT_DESK, Role.BACK_OFFICE, Role.SECTION_HEAD, Role.OFFICE_HEAD):
        assert set(Applicant.objects.visible_to(make_staff(role))) == {person, company, foreign}
    for role in (Role.SOP_ADMIN, Role.OMBUDSMAN, Role.SURVEY_OFFICER, Role.INSPECTORATE):
        assert not Applicant.objects.visible_to(make_staff(role)).exists()


def test_technical_team_may_not_reveal(db):
    person = make_person(make_user())

    with pytest.raises(PermissionDenied):
        reveal_identity(person, ["nik"], by=make_staff(Role.TECHNICAL), reason="Ingin tahu")

    assert not person.access_log.exists()


def test_owner_of_the_tables_sees_only_sealed_text(committed_db, as_owner: psycopg.Connection):
    make_person(make_user(), nik=NIK)

    dump = as_owner.execute("SELECT string_agg(a::text, ' ') FROM applicants_applicant a").fetchone()[0]

    assert "Siti Rahma" in dump
    assert NIK not in dump
