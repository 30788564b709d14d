"""Erasing a person for good: first what would change is listed, then each file is done on its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..domain.forgetting import Traces
from ..domain.names import address_key
from ..domain.records import SamePerson, Submission
from ..errors import Cancelled, MentorError
from ..store import Store, StoreError, unfinished_erasing
from ..store.backup import BackupError, rewrite_copy, unfinished
from ..store.erased_people import ErasedPeople, keys_of
from ..store.erasing import Erasure
from ..store.written_files import digest_of
from .erasing_files import FilesFound, copies_to_clean, look_through
from .erasing_whom import NobodyMeant, Whom, all_ids, ever, whom_in_copies, whom_to_erase
from .progress import Progress
from .workspace import ActionError, Workspace


@dataclass(frozen=True, kw_only=True)
class ErasurePlan:
    """What erasing a person would change, and what it only found; nothing is written yet."""

    whom: Whom
    records: int
    copies: tuple[Path, ...]
    files: FilesFound
    traces: Traces


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What erasing a person did: records that went, copies cleaned, files removed; and what stayed.

    `failed` are files that name the person and could not be cleaned, each with the reason. `left` says in
    words what else is not done; empty when all is.
    """

    records: int
    copies: int
    removed: tuple[Path, ...]
    found: tuple[Path, ...]
    unread: tuple[Path, ...]
    failed: tuple[tuple[Path, str], ...]
    left: str


def plan_erasure(
    workspace: Workspace,
    who: str,
    folders: Sequence[Path] = (),
    progress: Progress | None = None,
) -> ErasurePlan:
    """Return what erasing a person would change.

    Args:
        workspace: the place.
        who: an id, an address or a whole name.
        folders: where written files were moved to; looked through with everything below.
        progress: is told how many files were looked through, and may stop it.

    Raises:
        Cancelled: `progress` stopped it; nothing is changed.
        ActionError: nobody is meant, or several people, or a folder is not there.
    """
    for folder in folders:
        if not folder.is_dir():
            raise ActionError(f"{folder} is no folder; nothing was erased")
    copies = tuple(copies_to_clean(workspace, folders))
    whom = _whom(workspace, who, copies)
    look = workspace.store.look_for(sorted(whom.ids), whom.names, whom.addresses)
    words = {*look.traces.ids, *look.traces.names, *look.traces.addresses}
    return ErasurePlan(
        whom=whom,
        records=look.records,
        copies=copies,
        files=look_through(workspace, folders, words, progress),
        traces=look.traces,
    )


def _whom(workspace: Workspace, who: str, copies: Sequence[Path]) -> Whom:
    """Return who is meant: in the database, else in a copy, else by the address of an erasing that was cut off."""
    try:
        return whom_to_erase(workspace, who)
    except NobodyMeant:
        whom = whom_in_copies(workspace, who, copies)
        if whom is not None:
            return whom
        cut_off = unfinished_erasing.is_unfinished(workspace.database)
        if cut_off and workspace.store.erased_people().has("", who):
            return Whom(ids=frozenset(), rows=(), names=frozenset(), addresses=frozenset({who}))
        raise


def carry_out(workspace: Workspace, plan: ErasurePlan, progress: Progress | None = None) -> Erased:
    """Erase the person of a plan from the database first, then from each copy and file on its own.

    Raises:
        StoreError: the database cannot be written; then nothing was changed anywhere.
        Cancelled: `progress` stopped it before the database was written; afterwards, what
            was not reached is among what failed.
    """
    keys = _keys(workspace, plan)
    tell = _Teller(progress, len(plan.copies) + len(plan.files.ours) + 1)
    tell.before_anything()
    done = _erase_in_database(workspace, plan, keys, tell)
    # Files come before copies: as long as a copy still holds the person, a second try knows who is meant.
    removed, unremoved = _remove(workspace, plan.files.ours)
    failed = []
    for number, path in enumerate(plan.copies, 1):
        tell.done(number)
        why = _STOPPED if tell.stopped else _clean_copy(workspace, path, plan, keys)
        failed += [(path, why)] if why else []
    for path in unfinished(workspace.database):
        path.unlink(missing_ok=True)
    if not failed and not unremoved:
        unfinished_erasing.end(workspace.database, keys)
    tell.done(tell.total)
    return Erased(
        records=done.records,
        copies=len(plan.copies) - len(failed),
        removed=tuple(removed),
        found=plan.files.others,
        unread=plan.files.unread,
        failed=(*failed, *unremoved),
        left=workspace.store.clear_free_pages(),
    )


