"""Official time belongs to the database; only the simulator of a demo or test may move it."""

import datetime as dt

import psycopg
import pytest
from django.db import connection

from office.time import official_now
from ptsp.demo import cluster
from ptsp.demo.servers import SUPERUSER
from tests.environment import DATABASE, POSTGRESQL

LONG_AGO = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)


def is_the_real_time(moment: dt.datetime) -> bool:
    return abs(moment - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_application_role_cannot_move_the_clock(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ptsp.now', %s, false)", [LONG_AGO.isoformat()])

    assert is_the_real_time(official_now())


def test_simulator_moves_its_own_clock_only(committed_db, clock):
    clock.set(LONG_AGO)

    assert official_now() == LONG_AGO
    with psycopg.connect(POSTGRESQL.url(cluster.APPLICATION, DATABASE)) as other:
        assert is_the_real_time(other.execute("SELECT official_now()").fetchone()[0])


def test_simulator_that_signs_in_itself_may_move_it(committed_db):
    with psycopg.connect(POSTGRESQL.url(cluster.SIMULATOR, DATABASE)) as simulator:
        simulator.execute("SELECT set_config('ptsp.now', '2015-01-01T00:00Z', false)")

        assert simulator.execute("SELECT official_now()").fetchone() == (LONG_AGO,)


def test_clock_goes_on_when_released(clock):
    clock.set(LONG_AGO)
    clock.release()

    assert is_the_real_time(official_now())


def test_clock_wants_an_aware_moment(clock):
    with pytest.raises(ValueError, match="aware"):
        clock.set(dt.datetime(2015, 1, 1))


def test_production_database_knows_no_other_clock(committed_db, django_db_blocker):
    """The body that migrations install, before a demo or test replaces it."""
    from importlib import import_module

    migration = import_module("office.migrations.0001_official_time")
    with psycopg.connect(POSTGRESQL.url(SUPERUSER, DATABASE), autocommit=True) as admin:
        admin.execute(migration.FUNCTION.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    with psycopg.connect(POSTGRESQL.url(cluster.SIMULATOR, DATABASE)) as simulator:
        simulator.execute("SELECT set_config('ptsp.now', '2015-01-01T00:00Z', false)")

        assert is_the_real_time(simulator.execute("SELECT official_now()").fetchone()[0])
