"""How surely a heading asks a question: by its own words, and by what stands below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz

from ..domain.names import is_address, plain
from ..programmes import Question
from .dates import read_moment
from .heading_phrases import has_phrase, parts_of, respelt, tells_apart
from .heading_turns import is_turned
from .numbers import read_count, read_span, read_yes_no
from .options import Options, split_ticked

SURE, LIKELY, ENOUGH, CLOSE_CALL = 100.0, 86.0, 62.0, 4.0
_SAMPLE = 60
_NUMBER = re.compile(r"^\s*(?:question\s+)?q?\d{1,3}\s*(?:[.):]\s*|-\s+)(?=\D)", re.IGNORECASE)
_LONGEST_KEY = 300
_BEFORE_OPTION = re.compile(r"\s*-\s*(?:Selected Choice\s*-\s*)?$")
_ENOUGH_ANSWERS = 8
"""From how many answers on a list speaks against a question whose options none of them holds."""


SCALE = "scale"
"""How a column is known that rates one option of a grid: what its steps mean cannot be told."""


@dataclass(frozen=True)
class Column:
    """A column of the form: its heading, the field it fills, and how that is known.

    `how` is one of map, remembered, same, similar, words, answers, scale, unknown, or "ambiguous: a or b".
    `option` is set for a column of its own for one option of a list.
    """

    index: int
    heading: str
    field: str | None
    how: str
    score: float = 0.0
    samples: tuple[str, ...] = ()
    option: str = ""


def question_of(column: Column) -> str:
    """Return the heading of a column, folded, without the option that it stands for."""
    return heading_key(question_heading(column))


def question_heading(column: Column) -> str:
    """Return the heading of a column as the form has it, without the option that it stands for."""
    if not column.option:
        return column.heading
    heading = column.heading.removesuffix(f"[{column.option}]").removesuffix(column.option)
    return _BEFORE_OPTION.sub("", heading).strip()


def heading_key(heading: str) -> str:
    """Return a heading as it is remembered and compared."""
    return plain(_NUMBER.sub("", heading))[:_LONGEST_KEY]


@lru_cache(maxsize=100_000)
def heading_score(key: str, question: Question) -> tuple[float, str]:
    """Return how surely a heading asks a question (0..100), and by what that is known."""
    best = (0.0, "unknown")
    known_keys = [plain(known) for known in question.headings]
    if key in known_keys:
        return SURE, "same"
    if is_turned(key, question):
        return best
    avoided = any(has_phrase(key, avoided) for avoided in question.avoid)
    if avoided and question.kind == "name":
        return best
    for known_key in known_keys:
        likeness = fuzz.token_sort_ratio(key, known_key)
        alike = likeness >= LIKELY and min(len(key), len(known_key)) > 4
        if alike and not tells_apart(key, known_key):
            best = max(best, (min(likeness, 99.0), "similar"))
        elif not avoided and _begins_with(key, known_key):
            best = max(best, (90.0, "similar"))
    if avoided:
        return best
    best = max(best, _keyword_score(key, question))
    if best[0] < ENOUGH:
        meant = respelt(key, _words_of(question))
        best = max(best, _keyword_score(meant, question)) if meant != key else best
    return best


@lru_cache(maxsize=1000)
def _words_of(question: Question) -> tuple[str, ...]:
    """Return the words by which a question is known."""
    return tuple(
        sorted(
            {
                word.strip("$")
                for keyword in question.keywords
                for words in parts_of(keyword)
                for word in words
            }
        )
    )


def _begins_with(key: str, known: str) -> bool:
    """Say whether a heading begins with a known one of several words, and goes on."""
    return len(known) > 8 and len(known.split()) > 1 and key.startswith(known + " ")


def _keyword_score(key: str, question: Question) -> tuple[float, str]:
    best = (0.0, "unknown")
    for keyword in question.keywords:
        if has_phrase(key, keyword):
            count = len(parts_of(keyword))
            close = 6.0 if f" {plain(keyword)}" in f" {key}" else 0.0
            best = max(best, (min(58.0 + 6.0 * count + close, 85.0), "words"))
    return best


def evidence(
    question: Question,
    answers: Sequence[str],
    options: Options | None,
    roles: Callable[[str], bool],
) -> float:
    """Return how much the answers below a heading speak for a question (-60..+25)."""
    filled = filled_cells(answers, _SAMPLE)
    if not filled:
        return 0.0
    share = _share(question, filled, options, roles)
    if share is None:
        return 0.0
    if question.kind == "text":
        return -60.0 if share < 0.25 else 0.0
    if question.kind == "email":
        return 25.0 if share > 0.6 else -60.0
    if question.kind in ("choice", "choices") and share == 0.0 and len(filled) >= _ENOUGH_ANSWERS:
        return -30.0
    if question.kind in ("topics", "choice", "choices"):
        return 25.0 * share if share > 0.25 else -4.0
    if question.kind == "roles":
        return 25.0 if share > 0.6 else -20.0  # a sentence may name a role in words not known
    return 8.0 if share > 0.7 else -30.0 if share < 0.25 else 0.0


def filled_cells(answers: Sequence[str], most: int) -> list[str]:
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
        "text": lambda text: read_yes_no(text) is None,
    }
    if question.kind in ("topics", "choice", "choices") and options is not None and options.names:
        tests[question.kind] = lambda text: any(
            piece.known for piece in split_ticked(text, options)
        )
    test = tests.get(question.kind)
    return sum(map(test, filled)) / len(filled) if test else None
