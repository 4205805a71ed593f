"""The ground the other tests stand on."""

import datetime as dt

from django.core.cache import cache
from django.db import connection

from office import ledger
from office.models import Event
from office.time import official_now


def current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def test_tests_run_as_the_application(db):
    assert current_role() == "ptsp_app"


def test_cache_is_open_to_the_application(db):
    cache.set("key", {"value": 1})

    assert cache.get("key") == {"value": 1}


def test_clock_stops_official_time(clock):
    moment = dt.datetime(2026, 3, 16, 3, tzinfo=dt.UTC)

    clock.set(moment)
    ledger.record(("test", "1"), "looked")

    assert official_now() == moment
    assert Event.objects.get().at == moment


def test_clock_is_back_after_a_test(db):
    assert abs(official_now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert current_role() == "ptsp_app"


def test_committed_rows_are_seen_by_others(committed_db, clock, as_owner):
    ledger.record(("test", "1"), "looked")

    assert as_owner.execute("SELECT count(*) FROM office_event").fetchone() == (1,)


def test_committed_rows_are_gone_in_the_next_test(db):
    assert Event.objects.count() == 0
