"""Which of 9/10 is the day: from the column itself, its neighbours, the rows' order and the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from .dates import DMY, MDY, day_month_numbers, read_moment

_ENOUGH = 4
"""So many different days in one direction are no accident."""

_CLOSER = 5
"""An order whose days lie so many times closer together is the one meant."""


@dataclass(frozen=True, kw_only=True)
class DateOrder:
    """How a column of dates is meant, and whether that is known or only usual."""

    order: str
    sure: bool
    why: str


def order_of(texts: Iterable[str], usual: str) -> str:
    """Return the order in which a column writes day and month: what it shows, else the usual."""
    return column_order(texts=list(texts), usual=usual).order


def column_order(
    texts: Sequence[str],
    usual: str,
    others: Sequence[Sequence[str]] = (),
    today: date | None = None,
) -> DateOrder:
    """Return how the dates of a column are meant.

    Args:
        texts: the column, in the order of its rows.
        usual: the order that the programme's forms usually have.
        others: other columns of dates in the same file.
        today: no answer was sent after this day.
    """
    own = _proof(texts)
    if own == {MDY, DMY}:
        return DateOrder(order=usual, sure=False, why="the column writes dates in both orders")
    if len(own) == 1:
        return DateOrder(order=own.pop(), sure=True, why="a day above 12 shows it")
    if not any(_is_open(text) for text in texts):
        return DateOrder(order=usual, sure=True, why="every date is clear by itself")
    beside = {order for column in others for order in _proof(column)}
    if len(beside) == 1:
        return DateOrder(order=beside.pop(), sure=True, why="another column of dates shows it")
    return _from_the_calendar(texts, usual, today)


def _from_the_calendar(texts: Sequence[str], usual: str, today: date | None) -> DateOrder:
    """Tell the order by days that are still to come, by the order of rows, by how close the days lie."""
    moments = {order: _moments(texts, order) for order in (MDY, DMY)}
    signs = (
        ("the other order would be after today", _past(moments, today)),
        ("the rows stand in the order of time", _sorted(moments)),
        ("the days lie close together", _close(moments)),
    )
    told = [(why, order) for why, order in signs if order]
    if told and len({order for _, order in told}) == 1:
        return DateOrder(order=told[0][1], sure=True, why=told[0][0])
    return DateOrder(order=usual, sure=False, why="nothing shows which number is the day")


def _proof(texts: Iterable[str]) -> set[str]:
    """Return the orders that a column proves: a number above 12, or points as only days come first with."""
    proved: set[str] = set()
    for text in texts:
        numbers = day_month_numbers(text)
        if numbers is None or read_moment(text) is None:
            continue
        first, second, between = numbers
        if first > 12 or (between == "." and second <= 12):
            proved.add(DMY)
        elif second > 12:
            proved.add(MDY)
    return proved


def is_dates(texts: Sequence[str]) -> bool:
    """Say whether most of a column is dates written in numbers."""
    filled = [text for text in texts if text.strip()]
    dated = sum(day_month_numbers(text) is not None for text in filled)
    return bool(filled) and dated * 2 > len(filled)


def _is_open(text: str) -> bool:
    """Say whether a date is another day in the other order."""
    return day_month_numbers(text) is not None and read_moment(text, MDY) != read_moment(text, DMY)


def _moments(texts: Sequence[str], order: str) -> list[datetime]:
    moments = (read_moment(text, order) for text in texts)
    return [moment for moment in moments if moment is not None]


def _past(moments: dict[str, list[datetime]], today: date | None) -> str:
    """Return the order in which everything was sent by today, where the other one has days to come."""
    if today is None:
        return ""
    last = today + timedelta(days=1)
    possible = [order for order, days in moments.items() if all(day.date() <= last for day in days)]
    return possible[0] if len(possible) == 1 else ""


def _sorted(moments: dict[str, list[datetime]]) -> str:
    """Return the only order in which the rows rise or fall in time."""
    rising = [order for order, days in moments.items() if _is_sorted(days)]
    return rising[0] if len(rising) == 1 else ""


def _is_sorted(days: Sequence[datetime]) -> bool:
    if len({day.date() for day in days}) < _ENOUGH:
        return False
    rises = all(first <= second for first, second in pairwise(days))
    return rises or all(first >= second for first, second in pairwise(days))


def _close(moments: dict[str, list[datetime]]) -> str:
    """Return the order in which the days lie much closer together."""
    lengths = {order: _length(days) for order, days in moments.items()}
    few = any(len({day.date() for day in days}) < _ENOUGH for days in moments.values())
    if few:
        return ""
    shorter, longer = sorted(lengths, key=lambda order: lengths[order])
    return shorter if lengths[shorter] * _CLOSER <= lengths[longer] else ""


def _length(days: Sequence[datetime]) -> int:
    return max((max(days) - min(days)).days, 1)
