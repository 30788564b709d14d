"""Dialogs that settle something about a person: correct an answer, waive a rule, one person or two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from ..actions import deciding as actions
from ..actions.flags_read import clear_shown
from ..actions.same_people import keep_all, keep_two, merge_people
from .deciding import people_action
from .screens.overlay import Asking, ask
from .screens.reading_flags import ReadingFlags

if TYPE_CHECKING:
    from .app import MentorApp


def ask_read(app: MentorApp, people: Sequence[str]) -> None:
    """Show the open flags of people in full, and clear what was shown."""
    known = [app.roster.people[person] for person in people]
    ask(
        app,
        ReadingFlags(known),
        lambda shown: people_action(app, partial(clear_shown, shown=shown)),
    )


def ask_value(app: MentorApp, person_id: str, field: str) -> None:
    """Ask for the answer that counts; the original stays."""
    person, question = app.roster.people[person_id], app.roster.programme.question(field)
    answer = person.answer(field)
    sentence = (
        f"The original answer stays: {answer.original or '(blank)'}"
        if answer
        else "The form did not ask this."
    )
    if question is not None and question.options:
        sentence += f"  The form offers: {' · '.join(option.name for option in question.options)}"
    label = question.label if question is not None and question.label else field
    ask(
        app,
        Asking(f"{label} of {person.name}", sentence, answer.text if answer else "", needed=False),
        lambda text: people_action(
            app, partial(actions.correct, who=person_id, setting=f"{field}={text}")
        ),
    )


def ask_waiver(app: MentorApp, person_id: str, rule: str) -> None:
    """Ask why a rule does not count for a person."""
    ask(
        app,
        Asking(f"Why is {rule} waived?", "The reason is shown wherever the person is."),
        lambda reason: people_action(
            app, partial(actions.waive, who=person_id, rule=rule, reason=reason)
        ),
    )


def settle(app: MentorApp, decided: tuple[str, str, str]) -> None:
    """Make two people one, or keep them as two, as it was decided."""
    what, stays, third = decided
    if what == "merge":
        people_action(app, partial(merge_people, keep=stays, other=third))
    elif what == "keep-all":
        people_action(app, keep_all)
    else:
        people_action(app, partial(keep_two, first=stays, second=third))
