"""Headings become fields: by what is remembered, by the words of the question, by what stands below."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz

from ..domain.names import is_address, plain
from ..programmes import Programme, Question
from .dates import read_moment
from .numbers import read_count, read_span, read_yes_no
from .options import Options, split_ticked

SURE, LIKELY, ENOUGH, CLOSE_CALL = 100.0, 86.0, 62.0, 4.0
_SAMPLE = 60
_MANY = 500
"""How many answers of a column are looked at for what it holds."""
_EMPTY = 70.0
_NUMBER = re.compile(r"^\s*(?:question\s+)?q?\d{1,3}\s*[.):-]\s*(?=\D)", re.IGNORECASE)
_LONGEST_KEY = 300


@dataclass(frozen=True)
class Column:
    """A column of the form: its heading, the field it fills, and how that is known.

    `how` is one of map, remembered, same, similar, words, answers, unknown, or "ambiguous: a or b".
    `option` is set for a column of its own for one option of a list.
    """

    index: int
    heading: str
    field: str | None
    how: str
    score: float = 0.0
    samples: tuple[str, ...] = ()
    option: str = ""


def heading_key(heading: str) -> str:
    """Return a heading as it is remembered and compared."""
    return plain(_NUMBER.sub("", heading))[:_LONGEST_KEY]


@lru_cache(maxsize=100_000)
def heading_score(key: str, question: Question) -> tuple[float, str]:
    """Return how surely a heading asks a question (0..100), and by what that is known."""
    best = (0.0, "unknown")
    for known in question.headings:
        other = plain(known)
        if key == other:
            return SURE, "same"
        likeness = fuzz.token_sort_ratio(key, other)
        if likeness >= LIKELY and min(len(key), len(other)) > 4:
            best = max(best, (min(likeness, 99.0), "similar"))
        elif len(other) > 8 and len(other.split()) > 1 and key.startswith(other + " "):
            best = max(best, (90.0, "similar"))
    if any(_has_words(key, avoided) for avoided in question.avoid):
        return best
    return max(best, _keyword_score(key, question))


def _keyword_score(key: str, question: Question) -> tuple[float, str]:
    best = (0.0, "unknown")
    for keyword in question.keywords:
        if _has_words(key, keyword):
            many = len(plain(keyword).split())
            close = 6.0 if f" {plain(keyword)}" in f" {key}" else 0.0
            best = max(best, (min(58.0 + 6.0 * many + close, 85.0), "words"))
    return best


def _has_words(key: str, phrase: str) -> bool:
    """Say whether every word of a phrase begins a word of the heading."""
    words = key.split()
    return all(any(word.startswith(part) for word in words) for part in plain(phrase).split())


def evidence(
    question: Question,
    answers: Sequence[str],
    options: Options | None,
    roles: Callable[[str], bool],
) -> float:
    """Return how much the answers below a heading speak for a question (-60..+25)."""
    filled = _filled(answers, _SAMPLE)
    if not filled:
        return 0.0
    share = _share(question, filled, options, roles)
    if share is None:
        return 0.0
    if question.kind == "email":
        return 25.0 if share > 0.6 else -60.0
    if question.kind in ("topics", "choice", "choices"):
        return 25.0 * share if share > 0.25 else -4.0
    if question.kind == "roles":
        return 25.0 if share > 0.6 else -40.0
    return 8.0 if share > 0.7 else -30.0 if share < 0.25 else 0.0


def _filled(answers: Sequence[str], most: int) -> list[str]:
    """Return the first answers that are not blank."""
    return list(islice((answer for answer in answers if answer.strip()), most))


def _share(
    question: Question, filled: Sequence[str], options: Options | None, roles: Callable[[str], bool]
) -> float | None:
    """Return the share of answers that fit the kind of a question; None where any text fits."""
    tests: dict[str, Callable[[str], bool]] = {
        "email": is_address,
        "date": lambda text: read_moment(text) is not None or read_moment(text, "DMY") is not None,
        "months": lambda text: (
            (read_span(text, question.unit) is not None and read_yes_no(text) is None)
            or bool(re.search(r"\d", text))
        ),
        "yes-no": lambda text: read_yes_no(text) is not None,
        "count": lambda text: (
            read_count(text) is not None or bool(re.search(r"\d|mentee|yes|no", text.casefold()))
        ),
        "roles": roles,
    }
    if question.kind in ("topics", "choice", "choices") and options is not None and options.names:
        tests[question.kind] = lambda text: any(
            piece.known for piece in split_ticked(text, options)
        )
    test = tests.get(question.kind)
    return sum(map(test, filled)) / len(filled) if test else None


def map_headings(
    headings: Sequence[str],
    columns: Sequence[Sequence[str]],
    programme: Programme,
    remembered: Mapping[str, str],
    overrides: Mapping[str, str],
    options: Mapping[str, Options],
    roles: Callable[[str], bool],
    role: str = "",
) -> list[Column]:
    """Return what each column is, every field at most once.

    Args:
        headings: the headings in order.
        columns: the answers below each heading.
        programme: whose questions are looked for.
        remembered: fields by heading key, from earlier forms.
        overrides: fields by heading key, said outright.
        options: known options by field.
        roles: says whether an answer names a role.
        role: the role that the whole file is for, or empty.
    """
    keys = [heading_key(heading) for heading in headings]
    scored = _candidates(
        keys=keys, columns=columns, programme=programme, options=options, roles=roles, role=role
    )
    found, taken = _said(keys, programme, remembered, overrides)
    for score, _, index, field, how in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if index in found or field in taken:
            continue
        rivals = [
            other[3]
            for other in scored
            if other[2] == index
            and other[3] != field
            and other[3] not in taken
            and score - other[0] < CLOSE_CALL
        ]
        unsure = rivals and how in ("words", "answers")
        found[index] = (
            field,
            f"ambiguous: {' or '.join([field, *rivals])}" if unsure else how,
            score,
        )
        taken.add(field)
    return [
        _column(index, heading, columns[index], found) for index, heading in enumerate(headings)
    ]


def _said(
    keys: Sequence[str],
    programme: Programme,
    remembered: Mapping[str, str],
    overrides: Mapping[str, str],
) -> tuple[dict[int, tuple[str, str, float]], set[str]]:
    """Return what is known of columns without looking: said outright, then remembered; and the fields taken."""
    found: dict[int, tuple[str, str, float]] = {}
    taken: set[str] = set()
    for how, known in (("map", overrides), ("remembered", remembered)):
        for index, key in enumerate(keys):
            field = known.get(key)
            if field and index not in found and field not in taken and programme.question(field):
                found[index] = (field, how, SURE)
                taken.add(field)
            elif field == "" and index not in found:
                found[index] = ("", how, SURE)
    return found, taken


def _candidates(
    keys: Sequence[str],
    columns: Sequence[Sequence[str]],
    programme: Programme,
    options: Mapping[str, Options],
    roles: Callable[[str], bool],
    role: str,
) -> list[tuple[float, int, int, str, str]]:
    """Return (score, question number, column, field, how) of every pairing that is likely enough."""
    scored: list[tuple[float, int, int, str, str]] = []
    for number, question in enumerate(programme.questions):
        if role and question.roles and role not in question.roles:
            continue
        for index, key in enumerate(keys):
            score, how = heading_score(key, question) if key else (0.0, "unknown")
            speaks = evidence(question, columns[index], options.get(question.field), roles)
            if score == 0.0 and question.kind in ("email", "topics", "roles") and speaks >= 15.0:
                score, how = 50.0, "answers"
            if how not in ("same", "unknown"):
                score += speaks
            elif how == "same" and speaks <= -30.0:
                score = 75.0
            if not any(answer.strip() for answer in columns[index]) or _says_the_same(
                question, columns[index]
            ):
                score = min(score, _EMPTY)
            if score >= ENOUGH:
                scored.append((score, number, index, question.field, how))
    return scored


def _says_the_same(question: Question, answers: Sequence[str]) -> bool:
    """Say whether a column that should tell people apart does not: the form's owner stands in every row."""
    if question.kind not in ("email", "name"):
        return False
    filled = [answer.strip().casefold() for answer in _filled(answers, _MANY)]
    return len(filled) > 2 and len(set(filled)) * 2 < len(filled)


def _column(
    index: int, heading: str, answers: Sequence[str], found: Mapping[int, tuple[str, str, float]]
) -> Column:
    samples = tuple(dict.fromkeys(answer.strip()[:80] for answer in _filled(answers, _MANY)))[:3]
    field, how, score = found.get(index, ("", "unknown", 0.0))
    return Column(index, heading, field or None, how, score, samples)
