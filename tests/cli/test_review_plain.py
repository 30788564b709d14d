"""The review by question and answer is the app's review: the same states, one undo, a second key where it counts."""

import io

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.cli.review import review
from tests.review.small import COHORT, ROWS, asking, bring, person


def answer(workspace, keys, cohort=COHORT):
    """Give keys, one a line, and return what was told."""
    target = io.StringIO()
    review(workspace, cohort, io.StringIO("".join(f"{key}\n" for key in keys)), target)
    return target.getvalue()


def placed(workspace, cohort=COHORT):
    roster = load_roster(workspace, cohort)
    return {roster.name(person): pair for person, pair in roster.placed.items()}


def test_outside_the_plan_the_first_a_only_says_who_ends_with_nobody(workspace, tmp_path):
    bring(workspace, tmp_path)
    told = answer(workspace, ["j", "j", "a", "q"])
    assert "State: NOBODY LEFT" in told
    assert "Mentee: Jonas Berg" in told
    assert "Kofi Moreau ends with nobody" in told
    assert placed(workspace) == {}
    answer(workspace, ["j", "j", "a", "a", "q"])
    assert list(placed(workspace)) == ["Jonas Berg"]


def test_browsing_on_disarms_the_second_a(workspace, tmp_path):
    bring(workspace, tmp_path)
    answer(workspace, ["j", "j", "a", "n", "a", "q"])
    assert placed(workspace) == {}


def test_those_whom_the_plan_gives_somebody_come_first_and_take_one_key_each(workspace, tmp_path):
    bring(workspace, tmp_path)
    told = answer(workspace, ["a", "a", "q"])
    assert sorted(placed(workspace)) == ["Elif Kaya", "Kofi Moreau"]
    assert told.rindex("Mentee: Jonas Berg") > told.rindex("Accepted")


def test_a_request_stands_first_in_full_and_f_reads_it(workspace, tmp_path):
    text = "Remote only, please. " + "Not on Tuesdays. " * 20
    rows = [row for row in ROWS if row[2] not in ("Kofi Moreau", "Jonas Berg")]
    bring(workspace, tmp_path, [*rows, asking(9, "Kofi Moreau", text)])
    told = answer(workspace, ["j", "q"])
    shown = told[told.index("Mentee: Kofi Moreau") - 900 : told.index("Mentee: Kofi Moreau")]
    assert "State: READ FIRST" in shown
    assert text.strip() in shown
    told = answer(workspace, ["j", "f", "a", "q"])
    assert "Read the request of Kofi Moreau" in told
    assert "Accepted Kofi Moreau + Beth Cho.  u" in told


def test_undo_takes_back_this_cohorts_step_and_no_other(workspace, tmp_path):
    bring(workspace, tmp_path)
    bring(workspace, tmp_path, cohort="another")
    roster = load_roster(workspace, COHORT)
    decide(workspace, COHORT, "later", [person(roster, "Elif Kaya")])
    decide(workspace, "another", "later", [person(roster, "Elif Kaya")])
    told = answer(workspace, ["u", "q"])
    assert "Undone: Put off until later: Elif Kaya" in told
    assert not load_roster(workspace, COHORT).status_of
    assert load_roster(workspace, "another").status_of


def test_the_review_calls_people_by_the_programmes_words_alone(workspace, tmp_path):
    bring(workspace, tmp_path)
    told = answer(workspace, ["?", "n", "x", "q"]).casefold()
    assert "learner" not in told
    assert "helper" not in told
