"""The rows of the swap list: the candidate, the fit, the cost, and in the row itself who moves."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ...matching.problem import Problem
from ...matching.what_if import Consequence, Move
from ...review.second_look import move_in_words
from ..shapes import shapes
from ..text import QUIET, line, told
from ..widgets.rows import Column

_NOTED = 7


def swap_columns(word: str) -> list[Column]:
    """Return the columns under the programme's own word for the candidates."""
    return [
        Column(word, 16, 1),
        Column("fit", 3, right=True),
        Column("all", 4, right=True),
        Column("who else moves", 28, 3),
    ]


def swap_row(problem: Problem, found: Consequence) -> list[Content]:
    """Return the cells of a candidate: what it changes for all, and the movers by name."""
    name = told(problem.roster.name(problem.helper_ids[found.helper]))
    fit = told(f"{found.fit:.0f}")
    if not found.possible:
        return [name, fit, Content(""), told(found.why_not, QUIET)]
    return [name, fit, told(_change(found.change)), _movers(problem, found)]


def _change(change: float) -> str:
    """Return the change of the total fit, with a sign."""
    number = round(change)
    if number == 0:
        return "0"
    return f"{shapes().minus}{-number}" if number < 0 else f"+{number}"


def other_moves(problem: Problem, found: Consequence) -> Sequence[Move]:
    """Return the moves of everybody else; those who end with nobody come first."""
    pair = {found.learner, found.helper} if problem.peers else {found.learner}
    moves = [move for move in found.moves if move.learner not in pair]
    return sorted(moves, key=lambda move: (move.after is not None, move.learner))


def _movers(problem: Problem, found: Consequence) -> Content:
    moves = other_moves(problem, found)
    if not moves:
        return told("nobody else moves", QUIET)
    names = _first_names([problem.roster.name(problem.learner_ids[move.learner]) for move in moves])
    arrow = shapes().arrow
    parts: list[Content] = []
    for move, name in zip(moves, names, strict=True):
        nobody = move.after is None
        after = "NOBODY" if nobody else f"{move.fit_after:.0f}"
        style = "$blocking bold" if nobody else ""
        before = f"{move.fit_before:.0f}" if move.before is not None else "nobody"
        parts.append(line(f"{name} {before}{arrow}", (after, style)))
    return Content("  ").join(parts)


def _first_names(names: Sequence[str]) -> list[str]:
    """Return first names; the whole name where two begin alike."""
    first = [name.split()[0] if name.split() else "?" for name in names]
    return [
        short if first.count(short) == 1 else name for short, name in zip(first, names, strict=True)
    ]


def swap_notes(problem: Problem, found: Consequence) -> list[Content]:
    """Return who would move, a line each, under the list."""
    moves = other_moves(problem, found)
    lines = [told("")]
    for move in moves[:_NOTED]:
        style = "$blocking" if move.after is None else ""
        lines.append(told(move_in_words(problem, move), style))
    if len(moves) > _NOTED:
        lines.append(told(f"and {len(moves) - _NOTED} more", QUIET))
    return lines
