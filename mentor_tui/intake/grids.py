"""Grids in which a step of a scale says the side: "Confident sharing this", "Want to learn this", "Not for me"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from ..domain.blank import leaves_out
from ..domain.names import plain
from ..programmes import Programme
from .heading_scores import Column
from .heading_turns import asks_what_is_not
from .opposites import opposite_fields, words_leaning

GRID = "grid"
"""How a column of a grid is known whose steps say the side."""

_NEITHER = re.compile(r"\b(?:neither|not|no|none|nothing|never|ni l un ni l autre|aucun\w*|skip)\b")
_BOTH = re.compile(r"\b(?:both|les deux)\b")


class Step(StrEnum):
    """What somebody says of one option of a grid."""

    OFFERS = "offers"
    WANTS = "wants"
    BOTH = "both"
    NEITHER = "neither"


def step_of(cell: str) -> Step | None:
    """Return what a cell of a grid says of its option; None where it cannot be told."""
    key = plain(cell)
    if not key or leaves_out(cell) or _NEITHER.search(key) or asks_what_is_not(key):
        return Step.NEITHER
    if _BOTH.search(key):
        return Step.BOTH
    leans = words_leaning(key)
    if leans == 0:
        return None
    return Step.OFFERS if leans > 0 else Step.WANTS


def with_grids(
    columns: Sequence[Column],
    scales: Mapping[int, tuple[str, str]],
    answers: Sequence[Sequence[str]],
    programme: Programme,
) -> list[Column]:
    """Return the columns with those of grids known whose every step says the side.

    Args:
        columns: the columns in the order of the file.
        scales: question and option of the columns that rate one option each.
        answers: the cells below each column.
        programme: whose two lists the steps speak of.
    """
    two = opposite_fields(programme)
    if two is None:
        return list(columns)
    groups: dict[str, list[int]] = {}
    for index, (group, _) in scales.items():
        groups.setdefault(group, []).append(index)
    told = {
        index
        for indices in groups.values()
        if _tells_sides(cell for index in indices for cell in answers[index])
        for index in indices
    }
    return [
        replace(column, field=two[1], how=GRID, option=scales[column.index][1])
        if column.index in told and not column.field
        else column
        for column in columns
    ]


def fields_of(cell: str, two: tuple[str, str] | None) -> tuple[str, ...]:
    """Return the lists, of what is shared and what is wanted, that an option of a grid belongs to by its cell."""
    offers, wants = two or ("", "")
    by_step = {Step.OFFERS: (offers,), Step.WANTS: (wants,), Step.BOTH: (offers, wants)}
    step = step_of(cell)
    return by_step.get(step, ()) if step is not None else ()


def _tells_sides(cells: Iterable[str]) -> bool:
    """Say whether every step of a grid is understood, and both sides are among them."""
    steps = {step_of(cell) for cell in set(cells)}
    both = {Step.OFFERS, Step.WANTS} <= steps or Step.BOTH in steps
    return both and None not in steps
