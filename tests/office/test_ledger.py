"""The record: appended to by everybody, rewritten by nobody, and whoever tries is found."""

import datetime as dt

import psycopg
import pytest
from django.db import Error, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office import hashchain, ledger
from office.models import Event, LedgerHead
from tests.factories.applicants import make_user

EVENTS = 12
FORBIDDEN = [
    "UPDATE office_event SET public_note = 'x'",
    "UPDATE office_event SET at = at - interval '1 day'",
    "DELETE FROM office_event",
    "TRUNCATE office_event",
    "INSERT INTO office_event SELECT number + 1000, at, unit, subject_kind, subject_id, action, from_state,"
    " to_state, public_note, private_note, payload, body, previous_hash, hash, actor_id FROM office_event",
    "ALTER TABLE office_event DISABLE TRIGGER ALL",
    "ALTER TABLE office_event OWNER TO ptsp_app",
    "DROP TABLE office_event",
    "DROP TRIGGER event_is_append_only ON office_event",
    "UPDATE office_ledgerhead SET number = 0",
    "DELETE FROM office_ledgerhead",
    "INSERT INTO office_ledgerhead VALUES (2, 0, '')",
    "CREATE OR REPLACE FUNCTION append_event(body text) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
    "DROP FUNCTION append_event(text)",
    "CREATE OR REPLACE FUNCTION official_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
    "CREATE TABLE mine (x int)",
]


def fill(events: int = EVENTS) -> None:
    actor = make_user()
    for number in range(events):
        ledger.record(
            ("application", f"REG-{number % 3}"),
            "accepted",
            by=actor,
            unit="Loket 1",
            from_state="submitted",
            to_state="in_review",
            public_note=f"Berkas lengkap – nomor {number} «é»",
            private_note="intern",
            payload={"number": number, "days": [1, 2], "none": None},
        )


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_application_role_cannot_touch_the_record(db, statement):
    fill(2)

    with pytest.raises(Error, match=r"permission denied|must be (owner|able)"), transaction.atomic():
        connection.cursor().execute(statement)

    assert ledger.verify() == ledger.Verdict(events=2)


def test_record_is_whole_as_it_grows(db):
    fill()

    assert ledger.verify() == ledger.Verdict(events=EVENTS)
    assert [event.number for event in Event.objects.all()] == list(range(1, EVENTS + 1))


def test_empty_record_is_whole(db):
    assert ledger.verify() == ledger.Verdict(events=0)


