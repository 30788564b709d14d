"""The one way out: whatever a command prints passes here, so that no text is obeyed by a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from ..domain.visible import visible


class SafeStream:
    """A stream in which control characters and direction marks are shown instead of obeyed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        # A sign that the console does not have is written as its number; nothing is left half written.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")

    def write(self, text: str) -> int:
        """Write a text with everything in it visible; line breaks stay."""
        self._stream.write(visible(text, lines=True))
        return len(text)

    def rewrite_line(self, text: str) -> None:
        """Put a text in the place of the last line of a terminal, without a line break."""
        self._stream.write(f"\r\x1b[K{visible(text)}")
        self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def one_way_out() -> Iterator[None]:
    """Let both streams be safe ones while a command runs, and be written out at its end.

    Raises:
        BrokenPipeError: the reader of the output has gone.
    """
    before = sys.stdout, sys.stderr
    safe = [SafeStream(stream) if stream is not None else _nowhere() for stream in before]
    sys.stdout, sys.stderr = safe
    try:
        yield
        sys.stdout.flush()
    finally:
        sys.stdout, sys.stderr = before


def leave_closed_output() -> None:
    """Send what is still waiting for a reader who has gone to nowhere, so that the end is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = _nowhere()
    finally:
        os.close(nowhere)


def _nowhere() -> TextIO:
    """Return a stream for output that nobody reads, as where a window program starts this one."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 (it lives as long as the program)
