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
    contents: dict[str, dict[Place, dict[str, Any]]] = {table: {} for table in ROWS}
    for step in steps:
        for change in step.changes:
            place = tuple(change.key.values())
            if change.after is None:
                contents[change.table].pop(place, None)
            else:
                contents[change.table][place] = whole(change.table, change.after)
    return contents


def differences(
    replayed: Mapping[str, Mapping[Place, dict[str, Any]]], kept: Mapping[str, Sequence[Record]]
) -> list[str]:
    """Return how many records of which table are not as the log leads to them."""
    contents = []
    for table, records in kept.items():
        here = {tuple(record.identity().values()): record.values() for record in records}
        there = replayed[table]
        wrong = [key for key in here.keys() | there.keys() if here.get(key) != there.get(key)]
        if wrong:
            contents.append(f"{len(wrong)} records of {table}")
    return contents
