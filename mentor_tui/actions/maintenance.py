"""Keeping the database: copies, bringing one back, examining it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .. import __version__
from ..domain.records import Cohort, LogEntry, Pair, Step
from ..domain.roster import DECIDED
from ..outputs.files import write_whole
from ..paths import make_private
from ..store import StoreError
from ..store.backup import (
    BackupError,
    bring_back,
    copy_database,
    folder_of,
    is_newer,
    newest_good,
    summary_of,
)
from ..store.erased_people import ErasedPeople
from ..store.identity import what_stands_against
from ..store.unfinished_erasing import is_unfinished
from ..store.written_files import WrittenFile
from .erasing import erase_again
from .invariants import DECIDING, UNSETTLING, broken_rules
from .roster_loading import judged_roster
from .workspace import ActionError, Workspace


@dataclass(frozen=True)
class Examination:
    """What the doctor found: facts (what, found), and problems in words."""

    facts: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


def back_up(workspace: Workspace, target: Path | None = None) -> Path:
    """Copy the database and return where the copy is.

    Raises:
        ActionError: it cannot be read, or the copy not be written.
    """
    workspace.store.integrity()
    path = target or _unused(
        folder_of(workspace.database) / f"{workspace.database.stem}-{_stamp(workspace)}.sqlite"
    )
    try:
        make_private(path.parent)
        workspace.check_target(path)
        copy_database(workspace.database, path)
        if target is not None:
            workspace.store.note_written("", [path])
    except (OSError, BackupError) as error:
        raise ActionError(
            f"{path} cannot be written: {getattr(error, 'strerror', None) or error}"
        ) from None
    return path


@dataclass(frozen=True, kw_only=True)
class Damage:
    """A database that cannot be used, and the newest automatic copy that can."""

    sentence: str
    copy: Path | None
    holds: str


def find_damage(workspace: Workspace) -> Damage | None:
    """Say whether the file is damaged, as the app asks at its start; None when it can be used.

    Raises:
        StoreError: it cannot be opened for another reason, such as a permission.
    """
    try:
        store = workspace.store
        with store.snapshot():
            broken = store.integrity(quick=True) or store.content_problems()
    except StoreError as error:
        if "damaged" not in str(error):
            raise
        broken = [str(error)]
    if not broken:
        return None
    copy, holds = newest_good(workspace.database) or (None, "")
    return Damage(sentence=f"{workspace.database} is damaged.", copy=copy, holds=holds)


def keep_copy_at_start(workspace: Workspace) -> str:
    """Keep an automatic copy; return what stands against it in words, or nothing."""
    try:
        workspace.store.keep_copy("start")
    except StoreError as error:
        return str(error)
    return ""


def _stamp(workspace: Workspace) -> str:
    return workspace.now().replace(" ", "-").replace(":", "")


def _unused(path: Path) -> Path:
    """Return a path at which nothing stands: the given one, or one with a number."""
    number, matching_path = 2, path
    while matching_path.exists():
        matching_path = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return matching_path


def describe(path: Path) -> str:
    """Return in words what a copy holds.

    Raises:
        ActionError: it is no database of this program.
    """
    if not path.is_file():
        raise ActionError(f"{path} is not there; check the name and the folder")
    if is_newer(path):
        raise ActionError(f"{path} was written by a newer version; install that version first")
    against = what_stands_against(path)
    if against:
        raise ActionError(f"{against}. Nothing was replaced; choose another copy")
    summary = summary_of(path)
    if summary is None:
        raise ActionError(f"{path} is not a database of this program, or it is damaged")
    return summary


def restore(workspace: Workspace, source: Path) -> Path | None:
    """Put a copy in the place of the database; return where the replaced one is kept.

    People who were erased here stay erased, whatever the copy holds.

    Raises:
        ActionError: the copy is none, or a file cannot be written.
    """
    describe(source)
    if source.resolve() == workspace.database.resolve():
        raise ActionError(f"{source} is the database itself; choose a copy")
    remembered = _remembered(workspace)
    kept = _replace(workspace, source)
    workspace.store.raise_version(remembered.version)
    workspace.store.take_over_written(remembered.written)
    if remembered.erased:
        workspace.store.take_over_erased(remembered.erased)
        erase_again(workspace, remembered.erased)
    return kept


@dataclass(frozen=True, kw_only=True)
class _Remembered:
    """What a database knows that no copy may take away: who was erased, what was written where, its count of changes."""

    erased: ErasedPeople = field(default_factory=lambda: ErasedPeople(()))
    written: tuple[WrittenFile, ...] = ()
    version: int = 0


def _remembered(workspace: Workspace) -> _Remembered:
    """Return what the database knows; nothing where it cannot be read."""
    try:
        if workspace.database.exists() and workspace.database.stat().st_size:
            return _Remembered(
                erased=workspace.store.erased_people(),
                written=workspace.store.written().files_noted,
                version=workspace.store.data_version(),
            )
    except StoreError:
        pass
    return _Remembered()


def _replace(workspace: Workspace, source: Path) -> Path | None:
    kept = None
    workspace.close()
    try:
        if workspace.database.exists() and workspace.database.stat().st_size:
            kept = _unused(
                workspace.database.with_name(
                    f"{workspace.database.stem}-replaced-{_stamp(workspace)}.sqlite"
                )
            )
            try:
                copy_database(workspace.database, kept)
            except BackupError:
                write_whole(kept, workspace.database.read_bytes())
        bring_back(source, workspace.database)
    except (OSError, BackupError) as error:
        problem = getattr(error, "strerror", None) or error
        raise ActionError(
            f"{workspace.database} cannot be replaced: {problem}. Close other programs that use it."
        ) from None
    return kept


def examine(workspace: Workspace) -> Examination:
    """Check the database: SQLite's own test, and what must be true of every cohort."""
    try:
        with workspace.store.snapshot():
            return _examined(workspace)
    except StoreError as error:
        problems = (str(error),)
        facts = (("version", __version__), ("database", str(workspace.database)))
        return Examination((*facts, *_way_back(workspace, problems)), problems)


