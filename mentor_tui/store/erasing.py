"""Erasing for good: from every table, from the log, and from the free pages of the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine
from sqlmodel import Session, SQLModel, select

from ..domain.forgetting import GONE, Forgetter, Traces
from ..domain.records import EditedLetter, LearnedMapping, Liaison, Pair
from .sentence_vectors import forget_all
from .tables import ROWS, CohortRow, LogRow, WrittenFileRow
from .traces import Fact, Found, facts_of_changes, find_traces, is_about

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
    with Session(connection) as session:
        found = find_traces(_facts(session), ids, names, addresses)
        eraser = _Eraser(found)
        going = [row for table in ROWS for row in _rows(session, table) if eraser.goes(table, row)]
        return Erasure(records=len(going), traces=found.traces)


def erase_person(
    connection: Connection,
    ids: Sequence[str],
    names: Iterable[str],
    addresses: Iterable[str],
    at: str,
) -> Erasure:
    """Remove a person and every mention; the step is kept in the log without the name.

    `clear_free_pages` takes the rest out of the file afterwards.
    """
    with Session(connection) as session:
        found = find_traces(_facts(session), ids, names, addresses)
        eraser = _Eraser(found)
        removed = 0
        for table in ROWS:
            for row in _rows(session, table):
                if eraser.goes(table, row):
                    session.delete(row)
                    removed += 1
                else:
                    _fill(row, eraser.cleaned(table, row.model_dump()))
        for entry in session.exec(select(LogRow)):
            eraser.clean_entry(entry)
        for file in session.exec(select(WrittenFileRow)):
            if eraser.forgetter.mentions(file.folder):
                session.delete(file)
        forget_all(session)
        step = final_step(cohort="", kind="erase", sentence="Erased a person", at=at, changes=[])
        session.add(step)
        session.flush()
        return Erasure(records=removed, traces=found.traces)


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
        _drop_learned(session, {(one.programme, one.kind, one.key) for one in naming})
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
        entry.changes = [one for one in entry.changes if _key_of_learned(one) not in keys]


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


def _rows(session: Session, table: str) -> Sequence[SQLModel]:
    return session.exec(select(ROWS[table][0])).all()


def _facts(session: Session) -> list[Fact]:
    """Return every record that the tables and the log know."""
    facts: list[Fact] = [
        (table, row.model_dump()) for table in ROWS for row in _rows(session, table)
    ]
    for entry in session.exec(select(LogRow)):
        facts += facts_of_changes(entry.changes)
    return facts


def _fill(row: SQLModel, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


class _Eraser:
    """Cleans rows and the log alike, so that the log still leads to the rows."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._ids = found.traces.ids
        self.forgetter = Forgetter(found.traces)

    def goes(self, table: str, row: SQLModel) -> bool:
        """Say whether a row is the person's and goes whole."""
        return self._goes(table, row.model_dump())

    def _goes(self, table: str, values: dict[str, Any]) -> bool:
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

    def clean_entry(self, entry: LogRow) -> None:
        """Take the person out of a step of the log."""
        kept = [one for one in entry.changes if not self._change_goes(one)]
        about = len(kept) < len(entry.changes) or bool(set(entry.people) & self._ids)
        alone = about and not kept and entry.kind not in FINAL
        entry.people = [one for one in entry.people if one not in self._ids]
        entry.sentence = self._sentence(entry, about, alone)
        entry.reason = "" if alone else self.forgetter.clean(entry.reason, about)
        entry.cascade = [
            GONE if self.forgetter.mentions(line, about) else line for line in entry.cascade
        ]
        entry.changes = [self._clean_change(one) for one in kept]

    def _sentence(self, entry: LogRow, about: bool, alone: bool) -> str:
        if alone and entry.kind not in _NAMES_ALONE:
            return GONE
        return self.forgetter.clean(entry.sentence, about)

    def _change_goes(self, one: dict[str, Any]) -> bool:
        sides = [one[side] for side in ("before", "after") if one[side]]
        return any(self._goes(one["table"], values) for values in sides)

    def _clean_change(self, one: dict[str, Any]) -> dict[str, Any]:
        found = dict(one)
        for side in ("before", "after"):
            if one[side]:
                found[side] = self.cleaned(one["table"], _today(one["table"], one[side]))
        return found


def _today(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a change as today's schema has them."""
    return ROWS[table][1](**values).values()
