"""The environment the tests run in; set before Django reads its settings."""

import base64
import os
from pathlib import Path

VAR_DIR = Path(__file__).resolve().parent.parent / "var" / "test"

TEST_ENVIRONMENT = {
    "PTSP_VAR": str(VAR_DIR),
    "SECRET_KEY": "test-only-" + "x" * 50,
    "PUBLIC_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "FIELD_KEYS": "t1:" + base64.b64encode(b"0" * 32).decode(),
    "BLIND_INDEX_KEY": base64.b64encode(b"1" * 32).decode(),
    "SEAL_CERTIFICATE": str(VAR_DIR / "seal" / "certificate.pem"),
    "SEAL_KEY": str(VAR_DIR / "seal" / "key.pem"),
    "DATABASE_URL": "postgres://ptsp_app@/ptsp",
    "DATABASE_OWNER_URL": "postgres://ptsp_owner@/ptsp",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "DATABASE_POOL": "0",
    "SIMULATED_TIME_ALLOWED": "on",
    "STAFF_MFA_REQUIRED": "off",
    "EMAIL_URL": "memorymail://",
}


def prepare() -> None:
    for name, value in TEST_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
