"""Who is meant to be erased, and what every form and correction ever called them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..domain.names import address_key, plain
from ..domain.records import Correction, Record, SamePerson, Submission
from ..store import Store, StoreError
from ..store.backup import BackupError, look_into_copy
from .workspace import ActionError, Workspace

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Whom:
    """A person by every id, with the rows of forms, names and addresses that are theirs."""

    ids: frozenset[str]
    rows: tuple[Submission, ...]
    names: frozenset[str]
    addresses: frozenset[str]


class NobodyMeant(ActionError):
    """Nobody of that id, address or name is known."""


def whom_to_erase(workspace: Workspace, who: str) -> Whom:
    """Return the one person who is meant.

    Raises:
        NobodyMeant: nobody is.
        ActionError: several people are.
    """
    return whom_in(workspace.store, who)


def whom_in_copies(workspace: Workspace, who: str, copies: Iterable[Path]) -> Whom | None:
    """Return the person whom the copies still hold although the database does not; None where none does.

    So it is when erasing was cut off after the database was written, or a copy could not be cleaned.

    Raises:
        ActionError: several people are meant.
    """
    parts = []
    for path in copies:
        try:
            parts.append(look_into_copy(path, partial(_whom_beside, workspace, who)))
        except (NobodyMeant, StoreError, BackupError, OSError):
            continue
    if not parts:
        return None
    return Whom(
        ids=frozenset[str]().union(*(part.ids for part in parts)),
        rows=tuple({row.id: row for part in parts for row in part.rows}.values()),
        names=frozenset[str]().union(*(part.names for part in parts)),
        addresses=frozenset[str]().union(*(part.addresses for part in parts)),
    )


def _whom_beside(workspace: Workspace, who: str, beside: Path) -> Whom:
    store = Store(beside, workspace.clock, copies=False)
    try:
        return whom_in(store, who)
    finally:
        store.close()


def whom_in(store: Store, who: str) -> Whom:
    """Return the one person of a database who is meant.

    Raises:
        NobodyMeant: nobody is.
        ActionError: several people are.
    """
    rows = list(ever(store, Submission))
    corrections = list(ever(store, Correction))
    same = store.all(SamePerson)
    ids = all_ids(_ids_meant(who, rows, corrections), same)
    apart = [person_id for person_id in sorted(ids) if person_id not in all_ids({min(ids)}, same)]
    if apart:
        raise ActionError(f"{who!r} is more than one person: {', '.join(sorted(ids))}; use an id")
    own = tuple(row for row in rows if row.person in ids)
    matching_corrections = [correction for correction in corrections if correction.person in ids]
    names = {row.name for row in own} | {c.value for c in matching_corrections if c.field == "name"}
    addresses = {row.email for row in own} | {
        c.value for c in matching_corrections if c.field == "email"
    }
    return Whom(
        ids=ids,
        rows=own,
        names=frozenset(name.strip() for name in names if name.strip()),
        addresses=frozenset(address.strip() for address in addresses if address.strip()),
    )


def ever(store: Store, kind: type[R]) -> Iterable[R]:
    """Yield every record of a kind that the file still knows, those of undone steps too."""
    yield from store.all(kind)
    for entry in store.log():
        for change in entry.step.changes:
            if change.table == kind.table:
                yield from (kind(**values) for values in (change.before, change.after) if values)


def all_ids(ids: Iterable[str], same: Iterable[SamePerson]) -> frozenset[str]:
    """Return ids with every other id that is the same person: in any cohort, over any number of merges."""
    beside: dict[str, set[str]] = defaultdict(set)
    for merged in same:
        beside[merged.person].add(merged.into)
        beside[merged.into].add(merged.person)
    known, waiting = set[str](), list(ids)
    while waiting:
        person = waiting.pop()
        if person not in known:
            known.add(person)
            waiting += beside[person]
    return frozenset(known)


def _ids_meant(who: str, rows: Iterable[Submission], corrections: Iterable[Correction]) -> set[str]:
    """Return whom rows of forms or corrections of any time know: by id, else by address, else by name.

    Raises:
        ActionError: nobody.
    """
    called = [(submission.person, submission.name, submission.email) for submission in rows]
    called += [
        (correction.person, correction.value, "")
        for correction in corrections
        if correction.field == "name"
    ]
    called += [
        (correction.person, "", correction.value)
        for correction in corrections
        if correction.field == "email"
    ]
    for fits in (_has_id, _has_address, _has_name):
        ids = {names_of_row[0] for names_of_row in called if fits(who, *names_of_row)}
        if ids:
            return ids
    raise NobodyMeant(f"there is nobody {who!r} in any cohort")


def _has_id(who: str, person: str, name: str, email: str) -> bool:
    return who == person


def _has_address(who: str, person: str, name: str, email: str) -> bool:
    return bool(email.strip()) and address_key(email) == address_key(who)


def _has_name(who: str, person: str, name: str, email: str) -> bool:
    return bool(name.strip()) and plain(name) == plain(who)
