"""What a file must hold if nothing damaged it: readable values, and records as the log leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import SQLModel

from ..domain.records import Record, Step
from .tables import ROWS, LogRow, whole

Place = tuple[Any, ...]


def json_columns() -> list[tuple[str, str]]:
    """Return the tables and columns that hold structured values."""
    tables: list[type[SQLModel]] = [LogRow, *(row for row, _ in ROWS.values())]
    return [
        (str(row.__tablename__), column.name)
        for row in tables
        for column in row.__table__.columns  # type: ignore[attr-defined]
        if str(column.type) == "JSON"
    ]


def broken_json(table: str, column: str) -> str:
    """Return the query that counts values of a column that cannot be read."""
    return f'SELECT count(*) FROM "{table}" WHERE NOT json_valid("{column}")'


def replayed(steps: Iterable[Step]) -> dict[str, dict[Place, dict[str, Any]]]:
    """Return by table and key the values that steps lead to, oldest first."""
    found: dict[str, dict[Place, dict[str, Any]]] = {table: {} for table in ROWS}
    for step in steps:
        for one in step.changes:
            place = tuple(one.key.values())
            if one.after is None:
                found[one.table].pop(place, None)
            else:
                found[one.table][place] = whole(one.table, one.after)
    return found


def differences(
    replayed: Mapping[str, Mapping[Place, dict[str, Any]]], kept: Mapping[str, Sequence[Record]]
) -> list[str]:
    """Return how many records of which table are not as the log leads to them."""
    found = []
    for table, records in kept.items():
        here = {tuple(one.identity().values()): one.values() for one in records}
        there = replayed[table]
        wrong = [key for key in here.keys() | there.keys() if here.get(key) != there.get(key)]
        if wrong:
            found.append(f"{len(wrong)} records of {table}")
    return found
