"""The side panel of a wide board: agreements, who else, and the recent decisions, all at once."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ...domain.records import LogEntry
from ...matching.explain import PairExplanation
from ...review.queue import Review
from ..fitlines import agreement_lines
from ..text import QUIET, fitted, line, told, wrapped


def side_lines(
    review: Review, explained: PairExplanation, recent: Sequence[LogEntry], width: int, height: int
) -> list[Content]:
    """Return the lines of the side panel."""
    problem = review.problem
    lines = [Content(""), told("WHY", QUIET), *wrapped(told(explained.why), width, 6), Content("")]
    if explained.ties:
        lines += [
            told(f"{explained.ties} others fit equally; ties are broken by a stable key.", QUIET),
            Content(""),
        ]
    lines += [told("AGREEMENTS", QUIET), *agreement_lines(explained, width), Content("")]
    lines.append(told("CANDIDATES", QUIET))
    learner = problem.learner_at[review.cursor]
    for at, helper in enumerate(review.candidates(review.cursor)[:8]):
        name = problem.roster.name(problem.helper_ids[helper])
        here = helper == explained.helper
        text = line(
            (f"{at + 1} ", "$act"),
            (name, "bold" if here else ""),
            f"  {problem.points(helper, learner):.0f}",
        )
        lines.append(fitted(text, width))
    lines += [Content(""), told("RECENT DECISIONS", QUIET)]
    for entry in recent:
        lines += wrapped(
            told(
                ("undone: " if entry.undone else "") + entry.step.sentence,
                QUIET if entry.undone else "",
            ),
            width,
            2,
        )
    return lines[:height]