def _erase_in_database(
    workspace: Workspace, plan: ErasurePlan, keys: Sequence[str], tell: _Teller
) -> Erasure:
    """Erase the person there, with a mark on the disk from before until every copy is done."""
    is_new = unfinished_erasing.begin(workspace.database, keys)
    try:
        with workspace.store.exclusive():
            done = workspace.store.erase(
                sorted(plan.whom.ids),
                plan.traces.names,
                plan.traces.addresses,
                tell.before_anything,
            )
            workspace.store.remember_erased(keys)
    except (MentorError, OSError):
        if is_new:
            unfinished_erasing.end(workspace.database, keys)
        raise
    return done


_STOPPED = "it was stopped before its turn; erase the person again there"


class _Teller:
    """Tells how far erasing is; a wish to stop that comes after the database was written is kept, not raised."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self.total, self.stopped = progress, total, False

    def before_anything(self) -> None:
        """Tell that nothing is done yet, and stop here if that is wished."""
        if self._progress is not None:
            self._progress(0, self.total)

    def done(self, number: int) -> None:
        """Tell how many steps are done."""
        try:
            if self._progress is not None and not self.stopped:
                self._progress(number, self.total)
        except Cancelled:
            self.stopped = True


def erase(workspace: Workspace, who: str, folders: Sequence[Path] = ()) -> Erased:
    """Plan and carry out at once."""
    return carry_out(workspace, plan_erasure(workspace, who, folders))


def erase_again(workspace: Workspace, erased: ErasedPeople) -> int:
    """Erase whoever came back although they had been erased; return how many people."""
    rows = list(ever(workspace.store, Submission))
    back = {row.person for row in rows if erased.has(row.person, row.email)}
    for person in sorted(back):
        if any(row.person == person for row in ever(workspace.store, Submission)):
            whom = whom_to_erase(workspace, person)
            workspace.store.erase(sorted(whom.ids), whom.names, whom.addresses)
    if back:
        workspace.store.clear_free_pages()
    return len(back)


def _keys(workspace: Workspace, plan: ErasurePlan) -> list[str]:
    """Return what to remember: addresses that are nobody else's; an id where there is none."""
    others = {
        address_key(row.email)
        for row in workspace.store.all(Submission)
        if row.person not in plan.whom.ids
    }
    own = [address for address in plan.traces.addresses if address_key(address) not in others]
    keys = {address_key(address) for address in own}
    covered = {row.person for row in plan.whom.rows if address_key(row.email) in keys}
    return keys_of(sorted(plan.whom.ids - covered), own)


def _clean_copy(workspace: Workspace, path: Path, plan: ErasurePlan, keys: Sequence[str]) -> str:
    """Erase the person in a copy; return why that failed, or nothing. The old copy stays until the new one stands.

    A copy that is known by what is in it is known again afterwards: somebody else may be erased next.
    """
    is_known = path in workspace.store.written().files((path.suffix.casefold(),))

    def job(beside: Path) -> None:
        _erase_in(Store(beside, workspace.clock, copies=False), plan, keys)

    try:
        rewrite_copy(path, job)
        if is_known:
            workspace.store.note_written("", [path])
    except (StoreError, BackupError) as error:
        return str(error)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _erase_in(store: Store, plan: ErasurePlan, keys: Iterable[str]) -> None:
    try:
        ids = all_ids(plan.whom.ids, store.all(SamePerson))
        store.erase(sorted(ids), plan.traces.names, plan.traces.addresses)
        store.remember_erased(keys)
        problem = store.clear_free_pages()
    finally:
        store.close()
    if problem:
        raise StoreError(problem)


def _remove(
    workspace: Workspace, paths: Iterable[Path]
) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Remove files that are as the program wrote them; return those, and those that stay with the reason."""
    removed, failed, contents = [], [], []
    written = workspace.store.written()
    for path in paths:
        try:
            if not written.wrote(path):
                failed.append((path, "it changed in the meantime"))
                continue
            content = (path.stat().st_size, digest_of(path))
            path.unlink()
        except OSError as error:
            failed.append((path, error.strerror or str(error)))
            continue
        removed.append(path)
        contents.append(content)
    workspace.store.forget_written(contents)
    return removed, failed
