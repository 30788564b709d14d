"""Consistent copies of a database, by SQLite's own backup."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path


class BackupError(Exception):
    """A database could not be read for a copy."""


def copy_database(source: Path, target: Path) -> None:
    """Copy a database, also while others write to it; the copy appears whole or not at all, 0600.

    Raises:
        OSError: the target cannot be written.
        BackupError: the source cannot be read.
    """
    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        reader = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
        writer = sqlite3.connect(beside)
        with reader, writer:
            reader.backup(writer)
        reader.close()
        writer.close()
        beside.replace(target)
    except sqlite3.Error as error:
        raise BackupError(str(error)) from None
    finally:
        beside.unlink(missing_ok=True)


def summary_of(path: Path) -> str | None:
    """Return in words what a database file holds, or None when it is none of this program's."""
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                return None
            cohorts = connection.execute("SELECT count(*) FROM cohort").fetchone()[0]
            newest = connection.execute("SELECT coalesce(max(at), 'never') FROM log").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return f"{cohorts} cohorts, last written {newest}"
