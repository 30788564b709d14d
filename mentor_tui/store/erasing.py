"""Erasing for good: from every table, from the log, and from the free pages of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from ..domain.forgetting import GONE, Forgetter, Traces
from ..domain.records import EditedLetter, LearnedMapping, Liaison, Pair
from .sentence_vectors import forget_all
from .tables import ROWS, CohortRow, LogRow, WrittenFileRow, table_of
from .traces import Fact, Found, facts_of_changes, find_traces, is_about

Values = dict[str, Any]
GoingOn = Callable[[], None]
"""Is asked on the way through many rows; raises where it is to stop."""

_BETWEEN = 500

FINAL = ("erase", "anonymise")
"""Steps that cannot be taken back."""

_NAMES_ALONE = (
    "accept",
    "pin",
    "unpin",
    "swap",
    "reject",
    "keep-apart",
    "later",
    "unplace",
    "withdraw",
    "end",
)
"""Kinds of steps whose sentence holds names and nothing else that somebody wrote."""

_THEIRS = {"submission": ("name", "email"), "liaison": ("name", "email", "organisation")}
"""Words that stay another person's own, although they may be the same words."""


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """How many records went, and what the person had left."""

    records: int
    traces: Traces


def look(
    connection: Connection, ids: Sequence[str], names: Iterable[str], addresses: Iterable[str]
) -> Erasure:
    """Return what erasing would take away, and change nothing."""
    content = _content(connection)
    matching_found = find_traces(content.facts(), ids, names, addresses)
    eraser = _Eraser(matching_found)
    going = 0
    for table, rows in content.rows.items():
        for row in rows:
            going += eraser.goes(table, row)
    return Erasure(records=going, traces=matching_found.traces)


def erase_person(
    connection: Connection,
    ids: Sequence[str],
    names: Iterable[str],
    addresses: Iterable[str],
    at: str,
    going_on: GoingOn,
) -> Erasure:
    """Remove a person and every mention; the step is kept in the log without the name.

    `clear_free_pages` takes the rest out of the file afterwards. `going_on` is asked on the way; what it
    raises stops the whole, with nothing written.
    """
    content = _content(connection)
    going_on()
    matching_found = find_traces(content.facts(), ids, names, addresses)
    going_on()
    eraser = _Eraser(matching_found)
    removed = 0
    for table, rows in content.rows.items():
        removed += _clean_rows(connection, eraser, table, rows, going_on)
    for entry in content.log:
        going_on()
        _clean_entry(connection, eraser, entry)
    with Session(connection) as session:
        for file in session.exec(select(WrittenFileRow.folder).distinct()):
            if eraser.forgetter.mentions(file):
                session.exec(delete(WrittenFileRow).where(col(WrittenFileRow.folder) == file))
        forget_all(session)
        step = final_step(cohort="", kind="erase", sentence="Erased a person", at=at, changes=[])
        session.add(step)
        session.flush()
    return Erasure(records=removed, traces=matching_found.traces)


@dataclass(frozen=True, kw_only=True)
class _Content:
    """The rows of every table of records, and of the log, as they are kept."""

    rows: dict[str, list[Values]]
    log: list[Values]

    def facts(self) -> list[Fact]:
        """Return every record that the tables and the log know."""
        facts: list[Fact] = []
        for table, rows in self.rows.items():
            for row in rows:
                facts.append((table, row))
        for entry in self.log:
            facts += facts_of_changes(entry["changes"])
        return facts


def _content(connection: Connection) -> _Content:
    rows = {table: _values(connection, table) for table in ROWS}
    return _Content(rows=rows, log=_values(connection, LogRow.__tablename__))


def _values(connection: Connection, table: str) -> list[Values]:
    """Return the rows of a table as plain values: making objects of them takes twice the time."""
    return [dict(row) for row in connection.execute(sa_select(table_of(table))).mappings()]


def _clean_rows(
    connection: Connection, eraser: _Eraser, table: str, rows: Sequence[Values], going_on: GoingOn
) -> int:
    """Remove the person's rows and clean those of others; return how many went."""
    removed = 0
    for number, row in enumerate(rows):
        if number % _BETWEEN == 0:
            going_on()
        if eraser.goes(table, row):
            connection.execute(table_of(table).delete().where(_is_row(table, row)))
            removed += 1
            continue
        changed = _differences(row, eraser.cleaned(table, row))
        if changed:
            here = _is_row(table, row)
            connection.execute(table_of(table).update().where(here).values(**changed))
    return removed


def _is_row(table: str, row: Values) -> ColumnElement[bool]:
    columns = table_of(table).c
    return and_(*(columns[name] == row[name] for name in ROWS[table][1].keys))


def _differences(before: Values, after: Values) -> Values:
    changed = {}
    for name, value in after.items():
        if before[name] != value:
            changed[name] = value
    return changed


def _clean_entry(connection: Connection, eraser: _Eraser, entry: Values) -> None:
    """Take the person out of a step of the log."""
    table = table_of(LogRow.__tablename__)
    changed = _differences(entry, eraser.clean_entry(entry))
    if changed:
        at = table.c.number == entry["number"]
        connection.execute(table.update().where(at).values(**changed))


