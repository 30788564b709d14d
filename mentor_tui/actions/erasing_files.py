"""Which files erasing may change, because this program provably wrote them, and which it only names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..outputs.mentions import mentions
from ..store.backup import folder_of
from ..store.identity import has_our_mark
from .progress import Progress, each
from .workspace import Workspace

READ = (
    ".csv",
    ".xlsx",
    ".json",
    ".md",
    ".html",
    ".eml",
    ".txt",
    ".mbox",
    ".ics",
    ".docx",
    ".tsv",
    ".xls",
    ".ods",
    ".pdf",
)
"""The endings of files that are looked through for the person."""

_DATABASES = (".sqlite", ".db")
_SHORTEST = 3
_LARGEST = 50_000_000


@dataclass(frozen=True, kw_only=True)
class FilesFound:
    """Files that name a person: ours are removed, others are listed; `unread` could not be looked through."""

    ours: tuple[Path, ...]
    others: tuple[Path, ...]
    unread: tuple[Path, ...]


def look_through(
    workspace: Workspace,
    folders: Sequence[Path],
    words: Iterable[str],
    progress: Progress | None = None,
) -> FilesFound:
    """Return the files that name a person, in folders with everything below, where files were written, and beside the database.

    Databases that will be cleaned as copies are not among them.
    """
    written = workspace.store.written()
    near = [path for folder in written.folders for path in _listed(folder)]
    near += _databases_beside(workspace)
    known = sorted(word for word in words if len(word) >= _SHORTEST)
    cleaned = frozenset(copies_to_clean(workspace, folders))
    ours, others, unread = list[Path](), list[Path](), list[Path]()
    for path in each(sorted({*near, *below(folders)} - cleaned), progress):
        try:
            if _is_read(workspace, path) and names_person(path, known):
                (ours if written.wrote(path) else others).append(path)
        except Exception:  # whatever an odd file holds, the others are still looked through
            unread.append(path)
            continue
        if path.suffix.casefold() in _DATABASES and _is_foreign(workspace, path):
            unread.append(path)
    return FilesFound(ours=tuple(ours), others=tuple(others), unread=tuple(unread))


def _databases_beside(workspace: Workspace) -> list[Path]:
    """Return the databases of this program in the folder of the database: copies that somebody made by hand."""
    return [
        path
        for path in _listed(workspace.database.absolute().parent)
        if path.suffix.casefold() in _DATABASES and _is_copy(workspace, path)
    ]


def _is_read(workspace: Workspace, path: Path) -> bool:
    """Say whether a file is looked through for the person."""
    if path.suffix.casefold() in _DATABASES:
        return _is_copy(workspace, path)
    return path.suffix.casefold() in READ and not _is_kept_elsewhere(workspace, path)


def names_person(path: Path, words: Sequence[str]) -> bool:
    """Say whether a file has one of the words, in its name or in what it says.

    Raises:
        Exception: it cannot be read, or is too large to be looked through.
    """
    if path.stat().st_size > _LARGEST:
        raise ValueError("too large")
    return mentions(path, words)


def copies_to_clean(workspace: Workspace, folders: Sequence[Path]) -> list[Path]:
    """Return every other database that is certainly this program's: copies, and those in the folders."""
    database = workspace.database
    known = [
        *folder_of(database).glob("*.sqlite"),
        *database.parent.glob(f"{database.stem}-replaced-*.sqlite"),
        *workspace.store.written().files(_DATABASES),
        *below(folders),
    ]
    return sorted({path for path in known if _is_copy(workspace, path)})


def below(folders: Sequence[Path]) -> list[Path]:
    """Return the files in folders and everything below; links are not followed."""
    return [
        path.absolute()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    ]


def _listed(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
    except OSError:
        return []


def _is_copy(workspace: Workspace, path: Path) -> bool:
    """Say whether a file is another database of this program, or stood as one among its copies."""
    if path.suffix.casefold() not in _DATABASES or _is_database(workspace, path):
        return False
    in_copies = path.parent == folder_of(workspace.database)
    return path.is_file() and (in_copies or has_our_mark(path))


def _is_foreign(workspace: Workspace, path: Path) -> bool:
    return not _is_copy(workspace, path) and not _is_database(workspace, path)


def _is_database(workspace: Workspace, path: Path) -> bool:
    return path.resolve() == workspace.database.resolve()


def _is_kept_elsewhere(workspace: Workspace, path: Path) -> bool:
    """Say whether a file is the program's own beside the database, and no list or letter."""
    return path.parent == folder_of(workspace.database)
