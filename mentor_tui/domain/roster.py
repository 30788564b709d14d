"""A cohort as it stands: its people, what was decided, and what keeps two people apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..programmes import Programme
from .names import plain
from .people import DUPLICATE, Applicant, RoleEntry
from .records import Cohort, Liaison, Pair, PersonStatus

ACCEPTED, PINNED, REJECTED, APART, ENDED = "accepted", "pinned", "rejected", "kept-apart", "ended"
DECIDED = (ACCEPTED, PINNED)
LATER, UNPLACED, WITHDRAWN = "later", "unplaced", "withdrawn"

SAME_PERSON, SAME_LIBRARY, EARLIER = "same-person", "same-library", "met-earlier"
PERHAPS_SAME = "perhaps-same-person"
"""The rule that keeps two apart while nobody has said whether they are one person."""


_OF_PEOPLE_ALONE = ("people", "helpers", "learners", "library_keys", "perhaps_same")


@dataclass(frozen=True)
class Block:
    """A rule that keeps two people apart, and the sentence that says so."""

    rule: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Roster:
    """A cohort with its people (sorted by id) and every decision about them.

    `own_words` is the coordinator's own thesaurus: words of the trade that mean the same; `vectors`
    gives the vectors of sentences to the matching, where the goals are compared by meaning too.
    """

    cohort: Cohort
    programme: Programme
    applicants: tuple[Applicant, ...]
    pairs: tuple[Pair, ...] = ()
    statuses: tuple[PersonStatus, ...] = ()
    liaisons: tuple[Liaison, ...] = ()
    met: Mapping[frozenset[str], str] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    held_later: Mapping[str, int] = field(default_factory=dict)
    own_words: str = ""
    vectors: object = field(default=None, compare=False)

    def decided_otherwise(
        self, pairs: tuple[Pair, ...], statuses: tuple[PersonStatus, ...]
    ) -> Roster:
        """Return the same people with other decisions; what hangs on the people alone is not worked out again."""
        made = replace(self, pairs=pairs, statuses=statuses)
        for name in _OF_PEOPLE_ALONE:
            if name in self.__dict__:
                made.__dict__[name] = self.__dict__[name]
        return made

    @cached_property
    def people(self) -> dict[str, Applicant]:
        """The applicants by id."""
        return {applicant.id: applicant for applicant in self.applicants}

    @cached_property
    def pair_of(self) -> dict[tuple[str, str], Pair]:
        """The decisions about pairs, by helper and learner."""
        return {(pair.helper, pair.learner): pair for pair in self.pairs}

    @cached_property
    def decided(self) -> tuple[Pair, ...]:
        """The pairs that are accepted or pinned."""
        return tuple(pair for pair in self.pairs if pair.state in DECIDED)

    @cached_property
    def taken(self) -> Counter[str]:
        """How many places of each helper are used by decided pairs."""
        counts = Counter(pair.helper for pair in self.decided)
        if self.peers:
            counts.update(pair.learner for pair in self.decided)
            counts.update(pair.third for pair in self.decided if pair.third)
        return counts

    @cached_property
    def placed(self) -> dict[str, Pair]:
        """The decided pair of each learner, for peers of each person."""
        placed = {pair.learner: pair for pair in self.decided}
        if self.peers:
            placed |= {pair.helper: pair for pair in self.decided}
            placed |= {pair.third: pair for pair in self.decided if pair.third}
        return placed

    @cached_property
    def status_of(self) -> dict[str, str]:
        """Later or unplaced, by learner."""
        return {
            status.person: status.state
            for status in self.statuses
            if status.state in (LATER, UNPLACED)
        }

    @property
    def peers(self) -> bool:
        """Say whether this is one pool of peers."""
        return self.programme.shape == "peers"

    @cached_property
    def helpers(self) -> dict[str, RoleEntry]:
        """The people who can help, by id; eligible or not."""
        return self._side("peer" if self.peers else "helper")

    @cached_property
    def learners(self) -> dict[str, RoleEntry]:
        """The people who want to learn, by id; eligible or not."""
        return self._side("peer" if self.peers else "learner")

    def _side(self, side: str) -> dict[str, RoleEntry]:
        statuses = ((applicant.id, applicant.on_side(side)) for applicant in self.applicants)
        return {person: entry for person, entry in statuses if entry is not None}

    def places(self, helper: str) -> int:
        """Return how many places a helper has in this cohort, those that other cohorts hold taken off.

        A later cohort holds what is free here, and takes no place of a pair that stands.
        """
        entry = self.helpers.get(helper)
        places = max((entry.places if entry else 0) - self.held.get(helper, 0), 0)
        return max(places - self.held_later.get(helper, 0), min(places, self.taken[helper]))

    def free_places(self, helper: str) -> int:
        """Return how many places of a helper are not decided."""
        return max(self.places(helper) - self.taken[helper], 0)

    def key(self, helper: str, learner: str) -> tuple[str, str]:
        """Return the two as their pair is kept: for peers in the order of ids."""
        return (min(helper, learner), max(helper, learner)) if self.peers else (helper, learner)

    @cached_property
    def library_keys(self) -> dict[str, str]:
        """The library of each person as it is compared; empty when not known."""
        return {applicant.id: plain(applicant.organisation) for applicant in self.applicants}

    @cached_property
    def perhaps_same(self) -> frozenset[frozenset[str]]:
        """The two people each who may be one person, as long as nobody has settled it."""
        flagged: dict[str, list[str]] = {}
        for applicant in self.applicants:
            for flag in applicant.open_flags:
                if flag.kind == DUPLICATE:
                    flagged.setdefault(flag.key, []).append(applicant.id)
        return frozenset(frozenset(people) for people in flagged.values() if len(people) == 2)

    def blocks(self, helper: str, learner: str) -> tuple[Block, ...]:
        """Return every rule that keeps two people apart, places not counted."""
        blocks: list[Block] = []
        if helper == learner:
            return (Block(SAME_PERSON, "Nobody is paired with themselves."),)
        for person, entry in (
            (helper, self.helpers.get(helper)),
            (learner, self.learners.get(learner)),
        ):
            name = self.name(person)
            if entry is None:
                blocks.append(Block("role", f"{name} did not apply for this role."))
                continue
            if entry.verdict.status == WITHDRAWN:
                blocks.append(Block(WITHDRAWN, f"{name} has withdrawn."))
            elif not entry.eligible:
                rules = ", ".join(reason.rule for reason in entry.verdict.reasons)
                blocks.append(
                    Block(entry.verdict.status, f"{name} is {entry.verdict.status}: {rules}.")
                )
        if frozenset((helper, learner)) in self.perhaps_same:
            blocks.append(Block(PERHAPS_SAME, "They may be the same person; settle that first."))
        if self._same_library(helper, learner):
            blocks.append(Block(SAME_LIBRARY, f"Both are at {self.people[helper].organisation}."))
        state = self._parted(helper, learner)
        if state:
            blocks.append(Block(state, _STATE_SENTENCES[state]))
        earlier = self.met.get(frozenset((helper, learner)))
        if earlier is not None and not self.cohort.settings.get("meet_again"):
            blocks.append(Block(EARLIER, f"They were a pair in {earlier}."))
        return tuple(blocks)

    def _parted(self, helper: str, learner: str) -> str:
        """Return the state that keeps two people apart: rejected and kept apart hold both ways."""
        pair = self.pair_of.get(self.key(helper, learner))
        if pair is not None and pair.state in (REJECTED, APART, ENDED):
            return pair.state
        turned = self.pair_of.get(self.key(learner, helper))
        if turned is not None and turned.state in (REJECTED, APART):
            return turned.state
        return ""

    def _same_library(self, helper: str, learner: str) -> bool:
        if self.programme.same_library == "allow":
            return False
        first, second = self.library_keys.get(helper, ""), self.library_keys.get(learner, "")
        return bool(first) and first == second

    def name(self, person: str) -> str:
        """Return a person's name, their address when there is none, else the id."""
        applicant = self.people.get(person)
        return (applicant.name or applicant.email or person) if applicant else person

    def pair_name(self, pair: Pair) -> str:
        """Return the names of a pair, the learner first, the third of a trio last."""
        return " + ".join(
            self.name(person) for person in (pair.learner, pair.helper, pair.third) if person
        )


_STATE_SENTENCES = {
    REJECTED: "This pair was rejected.",
    APART: "These two are kept apart.",
    ENDED: "This pair has ended.",
}
