"""Contacts over the months: how often pairs met, fell silent, and got letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.pair_life import MEETINGS, SENT
from ..domain.records import Contact

_MOST = 36
"""So many months are told at most, the newest."""


@dataclass(frozen=True, kw_only=True)
class MonthFigures:
    """What was noted in a month, such as 2027-01."""

    month: str
    met: int
    silent: int
    letters: int


def month_figures(contacts: Iterable[Contact]) -> tuple[MonthFigures, ...]:
    """Return what was noted, month by month; a month between two others in which nothing was noted has zeros."""
    met, silent, letters = Counter[str](), Counter[str](), Counter[str]()
    for contact in contacts:
        month = contact.on[:7]
        met[month] += contact.kind in MEETINGS
        silent[month] += contact.kind == "silent"
        letters[month] += contact.kind.startswith(SENT)
    noted = sorted(month for month in met if met[month] or silent[month] or letters[month])
    figures: list[MonthFigures] = []
    month = noted[0] if noted else ""
    while month and month <= noted[-1]:
        figures.append(
            MonthFigures(month=month, met=met[month], silent=silent[month], letters=letters[month])
        )
        month = _next(month)
    return tuple(figures[-_MOST:])


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"
