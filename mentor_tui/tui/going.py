"""Going to a person, a pair or a learner on another screen, the cursor on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .app import MentorApp


def go_to_person(app: MentorApp, person: str) -> None:
    """Go to a person among the applicants."""
    _go(app, "applicants", person)


def go_to_pair(app: MentorApp, pair: str) -> None:
    """Go to a pair by its id."""
    _go(app, "pairs", pair)


def go_to_board(app: MentorApp, people: Sequence[str]) -> None:
    """Go to the board, at the first of these people who learns."""
    review = app.review
    if review is None:
        return
    learner = next((person for person in people if person in review.problem.learner_at), None)
    if learner is None:
        app.say("Nobody of these stands on the board: they do not learn, or may not take part.")
        return
    review.cursor = learner
    review.shown.pop(learner, None)
    app.switch_screen("board")


def _go(app: MentorApp, name: str, row: str) -> None:
    """Go to a screen that is a table, the cursor on a row."""
    app.wanted_row = row
    app.switch_screen(name)
