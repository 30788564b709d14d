"""The lower part of the board: what the fit is made of, what to check, who else there is."""

from __future__ import annotations

from textual.content import Content

from ..domain.names import plain
from ..domain.roster import Roster
from ..matching.explain import PairExplanation, agreement_sentence
from ..matching.problem import Problem
from .text import MISSING, QUIET, line, told, wrapped

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


def fit_lines(
    problem: Problem,
    explained: PairExplanation,
    others: list[Content],
    width: int,
    height: int,
    blind: bool,
    taken: bool = False,
) -> list[Content]:
    """Return the lines below the cards."""
    lines: list[Content] = []
    parts = fit_parts(explained)
    if blind:
        lines.append(line(("FIT  hidden", QUIET), ("   b shows the numbers", QUIET)))
    else:
        lines.append(_numbers(explained.points, parts, width))
        if height >= 6:
            lines.append(_bar(parts, width))
    lines += _checks(
        roster=problem.roster,
        problem=problem,
        explained=explained,
        taken=taken,
        width=width,
        most=max(height - len(lines) - 2, 1),
    )
    lines.append(_others(others, width))
    if height > len(lines):
        lines += wrapped(line(("SAID    ", QUIET), explained.why), width, height - len(lines), "")
    return lines[:height]


def _others(others: list[Content], width: int) -> Content:
    """Return the other candidates, as many whole ones as fit."""
    if not others:
        return told("OTHERS  nobody else is open to this learner", QUIET)
    line_so_far = told("OTHERS  ", QUIET)
    for one in others:
        if line_so_far.cell_length + one.cell_length > width:
            break
        line_so_far = line_so_far + one
    return line_so_far


def _numbers(points: float, parts: list[tuple[str, float, str]], width: int) -> Content:
    """Return the fit and its parts; those that find no room are added up as one."""
    head = line(("FIT ", QUIET), (f"{points:.0f}", "bold"), "  ")
    for room_for in range(len(parts), 0, -1):
        named, rest = parts[:room_for], parts[room_for:]
        shown = [
            _part(*part, colour)
            for part, colour in zip(named, [*_COLOURS, *["$quiet"] * 9], strict=False)
        ]
        if rest:
            shown.append(_part("other", sum(value for _, value, _ in rest), "", QUIET))
        found = Content("   ").join([head, *shown])
        if found.cell_length <= width:
            return found
    return head


def _part(name: str, value: float, remark: str, colour: str) -> Content:
    text = f"{name} +{value:.0f}" if value >= 0.5 else f"{name} 0"
    return line(
        (text, colour if value >= 0.5 else QUIET), (f" ({remark})" if remark else "", QUIET)
    )


def _bar(parts: list[tuple[str, float, str]], width: int) -> Content:
    """Return a bar of a hundred points; each part has its own filling, so no colour is needed."""
    room = max(min(width, 100), 10)
    pieces: list[Content] = []
    used = 0
    for (_, value, _), colour, fill in zip(
        parts, [*_COLOURS, *["$quiet"] * 9], "█▓▒░░░░░░", strict=False
    ):
        cells = min(round(value * room / 100), room - used)
        pieces.append(told(fill * cells, colour))
        used += cells
    pieces.append(told("·" * (room - used), "$track"))
    return Content("").join(pieces)


def _checks(
    roster: Roster, problem: Problem, explained: PairExplanation, taken: bool, width: int, most: int
) -> list[Content]:
    """Return what blocks and what is to be read, wrapped."""
    parts: list[Content] = []
    if taken:
        parts.append(
            told(
                "! taken: every place of this candidate is decided (w shows others) ",
                "$blocking bold",
            )
        )
    for block in explained.blocks:
        parts.append(told(f"! {block.sentence} ", "$blocking bold"))
    both = (problem.learner_ids[explained.learner], problem.helper_ids[explained.helper])
    for person, other in (both, both[::-1]):
        for flag in roster.people[person].flags:
            if not flag.cleared:
                words = [flag.text[start:end] for start, end in flag.marks[:2]] or [flag.text[:60]]
                named = flag.kind == "request" and _names(flag.text, roster.name(other))
                sign, keys = ("!", "K apart, f clears") if named else ("~", "f clears")
                style = "$blocking bold" if named else MISSING
                said = told(f"{sign} {roster.name(person).split()[0]}: {' / '.join(words)} ", style)
                parts.insert(0, said + told(f"({keys}) ", QUIET)) if named else parts.append(
                    said + told(f"({keys}) ", QUIET)
                )
    whole = told("CHECK   ", QUIET) + Content("").join(parts or [told("nothing blocks", QUIET)])
    return wrapped(whole, width, most, "(Enter)")


def _names(text: str, name: str) -> bool:
    """Say whether a request names a person: by the whole name, or by the last name as a word."""
    words, last = f" {plain(text)} ", plain(name).split()[-1:]
    return bool(last) and f" {last[0]} " in words


def agreement_lines(explained: PairExplanation, width: int) -> list[Content]:
    """Return the agreements that hold and that do not, a sentence each."""
    lines: list[Content] = []
    for item in explained.directions[0].parts.items:
        good, sentence = agreement_sentence(item)
        lines += wrapped(
            line(("= " if good else "- ", "$shared" if good else QUIET), sentence), width, 3
        )
    return lines
