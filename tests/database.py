"""The database the tests run on: a template, built once per state of the code, and quick copies of it."""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from ptsp.demo import cluster
from ptsp.demo.servers import SUPERUSER
from tests.environment import DATABASE, POSTGRESQL, VAR_DIR

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "ptsp_template"
# Whatever can change what a fresh database holds: tables, triggers, rights, catalogue, calendar.
SHAPING = (
    "*/migrations/*.py",
    "*/models.py",
    "*/models/*.py",
    "office/rights.py",
    "office/simulated_time.py",
    "office/workdays.py",
    "sop/catalogue/*.py",
    "sop/data/*.csv",
    "tests/build_template.py",
)


def admin_url() -> str:
    return POSTGRESQL.url(SUPERUSER, "postgres")


@contextmanager
def exclusive_use() -> Iterator[None]:
    """Hold the test servers' folder for this run; a second run waits for the first to end."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (VAR_DIR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare_template() -> None:
    """Build the template database unless it already stands for the code as it is now."""
    cluster.prepare_roles(admin_url())
    cluster.let_tests_move_the_clock(admin_url())
    state = _state_of_the_code()
    if _stamp() == state:
        return
    cluster.drop_database(admin_url(), TEMPLATE)
    cluster.create_database(admin_url(), TEMPLATE)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": POSTGRESQL.url(cluster.APPLICATION, TEMPLATE),
        "DATABASE_OWNER_URL": POSTGRESQL.url(cluster.OWNER, TEMPLATE),
        "PTSP_DATABASE_ROLE": "owner",
    }
    subprocess.run([sys.executable, "-m", "tests.build_template"], cwd=ROOT, env=environment, check=True)
    _put_stamp(state)


def fresh_database() -> None:
    """Put a copy of the template in the place of the test database, whoever is connected to it."""
    cluster.drop_database(admin_url(), DATABASE)
    cluster.create_database(admin_url(), DATABASE, template=TEMPLATE)


def _state_of_the_code() -> str:
    digest = hashlib.sha256()
    for path in sorted({path for pattern in SHAPING for path in ROOT.glob(pattern)}):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _stamp() -> str | None:
    with psycopg.connect(admin_url()) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
        ).fetchone()
        return found[0] if found else None


def _put_stamp(state: str) -> None:
    with psycopg.connect(admin_url(), autocommit=True) as connection:
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
        connection.execute(statement.format(sql.Identifier(TEMPLATE), sql.Literal(state)))
