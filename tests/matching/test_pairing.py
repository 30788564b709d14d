"""Pairing against an independent exact solver."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp

from mentor_tui.matching import pair_learners, pair_peers

SEED_COUNT = 400


def exact(fit, usable, rows, bonus):
    """Solve by integer programming: which of the usable cells to take so that rows[i] . x <= limit."""
    cells = np.argwhere(usable)
    if not len(cells):
        return 0, 0
    worth = np.array([fit[tuple(cell)] for cell in cells], dtype=float)
    matrix, limits = rows(cells)
    keep = limits > 0
    upper = np.where((matrix[~keep] > 0).any(axis=0), 0.0, 1.0) if (~keep).any() else 1.0
    result = milp(
        -(worth + bonus),
        constraints=LinearConstraint(matrix, -np.inf, np.maximum(limits, 0)),
        bounds=Bounds(0, upper),
        integrality=np.ones(len(cells)),
        options={"mip_rel_gap": 0.0},
    )
    taken = np.rint(result.x)
    return int(taken.sum()), int((taken * worth).sum())


def exact_learners(fit, places, allowed, fixed, objective):
    helpers, learners = fit.shape
    room, usable = places.copy(), allowed.copy()
    for helper, learner in fixed:
        room[helper] -= 1
        usable[:, learner] = False
    if objective == "total-fit":
        usable &= fit >= 0

    def rows(cells):
        matrix = np.zeros((helpers + learners, len(cells)))
        for at, (helper, learner) in enumerate(cells):
            matrix[helper, at] = matrix[helpers + learner, at] = 1
        return matrix, np.concatenate([room, np.ones(learners, dtype=int)])

    many, total = exact(fit, usable, rows, 1_000 if objective == "most-pairs" else 0.001)
    return many + len(fixed), total + sum(int(fit[pair]) for pair in fixed)


def random_case(random):
    helpers, learners = random.integers(1, 6), random.integers(1, 7)
    fit = random.integers(random.choice([-3, 0]), random.choice([2, 4, 60]), (helpers, learners))
    places = random.integers(0, 5, helpers)
    allowed = random.random((helpers, learners)) < random.choice([0.3, 0.7, 1.0])
    room, fixed = places.copy(), []
    for learner in random.permutation(learners)[: random.integers(0, learners)]:
        helper = int(random.integers(0, helpers))
        if room[helper] > 0 and random.random() < 0.4:
            fixed.append((helper, int(learner)))
            room[helper] -= 1
    return fit, places, allowed, fixed


@pytest.mark.parametrize("objective", ["most-pairs", "total-fit"])
def test_learners_reach_the_optimum_of_integer_programming(objective):
    random = np.random.default_rng(20270201)
    for _ in range(SEED_COUNT):
        fit, places, allowed, fixed = random_case(random)
        found = pair_learners(
            fit=fit, places=places, allowed=allowed, fixed=fixed, objective=objective
        )
        assert (len(found.pairs), found.total) == exact_learners(
            fit, places, allowed, fixed, objective
        )
        assert found.optimal
        used = np.bincount([helper for helper, _ in found.pairs], minlength=len(places))
        assert (
            used <= np.maximum(places, np.bincount([h for h, _ in fixed], minlength=len(places)))
        ).all()
        assert all(allowed[pair] or pair in fixed for pair in found.pairs)
        assert sorted({learner for _, learner in found.pairs} | set(found.unpaired)) == list(
            range(fit.shape[1])
        )


@pytest.mark.parametrize("objective", ["most-pairs", "total-fit"])
def test_peers_reach_the_optimum_of_integer_programming(objective):
    random = np.random.default_rng(20270202)
    for _ in range(SEED_COUNT // 2):
        people = int(random.integers(1, 9))
        fit = random.integers(0, random.choice([2, 5, 60]), (people, people))
        fit = fit + fit.T
        allowed = np.triu(random.random((people, people)) < 0.7, 1)
        allowed = allowed | allowed.T
        found = pair_peers(fit, allowed, (), objective)

        def rows(cells, people=people):
            matrix = np.zeros((people, len(cells)))
            for at, (first, second) in enumerate(cells):
                matrix[first, at] = matrix[second, at] = 1
            return matrix, np.ones(people, dtype=int)

        best = exact(fit, np.triu(allowed, 1), rows, 1_000 if objective == "most-pairs" else 0.001)
        assert (len(found.pairs), found.total) == best


def test_an_assignment_problem_of_known_optimum_as_costs_turned_round():
    random = np.random.default_rng(305)
    cost = random.integers(1, 100, (100, 100))
    best = cost[linear_sum_assignment(cost)].sum()
    assert -pair_learners(-cost, np.ones(100)).total == best
    assert 100 * 100 - pair_learners(100 - cost, np.ones(100), objective="total-fit").total == best


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=200, deadline=None)
def test_the_order_of_rows_and_columns_changes_neither_number_nor_total(seed):
    random = np.random.default_rng(seed)
    fit, places, allowed, _ = random_case(random)
    rows, columns = random.permutation(fit.shape[0]), random.permutation(fit.shape[1])
    first = pair_learners(fit, places, allowed)
    second = pair_learners(fit[np.ix_(rows, columns)], places[rows], allowed[np.ix_(rows, columns)])
    assert (len(first.pairs), first.total) == (len(second.pairs), second.total)


def test_floats_reach_the_same_pairs_as_whole_numbers():
    random = np.random.default_rng(7)
    for _ in range(200):
        fit, places, allowed, fixed = random_case(random)
        whole, parts = (
            pair_learners(fit, places, allowed, fixed),
            pair_learners(fit * 0.1, places, allowed, fixed),
        )
        assert len(whole.pairs) == len(parts.pairs)
        assert parts.total == pytest.approx(whole.total * 0.1)


def test_nobody_at_all_and_everybody_blocked():
    assert pair_learners(np.zeros((0, 3)), []).unpaired == [0, 1, 2]
    assert pair_learners(np.zeros((2, 0)), [1, 1]).pairs == []
    assert pair_learners(np.ones((2, 2)), [1, 1], np.zeros((2, 2), dtype=bool)).unpaired == [0, 1]
    assert pair_peers(np.zeros((0, 0))).pairs == []
    assert pair_peers([[0]]).unpaired == [0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1, 2], [1]), "two dimensions"),
        (([[1.0]], [1, 1]), "places has 2"),
        (([[1.0]], [1], [[True, False]]), "shape"),
        (([[float("nan")]], [1]), "not finite"),
        (([[1.0]], [1], None, [(0, 3)]), "out of range"),
        (([[1.0], [1.0]], [1, 1], None, [(0, 0), (1, 0)]), "two fixed pairs"),
        (([[1.0]], [1], None, (), "best"), "objective"),
    ],
)
def test_wrong_input_is_refused_in_words(arguments, words):
    with pytest.raises(ValueError, match=words):
        pair_learners(*arguments)


def test_the_example_of_the_readme():
    """Two mentors, three mentees; the second mentor takes two."""
    fit = [[70, 60, 10], [65, 20, 30]]
    found = pair_learners(fit, [1, 2])
    assert found.pairs == [(0, 1), (1, 0), (1, 2)]
    assert (found.total, found.unpaired, found.optimal) == (155, [], True)
