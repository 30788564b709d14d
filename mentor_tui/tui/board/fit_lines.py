"""The lower part of the board: what the fit is made of, what to check, who else there is."""

from __future__ import annotations

from textual.content import Content

from ...domain.roster import Roster
from ...matching.explain import PairExplanation, agreement_sentence
from ...matching.problem import Problem
from ...review.pair_state import PairState, StateName
from ...review.requests import other_flags
from ..shapes import shapes
from ..text import MISSING, QUIET, fitted, line, told, wrapped

_COLOURS = ("$shared", "$act", "$missing", "$quiet")
_LEAST_BAR, _MOST_BAR = 10, 50
Part = tuple[str, float, str]
"""A part of the fit: its name, its points, and a remark."""


def fit_parts(explained: PairExplanation) -> list[Part]:
    """Return (name, points, remark) of each part; for peers the means of both directions."""
    count = len(explained.directions)
    interests = sum(direction.parts.interests for direction in explained.directions) / count / 1000
    goals = sum(direction.parts.goals for direction in explained.directions) / count / 1000
    first = explained.directions[0]
    parts: list[Part] = [("interests", interests, ""), ("goals", goals, "")]
    for at, item in enumerate(first.parts.items):
        points = float(item.points)
        if count == 2:
            others = explained.directions[1].parts.items
            points = (points + (others[at].points if at < len(others) else 0)) / 2
        parts.append((item.agreement.label, points / 1000, ""))
    return parts


def fit_lines(
    problem: Problem,
    explained: PairExplanation,
    state: PairState,
    others: list[Content],
    width: int,
    height: int,
    blind: bool,
    why: bool = True,
) -> list[Content]:
    """Return the lines below the cards; without `why` where the side panel says it already."""
    lines: list[Content] = []
    if blind:
        lines.append(line(("FIT  hidden", QUIET), ("   b shows the numbers", QUIET)))
    else:
        lines.append(fit_line(explained.points, fit_parts(explained), width))
    both = (problem.learner_ids[explained.learner], problem.helper_ids[explained.helper])
    spare = max(height - 2, 1)
    lines += wrapped(_check(problem.roster, both, state), width, spare, "(Enter)")
    lines.append(_others(others, width))
    if why and height > len(lines):
        content = line(("SAID    ", QUIET), explained.why)
        lines += wrapped(content, width, height - len(lines), "(e)")
    return lines[:height]


def fit_line(points: float, parts: list[Part], width: int) -> Content:
    """Return the fit in figures and as one bar, with what it is made of."""
    head = line(("FIT ", QUIET), (f"{points:3.0f}", "bold"), " ")
    named = _named(parts, max(width - head.cell_length - _LEAST_BAR - 3, 0))
    room = min(max(width - head.cell_length - named.cell_length - 3, _LEAST_BAR), _MOST_BAR)
    return fitted(Content.assemble(head, _bar(parts, room), "   ", named), width)


def _named(parts: list[Part], room: int) -> Content:
    """Return the parts by name, those with most points first to stay; the others are added up."""
    for kept in range(len(parts), 0, -1):
        shown = [_part(name, value, at) for at, (name, value, _) in enumerate(parts[:kept])]
        rest = sum(value for _, value, _ in parts[kept:])
        if parts[kept:]:
            shown.append(_part("other", rest, len(_COLOURS) - 1))
        named = Content("  ").join(shown)
        if named.cell_length <= room:
            return named
    return Content("")


def _part(name: str, value: float, at: int) -> Content:
    fill = shapes().fills[min(at, len(shapes().fills) - 1)]
    colour = _COLOURS[min(at, len(_COLOURS) - 1)]
    if value < 0.5:
        return told(f"{name} 0", QUIET)
    return line((fill, colour), (f" {name} {value:.0f}", ""))


def _bar(parts: list[Part], room: int) -> Content:
    """Return a bar of a hundred points; each part has its own filling, so no colour is needed."""
    pieces: list[Content] = []
    used = 0
    total = 0.0
    for at, (_, value, _) in enumerate(parts):
        total += value
        cells = max(min(round(total * room / 100), room) - used, 0)
        fill = shapes().fills[min(at, len(shapes().fills) - 1)]
        pieces.append(told(fill * cells, _COLOURS[min(at, len(_COLOURS) - 1)]))
        used += cells
    pieces.append(told(shapes().empty * (room - used), "$track"))
    return Content.assemble(*pieces)


def _others(others: list[Content], width: int) -> Content:
    """Return the other candidates, as many whole ones as fit."""
    if not others:
        return told("OTHERS  nobody else is open here", QUIET)
    so_far = told("OTHERS  ", QUIET)
    for candidate in others:
        if so_far.cell_length + candidate.rstrip().cell_length > width:
            break
        so_far = so_far + candidate
    return so_far.rstrip()


def _check(roster: Roster, both: tuple[str, str], state: PairState) -> Content:
    """Return what is to be looked at besides the requests, which stand above the cards."""
    parts = [
        told(f"~ {roster.name(person)}: {' '.join(flag.text.split())}  ", MISSING)
        for person, flag in other_flags(roster, both)
    ]
    if parts:
        parts.append(told("f once it is looked at", QUIET))
    elif state.beneath == StateName.BLOCKED:
        parts = [told("w shows who else can be taken", MISSING)]
    elif state.requests:
        parts = [told("no rule blocks; what is asked above is to be read", QUIET)]
    else:
        parts = [told("nothing blocks", QUIET)]
    return told("CHECK   ", QUIET) + Content.assemble(*parts)


def agreement_lines(explained: PairExplanation, width: int) -> list[Content]:
    """Return the agreements that hold and that do not, a sentence each."""
    signs = shapes()
    lines: list[Content] = []
    for item in explained.directions[0].parts.items:
        good, sentence = agreement_sentence(item)
        sign = (f"{signs.shared} ", "$shared") if good else (f"{signs.missing} ", QUIET)
        lines += wrapped(line(sign, sentence), width, 3)
    return lines
