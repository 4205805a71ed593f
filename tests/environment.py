"""The environment the tests run in; set before Django reads its settings.

The servers need not run for that: a socket's address and a free port are known beforehand, and the
fixtures of `tests/conftest.py` start PostgreSQL and Valkey only for tests that want them.
"""

import base64
import os
from pathlib import Path

from ptsp.demo.cluster import APPLICATION, OWNER
from ptsp.demo.servers import PostgreSQL, Valkey

VAR_DIR = Path(__file__).resolve().parent.parent / "var" / "test"
DATABASE = "ptsp_test"

# A test run that is cut off loses nothing worth a disk's patience.
POSTGRESQL = PostgreSQL(
    VAR_DIR / "postgres",
    settings={
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_wal_size": "256MB",
    },
)
VALKEY = Valkey(VAR_DIR / "valkey")

TEST_ENVIRONMENT = {
    "PTSP_VAR": str(VAR_DIR),
    "SECRET_KEY": "test-only-" + "x" * 50,
    "PUBLIC_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "FIELD_KEYS": "t1:" + base64.b64encode(b"0" * 32).decode(),
    "BLIND_INDEX_KEY": base64.b64encode(b"1" * 32).decode(),
    "SEAL_CERTIFICATE": str(VAR_DIR / "seal" / "certificate.pem"),
    "SEAL_KEY": str(VAR_DIR / "seal" / "key.pem"),
    "DATABASE_URL": POSTGRESQL.url(APPLICATION, DATABASE),
    "DATABASE_OWNER_URL": POSTGRESQL.url(OWNER, DATABASE),
    "REDIS_URL": VALKEY.url,
    "STATIC_ROOT": str(VAR_DIR / "static"),
    "DATABASE_POOL": "0",
    "SIMULATED_TIME_ALLOWED": "on",
    "STAFF_MFA_REQUIRED": "off",
    "EMAIL_URL": "memorymail://",
    # Playwright's event loop lives in the tests' own thread, where Django would refuse every query.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}


def prepare() -> None:
    """Put the tests' values into the environment; what the caller set on purpose stays."""
    for name, value in TEST_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
