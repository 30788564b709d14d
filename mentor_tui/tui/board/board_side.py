"""The side panel of a very wide board: why, who else and at what cost, and the recent decisions."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ...domain.records import LogEntry
from ...matching.explain import PairExplanation
from ...review.queue import Review
from ..text import QUIET, both_ends, count, line, told, wrapped
from .fit_lines import agreement_lines
from .pair_view import cost_words

_CANDIDATES = 9


def side_lines(
    review: Review,
    explained: PairExplanation,
    recent: Sequence[LogEntry],
    blind: bool,
    width: int,
    height: int,
) -> list[Content]:
    """Return the lines of the side panel."""
    lines = [told("WHY", QUIET), *wrapped(told(explained.why), width, 6)]
    if explained.ties:
        lines.append(
            told(f"{count(explained.ties, 'other fits', 'others fit')} equally well.", QUIET)
        )
    lines += [Content(""), *agreement_lines(explained, width)]
    lines += [Content(""), told("CANDIDATES", QUIET)]
    lines += _candidates(review, explained, blind, width)
    lines += [Content(""), told("RECENT DECISIONS", QUIET)]
    for entry in recent:
        undone = "undone: " if entry.undone else ""
        style = QUIET if entry.undone else ""
        lines += wrapped(told(f"{undone}{entry.step.sentence}", style), width, 2)
    return lines[:height]


def _candidates(
    review: Review, explained: PairExplanation, blind: bool, width: int
) -> list[Content]:
    """Return the candidates, each with the fit and what taking them costs all others."""
    problem = review.problem
    learner = problem.learner_at[review.cursor]
    lines = []
    for at, helper in enumerate(review.candidates(review.cursor)[:_CANDIDATES]):
        name = problem.roster.name(problem.helper_ids[helper])
        style = "bold" if helper == explained.helper else ""
        full = review.is_taken(helper)
        cost = "full" if full else cost_words(review.costs.get((learner, helper))).strip()
        fit = "" if blind else f"{problem.points(helper, learner):4.0f}"
        end = line((cost if not blind else "", QUIET), fit)
        lines.append(both_ends(line((f"{at + 1} ", "$act"), (name, style)), end, width))
    return lines
