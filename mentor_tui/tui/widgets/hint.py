"""The last lines of an overlay: which keys do what there. A click on one presses it."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from ..text import MISSING, told

Key = tuple[str, str, str]
"""A key as the interface names it, as people read it, and what it does."""

CLOSE: Key = ("escape", "Esc", "changes nothing")


class Hint(Static):
    """Names keys; what is wrong with an answer can stand in their place."""

    def __init__(self, *keys: Key) -> None:
        super().__init__("", classes="hint", id="hint", markup=False)
        self._keys = keys

    def on_mount(self) -> None:
        """Show the keys."""
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys again."""
        parts = [
            Content.assemble(Content.styled(shown, "bold $act"), told(f" {words}")).stylize(
                Style.from_meta({"pressed": key}) if key else Style()
            )
            for key, shown, words in self._keys
        ]
        self.update(Content("   ").join(parts))

    def complain(self, sentence: str) -> None:
        """Say what is wrong in the place of the keys."""
        self.update(told(sentence, MISSING))

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("pressed")
        if key:
            self.app.simulate_key(str(key))
