"""What a database says, turned into sentences: what, where, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, IntegrityError

from ..errors import Conflict, FileLost, StoreError
from . import backup
from .engine import FileChanged
from .identity import NotOurs
from .migrations import SchemaTooNew
from .shape import ForeignShape

_WAY_BACK = "{way_back}"
_KNOWN = {
    "database or disk is full": "Not saved: the disk is full. Nothing changed; free some room and try again.",
    "database is locked": "{path} is being written by another program. Nothing changed; try again in a moment.",
    "attempt to write a readonly database": "Not saved: {path} may only be read. Nothing changed; check its permissions.",
    "file is not a database": "{path} is not a database of this program, or it is damaged.{way_back}",
    "database disk image is malformed": "{path} is damaged.{way_back}",
    "Could not decode to UTF-8": "{path} is damaged: a text in it cannot be read.{way_back}",
    "malformed JSON": "{path} is damaged: a record in it cannot be read.{way_back}",
    "malformed database schema": "{path} is damaged.{way_back}",
    "disk I/O error": "Not saved: the disk that holds {path} does not answer as it should. Nothing changed; check the drive.",
    "locking protocol": "{path} is on a drive that cannot lock files; move it to a folder of this machine.",
    "unable to open database file": "{path} cannot be opened; check the folder and its permissions.",
}


@contextmanager
def in_sentences(path: Path) -> Iterator[None]:
    """Turn a database's errors into sentences.

    Raises:
        StoreError: in the place of whatever the database raised.
    """
    try:
        yield
    except NotOurs as error:
        raise StoreError(f"{error}", "--database FILE") from None
    except ForeignShape as error:
        what = f"{path} is damaged, or something else changed it: {error}."
        raise damaged(path, what) from None
    except SchemaTooNew as error:
        raise StoreError(
            f"{path} was written by a newer version (schema {error}); install that version"
        ) from None
    except FileChanged as error:
        raise FileLost(_lost(path, str(error))) from None
    except IntegrityError:
        raise Conflict(
            "Not saved: this was changed elsewhere in the meantime. Nothing was written; look again."
        ) from None
    except DatabaseError as error:
        raise _error(path, str(error.orig)) from None
    except sqlite3.Error as error:
        raise _error(path, str(error)) from None
    except OSError as error:
        raise StoreError(
            f"{path} cannot be opened: {error.strerror or error}. Check the folder and its permissions."
        ) from None


def _lost(path: Path, what: str) -> str:
    happened = "was deleted or renamed" if what == "gone" else "was replaced by another file"
    return (
        f"{path} {happened} while it was open. Nothing was saved since; "
        "put the file back, or keep what is open in a new place."
    )


@contextmanager
def readable(path: Path, table: str) -> Iterator[None]:
    """Turn what a damaged record raises into a sentence; nothing of its content is said.

    Raises:
        StoreError: in the place of it.
    """
    try:
        with in_sentences(path):
            yield
    except (ValueError, TypeError, LookupError, AttributeError):
        raise damaged(path, f"{path} is damaged: a record of {table} cannot be read.") from None


def _error(path: Path, problem: str) -> StoreError:
    sentence = next((sentence for words, sentence in _KNOWN.items() if words in problem), "")
    if not sentence:
        return StoreError(f"Not saved: {problem}. Nothing changed.")
    if sentence.endswith(_WAY_BACK):
        return damaged(path, sentence.removesuffix(_WAY_BACK).format(path=path))
    return StoreError(sentence.format(path=path))


def damaged(path: Path, what: str) -> StoreError:
    """Return the error of a damaged file, with the copy that can be put in its place."""
    copy = backup.newest_good(path)
    if copy is None:
        way = "No automatic copy of it is whole; what can still be read can be saved in a new file"
        return StoreError(f"{what} {way}", "mentor-tui salvage FILE")
    name, age = copy
    return StoreError(
        f"{what} The newest good copy ({age}) can be brought back", f"mentor-tui restore {name}"
    )
