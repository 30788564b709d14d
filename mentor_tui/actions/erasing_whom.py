"""Who is meant to be erased, and what every form and correction ever called them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ..domain.names import address_key, plain
from ..domain.records import Cohort, Correction, Record, SamePerson, Submission
from .deciding import find_person
from .roster_loading import load_roster
from .workspace import ActionError, Workspace

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Whom:
    """A person by every id, with the rows of forms, names and addresses that are theirs."""

    ids: frozenset[str]
    rows: tuple[Submission, ...]
    names: frozenset[str]
    addresses: frozenset[str]


def whom_to_erase(workspace: Workspace, who: str) -> Whom:
    """Return the one person who is meant.

    Raises:
        ActionError: nobody is meant, or several people.
    """
    rows = list(ever(workspace, Submission))
    corrections = list(ever(workspace, Correction))
    into = {one.person: one.into for one in ever(workspace, SamePerson)}
    person = _person_in_cohorts(workspace, who) or _person_in_rows(who, rows, corrections, into)
    ids = frozenset({person, *(one for one, other in into.items() if other == person)})
    own = tuple(row for row in rows if row.person in ids)
    said = [one for one in corrections if one.person in ids]
    names = {row.name for row in own} | {c.value for c in said if c.field == "name"}
    addresses = {row.email for row in own} | {c.value for c in said if c.field == "email"}
    return Whom(
        ids=ids,
        rows=own,
        names=frozenset(name.strip() for name in names if name.strip()),
        addresses=frozenset(one.strip() for one in addresses if one.strip()),
    )


def ever(workspace: Workspace, kind: type[R]) -> Iterable[R]:
    """Yield every record of a kind that the file still knows, those of undone steps too."""
    yield from workspace.store.all(kind)
    for entry in workspace.store.log():
        for one in entry.step.changes:
            if one.table == kind.table:
                yield from (kind(**values) for values in (one.before, one.after) if values)


def _person_in_cohorts(workspace: Workspace, who: str) -> str:
    """Return the id of the person whom cohorts know by an id, address or name; empty when there is none."""
    found = set()
    for cohort in workspace.store.all(Cohort):
        try:
            found.add(find_person(load_roster(workspace, cohort.name), who).id)
        except ActionError as error:
            if "more than one" in str(error):
                raise
    return _only(who, found)


def _person_in_rows(
    who: str,
    rows: Iterable[Submission],
    corrections: Iterable[Correction],
    into: dict[str, str],
) -> str:
    """Return whom rows of forms or corrections of any time know, as the person they were merged into.

    Raises:
        ActionError: nobody, or several people.
    """
    found = {row.person for row in rows if _is_called(who, row.person, row.name, row.email)}
    found |= {one.person for one in corrections if _is_corrected_to(who, one)}
    person = _only(who, {into.get(one, one) for one in found})
    if not person:
        raise ActionError(f"there is nobody {who!r} in any cohort")
    return person


def _is_called(who: str, person: str, name: str, email: str) -> bool:
    same_address = bool(email) and address_key(email) == address_key(who)
    return who == person or same_address or bool(name and plain(name) == plain(who))


def _is_corrected_to(who: str, one: Correction) -> bool:
    if one.field == "email":
        return _is_called(who, "", "", one.value)
    return one.field == "name" and _is_called(who, "", one.value, "")


def _only(who: str, found: set[str]) -> str:
    if len(found) > 1:
        raise ActionError(f"{who!r} is more than one person: {', '.join(sorted(found))}")
    return next(iter(found), "")
