"""The one way out: whatever a command prints passes here, so that no text is obeyed by a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from ..domain.visible import visible


class SafeStream:
    """A stream in which control characters and direction marks are shown instead of obeyed.

    Whoever stops reading stops no command half-way: what is to be written then goes nowhere. Where answers
    are asked for, `must_be_read` ends the command instead.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._must_be_read = False
        self.lost: OSError | None = None
        """Why nothing of it arrives any more; None as long as it does."""
        # A sign that the console does not have is written as its number; nothing is left half written.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")

    def write(self, text: str) -> int:
        """Write a text with everything in it visible; line breaks stay."""
        try:
            self._stream.write(visible(text, lines=True))
        except OSError as error:
            self._lose(error)
        return len(text)

    def flush(self) -> None:
        """Write out what is waiting."""
        try:
            self._stream.flush()
        except OSError as error:
            self._lose(error)

    def rewrite_line(self, text: str) -> None:
        """Put a text in the place of the last line of a terminal, without a line break."""
        try:
            self._stream.write(f"\r\x1b[K{visible(text)}")
            self._stream.flush()
        except OSError as error:
            self._lose(error)

    def must_be_read(self) -> None:
        """Let a reader who has gone end the command from now on: nobody is asked unheard.

        Raises:
            OSError: nobody reads any more.
        """
        self._must_be_read = True
        if self.lost is not None:
            raise self.lost

    def _lose(self, error: OSError) -> None:
        self.lost = self.lost or error
        self._stream = _led_nowhere(self._stream)
        if self._must_be_read:
            raise error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def one_way_out() -> Iterator[None]:
    """Let both streams be safe ones while a command runs."""
    before = sys.stdout, sys.stderr
    safe = [SafeStream(stream) if stream is not None else _nowhere() for stream in before]
    sys.stdout, sys.stderr = safe
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def ask_nobody_unheard() -> None:
    """Let the command end when nobody reads its questions any more.

    Raises:
        OSError: nobody does.
    """
    if isinstance(sys.stdout, SafeStream):
        sys.stdout.must_be_read()


def lost_output() -> OSError | None:
    """Return why nothing of the output arrives any more; None as long as it does."""
    return sys.stdout.lost if isinstance(sys.stdout, SafeStream) else None


def lost_messages() -> OSError | None:
    """Return the same of the messages beside the output."""
    return sys.stderr.lost if isinstance(sys.stderr, SafeStream) else None


def _led_nowhere(stream: TextIO) -> TextIO:
    """Return what a stream is written to when nobody takes it: what still waits in it is not tried again either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())
    except (OSError, ValueError, AttributeError):
        return _nowhere()
    finally:
        os.close(nowhere)
    return stream


def _nowhere() -> TextIO:
    """Return a stream for output that nobody reads, as where a window program starts this one."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 (it lives as long as the program)
