"""All pairs of states as raw SQL: the trigger lets through the moves of the design and no other."""

import itertools

import psycopg
from django.db import DatabaseError, connection, transaction

from applicants.roles import Role
from permits.models import Application
from permits.states import State
from tests.factories.applicants import make_staff
from tests.factories.permits import drive, make_submitted

MOVES = {
    ("draft", "submitted"),
    ("submitted", "in_review"),
    ("submitted", "withdrawn"),
    ("in_review", "in_recommendation"),
    ("in_review", "awaiting_initials"),
    ("in_review", "awaiting_approval"),
    ("in_review", "withdrawn"),
    ("in_recommendation", "in_review"),
    ("in_recommendation", "withdrawn"),
    ("awaiting_initials", "awaiting_approval"),
    ("awaiting_initials", "in_review"),
    ("awaiting_initials", "withdrawn"),
    ("awaiting_approval", "approved"),
    ("awaiting_approval", "in_review"),
    ("awaiting_approval", "withdrawn"),
    ("approved", "issued"),
}


def test_only_the_known_moves_pass_the_trigger(committed_db, as_owner):
    application = drive(make_submitted(), State.AWAITING_APPROVAL)
    head = make_staff(Role.OFFICE_HEAD)
    refused = set()
    for before, after in itertools.permutations(State.values, 2):
        _place(as_owner, application, before, head)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE permits_application SET state = %s WHERE id = %s", [after, application.pk]
                )
                transaction.set_rollback(True)
        except DatabaseError as error:
            if "no way from" in str(error):
                refused.add((before, after))

    assert refused == set(itertools.permutations(State.values, 2)) - MOVES


def _place(owner: psycopg.Connection, application: Application, state: str, head) -> None:
    """Put the file into a state as only the owner can: with the guards off."""
    is_finished = state in ("issued", "rejected", "withdrawn", "lapsed")
    owner.execute("ALTER TABLE permits_application DISABLE TRIGGER USER")
    owner.execute(
        "UPDATE permits_application SET state = %s, approved_by_id = %s, decided_at = now(),"
        " issued_at = now(), closed_at = CASE WHEN %s THEN now() END WHERE id = %s",
        [state, head.pk, is_finished, application.pk],
    )
    owner.execute("ALTER TABLE permits_application ENABLE TRIGGER USER")