def test_event_holds_what_was_said_and_the_database_time(db):
    actor = make_user()

    number = ledger.record(("permit", "500.16/1"), "issued", by=actor, payload={"a": 1}, public_note="Terbit")

    event = Event.objects.get(number=number)
    assert (event.subject_kind, event.subject_id, event.action) == ("permit", "500.16/1", "issued")
    assert (event.actor, event.payload, event.public_note) == (actor, {"a": 1}, "Terbit")
    assert abs(event.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_events_of_an_undone_transaction_leave_no_gap(committed_db):
    ledger.record(("test", "1"), "stays")
    with transaction.atomic():
        ledger.record(("test", "2"), "goes")
        transaction.set_rollback(True)
    ledger.record(("test", "3"), "stays")

    assert list(Event.objects.values_list("number", "subject_id")) == [(1, "1"), (2, "3")]
    assert ledger.verify().whole


def test_even_the_owner_is_stopped_by_triggers(committed_db, as_owner):
    fill(2)

    for statement in (
        "UPDATE office_event SET unit = ''",
        "DELETE FROM office_event",
        "TRUNCATE office_event",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            as_owner.execute(statement)


# --- As the owner, triggers off --------------------------------------------------------------

TAMPERING = {
    "another note": "UPDATE office_event SET public_note = public_note || '.' WHERE number = %(place)s",
    "another unit": "UPDATE office_event SET unit = 'Loket 2' WHERE number = %(place)s",
    "another state": "UPDATE office_event SET to_state = 'issued' WHERE number = %(place)s",
    "another actor": "UPDATE office_event SET actor_id = NULL WHERE number = %(place)s",
    "another subject": "UPDATE office_event SET subject_id = 'REG-9' WHERE number = %(place)s",
    "another detail": "UPDATE office_event SET payload = '{\"number\": -1}' WHERE number = %(place)s",
    "a microsecond": "UPDATE office_event SET at = at - interval '1 microsecond' WHERE number = %(place)s",
    "another text": "UPDATE office_event SET body = replace(body, '1', '2') WHERE number = %(place)s",
    "another hash": "UPDATE office_event SET hash = repeat('0', 64) WHERE number = %(place)s",
    "text and hash": "UPDATE office_event SET unit = 'x', body = replace(body, 'Loket 1', 'x'),"
    " hash = repeat('1', 64) WHERE number = %(place)s",
    "deleted": "DELETE FROM office_event WHERE number = %(place)s",
    "tail cut": "DELETE FROM office_event WHERE number >= %(place)s",
}
# Plain SQL keeps no order of updates on a primary key: these two go by way of numbers far away.
INSERT_COPY = [
    "UPDATE office_event SET number = -number WHERE number > %(place)s",
    "UPDATE office_event SET number = 1 - number WHERE number < 0",
    "INSERT INTO office_event (number, at, actor_id, unit, subject_kind, subject_id, action, from_state,"
    " to_state, public_note, private_note, payload, body, previous_hash, hash)"
    " SELECT number + 1, at, actor_id, unit, subject_kind, subject_id, action, from_state, to_state,"
    " public_note, private_note, payload, body, previous_hash, hash FROM office_event"
    " WHERE number = %(place)s",
]
SWAP = [
    "UPDATE office_event SET number = -1 WHERE number = %(place)s",
    "UPDATE office_event SET number = %(place)s WHERE number = %(other)s",
    "UPDATE office_event SET number = %(other)s WHERE number = -1",
]
WAYS = {
    **{name: [statement] for name, statement in TAMPERING.items()},
    "inserted": INSERT_COPY,
    "swapped": SWAP,
}


@pytest.fixture
def unguarded(committed_db, as_owner):
    """A record with its guards off and a copy to put it right again between examples."""
    fill()
    as_owner.execute("ALTER TABLE office_event DISABLE TRIGGER USER")
    as_owner.execute("CREATE TABLE event_copy AS TABLE office_event")
    return as_owner


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.sampled_from(sorted(WAYS)), place=st.integers(1, EVENTS), step=st.integers(1, EVENTS - 1))
def test_whatever_the_owner_changes_is_found(unguarded, way, place, step):
    other = (place + step - 1) % EVENTS + 1
    try:
        for statement in WAYS[way]:
            unguarded.execute(statement, {"place": place, "other": other})

        verdict = ledger.verify()

        assert not verdict.whole
        # An inserted event stands one further on; everything else is named where it was done.
        first = min(place, other) if way == "swapped" else place + (way == "inserted")
        assert verdict.broken_at == first
    finally:
        unguarded.execute("TRUNCATE office_event")
        unguarded.execute("INSERT INTO office_event SELECT * FROM event_copy")
        assert ledger.verify().whole


def test_lost_head_is_found(unguarded):
    unguarded.execute("UPDATE office_ledgerhead SET number = number + 1")

    assert not ledger.verify().whole


def test_verify_command_names_the_first_broken_event(unguarded, capsys):
    from django.core.management import call_command

    call_command("verify_ledger")
    end = LedgerHead.objects.get().hash
    assert capsys.readouterr().out == f"Catatan utuh: {EVENTS} peristiwa diperiksa, sidik akhir {end}.\n"

    unguarded.execute("UPDATE office_event SET unit = 'x' WHERE number = 5")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_ledger")
    assert stopped.value.code == 1
    assert "peristiwa 5" in capsys.readouterr().err


def test_head_is_the_last_event(db):
    fill(3)

    head, last = LedgerHead.objects.get(), Event.objects.last()

    assert (head.number, head.hash) == (last.number, last.hash)
    assert last.previous_hash != hashchain.GENESIS
