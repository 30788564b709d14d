"""Other weights for a cohort: who would move is seen first, then kept or left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from ..actions.comparing import Comparison, compare_runs, set_weights, words_of
from ..actions.suggesting import read_weights
from ..domain.roster import Roster
from ..domain.side_words import side_words
from ..matching.problem import weights_of
from .deciding import people_action
from .screens.choosing import Choosing
from .screens.overlay import Asking, ask
from .text import QUIET, told
from .widgets.rows import Column

if TYPE_CHECKING:
    from .app import MentorApp


def ask_weights(app: MentorApp) -> None:
    """Ask for weights, then show what they would change."""
    present = words_of(weights_of(app.roster))
    sentence = "How much each part of the fit counts. Decided pairs stay as they are."
    ask(
        app,
        Asking("Weights of this cohort", sentence, present),
        lambda text: _try(app, text),
    )


def _try(app: MentorApp, text: str) -> None:
    roster = app.roster

    def job() -> tuple[str, Callable[[], None] | None]:
        weights = read_weights(text)
        comparison = compare_runs(roster, weights)
        return "", lambda: _show(app, roster, weights, comparison)

    app.act(job)


def _show(app: MentorApp, roster: Roster, weights: dict[str, float], found: Comparison) -> None:
    rows: list[list[Content | str]] = [
        [told("Keep these weights", "bold"), "", ""],
        [told("Leave everything as it is", "bold"), "", ""],
    ]
    for difference in found.different:
        rows.append(
            [
                told(roster.name(difference.learner), QUIET),
                roster.name(difference.before) or "nobody",
                roster.name(difference.after) or "nobody",
            ]
        )
    words = side_words(roster)
    moving = words.learners_counted(len(found.different))
    title = f"{moving} would move, {found.agreed} stay"
    sentence = f"By the present weights the total goes from {found.totals[0]:.1f} to {found.totals[1]:.1f}, the pairs from {found.pairs[0]} to {found.pairs[1]}."
    chooser = Choosing(
        title,
        [Column(words.learner, 20, 1), Column("now", 18, 1), Column("then", 18, 1)],
        rows,
        sentence=sentence,
    )
    ask(
        app,
        chooser,
        lambda at: people_action(app, partial(set_weights, weights=weights)) if at == 0 else None,
    )
