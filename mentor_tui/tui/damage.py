"""A damaged file at start: said in words; the newest good copy offered, or what is whole saved in a new file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ..actions.maintenance import Damage, restore
from ..actions.workspace import Workspace
from .screens.overlay import Asking, Overlay
from .text import told
from .widgets.hint import Hint, Key

if TYPE_CHECKING:
    from .app import MentorApp

COPY, SALVAGE = "copy", "salvage"
_WHAT_THEY_DO = (
    "Bringing the copy back loses what was decided since it was made; the damaged file is kept beside it. "
    "Saving what is whole writes a new file, names what is missing, and leaves the damaged one as it is."
)


def offer_copy(app: MentorApp, damage: Damage) -> None:
    """Say what is damaged, and ask: the newest good copy back, what is whole saved in a new file, or neither."""
    app.push_screen(
        _DamageChoices(damage),
        lambda choice: _obey(app, damage, choice),
    )


def _obey(app: MentorApp, damage: Damage, choice: str | None) -> None:
    if choice == COPY:
        _bring_back(app, damage)
    elif choice == SALVAGE:
        _ask_where(app, damage)
    else:
        app.exit(return_code=1, message=damage.sentence)


class _DamageChoices(Overlay[str]):
    """What can be done about a damaged file. The result is COPY, SALVAGE, or None for neither."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "bring_back", "bring the copy back", show=False),
        Binding("S", "salvage", "save what is whole", show=False),
    ]

    def __init__(self, damage: Damage) -> None:
        super().__init__()
        self._damage = damage

    def compose(self) -> ComposeResult:
        """Lay out the panel."""
        keys: list[Key] = [("S", "S", "saves what is whole"), ("escape", "Esc", "quits")]
        copy = "No automatic copy of it is whole."
        if self._damage.copy is not None:
            keys.insert(0, ("enter", "Enter", "brings the copy back"))
            copy = f"The newest good copy holds {self._damage.holds}."
        with Vertical(classes="panel"):
            yield Static(told("The file is damaged", "bold"), classes="title")
            yield Static(
                told(f"{self._damage.sentence} {copy}\n\n{_WHAT_THEY_DO}"), classes="sentence"
            )
            yield Hint(*keys)

    def action_bring_back(self) -> None:
        """Put the copy in the place of the damaged file."""
        if self._damage.copy is not None:
            self.dismiss(COPY)

    def action_salvage(self) -> None:
        """Save what can be read in a new file."""
        self.dismiss(SALVAGE)


def _bring_back(app: MentorApp, damage: Damage) -> None:
    workspace, copy = app.workspace, damage.copy
    if workspace is None or copy is None:
        return

    def brought_back() -> str:
        kept = restore(workspace, copy)
        return f"Brought back the copy with {damage.holds}. The damaged file is kept as {kept}."

    app.open_database(brought_back)


def _ask_where(app: MentorApp, damage: Damage) -> None:
    """Ask for the new file, and save what is whole there; the damaged one is not touched."""
    workspace = app.workspace
    if workspace is None:
        return
    path = workspace.database
    question = Asking(
        "Save what is whole",
        "Record by record, what can be read goes into a new file; what cannot is counted.",
        str(path.with_name(f"{path.stem}-saved{path.suffix}")),
        wrong=lambda text: "Something is there already" if Path(text).expanduser().exists() else "",
    )

    def saved_in(text: str | None) -> None:
        if text is None:
            offer_copy(app, damage)
            return
        app.open_database(partial(_save_and_open, app, workspace, Path(text).expanduser()))

    app.push_screen(question, saved_in)


def _save_and_open(app: MentorApp, damaged: Workspace, target: Path) -> str:
    """Save what is whole, and let the app open the new file instead of the damaged one."""
    from ..actions.salvaging import save_what_is_whole

    saved = save_what_is_whole(damaged, target)
    damaged.close()
    app.where = Workspace(
        database=target, programmes_folder=damaged.programmes_folder, clock=damaged.clock
    )
    return saved.sentences()
