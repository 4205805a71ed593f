"""Roles and databases of one server: the owner shapes the tables, the application works in them."""

import psycopg
from psycopg import sql

OWNER = "ptsp_owner"
APPLICATION = "ptsp_app"
SIMULATOR = "ptsp_simulator"


def prepare_roles(admin_url: str, passwords: dict[str, str] | None = None) -> None:
    """Create the three roles that are missing (`passwords`: by role, for servers reached over a network)."""
    passwords = passwords or {}
    with psycopg.connect(admin_url, autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in (OWNER, APPLICATION, SIMULATOR):
            name = sql.Identifier(role)
            if role not in known:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(name))
            if role in passwords:
                secret = sql.Literal(passwords[role])
                connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, secret))


def let_tests_move_the_clock(admin_url: str) -> None:
    """Allow the application's connections to step into the simulator's role: for a test cluster only."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(
                sql.Identifier(SIMULATOR), sql.Identifier(APPLICATION)
            )
        )


def database_exists(admin_url: str, database: str) -> bool:
    with psycopg.connect(admin_url) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        return found.fetchone() is not None


def create_database(admin_url: str, database: str, *, template: str = "template1") -> None:
    """Create a database that belongs to the owner role, as a copy of `template`."""
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(statement.format(*map(sql.Identifier, (database, OWNER, template))))


def drop_database(admin_url: str, database: str) -> None:
    """Drop a database, cutting off whoever is connected to it."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )


def rename_database(admin_url: str, database: str, new_name: str) -> None:
    with psycopg.connect(admin_url, autocommit=True) as connection:
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(statement.format(sql.Identifier(database), sql.Identifier(new_name)))


def open_database(admin_url: str) -> None:
    """Let the owner role make its tables in a database that somebody else created."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(sql.Identifier(OWNER))
        )
