"""Liaisons: committee members, and the pairs they look after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..domain.names import content_id, plain
from ..domain.records import Change, Liaison, LogEntry, Pair, Step, change
from ..domain.roster import Roster
from ..intake.readers import FileRejected, read_tables
from .people_meant import pair_meant
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive

_HEADINGS = {
    "name": ("name", "full name", "committee member", "liaison", "your name", "member"),
    "email": ("email", "e mail", "email address", "e mail address", "mail"),
    "organisation": (
        "library",
        "organisation",
        "organization",
        "institution",
        "employer",
        "library name",
        "place of work",
    ),
}


@exclusive
def import_liaisons(workspace: Workspace, cohort: str, path: Path) -> LogEntry | None:
    """Take committee members from a list with name, address and library; None when all are known.

    Raises:
        Refused: the file is no such list.
    """
    workspace.cohort(cohort)
    rows = read_tables(path)[0].rows
    columns = {name: _column(rows[0], words) for name, words in _HEADINGS.items()}
    if columns["name"] is None or columns["email"] is None:
        raise FileRejected(
            f"{path.name}, line 1: a list of liaisons has the headings Name, Email and Library"
        )
    changes: list[Change] = []
    seen: set[str] = set()
    for row in rows[1:]:
        after = _member(cohort, row, columns)
        if after is None or after.id in seen:
            continue
        seen.add(after.id)
        before = workspace.store.find(Liaison, cohort=cohort, id=after.id)
        if before != after:
            changes.append(change(before, after))
    if not seen:
        raise FileRejected(
            f"{path.name} has no committee members; give each a row with name, e-mail and library"
        )
    if not changes:
        return None
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="liaisons",
            sentence=f"Imported {len(changes)} liaisons",
            changes=tuple(changes),
        )
    )


def _member(cohort: str, row: Sequence[str], columns: Mapping[str, int | None]) -> Liaison | None:
    """Return the committee member of a row, or None where it names nobody."""
    found = {
        name: row[at].strip() if at is not None and at < len(row) else ""
        for name, at in columns.items()
    }
    if not found["name"]:
        return None
    key = content_id("liaison", found["email"].casefold(), plain(found["name"]))
    return Liaison(cohort=cohort, id=key, **found)


def _column(headings: list[str], words: tuple[str, ...]) -> int | None:
    keys = [plain(heading) for heading in headings]
    exact = next((at for at, key in enumerate(keys) if key in words), None)
    return (
        exact
        if exact is not None
        else next((at for at, key in enumerate(keys) if any(w in key for w in words[:3])), None)
    )


@exclusive
def assign_liaisons(workspace: Workspace, cohort: str) -> LogEntry | None:
    """Give every decided pair without a liaison one; loads differ by one at most where libraries allow it."""
    roster = load_roster(workspace, cohort)
    if not roster.liaisons:
        raise ActionError(
            "there are no liaisons yet; import the committee's list, with name, e-mail and library (L in Pairs; `liaisons import FILE`)"
        )
    chosen = spread(roster)
    changes = [
        change(pair, pair.with_(liaison=liaison))
        for pair, liaison in chosen
        if pair.liaison != liaison
    ]
    if not changes:
        return None
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="liaisons",
            sentence=f"Assigned liaisons to {len(changes)} pairs",
            changes=tuple(changes),
        )
    )


def spread(roster: Roster) -> list[tuple[Pair, str]]:
    """Return a liaison for each decided pair: the present one kept, new ones as evenly as can be.

    Nobody looks after a pair with someone of their own library. Loads differ by one at most
    whenever that is possible; what came before is evened out. Where several ways are equally
    even, a liaison whose library is of the pair's type is preferred.
    """
    from ..matching.spreading import spread_evenly

    pairs = sorted(roster.decided, key=lambda pair: (pair.helper, pair.learner))
    liaisons = sorted(roster.liaisons, key=lambda one: one.id)
    known = {one.id for one in liaisons}
    load = Counter(pair.liaison for pair in pairs if pair.liaison in known)
    open_pairs = [pair for pair in pairs if pair.liaison not in known]
    chosen = spread_evenly(
        loads=[load[one.id] for one in liaisons],
        allowed=[
            [_may_look_after(roster, one.organisation, pair) for pair in open_pairs]
            for one in liaisons
        ],
        suits=[[_suits(roster, one, pair) for pair in open_pairs] for one in liaisons],
    )
    kept = [(pair, pair.liaison) for pair in pairs if pair.liaison in known]
    return kept + [
        (pair, liaisons[at].id if at is not None else "")
        for pair, at in zip(open_pairs, chosen, strict=True)
    ]


def _suits(roster: Roster, liaison: Liaison, pair: Pair) -> int:
    """Return how many of a pair work in a library of the liaison's type, as its name says it."""
    own = set(plain(liaison.organisation).split())
    types = _types(roster, pair)
    return sum(bool(set(plain(one).split()) & own - _ANY_LIBRARY) for one in types)


_ANY_LIBRARY = {"library", "libraries", "the", "of", "and"}


def _types(roster: Roster, pair: Pair) -> list[str]:
    people = [roster.people[one] for one in pair.people if one in roster.people]
    return [
        one.short(name) for one in people for name in ("library_type", "sector") if one.short(name)
    ]


def _may_look_after(roster: Roster, organisation: str, pair: Pair) -> bool:
    own = plain(organisation)
    return not own or all(
        plain(roster.people[person].organisation) != own
        for person in (pair.helper, pair.learner, pair.third)
        if person in roster.people
    )


@exclusive
def set_liaison(workspace: Workspace, cohort: str, who: str, liaison: str) -> LogEntry:
    """Give a pair, named by its id or by a person of it, another liaison, named by id, address or name."""
    roster = load_roster(workspace, cohort)
    pair = pair_meant(roster, [who])
    found = find_liaison(roster, liaison)
    sentence = f"{found.name} looks after {roster.pair_name(pair)}"
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="liaisons",
            sentence=sentence,
            changes=(change(pair, pair.with_(liaison=found.id)),),
            people=(pair.learner, pair.helper),
        )
    )


def find_liaison(roster: Roster, who: str) -> Liaison:
    """Return the liaison with an id, an address or a name.

    Raises:
        ActionError: nobody or several are meant.
    """
    found = [
        one for one in roster.liaisons if plain(who) in (plain(one.name), plain(one.email), one.id)
    ]
    if len(found) != 1:
        raise ActionError(f"there is no one liaison {who!r}; `liaisons` lists them")
    return found[0]
