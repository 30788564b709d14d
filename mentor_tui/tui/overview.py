"""A cohort on one screen: who is in, who is out and why, how many places, and three plots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from ..actions.overview import months_of
from ..actions.suggesting import problem_of
from ..domain.side_words import side_words
from ..matching.explain import recruiting
from ..matching.problem import Problem
from ..views.cohort_figures import RoleFigures, people_figures, role_figures
from ..views.fit_figures import fit_figures, proposed_fits
from ..views.month_figures import MonthFigures
from .plots import month_lines, spread_lines, topic_lines, topic_title
from .screens.overlay import Reading
from .text import MISSING, QUIET, count, line, told

if TYPE_CHECKING:
    from .app import MentorApp

_TOPICS = 14
_PANEL = 104
"""How wide the text in a panel is at most."""


def show_overview(app: MentorApp, cohort: str) -> None:
    """Read a cohort in a worker and show who is in, who is out, and the plots."""
    workspace = app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        width = min(app.size.width * 9 // 10 - 6, _PANEL)
        lines = overview_reading(problem_of(workspace, cohort), months_of(workspace, cohort), width)
        return "", partial(app.show, Reading(f"Overview of {cohort}", lines))

    app.act(job)


def overview_reading(problem: Problem, months: Sequence[MonthFigures], width: int) -> list[Content]:
    """Return the lines of the overview."""
    lines = [told("Who is in, who is out and why", "bold")]
    for role in role_figures(problem.roster):
        lines += _role_lines(role)
    return [
        *lines,
        Content(""),
        *_places(problem),
        Content(""),
        *plot_lines(problem, months, width),
    ]


def plot_lines(
    problem: Problem, months: Sequence[MonthFigures], width: int, topics: int = _TOPICS
) -> list[Content]:
    """Return the plots: how fits spread, wishes against offers, contacts over the months."""
    lines = [
        told("Fits of the suggested and decided pairs", "bold"),
        *spread_lines(fit_figures(proposed_fits(problem)), width),
        Content(""),
        topic_title(side_words(problem.roster), width),
        *topic_lines(recruiting(problem, topics), width),
    ]
    if months:
        lines += [Content(""), told("Contacts over the months", "bold")]
        lines += month_lines(months, width)
    return lines


def _role_lines(role: RoleFigures) -> list[Content]:
    verdicts = ", ".join(f"{number} {status}" for status, number in role.verdicts)
    lines = [line((f"  {role.plural}: ", QUIET), verdicts or "none")]
    for rule in role.rules:
        names = (", ".join(rule.names), QUIET)
        lines.append(line(("    ! ", MISSING), f"{rule.rule}: {rule.times}  ", names))
    return lines


def _places(problem: Problem) -> list[Content]:
    roster = problem.roster
    figures = people_figures(roster)
    pairs = f"{count(len(problem.proposal.pairs), 'pair')} suggested or decided"
    if problem.peers:
        who = f"{count(figures.learners, 'person', 'people')} to pair"
    else:
        learners = side_words(roster).learners_counted(figures.learners)
        who = f"{learners} for {count(int(problem.places.sum()), 'place')}"
    return [told("Places", "bold"), told(f"  {who}, {pairs}")]
