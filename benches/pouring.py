"""Rows in bulk: poured into SQLite without going through the models, and carried from there to PostgreSQL."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED

from luoshi.seeing import fulltext

KEPT: dict[type, Callable[[Any], Any]] = {
    bool: int,
    date: date.isoformat,
    datetime: lambda moment: moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
    dict: lambda value: json.dumps(value, ensure_ascii=False),
    list: lambda value: json.dumps(value, ensure_ascii=False),
}


def pour(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows into SQLite, each with its id, named by column; every row has the names of the first.

    A column that is not named gets the default of its field. Signals are not sent, nothing is checked.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    named = list(first)
    others = [field for field in model._meta.concrete_fields if field.column not in first]
    rest = [_kept(_default(field)) for field in others]
    order = named + [field.column for field in others]
    names, marks = ", ".join(f'"{column}"' for column in order), ", ".join(["%s"] * len(order))
    values: Any = ([*(_kept(row[name]) for name in named), *rest] for row in chain([first], rows))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', values)


def _default(field: "Field[Any, Any]") -> Any:
    if field.default is NOT_PROVIDED:
        return "" if field.empty_strings_allowed and not field.null else None
    return field.get_default()


def _kept(value: Any) -> Any:
    """A value as SQLite keeps it."""
    change = KEPT.get(type(value))
    return value if change is None else change(value)


def carry(source: Path) -> None:
    """Put everything that a SQLite database of ours holds into the empty PostgreSQL that Django is connected to."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    tables = {model._meta.db_table: model for model in models}
    with closing(sqlite3.connect(source)) as lite, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # neither triggers nor keys are checked
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        with _without_indexes(cursor):
            for table, model in tables.items():
                _carry_table(cursor, lite, table, model)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """Building an index once is many times faster than keeping it through a million rows."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'public'::regnamespace "
        "AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in found:
        cursor.execute(definition)


def _carry_table(cursor: Any, lite: sqlite3.Connection, table: str, model: type[Model]) -> None:
    fields = list(model._meta.concrete_fields)
    names = ", ".join(f'"{field.column}"' for field in fields)
    found: Iterator[tuple[Any, ...]] = lite.execute(f'SELECT {names} FROM "{table}"')
    if model._meta.label_lower == "seeing.searchentry":
        place = [field.name for field in fields]
        found = (_with_grams(dict(zip(place, row, strict=True))) for row in found)
    with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in found:
            copy.write_row(row)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, fields[0].column])
    sequence = cursor.fetchone()[0]
    if sequence:
        cursor.execute(f'SELECT setval(%s, coalesce((SELECT max("{fields[0].column}") FROM "{table}"), 1))', [sequence])


def _with_grams(row: dict[str, Any]) -> tuple[Any, ...]:
    """PostgreSQL finds by the grams of a text, which SQLite has no column for."""
    return tuple((row | {"grams": fulltext.grams(row["kind"], row["folded"])}).values())
