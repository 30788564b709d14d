"""The one place that makes an engine: owner-only file, write-ahead log, whole transactions."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from ..paths import make_private
from .identity import FileIdentity, check_owner, check_place, identity_of

BUSY_SECONDS = 10

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
)


class FileChanged(Exception):
    """The file that was opened is not at its path any more; it carries what is: gone or another."""


def make_engine(path: Path) -> tuple[Engine, FileIdentity]:
    """Return an engine on a database file, which is made when it is missing, and which file that is.

    Raises:
        NotOurs: the path is no file, or the file is another program's.
        OSError: the folder or the file cannot be made or read.
        sqlite3.DatabaseError: the file is no database.
    """
    check_place(path)
    check_owner(path)
    prepare_file(path)
    identity = identity_of(path)
    if identity is None:
        raise FileChanged("gone")

    def connect() -> sqlite3.Connection:
        check_same_file(path, identity)
        address = f"{path.absolute().as_uri()}?mode=rw"
        return sqlite3.connect(address, uri=True, check_same_thread=False, timeout=BUSY_SECONDS)

    # No pool: a connection that a worker still holds when the program closes is closed with its work.
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine, identity


def check_same_file(path: Path, identity: FileIdentity) -> None:
    """Refuse to go on when the path names no file any more, or another one.

    Raises:
        FileChanged: it does.
    """
    present = identity_of(path)
    if present != identity:
        raise FileChanged("gone" if present is None else "another")


def prepare_file(path: Path) -> None:
    """Make the file 0600, in a folder that is made 0700 when it is missing."""
    make_private(path.parent)
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
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
