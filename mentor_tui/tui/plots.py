"""Plots of blocks: how fits spread, wishes against offers, contacts over the months.

Own blocks and no library: three kinds of bars need no canvas, are told in figures as well, and become
plain signs where the terminal has no Unicode.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ..domain.side_words import SideWords
from ..matching.explain import Recruit
from ..views.fit_figures import FitFigures
from ..views.month_figures import MonthFigures
from .shapes import graded_bar, shapes
from .text import MISSING, QUIET, count, fitted, line, told

_LEAST_BAR, _MOST_BAR = 6, 40
_LABEL = 12


def spread_lines(figures: FitFigures, width: int) -> list[Content]:
    """Return how many pairs have a fit of each band."""
    most = max((band.pairs for band in figures.bands), default=0)
    room = _room(width, _LABEL)
    lines: list[Content] = []
    for band in figures.bands:
        bar = _bar(band.pairs, most, room)
        lines.append(
            line((f"  {band.words:<{_LABEL - 2}}", QUIET), (bar, "$act"), f" {band.pairs}")
        )
    if figures.pairs:
        words = f"  mean {figures.mean:.0f}, lowest {figures.lowest:.0f}"
        lines.append(told(words, QUIET))
    return lines


def topic_lines(topics: Sequence[Recruit], width: int) -> list[Content]:
    """Return wishes against offers, two bars a topic: where the upper is longer, somebody lacks."""
    most = max((max(topic.wanted, topic.offered) for topic in topics), default=0)
    names = min(max((len(topic.topic) for topic in topics), default=0), max(width // 2, 12))
    room = _room(width, names + 3)
    lines: list[Content] = []
    for topic in topics:
        name = Content("  ") + fitted(told(topic.topic), names) + Content(" ")
        wanted = (_bar(topic.wanted, most, room), MISSING)
        unmet = (f"  unmet {topic.unmet}", QUIET) if topic.unmet else ""
        lines.append(name + line(wanted, f" {topic.wanted}", unmet))
        offered = (_bar(topic.offered, most, room), "$shared")
        lines.append(Content(" " * (names + 3)) + line(offered, f" {topic.offered}"))
    return lines


def month_lines(months: Sequence[MonthFigures], width: int) -> list[Content]:
    """Return contacts over the months: a bar of meetings, then how many fell silent and how many letters went out."""
    most = max((month.met for month in months), default=0)
    room = _room(width - 24, _LABEL)
    lines: list[Content] = []
    for month in months:
        parts = [f" {month.met}"]
        if month.letters:
            parts.append(count(month.letters, "letter"))
        silent = (f"  {month.silent} silent", MISSING) if month.silent else ""
        bar = (_bar(month.met, most, room), "$shared")
        lines.append(line((f"  {month.month:<{_LABEL - 2}}", QUIET), bar, "  ".join(parts), silent))
    return lines


def topic_title(words: SideWords, width: int) -> Content:
    """Return the title of the wishes and offers, with what each bar means."""
    sign = shapes().steps[-1]
    whole = line(
        ("Topics  ", "bold"),
        (f"{sign} wanted by {words.learners}", MISSING),
        "  ",
        (f"{sign} offered by {words.helpers}", "$shared"),
    )
    if whole.cell_length <= width:
        return whole
    short = (f"{sign} wanted", MISSING), (f"{sign} offered", "$shared")
    return line(("Topics  ", "bold"), short[0], "  ", short[1])


def _room(width: int, taken: int) -> int:
    """Return how long a bar may be: what is left beside its words and its figure."""
    return min(max(width - taken - 14, _LEAST_BAR), _MOST_BAR)


def _bar(number: int, most: int, room: int) -> str:
    """Return a bar without blanks behind it; what is there is never drawn as nothing."""
    bar = graded_bar(number / most if most else 0.0, room).rstrip()
    return bar or (shapes().steps[0] if number else "")
