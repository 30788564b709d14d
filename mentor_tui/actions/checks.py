"""Checks before lists and letters go out: what blocks them, in words."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.names import is_address
from ..domain.records import Pair
from ..domain.roster import Roster


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something to settle before the lists go out. `blocking` stops an export."""

    kind: str
    people: tuple[str, ...]
    sentence: str
    blocking: bool = True


def check_roster(roster: Roster) -> list[Finding]:
    """Return everything to settle about the decided pairs, in the order of pairs."""
    found: list[Finding] = []
    for pair in roster.decided:
        found += _pair_findings(roster, pair)
    for helper, taken in sorted(roster.taken.items()):
        if not roster.peers and taken > roster.places(helper):
            found.append(
                Finding(
                    kind="places",
                    people=(helper,),
                    sentence=f"{roster.name(helper)} has {taken} mentees for {roster.places(helper)} places.",
                )
            )
    return found


def _pair_findings(roster: Roster, pair: Pair) -> list[Finding]:
    both = (pair.helper, pair.learner)
    found = []
    if not pair.reason:
        three = [(pair.helper, pair.third), (pair.learner, pair.third)] if pair.third else []
        for one, other in [both, *three]:
            for block in roster.blocks(one, other):
                found.append(
                    Finding(
                        kind="blocked",
                        people=(one, other),
                        sentence=f"{roster.pair_name(pair)}: {block.sentence}",
                    )
                )
    for person in filter(None, (*both, pair.third)):
        applicant = roster.people.get(person)
        for flag in applicant.flags if applicant else ():
            if not flag.cleared and flag.kind == "request":
                text = " ".join(flag.text.split())
                found.append(
                    Finding(
                        kind="request",
                        people=(person,),
                        sentence=f"{roster.name(person)} asks: {text[:120]!r} (not cleared).",
                    )
                )
    for person in filter(None, (*both, pair.third)):
        if person in roster.people and not is_address(roster.people[person].email):
            found.append(
                Finding(
                    kind="address",
                    people=(person,),
                    sentence=f"{roster.name(person)} has no e-mail address for letters.",
                    blocking=False,
                )
            )
    if roster.programme.liaisons and not pair.liaison:
        found.append(
            Finding(
                kind="liaison",
                people=both,
                sentence=f"{roster.pair_name(pair)} has no liaison; `liaisons assign` gives one.",
            )
        )
    if pair.changed:
        found.append(
            Finding(
                kind="changed",
                people=both,
                sentence=f"{roster.pair_name(pair)}: an answer changed since this was decided.",
                blocking=False,
            )
        )
    return found
