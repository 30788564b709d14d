"""What would follow from giving a learner another helper: who moves, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from .pairing import Pairing
from .problem import Problem


@dataclass(frozen=True, kw_only=True)
class Move:
    """A learner who would change helper. Fits in points; helper None is nobody."""

    learner: int
    before: int | None
    after: int | None
    fit_before: float
    fit_after: float


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """What a forced pair brings: its fit, the change of total fit and of pairs, and who moves."""

    helper: int
    learner: int
    fit: float
    change: float
    pairs: int
    moves: tuple[Move, ...]
    left_out: tuple[int, ...]
    possible: bool
    why_not: str = ""


def consequence(problem: Problem, helper: int, learner: int) -> Consequence:
    """Return what would follow if this pair were decided, the rest solved again."""
    why_not = _why_not(problem, helper, learner)
    fit = problem.points(helper, learner)
    if why_not:
        return Consequence(
            helper=helper,
            learner=learner,
            fit=fit,
            change=0.0,
            pairs=0,
            moves=(),
            left_out=(),
            possible=False,
            why_not=why_not,
        )
    loose = [pair for pair in problem.fixed if learner in _learners(problem, pair)]
    after = problem.solve(fixed=[_ordered(problem, helper, learner)], free=loose)
    before = problem.proposal
    moves = tuple(_moves(problem, before, after))
    return Consequence(
        helper=helper,
        learner=learner,
        fit=fit,
        change=problem.total(after) - problem.total(before),
        pairs=len(after.pairs) - len(before.pairs),
        moves=moves,
        left_out=tuple(move.learner for move in moves if move.after is None),
        possible=True,
    )


def _learners(problem: Problem, pair: tuple[int, int]) -> tuple[int, ...]:
    return pair if problem.peers else (pair[1],)


def _ordered(problem: Problem, helper: int, learner: int) -> tuple[int, int]:
    return (min(helper, learner), max(helper, learner)) if problem.peers else (helper, learner)


def _why_not(problem: Problem, helper: int, learner: int) -> str:
    """Return why the pair cannot be made: a rule, a pinned pair, no place left; empty when it can."""
    roster = problem.roster
    helper_id, learner_id = problem.helper_ids[helper], problem.learner_ids[learner]
    placed = roster.placed.get(learner_id)
    if placed is not None and roster.key(helper_id, learner_id) == (placed.helper, placed.learner):
        return "this is the pair"
    if not problem.possible[helper, learner]:
        return (
            " ".join(block.sentence for block in roster.blocks(helper_id, learner_id))
            or "not allowed"
        )
    if placed is not None and placed.state == "pinned":
        return "pinned: unpin the present pair first"
    if problem.peers:
        pair = roster.placed.get(helper_id)
        return (
            f"taken: a decided pair ({pair.state})"
            if pair is not None and pair is not placed
            else ""
        )
    if roster.free_places(helper_id) < 1:
        return f"full: {roster.taken[helper_id]} of {roster.places(helper_id)} places decided"
    return ""


def _moves(problem: Problem, before: Pairing, after: Pairing) -> list[Move]:
    old, new = _partners(problem, before), _partners(problem, after)
    moves = []
    for learner in sorted(old.keys() | new.keys()):
        was, now = old.get(learner), new.get(learner)
        if was != now:
            moves.append(
                Move(
                    learner=learner,
                    before=was,
                    after=now,
                    fit_before=_points(problem, was, learner),
                    fit_after=_points(problem, now, learner),
                )
            )
    return moves


def _partners(problem: Problem, pairing: Pairing) -> dict[int, int]:
    placed = {learner: helper for helper, learner in pairing.pairs}
    if problem.peers:
        placed |= dict(pairing.pairs)
    return placed


def _points(problem: Problem, helper: int | None, learner: int) -> float:
    return problem.points(helper, learner) if helper is not None else 0.0


def compare(problem: Problem, before: Pairing, after: Pairing) -> tuple[Move, ...]:
    """Return who is placed differently in two pairings of the same people."""
    return tuple(_moves(problem, before, after))
