"""The tour of the demonstration: six keys, learned by pressing them."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from .text import QUIET, line


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One stop: the commands that complete it, the key, and what is said."""

    commands: tuple[str, ...]
    key: str
    words: str


STOPS: tuple[Stop, ...] = (
    Stop(
        commands=("open_cohort",),
        key="Enter",
        words="opens the cohort under the cursor on its matching board; j and k move.",
    ),
    Stop(
        commands=("why",),
        key="e",
        words="tells why this mentor is suggested. Esc closes what opens.",
    ),
    Stop(
        commands=("next_candidate",),
        key="right",
        words="shows the next candidate for the same person; left goes back.",
    ),
    Stop(
        commands=("accept",),
        key="a",
        words="accepts the pair on screen. It is saved at once, and the next person comes.",
    ),
    Stop(
        commands=("swap",),
        key="w",
        words="lists the others, who would have to move and what it costs. Esc, or Enter to take one.",
    ),
    Stop(
        commands=("undo",),
        key="u",
        words="takes the last decision back. It always works, also tomorrow.",
    ),
)

END = "That is all it takes. 1 to 5 are the screens, ? shows every key, E writes the final lists."


class Tour:
    """Where the tour stands."""

    def __init__(self) -> None:
        self._at = 0
        self.over = False

    def done(self, command: str) -> bool:
        """Take note that a command ran; say whether the tour went on."""
        if self.over:
            return False
        if self._at == len(STOPS):
            self.over = True
            return True
        if command in STOPS[self._at].commands:
            self._at += 1
            return True
        return False

    def line(self) -> Content:
        """Return what the tour says now."""
        if self._at == len(STOPS):
            return line(("TOUR  ", "$act bold"), END, ("   any key ends the tour", QUIET))
        stop = STOPS[self._at]
        return line(
            (f"TOUR {self._at + 1} of {len(STOPS)}  ", "$act bold"),
            (stop.key, "bold"),
            f"  {stop.words}",
            ("   T ends the tour", QUIET),
        )
