"""Days as a letter writes them, in the language of the letter."""

from __future__ import annotations

from datetime import date

FRENCH = "fr"
_FRENCH_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(text: str, language: str, english: str) -> str:
    """Return an ISO day as a letter of this language writes it; any other text as it is."""
    try:
        day = date.fromisoformat(str(text)[:10])
    except ValueError:
        return str(text)
    if language == FRENCH:
        return f"{'1er' if day.day == 1 else day.day} {_FRENCH_MONTHS[day.month - 1]} {day.year}"
    month = _MONTHS[day.month - 1]
    if english == "british":
        return f"{day.day} {month} {day.year}"
    return f"{month} {day.day}, {day.year}"


def day_within(text: str, language: str, english: str) -> str:
    """Return an ISO day as it stands within a sentence: the year of a North American date has a comma behind it."""
    words = day_words(text, language, english)
    comma = language != FRENCH and english != "british" and words != text
    return f"{words}," if comma else words


def month_words(text: str) -> str:
    """Return the month of an ISO day in words, such as October 2026; an empty text for anything else."""
    try:
        day = date.fromisoformat(str(text)[:10])
    except ValueError:
        return ""
    return f"{_MONTHS[day.month - 1]} {day.year}"
