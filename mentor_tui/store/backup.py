"""Consistent copies of a database, by SQLite's own backup: by hand and automatic ones, thinned with age."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from ..errors import BackupError as BackupError
from ..paths import make_private
from .engine import BUSY_SECONDS
from .identity import is_ours, what_stands_against
from .migrations import SCHEMA
from .raw_records import is_as_its_log_says

Result = TypeVar("Result")

NEWEST, DAYS, WEEKS = 10, 14, 52
"""How many automatic copies stay: the newest, then one a day, then one a week."""

_AUTOMATIC = re.compile(r"-(\d{5})-(\d{4}-\d\d-\d\d)-\d{6}-[a-z]+\.sqlite$")


_MARK = (
    "SELECT count(*), coalesce(max(number), 0), coalesce(sum(state = 'undone'), 0), "
    "coalesce(sum(state = 'dropped'), 0), (SELECT user_version FROM pragma_user_version), "
    "(SELECT at || sentence FROM log ORDER BY number DESC LIMIT 1) FROM log"
)


_UNREADABLE = (
    "SELECT (SELECT count(*) FROM log WHERE NOT json_valid(changes) OR NOT json_valid(people)) + "
    "(SELECT count(*) FROM submission WHERE NOT json_valid(answers) OR NOT json_valid(roles))"
)


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
        _pour(source, beside)
        with closing(sqlite3.connect(beside)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except sqlite3.Error as error:
        raise BackupError("the disk is full" if "full" in str(error) else str(error)) from None
    finally:
        for path in (
            beside,
            *(beside.with_name(beside.name + ending) for ending in ("-wal", "-shm", "-journal")),
        ):
            path.unlink(missing_ok=True)


def bring_back(source: Path, database: Path) -> None:
    """Put a copy's content in the place of a database's; a program that has it open sees the new content.

    Where the database is damaged beyond that, its file is replaced.

    Raises:
        OSError: the database cannot be written.
        BackupError: the copy cannot be read, or another program holds the database.
    """
    try:
        if database.exists() and database.stat().st_size:
            _pour(source, database)
            return
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "full" in str(error):
            raise BackupError(str(error)) from None
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    copy_database(source, database)


def look_into_copy(path: Path, job: Callable[[Path], Result]) -> Result:
    """Let a job look into a copy: at its double, so that the copy stays as it is.

    Raises:
        OSError, BackupError, or what the job raises.
    """
    beside = path.with_name(f".{path.name}.anew")
    copy_database(path, beside)
    try:
        return job(beside)
    except sqlite3.Error as error:
        raise BackupError(str(error)) from None
    finally:
        _remove_whole(beside)


def rewrite_copy(path: Path, job: Callable[[Path], None]) -> None:
    """Let a job change a copy beside its place; it takes the place when it stands, else the old one stays.

    Raises:
        OSError, BackupError, or what the job raises: the copy is as it was.
    """
    beside = path.with_name(f".{path.name}.anew")
    copy_database(path, beside)
    try:
        job(beside)
        with closing(sqlite3.connect(beside)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")
            sound = alone.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            raise BackupError("it is damaged")
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    except sqlite3.Error as error:
        raise BackupError(str(error)) from None
    finally:
        _remove_whole(beside)


def _remove_whole(path: Path) -> None:
    """Remove a database with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def unfinished(database: Path) -> list[Path]:
    """Return what copies that were cut off left in the folder of copies."""
    paths = folder_of(database).glob(f".{_escaped(database.stem)}-*")
    return sorted(path for path in paths if ".part" in path.name or ".anew" in path.name)


def _pour(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(_read_only(source), uri=True, timeout=BUSY_SECONDS)) as reader,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as writer,
    ):
        reader.backup(writer)


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


def folder_of(database: Path) -> Path:
    """Return the folder of a database's copies."""
    return database.parent / "backups"


def copies_of(database: Path) -> list[Path]:
    """Return the automatic copies of a database, oldest first, by their number, whatever the clock said."""
    paths = [
        path
        for path in folder_of(database).glob(f"{_escaped(database.stem)}-*.sqlite")
        if _parts(path)[0]
    ]
    return sorted(paths, key=lambda path: path.name)


