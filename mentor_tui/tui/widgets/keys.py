"""The footer: the keys that matter, help first, as many as fit."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widgets import Input

from ..commands import Command, footer_of, key_label
from ..text import fitted, line
from .lines import Lines


class KeyBar(Lines):
    """Names the keys of a screen; a click on one presses it."""

    def __init__(self, screen_name: str) -> None:
        super().__init__(self._line, id="keys")
        self._screen_name = screen_name
        self._places: list[tuple[int, int, str]] = []

    def _line(self, width: int, height: int) -> list[Content]:
        parts: list[Content] = []
        self._places = []
        if isinstance(self.screen.focused, Input):
            return [
                fitted(
                    line(
                        ("Enter", "bold $act"),
                        " keeps it   ",
                        ("Esc", "bold $act"),
                        " closes the field",
                    ),
                    width,
                )
            ]
        at = 0
        for command in footer_of(self._screen_name):
            key = self._key_of(command)
            length = len(key_label(key)) + len(command.label) + 4
            if at + length - 1 > width:
                break
            parts.append(
                Content.assemble(
                    (f" {key_label(key)} ", "bold $background on $act"),
                    (f"{command.label} ", "$keyword"),
                )
            )
            self._places.append((at, at + length, key))
            at += length
        return [fitted(Content(" ").join(parts), width)]

    def _key_of(self, command: Command) -> str:
        """Return the key that is bound now: the coordinator may have changed it."""
        for key, binding in self.screen.active_bindings.items():
            if binding.binding.id == command.id and key == command.keys.split(",")[0]:
                return key
        changed = [
            key
            for key, active in self.screen.active_bindings.items()
            if active.binding.id == command.id
        ]
        return changed[0] if changed else command.keys.split(",")[0]

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for start, end, key in self._places:
            if start <= event.x < end:
                self.app.simulate_key(key)
