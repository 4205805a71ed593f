"""What the application's database role may do with each table.

A model that holds something official says so with a class attribute, for example
`database_rights = Rights(update=("state",), delete=False)`; every other table is open to the application.
The grants are laid anew after each migration, by the owner.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql


@dataclass(frozen=True)
class Rights:
    """Rights of the application on one table; `update` is True for all columns or names the few allowed."""

    insert: bool = True
    update: bool | tuple[str, ...] = True
    delete: bool = True


EVERYTHING = Rights()
READ_ONLY = Rights(insert=False, update=False, delete=False)
APPEND_ONLY = Rights(update=False, delete=False)


def _grants(table: str, rights: Rights, role: str) -> list[sql.Composed]:
    names = {"table": sql.Identifier(table), "role": sql.Identifier(role)}
    words = [sql.SQL("SELECT")]
    if rights.insert:
        words.append(sql.SQL("INSERT"))
    if rights.delete:
        words.append(sql.SQL("DELETE"))
    if rights.update is True:
        words.append(sql.SQL("UPDATE"))
    elif rights.update:
        columns = sql.SQL(", ").join(map(sql.Identifier, rights.update))
        words.append(sql.SQL("UPDATE ({})").format(columns))
    return [
        sql.SQL("REVOKE ALL ON {table} FROM {role}").format(**names),
        sql.SQL("GRANT {} ON {table} TO {role}").format(sql.SQL(", ").join(words), **names),
    ]


def _roles() -> list[str]:
    simulator = [settings.SIMULATOR_ROLE] if settings.SIMULATED_TIME_ALLOWED else []
    return [settings.APPLICATION_ROLE, *simulator]


def lay_grants(sender, using, **kwargs) -> None:
    """Grant the application its rights on the tables of one app (a post_migrate receiver)."""
    with connections[using].cursor() as cursor:
        for role in _roles():
            name = sql.Identifier(role)
            cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
            cursor.execute(
                sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(name)
            )
            for model in sender.get_models(include_auto_created=True):
                if model._meta.managed and not model._meta.proxy:
                    rights = getattr(model, "database_rights", EVERYTHING)
                    for statement in _grants(model._meta.db_table, rights, role):
                        cursor.execute(statement)


def lay_modelless_grants(using, **kwargs) -> None:
    """Create the cache's table, and grant rights on what no model describes (a post_migrate receiver)."""
    call_command("createcachetable", database=using, verbosity=0)
    tables = {settings.CACHES["default"]["LOCATION"]: EVERYTHING, "django_migrations": READ_ONLY}
    with connections[using].cursor() as cursor:
        for role in _roles():
            for table, rights in tables.items():
                for statement in _grants(table, rights, role):
                    cursor.execute(statement)
