"""The end of a review is a screen: how it came out, what to look at again, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from ...domain.roster import UNPLACED, Roster
from ...domain.side_words import side_words
from ...review.queue import Review
from ...views.fit_figures import DecidedFit, decided_fits, fit_figures
from ..shapes import graded_bar
from ..text import QUIET, fitted, line, told

_AGAIN = 5
_BAR = 20


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The figures of a review that has come to its end."""

    placed: int
    learners: int
    unplaced: int
    fits: tuple[DecidedFit, ...]
    mean: float
    unread: int


def outcome(review: Review) -> Outcome:
    """Return the figures of the review as it stands."""
    roster, progress = review.problem.roster, review.progress()
    unplaced = sum(roster.status_of.get(person) == UNPLACED for person in review.order)
    fits = decided_fits(review.problem)
    return Outcome(
        placed=progress.decided,
        learners=progress.learners,
        unplaced=unplaced,
        fits=tuple(fits),
        mean=fit_figures([decided.fit for decided in fits]).mean,
        unread=progress.to_check,
    )


def ending_lines(review: Review, width: int, height: int) -> list[Content]:
    """Return the screen of the end."""
    roster = review.problem.roster
    words, matching_outcome = side_words(roster), outcome(review)
    lines = [
        Content(""),
        told(_heading(review.progress().later), "bold"),
        Content(""),
        line(
            (
                f"{matching_outcome.placed} of {words.learners_counted(matching_outcome.learners)} placed",
                "bold",
            )
        ),
    ]
    if matching_outcome.unplaced:
        lines.append(told(f"{matching_outcome.unplaced} left unplaced, on purpose"))
    lines += [Content(""), *_fit_lines(roster, matching_outcome)]
    if matching_outcome.unread:
        asked = f"{matching_outcome.unread} {'request is' if matching_outcome.unread == 1 else 'requests are'} not read"
        lines.append(line((asked, "$missing bold"), ("   7 goes through them", QUIET)))
    lines += [Content(""), *_next_lines()]
    return [fitted(Content(" ") + text, width) for text in lines[:height]]


def _heading(later: int) -> str:
    """Return the first line: who is put off until later is not decided."""
    return (
        f"Everybody is decided but {later} put off until later" if later else "Everybody is decided"
    )


def _fit_lines(roster: Roster, found: Outcome) -> list[Content]:
    """Return mean and lowest fit, and the pairs that are worth another look."""
    if not found.fits:
        return [told("No pair was made.", QUIET)]
    lowest = found.fits[0].fit
    lines = [
        line(
            ("mean fit   ", QUIET),
            (graded_bar(found.mean / 100, _BAR), "$act"),
            f" {found.mean:.0f}",
        ),
        line(("lowest fit ", QUIET), (graded_bar(lowest / 100, _BAR), "$act"), f" {lowest:.0f}"),
        Content(""),
        told("Pairs to look at again", QUIET),
    ]
    for decided in found.fits[:_AGAIN]:
        lines.append(line(f"{decided.fit:5.0f}  {roster.pair_name(decided.pair)}"))
    return [*lines, Content("")]


def _next_lines() -> list[Content]:
    """Return what comes next, by key."""
    first = (("E", "final lists"), ("4", "pairs and letters"))
    then = (("j", "looks at the pairs again"), ("u", "takes the last decision back"))
    return [
        line(*[part for key, words in keys for part in ((f"{key} ", "$act bold"), f"{words}   ")])
        for keys in (first, then)
    ]
