"""Explanations are true: every claim is checked against the data, every remedy is tried."""

import itertools
import shutil

import numpy as np
import pytest

from mentor_tui.actions import deciding
from mentor_tui.actions.demonstration import INTAKES
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.workspace import Workspace
from mentor_tui.domain.records import Pair, Step, change
from mentor_tui.matching.explain import explain_pair, explain_unplaced, recruiting, remedies
from mentor_tui.matching.what_if import consequence
from tests.conftest import NOW


@pytest.fixture(scope="module")
def workspace(demonstration, tmp_path_factory):
    path = shutil.copy(demonstration, tmp_path_factory.mktemp("truth") / "mentor.sqlite")
    opened = Workspace(database=path, programmes_folder=None, clock=lambda: NOW)
    yield opened
    opened.close()


COHORTS = [intake.cohort for intake in INTAKES]


@pytest.mark.parametrize("cohort", COHORTS)
def test_parts_add_up_and_topics_are_as_said(workspace, cohort):
    problem = problem_of(workspace, cohort)
    sample = list(
        itertools.product(range(len(problem.helper_ids)), range(len(problem.learner_ids)))
    )[::7]
    for helper, learner in sample:
        explained = explain_pair(problem, helper, learner)
        for one in explained.directions:
            giver, taker = problem.scores.helpers[one.helper], problem.scores.learners[one.learner]
            parts = one.parts
            assert parts.fit == parts.interests + parts.goals + parts.agreements
            assert parts.agreements == sum(item.points for item in parts.items)
            assert 0 <= parts.goals <= parts.goals_of
            assert set(one.shared) == set(taker.wants) & set(giver.offers)
            assert set(one.missing) == set(taker.wants) - set(giver.offers)
            assert set(one.besides) == set(giver.offers) - set(taker.wants)
            assert all(
                text in taker.goals and other in giver.offer_text
                for text, other in one.phrase_texts
            )
        assert explained.points == problem.worth[helper, learner] / problem.unit
        assert bool(explained.blocks) != bool(problem.possible[helper, learner])


@pytest.mark.parametrize("cohort", COHORTS)
def test_blocked_pairs_stay_blocked_and_the_optimum_is_reached_from_interests_alone(
    workspace, cohort
):
    problem = problem_of(workspace, cohort, {"interests": 1, "goals": 0, "agreements": 0})
    for pair in problem.proposal.pairs:
        assert problem.possible[pair] or pair in problem.fixed
    for helper, learner in problem.proposal.pairs[:20]:
        giver, taker = problem.scores.helpers[helper], problem.scores.learners[learner]
        share = len(set(giver.offers) & set(taker.wants)) / max(len(taker.wants), 1)
        if not problem.peers:
            assert problem.points(helper, learner) == pytest.approx(100 * share, abs=0.001)


@pytest.mark.parametrize("cohort", COHORTS)
def test_what_if_agrees_with_the_solver(workspace, cohort):
    problem = problem_of(workspace, cohort)
    for learner in range(0, len(problem.learner_ids), 6):
        for helper in problem.candidates(learner)[:3]:
            found = consequence(problem, helper, learner)
            if not found.possible:
                assert found.why_not
                continue
            moved = sum(move.fit_after - move.fit_before for move in found.moves)
            if not problem.peers:
                assert moved == pytest.approx(found.change, abs=1e-6)
            assert set(found.left_out) == {
                move.learner for move in found.moves if move.after is None
            }


def test_every_remedy_gives_the_place_it_promises(workspace):
    tried = 0
    for cohort in ("nlls-spring-2027", "ola-fall-2026", "nmrt-2026"):
        problem = problem_of(workspace, cohort)
        for one in explain_unplaced(problem)[:8]:
            for remedy in remedies(problem, one.person, most=2):
                tried += 1
                assert one.person in placed_after(workspace, cohort, remedy)
    assert tried > 3


def take_back(workspace, cohort, remedy):
    """Make a step that takes a rejection back."""
    rejected = workspace.store.find(Pair, cohort=cohort, helper=remedy.person, learner=remedy.other)
    workspace.store.commit(
        Step(cohort=cohort, kind="undo", sentence="Taken back", changes=(change(rejected, None),))
    )


def placed_after(workspace, cohort, remedy):
    """Make the change of a remedy, return who is placed then, and take the change back."""
    if remedy.kind == "places":
        places = problem_of(workspace, cohort).roster.helpers[remedy.person].places
        deciding.correct(workspace, cohort, remedy.person, f"places={places + 1}")
    elif remedy.kind == "waive":
        rule = remedy.sentence.split()[1]
        deciding.waive(
            workspace=workspace, cohort=cohort, who=remedy.person, rule=rule, reason="a test"
        )
    elif remedy.kind == "rejection":
        take_back(workspace, cohort, remedy)
    else:
        pytest.fail(f"no way to try {remedy}")
    problem = problem_of(workspace, cohort)
    workspace.store.undo()
    return {problem.learner_ids[learner] for learner in problem.partner}


def test_recruiting_counts_what_nobody_gives(workspace):
    problem = problem_of(workspace, "nlls-spring-2027")
    found = recruiting(problem, most=5, gains=True)
    assert [one.unmet for one in found] == sorted((one.unmet for one in found), reverse=True)
    for one in found:
        unmet = 0
        for learner, taker in enumerate(problem.scores.learners):
            partner = problem.partner.get(learner)
            given = problem.scores.helpers[partner].offers if partner is not None else ()
            unmet += one.topic in taker.wants and one.topic not in given
        assert one.unmet == unmet
        assert one.more_placed is not None
        assert one.more_placed >= 0


def test_the_same_people_give_the_same_fits_whatever_their_order(workspace):
    problem = problem_of(workspace, "nmrt-2026")
    again = problem_of(workspace, "nmrt-2026")
    assert np.array_equal(problem.worth, again.worth)
    assert problem.proposal == again.proposal
