"""The records and the log of a file as they can be read one by one, without opening the file for writing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.records import LogEntry, Record
from .contents import Place, json_columns, replayed
from .steps import DONE, DROPPED, UNDONE, entry_of
from .tables import ROWS, LogRow

if TYPE_CHECKING:
    from pydantic import TypeAdapter

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What a damaged value raises when a record is made of it."""

Witness = Mapping[str, Mapping[Place, Record | None]]
"""What the log, or a copy, says that the tables hold."""


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def opened_to_look(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads.

    Raises:
        sqlite3.DatabaseError: not even the tables can be told.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.text_factory = bytes  # so that a damaged text spoils its own row alone
    connection.execute("SELECT count(*) FROM sqlite_master")
    return connection


def rows_of(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, Any] | None]:
    """Yield the rows of a table from its beginning, and behind a damaged page from its end; None for a broken row."""
    seen: set[int] = set()
    for order in ("ASC", "DESC"):
        try:
            cursor = connection.execute(
                f'SELECT rowid AS rowid, * FROM "{table}" ORDER BY rowid {order}'
            )
            names = [column[0] for column in cursor.description][1:]
            for number, *values in cursor:
                if number not in seen:
                    seen.add(number)
                    yield _decoded(table, dict(zip(names, values, strict=True)))
        except (
            sqlite3.DatabaseError,
            UnicodeDecodeError,
        ):  # the latter for a damaged name of a column
            yield None
            continue
        return


def _decoded(table: str, values: dict[str, Any]) -> dict[str, Any] | None:
    structured = {column for name, column in json_columns() if name == table}
    try:
        texts = {name: _text(name, value) for name, value in values.items()}
        return {
            name: json.loads(value) if name in structured else value
            for name, value in texts.items()
        }
    except UNREADABLE:
        return None


def _text(column: str, value: Any) -> Any:
    """Return a value as text where it is one.

    The text of a programme is most of the cohort that keeps it, and there are other witnesses of it: where it
    is no text any more it is empty, and the cohort stays.

    Raises:
        UnicodeDecodeError: another one cannot be read.
    """
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode("utf-8", "strict")
    except UnicodeDecodeError:
        if column != "programme_text":
            raise
        return ""


def records_kept(connection: sqlite3.Connection, table: str) -> tuple[dict[Place, Record], int]:
    """Return by key the records of a table that can be read, and how many cannot."""
    by_key: dict[Place, Record] = {}
    unreadable = 0
    for values in rows_of(connection, table):
        record = _record(ROWS[table][1], values)
        if record is None:
            unreadable += 1
        else:
            by_key[tuple(record.identity().values())] = record
    return by_key, unreadable


def _record(kind: type[Record], values: Mapping[str, Any] | None) -> Record | None:
    """Return the record of values that are what its fields must be; None of others."""
    if values is None:
        return None
    known = {field.name for field in fields(kind)}
    own = {
        name: bool(value) if name in ("cleared", "changed") else value
        for name, value in values.items()
        if name in known
    }
    try:
        text = json.dumps(own, ensure_ascii=False).encode()
        record: Record = _adapter(kind.table).validate_json(text, strict=True)
    except UNREADABLE:
        return None
    return record


@cache
def _adapter(table: str) -> TypeAdapter[Record]:
    from pydantic import TypeAdapter

    return TypeAdapter(ROWS[table][1])


def log_kept(connection: sqlite3.Connection) -> tuple[tuple[LogEntry, ...], bool]:
    """Return the entries of the log that can be read, oldest first, and whether these are all."""
    entries = []
    whole = True
    for values in rows_of(connection, str(LogRow.__tablename__)):
        try:
            entry = entry_of(LogRow(**(values or {})))
            if (values or {})["state"] not in (DONE, UNDONE, DROPPED):
                raise ValueError
            entries.append(entry)
        except UNREADABLE:
            whole = False
    return tuple(sorted(entries, key=lambda entry: entry.number)), whole


def records_by_the_log(log: tuple[LogEntry, ...]) -> Witness | None:
    """Return by table and key the records that the log leads to, None for one that it cannot tell any more.

    Returns None where it leads nowhere.
    """
    try:
        contents = replayed(entry.step for entry in log if not entry.undone)
    except UNREADABLE:
        return None
    return {
        table: {key: _record(ROWS[table][1], values) for key, values in by_key.items()}
        for table, by_key in contents.items()
    }


def is_as_its_log_says(path: Path) -> bool:
    """Say whether everything in a file can be read, and is what its own log leads to."""
    try:
        with closing(opened_to_look(path)) as connection:
            log, log_is_whole = log_kept(connection)
            there = {row[0].decode() for row in connection.execute(_TABLES)}
            kept = {table: records_kept(connection, table) for table in ROWS if table in there}
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    if not log_is_whole or any(unreadable for _, unreadable in kept.values()):
        return False
    witness = records_by_the_log(log)
    return witness is not None and all(
        kept.get(table, ({}, 0))[0] == by_key for table, by_key in witness.items()
    )
