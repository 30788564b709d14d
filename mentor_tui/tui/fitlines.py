"""The lower part of the board: what the fit is made of, what to check, who else there is."""

from __future__ import annotations

from textual.content import Content

from ..domain.roster import Roster
from ..matching.explain import PairExplanation, agreement_sentence
from ..matching.problem import Problem
from .text import MISSING, QUIET, fitted, line, told, wrapped

_COLOURS = ("$shared", "$act", "$missing", "$quiet")


def fit_parts(explained: PairExplanation) -> list[tuple[str, float, str]]:
    """Return (name, points, remark) of each part; for peers the means of both directions."""
    many = len(explained.directions)
    interests = sum(one.parts.interests for one in explained.directions) / many / 1000
    goals = sum(one.parts.goals for one in explained.directions) / many / 1000
    first = explained.directions[0]
    met = f"{len(first.shared)} of {len(first.shared) + len(first.missing)}"
    parts = [("interests", interests, met if many == 1 else ""), ("goals", goals, "")]
    for at, item in enumerate(first.parts.items):
        points = item.points
        if many == 2:
            others = explained.directions[1].parts.items
            points = (item.points + (others[at].points if at < len(others) else 0)) / 2  # type: ignore[assignment]
        parts.append((item.agreement.label, points / 1000, ""))
    return parts


def fit_lines(problem: Problem, explained: PairExplanation, others: list[Content], width: int, height: int, blind: bool) -> list[Content]:
    """Return the lines below the cards."""
    lines: list[Content] = []
    parts = fit_parts(explained)
    if blind:
        lines.append(line(("FIT  hidden", QUIET), ("   b shows the numbers", QUIET)))
    else:
        lines.append(_numbers(explained.points, parts, width))
        if height >= 6:
            lines.append(_bar(parts, width))
    lines.append(fitted(_checks(problem.roster, problem, explained), width))
    lines.append(fitted(Content(" ").join([told("OTHERS ", QUIET), *others]) if others else told("OTHERS  nobody else is open to this learner", QUIET), width))
    if height > len(lines):
        lines += wrapped(line(("SAID    ", QUIET), explained.why), width, height - len(lines), "")
    return lines[:height]


def _numbers(points: float, parts: list[tuple[str, float, str]], width: int) -> Content:
    shown = [line(("FIT ", QUIET), (f"{points:.0f}", "bold"), ("  ", ""))]
    for (name, value, remark), colour in zip(parts, [*_COLOURS, *["$quiet"] * 9], strict=False):
        text = f"{name} +{value:.0f}" if value >= 0.5 else f"{name} 0"
        part = line((text, colour if value >= 0.5 else QUIET), (f" ({remark})" if remark else "", QUIET))
        if sum(one.cell_length + 3 for one in shown) + part.cell_length > width:
            break
        shown.append(part)
    return Content("   ").join(shown)


def _bar(parts: list[tuple[str, float, str]], width: int) -> Content:
    """Return a bar of a hundred points; each part has its own filling, so no colour is needed."""
    room = max(min(width, 100), 10)
    pieces: list[Content] = []
    used = 0
    for (_, value, _), colour, fill in zip(parts, [*_COLOURS, *["$quiet"] * 9], "█▓▒░░░░░░", strict=False):
        cells = min(round(value * room / 100), room - used)
        pieces.append(told(fill * cells, colour))
        used += cells
    pieces.append(told("·" * (room - used), "$track"))
    return Content("").join(pieces)


def _checks(roster: Roster, problem: Problem, explained: PairExplanation) -> Content:
    parts: list[Content] = [told("CHECK  ", QUIET)]
    for block in explained.blocks:
        parts.append(told(f"! {block.sentence} ", "$blocking bold"))
    for person in (problem.learner_ids[explained.learner], problem.helper_ids[explained.helper]):
        for flag in roster.people[person].flags:
            if not flag.cleared:
                words = [flag.text[start:end] for start, end in flag.marks[:2]] or [flag.text]
                parts.append(told(f"~ {roster.name(person).split()[0]}: {' / '.join(words)} (f clears) ", MISSING))
    if not explained.blocks:
        parts.append(told("nothing blocks" if len(parts) == 1 else "  nothing blocks", QUIET))
    return Content("").join(parts)


def agreement_lines(explained: PairExplanation, width: int) -> list[Content]:
    """Return the agreements that hold and that do not, a sentence each."""
    lines: list[Content] = []
    for item in explained.directions[0].parts.items:
        good, sentence = agreement_sentence(item)
        lines += wrapped(line(("= " if good else "- ", "$shared" if good else QUIET), sentence), width, 3)
    return lines
