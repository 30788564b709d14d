"""An independent answer by integer programming: the objectives one after the other.

`python -m tests.matching.oracle 1000` checks that many random cases of each kind and prints how many.
"""

import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from mentor_tui.matching.optima import optima_of_learners, optima_of_peers
from mentor_tui.matching.pairing import OBJECTIVES, pair_learners, pair_peers
from mentor_tui.matching.task import learners_task, peers_task


class Oracle:
    """Cells that may be taken, how often each person may be, and what is wanted first and next."""

    def __init__(self, fit, usable, rows, limits, objective):
        self.cells = [tuple(map(int, cell)) for cell in np.argwhere(usable)]
        self.fit = np.array([fit[cell] for cell in self.cells], dtype=float)
        self.matrix = np.array([rows(cell) for cell in self.cells], dtype=float).T
        self.limits = limits
        self.wanted = []
        for wish in self.wishes(objective) if self.cells else []:
            best = self.solve(wish)
            self.wanted.append((wish, round(float(wish @ best))))
        self.best = self.solve(np.zeros(len(self.cells))) if self.cells else np.zeros(0)

    def wishes(self, objective):
        many = np.ones(len(self.cells))
        if objective == "lift-lowest":
            return [many, *(-(self.fit == value).astype(float) for value in np.unique(self.fit))]
        return [many, self.fit] if objective == "most-pairs" else [self.fit, many]

    def solve(self, wish, low=None, high=None):
        constraints = [LinearConstraint(self.matrix, -np.inf, self.limits)]
        for before, value in self.wanted:
            constraints.append(LinearConstraint(before, value - 0.001, value + 0.001))
        count = len(self.cells)
        bounds = Bounds(
            np.zeros(count) if low is None else low, np.ones(count) if high is None else high
        )
        result = milp(
            -wish,
            constraints=constraints,
            bounds=bounds,
            integrality=np.ones(count),
            options={"mip_rel_gap": 0.0},
        )
        return None if result.x is None else np.rint(result.x)

    def fits(self):
        return sorted(int(value) for value in self.fit[self.best > 0])

    def stands(self, at):
        """Say whether some best choice has this cell."""
        low = np.zeros(len(self.cells))
        low[at] = 1
        return self.solve(np.zeros(len(self.cells)), low=low) is not None

    def settled(self, at):
        """Say whether every best choice has this cell."""
        high = np.ones(len(self.cells))
        high[at] = 0
        return self.solve(np.zeros(len(self.cells)), high=high) is None


def oracle_of_learners(fit, room, usable, objective):
    helpers, learners = fit.shape
    usable = usable & (fit >= 0) if objective == "total-fit" else usable

    def rows(cell):
        return np.concatenate([np.arange(helpers) == cell[0], np.arange(learners) == cell[1]])

    limits = np.concatenate([np.maximum(room, 0), np.ones(learners)])
    return Oracle(fit, usable, rows, limits, objective)


def oracle_of_peers(fit, usable, objective):
    people = len(fit)

    def rows(cell):
        return np.isin(np.arange(people), cell)

    return Oracle(fit, np.triu(usable, 1), rows, np.ones(people), objective)


def fits_of(fit, pairs):
    return sorted(int(fit[pair]) for pair in pairs)


def check_optima(oracle, pairs, optima, partners, learner=lambda cell: cell[1]):
    """Compare, cell by cell, what stands in some best choice and what in every one."""
    for at, cell in enumerate(oracle.cells):
        assert bool(optima.pairs[cell]) == oracle.stands(at), cell
    for pair in pairs:
        alone = bool(optima.alone[learner(pair)])
        settled = int(partners[:, learner(pair)].sum()) == 1 and not alone
        assert settled == oracle.settled(oracle.cells.index(pair)), pair


def check_learners(random, objective):
    helpers, learners = int(random.integers(1, 6)), int(random.integers(1, 7))
    low = int(random.choice([-3, 0]))
    fit = random.integers(low, random.choice([2, 4, 9, 60]), (helpers, learners))
    room = random.integers(0, 4, helpers)
    allowed = random.random((helpers, learners)) < random.choice([0.3, 0.7, 1.0])
    fixed = []
    for learner in random.permutation(learners)[: random.integers(0, learners)]:
        helper = int(random.integers(0, helpers))
        if room[helper] > sum(one == helper for one, _ in fixed) and random.random() < 0.4:
            fixed.append((helper, int(learner)))
    found = pair_learners(fit, room, allowed, fixed, objective)
    left, usable = room.copy(), allowed.copy()
    for helper, learner in fixed:
        left[helper] -= 1
        usable[:, learner] = False
    oracle = oracle_of_learners(fit, left, usable, objective)
    made = [pair for pair in found.pairs if pair not in fixed]
    assert (len(made), sum(fits_of(fit, made))) == (len(oracle.fits()), sum(oracle.fits()))
    if objective == "lift-lowest":
        assert fits_of(fit, made) == oracle.fits()
    task = learners_task(fit, room, allowed, fixed, objective)
    optima = optima_of_learners(task, found.pairs)
    check_optima(oracle, made, optima, optima.pairs)


def check_peers(random, objective):
    people = int(random.integers(1, 9))
    fit = random.integers(0, random.choice([2, 3, 6, 60]), (people, people))
    fit = fit + fit.T
    allowed = np.triu(random.random((people, people)) < random.choice([0.4, 0.7, 1.0]), 1)
    allowed = allowed | allowed.T
    fixed = [(0, 1)] if people > 4 and random.random() < 0.3 else []
    found = pair_peers(fit, allowed, fixed, objective)
    usable = allowed.copy()
    for pair in fixed:
        usable[list(pair), :] = usable[:, list(pair)] = False
    oracle = oracle_of_peers(fit, usable, objective)
    made = [pair for pair in found.pairs if pair not in fixed]
    assert found.optimal
    assert (len(made), sum(fits_of(fit, made))) == (len(oracle.fits()), sum(oracle.fits()))
    if objective == "lift-lowest":
        assert fits_of(fit, made) == oracle.fits()
    optima = optima_of_peers(peers_task(fit, allowed, fixed, objective))
    check_optima(oracle, made, optima, optima.pairs)


def main():
    count = int(sys.argv[1])
    for objective in OBJECTIVES:
        for name, check in (("helpers and learners", check_learners), ("peers", check_peers)):
            random = np.random.default_rng(20270206)
            for _ in range(count):
                check(random, objective)
            print(f"{objective}, {name}: {count} cases agree with integer programming", flush=True)


if __name__ == "__main__":
    main()