def keep_copy(database: Path, why: str, moment: datetime) -> Path | None:
    """Make an automatic copy, unless the newest one holds the same; thin the older ones.

    Args:
        database: the file.
        why: one word for the name: start, migration, import, erase.
        moment: the present, for the name.

    Returns:
        Where the copy is, or None when there is nothing new to copy.

    Raises:
        OSError: the copy cannot be written.
        BackupError: the database cannot be read.
    """
    copies, mark = copies_of(database), mark_of(database)
    if (mark is not None and not mark[0]) or (copies and mark_of(copies[-1]) == mark):
        return None
    folder = folder_of(database)
    make_private(folder)
    number = _parts(copies[-1])[0] + 1 if copies else 1
    target = folder / f"{database.stem}-{number:05d}-{moment:%Y-%m-%d-%H%M%S}-{why}.sqlite"
    copy_database(database, target)
    for path in thinned([*copies, target]):
        path.unlink(missing_ok=True)
    return target


def thinned(copies: Iterable[Path]) -> list[Path]:
    """Return the copies that go, given all of them, oldest first."""
    newest_first = list(reversed(list(copies)))
    days: dict[date, Path] = {}
    weeks: dict[tuple[int, int], Path] = {}
    for path in newest_first[NEWEST:]:
        day = date.fromisoformat(_parts(path)[1])
        if day not in days and len(days) < DAYS:
            days[day] = path
        elif day not in days:
            weeks.setdefault(day.isocalendar()[:2], path)
    stay = {*newest_first[:NEWEST], *days.values(), *list(weeks.values())[:WEEKS]}
    return [path for path in newest_first if path not in stay]


def _parts(path: Path) -> tuple[int, str]:
    """Return the number, from 1, and the day of an automatic copy; (0, "") for other files."""
    match = _AUTOMATIC.search(path.name)
    return (int(match[1]), match[2]) if match else (0, "")


def _escaped(stem: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", stem)


def mark_of(path: Path) -> tuple[object, ...] | None:
    """Return values that differ when two databases hold different logs, or None when it cannot be read."""
    try:
        with closing(
            sqlite3.connect(_read_only(path), uri=True, timeout=BUSY_SECONDS)
        ) as connection:
            mark = tuple(connection.execute(_MARK).fetchone())
            counted = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'change_count'"
            ).fetchone()
            if counted:
                mark += tuple(connection.execute("SELECT number FROM change_count").fetchone())
            return mark
    except sqlite3.Error:
        return None


def is_newer(path: Path) -> bool:
    """Say whether a file was written by a newer version of the program."""
    try:
        with closing(sqlite3.connect(_read_only(path), uri=True)) as connection:
            return bool(connection.execute("PRAGMA user_version").fetchone()[0] > SCHEMA)
    except sqlite3.Error:
        return False


def newest_good(database: Path) -> tuple[Path, str] | None:
    """Return the newest automatic copy that is whole, and what it holds in words.

    A copy of a file that was damaged already can be whole as a file: what it holds must be what its log says.
    """
    for path in reversed(copies_of(database)):
        summary = summary_of(path)
        if summary and not what_stands_against(path) and is_as_its_log_says(path):
            return path, summary
    return None


def summary_of(path: Path) -> str | None:
    """Return in words what a database file holds, or None when it is none of this program's, or damaged."""
    try:
        with closing(
            sqlite3.connect(_read_only(path), uri=True, timeout=BUSY_SECONDS)
        ) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                return None
            if not is_ours(connection) or connection.execute(_UNREADABLE).fetchone()[0]:
                return None
            cohorts = connection.execute("SELECT count(*) FROM cohort").fetchone()[0]
            pairs = connection.execute(
                "SELECT count(*) FROM pair WHERE state IN ('accepted', 'pinned')"
            ).fetchone()[0]
            newest = connection.execute("SELECT coalesce(max(at), 'never') FROM log").fetchone()[0]
    except sqlite3.Error:
        return None
    words = [
        f"{cohorts} {'cohort' if cohorts == 1 else 'cohorts'}",
        f"{pairs} decided {'pair' if pairs == 1 else 'pairs'}",
    ]
    return f"{', '.join(words)}, last written {newest}"
