"""A cohort that takes on accepted pairs one by one refuses just what the cohort on the disk would refuse."""

import shutil

import pytest

from mentor_tui.actions.deciding import accept_step
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.domain.growing import growing
from tests.conftest import NOW


@pytest.fixture
def demonstration_workspace(demonstration, tmp_path):
    path = tmp_path / "mentor.sqlite"
    shutil.copy(demonstration, path)
    workspace = Workspace(database=path, clock=lambda: NOW)
    yield workspace
    workspace.close()


def pairs_of(roster):
    """Return every helper with every learner of a cohort, and some of them twice."""
    helpers, learners = sorted(roster.helpers), sorted(roster.learners)
    pairs = [(helper, learner) for helper in helpers for learner in learners]
    return [*pairs, *pairs[:3]]


@pytest.mark.parametrize("cohort", ["nlls-spring-2027", "ola-fall-2026", "nmrt-2026"])
def test_many_at_once_are_what_one_after_the_other_would_be(demonstration_workspace, cohort):
    workspace = demonstration_workspace
    roster = load_roster(workspace, cohort)
    pairs = pairs_of(roster)[::7]
    step, left = accept_step(roster, pairs, workspace.now())
    at_once = sorted(
        (one.key["helper"], one.key["learner"]) for one in step.changes if one.table == "pair"
    )
    refused, alone = 0, []
    for pair in pairs:
        try:
            one, _ = accept_step(load_roster(workspace, cohort), [pair], workspace.now())
        except ActionError:
            refused += 1
            continue
        workspace.store.commit(one)
        alone += [(c.key["helper"], c.key["learner"]) for c in one.changes if c.table == "pair"]
    assert at_once == sorted(alone)
    assert len(left) == refused > 0
    assert at_once


def test_the_roster_that_was_given_stays_as_it_is(demonstration_workspace):
    roster = load_roster(demonstration_workspace, "nlls-spring-2027")
    before = dict(roster.placed), dict(roster.taken)
    pair = next(iter(roster.decided))
    other = growing(roster)
    other.take_on(pair.with_(learner="somebody"))
    assert other.placed["somebody"].helper == pair.helper
    assert (dict(roster.placed), dict(roster.taken)) == before
