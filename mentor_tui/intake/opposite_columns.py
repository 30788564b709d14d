"""Columns that may be one of two opposite lists: what people can share, or what they want to learn."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from ..programmes import Programme
from .heading_scores import CLOSE_CALL, ENOUGH, filled_cells, heading_score
from .numbers import read_yes_no
from .opposites import Listed, both_sides_field, leaning, words_leaning
from .options import Options
from .ticked import are_lists, share_of_options

_SAMPLE = 60
_SURELY_ANOTHER = 90.0
_MOSTLY = 0.5
_SOME = 0.25
_NUMBER = re.compile(
    r"(?:up to |at most |max\.? )?\d+(?:[.,-]\d+)?(?: (?:mentees?|people|participants?))?",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:current|currently|now|present|day to day|responsibilit\w+|main work)\b"
)
_ASKS_A_ROLE = re.compile(
    r"\b(?:be|being|become|becoming|act as|serve as|apply as|applying as) an?$"
)
_WORK_ON = re.compile(r"\bwork\w* on\b")


def listed_columns(
    keys: Sequence[str],
    columns: Sequence[Sequence[str]],
    programme: Programme,
    options: Mapping[str, Options],
    two: tuple[str, str],
    found: Container[int],
) -> list[Listed]:
    """Return the columns, of those not found yet, that may be one of two opposite lists."""
    listed: list[Listed] = []
    for index, key in enumerate(keys):
        if index in found or not key or _tells_of_the_present(key) or _ASKS_A_ROLE.search(key):
            continue
        filled = filled_cells(columns[index], _SAMPLE)
        if not filled or _are_agreements(filled) or _are_counts(filled):
            continue
        holds = share_of_options(filled, options.get(two[0], Options({})))
        column = _listed(index, key, programme, two, holds)
        if column is not None and _may_be_list(column, filled):
            listed.append(column)
    return listed


def _listed(
    index: int, key: str, programme: Programme, two: tuple[str, str], holds: float
) -> Listed | None:
    """Return how surely a heading asks each of two lists; None where it asks something else."""
    offer, want = programme.question(two[0]), programme.question(two[1])
    if offer is None or want is None:
        return None
    if _is_asked_otherwise(key, programme, two, ticked=leaning(key) != 0 and holds > 0.5):
        return None
    (offered, offer_how), (wanted, want_how) = heading_score(key, offer), heading_score(key, want)
    if holds <= _SOME and _asks_for_no_list(key, programme, max(offered, wanted)):
        return None
    exact = (offer_how == "same") != (want_how == "same")
    return Listed(index=index, key=key, offer=offered, want=wanted, exact=exact, holds=holds)


def _may_be_list(column: Listed, filled: Sequence[str]) -> bool:
    """Say whether a heading or the options below it make a column one of the two lists."""
    if max(column.offer, column.want) >= ENOUGH or column.holds > _SOME:
        return True
    return words_leaning(column.key) != 0 and are_lists(filled)


def _asks_for_no_list(key: str, programme: Programme, ours: float) -> bool:
    """Say whether a heading asks as surely for what is no list, such as goals or years."""
    questions = (question for question in programme.questions if question.kind != "topics")
    return any(heading_score(key, question)[0] >= max(ENOUGH, ours) for question in questions)


def _are_agreements(filled: Sequence[str]) -> bool:
    """Say whether most answers are a yes or a no, which no list of topics is."""
    return sum(read_yes_no(text) is not None for text in filled) >= _MOSTLY * len(filled)


def _are_counts(filled: Sequence[str]) -> bool:
    """Say whether most answers are numbers: how many, or how much on a scale, and no topic."""
    return sum(bool(_NUMBER.fullmatch(text.strip())) for text in filled) >= _MOSTLY * len(filled)


def _tells_of_the_present(key: str) -> bool:
    """Say whether a heading asks what somebody works on now, which is neither an offer nor a wish."""
    return bool(_PRESENT.search(key)) and leaning(_WORK_ON.sub(" ", key)) == 0


def _is_asked_otherwise(key: str, programme: Programme, two: tuple[str, str], ticked: bool) -> bool:
    """Say whether a heading is surely another question's; ticked options answer no free text."""
    ours = max(
        heading_score(key, question)[0] for question in map(programme.question, two) if question
    )
    return any(
        heading_score(key, question)[0] >= max(_SURELY_ANOTHER, ours + CLOSE_CALL)
        for question in programme.questions
        if question.field not in (*two, both_sides_field(programme))
        and not (ticked and question.kind == "text")
    )


def tells_of_work(key: str) -> bool:
    """Say whether a heading asks for the present work, which is neither an offer nor a wish."""
    return bool(_PRESENT.search(key))
