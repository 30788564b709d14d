"""Files appear whole or not at all, readable by their owner only, under names that every system takes."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from ..paths import make_private

_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"com{n}" for n in range(1, 10)),
    *(f"lpt{n}" for n in range(1, 10)),
}

_MANY = 100
"""From how many files on the disk is asked once for all of them, and not for each: that costs a thousandth."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it there, 0600.

    Raises:
        OSError: it cannot be written; what stood there before still does.
    """
    write_together([(path, data)])


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write files beside their places, and only when all of them are whole rename them there, 0600.

    Raises:
        OSError: one cannot be written; what stood in every place before still does.
    """
    waiting: dict[str, Path] = {}
    together = len(files) > _MANY and hasattr(os, "sync")
    try:
        for path, data in files:
            beside = f"{path.parent}{os.sep}.{path.name}.{os.getpid()}.part"
            waiting[beside] = path
            _write(beside, data, at_once=not together)
        if together:
            os.sync()
        for beside in list(waiting):
            os.replace(beside, waiting[beside])  # noqa: PTH105 (twice as fast, with thousands of them)
            del waiting[beside]
    finally:
        for beside in waiting:
            Path(beside).unlink(missing_ok=True)


def _write(path: str, data: bytes, at_once: bool) -> None:
    """Write a new file; `at_once` it is on the disk when this returns."""
    number = _open_new(path)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(number, left) :]
        if at_once:
            os.fsync(number)
    finally:
        os.close(number)


def _open_new(path: str) -> int:
    """Open a file that nobody else has; what an evening that was cut off left there goes."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(path, flags, 0o600)
    except FileExistsError:
        Path(path).unlink()
        return os.open(path, flags, 0o600)


def prepare_folder(folder: Path) -> None:
    """Make a folder, 0700, when it is missing, and those above it."""
    make_private(folder)


def make_folders(folders: Iterable[Path]) -> None:
    """Make folders, 0700, when they are missing, and those above them."""
    for folder in sorted(folders):
        prepare_folder(folder)


def safe_name(text: str, fallback: str = "person") -> str:
    """Return a text as a part of a file name: letters, digits and hyphens, no reserved name."""
    folded = unicodedata.normalize("NFKD", text)
    kept = "".join(character for character in folded if not unicodedata.combining(character))
    name = re.sub(r"[^A-Za-z0-9]+", "-", kept).strip("-").lower()[:60].strip("-")
    return f"{name}-" if name in _RESERVED else name or fallback


def unused_name(name: str, taken: Container[str]) -> str:
    """Return a file's name, with a number where it is taken; `taken` holds small letters, as some systems compare."""
    number, candidate = 2, name
    while candidate.casefold() in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate
