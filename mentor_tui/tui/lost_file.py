"""A file that went away under the app: nothing is decided there, and what is open goes on in a new place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..actions.workspace import Workspace
from ..review.sitting import Sitting
from .screens.overlay import Asking, ask
from .working import Then

if TYPE_CHECKING:
    from .app import MentorApp


def offer_new_place(app: MentorApp, sentence: str) -> None:
    """Say that the open file went away, and ask where what it held is to be kept."""
    workspace = app.workspace
    if workspace is None:
        return
    path = workspace.database
    question = Asking(
        "The file is not where it was",
        f"{sentence} Nothing more is decided here. Where shall what is open be kept?",
        str(path.with_name(f"{path.stem}-kept{path.suffix}")),
    )
    ask(app, question, lambda text: app.act(partial(_keep, app, Path(text).expanduser())))


def _keep(app: MentorApp, target: Path) -> tuple[str, Then]:
    """Write what is open to a new place and go on there."""
    workspace = app.workspace
    if workspace is None:
        return "", None
    workspace.store.rescue(target)
    return "", partial(_go_on_at, app, target)


def _go_on_at(app: MentorApp, target: Path) -> None:
    """Close the lost file, open the one that was just written, and stay in the cohort."""
    lost, cohort = app.workspace, app.cohort_name
    if lost is None:
        return
    lost.close()
    workspace = Workspace(
        database=target, programmes_folder=lost.programmes_folder, clock=lost.clock
    )
    app.workspace = workspace

    def job() -> tuple[str, Then]:
        sentence = f"Kept in {target}: what you decide now stands there. Open that file next time."
        if not cohort:
            return sentence, None
        return sentence, partial(app.sit, Sitting(workspace, cohort))

    app.when_free(partial(app.act, job))
