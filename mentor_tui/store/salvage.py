"""What can still be read of a damaged file, record by record. Nothing is written, and no content is told."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ..domain.records import LogEntry, Record
from .backup import newest_good
from .contents import Place, json_columns, replayed
from .erased_people import ErasedPeople
from .sentences import in_sentences
from .steps import DONE, DROPPED, entry_of
from .tables import ROWS, LogRow

_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What a damaged value raises when a record is made of it."""


Witness = Mapping[str, Mapping[Place, Record | None]]
"""What the log says that the tables hold."""


@dataclass(frozen=True, kw_only=True)
class Salvage:
    """What a file still holds.

    Attributes:
        records: those that can be read, and that the log does not contradict.
        from_log: how many of them only the log held, by table.
        set_aside: how many could not be read, or are not as the log has them, by table.
        log: its entries that can be read, oldest first.
        erased: who was erased there.
    """

    records: tuple[Record, ...]
    from_log: Mapping[str, int]
    set_aside: Mapping[str, int]
    log: tuple[LogEntry, ...]
    erased: ErasedPeople


def read_what_is_whole(path: Path) -> Salvage:
    """Read a file record by record.

    Where the whole log can be read, it is the second witness: a record that the table lost is taken from it. Where
    the two differ, the newest good copy is the third; where it agrees with neither, nobody can tell which of the
    two was damaged, and the record is set aside.

    Raises:
        StoreError: not even its tables can be told.
    """
    with in_sentences(path), closing(_opened(path)) as connection:
        log, log_is_whole = _log(connection)
        kept = {table: _kept(connection, table) for table in ROWS}
        erased = ErasedPeople(_erased(connection))
    copy = newest_good(path)
    set_aside = Counter({table: unreadable for table, (_, unreadable) in kept.items()})
    records = {table: by_key for table, (by_key, _) in kept.items()}
    from_log: Counter[str] = Counter()
    witness = _by_the_log(log) if log_is_whole else None
    if witness is not None:
        from_log = _filled(records, witness)
        set_aside -= from_log
        from_log += _settled(records, witness, _copied(copy[0]) if copy else {}, set_aside)
    return Salvage(
        records=tuple(record for by_key in records.values() for record in by_key.values()),
        from_log=+from_log,
        set_aside=+set_aside,
        log=log,
        erased=erased,
    )


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.text_factory = bytes  # so that a damaged text spoils its own row alone
    connection.execute("SELECT count(*) FROM sqlite_master")
    return connection


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, Any] | None]:
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
        texts = {
            name: value.decode("utf-8", "strict") if isinstance(value, bytes) else value
            for name, value in values.items()
        }
        return {
            name: json.loads(value) if name in structured else value
            for name, value in texts.items()
        }
    except _UNREADABLE:
        return None


def _kept(connection: sqlite3.Connection, table: str) -> tuple[dict[Place, Record], int]:
    """Return by key the records of a table that can be read, and how many cannot."""
    by_key: dict[Place, Record] = {}
    unreadable = 0
    for values in _rows(connection, table):
        record = _record(ROWS[table][1], values)
        if record is None:
            unreadable += 1
        else:
            by_key[tuple(record.identity().values())] = record
    return by_key, unreadable


def _record(kind: type[Record], values: Mapping[str, Any] | None) -> Record | None:
    """Return the record of values that are what its fields must be; None of others."""
    from pydantic import TypeAdapter

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
        record: Record = TypeAdapter(kind).validate_json(text, strict=True)
    except _UNREADABLE:
        return None
    return record


def _log(connection: sqlite3.Connection) -> tuple[tuple[LogEntry, ...], bool]:
    """Return the entries of the log that can be read, oldest first, and whether these are all."""
    entries = []
    whole = True
    for values in _rows(connection, str(LogRow.__tablename__)):
        try:
            entry = entry_of(LogRow(**(values or {})))
            if (values or {})["state"] not in (DONE, "undone", DROPPED):
                raise ValueError
            entries.append(entry)
        except _UNREADABLE:
            whole = False
    return tuple(sorted(entries, key=lambda entry: entry.number)), whole


def _by_the_log(log: tuple[LogEntry, ...]) -> Witness | None:
    """Return by table and key the records that the log leads to, None for one that it cannot tell any more.

    Returns None where it leads nowhere.
    """
    try:
        contents = replayed(entry.step for entry in log if not entry.undone)
    except _UNREADABLE:
        return None
    return {
        table: {key: _record(ROWS[table][1], values) for key, values in by_key.items()}
        for table, by_key in contents.items()
    }


def _filled(kept: dict[str, dict[Place, Record]], witness: Witness) -> Counter[str]:
    """Take from the log what the tables lost; return how many records of which table."""
    from_log: Counter[str] = Counter()
    for table, by_key in witness.items():
        for key, record in by_key.items():
            if record is not None and key not in kept[table]:
                kept[table][key] = record
                from_log[table] += 1
    return from_log


def _copied(path: Path) -> Witness:
    """Return by table and key what a good copy holds; nothing where it cannot be read after all."""
    try:
        with closing(_opened(path)) as connection:
            return {table: _kept(connection, table)[0] for table in ROWS}
    except sqlite3.Error:
        return {}


def _settled(
    kept: dict[str, dict[Place, Record]],
    witness: Witness,
    copied: Witness,
    set_aside: Counter[str],
) -> Counter[str]:
    """Settle the records that the log has otherwise, or has not at all: by the copy, or by setting them aside.

    Returns how many the log had right, by table.
    """
    from_log: Counter[str] = Counter()
    for table, by_key in kept.items():
        known = witness[table]
        for key, record in list(by_key.items()):
            said = known.get(key)
            cannot_tell = key in known and said is None
            third = copied.get(table, {}).get(key)
            if cannot_tell or said == record or third == record:
                continue
            if said is not None and said == third:
                by_key[key] = said
                from_log[table] += 1
            else:
                del by_key[key]
                set_aside[table] += 1
    return from_log


def _erased(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the hashes of people who were erased; a damaged one is nobody's."""
    for values in _rows(connection, "erased_person"):
        if values is not None:
            yield str(values["salt"]), str(values["digest"])
