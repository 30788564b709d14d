"""A short random walk of fixed seeds; `python -m tests.trust.walk N` goes as far as one likes."""

import pytest

from tests.trust.walk import walk


@pytest.mark.parametrize("seed", [3, 2027])
def test_a_random_walk_breaks_no_invariant(tmp_path, seed):
    done, _, wrong = walk(tmp_path, 110, seed)
    assert wrong == []
    assert done.total() > 50
