"""The catalogue as it is loaded, and what the database keeps from changing in it."""

import threading

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Count, Max, Min

from office.models import Agency
from ptsp.demo import cluster
from sop.models import FormField, PermitType, Requirement, Sector, Standard, Step
from tests.environment import DATABASE, POSTGRESQL

CHANGES_OF_A_STANDARD = [
    "UPDATE sop_standard SET max_working_days = 13 WHERE id = %s",
    "UPDATE sop_standard SET description_id = 'lain' WHERE id = %s",
    "UPDATE sop_standard SET effective_from = '2020-01-01' WHERE id = %s",
    "UPDATE sop_standard SET version = 2 WHERE id = %s",
    "UPDATE sop_standard SET state = 'draft' WHERE id = %s",
    "UPDATE sop_standard SET state = 'superseded', max_working_days = 13 WHERE id = %s",
    "DELETE FROM sop_standard WHERE id = %s",
    "UPDATE sop_requirement SET mandatory = false WHERE standard_id = %s",
    "DELETE FROM sop_requirement WHERE standard_id = %s",
    "INSERT INTO sop_requirement (standard_id, position, name_id, name_en, description_id, mandatory,"
    " applies_to, request_kind, accepts) VALUES (%s, 99, 'x', 'x', '', true, 'both', 'both', 'text')",
    "UPDATE sop_formfield SET required = false WHERE standard_id = %s",
    "DELETE FROM sop_formfield WHERE standard_id = %s",
    "INSERT INTO sop_formfield (standard_id, position, name, label_id, label_en, kind, choices, required,"
    " help_id) VALUES (%s, 99, 'x', 'x', 'x', 'text', '[]', false, '')",
    "UPDATE sop_step SET duration_minutes = 1 WHERE standard_id = %s",
    "DELETE FROM sop_step WHERE standard_id = %s",
    "INSERT INTO sop_step (standard_id, position, activity_id, actor, input_id, duration_minutes, output_id,"
    " decision) VALUES (%s, 99, 'x', 'applicant', 'x', 1, 'x', false)",
]


def execute(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def in_force(db) -> Standard:
    return Standard.objects.in_force().get(permit_type__code="ESDM-01")


@pytest.fixture
def draft(in_force) -> Standard:
    in_force.pk, in_force.version, in_force.state = None, 2, Standard.State.DRAFT
    in_force.save(force_insert=True)
    return in_force


def test_catalogue_is_whole(db):
    assert {
        model: model.objects.count()
        for model in (Agency, Sector, PermitType, Standard, Requirement, FormField, Step)
    } == {
        Agency: 17,
        Sector: 20,
        PermitType: 89,
        Standard: 89,
        Requirement: 899,
        FormField: 486,
        Step: 845,
    }


def test_every_service_has_a_promise_in_force_and_can_be_filed_here(db):
    assert PermitType.objects.listed().filter(issuing_system="portal").count() == 89
    assert Standard.objects.in_force().filter(version=1, fee=0, is_sample=True).count() == 89


def test_every_service_asks_for_at_least_five_documents(db):
    counts = Standard.objects.annotate(count=Count("requirements")).values_list("count", flat=True)

    assert min(counts) >= 5


def test_promises_reach_from_one_to_fourteen_days(db):
    assert Standard.objects.aggregate(Min("max_working_days"), Max("max_working_days")) == {
        "max_working_days__min": 1,
        "max_working_days__max": 14,
    }


@pytest.mark.parametrize("fee", ["1", "0.01", "-1"])
def test_database_refuses_a_fee(draft, fee):
    with pytest.raises(IntegrityError, match="every_permit_is_free"):
        execute("UPDATE sop_standard SET fee = %s WHERE id = %s", fee, draft.pk)


@pytest.mark.parametrize("days", [0, 15])
def test_database_refuses_a_promise_out_of_range(draft, days):
    with pytest.raises(IntegrityError, match="promise_of_1_to_14_days"):
        execute("UPDATE sop_standard SET max_working_days = %s WHERE id = %s", days, draft.pk)


@pytest.mark.parametrize("statement", CHANGES_OF_A_STANDARD)
def test_application_cannot_change_a_standard_in_force(in_force, statement):
    before = [*Standard.objects.filter(pk=in_force.pk).values()]

    with pytest.raises(ProgrammingError):
        execute(statement, in_force.pk)

    assert [*Standard.objects.filter(pk=in_force.pk).values()] == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sop_permittype SET sensitive = true",
        "UPDATE sop_permittype SET issuing_system = 'OSS'",
        "DELETE FROM sop_permittype",
        "UPDATE sop_sector SET name_id = 'lain'",
        "TRUNCATE sop_standard CASCADE",
    ],
)
def test_application_may_only_read_the_catalogue(db, statement):
    with pytest.raises(ProgrammingError, match="permission denied"):
        execute(statement)


