"""What every test may ask for. Tests work as the application's role."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
import redis
from django.db import connection, connections

from permits.paper.seal import make_demo_seal
from ptsp.demo import cluster
from tests import database, processes
from tests.chromium import CHROMIUM_ARGUMENTS, chromium_path
from tests.environment import DATABASE, POSTGRESQL, VALKEY, VAR_DIR


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """Run PostgreSQL with a finished template database for as long as the tests last."""
    with database.exclusive_use():
        POSTGRESQL.start()
        try:
            database.prepare_template()
            yield
        finally:
            POSTGRESQL.stop()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, database_server) -> None:
    """Give pytest-django's `db` a copy of the template instead of a database made by Django as its owner."""
    database.fresh_database()


@pytest.fixture
def committed_db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Let the test commit for real; afterwards the next test gets a fresh copy of the template."""
    with django_db_blocker.unblock():
        connections.close_all()
        yield
        connections.close_all()
    database.fresh_database()


@pytest.fixture
def as_owner(django_db_setup) -> Iterator[psycopg.Connection]:
    """Return a connection of the role that owns the tables; it sees committed rows only."""
    with psycopg.connect(POSTGRESQL.url(cluster.OWNER, DATABASE), autocommit=True) as owner:
        yield owner


class Clock:
    """Official time in this test's connection."""

    def set(self, moment: dt.datetime) -> None:
        """Stop official time at `moment` (aware), until it is set again."""
        if moment.tzinfo is None:
            raise ValueError("official time is aware")
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE ptsp_simulator")
            cursor.execute("SELECT set_config('ptsp.now', %s, false)", [moment.isoformat()])

    def release(self) -> None:
        """Go back to the real time and the application's own role."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('ptsp.now', '', false)")
            cursor.execute("RESET ROLE")


@pytest.fixture
def clock(request) -> Iterator[Clock]:
    """Return the clock of the test's database; official time is the real time until it is set."""
    request.getfixturevalue("committed_db" if "committed_db" in request.fixturenames else "db")
    yield Clock()
    # A rolled back transaction forgets the setting by itself, a committed one has to be told.
    if connection.connection and not connection.needs_rollback:
        Clock().release()


@pytest.fixture(scope="session", autouse=True)
def office_seal() -> None:
    """Give the office a trial certificate, as the demo does."""
    from django.conf import settings

    if not settings.SEAL_CERTIFICATE.exists():
        settings.SEAL_CERTIFICATE.parent.mkdir(parents=True, exist_ok=True)
        make_demo_seal(settings.SEAL_CERTIFICATE, settings.SEAL_KEY)


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    """Keep each test's files to itself."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def broker_server() -> Iterator[None]:
    VALKEY.start()
    yield
    VALKEY.stop()


@pytest.fixture
def broker(broker_server, monkeypatch) -> str:
    """Return the address of a real, empty broker."""
    with redis.Redis.from_url(VALKEY.url) as client:
        client.flushall()
    monkeypatch.setattr("office.jobs._quiet_until", 0.0)
    return VALKEY.url


@dataclass(frozen=True)
class Surroundings:
    """What processes started by a test share with it: files and outgoing mail."""

    media: object
    mail: object

    @property
    def environment(self) -> dict[str, str]:
        return {"MEDIA_ROOT": str(self.media), "EMAIL_URL": f"filemail:///{self.mail}"}


@pytest.fixture
def surroundings(files, settings) -> Surroundings:
    shutil.rmtree(VAR_DIR / "shared", ignore_errors=True)
    settings.MEDIA_ROOT = VAR_DIR / "shared" / "media"
    return Surroundings(settings.MEDIA_ROOT, VAR_DIR / "shared" / "mail")


@pytest.fixture
def worker(committed_db, broker, surroundings) -> Iterator[processes.Worker]:
    """Run a real Celery worker on the test's database and broker; `kill()` is SIGKILL to all of it."""
    with processes.Worker(surroundings.environment) as running:
        yield running


@pytest.fixture
def sweeper(committed_db, broker, surroundings) -> Iterator[processes.Sweeper]:
    """Run the real sweeper, three times a second."""
    with processes.Sweeper(surroundings.environment) as running:
        yield running


@pytest.fixture
def live_server_process(committed_db, broker, surroundings) -> Iterator[processes.WebServer]:
    """Run the real web server in a process of its own on the test's database; `.url` is its address."""
    with processes.WebServer(surroundings.environment) as running:
        yield running


# By module: as long as Playwright lives, its event loop counts as running and nobody else may start one.
@pytest.fixture(scope="module")
def chromium():
    """Return a real Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
