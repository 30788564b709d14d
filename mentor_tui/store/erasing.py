"""Erasing for good: from every table, from the log, and from the free pages of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, select

from .tables import ROWS, CohortRow, LogRow, WrittenFileRow

PLACES = ("person", "helper", "learner", "third", "into")
"""The columns that name a person."""

FINAL = ("erase", "anonymise")
"""Steps that cannot be taken back."""

_GONE = "(erased)"
_UNTOUCHED = (
    "name",
    "email",
    "person",
    "into",
    "helper",
    "learner",
    "third",
    "programme",
    "programme_text",
    "people",
    "kind",
    "state",
)
"""Columns that are no free text: somebody else's name stays theirs, and a programme stays a programme."""


def erase_person(engine: Engine, ids: Sequence[str], words: Iterable[str], at: str) -> int:
    """Remove a person and every mention of the words (name, address); return how many rows went.

    The step is kept in the log without the name.
    """
    names = [word.strip() for word in words if word.strip()]
    everywhere = _pattern([*ids, *(name for name in names if "@" in name or " " in name)])
    here = _pattern([*ids, *names])
    removed = 0
    with Session(engine) as session, session.begin():
        for row_type, _ in ROWS.values():
            for row in session.exec(select(row_type)):
                if any(getattr(row, place, None) in ids for place in PLACES):
                    session.delete(row)
                    removed += 1
                else:
                    _scrub(row, everywhere)
        for entry in session.exec(select(LogRow)):
            about = bool(set(entry.people) & set(ids)) or any(
                _names(change, ids) for change in entry.changes
            )
            entry.changes = [
                _scrubbed(change, everywhere) for change in entry.changes if not _names(change, ids)
            ]
            entry.people = [one for one in entry.people if one not in ids]
            _scrub(entry, here if about else everywhere)
        for file in session.exec(select(WrittenFileRow)):
            if everywhere.search(file.path):
                session.delete(file)
        session.add(
            final_step(cohort="", kind="erase", sentence="Erased a person", at=at, changes=[])
        )
    _compact(engine)
    return removed


def replace_cohort(
    engine: Engine,
    cohort: str,
    settings: dict[str, Any],
    values: Sequence[tuple[str, dict[str, Any]]],
    step: LogRow,
) -> None:
    """Put other rows in the place of a cohort's, and one step in the place of its log, in one transaction."""
    with Session(engine) as session, session.begin():
        session.get_one(CohortRow, cohort).settings = settings
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
    _compact(engine)


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


def _names(change: dict[str, Any], ids: Sequence[str]) -> bool:
    values = [
        part.get(place)
        for part in (change["key"], change["before"] or {}, change["after"] or {})
        for place in PLACES
    ]
    return any(one in values for one in ids)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the words as whole words, the longest first."""
    known = sorted({word for word in words if len(word) > 1}, key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in known) or r"(?!)", re.IGNORECASE
    )


def _scrub(row: SQLModel, secret: re.Pattern[str]) -> None:
    """Take the words out of a row's free texts; what identifies the row or other people stays as it is."""
    kept = {*(column.name for column in row.__table__.primary_key.columns), *_UNTOUCHED, "changes"}  # type: ignore[attr-defined]
    for name, value in row.model_dump(exclude=kept).items():
        clean = _cleaned(value, secret)
        if clean != value:
            setattr(row, name, clean)


def _scrubbed(change: dict[str, Any], secret: re.Pattern[str]) -> dict[str, Any]:
    """Return a change of the log as the rows themselves were scrubbed, so that it still leads to them."""
    found = dict(change)
    for side in ("before", "after"):
        if change[side]:
            kept = {*change["key"], *_UNTOUCHED}
            found[side] = {
                name: value if name in kept else _cleaned(value, secret)
                for name, value in change[side].items()
            }
    return found


def _cleaned(value: Any, secret: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return secret.sub(_GONE, value)
    if isinstance(value, list):
        return [_cleaned(one, secret) for one in value]
    if isinstance(value, dict):
        return {name: _cleaned(one, secret) for name, one in value.items()}
    return value


def _compact(engine: Engine) -> None:
    """Write the file anew, so that nothing of what went is left in free pages or in the write-ahead log."""
    with engine.connect().execution_options(
        isolation_level="AUTOCOMMIT", reading=True
    ) as connection:
        connection.rollback()
        raw = connection.connection.driver_connection
        if raw is not None:
            if raw.in_transaction:
                raw.execute("COMMIT")
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
