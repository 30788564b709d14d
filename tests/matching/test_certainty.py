"""How sure a pair is: settled, free, depends; against integer programming and by hand."""

import random as shuffling

import numpy as np
import pytest

from mentor_tui.actions.certainty import certainty_counts, certainty_section
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.matching.certainty import DRAWS, Sure, certainties, drawn_weights
from mentor_tui.matching.optima import optima_of_learners, optima_of_peers
from mentor_tui.matching.pairing import OBJECTIVES, pair_learners
from mentor_tui.matching.problem import score_roster
from mentor_tui.matching.task import learners_task, peers_task
from tests.actions.test_importing import bring
from tests.forms import nlls_row, nlls_rows, write_nlls
from tests.matching.oracle import check_learners, check_peers

BUDGET, BOARD, TECH = "Budget management", "Board Relations", "Technology"


@pytest.mark.parametrize("objective", ["most-pairs", "total-fit"])
def test_what_every_best_list_has_agrees_with_integer_programming(objective):
    random = np.random.default_rng(51)
    for _ in range(25):
        check_learners(random, objective)
        check_peers(random, objective)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_place_that_two_want_equally_is_free_and_one_may_have_nobody(objective):
    task = learners_task([[50, 50, 10]], [1], None, (), objective)
    made = pair_learners([[50, 50, 10]], [1], objective=objective).pairs
    optima = optima_of_learners(task, made)
    assert optima.pairs.tolist() == [[True, True, False]]
    assert optima.alone.tolist() == [True, True, True]


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_fixed_pair_is_settled_and_out_of_every_exchange(objective):
    fit = np.full((2, 2), 40)
    task = learners_task(fit, [1, 1], None, [(0, 1)], objective)
    made = pair_learners(fit, [1, 1], fixed=[(0, 1)], objective=objective).pairs
    optima = optima_of_learners(task, made)
    assert optima.pairs.tolist() == [[False, True], [True, False]]
    assert not optima.alone.any()


def test_three_equal_peers_leave_any_of_them_alone():
    optima = optima_of_peers(peers_task(np.full((3, 3), 8), None, (), "most-pairs"))
    assert optima.pairs.sum() == 6
    assert optima.alone.all()


@pytest.fixture
def problem(workspace, tmp_path):
    def make(rows):
        bring(workspace, write_nlls(tmp_path / "form.csv", rows))
        return problem_of(workspace, "spring")

    return make


def by_names(problem):
    name = problem.roster.name
    return {
        (name(problem.helper_ids[helper]), name(problem.learner_ids[learner])): certainty
        for (helper, learner), certainty in certainties(problem).items()
    }


def test_two_mentors_alike_are_free_with_each_other(problem):
    made = problem(
        [
            nlls_row(1, "Beth Cho", "Mentor", BUDGET),
            nlls_row(2, "Pat Abbott", "Mentor", BUDGET),
            nlls_row(3, "Ana Ortiz", "Mentee", BUDGET),
            nlls_row(4, "Zoe Roy", "Mentee", BUDGET),
        ]
    )
    certain = by_names(made)
    assert {one.sure for one in certain.values()} == {Sure.FREE}
    assert all(one.kept == 1 for one in certain.values())
    for (helper, learner), one in certain.items():
        assert helper not in [made.roster.name(made.helper_ids[at]) for at in one.helpers]
        assert learner not in [made.roster.name(made.learner_ids[at]) for at in one.learners]
        assert len(one.helpers) == len(one.learners) == 1


def test_one_mentor_of_one_topic_each_is_settled(problem):
    certain = by_names(
        problem(
            [
                nlls_row(1, "Beth Cho", "Mentor", BUDGET),
                nlls_row(2, "Pat Abbott", "Mentor", BOARD),
                nlls_row(3, "Ana Ortiz", "Mentee", BUDGET),
                nlls_row(4, "Zoe Roy", "Mentee", BOARD),
            ]
        )
    )
    assert set(certain) == {("Beth Cho", "Ana Ortiz"), ("Pat Abbott", "Zoe Roy")}
    assert {one.sure for one in certain.values()} == {Sure.SETTLED}


GRANT = "Write a grant application for a new roof"


def near_the_edge():
    """One place and two learners: two of three topics with the very words, or all topics and no word."""
    offers = f"{BUDGET}, Scheduling"
    return [
        nlls_row(1, "Beth Cho", "Mentor", offers, goals=GRANT, size="10+"),
        nlls_row(2, "Ana Ortiz", "Mentee", f"{offers}, {BOARD}", goals=GRANT, size="10+"),
        nlls_row(3, "Zoe Roy", "Mentee", offers, goals="Summer storytime", size="2-4"),
    ]


def test_a_choice_that_slightly_other_weights_turn_depends(problem):
    certain = by_names(problem(near_the_edge()))
    assert list(certain) == [("Beth Cho", "Zoe Roy")]
    (one,) = certain.values()
    assert one.sure is Sure.DEPENDS
    assert 0 < one.kept < 1
    assert (one.helpers, one.learners, one.alone) == ((), (), False)


def test_the_draws_are_those_of_the_people_whatever_the_order_of_rows(problem, workspace):
    rows = nlls_rows()
    first = problem(rows)
    kept = {pair: one.kept for pair, one in by_names(first).items()}
    weights = [one.model_dump() for one in drawn_weights(first)]
    assert len(weights) == DRAWS
    for drawn in weights:
        for name, value in first.scores.weights.model_dump().items():
            assert 0.8 * value <= drawn[name] <= 1.2 * value
    assert weights == [one.model_dump() for one in drawn_weights(problem_of(workspace, "spring"))]
    assert {pair: one.kept for pair, one in by_names(first).items()} == kept


def test_another_order_of_rows_changes_nothing(workspace, tmp_path):
    rows = [row for row in nlls_rows() if "Ivo" not in row[2]] + near_the_edge()
    names = {}
    for number in range(2):
        shuffling.Random(number).shuffle(rows)
        cohort = f"c{number}"
        bring(workspace, write_nlls(tmp_path / f"{cohort}.csv", rows), cohort=cohort)
        names[number] = {
            pair: (one.sure, one.kept)
            for pair, one in by_names(problem_of(workspace, cohort)).items()
        }
    assert names[0] == names[1]


def test_reweighted_scores_are_those_of_new_ones(problem):
    made = problem(nlls_rows())
    weights = made.scores.weights.model_copy(update={"goals": 47.0, "interests": 31.5})
    again = score_roster(made.roster, weights)
    assert np.array_equal(made.scores.reweighted(weights).fit, again.fit)


def test_what_the_progress_raises_ends_the_work(problem):
    class Enough(Exception):
        pass

    calls = []

    def progress(done, whole):
        calls.append((done, whole))
        if done == 3:
            raise Enough

    with pytest.raises(Enough):
        certainties(problem(nlls_rows()), progress)
    assert calls == [(0, DRAWS), (1, DRAWS), (2, DRAWS), (3, DRAWS)]


@pytest.mark.parametrize("names", [True, False])
def test_the_report_counts_how_sure_and_names_partners_where_names_are_asked_for(problem, names):
    found = problem(nlls_rows())
    section = certainty_section(found, names)
    counts = certainty_counts(certainties(found))
    for sure, number in counts.items():
        assert f"{number} {sure}" in section.sentence
    people = [found.roster.name(person) for person in found.learner_ids]
    named = any(person in str(row) for row in section.rows for person in people)
    assert named == (names and counts["free"] + counts["depends"] > 0)
