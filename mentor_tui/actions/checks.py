"""Checks before lists and letters go out: what blocks them, in words."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.names import is_address
from ..domain.records import Pair
from ..domain.roster import Roster
from ..domain.side_words import side_words


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something to settle before the lists go out. `blocking` stops an export."""

    kind: str
    people: tuple[str, ...]
    sentence: str
    blocking: bool = True


def check_roster(roster: Roster) -> list[Finding]:
    """Return everything to settle about the decided pairs, in the order of pairs."""
    findings: list[Finding] = []
    for pair in roster.decided:
        findings += _pair_findings(roster, pair)
    for helper, taken in sorted(roster.taken.items()):
        if not roster.peers and taken > roster.places(helper):
            findings.append(
                Finding(
                    kind="places",
                    people=(helper,),
                    sentence=f"{roster.name(helper)} has {side_words(roster).learners_counted(taken)} for {roster.places(helper)} places.",
                )
            )
    return findings


def _pair_findings(roster: Roster, pair: Pair) -> list[Finding]:
    """Return everything to settle about one decided pair."""
    findings = [] if pair.reason else _blocked(roster, pair)
    findings += _requests(roster, pair)
    findings += _names(roster, pair)
    findings += _addresses(roster, pair)
    both = (pair.helper, pair.learner)
    if roster.programme.liaisons and not pair.liaison:
        words = f"{roster.pair_name(pair)} has no liaison yet; assign the liaisons first."
        findings.append(Finding(kind="liaison", people=both, sentence=words))
    if pair.changed:
        words = f"{roster.pair_name(pair)}: an answer changed since this was decided."
        findings.append(Finding(kind="changed", people=both, sentence=words, blocking=False))
    return findings


def _blocked(roster: Roster, pair: Pair) -> list[Finding]:
    """Return the rules that stand against a pair without a reason."""
    twos = [(pair.helper, pair.learner)]
    if pair.third:
        twos += [(pair.helper, pair.third), (pair.learner, pair.third)]
    return [
        Finding(kind="blocked", people=two, sentence=f"{roster.pair_name(pair)}: {block.sentence}")
        for two in twos
        for block in roster.blocks(*two)
    ]


def _requests(roster: Roster, pair: Pair) -> list[Finding]:
    """Return what people of a pair asked for and nobody has read."""
    findings = []
    for person in pair.people:
        applicant = roster.people.get(person)
        for flag in applicant.open_flags if applicant else ():
            if flag.kind == "request":
                text = " ".join(flag.text.split())
                words = f"{roster.name(person)} asks: {text[:120]!r} (not cleared)."
                findings.append(Finding(kind="request", people=(person,), sentence=words))
    return findings


def _names(roster: Roster, pair: Pair) -> list[Finding]:
    """Return who of a pair would be greeted by nothing but an address."""
    findings = []
    for person in pair.people:
        applicant = roster.people.get(person)
        if applicant is not None and not applicant.name:
            words = f"{roster.name(person)} gave no name; correct it, or letters greet an address."
            findings.append(Finding(kind="name", people=(person,), sentence=words))
    return findings


def _addresses(roster: Roster, pair: Pair) -> list[Finding]:
    """Return who of a pair cannot be written to."""
    findings = []
    for person in pair.people:
        applicant = roster.people.get(person)
        if applicant is not None and not is_address(applicant.email):
            words = f"{roster.name(person)} has no e-mail address for letters."
            findings.append(
                Finding(kind="address", people=(person,), sentence=words, blocking=False)
            )
    return findings
