"""The board's state: whose turn it is, which candidate is shown, what changed. No widget, no database."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from ..domain.names import plain
from ..domain.roster import LATER, UNPLACED
from ..matching.explain import PairExplanation, explain_pair
from ..matching.problem import Problem
from .turns import next_turn, still_there, who_moved

ORDERS = ("hardest first", "name", "state", "best fit")
"""The orders of the queue; the first is the one that a review begins with."""

SECTIONS = ("OPEN", "LATER", "DECIDED")
"""The sections of the queue in its first order; a decision moves nobody, only sorting again does."""

STATE_WORDS = {
    "A": "accepted",
    "P": "pinned",
    "S": "later",
    "U": "left unplaced",
    ".": "undecided",
    "-": "nobody eligible",
    "!": "blocking",
}

UNSURE = "unsure"
"""What a learner is filtered by whose suggestion is free or depends."""


@dataclass(frozen=True)
class QueueRow:
    """One learner in the queue."""

    person: str
    letter: str
    changed: bool
    marked: bool
    name: str
    helper: str
    fit: float | None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The figures of the top lines."""

    decided: int
    learners: int
    later: int
    unplaced: int
    left: int
    to_check: int
    free: int
    places: int


@dataclass(kw_only=True)
class Review:
    """The learners in a frozen order, with a cursor that stays with a person, never with a row."""

    problem: Problem
    order: list[str] = field(default_factory=list)
    cursor: str = ""
    changed: set[str] = field(default_factory=set)
    shown: dict[str, int] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)
    words: str = ""
    order_name: str = ORDERS[0]
    backwards: bool = False
    costs: dict[tuple[int, int], float] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    sure: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sure_before: Mapping[tuple[str, str], str] = field(default_factory=dict)
    at_end: bool = False

    def __post_init__(self) -> None:
        if not self.order:
            self.resort()

    def resort(self) -> None:
        """Sort the learners again, in the order that is chosen."""
        self.order = sorted(self.problem.learner_ids, key=self._place, reverse=self.backwards)
        self.sections = {}
        if self.order_name == ORDERS[0]:
            self.sections = {person: self._section(person) for person in self.order}
            self.order.sort(key=lambda person: SECTIONS.index(self.sections[person]))
        self.changed = set()
        if self.cursor not in self.problem.learner_at:
            self.cursor = self.next_open() or (self.order[0] if self.order else "")

    def _section(self, person: str) -> str:
        """Return the section of the queue in which a learner stands until it is sorted again."""
        if self.is_settled(person):
            return "DECIDED"
        return "LATER" if self.problem.roster.status_of.get(person) == LATER else "OPEN"

    def _place(self, person: str) -> tuple[object, ...]:
        """Return what sorts a learner: hardest is few good helpers, then a low best fit."""
        problem = self.problem
        at, name = problem.learner_at[person], problem.roster.name(person).casefold()
        if self.order_name == "name":
            return name, person
        if self.order_name == "state":
            return "!.S-UAP".index(self.letter(person)), name, person
        if self.order_name == "best fit":
            partner = self.partner(person)
            return -(problem.points(partner, at) if partner is not None else 0.0), name, person
        possible = problem.possible[:, at]
        best = int(problem.worth[:, at].max(where=possible, initial=0))
        good = int((possible & (problem.worth[:, at] * 2 >= best)).sum())
        return good, best, name, person

    def next_order(self) -> None:
        """Sort by the next order."""
        self.order_name = ORDERS[(ORDERS.index(self.order_name) + 1) % len(ORDERS)]
        self.resort()

    @property
    def listed(self) -> list[str]:
        """The learners whom the filter lets through, in order."""
        words = plain(self.words).split()
        return (
            [person for person in self.order if self._matches(person, words)]
            if words
            else self.order
        )

    def _matches(self, person: str, words: list[str]) -> bool:
        """Say whether every word stands in what is known of a learner: name, library, topics, goals, state, partner."""
        roster = self.problem.roster
        known, entry = roster.people[person], roster.learners[person]
        partner = self.partner(person)
        flags = "flag" if known.open_flags else ""
        text = plain(
            " ".join(
                [
                    known.name,
                    known.organisation,
                    *entry.wants,
                    entry.goals,
                    STATE_WORDS[self.letter(person)],
                    self._how_sure(person),
                    flags,
                    "changed" if person in self.changed else "",
                    "marked" if person in self.marked else "",
                    roster.name(self.problem.helper_ids[partner])
                    if partner is not None
                    else "nobody",
                ]
            )
        )
        return all(word in text for word in words)

    def _how_sure(self, person: str) -> str:
        """Return how certain a learner's suggestion is, in words to filter by.

        After a decision the words of before stand until it is worked out again, so that who walks
        the free and the depending pairs does not lose the list at every step.
        """
        partner = self.partner(person)
        if partner is None or self.is_settled(person):
            return ""
        pair = self.problem.roster.key(self.problem.helper_ids[partner], person)
        sure = (self.sure or self.sure_before).get(pair, "")
        return f"{sure} {UNSURE}" if sure in ("free", "depends") else sure

    def filter(self, words: str) -> bool:
        """Let those alone through who match the words; say whether there are any. No words: everybody."""
        before, self.words = self.words, words.strip()
        if not self.listed:
            self.words = before
            return False
        if self.cursor not in self.listed:
            self.cursor = self.next_open() or self.listed[0]
        return True

    def toggle(self, person: str) -> None:
        """Mark a learner, or take the mark away."""
        self.marked ^= {person}

    def mark_listed(self) -> None:
        """Mark every open learner whom the list shows; when all are marked already, none."""
        listed = {person for person in self.listed if not self.is_settled(person)}
        self.marked = self.marked - listed if listed <= self.marked else self.marked | listed

    @property
    def hidden_marks(self) -> int:
        """How many marked learners the filter hides."""
        return len(self.marked - set(self.listed))

    def marked_fits(self) -> list[float]:
        """Return the fits of the suggested pairs of marked open learners, the lowest first."""
        pairs = self.pairs_above(-1.0)
        return sorted(
            self.problem.points(self.problem.helper_at[h], self.problem.learner_at[le])
            for h, le in pairs
        )

    def pairs_above(self, least: float) -> list[tuple[str, str]]:
        """Return the suggested pairs (helper, learner) of learners who are marked, open and listed.

        Whom the filter hides is left out, however marked; `least` is the fewest points of a pair.
        """
        pairs: list[tuple[str, str]] = []
        for person in self.listed:
            at, partner = (
                self.problem.learner_at[person],
                self.problem.partner.get(self.problem.learner_at[person]),
            )
            if person in self.marked and not self.is_settled(person) and partner is not None:
                helper = self.problem.helper_ids[partner]
                twice = self.problem.peers and (person, helper) in pairs
                if self.problem.points(partner, at) >= least and not twice:
                    pairs.append((helper, person))
        return pairs

    def update(self, problem: Problem) -> int:
        """Take the problem after a decision; keep the order; return how many suggestions changed."""
        before, self.problem = self.problem, problem
        self.order = still_there(before, problem, self.order)
        moved = self._open_of(who_moved(before, problem, self.order))
        self.changed = self._open_of(self.changed) | moved
        self.marked = self._open_of(self.marked)
        self.sure_before = self.sure or self.sure_before
        self.costs, self.sure = {}, {}
        if self.cursor not in problem.learner_at:
            self.cursor = self.next_open() or (self.order[0] if self.order else "")
        return len(moved)

    def _open_of(self, people: set[str]) -> set[str]:
        """Return those of some people who are there and not settled."""
        known = people & self.problem.learner_at.keys()
        return {person for person in known if not self.is_settled(person)}

    def is_settled(self, person: str) -> bool:
        """Say whether a learner is placed or left unplaced."""
        return (
            person in self.problem.roster.placed
            or self.problem.roster.status_of.get(person) == UNPLACED
        )

    def letter(self, person: str) -> str:
        """Return the state letter of a learner."""
        roster = self.problem.roster
        pair = roster.placed.get(person)
        if pair is not None:
            blocked = not pair.reason and roster.blocks(pair.helper, pair.learner)
            return "!" if blocked else "P" if pair.state == "pinned" else "A"
        standing = roster.status_of.get(person)
        if standing:
            return "S" if standing == LATER else "U"
        return "." if self.problem.possible[:, self.problem.learner_at[person]].any() else "-"

    def row(self, person: str) -> QueueRow:
        """Return one learner of the queue with the decided or suggested helper."""
        problem = self.problem
        at = problem.learner_at[person]
        partner = self.partner(person)
        name = problem.roster.name(problem.helper_ids[partner]) if partner is not None else ""
        fit = problem.points(partner, at) if partner is not None else None
        marks = (person in self.changed, person in self.marked)
        return QueueRow(person, self.letter(person), *marks, problem.roster.name(person), name, fit)

    def partner(self, person: str) -> int | None:
        """Return the decided or suggested partner of a learner, by position."""
        pair = self.problem.roster.placed.get(person)
        if pair is not None:
            partner = (
                pair.helper if pair.learner == person or pair.third == person else pair.learner
            )
            return self.problem.helper_at.get(partner)
        return self.problem.partner.get(self.problem.learner_at[person])

    def candidates(self, person: str) -> list[int]:
        """Return the helpers to look at: the decided or suggested one first, the others by fit."""
        first = self.partner(person)
        others = [
            helper
            for helper in self.problem.candidates(self.problem.learner_at[person])
            if helper != first
        ]
        others.sort(key=self.is_taken)
        return ([first] if first is not None else []) + others

    def is_taken(self, helper: int) -> bool:
        """Say whether a helper has no place that is not decided."""
        roster, person = self.problem.roster, self.problem.helper_ids[helper]
        return person in roster.placed if roster.peers else roster.free_places(person) < 1

    def current(self) -> tuple[int | None, int, int]:
        """Return the helper on screen, its place among the candidates, and how many there are."""
        if not self.cursor:
            return None, 0, 0
        candidates = self.candidates(self.cursor)
        if not candidates:
            return None, 0, 0
        at = self.shown.get(self.cursor, 0) % len(candidates)
        return candidates[at], at, len(candidates)

    def explanation(self) -> PairExplanation | None:
        """Return why the pair on screen suits, or None when there is none."""
        helper, _, _ = self.current()
        if helper is None:
            return None
        return explain_pair(self.problem, helper, self.problem.learner_at[self.cursor])

    def move(self, steps: int) -> None:
        """Move the cursor up or down the queue."""
        listed = self.listed
        if listed:
            at = listed.index(self.cursor) if self.cursor in listed else 0
            self.cursor = listed[min(max(at + steps, 0), len(listed) - 1)]
        self.at_end = False

    def show(self, helper: int) -> None:
        """Put a candidate of the learner under the cursor on screen."""
        candidates = self.candidates(self.cursor)
        if helper in candidates:
            self.shown[self.cursor] = candidates.index(helper)

    def turn(self, steps: int) -> None:
        """Show another candidate for the learner."""
        _, at, count = self.current()
        if count:
            self.shown[self.cursor] = (at + steps) % count

    def next_open(self, passed: Container[str] = ()) -> str | None:
        """Return the next undecided learner after the cursor, from the top again at the end.

        Those whom the plan gives somebody come first, put-off ones last; `passed` are left out.
        """
        return next_turn(self, self.listed or self.order, passed)

    def advance(self) -> None:
        """Go to the next undecided learner; stay when everybody is decided."""
        person = self.next_open()
        if person is not None:
            self.cursor = person
        self.at_end = bool(self.order) and not self.waiting

    @property
    def waiting(self) -> int:
        """How many learners are not decided: open ones, and those put off."""
        return sum(not self.is_settled(person) for person in self.order)

    def progress(self) -> Progress:
        """Return the figures of the top lines."""
        roster = self.problem.roster
        learners = len(self.order)
        decided = sum(person in roster.placed for person in self.order)
        later = sum(roster.status_of.get(person) == LATER for person in self.order)
        unplaced = sum(roster.status_of.get(person) == UNPLACED for person in self.order)
        to_check = sum(
            flag.kind == "request"
            for applicant in roster.applicants
            for flag in applicant.open_flags
        )
        places = int(self.problem.places.sum()) if not roster.peers else learners
        free = (
            sum(roster.free_places(person) for person in self.problem.helper_ids)
            if not roster.peers
            else learners - decided
        )
        return Progress(
            decided=decided,
            learners=learners,
            later=later,
            unplaced=unplaced,
            left=learners - decided - later - unplaced,
            to_check=to_check,
            free=free,
            places=places,
        )
