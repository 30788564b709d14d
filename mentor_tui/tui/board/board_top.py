"""The top line of the board: how far the review is, as much of it as there is room for."""

from __future__ import annotations

from textual.content import Content

from ...review.queue import Review
from ..shapes import shapes
from ..text import MISSING, QUIET, both_ends, line, told

_BAR = 10


def top_line(review: Review, cohort: str, width: int) -> Content:
    """Return the line: the cohort, how many are placed, what is left; all of it is saved."""
    saved = told(f"{shapes().dot} saved", QUIET)
    title = line(("3 Board", "bold"), "  ", (cohort, "$act"), "   ")
    so_far = title + _placed(review)
    for part in _parts(review):
        if so_far.cell_length + part.cell_length + saved.cell_length + 3 <= width:
            so_far = Content.assemble(so_far, "   ", part)
    if so_far.cell_length + saved.cell_length + 1 > width:
        saved = Content("")
    return both_ends(so_far, saved, width) if saved.plain else so_far


def _placed(review: Review) -> Content:
    progress, signs = review.progress(), shapes()
    share = progress.decided / progress.learners if progress.learners else 0
    done = int(share * _BAR)  # full only when everybody is placed
    return line(
        (f"{progress.decided} of {progress.learners} placed ", ""),
        (signs.done * done, "$shared"),
        (signs.undone * (_BAR - done), QUIET),
    )


def _parts(review: Review) -> list[Content]:
    """Return what else there is to say, the most important first."""
    progress = review.progress()
    free = "people free" if review.problem.peers else "places free"
    parts = [(progress.to_check, "to read", MISSING)]
    if review.words:
        parts.append((len(review.listed), "listed", "$act"))
    parts += [
        (len(review.marked), "marked", "$act"),
        (progress.left, "left", ""),
        (progress.later, "later", ""),
        (progress.unplaced, "unplaced", ""),
    ]
    shown = [told(f"{number} {word}", style) for number, word, style in parts if number]
    return [*shown, told(f"{progress.free} of {progress.places} {free}", QUIET)]
