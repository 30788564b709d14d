"""What the random walk found, each as a short story that failed before."""

import pytest

from mentor_tui.actions import deciding, same_people
from mentor_tui.actions.erasing import erase, plan_erasure
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.invariants import broken_rules
from mentor_tui.actions.maintenance import examine
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import ActionError
from mentor_tui.domain import decisions
from mentor_tui.domain.records import LearnedMapping, SamePerson, Submission
from tests.forms import nlls_row, write_nlls

BOTH = "Mentor, Mentee"


def bring(workspace, folder, cohort, *rows):
    form = write_nlls(folder / "form.csv", [*rows])
    request = ImportRequest(files=[form], cohort=cohort, programme="nlls")
    write_import(workspace, plan_import(workspace, request))


def person(number, role, areas="Scheduling", **more):
    return nlls_row(number, f"Person{number} Sur{number}", role, areas, **more)


def address(number):
    return f"person{number}.sur{number}@example.org"


def test_a_word_that_others_wrote_too_stays_theirs_when_a_person_is_erased(workspace, tmp_path):
    first = person(1, "Mentee", "Knitting circle")
    second = person(2, "Mentee", "Knitting circle, Scheduling")
    bring(workspace, tmp_path, "c", first, second, person(3, "Mentor"))
    erase(workspace, address(1))
    (row,) = [one for one in workspace.store.all(Submission) if one.email == address(2)]
    assert row.answers["interests"] == "Knitting circle, Scheduling"
    assert all("erased" not in one.key for one in workspace.store.all(LearnedMapping))
    assert examine(workspace).problems == ()
    steps = len(workspace.store.undo(99))
    workspace.store.redo(steps)
    assert examine(workspace).problems == ()


def test_whoever_was_merged_over_several_steps_and_cohorts_is_erased_whole(workspace, tmp_path):
    rows = [person(number, "Mentee") for number in range(1, 6)]
    bring(workspace, tmp_path, "fall", *rows)
    bring(workspace, tmp_path, "spring", *rows)
    for cohort, keep, gone in (("fall", 2, 1), ("fall", 3, 2), ("spring", 4, 3)):
        same_people.merge_people(workspace, cohort, address(keep), address(gone))
    assert len(plan_erasure(workspace, address(4)).whom.ids) == 4
    erase(workspace, address(4))
    assert {one.email for one in workspace.store.all(Submission)} == {address(5)}
    assert workspace.store.all(SamePerson) == []
    assert examine(workspace).problems == ()


def test_a_pair_is_not_rejected_the_other_way_round_while_it_stands(workspace, tmp_path):
    bring(workspace, tmp_path, "c", person(1, BOTH), person(2, BOTH))
    roster = load_roster(workspace, "c")
    helper, learner = sorted(roster.helpers)
    deciding.decide(workspace, "c", "accept", [helper, learner])
    (pair,) = load_roster(workspace, "c").decided
    with pytest.raises(decisions.DecisionError, match="the other way round"):
        decisions.reject(load_roster(workspace, "c"), pair.learner, pair.helper, "2027-03-01")
    assert broken_rules(load_roster(workspace, "c")) == []


def test_an_earlier_cohort_gives_no_place_that_a_later_one_holds(workspace, tmp_path):
    rows = [person(1, "Mentor", places="1"), person(2, "Mentee"), person(3, "Mentee")]
    bring(workspace, tmp_path, "early", *rows)
    bring(workspace, tmp_path, "later", *rows)
    deciding.decide(workspace, "later", "accept", [address(1), address(2)])
    with pytest.raises(ActionError, match="places taken"):
        deciding.decide(workspace, "early", "accept", [address(1), address(3)])
    assert broken_rules(load_roster(workspace, "later")) == []
