"""That erasing somebody was begun and is not finished: a mark beside the copies, which says nothing of the person.

The mark holds salted hashes, so that finishing one person's erasing does not end another's.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .backup import folder_of
from .erased_people import hashed

_NAME = "erasing-unfinished"


@dataclass(frozen=True, kw_only=True)
class _Mark:
    """The hashes of each person whose erasing is not finished."""

    salt: str
    people: tuple[frozenset[str], ...]

    def hashes(self, keys: Iterable[str]) -> frozenset[str]:
        """Return what stands for a person here."""
        return frozenset(hashed(self.salt, key) for key in keys)


def is_unfinished(database: Path) -> bool:
    """Say whether copies or files may still hold somebody whom the database holds no longer."""
    return _path(database).exists()


def begin(database: Path, keys: Iterable[str]) -> bool:
    """Leave the mark of a person before anything is erased; say whether it is a new one.

    Raises:
        OSError: it cannot be written.
    """
    mark = _read(database)
    hashes = mark.hashes(keys)
    if any(hashes & person for person in mark.people):
        return False
    _write(database, _Mark(salt=mark.salt, people=(*mark.people, hashes)))
    return True


def end(database: Path, keys: Iterable[str]) -> None:
    """Take the mark of a person away: all is done, or nothing was."""
    mark = _read(database)
    hashes = mark.hashes(keys)
    left = tuple(person for person in mark.people if not hashes & person)
    if left:
        _write(database, _Mark(salt=mark.salt, people=left))
    else:
        _path(database).unlink(missing_ok=True)


def _path(database: Path) -> Path:
    return folder_of(database) / _NAME


def _read(database: Path) -> _Mark:
    """Return the mark; an empty one where there is none, or none that can be read."""
    try:
        data = json.loads(_path(database).read_text(encoding="ascii"))
        people = tuple(frozenset(map(str, person)) for person in data["people"])
        return _Mark(salt=str(data["salt"]), people=people)
    except (OSError, ValueError, LookupError, TypeError):
        return _Mark(salt=secrets.token_hex(16), people=())


def _write(database: Path, mark: _Mark) -> None:
    """Write the mark whole or not at all, for the owner alone."""
    path = _path(database)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    beside = path.with_name(f".{_NAME}.part")
    data = {"salt": mark.salt, "people": [sorted(person) for person in mark.people]}
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(file, json.dumps(data).encode("ascii"))
        os.fsync(file)
    finally:
        os.close(file)
    beside.replace(path)
