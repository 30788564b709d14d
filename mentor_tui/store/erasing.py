"""Erasing for good: from every table, from the log, and from the free pages of the file."""

from __future__ import annotations

import json
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


def erase_person(engine: Engine, ids: Sequence[str], words: Iterable[str], at: str) -> int:
    """Remove a person and every mention of the words (name, address); return how many rows went.

    The step is kept in the log without the name.
    """
    secret = _pattern([*ids, *words])
    removed = 0
    with Session(engine) as session, session.begin():
        for row_type, _ in ROWS.values():
            for row in session.exec(select(row_type)):
                if any(getattr(row, place, None) in ids for place in PLACES):
                    session.delete(row)
                    removed += 1
                else:
                    _scrub(row, secret)
        for entry in session.exec(select(LogRow)):
            entry.changes = [change for change in entry.changes if not _names(change, ids)]
            entry.people = [one for one in entry.people if one not in ids]
            _scrub(entry, secret)
        for file in session.exec(select(WrittenFileRow)):
            if secret.search(file.path):
                session.delete(file)
        session.add(final_step("", "erase", "Erased a person", at, []))
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


def final_step(cohort: str, kind: str, sentence: str, at: str, changes: list[dict[str, Any]]) -> LogRow:
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
        part.get(place) for part in (change["key"], change["before"] or {}, change["after"] or {}) for place in PLACES
    ]
    return any(one in values for one in ids)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    known = sorted({word.strip() for word in words if len(word.strip()) > 2}, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in known), re.IGNORECASE)


def _scrub(row: SQLModel, secret: re.Pattern[str]) -> None:
    for name, value in row.model_dump().items():
        if isinstance(value, str) and secret.search(value):
            setattr(row, name, secret.sub(_GONE, value))
        elif isinstance(value, (dict, list)):
            written = json.dumps(value, ensure_ascii=False)
            if secret.search(written):
                setattr(row, name, json.loads(secret.sub(_GONE, written)))


def _compact(engine: Engine) -> None:
    """Write the file anew, so that nothing of what went is left in free pages or in the write-ahead log."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT", reading=True) as connection:
        connection.rollback()
        raw = connection.connection.driver_connection
        if raw is not None:
            if raw.in_transaction:
                raw.execute("COMMIT")
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
