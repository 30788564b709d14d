"""How much of the screen each key of the board writes anew, on a real pseudo-terminal.

python -m tests.benchmarks.repaint
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mentor_tui.actions.demonstration import make_demonstration
from tests.emulator import Emulator
from tests.terminal import Terminal

KEYS = {
    "j next": b"j",
    "k before": b"k",
    "right, next candidate": b"\x1b[C",
    "left, candidate before": b"\x1b[D",
    "a accept": b"a",
    "u undo": b"u",
    "U redo": b"U",
    "s later": b"s",
    "x reject": b"x",
    "0 leave unplaced": b"0",
    "p pin": b"p",
    "Space mark": b" ",
    "b hide the numbers": b"b",
    "r sort again": b"r",
    "G last": b"G",
    "g first": b"g",
}
WHOLE_FRAMES = b"\x1b[?2026;2$y"
"""What a terminal answers that shows whole frames alone, so that each can be looked at by itself."""
SIZES = ((80, 24), (160, 45))


@dataclass(frozen=True, kw_only=True)
class Repaint:
    """What a key wrote: lines in all, lines that were the same before, moves, where the cursor stands after."""

    key: str
    lines: int
    same: tuple[int, ...]
    moves: int
    cursor: tuple[int, int]


class Watched:
    """The app on a pseudo-terminal whose cells are kept."""

    def __init__(self, words, environment, size):
        self.terminal = Terminal(words, environment, size)
        self.screen = Emulator(*size)
        self._read = 0

    def wait(self, mark=b"accept"):
        self.terminal.press(WHOLE_FRAMES)
        self.terminal.until(mark, 60)
        self.settle(1.2)

    def settle(self, quiet=0.7):
        """Wait until nothing is painted any more, and take what was painted."""
        self.terminal.settled(quiet, 6.0)
        seen = self.terminal.seen
        self.screen.feed(seen[self._read :])
        self._read = len(seen)

    def press(self, key, word=""):
        """Press a key and return what it wrote."""
        self.screen.begin()
        self.terminal.press(key)
        self.settle()
        return Repaint(
            key=word or repr(key),
            lines=len(self.screen.written),
            same=tuple(sorted(self.screen.same)),
            moves=self.screen.moves,
            cursor=(self.screen.row, self.screen.column),
        )


def watched_demonstration(folder, size, **environment):
    """Return the app on a demonstration of its own."""
    path = folder / f"demonstration-{size[0]}.sqlite"
    make_demonstration(path)
    settings = folder / "mentor-tui"
    settings.mkdir(exist_ok=True)
    (settings / "settings.json").write_text('{"cohort": "nlls-spring-2027"}', encoding="utf-8")
    surroundings = {**os.environ, "XDG_CONFIG_HOME": str(folder), "TERM": "xterm-256color"}
    words = [sys.executable, "-m", "mentor_tui", "--database", str(path)]
    return Watched(words, surroundings | environment, size)


def repaints(folder, size, keys=None):
    """Return what each key of the board writes at a size."""
    watched = watched_demonstration(folder, size)
    try:
        watched.wait()
        return [watched.press(key, word) for word, key in (keys or KEYS).items()]
    finally:
        watched.terminal.close()


def main():
    failed = False
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            print(f"{size[0]} x {size[1]}")
            for paint in repaints(Path(name), size):
                failed = failed or bool(paint.same)
                wrong = f"   UNCHANGED BUT WRITTEN: lines {paint.same}" if paint.same else ""
                print(
                    f"  {paint.key:26} {paint.lines:3} lines, {paint.moves:3} moves, cursor {paint.cursor}{wrong}"
                )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
