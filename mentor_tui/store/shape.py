"""What stands in the schema of a file: exactly what this program puts there, since a trigger of others would run with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache

from .migrations import statements

Shape = Mapping[tuple[str, str], str]
"""By kind and name (`trigger`, `log_added`), the SQL that made it."""

_STATISTICS = {("table", "sqlite_stat1"), ("table", "sqlite_stat4")}
"""What SQLite itself adds when somebody lets it count; it is data and runs nothing."""

_LONGEST_NAME = 40


class ForeignShape(Exception):
    """The schema of a file is not what this program makes; the words say where, without a word of the SQL."""


def check_shape(connection: sqlite3.Connection, number: int) -> None:
    """Refuse a file whose tables, indexes, views or triggers are not those of its schema number.

    Raises:
        ForeignShape: the words say which is not.
    """
    here, ours = _shape_of(connection), _shape_of_schema(number)
    for kind, name in sorted(here.keys() | ours.keys()):
        what = f"the {kind} {name[:_LONGEST_NAME]!r}"
        if (kind, name) not in ours:
            raise ForeignShape(f"{what} is none of this program's")
        if (kind, name) not in here:
            raise ForeignShape(f"{what} is missing")
        if here[kind, name] != ours[kind, name]:
            raise ForeignShape(f"{what} is not as this program makes it")


def _shape_of(connection: sqlite3.Connection) -> Shape:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {
        (str(kind), str(name)): "".join(str(sql).split())
        for kind, name, sql in rows
        if not _is_made_by_sqlite(kind, name, sql)
    }


def _is_made_by_sqlite(kind: str, name: str, sql: str | None) -> bool:
    is_index_of_key = kind == "index" and sql is None and str(name).startswith("sqlite_autoindex_")
    return is_index_of_key or (kind, name) in _STATISTICS


@cache
def _shape_of_schema(number: int) -> Shape:
    """Return what the files up to a schema number make."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in range(1, number + 1):
            for statement in statements(step):
                connection.execute(statement)
        return _shape_of(connection)
