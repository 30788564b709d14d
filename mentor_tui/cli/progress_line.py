"""How far a long command is, on one line of a terminal; nothing where the output goes elsewhere."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ..actions.progress import Progress
from ..errors import Cancelled
from .way_out import SafeStream

_BETWEEN = 0.1
"""Seconds between two looks of the line."""


class _Line:
    def __init__(self, word: str) -> None:
        self._word, self._shown, self._cancelled = word, 0.0, False
        self._terminal = sys.stderr.isatty()

    def cancel(self, number: int, frame: FrameType | None) -> None:
        """Stop at the next step, so that nothing is half done; asked twice, stop at once."""
        if self._cancelled:
            raise KeyboardInterrupt
        self._cancelled = True

    def tell(self, done: int, of: int) -> None:
        """Show how much is done.

        Raises:
            Cancelled: Ctrl-C was pressed.
        """
        if self._cancelled:
            raise Cancelled
        now = time.monotonic()
        if self._terminal and now - self._shown >= _BETWEEN:
            self._shown = now
            _rewrite(f"{self._word}: {done} of {of}")

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            _rewrite("")


def _rewrite(text: str) -> None:
    if isinstance(sys.stderr, SafeStream):
        sys.stderr.rewrite_line(text)


@contextmanager
def progress_line(word: str) -> Iterator[Progress]:
    """Lend what tells how far a command is; Ctrl-C stops it at its next step."""
    line = _Line(word)
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, line.cancel) if main else None
    try:
        yield line.tell
    finally:
        line.clear()
        if main:
            signal.signal(signal.SIGINT, before)
