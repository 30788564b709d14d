"""Letters one by one: a list of those that would be written, and each of them to read and to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from ..actions.letter_editing import keep_words, preview_letters
from ..actions.letters import Wish
from ..actions.own_words import Preview
from ..actions.sending import due_previews
from .screens.choosing import Choosing
from .screens.letter_preview import LetterPreview, Words
from .screens.overlay import ask
from .text import MISSING, QUIET, count, told
from .widgets.rows import Column

if TYPE_CHECKING:
    from .app import MentorApp


def read_letters(app: MentorApp, wish: Wish | None, pair: str) -> None:
    """List the letters of a wish, or all that are due, the cursor on the first of a pair."""
    workspace, cohort = app.workspace, app.cohort_name
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        if wish is None:
            previews, left_out = due_previews(workspace, cohort)
        else:
            previews, left_out = preview_letters(workspace, cohort, wish)
        left = f"Left out: {left_out[0]}." if left_out else ""
        return left, partial(_show, app, pair, previews)

    app.act(job)


def _show(app: MentorApp, pair: str, previews: Sequence[Preview]) -> None:
    rows = [_row(preview) for preview in previews]
    chooser = Choosing(
        f"{count(len(rows), 'letter')}: Enter opens one. Nothing is sent.",
        [Column("to", 20, 1), Column("letter", 13), Column("words", 16)],
        rows,
        at=_first_of(previews, pair),
    )
    ask(app, chooser, lambda row: _open(app, previews[row]))


def _row(preview: Preview) -> list[Content | str]:
    names = ", ".join(reader.name for reader in preview.draft.recipients)
    if preview.outdated:
        words = told("yours, outdated", MISSING)
    else:
        words = told("yours" if preview.own else "as drafted", "" if preview.own else QUIET)
    return [told(names, "bold"), preview.letter.kind, words]


def _first_of(previews: Sequence[Preview], pair: str) -> int:
    """Return which letter is the first about a pair; the first of all where none is."""
    for at, preview in enumerate(previews):
        about = preview.letter.about()[0]
        if pair and f"{about.helper}+{about.learner}" == pair:
            return at
    return 0


def _open(app: MentorApp, preview: Preview) -> None:
    """Show one letter, and keep the words that it was put into."""
    ask(app, LetterPreview(preview), partial(_keep, app, preview))


def _keep(app: MentorApp, preview: Preview, words: Words) -> None:
    sitting = app.sitting
    if sitting is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        entry = keep_words(sitting.workspace, sitting.cohort, preview, words.subject, words.text)
        if entry is None:
            return "The letter is as it was.", None
        sitting.reload()
        return f"{entry.step.sentence}. Nothing was sent.  u undoes it.", lambda: app.take(sitting)

    app.act(job)
