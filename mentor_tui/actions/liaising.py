"""Liaisons: committee members, and the pairs they look after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..domain.counted import pairs_counted
from ..domain.names import content_id, plain
from ..domain.records import Change, Liaison, LogEntry, Pair, Step, change
from ..domain.roster import Roster
from ..intake.readers import FileRejected, read_tables
from .liaison_tastes import suits, with_tastes
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
_TASTES = {
    "topics": ("topics", "interests", "areas of interest", "areas of expertise", "expertise"),
    "type": ("type of library", "library type", "kind of library"),
}
"""Columns that a committee's list may have: what decides between ways that are equally even."""

_NOT_NAMES = {word for words in _TASTES.values() for word in words}


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
    members = _members(cohort, rows, columns)
    if not members:
        raise FileRejected(
            f"{path.name} has no committee members; give each a row with name, e-mail and library"
        )
    new = _new(workspace, cohort, [liaison for liaison, _ in members])
    before = workspace.cohort(cohort)
    after = with_tastes(before, {liaison.id: words for liaison, words in members if words})
    changes = [*new, *([change(before, after)] if after != before else [])]
    if not changes:
        return None
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="liaisons",
            sentence=_imported(len(new)),
            changes=tuple(changes),
        )
    )


def _imported(number: int) -> str:
    if not number:
        return "Noted what the liaisons know about"
    return f"Imported {number} {'liaison' if number == 1 else 'liaisons'}"


def _members(
    cohort: str, rows: Sequence[Sequence[str]], columns: Mapping[str, int | None]
) -> list[tuple[Liaison, str]]:
    """Return the committee members of a list, each once, with what they know about."""
    known_about = [_exact_column(rows[0], words) for words in _TASTES.values()]
    members: dict[str, tuple[Liaison, str]] = {}
    for row in rows[1:]:
        liaison = _member(cohort, row, columns)
        if liaison is not None and liaison.id not in members:
            words = filter(None, (_cell(row, at) for at in known_about))
            members[liaison.id] = (liaison, "; ".join(words))
    return list(members.values())


def _new(workspace: Workspace, cohort: str, liaisons: Sequence[Liaison]) -> list[Change]:
    """Return the changes for liaisons that are not known yet, or not so."""
    changes = []
    for after in liaisons:
        before = workspace.store.find(Liaison, cohort=cohort, id=after.id)
        if before != after:
            changes.append(change(before, after))
    return changes


def _member(cohort: str, row: Sequence[str], columns: Mapping[str, int | None]) -> Liaison | None:
    """Return the committee member of a row, or None where it names nobody."""
    choices = {
        name: row[at].strip() if at is not None and at < len(row) else ""
        for name, at in columns.items()
    }
    if not choices["name"]:
        return None
    key = content_id("liaison", choices["email"].casefold(), plain(choices["name"]))
    return Liaison(cohort=cohort, id=key, **choices)


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _exact_column(headings: Sequence[str], words: tuple[str, ...]) -> int | None:
    keys = [plain(heading) for heading in headings]
    return next((at for at, key in enumerate(keys) if key in words), None)


def _column(headings: list[str], words: tuple[str, ...]) -> int | None:
    keys = [plain(heading) for heading in headings]
    exact = next((at for at, key in enumerate(keys) if key in words), None)
    return (
        exact
        if exact is not None
        else next(
            (
                at
                for at, key in enumerate(keys)
                if key not in _NOT_NAMES and any(w in key for w in words[:3])
            ),
            None,
        )
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
            sentence=f"Assigned liaisons to {pairs_counted(len(changes))}",
            changes=tuple(changes),
        )
    )


def spread(roster: Roster) -> list[tuple[Pair, str]]:
    """Return a liaison for each decided pair: the present one kept, new ones as evenly as can be.

    Nobody looks after a pair with someone of their own library. Loads differ by one at most
    whenever that is possible; what came before is evened out. Where several ways are equally
    even, a liaison is preferred who knows about the pair's topics or works in their type of library.
    """
    from ..matching.spreading import spread_evenly

    pairs = sorted(roster.decided, key=lambda pair: (pair.helper, pair.learner))
    liaisons = sorted(roster.liaisons, key=lambda liaison: liaison.id)
    known = {liaison.id for liaison in liaisons}
    load = Counter(pair.liaison for pair in pairs if pair.liaison in known)
    open_pairs = [pair for pair in pairs if pair.liaison not in known]
    chosen = spread_evenly(
        loads=[load[liaison.id] for liaison in liaisons],
        allowed=[
            [_may_look_after(roster, liaison.organisation, pair) for pair in open_pairs]
            for liaison in liaisons
        ],
        suits=[[suits(roster, liaison, pair) for pair in open_pairs] for liaison in liaisons],
    )
    kept = [(pair, pair.liaison) for pair in pairs if pair.liaison in known]
    return kept + [
        (pair, liaisons[at].id if at is not None else "")
        for pair, at in zip(open_pairs, chosen, strict=True)
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
    matching_liaison = find_liaison(roster, liaison)
    sentence = f"{matching_liaison.name} looks after {roster.pair_name(pair)}"
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="liaisons",
            sentence=sentence,
            changes=(change(pair, pair.with_(liaison=matching_liaison.id)),),
            people=(pair.learner, pair.helper),
        )
    )


def find_liaison(roster: Roster, who: str) -> Liaison:
    """Return the liaison with an id, an address or a name.

    Raises:
        ActionError: nobody or several are meant.
    """
    liaisons = [
        liaison
        for liaison in roster.liaisons
        if plain(who) in (plain(liaison.name), plain(liaison.email), liaison.id)
    ]
    if len(liaisons) != 1:
        raise ActionError(f"there is no one liaison {who!r}; `liaisons` lists them")
    return liaisons[0]
