"""The changes of a step made in the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from ..domain.records import Change
from ..errors import Conflict
from .tables import ROWS, whole


def apply(session: Session, changes: Sequence[Change]) -> None:
    """Make the changes, each only if the record is as the change expects it.

    Raises:
        Conflict: a record is not as its change expects it.
    """
    made: list[Change] = []
    for change in changes:
        if change.before is None and change.after is not None:
            made.append(change)
            continue
        _insert(session, made)
        made = []
        _alter(session, change)
    _insert(session, made)


def _insert(session: Session, changes: Sequence[Change]) -> None:
    session.flush()
    by_table: dict[str, list[Mapping[str, Any]]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(cast(Mapping[str, Any], change.after))
    for table, values in by_table.items():
        session.connection().execute(
            insert(ROWS[table][0]), [whole(table, value) for value in values]
        )


def _alter(session: Session, change: Change) -> None:
    row_type, kind = ROWS[change.table]
    row = session.get(row_type, tuple(change.key[name] for name in kind.keys))
    if row is None or row.model_dump() != whole(change.table, change.before or {}):
        raise Conflict(
            "Not saved: this was changed elsewhere in the meantime. Nothing was written; look again."
        )
    if change.after is None:
        session.delete(row)
    else:
        _fill(row, whole(change.table, change.after))
    session.flush()


def _fill(row: SQLModel, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