def _examined(workspace: Workspace) -> Examination:
    problems = [f"the file is damaged: {line}" for line in workspace.store.integrity()]
    problems += [
        f"the log does not lead to the present state: {line}"
        for line in workspace.store.content_problems()
    ]
    cohorts, log = workspace.store.all(Cohort), workspace.store.log()
    rules = _rules_of(workspace, cohorts, log)
    problems += rules.broken
    mode = oct(workspace.database.stat().st_mode & 0o777)
    if sys.platform != "win32" and workspace.database.stat().st_mode & 0o077:
        problems.append(
            f"{workspace.database} can be read by others (mode {mode}); run: chmod 600 on it"
        )
    if is_unfinished(workspace.database):
        problems.append(
            "erasing somebody was begun and not finished: copies or written files may still hold them; "
            "erase the same person again, by name or address"
        )
    facts = (
        ("version", __version__),
        ("database", str(workspace.database)),
        ("mode", mode),
        ("own programmes", str(workspace.programmes_folder)),
        ("cohorts", ", ".join(cohort.name for cohort in cohorts) or "none"),
        ("log", f"{len(log)} steps"),
        *(("to settle, see `check`", open_end) for open_end in rules.to_settle),
        *_way_back(workspace, problems),
    )
    return Examination(facts, tuple(problems))


@dataclass(frozen=True, kw_only=True)
class _Rules:
    """What stands against the rules of the cohorts: what must never be, and what `check` lets settle."""

    broken: tuple[str, ...]
    to_settle: tuple[str, ...]


def _rules_of(workspace: Workspace, cohorts: Sequence[Cohort], log: Sequence[LogEntry]) -> _Rules:
    """Look at every cohort; a damaged one hides no other."""
    decided = {pair.cohort for pair in workspace.store.all(Pair) if pair.state in DECIDED}
    problems, to_settle = list[str](), list[str]()
    for cohort in cohorts:
        try:
            workspace.programme_of(cohort)
            broken = (
                broken_rules(judged_roster(workspace, cohort)) if cohort.name in decided else []
            )
        except StoreError as error:
            problems.append(str(error))
            continue
        if broken:
            (to_settle if _changed_since(log, cohort.name) else problems).extend(broken)
    return _Rules(broken=tuple(problems), to_settle=tuple(to_settle))


def _way_back(workspace: Workspace, problems: Sequence[str]) -> list[tuple[str, str]]:
    """Return the newest good copy of a damaged file as a fact."""
    if not any("damaged" in problem or "does not lead" in problem for problem in problems):
        return []
    copy, holds = newest_good(workspace.database) or (None, "")
    return [("newest good copy", f"{copy} ({holds})" if copy else "none")]


def _changed_since(log: Sequence[LogEntry], cohort: str) -> bool:
    """Say whether, after the first decision, answers or rules changed in a way that may unsettle a pair lawfully."""
    decided = False
    for entry in reversed(log):
        if entry.undone or entry.step.cohort != cohort:
            continue
        decided = decided or entry.step.kind in DECIDING
        if decided and entry.step.kind in UNSETTLING:
            return True
        decided = decided or _brings_decided_pairs(entry.step)
    return False


def _brings_decided_pairs(step: Step) -> bool:
    """Say whether a step made pairs stand that were decided elsewhere: taken over, merged or saved."""
    return any(
        each_change.table == Pair.table and (each_change.after or {}).get("state") in DECIDED
        for each_change in step.changes
    )
