"""When one key is not enough: what is said first, in names, before a pair is made."""

from __future__ import annotations

from dataclasses import dataclass

from ..matching.problem import Problem
from ..matching.what_if import Consequence, Move, consequence
from .pair_state import PairState
from .queue import Review

_NAMED = 2
"""How many who move are named; whoever ends with nobody always is."""

MAKING = ("accept", "pin", "swap")
"""The decisions that make a pair."""


@dataclass(frozen=True, kw_only=True)
class SecondLook:
    """What is said before a pair is made. `possible` is False where the second key does nothing either."""

    sentence: str
    possible: bool = True


def second_look(review: Review, state: PairState, kind: str) -> SecondLook | None:
    """Return what is to be said before a decision about the pair on screen; None where one key is enough."""
    helper, _, _ = review.current()
    if kind not in MAKING or helper is None or not (state.outside or state.requests):
        return None
    parts: list[str] = []
    if state.requests:
        names = " and ".join(dict.fromkeys(request.name for request in state.requests))
        parts.append(
            f"{names} {'ask' if ' and ' in names else 'asks'} for something that is not read: f read, K keep apart"
        )
    if state.outside:
        learner = review.problem.learner_at[review.cursor]
        matching_consequence = consequence(review.problem, helper, learner)
        if not matching_consequence.possible:
            return SecondLook(
                sentence=_impossible(review.problem, matching_consequence), possible=False
            )
        parts.append(f"Outside the plan: {_who_moves(review.problem, matching_consequence)}")
    return SecondLook(sentence=".  ".join(parts) + ".")


def deciding_kind(review: Review, kind: str) -> str:
    """Return the decision that a key makes: for somebody who has a pair, accepting is swapping."""
    helper, _, _ = review.current()
    pair = review.problem.roster.placed.get(review.cursor)
    if kind != "accept" or helper is None or pair is None:
        return kind
    return kind if review.problem.helper_ids[helper] in pair.people else "swap"


def _impossible(problem: Problem, found: Consequence) -> str:
    name = problem.roster.name(problem.helper_ids[found.helper])
    return f"{name} cannot be taken: {found.why_not.rstrip('.')}."


def _who_moves(problem: Problem, found: Consequence) -> str:
    """Say by name who gets whom, who moves, and who ends with nobody."""
    name = problem.roster.name
    moves = sorted(found.moves, key=lambda move: (move.after is not None, move.learner))
    sentences = [
        f"{name(problem.learner_ids[found.learner])} gets {name(problem.helper_ids[found.helper])}"
    ]
    pair = {found.learner, found.helper} if problem.peers else {found.learner}
    moves = [move for move in moves if move.learner not in pair]
    lost = sum(move.after is None for move in moves)
    shown = moves[: max(lost, _NAMED)]
    sentences += [move_in_words(problem, move) for move in shown]
    if len(shown) < len(moves):
        sentences.append(f"{len(moves) - len(shown)} more move (w names them)")
    return ", ".join(sentences) if moves else f"{sentences[0]}, nobody else moves"


def move_in_words(problem: Problem, move: Move) -> str:
    """Return one person's move: from whom to whom, and the fits; or that nobody is left for them."""
    name = problem.roster.name
    person = name(problem.learner_ids[move.learner])
    was = name(problem.helper_ids[move.before]) if move.before is not None else "nobody"
    if move.after is None:
        return f"{person} ends with nobody (had {was})"
    now = name(problem.helper_ids[move.after])
    if move.before is None:
        return f"{person}, who has nobody, gets {now} ({move.fit_after:.0f})"
    fits = f"{move.fit_before:.0f} to {move.fit_after:.0f}"
    return f"{person} moves from {was} to {now} ({fits})"
