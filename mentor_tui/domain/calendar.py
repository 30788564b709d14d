"""Dates of a cohort: what a programme's calendar makes of a day, and months added to dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ..programmes import Programme

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""No form was filled in before, and no cohort ends after."""

_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")


def is_day(text: str) -> bool:
    """Say whether a text is a day as a coordinator writes it: 2027-01-31."""
    try:
        return bool(_DAY.match(text)) and FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False


@dataclass(frozen=True, kw_only=True)
class CohortDates:
    """The days of a cohort as ISO texts, empty when the programme sets none."""

    starts: str = ""
    ends: str = ""
    deadline: str = ""


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_on(month_day: str, day: date) -> date:
    """Return the first day with this month and day that is not before `day`."""
    month, of_month = (int(part) for part in month_day[-5:].split("-"))
    matching_day = _day(day.year, month, of_month)
    return matching_day if matching_day >= day else _day(day.year + 1, month, of_month)


def nearest_on(month_day: str, day: date) -> date:
    """Return the day with this month and day that is nearest to `day`."""
    month, of_month = (int(part) for part in month_day[-5:].split("-"))
    return min(
        (_day(day.year + shift, month, of_month) for shift in (-1, 0, 1)),
        key=lambda each_day: abs((each_day - day).days),
    )


def _day(year: int, month: int, of_month: int) -> date:
    return date(year, month, min(of_month, calendar.monthrange(year, month)[1]))


def dates_for(programme: Programme, anchor: date, said: CohortDates) -> CohortDates:
    """Return a cohort's dates: those said outright, the rest from the programme's calendar.

    The deadline is the nearest one, so that a cohort made the day after it is the one that just closed.

    Args:
        programme: whose calendar counts.
        anchor: today, or a day in the middle of the applications received.
        said: dates given by the coordinator.
    """
    rules = programme.dates
    deadline = said.deadline
    if not deadline and rules.deadline:
        deadline = nearest_on(rules.deadline, anchor).isoformat()
    after = date.fromisoformat(deadline) if deadline else anchor
    starts = said.starts or (next_on(rules.starts, after).isoformat() if rules.starts else "")
    ends = said.ends
    if not ends and starts:
        ends = end_of(programme, starts)
    return CohortDates(starts=starts, ends=ends, deadline=deadline)


def end_of(programme: Programme, starts: str) -> str:
    """Return the last day of a pair that starts on a day, or an empty text for an open end."""
    rules, first = programme.dates, date.fromisoformat(starts)
    if rules.ends:
        return next_on(rules.ends, first).isoformat()
    return add_months(first, rules.months).isoformat() if rules.months else ""


def minimum_day(programme: Programme, starts: str) -> str:
    """Return the day until which a pair lasts at least, or an empty text."""
    months = programme.dates.minimum_months
    return add_months(date.fromisoformat(starts[:10]), months).isoformat() if months else ""


def days_of_pair(programme: Programme, starts: str, ends: str, today: str) -> tuple[str, str]:
    """Return first and last day of a pair that is decided today in a cohort with these dates.

    A pair made later has a start of its own and ends as the programme says: on its day, or as long
    after its own start as every pair has. One that is entered after the end of the cohort keeps
    the dates of the cohort.
    """
    if not starts or starts >= today or (ends and ends <= today):
        first = starts or today
        return first, ends or end_of(programme, first)
    by_rule = (end_of(programme, starts), minimum_day(programme, starts))
    counted = not programme.dates.ends and ends in by_rule
    return today, end_of(programme, today) if counted else ends