@pytest.mark.parametrize("state", ["submitted", "scheduled"])
@pytest.mark.parametrize("statement", CHANGES_OF_A_STANDARD[:1] + CHANGES_OF_A_STANDARD[9:10])
def test_what_was_handed_in_is_fixed_too(draft, state, statement):
    for step in ("submitted", "scheduled")[: 1 if state == "submitted" else 2]:
        execute("UPDATE sop_standard SET state = %s WHERE id = %s", step, draft.pk)

    with pytest.raises(ProgrammingError):
        execute(statement, draft.pk)


def test_draft_is_open(draft):
    execute(CHANGES_OF_A_STANDARD[0], draft.pk)
    execute(CHANGES_OF_A_STANDARD[9], draft.pk)

    draft.refresh_from_db()
    assert draft.max_working_days == 13
    assert draft.requirements.count() == 1


def test_rows_cannot_move_between_standards(in_force, draft):
    first = Standard.objects.get(permit_type=draft.permit_type, version=1)
    for source, target in ((first, draft), (draft, first)):
        row = source.requirements.first() or source.requirements.create(
            position=1, name_id="x", name_en="x", mandatory=True, applies_to="both", request_kind="both"
        )
        with pytest.raises(ProgrammingError):
            execute("UPDATE sop_requirement SET standard_id = %s WHERE id = %s", target.pk, row.pk)


def test_new_version_takes_the_place_of_the_old(draft):
    execute("UPDATE sop_standard SET state = 'submitted' WHERE id = %s", draft.pk)
    execute(
        "UPDATE sop_standard SET state = 'superseded' WHERE permit_type_id = %s AND version = 1",
        draft.permit_type_id,
    )
    execute("UPDATE sop_standard SET state = 'in_force' WHERE id = %s", draft.pk)

    assert Standard.objects.in_force().get(permit_type=draft.permit_type) == draft


def test_application_cannot_put_a_draft_in_force_by_itself(draft):
    execute(
        "UPDATE sop_standard SET state = 'superseded' WHERE permit_type_id = %s AND version = 1",
        draft.permit_type_id,
    )

    with pytest.raises(ProgrammingError, match="draft to in_force refused"):
        execute("UPDATE sop_standard SET state = 'in_force' WHERE id = %s", draft.pk)


def test_standard_cannot_be_born_in_force(in_force):
    in_force.pk, in_force.version = None, 2

    with pytest.raises(ProgrammingError, match="begins as a draft"), transaction.atomic():
        in_force.save(force_insert=True)


def test_superseded_standard_stays_so(in_force):
    execute("UPDATE sop_standard SET state = 'superseded' WHERE id = %s", in_force.pk)

    with pytest.raises(ProgrammingError, match="superseded to in_force refused"):
        execute("UPDATE sop_standard SET state = 'in_force' WHERE id = %s", in_force.pk)


def test_row_waits_for_a_standard_that_is_just_being_handed_in(committed_db):
    draft = Standard.objects.in_force().get(permit_type__code="ESDM-01")
    draft.pk, draft.version, draft.state = None, 2, Standard.State.DRAFT
    draft.save(force_insert=True)
    refused = []

    def add_a_step() -> None:
        with psycopg.connect(POSTGRESQL.url(cluster.APPLICATION, DATABASE)) as other:
            try:
                other.execute(CHANGES_OF_A_STANDARD[-1], [draft.pk])
            except psycopg.errors.InsufficientPrivilege as error:
                refused.append(str(error))

    with transaction.atomic():
        Standard.objects.filter(pk=draft.pk).update(state=Standard.State.SUBMITTED)
        late = threading.Thread(target=add_a_step)
        late.start()
        late.join(0.5)
        waited = late.is_alive()
    late.join()

    assert waited
    assert "is submitted: INSERT on sop_step refused" in refused[0]
