"""Short forms after the match, such as check-ins and feedback: whose row it is, when, and what else was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..domain.names import plain
from .date_order import column_order
from .dates import read_moment
from .readers import FileRejected, Table, read_tables

_WHO = ("e mail", "email", "username")
_NAME = ("your name", "name", "full name", "first and last name")
_WHEN = ("timestamp", "completion time", "submitted", "date", "when")
_ABOUT_THE_FORM = (
    "id",
    "start time",
    "completion time",
    "timestamp",
    "response id",
    "last modified time",
)
_SEARCHED = 10


@dataclass(frozen=True, kw_only=True)
class ShortRow:
    """One row: its line in the file, who wrote it, the day, and the other answers by heading."""

    line: int
    who: str
    on: str
    answers: Mapping[str, str]


def read_short_form(path: Path, today: date, order: str) -> list[ShortRow]:
    """Return the rows of a short form; blank rows are left out.

    Args:
        path: the file.
        today: the day of a row that gives none.
        order: how a date such as 09/10/2026 is meant, where the column itself does not show it.

    Raises:
        Refused: no heading names an e-mail address or a name, or the file cannot be read.
    """
    table = read_tables(path)[0]
    at, who = _headings_of(table, path.name)
    row = table.rows[at]
    keys = [plain(heading) for heading in row]
    when = _column(keys, _WHEN, part=False)
    rows = [[*cells, *[""] * (len(row) - len(cells))] for cells in table.rows[at + 1 :]]
    stamps = [cells[when] for cells in rows] if when is not None else []
    meant = column_order(texts=stamps, usual=order).order
    forms = []
    for cells, line in zip(rows, table.lines[at + 1 :], strict=True):
        if any(cell.strip() for cell in cells):
            moment = read_moment(cells[when], meant) if when is not None else None
            answers = _answers(row, keys, cells, (who, when))
            forms.append(
                ShortRow(
                    line=line,
                    who=cells[who].strip(),
                    on=(moment.date() if moment else today).isoformat(),
                    answers=answers,
                )
            )
    return forms


def _headings_of(table: Table, file: str) -> tuple[int, int]:
    """Return the row of the headings, and the column that says who somebody is.

    Raises:
        FileRejected: there is none.
    """
    for at, row in enumerate(table.rows[:_SEARCHED]):
        keys = [plain(heading) for heading in row]
        who = _column(keys, _WHO, part=True)
        if who is None:
            who = _column(keys, _NAME, part=False)
        if who is not None:
            return at, who
    raise FileRejected(
        f"{file}, line {table.lines[0] if table.lines else 1}: no heading names an e-mail address "
        "or a name, so nobody can be found; add a column Email"
    )


def _column(keys: Sequence[str], words: Sequence[str], part: bool) -> int | None:
    for word in words:
        for at, key in enumerate(keys):
            if key == word or (part and word in key):
                return at
    return None


def _answers(
    headings: Sequence[str], keys: Sequence[str], cells: Sequence[str], taken: Sequence[int | None]
) -> dict[str, str]:
    """Return the answers by heading; two questions of the same heading are told apart by a number."""
    forms: dict[str, str] = {}
    for at, (heading, key, cell) in enumerate(zip(headings, keys, cells, strict=False)):
        if at in taken or key in _ABOUT_THE_FORM or not cell.strip():
            continue
        name, number = " ".join(heading.split()) or f"column {at + 1}", 2
        while name in forms:
            name, number = f"{' '.join(heading.split())} ({number})", number + 1
        forms[name] = cell.strip()
    return forms
