"""What the board shows of the pair on screen, taken from the state of the review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from textual.content import Content

from ..domain.roster import Roster
from ..matching.explain import Direction, PairExplanation
from ..review.queue import Review
from .cards import CardView, facts_of, helper_topics, learner_topics
from .text import QUIET, line

MOST_OTHERS = 7


def card_view(
    review: Review, explained: PairExplanation, learner: bool, most_facts: int
) -> CardView:
    """Return the card of the learner or of the helper on screen; for peers of person A or B."""
    problem = review.problem
    roster, peers = problem.roster, problem.peers
    person_id = (
        problem.learner_ids[explained.learner] if learner else problem.helper_ids[explained.helper]
    )
    entry = (roster.learners if learner else roster.helpers)[person_id]
    participant = (
        problem.scores.learners[explained.learner]
        if learner
        else problem.scores.helpers[explained.helper]
    )
    _, at, many = review.current()
    place = "" if learner else f"{at + 1} of {many} {'>' if at + 1 < many else ''}".strip()
    heading = roster.programme.roles[entry.role].label.upper()
    if peers:
        heading = "PERSON A" if learner else "PERSON B"
    topics, topic_heading = _topics(explained, learner, peers)
    wants = learner or peers
    return CardView(
        heading=heading,
        place=place,
        person=roster.people[person_id],
        entry=entry,
        facts=facts_of(
            roster.people[person_id], entry, _has(roster, person_id, learner), most_facts
        ),
        topic_heading=topic_heading,
        topics=topics,
        text_heading="GOALS" if wants else "WHAT I OFFER",
        text=participant.goals if wants else participant.offer_text,
        marks=_marks(explained, learner, peers),
    )


def _mine(explained: PairExplanation, learner: bool) -> Direction:
    """Return the direction in which a peer learns: the first for person A, the second for person B."""
    return explained.directions[0] if learner else explained.directions[-1]


def _topics(
    explained: PairExplanation, learner: bool, peers: bool
) -> tuple[tuple[tuple[str, str], ...], str]:
    if learner or peers:
        mine = _mine(explained, learner)
        met = f"WANTS TO LEARN  {len(mine.shared)} of {len(mine.shared) + len(mine.missing)} met"
        return learner_topics(mine), met
    return helper_topics(explained.directions[0]), "CAN SHARE"


def _marks(explained: PairExplanation, learner: bool, peers: bool) -> tuple[tuple[int, int], ...]:
    if learner or peers:
        return tuple(phrase.wanted for phrase in _mine(explained, learner).phrases)
    return tuple(phrase.offered for phrase in explained.directions[0].phrases)


def _has(roster: Roster, person: str, learner: bool) -> str:
    """Return in words which places of a person are taken."""
    pair = roster.placed.get(person)
    if roster.peers:
        return f"a partner ({pair.state})" if pair else "no partner yet"
    if learner:
        return f"{roster.name(pair.helper)} ({pair.state})" if pair else "0 of 1 mentor"
    assumed = " (assumed)" if roster.helpers[person].places_assumed else ""
    return f"{roster.taken[person]} of {roster.places(person)} mentees{assumed}"


def other_candidates(review: Review, blind: bool) -> list[Content]:
    """Return the other candidates for the learner on screen, each with its number and fit."""
    problem = review.problem
    learner = problem.learner_at[review.cursor]
    current, _, _ = review.current()
    names = _short_names(
        {
            helper: problem.roster.name(problem.helper_ids[helper])
            for helper in review.candidates(review.cursor)[:MOST_OTHERS]
        }
    )
    shown: list[Content] = []
    for at, helper in enumerate(review.candidates(review.cursor)[:MOST_OTHERS]):
        if helper == current:
            continue
        name = names[helper]
        fit = "" if blind else f" {problem.points(helper, learner):.0f}"
        full = review.is_taken(helper)
        cost = "" if blind or full else _cost(review.costs.get((learner, helper)))
        shown.append(
            line((f"{at + 1} ", "$act"), f"{name}{fit}", (" ! full" if full else cost, QUIET), "  ")
        )
    return shown


def _short_names(names: Mapping[int, str]) -> dict[int, str]:
    """Return the last names, with an initial where two have the same."""
    parts = {one: name.split() or ["?"] for one, name in names.items()}
    last = Counter(words[-1] for words in parts.values())
    return {
        one: words[-1] if last[words[-1]] == 1 or len(words) == 1 else f"{words[0][0]}. {words[-1]}"
        for one, words in parts.items()
    }


def _cost(change: float | None) -> str:
    """Return in words what a candidate would change in the total fit of the cohort; nothing while it is worked out."""
    return "" if change is None or change != change else f" (cohort {change:+.0f})"
