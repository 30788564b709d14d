"""What comes in a file is checked by the rules of a decision before any of it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from ..domain.calendar import is_day
from ..domain.records import Pair, PersonStatus, Record, SamePerson, Submission
from ..domain.roster import ACCEPTED, APART, ENDED, LATER, PINNED, REJECTED, UNPLACED, WITHDRAWN

_PAIR_STATES = (ACCEPTED, PINNED, REJECTED, APART, ENDED)
_DAYS, _MOMENTS = ("starts", "ends", "on"), ("submitted", "at")
"""The fields of records that hold a day or a moment, or nothing."""

_SHOWN = 30
_STATUSES = (LATER, UNPLACED, WITHDRAWN)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and 0 <= value < 1e6


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_texts_by_name(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _is_numbers_by_name(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_number, value.values()))


_SETTINGS: Mapping[str, Callable[[Any], bool]] = {
    "weights": _is_numbers_by_name,
    "objective": _is_text,
    "minimum_fit": _is_number,
    "meet_again": lambda value: isinstance(value, bool),
    "meaning": lambda value: isinstance(value, bool),
    "letters": _is_texts_by_name,
    "exported_at": _is_text,
    "exported_pairs": _is_texts,
}


def wrong_setting(settings: Mapping[str, Any]) -> str:
    """Return the first setting that has not the shape it must have; empty when all have."""
    for name, is_right in _SETTINGS.items():
        if name in settings and not is_right(settings[name]):
            return name
    if ("exported_at" in settings) != ("exported_pairs" in settings):
        return "exported_at without exported_pairs, or the other way round"
    return ""


def wrong_record(records: Iterable[Record]) -> str:
    """Return what no decision could have made, in words; empty when everything could."""
    known = list(records)
    people = {submission.person for submission in known if isinstance(submission, Submission)}
    into = {merged.person: merged.into for merged in known if isinstance(merged, SamePerson)}
    people |= set(into)
    seen = set[tuple[str, ...]]()
    for record in known:
        place = (record.table, *map(str, record.identity().values()))
        if place in seen:
            return f"one {record.table.replace('_', ' ')} stands in it twice"
        seen.add(place)
        wrong = wrong_alone(record, people)
        if wrong:
            return wrong
    return _wrong_merges(into)


def wrong_alone(record: Record, people: set[str]) -> str:
    """Return what no decision could have made of one record, in words, among these people; empty when one could."""
    wrong = _wrong_day(record)
    if wrong:
        return wrong
    if isinstance(record, Pair):
        return _wrong_pair(record, people)
    if isinstance(record, PersonStatus) and record.state not in _STATUSES:
        return f"somebody stands as {record.state!r}, which is no state"
    return ""


def _wrong_day(record: Record) -> str:
    """Return which field of a record holds no day or moment although it must; empty when each does, or nothing."""
    for names, is_right in ((_DAYS, is_day), (_MOMENTS, _is_moment)):
        for name in names:
            text = getattr(record, name, "")
            if text and not is_right(text):
                kind = record.table.replace("_", " ")
                return f"{name!r} of a {kind} is {text[:_SHOWN]!r}, which is no day of the calendar"
    return ""


def _is_moment(text: str) -> bool:
    """Say whether a text is a day, with a time or without, as records keep it."""
    try:
        return datetime.fromisoformat(text).date().isoformat() == text[:10]
    except ValueError:
        return False


def _wrong_pair(pair: Pair, people: set[str]) -> str:
    if pair.state not in _PAIR_STATES:
        return f"a pair is {pair.state!r}, which is no state of a pair"
    if len(set(pair.people)) < len(pair.people) or not (pair.helper and pair.learner):
        return "a pair is not of two different people"
    if set(pair.people) - people:
        return "a pair names somebody who is not in the cohort"
    return ""


def _wrong_merges(into: Mapping[str, str]) -> str:
    """Return that people were merged in a circle or a chain; a merge leads to a person in one step."""
    if any(target in into for target in into.values()):
        return "the same applicants were merged into each other in a circle"
    return ""
