"""A damaged file at start: said in words, and the newest good copy offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..actions.maintenance import Damage, restore
from .screens.overlay import Overlay
from .screens.question import Question

if TYPE_CHECKING:
    from .app import MentorApp


def offer_copy(app: MentorApp, damage: Damage) -> None:
    """Ask whether the newest good copy takes the place of the damaged file; without one, say so and end."""
    if damage.copy is None:
        app.exit(
            return_code=1,
            message=f"{damage.sentence} No automatic copy of it is whole; restore one of your own.",
        )
        return
    question: Overlay[bool] = Question(
        "The file is damaged",
        f"{damage.sentence} The newest good copy holds {damage.holds}. Put it in the place of the damaged file? "
        "The damaged file is kept beside it.",
        "brings the copy back",
        "quits and changes nothing",
    )
    app.push_screen(
        question, lambda yes: _bring_back(app, damage) if yes else app.exit(return_code=1)
    )


def _bring_back(app: MentorApp, damage: Damage) -> None:
    workspace, copy = app.workspace, damage.copy
    if workspace is None or copy is None:
        return

    def brought_back() -> str:
        kept = restore(workspace, copy)
        return f"Brought back the copy with {damage.holds}. The damaged file is kept as {kept}."

    app.open_database(brought_back)
