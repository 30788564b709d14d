"""Dates as form tools, spreadsheets and people write them. Local times, never shifted to another zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from ..domain.calendar import FIRST_YEAR, LAST_YEAR

MDY, DMY, YMD = "MDY", "DMY", "YMD"

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan janv january janvier",
            "feb fév févr fevr february février fevrier",
            "mar mars march",
            "apr avr april avril",
            "may mai",
            "jun june juin",
            "jul juil july juillet",
            "aug aoû août aout august",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec déc december décembre decembre",
        ),
        1,
    )
    for name in names.split()
}
_NAME = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)(?:day|sday|nesday|rsday|urday|di|credi"
    r"|dredi|edi|anche|rdi|s|rs)?\.?,?\s+(?=\d|[^\W\d_]+\.?\s+\d|the\b|le\b|1er\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|le|on)\s+", re.IGNORECASE)
_YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-/.]\s?)(?P<m>\d{1,2})(?:[-/.]\s?)(?P<d>\d{1,2})(?!\d)\.?"
)
_NUMBERS = re.compile(r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})[-/.](?P<c>\d{4}|\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|e)?(?:\s+of)?[\s.-]+(?P<name>{_NAME}),?[\s-]+(?P<y>\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?P<name>{_NAME})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.IGNORECASE
)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_TIME = re.compile(
    r"(?:\s*,?\s*(?:at|à|@|um|T)\s*|[\s,]+)(?:"
    r"(?P<h>\d{1,2})\s*[:.h]\s*(?P<min>\d{2})(?:\s*min\b)?(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)?"
    r"|(?P<h2>\d{1,2})\s*(?P<bare>h\b|uhr\b|(?=\s*[ap]\.?m\b))"
    r"|(?P<h3>\d{2})(?P<min3>\d{2})(?P<s3>\d{2})(?!\d))"
    r"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*uhr\b)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\s*(?:Z|[A-Z]{2,5}|(?:UTC|GMT)?\s?[+-]\d{1,2}:?\d{0,2}|[A-Z][A-Za-z_]+/[A-Za-z_/-]+)?"
    r"(?:\s*\([A-Za-z ]+\))?\s*"
)
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
_EARLIEST_EPOCH = 1_000_000_000


def read_moment(text: str, order: str = MDY) -> datetime | None:
    """Return a date, with its time where it has one, or None when it is none.

    Args:
        text: the answer.
        order: "MDY", "DMY" or "YMD": how a date like 09/10/2026 is meant. A date that exists in one
            order alone is read in that.
    """
    return _moment(text, order)


@lru_cache(maxsize=65536)
def _moment(text: str, order: str) -> datetime | None:
    bare = " ".join(text.split())
    bare = _ARTICLE.sub("", _WEEKDAY.sub("", bare))
    if len(bare) > 90:
        return None
    for pattern in (_YEAR_FIRST, _NUMBERS, _DAY_FIRST, _MONTH_FIRST, _COMPACT):
        match = pattern.match(bare)
        if match:
            return _with_time(_day_of(match, order), bare[match.end() :])
    return _counted(bare)


def _day_of(found: re.Match[str], order: str) -> datetime | None:
    """Return the day that a match names, or None where there is no such day."""
    parts = found.groupdict()
    if "a" in parts:
        return _of_numbers(parts, order)
    month = _MONTHS[parts["name"].casefold().strip(".")] if "name" in parts else int(parts["m"])
    return _day(_year(parts["y"]), month, int(parts["d"]))


def _of_numbers(parts: dict[str, str], order: str) -> datetime | None:
    """Read 09/10/2026 in the order meant, or in the only one in which it is a date."""
    first, second, year = int(parts["a"]), int(parts["b"]), _year(parts["c"])
    as_month_first, as_day_first = _day(year, first, second), _day(year, second, first)
    if order == DMY:
        return as_day_first or as_month_first
    return as_month_first or as_day_first


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _with_time(day: datetime | None, rest: str) -> datetime | None:
    """Return a day with the time that follows it; what else follows makes it no date."""
    if day is None:
        return None
    match = _TIME.match(rest)
    after = rest[match.end() :] if match else rest
    if not _ZONE.fullmatch(after):
        return None
    return _at(day, match) if match else day


def _at(day: datetime, found: re.Match[str]) -> datetime | None:
    hour = int(found["h"] or found["h2"] or found["h3"])
    minute, second = int(found["min"] or found["min3"] or 0), int(found["s"] or found["s3"] or 0)
    half = (found["half"] or "").casefold().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return day.replace(hour=hour, minute=minute, second=second)


def _counted(text: str) -> datetime | None:
    """Return the moment of a spreadsheet's day number, or of seconds or milliseconds since 1970."""
    if _SERIAL.match(text):
        days = float(text)
        start = datetime(1899, 12, 30)
        return start + timedelta(seconds=round(days * 86400)) if 20_000 < days < 80_000 else None
    if _EPOCH.match(text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    return None


def looks_like_a_date(text: str) -> bool:
    """Say whether a text is written as a date, whether or not such a day exists."""
    bare = _ARTICLE.sub("", _WEEKDAY.sub("", " ".join(text.split())))
    patterns = (_YEAR_FIRST, _NUMBERS, _DAY_FIRST, _MONTH_FIRST)
    return any(pattern.match(bare) for pattern in patterns)


def day_month_numbers(text: str) -> tuple[int, int, str] | None:
    """Return the two numbers of a date such as 09/10/2026 in their order and what parts them, or None."""
    bare = " ".join(text.split())
    if not bare[:1].isdigit():
        bare = _WEEKDAY.sub("", bare)
    match = _NUMBERS.match(bare)
    return (int(match["a"]), int(match["b"]), match["sep"]) if match else None


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
