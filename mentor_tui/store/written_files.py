"""The files that the program wrote elsewhere, known again by folder, size and hash; never by a name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, and_
from sqlalchemy import select as sa_select

from .tables import WrittenFileRow, table_of


@dataclass(frozen=True, kw_only=True)
class WrittenFile:
    """A file that was written: its folder, and size and hash of what was in it; without a hash the folder alone."""

    folder: str
    digest: str
    size: int
    cohort: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is known of the written files."""

    files_noted: tuple[WrittenFile, ...]

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """Where files were written."""
        return tuple(sorted(Path(folder) for folder in {file.folder for file in self.files_noted}))

    @cached_property
    def contents(self) -> frozenset[tuple[int, str]]:
        """Sizes and hashes of what was in them."""
        return frozenset((file.size, file.digest) for file in self.files_noted if file.digest)

    @cached_property
    def _sizes(self) -> frozenset[int]:
        return frozenset(size for size, _ in self.contents)

    def wrote(self, path: Path) -> bool:
        """Say whether a file holds exactly what the program once wrote.

        Raises:
            OSError: it cannot be read.
        """
        if path.is_symlink() or not path.is_file():
            return False
        size = path.stat().st_size
        if size not in self._sizes:
            return False
        return (size, digest_of(path)) in self.contents

    def files(self, endings: Sequence[str] = ()) -> list[Path]:
        """Return the files in the known folders that the program wrote, by path; of some endings alone."""
        written = set()
        for folder in self.folders:
            for path in folder.iterdir() if folder.is_dir() else ():
                wanted = not endings or path.suffix.casefold() in endings
                if wanted and self._surely_wrote(path):
                    written.add(path)
        return sorted(written)

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
    files = []
    for path in paths:
        if path.is_file():
            files.append((path, path.stat().st_size, digest_of(path)))
    _keep(connection, cohort, files, at)


def note_contents(
    connection: Connection, cohort: str, files: Iterable[tuple[Path, bytes]], at: str
) -> None:
    """Keep what was just written where, without reading it again."""
    known = [(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files]
    _keep(connection, cohort, known, at)


def _keep(
    connection: Connection, cohort: str, files: Iterable[tuple[Path, int, str]], at: str
) -> None:
    written = []
    for path, size, digest in files:
        folder = str(path.absolute().parent)
        written.append(WrittenFile(folder=folder, digest=digest, size=size, cohort=cohort, at=at))
    take_over(connection, written)


def take_over(connection: Connection, files: Iterable[WrittenFile]) -> None:
    """Keep what another file knows of written files, beside what is known."""
    rows = {(file.folder, file.digest): asdict(file) for file in files}
    if rows:
        table = table_of(WrittenFileRow.__tablename__)
        connection.execute(table.insert().prefix_with("OR REPLACE"), list(rows.values()))


def noted(connection: Connection) -> Written:
    """Return what is known of the written files."""
    rows = connection.execute(sa_select(table_of(WrittenFileRow.__tablename__))).mappings()
    return Written(files_noted=tuple(WrittenFile(**row) for row in rows))


def forget(connection: Connection, contents: Iterable[tuple[int, str]]) -> None:
    """Keep no longer that files of these contents were written."""
    table = table_of(WrittenFileRow.__tablename__)
    for size, digest in set(contents):
        same = and_(table.c.size == size, table.c.digest == digest)
        connection.execute(table.delete().where(same))
