"""That erasing somebody was begun and is not finished: a mark beside the copies, which says nothing of the person."""

from __future__ import annotations

import os
from pathlib import Path

from .backup import folder_of

_NAME = "erasing-unfinished"
_WORDS = b"Erasing a person was begun here and is not finished. See `mentor-tui doctor`.\n"


def is_unfinished(database: Path) -> bool:
    """Say whether copies or files may still hold somebody whom the database holds no longer."""
    return (folder_of(database) / _NAME).exists()


def begin(database: Path) -> None:
    """Leave the mark, before anything is erased.

    Raises:
        OSError: it cannot be written.
    """
    folder = folder_of(database)
    folder.mkdir(mode=0o700, exist_ok=True)
    file = os.open(folder / _NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(file, _WORDS)
        os.fsync(file)
    finally:
        os.close(file)


def end(database: Path) -> None:
    """Take the mark away: all is done, or nothing was."""
    (folder_of(database) / _NAME).unlink(missing_ok=True)