def replace_cohort(
    connection: Connection,
    cohort: str,
    settings: dict[str, Any],
    values: Sequence[tuple[str, dict[str, Any]]],
    step: LogRow,
    naming: Sequence[LearnedMapping],
) -> None:
    """Put other rows in the place of a cohort's, and one step in the place of its log.

    What forms taught in words that are names (`naming`) goes from the whole file.
    """
    with Session(connection) as session:
        _drop_learned(
            session, {(mapping.programme, mapping.kind, mapping.key) for mapping in naming}
        )
        session.get_one(CohortRow, cohort).settings = settings
        forget_all(session)
        for table, (row_type, _) in ROWS.items():
            if table not in ("cohort", "memory"):
                for row in session.exec(select(row_type).where(row_type.cohort == cohort)):  # type: ignore[attr-defined]
                    session.delete(row)
        for entry in session.exec(select(LogRow).where(LogRow.cohort == cohort)):
            session.delete(entry)
        session.flush()
        for table, value in values:
            session.add(ROWS[table][0](**value))
        session.add(step)
        session.flush()


def _drop_learned(session: Session, keys: set[tuple[str, str, str]]) -> None:
    """Take learned mappings out of the table and out of every step of the log."""
    for key in keys:
        row = session.get(ROWS[LearnedMapping.table][0], key)
        if row is not None:
            session.delete(row)
    if not keys:
        return
    for entry in session.exec(select(LogRow)):
        entry.changes = [change for change in entry.changes if _key_of_learned(change) not in keys]


def _key_of_learned(one: dict[str, Any]) -> tuple[str, str, str] | None:
    key = one["key"]
    if one["table"] != LearnedMapping.table:
        return None
    return key["programme"], key["kind"], key["key"]


def final_step(
    cohort: str, kind: str, sentence: str, at: str, changes: list[dict[str, Any]]
) -> LogRow:
    """Return a step of the log that cannot be taken back."""
    return LogRow(
        at=at,
        cohort=cohort,
        kind=kind,
        sentence=sentence,
        reason="",
        people=[],
        cascade=[],
        changes=changes,
        state="done",
    )


def clear_free_pages(engine: Engine) -> None:
    """Write the file anew, so that nothing of what went is left in free pages or in the write-ahead log.

    Raises:
        sqlite3.Error: there is no room, or another program holds the file.
    """
    raw = engine.raw_connection()
    try:
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


class _Eraser:
    """Cleans rows and the log alike, so that the log still leads to the rows."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._ids = found.traces.ids
        self.forgetter = Forgetter(found.traces)

    def goes(self, table: str, values: Values) -> bool:
        """Say whether a record is the person's and goes whole."""
        if table == LearnedMapping.table:
            key = (values["programme"], values["kind"], values["key"])
            words = f"{values['key']} {values['value']}".replace("\x1f", " ")
            return key in self._found.options or self.forgetter.mentions(words)
        if table == Liaison.table:
            return (values["cohort"], values["id"]) in self._found.liaisons
        if table == EditedLetter.table and self._speaks_of(values):
            return True
        return is_about(table, values, self._ids)

    def _speaks_of(self, letter: dict[str, Any]) -> bool:
        """Say whether an edited letter goes to the person as a liaison, or has words of or about them."""
        to_them = (letter["cohort"], letter["person"]) in self._found.liaisons
        words = f"{letter['subject']}\n{letter['text']}"
        return to_them or self.forgetter.mentions(words)

    def cleaned(self, table: str, values: dict[str, Any]) -> dict[str, Any]:
        """Return the values of somebody else's record without the person; what was learned goes whole or stays."""
        if table == LearnedMapping.table:
            return values
        theirs = _THEIRS.get(table, ())
        clean = dict(values)
        for name in ROWS[table][1].personal:
            if name not in theirs:
                clean[name] = self.forgetter.clean_value(values[name])
        if table == Pair.table and (values["cohort"], values["liaison"]) in self._found.liaisons:
            clean["liaison"] = ""
        return clean

    def clean_entry(self, entry: Values) -> Values:
        """Return what a step of the log holds without the person."""
        kept = [item for item in entry["changes"] if not self._change_goes(item)]
        fewer = len(kept) < len(entry["changes"])
        about = fewer or bool(set(entry["people"]) & self._ids)
        alone = about and not kept and entry["kind"] not in FINAL
        return {
            "people": [person for person in entry["people"] if person not in self._ids],
            "sentence": self._sentence(entry, about, alone),
            "reason": "" if alone else self.forgetter.clean(entry["reason"], about),
            "cascade": [self._line(line, about) for line in entry["cascade"]],
            "changes": [self._clean_change(item) for item in kept],
        }

    def _line(self, line: str, about: bool) -> str:
        return GONE if self.forgetter.mentions(line, about) else line

    def _sentence(self, entry: Values, about: bool, alone: bool) -> str:
        if alone and entry["kind"] not in _NAMES_ALONE:
            return GONE
        return self.forgetter.clean(entry["sentence"], about)

    def _change_goes(self, one: dict[str, Any]) -> bool:
        sides = [one[side] for side in ("before", "after") if one[side]]
        return any(self.goes(one["table"], values) for values in sides)

    def _clean_change(self, one: dict[str, Any]) -> dict[str, Any]:
        cleaned = dict(one)
        for side in ("before", "after"):
            if one[side]:
                cleaned[side] = self.cleaned(one["table"], _today(one["table"], one[side]))
        return cleaned


def _today(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a change as today's schema has them."""
    return ROWS[table][1](**values).values()
