"""Lift the lowest: leximin of the most pairs, against integer programming."""

import numpy as np
import pytest

from mentor_tui.matching import pair_learners, pair_peers
from mentor_tui.matching.leximin import leximin_face
from mentor_tui.matching.leximin_pool import leximin_pool
from tests.matching.oracle import check_learners, check_peers


def test_helpers_and_learners_agree_with_integer_programming():
    random = np.random.default_rng(41)
    for _ in range(40):
        check_learners(random, "lift-lowest")


def test_peers_agree_with_integer_programming():
    random = np.random.default_rng(42)
    for _ in range(30):
        check_peers(random, "lift-lowest")


def test_the_lowest_rises_at_the_cost_of_the_total_and_never_of_a_pair():
    fit = [[90, 40], [45, 10]]
    assert pair_learners(fit, [1, 1]).pairs == [(0, 0), (1, 1)]
    assert pair_learners(fit, [1, 1], objective="lift-lowest").pairs == [(0, 1), (1, 0)]
    assert pair_learners(fit, [2, 0], objective="lift-lowest").pairs == [(0, 0), (0, 1)]


def test_the_next_lowest_counts_too():
    fit = [[10, 99, 99], [99, 30, 80], [99, 50, 40]]
    allowed = [[True, False, False], [False, True, True], [False, True, True]]
    lifted = pair_learners(fit, [1, 1, 1], allowed, objective="lift-lowest")
    assert lifted.pairs == [(0, 0), (1, 2), (2, 1)]


def test_fixed_pairs_stay_and_use_their_place():
    fit = [[90, 40], [45, 10]]
    lifted = pair_learners(fit, [1, 1], fixed=[(0, 0)], objective="lift-lowest")
    assert lifted.pairs == [(0, 0), (1, 1)]


def test_peers_lift_the_lowest_as_well():
    fit = np.zeros((4, 4), dtype=int)
    for pair, value in {(0, 1): 90, (2, 3): 10, (0, 2): 40, (1, 3): 45}.items():
        fit[pair] = fit[pair[::-1]] = value
    assert pair_peers(fit).pairs == [(0, 1), (2, 3)]
    assert pair_peers(fit, objective="lift-lowest").pairs == [(0, 2), (1, 3)]


@pytest.mark.parametrize("places", [1, 3])
def test_the_order_of_rows_changes_no_fit(places):
    random = np.random.default_rng(places)
    for _ in range(30):
        fit = random.integers(0, 30, (5, 9))
        rows, columns = random.permutation(5), random.permutation(9)
        first = pair_learners(fit, [places] * 5, objective="lift-lowest")
        turned = fit[np.ix_(rows, columns)]
        second = pair_learners(turned, [places] * 5, objective="lift-lowest")
        assert sorted(fit[pair] for pair in first.pairs) == sorted(
            turned[pair] for pair in second.pairs
        )


def test_of_equals_the_nearest_to_a_wish():
    fit = np.full((3, 3), 50)
    for near in ([(0, 2), (1, 0), (2, 1)], [(0, 1), (1, 2), (2, 0)]):
        for objective in ("most-pairs", "total-fit", "lift-lowest"):
            assert pair_learners(fit, [1, 1, 1], objective=objective, near=near).pairs == near
    for near in ([(0, 3), (1, 2)], [(0, 1), (2, 3)]):
        for objective in ("most-pairs", "total-fit", "lift-lowest"):
            assert pair_peers(np.full((4, 4), 7), objective=objective, near=near).pairs == near


def test_many_equal_fits_are_proved_in_one_pool():
    random = np.random.default_rng(9)
    fit = random.integers(0, 12, (60, 60))
    fit = fit + fit.T
    free = ~np.eye(60, dtype=bool)
    face = leximin_pool(fit, free)
    assert face.proved
    assert len(face.best(np.zeros((60, 60), dtype=np.int64))) == 30


def test_nobody_at_all():
    face = leximin_face(np.zeros((0, 3)), np.zeros((0, 3), bool), np.zeros(0, dtype=np.int64))
    assert face.pairs() == []
    assert pair_learners(np.zeros((2, 0)), [1, 1], objective="lift-lowest").pairs == []
    assert pair_peers([[0]], objective="lift-lowest").unpaired == [0]
