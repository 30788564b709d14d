"""The state of the pair on screen: the loudest thing there, so that no key can be misread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..domain.records import Pair
from ..domain.roster import DECIDED, PINNED, UNPLACED, Roster
from ..domain.side_words import side_words
from ..matching.problem import Problem
from .queue import Review
from .requests import Request, open_requests


class StateName(StrEnum):
    """The states, from the strongest."""

    READ_FIRST = "READ FIRST"
    BLOCKED = "BLOCKED"
    PINNED = "PINNED"
    ACCEPTED = "ACCEPTED"
    NOBODY_LEFT = "NOBODY LEFT"
    BROWSING = "BROWSING"
    SUGGESTED = "SUGGESTED"


LETTERS: Mapping[StateName, str] = {
    StateName.READ_FIRST: "R",
    StateName.BLOCKED: "!",
    StateName.PINNED: "P",
    StateName.ACCEPTED: "A",
    StateName.NOBODY_LEFT: "-",
    StateName.BROWSING: "B",
    StateName.SUGGESTED: ".",
}


@dataclass(frozen=True, kw_only=True)
class PairState:
    """What is so about the pair on screen, and what `beneath` it is so besides."""

    name: StateName
    beneath: StateName
    label: str
    sentence: str
    requests: tuple[Request, ...] = ()

    @property
    def letter(self) -> str:
        """The letter of the state, for terminals without colour."""
        return LETTERS[self.name]

    @property
    def outside(self) -> bool:
        """Say whether the plan does not give this pair."""
        return self.beneath in (StateName.NOBODY_LEFT, StateName.BROWSING)


def pair_state(review: Review, sure: Mapping[tuple[str, str], str] | None = None) -> PairState:
    """Return the state of the pair on screen.

    Args:
        review: the queue with its cursor.
        sure: how certain suggestions are, by (helper, learner): settled, free or depends.
    """
    helper, at, count = review.current()
    if helper is None:
        return _nobody(review)
    problem, learner = review.problem, review.problem.learner_at[review.cursor]
    beneath, sentence = _beneath(review, helper, learner, sure or {})
    label = beneath.value
    if beneath == StateName.BROWSING:
        label = f"{beneath.value} {at + 1} of {count}"
    requests = open_requests(problem.roster, (review.cursor, problem.helper_ids[helper]))
    if not requests:
        return PairState(name=beneath, beneath=beneath, label=label, sentence=sentence)
    return PairState(
        name=StateName.READ_FIRST,
        beneath=beneath,
        label=StateName.READ_FIRST.value,
        sentence=_asked(requests, label, sentence, beneath),
        requests=requests,
    )


def _nobody(review: Review) -> PairState:
    roster = review.problem.roster
    words = side_words(roster)
    sentence = f"no {words.helper} is open to {roster.name(review.cursor)}" if review.cursor else ""
    state = StateName.NOBODY_LEFT
    return PairState(name=state, beneath=state, label=state.value, sentence=sentence)


def _asked(requests: tuple[Request, ...], label: str, sentence: str, beneath: StateName) -> str:
    """Return the state that stands behind the request unless it is the plain one, and who asks."""
    names = " and ".join(dict.fromkeys(request.name for request in requests))
    verb = "ask" if " and " in names else "asks"
    blocked = beneath == StateName.BLOCKED
    before = f"blocked: {sentence}; " if blocked else f"{label.lower()}; "
    before = "" if beneath == StateName.SUGGESTED else before
    return f"{before}{names} {verb} for something"


def _beneath(
    review: Review, helper: int, learner: int, sure: Mapping[tuple[str, str], str]
) -> tuple[StateName, str]:
    problem, roster = review.problem, review.problem.roster
    helper_id, learner_id = problem.helper_ids[helper], problem.learner_ids[learner]
    pair = roster.pair_of.get(roster.key(helper_id, learner_id))
    decided = pair if pair is not None and pair.state in DECIDED else None
    blocked = _blocked(review, helper, learner_id, decided)
    if blocked:
        return StateName.BLOCKED, blocked
    if decided is not None:
        return _decided(roster, decided)
    if review.partner(learner_id) is None:
        return StateName.NOBODY_LEFT, _nobody_left(problem, helper, learner_id)
    if review.partner(learner_id) != helper:
        return StateName.BROWSING, _instead(review, learner_id)
    return StateName.SUGGESTED, _certainty(sure.get(roster.key(helper_id, learner_id), ""))


def _decided(roster: Roster, pair: Pair) -> tuple[StateName, str]:
    three = f"; {roster.name(pair.third)} is the third" if pair.third else ""
    if pair.state == PINNED:
        return StateName.PINNED, f"nothing can move this pair{three}"
    return StateName.ACCEPTED, f"decided{three}"


def _blocked(review: Review, helper: int, learner_id: str, decided: Pair | None) -> str:
    """Return what stands against the pair: a rule without a reason given, or no place that is free."""
    roster, helper_id = review.problem.roster, review.problem.helper_ids[helper]
    rules = " ".join(block.sentence for block in roster.blocks(helper_id, learner_id))
    if decided is not None:
        return "" if decided.reason else rules
    return rules or (taken_sentence(roster, helper_id) if review.is_taken(helper) else "")


def taken_sentence(roster: Roster, helper: str) -> str:
    """Say who has the places of somebody who is taken; empty where a place is free."""
    pairs = [pair for pair in roster.decided if helper in pair.people]
    partners = [
        roster.name(person)
        for pair in pairs
        for person in (pair.people if roster.peers else (pair.learner,))
        if person != helper
    ]
    if roster.peers:
        return f"{roster.name(helper)} is decided with {', '.join(partners)}" if partners else ""
    places = roster.places(helper)
    if len(partners) < places:
        return ""
    named = f": {', '.join(partners)}" if partners else ""
    return f"{roster.name(helper)} has {len(partners)} of {places} places taken{named}"


def planned_with(problem: Problem, helper: int) -> list[int]:
    """Return those whom the plan gives this helper and about whom nothing is decided yet."""
    return [
        learner
        for learner, partner in sorted(problem.partner.items())
        if partner == helper and problem.learner_ids[learner] not in problem.roster.placed
    ]


def _nobody_left(problem: Problem, helper: int, learner_id: str) -> str:
    roster = problem.roster
    why = (
        "left unplaced by you"
        if roster.status_of.get(learner_id) == UNPLACED
        else "the plan gives nobody"
    )
    taken_from = [problem.learner_ids[learner] for learner in planned_with(problem, helper)]
    free = 0 if roster.peers else roster.free_places(problem.helper_ids[helper]) - len(taken_from)
    names = " or ".join(roster.name(person) for person in taken_from)
    if free > 0 or not names:
        return f"{why}; this one has a free place"
    return f"{why}; this one is planned for {names}"


def _instead(review: Review, learner_id: str) -> str:
    """Say who is suggested, or decided, in the place of the candidate on screen."""
    problem, partner = review.problem, review.partner(learner_id)
    if partner is None:
        return ""
    name = problem.roster.name(problem.helper_ids[partner])
    pair = problem.roster.placed.get(learner_id)
    word = "suggested" if pair is None else pair.state
    fit = problem.points(partner, problem.learner_at[learner_id])
    return f"{word}: {name} {fit:.0f}"


_CERTAINTY = {
    "settled": "best for all, settled",
    "free": "best for all, a free choice",
    "depends": "best for all, depends on the weights",
}


def _certainty(word: str) -> str:
    return _CERTAINTY.get(word, "best for all")
