"""Triggers by which the database itself refuses to change or remove an audit record."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "audit_record"
REFUSAL = "audit records cannot be changed or removed"

SQLITE = [
    f"CREATE TRIGGER audit_record_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
]
SQLITE_UNDO = [f"DROP TRIGGER IF EXISTS audit_record_no_{verb}" for verb in ("update", "delete")]
POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION audit_record_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    f"CREATE TRIGGER audit_record_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_record_refuse()",
]
POSTGRESQL_UNDO = [
    f"DROP TRIGGER IF EXISTS audit_record_no_change ON {TABLE}",
    "DROP FUNCTION IF EXISTS audit_record_refuse()",
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    _run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for undoing the migration, and for emptying a test database."""
    _run(connection, SQLITE_UNDO if connection.vendor == "sqlite" else POSTGRESQL_UNDO)


def forwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The migration step."""
    install(editor.connection)


def backwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The migration step, undone."""
    remove(editor.connection)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
