"""The one place that makes an engine: owner-only file, write-ahead log, whole transactions."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from ..paths import make_private

BUSY_SECONDS = 10

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
)


def make_engine(path: Path) -> Engine:
    """Return an engine on a database file, which is made when it is missing.

    Raises:
        OSError: the folder or the file cannot be made or read.
        sqlite3.DatabaseError: the file is no database.
    """
    prepare_file(path)
    # No pool: a connection that a worker still holds when the program closes is closed with its work.
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def prepare_file(path: Path) -> None:
    """Make the file 0600, in a folder that is made 0700 when it is missing."""
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is not an ordinary file", str(path))
    make_private(path.parent)
    flags = os.O_RDWR | os.O_CREAT
    os.close(os.open(path, flags, 0o600))
    if hasattr(os, "getuid") and path.stat().st_uid == os.getuid() and path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _connected(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begun(connection: Connection) -> None:
    """Take the write lock at the beginning, so that a write never fails half-way; reads need none."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
