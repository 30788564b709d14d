"""A day as somebody types it: in any order that can be told; where two days fit, both are named."""

from __future__ import annotations

from ..domain.calendar import is_day
from ..intake.dates import DMY, MDY, read_moment


def days_meant(text: str) -> list[str]:
    """Return the days that a text can be, as 2027-01-31: none, one, or two where the order is open."""
    text = text.strip()
    if is_day(text):
        return [text]
    days = []
    for order in (DMY, MDY):
        moment = read_moment(text, order)
        if moment is not None:
            days.append(moment.date().isoformat())
    return sorted(set(days))


def no_day(text: str) -> str:
    """Return what is wrong with a text that is to be one day, or nothing."""
    days = days_meant(text)
    if len(days) == 1:
        return ""
    if days:
        return f"{text!r} can be {' or '.join(days)}; write the one you mean that way"
    return f"{text!r} is no day; write it as 2027-01-31"
