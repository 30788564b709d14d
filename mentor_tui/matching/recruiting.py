"""Whom to recruit: topics that learners want and nobody gives them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from .pairing import Pairing, pair_learners, pair_peers
from .problem import Problem


@dataclass(frozen=True, kw_only=True)
class Recruit:
    """A topic that learners want and nobody gives them; gains are those of one more helper with it.

    `topic` is what learners call it most often, `key` what it is compared as.
    """

    topic: str
    key: str = ""
    unmet: int
    wanted: int
    offered: int
    more_placed: int | None = None
    more_fit: float | None = None


def recruiting(problem: Problem, most: int | None = None, gains: bool = False) -> list[Recruit]:
    """Return the topics to recruit helpers for, the least met first.

    Args:
        problem: the solved problem.
        most: how many topics at most.
        gains: whether to work out what one more helper with each topic would bring.
    """
    wanted, offered, unmet = Counter[str](), Counter[str](), Counter[str]()
    called: dict[str, Counter[str]] = defaultdict(Counter)
    for helper in problem.scores.helpers:
        offered.update(helper.offer_keys)
    for at, learner in enumerate(problem.scores.learners):
        wanted.update(learner.want_keys)
        partner = problem.partner.get(at)
        given = set(problem.scores.helpers[partner].offer_keys) if partner is not None else set()
        unmet.update(key for key in learner.want_keys if key not in given)
        for name in learner.wants:
            called[learner.key_of(name)][name] += 1
    topics = sorted(unmet, key=lambda topic: (-unmet[topic], offered[topic], topic))[:most]
    recruits = [
        Recruit(
            topic=min(called[key], key=lambda name: (-called[key][name], name)),
            key=key,
            unmet=unmet[key],
            wanted=wanted[key],
            offered=offered[key],
        )
        for key in topics
    ]
    return [_with_gain(problem, recruit) for recruit in recruits] if gains else recruits


def _with_gain(problem: Problem, recruit: Recruit) -> Recruit:
    """Solve again with one more helper of one place who offers this topic alone."""
    shares = problem.scores.interest_shares()
    wants = [recruit.key in participant.want_keys for participant in problem.scores.learners]
    row = np.array(
        [
            int(np.rint(share / max(len(participant.want_keys), 1))) if has else 0
            for share, has, participant in zip(shares, wants, problem.scores.learners, strict=True)
        ],
        dtype=np.int32,
    )
    pairing = _solve_with(problem, row, np.array(wants, dtype=bool))
    return Recruit(
        topic=recruit.topic,
        key=recruit.key,
        unmet=recruit.unmet,
        wanted=recruit.wanted,
        offered=recruit.offered,
        more_placed=len(pairing.pairs) - len(problem.proposal.pairs),
        more_fit=(pairing.total - problem.proposal.total) / problem.unit,
    )


def _solve_with(problem: Problem, row: np.ndarray, wants: np.ndarray) -> Pairing:
    eligible = problem.allowed.any(axis=0) | np.array(
        [problem.roster.learners[p].eligible for p in problem.learner_ids]
    )
    if problem.peers:
        size = len(problem.learner_ids)
        worth = np.zeros((size + 1, size + 1), dtype=np.int64)
        allowed = np.zeros((size + 1, size + 1), dtype=bool)
        worth[:size, :size], allowed[:size, :size] = problem.worth, problem.allowed
        worth[size, :size] = worth[:size, size] = row
        allowed[size, :size] = allowed[:size, size] = eligible & wants
        return pair_peers(worth, allowed, problem.fixed, problem.settings.objective)
    worth = np.vstack([problem.worth, row])
    allowed = np.vstack([problem.allowed, eligible & wants])
    return pair_learners(
        fit=worth,
        places=np.append(problem.places, 1),
        allowed=allowed,
        fixed=problem.fixed,
        objective=problem.settings.objective,
    )
