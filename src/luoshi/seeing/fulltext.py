"""How each database finds a term among the search entries: the only place that knows their dialects.

PostgreSQL: a GIN index over `grams`, and LIKE for terms longer than a pair, whose pairs might stand apart. The kind of
an entry is one of its grams (`=task`), so that the index itself leaves out other kinds; grams are stored apart from
their rows, which stay short.
SQLite: an FTS5 table of pairs with one column for each kind; a term is a phrase of pairs. It keeps no copy of the text
(`content=''`), so a row is taken out by repeating what was put in.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BooleanField, F, Func, QuerySet, Value

from luoshi.seeing import words
from luoshi.seeing.models import GramsField, SearchEntry

TABLE, INDEX, GIN = "seeing_searchentry", "seeing_pairs", "seeing_entry_grams"
KINDS = tuple(kind.value for kind in SearchEntry.Kind)


def install(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the index of this database."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"CREATE INDEX {GIN} ON {TABLE} USING gin (grams) WITH (fastupdate = on)")
        return
    columns = ", ".join(f"of_{kind}" for kind in KINDS)
    tokens = "tokenize = 'unicode61 remove_diacritics 0'"
    editor.execute(f"CREATE VIRTUAL TABLE {INDEX} USING fts5({columns}, content='', prefix='1', {tokens})")


def mark_kinds(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Let entries that were stored before know their kind, and put their grams apart."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128), ALTER COLUMN grams SET STORAGE external")
        editor.execute(f"UPDATE {TABLE} SET grams = array_append(grams, '=' || kind)")


def remove(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it again."""
    editor.execute(f"DROP INDEX {GIN}" if editor.connection.vendor == "postgresql" else f"DROP TABLE {INDEX}")


def grams(kind: str, folded: str) -> list[str]:
    """What an entry keeps of its text for the index; nothing where the database has a table of its own for that."""
    return [] if _is_sqlite(connection) else [_mark(kind), *words.grams(folded)]


def _mark(kind: str) -> str:
    """No gram of a text is as long."""
    return f"={kind}"


def add(entries: Iterable[SearchEntry]) -> None:
    """Make stored entries findable."""
    if _is_sqlite(connection):
        _each("INSERT INTO {index}(rowid, of_{kind}) VALUES (%s, %s)", entries)


def take_out(entries: Iterable[SearchEntry]) -> None:
    """Make entries that are about to go unfindable."""
    if _is_sqlite(connection):
        _each("INSERT INTO {index}({index}, rowid, of_{kind}) VALUES ('delete', %s, %s)", entries)


def clear() -> None:
    """Forget everything."""
    SearchEntry.objects.all().delete()
    if _is_sqlite(connection):
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('delete-all')")


def matching(kind: str, terms: Iterable[str]) -> QuerySet[SearchEntry]:
    """The entries of a kind in which every term stands."""
    found = SearchEntry.objects.filter(kind=kind)
    narrow = _by_pairs if _is_sqlite(connection) else _by_grams
    return narrow(found, kind, list(terms))


def reports_with(text: str) -> QuerySet[SearchEntry, Any]:
    """The keys of the reports in which every word of a text stands."""
    return matching(SearchEntry.Kind.REPORT.value, words.terms(text)).values("object_id")


def _by_grams(found: QuerySet[SearchEntry], kind: str, terms: list[str]) -> QuerySet[SearchEntry]:
    grams = [_mark(kind), *sorted({gram for term in terms for gram in words.gram_query(term)})]
    found = found.filter(_holds(F("grams"), " @> ", Value(grams, output_field=GramsField()), "::text[]"))
    for term in terms:
        if len(term) > 2:
            found = found.filter(_holds(F("folded"), " LIKE ", Value(words.like(term))))
    return found


def _by_pairs(found: QuerySet[SearchEntry], kind: str, terms: list[str]) -> QuerySet[SearchEntry]:
    query = " AND ".join(f"of_{kind} : {words.phrase(term)}" for term in terms)
    return found.filter(_holds(F("pk"), f" IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ", Value(query), ")"))


def _holds(field: F, between: str, wanted: Value, end: str = "") -> Func:
    """A condition in the database's own words."""
    return Func(field, wanted, template=f"%(expressions)s{end}", arg_joiner=between, output_field=BooleanField())


def _is_sqlite(database: Any) -> bool:
    known: BaseDatabaseWrapper = database
    return known.vendor == "sqlite"


def _each(statement: str, entries: Iterable[SearchEntry]) -> None:
    by_kind: dict[str, list[tuple[int, str]]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append((entry.pk, words.stream(entry.folded)))
    with connection.cursor() as cursor:
        for kind, rows in by_kind.items():
            cursor.executemany(statement.format(index=INDEX, kind=kind), rows)
