"""The demo's environment: secrets made once, addresses written anew at each start, one file for both.

`ptsp/settings.py` reads the file too, so that other commands find a running demo by themselves.
"""

import base64
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from permits.paper.seal import make_demo_seal
from ptsp.demo import cluster

SECRETS = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "FIELD_KEYS": lambda: f"demo1:{_key()}",
    "BLIND_INDEX_KEY": lambda: _key(),
    "OWNER_PASSWORD": lambda: secrets.token_urlsafe(18),
    "APPLICATION_PASSWORD": lambda: secrets.token_urlsafe(18),
}


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def read(file: Path) -> dict[str, str]:
    """Return what an earlier start left in the file."""
    if not file.exists():
        return {}
    return dict(line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)


def write(file: Path, values: dict[str, str]) -> None:
    """Write the environment for this machine's owner alone."""
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as target:
        target.writelines(f"{name}={value}\n" for name, value in values.items())


def compose(folder: Path, earlier: dict[str, str], *, port: int) -> dict[str, str]:
    """Return the environment of the portal's processes, without the addresses of its servers."""
    values = {name: earlier.get(name) or make() for name, make in SECRETS.items()}
    certificate, key = folder / "seal" / "certificate.pem", folder / "seal" / "key.pem"
    if not (certificate.exists() and key.exists()):
        make_demo_seal(certificate, key)
    return {
        **values,
        "SEAL_CERTIFICATE": str(certificate),
        "SEAL_KEY": str(key),
        "DEMO": "on",
        "SIMULATED_TIME_ALLOWED": "on",
        "STAFF_MFA_REQUIRED": "off",
        "PUBLIC_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        # An absolute path follows the third slash.
        "EMAIL_URL": f"filemail:///{folder.parent / 'mail'}",
        "SWEEP_SECONDS": "10",
    }


def adopt_database(given: str, owner: str | None, values: dict[str, str]) -> dict[str, str]:
    """Return the addresses for a server the user named.

    With an owner's address beside it, `given` is the application's. Alone, it belongs to somebody who
    may create roles: the owner and application roles are then made there, with passwords of our own.
    """
    if owner:
        with psycopg.connect(owner) as connection:
            simulator = connection.execute("SELECT to_regrole(%s)", [cluster.SIMULATOR]).fetchone()[0]
        return {
            "DATABASE_URL": given,
            "DATABASE_OWNER_URL": owner,
            "APPLICATION_ROLE": urlsplit(given).username or cluster.APPLICATION,
            "SIMULATED_TIME_ALLOWED": "on" if simulator else "off",
        }
    passwords = {
        cluster.OWNER: values["OWNER_PASSWORD"],
        cluster.APPLICATION: values["APPLICATION_PASSWORD"],
    }
    cluster.prepare_roles(given, passwords)
    cluster.open_database(given)
    return {
        "DATABASE_URL": _as_role(given, cluster.APPLICATION, passwords[cluster.APPLICATION]),
        "DATABASE_OWNER_URL": _as_role(given, cluster.OWNER, passwords[cluster.OWNER]),
    }


def _as_role(url: str, role: str, password: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{password}@{place}"))
