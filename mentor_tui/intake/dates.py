"""Dates as form tools and spreadsheets write them. Local times, never shifted to another zone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from ..domain.calendar import FIRST_YEAR, LAST_YEAR

_PARTS = re.compile(
    r"^\s*(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{4}|\d{2}))"
    r"(?:[T ,]+(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?:Z|[A-Z]{2,5}|(?:UTC|GMT)?[+-]\d{1,2}:?\d{0,2})?\s*$"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan janv january janvier",
            "feb févr fevr february février fevrier",
            "mar mars march",
            "apr avr april avril",
            "may mai",
            "jun june juin",
            "jul juil july juillet",
            "aug août aout august",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec déc december décembre decembre",
        ),
        1,
    )
    for name in names.split()
}
_NAMED = re.compile(
    r"^\s*(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<m1>[^\W\d_]+)\.?,?[\s-]+(?P<y1>\d{4}|\d{2})"
    r"|(?P<m2>[^\W\d_]+)\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4}))"
    r"(?:[T ,]+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?\s*[A-Z]{0,5}\s*$"
)
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")


def read_moment(text: str, order: str = "MDY") -> datetime | None:
    """Return a date, with its time where it has one, or None when it is none.

    Args:
        text: the answer.
        order: "MDY", "DMY" or "YMD": how a date like 09/10/2026 is meant.
    """
    found = _PARTS.match(text)
    try:
        if found:
            ordered = _ordered(found, order)
            return _moment(*ordered, found) if FIRST_YEAR <= ordered[0] <= LAST_YEAR else None
        named = _NAMED.match(text)
        if named:
            month = _MONTHS.get((named["m1"] or named["m2"]).casefold())
            day, year = named["d1"] or named["d2"], named["y1"] or named["y2"]
            return _moment(_year(year), month, int(day), named) if month else None
        return _serial(text)
    except ValueError:
        return None


def _ordered(found: re.Match[str], order: str) -> tuple[int, int, int]:
    if found["y"]:
        return int(found["y"]), int(found["m"]), int(found["d"])
    first, second, year = int(found["a"]), int(found["b"]), _year(found["c"])
    return (year, first, second) if order != "DMY" else (year, second, first)


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _moment(year: int, month: int, day: int, found: re.Match[str]) -> datetime:
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = (found["half"] or "").casefold().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half == "pm" else 0)
    return datetime(year, month, day, hour, minute, second)


def _serial(text: str) -> datetime | None:
    """Return the day of a spreadsheet's serial number (days since 30 December 1899)."""
    if not _SERIAL.match(text.strip()):
        return None
    from datetime import timedelta

    days = float(text)
    return (
        datetime(1899, 12, 30) + timedelta(seconds=round(days * 86400))
        if 20_000 < days < 80_000
        else None
    )


def order_of(texts: Iterable[str], usual: str) -> str:
    """Return the order in which a column writes day and month: what the column proves, else the usual."""
    day_first = month_first = False
    for text in texts:
        found = _PARTS.match(text)
        if found and found["a"]:
            day_first |= int(found["a"]) > 12
            month_first |= int(found["b"]) > 12
    if day_first == month_first:
        return usual
    return "DMY" if day_first else "MDY"


def day_and_month(text: str) -> frozenset[int] | None:
    """Return the two numbers that a spreadsheet hid in a date such as 4-Feb, or None."""
    folded = " ".join(text.casefold().split()).strip(".")
    short = re.match(
        r"^(?:(\d{1,2})[-/ .]+([^\W\d_]+)\.?|([^\W\d_]+)\.?[-/ .]+(\d{1,2}))(?:[-/ .,]+\d{2,4})?$",
        folded,
    )
    if short:
        month = _MONTHS.get(short[2] or short[3])
        return frozenset({month, int(short[1] or short[4])}) if month else None
    pair = re.match(r"^(\d{1,2})[/.](\d{1,2})$", folded)
    if pair or re.match(r"^0\d-\d\d$|^\d\d-0\d$", folded):
        first, second = (int(piece) for piece in re.split(r"[-/.]", folded))
        return frozenset({first, second})
    moment = read_moment(text)
    return frozenset({moment.month, moment.day}) if moment else None
