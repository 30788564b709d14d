"""The content of a file that was opened, also after somebody deleted or replaced it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_PIECE = 1 << 20


def hold(path: Path) -> int | None:
    """Keep a file's content in reach; None where a file that is held could not be renamed."""
    if sys.platform == "win32":
        return None
    return os.open(path, os.O_RDONLY)


def release(content: int | None) -> None:
    """Let the content go."""
    if content is not None:
        os.close(content)


def pour(content: int | None, target: Path) -> None:
    """Write the content to a place where nothing stands, 0600.

    Raises:
        OSError: it is not held, something stands there, or it cannot be written.
    """
    if content is None:
        raise OSError(errno.EBADF, "the content of the file is not in reach")
    file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        offset = 0
        while piece := os.pread(content, _PIECE, offset):
            os.write(file, piece)
            offset += len(piece)
        os.fsync(file)
    finally:
        os.close(file)
