"""The files that the program wrote elsewhere, known again by folder, size and hash; never by a name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import Session, select

from .tables import WrittenFileRow, table_of


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is known of the written files: their folders, and sizes and hashes of what was in them."""

    folders: tuple[Path, ...]
    contents: frozenset[tuple[int, str]]

    def wrote(self, path: Path) -> bool:
        """Say whether a file holds exactly what the program once wrote.

        Raises:
            OSError: it cannot be read.
        """
        if path.is_symlink() or not path.is_file():
            return False
        size = path.stat().st_size
        if not any(size == known for known, _ in self.contents):
            return False
        return (size, digest_of(path)) in self.contents

    def files(self) -> list[Path]:
        """Return the files in the known folders that the program wrote, by path."""
        found = []
        for folder in self.folders:
            if folder.is_dir():
                found += [path for path in folder.iterdir() if self._surely_wrote(path)]
        return sorted(set(found))

    def _surely_wrote(self, path: Path) -> bool:
        try:
            return self.wrote(path)
        except OSError:
            return False


def digest_of(path: Path) -> str:
    """Return the hash of what a file holds."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def note(connection: Connection, cohort: str, paths: Iterable[Path], at: str) -> None:
    """Keep in which folders files were written, and what they hold."""
    rows = {}
    for path in paths:
        if path.is_file():
            folder, digest = str(path.absolute().parent), digest_of(path)
            row = {"folder": folder, "digest": digest, "size": path.stat().st_size}
            rows[folder, digest] = row | {"cohort": cohort, "at": at}
    if rows:
        table = table_of(WrittenFileRow.__tablename__)
        connection.execute(table.insert().prefix_with("OR REPLACE"), list(rows.values()))


def noted(connection: Connection) -> Written:
    """Return what is known of the written files."""
    with Session(connection) as session:
        rows = list(session.exec(select(WrittenFileRow)))
    return Written(
        folders=tuple(sorted({Path(row.folder) for row in rows})),
        contents=frozenset((row.size, row.digest) for row in rows if row.digest),
    )


def forget(connection: Connection, contents: Iterable[tuple[int, str]]) -> None:
    """Keep no longer that files of these contents were written."""
    gone = set(contents)
    with Session(connection) as session:
        for row in session.exec(select(WrittenFileRow)):
            if (row.size, row.digest) in gone:
                session.delete(row)
        session.flush()
