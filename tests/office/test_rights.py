"""What the application's database role really may do, asked of PostgreSQL itself."""

import pytest
from django.apps import apps
from django.db import connection

from office.rights import EVERYTHING

# What no bug and no bribed clerk can delete through the portal, written out.
NEVER_DELETED = {
    "applicants_accesslog",
    "applicants_applicant",
    "applicants_consent",
    "applicants_representation",
    "applicants_rolegrant",
    "applicants_user",
    "office_event",
    "office_job",
    "office_ledgerhead",
    "office_message",
    "office_numberseries",
    "permits_permit",
    "permits_permitfile",
    "sop_permittype",
    "sop_standard",
}
NEVER_UPDATED = {"applicants_accesslog", "applicants_consent", "office_event", "office_ledgerhead"}
MODELS = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def may(right: str, table: str, column: str = "") -> bool:
    """Ask whether the present role has a right on a table or on one of its columns."""
    with connection.cursor() as cursor:
        if column:
            cursor.execute("SELECT has_column_privilege(%s, %s, %s)", [table, column, right])
        else:
            cursor.execute("SELECT has_table_privilege(%s, %s)", [table, right])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_role_has_the_rights_the_model_declares_and_no_other(db, model):
    rights = getattr(model, "database_rights", EVERYTHING)
    table = model._meta.db_table
    columns = {field.column for field in model._meta.concrete_fields}

    updatable = {column for column in columns if may("UPDATE", table, column)}

    assert may("SELECT", table)
    assert may("INSERT", table) == rights.insert
    assert may("DELETE", table) == rights.delete
    assert updatable == (columns if rights.update is True else set(rights.update or ()))
    assert not any(may(right, table) for right in ("TRUNCATE", "TRIGGER", "REFERENCES"))


def test_official_tables_are_never_deleted_from(db):
    assert {table for table in NEVER_DELETED if may("DELETE", table)} == set()


def test_record_is_never_updated(db):
    assert {table for table in NEVER_UPDATED if may("UPDATE", table)} == set()


def test_role_owns_nothing_and_makes_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,)
