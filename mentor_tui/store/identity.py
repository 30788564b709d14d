"""Whether a file is this program's own, and whether it is still the file that was opened."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .migrations import SCHEMA
from .shape import ForeignShape, check_shape

APPLICATION_ID = 0x4D544D49
"""The mark in the head of every database of this program."""

_FIRST_TABLES = {"cohort", "submission", "pair", "log", "memory", "standing", "same_person"}
"""Tables of a file that was made before the mark was set."""

_LAST_WITHOUT_MARK = 2
"""The last schema number of such a file."""

_NAME_ANOTHER = "; nothing in it was changed. Name another file"

_KINDS = (
    (stat.S_ISDIR, "a folder and not an ordinary file; name a file in it"),
    (stat.S_ISSOCK, "a socket and not an ordinary file; name another file"),
    (stat.S_ISFIFO, "a pipe and not an ordinary file; name another file"),
    (stat.S_ISCHR, "a device and not an ordinary file; name another file"),
    (stat.S_ISBLK, "a device and not an ordinary file; name another file"),
)


class NotOurs(Exception):
    """A path names something that is no database of this program; the sentence says what."""


@dataclass(frozen=True, kw_only=True)
class FileIdentity:
    """The device and the number of a file: another file at the same path has others."""

    device: int
    inode: int


def identity_of(path: Path) -> FileIdentity | None:
    """Return the identity of the file at a path, or None when nothing is there."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return FileIdentity(device=state.st_dev, inode=state.st_ino)


def check_place(path: Path) -> None:
    """Refuse what is no ordinary file: memory, a folder, a socket.

    Raises:
        NotOurs: the sentence says what it is.
        OSError: it cannot be looked at.
    """
    if path.name == ":memory:" or str(path).startswith("file:"):
        raise NotOurs(f"{path} is not the name of a file; give the path of a file")
    if not path.exists():
        return
    mode = path.stat().st_mode
    for is_kind, words in _KINDS:
        if is_kind(mode):
            raise NotOurs(f"{path} is {words}")


def check_owner(path: Path) -> None:
    """Refuse a database of another program, without touching it; an empty file is nobody's yet.

    Raises:
        NotOurs: the sentence says so.
        ForeignShape: it is ours, and somebody else put something into it that would run with it.
        sqlite3.DatabaseError: the file is no database, or damaged.
        OSError: it cannot be read.
    """
    if not path.exists() or not path.stat().st_size:
        return
    with closing(sqlite3.connect(looking_only(path), uri=True)) as connection:
        if not is_ours(connection):
            raise NotOurs(f"{path} is a database of another program{_NAME_ANOTHER}")
        version = _schema_number(connection)
        has_tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version < 0 or (has_tables and not version):
            raise NotOurs(f"{path} has the schema number {version}, which no version ever wrote")
        if version <= SCHEMA:
            check_shape(connection, version)


def is_ours(connection: sqlite3.Connection) -> bool:
    """Say whether an open database has the mark of this program, is older than the mark, or holds nothing at all."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark:
        return bool(mark == APPLICATION_ID)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    number = _schema_number(connection)
    may_lack_it = number <= _LAST_WITHOUT_MARK or number > SCHEMA  # the latter is refused as newer
    return not tables or (may_lack_it and tables >= _FIRST_TABLES)


def _schema_number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def has_our_mark(path: Path) -> bool:
    """Say whether a file is certainly a database of this program, and not an empty one."""
    if path.is_symlink() or not path.is_file() or not path.stat().st_size:
        return False
    try:
        with closing(sqlite3.connect(looking_only(path), uri=True)) as connection:
            has_tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            return bool(has_tables) and is_ours(connection)
    except sqlite3.Error:
        return False


def what_stands_against(path: Path) -> str:
    """Say in words why a file is not opened as one of this program's; nothing where it is, or is newer."""
    try:
        check_owner(path)
    except NotOurs as error:
        return str(error).removesuffix(_NAME_ANOTHER)
    except ForeignShape as error:
        return f"{path} holds what no version of this program put there, or lacks what it needs: {error}"
    except (sqlite3.Error, OSError):
        return f"{path} is not a database of this program, or it is damaged"
    return ""


def looking_only(path: Path) -> str:
    """Return an address that opens a file without leaving a trace beside it."""
    journal = path.with_name(path.name + "-wal")
    waiting = journal.exists() and journal.stat().st_size > 0
    return f"{path.absolute().as_uri()}?mode=ro{'' if waiting else '&immutable=1'}"
