"""Hundreds of wordings of roles, lengths of time, agreements and ways of contact: none read wrong.

Half of them stand in a file apart: the program was written against the other half alone.
"""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mentor_tui.domain.blank import ANY_WAY
from mentor_tui.intake.agreeing import read_yes_no
from mentor_tui.intake.reading import read_answer, vocabulary
from mentor_tui.intake.roles import read_roles
from mentor_tui.intake.spans import read_span
from mentor_tui.programmes import parse_programme, programme_text

WORDINGS = Path(__file__).parent / "wordings"
LEAST = {"role": 70, "span": 110, "agreement": 80, "contact": 35}
MOST_OPEN = {"known": 0.03, "apart": 0.08}


@cache
def programme():
    return parse_programme(programme_text("ola"))


def role(text):
    roles = read_roles(text, programme())
    return "both" if len(roles) == 2 else "".join(roles) or "open"


def span(text):
    months = read_span(text, "years", date(2026, 9, 15))
    if months is None:
        return "open"
    return f"{months.low}..{'' if months.high is None else months.high}"


def agreement(text):
    return {True: "yes", False: "no", None: "open"}[read_yes_no(text)]


def contact(text):
    answer = read_answer(
        question=programme().question("contact_method"),
        words=vocabulary(programme(), {}),
        original=text,
    )
    if answer.value is None:
        return "open"
    if answer.value == (ANY_WAY,):
        return "any"
    return "|".join(answer.value) or "blank"


READERS = {"role": role, "span": span, "agreement": agreement, "contact": contact}


def wordings(half, kind):
    lines = (WORDINGS / f"{half}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return [(expected, text) for name, expected, text in rows if name == kind]


def verdict(kind, expected, text):
    answer = READERS[kind](text)
    if sorted(answer.split("|")) == sorted(expected.split("|")):
        return "right"
    return "open" if answer == "open" else "wrong"


@pytest.mark.parametrize("kind", list(READERS))
@pytest.mark.parametrize("half", ["known", "apart"])
def test_no_wording_is_read_wrong(half, kind):
    rows = wordings(half, kind)
    wrong = [row for row in rows if verdict(kind, *row) == "wrong"]
    counts = Counter(verdict(kind, *row) for row in rows)
    assert wrong == []
    assert counts["right"] >= LEAST[kind]
    assert counts["open"] <= MOST_OPEN[half] * len(rows)


@pytest.mark.parametrize("kind", list(READERS))
def test_no_wording_stands_in_both_halves(kind):
    known = {text for _, text in wordings("known", kind)}
    apart = {text for _, text in wordings("apart", kind)}
    assert not known & apart
