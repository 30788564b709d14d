"""Going to a person, a pair or a learner on another screen, the cursor on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..actions.people_meant import pair_id
from .screens.tables import TableScreen

if TYPE_CHECKING:
    from .app import MentorApp


def go_to_person(app: MentorApp, person: str) -> None:
    """Go to a person among the applicants."""
    _go(app, "applicants", person)


def go_to_pair(app: MentorApp, pair: str) -> None:
    """Go to a pair by its id."""
    _go(app, "pairs", pair)


def go_to_pair_of(app: MentorApp, person: str) -> None:
    """Go to the decided pair of a person."""
    pair = next((pair for pair in app.roster.decided if person in pair.people), None)
    if pair is None:
        app.say(f"{app.roster.name(person)} has no pair yet. 3 goes to the board.")
    else:
        go_to_pair(app, pair_id(pair))


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


def go_to_candidate(app: MentorApp, learner: str, helper: str) -> None:
    """Go to the board, at a learner with one of their candidates."""
    review = app.review
    if review is None:
        return
    candidates = review.candidates(learner)
    at = review.problem.helper_at[helper]
    if at not in candidates:
        app.say(f"{app.roster.name(learner)} and {app.roster.name(helper)} cannot be a pair.")
        return
    review.cursor = learner
    review.shown[learner] = candidates.index(at)
    app.switch_screen("board")


def ask_person(app: MentorApp) -> None:
    """Find a person by typing, and go there."""
    from .screens.finding import FindingPerson
    from .screens.overlay import ask

    ask(app, FindingPerson(app.roster), lambda person: go_to_person(app, person))


def _go(app: MentorApp, name: str, row: str) -> None:
    """Go to a screen that is a table, the cursor on a row."""
    app.wanted = (name, row)
    app.switch_screen(name)
    # A screen that stands already is not told that it comes back, and goes to the row at once.
    if isinstance(app.screen, TableScreen):
        app.screen.take_wanted()
