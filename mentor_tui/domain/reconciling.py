"""Two coordinators' work on one cohort brought together: what both can have, and where they disagree. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .records import Change, Contact, Pair, PersonStatus, Record, change
from .roster import DECIDED

Key = tuple[str, tuple[Any, ...]]
Records = Mapping[Key, Record]

_UNIMPORTANT = ("at", "arrival", "changed", "reason", "file", "line")
"""Fields in which two records may differ and still be the same decision."""


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Two decisions that cannot both count: the records of each side, and the changes that make theirs count."""

    mine: tuple[Record, ...]
    theirs: tuple[Record, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Merged:
    """What both sides agree on, as changes to mine, and where they disagree."""

    changes: tuple[Change, ...]
    disagreements: tuple[Disagreement, ...]


def keyed(records: Iterable[Record]) -> dict[Key, Record]:
    """Return records by table and key."""
    return {(record.table, tuple(record.identity().values())): record for record in records}


def merge_records(
    mine: Records, theirs: Records, base: Records | None, places: Callable[[str], int], peers: bool
) -> Merged:
    """Merge two states of a cohort.

    Args:
        mine: the records here.
        theirs: the records that came.
        base: the records that both started from, or None when that is not known: then nothing here is taken away
            without asking.
        places: how many learners a helper can have.
        peers: whether anybody may be in one pair only.
    """
    changes, disagreements = _record_by_record(mine, theirs, base)
    crossing = _Crossing(mine, theirs, places, peers)
    agreed = []
    for each_change in sorted(changes, key=_order):
        disagreement = crossing.against(each_change)
        if disagreement is None:
            crossing.take(each_change)
            agreed.append(each_change)
        else:
            disagreements.append(disagreement)
    agreed += _new_contacts(mine, theirs)
    return Merged(tuple(agreed), tuple(disagreements))


def _record_by_record(
    mine: Records, theirs: Records, base: Records | None
) -> tuple[list[Change], list[Disagreement]]:
    """Compare record by record: a side that did not touch one since the common start gives way."""
    changes: list[Change] = []
    disagreements: list[Disagreement] = []
    for key in sorted(mine.keys() | theirs.keys(), key=str):
        here, there = mine.get(key), theirs.get(key)
        start = base.get(key) if base is not None else None
        if (
            key[0] == Contact.table
            or _same(here, there)
            or (base is not None and _same(there, start))
        ):
            continue
        if base is None and there is None:
            continue
        if here is None or (base is not None and _same(here, start)):
            changes.append(change(here, there))
        else:
            disagreements.append(
                Disagreement(
                    mine=(here,), theirs=(there,) if there else (), changes=(change(here, there),)
                )
            )
    return changes, disagreements


def _same(first: Record | None, second: Record | None) -> bool:
    if first is None or second is None:
        return first is second
    ours, others = first.values(), second.values()
    return all(ours[name] == others[name] for name in ours if name not in _UNIMPORTANT)


def _order(one: Change) -> tuple[bool, str, str, str]:
    """What takes away comes first, so that what comes finds the room; then what was decided first."""
    at = str((one.after or {}).get("at", ""))
    return (one.after is not None, one.table, at, str(one.key))


def _new_contacts(mine: Records, theirs: Records) -> list[Change]:
    """Return the contacts that only they noted, numbered after mine."""

    def content(one: Record) -> tuple[Any, ...]:
        return tuple(value for name, value in one.values().items() if name not in ("number", "at"))

    known = {content(contact) for contact in mine.values() if isinstance(contact, Contact)}
    number = max(
        (contact.number for contact in mine.values() if isinstance(contact, Contact)), default=0
    )
    changes = []
    for each_contact in sorted(
        (contact for contact in theirs.values() if isinstance(contact, Contact)),
        key=lambda contact: contact.number,
    ):
        if content(each_contact) not in known:
            number += 1
            changes.append(change(None, each_contact.with_(number=number)))
    return changes


class _Crossing:
    """Finds decisions that stand in each other's way though their records differ: two pairs for one place."""

    def __init__(
        self, mine: Records, theirs: Records, places: Callable[[str], int], peers: bool
    ) -> None:
        self._agreed = [pair.identity() for pair in _decided(mine) if _stands(pair, theirs)]
        self._pairs = [
            pair for pair in mine.values() if isinstance(pair, Pair) and pair.state in DECIDED
        ]
        self._standings = [status for status in mine.values() if isinstance(status, PersonStatus)]
        self._places, self._peers = places, peers
        self._came: list[dict[str, Any]] = []

    def take(self, one: Change) -> None:
        """Count a change as done."""
        self._pairs = [
            pair for pair in self._pairs if one.table != Pair.table or pair.identity() != one.key
        ]
        self._standings = [
            s for s in self._standings if one.table != PersonStatus.table or s.identity() != one.key
        ]
        after = _after(one)
        if isinstance(after, Pair) and after.state in DECIDED:
            self._pairs.append(after)
            self._came.append(after.identity())
        elif isinstance(after, PersonStatus):
            self._standings.append(after)

    def against(self, one: Change) -> Disagreement | None:
        """Return the disagreement that a change would make with what stands here, or None."""
        after = _after(one)
        in_the_way: Sequence[Record] = ()
        if isinstance(after, Pair) and after.state in DECIDED:
            in_the_way = self._against_pair(after)
        elif isinstance(after, PersonStatus):
            in_the_way = [pair for pair in self._pairs if after.person in self._bound(pair)]
        if not in_the_way or after is None:
            return None
        removed = tuple(change(each, None) for each in in_the_way)
        return Disagreement(mine=tuple(in_the_way), theirs=(after,), changes=(*removed, one))

    def _against_pair(self, pair: Pair) -> list[Record]:
        bound = self._bound(pair)
        others = [each_pair for each_pair in self._pairs if each_pair.identity() != pair.identity()]
        records: list[Record] = [pair for pair in others if bound & self._bound(pair)]
        full = [
            each_pair
            for each_pair in others
            if each_pair.helper == pair.helper and each_pair not in records
        ]
        if not self._peers and not records and len(full) >= self._places(pair.helper):
            records += self._giving_way(full)
        return records + [status for status in self._standings if status.person in bound]

    def _giving_way(self, full: Sequence[Pair]) -> list[Pair]:
        """Return the pair decided last that only this side has; what both had agreed on never gives way."""
        kept = [*self._agreed, *self._came]
        free = [pair for pair in full if pair.identity() not in kept]
        return sorted(free, key=lambda pair: (pair.at, pair.helper, pair.learner))[-1:]

    def _bound(self, pair: Pair) -> set[str]:
        """Return the people of a pair who can be in one pair only."""
        return set(pair.people) if self._peers else {pair.learner}


def _after(one: Change) -> Record | None:
    kind = {Pair.table: Pair, PersonStatus.table: PersonStatus}.get(one.table)
    return kind(**one.after) if kind is not None and one.after is not None else None


def _decided(records: Records) -> list[Pair]:
    return [pair for pair in records.values() if isinstance(pair, Pair) and pair.state in DECIDED]


def _stands(pair: Pair, records: Records) -> bool:
    """Say whether a decided pair is decided on the other side too, with the same people."""
    there = records.get((Pair.table, tuple(pair.identity().values())))
    return isinstance(there, Pair) and there.state in DECIDED and there.third == pair.third
