"""What the review by question and answer tells of a pair: one line a field, the state first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain.side_words import side_words, word_of
from ..matching.explain import Direction, PairExplanation, agreement_sentence
from ..matching.problem import Problem
from ..review.pair_state import PairState
from ..review.queue import Review
from ..review.requests import other_flags


def nobody_lines(review: Review) -> list[str]:
    """Return what is told of somebody whom nobody is left for."""
    roster = review.problem.roster
    words = side_words(roster)
    person = roster.people[review.cursor]
    return [
        "State: NOBODY LEFT",
        f"{words.learner.capitalize()}: {roster.name(review.cursor)}, {person.organisation}",
        f"No {words.helper} is open to them; 0 leaves them unplaced.",
    ]


def pair_lines(
    review: Review, state: PairState, explained: PairExplanation | None
) -> Iterable[str]:
    """Return the lines of the pair on show: what is asked stands before everything else."""
    if explained is None:
        return []
    problem = review.problem
    lines = [f"State: {state.label}. {state.sentence}."]
    lines += [f"{request.name} asks, not read yet: {request.text}" for request in state.requests]
    lines += _people(review, explained)
    lines.append(f"Fit: {explained.points:.1f}")
    for direction in explained.directions:
        lines += _direction(problem, direction)
    both = (problem.learner_ids[explained.learner], problem.helper_ids[explained.helper])
    for person, flag in other_flags(problem.roster, both):
        lines.append(f"To check, {problem.roster.name(person)}: {flag.text}")
    return lines


def _people(review: Review, explained: PairExplanation) -> Iterator[str]:
    problem, roster = review.problem, review.problem.roster
    learner, helper = problem.learner_ids[explained.learner], problem.helper_ids[explained.helper]
    _, at, count = review.current()
    taker, giver = (
        word_of(roster, roster.learners, learner),
        word_of(roster, roster.helpers, helper),
    )
    yield f"{taker.capitalize()}: {roster.name(learner)}, {roster.people[learner].organisation}"
    yield (
        f"{giver.capitalize()} {at + 1} of {count}: "
        f"{roster.name(helper)}, {roster.people[helper].organisation}"
    )


def _direction(problem: Problem, direction: Direction) -> Iterator[str]:
    learner, helper = (
        problem.scores.learners[direction.learner],
        problem.scores.helpers[direction.helper],
    )
    yield f"Shared: {', '.join(direction.shared) or 'none'}"
    yield f"Wanted, not offered: {', '.join(direction.missing) or 'none'}"
    yield f"Goals: {learner.goals or '(blank)'}"
    yield f"Offer: {helper.offer_text or '(blank)'}"
    for item in direction.parts.items:
        yield f"{item.agreement.label.capitalize()}: {agreement_sentence(item)[1]}"
