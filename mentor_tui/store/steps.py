"""Steps as rows of the log, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from ..domain.records import Change, LogEntry, Step
from .tables import LogRow

DONE, UNDONE, DROPPED = "done", "undone", "dropped"
"""The states of a step: it stands, it was taken back, or it was taken back and overtaken by another step."""


def row_of(step: Step, at: str) -> LogRow:
    """Return the row of a step that was just made."""
    changes = [
        {
            "table": change.table,
            "key": dict(change.key),
            "before": change.before,
            "after": change.after,
        }
        for change in step.changes
    ]
    return LogRow(
        at=at,
        cohort=step.cohort,
        kind=step.kind,
        sentence=step.sentence,
        reason=step.reason,
        people=list(step.people),
        cascade=list(step.cascade),
        changes=changes,
        state=DONE,
    )


def entry_of(row: LogRow | Row[Any]) -> LogEntry:
    """Return the entry of the log that a row holds."""
    changes: Iterable[Change] = (Change(**change) for change in row.changes)
    step = Step(
        cohort=row.cohort,
        kind=row.kind,
        sentence=row.sentence,
        changes=tuple(changes),
        people=tuple(row.people),
        reason=row.reason,
        cascade=tuple(row.cascade),
    )
    return LogEntry(
        number=row.number or 0,
        at=row.at,
        step=step,
        undone=row.state != DONE,
        dropped=row.state == DROPPED,
    )
