"""The options of a form, question by question: joined, split, renamed, listed; seen before writing, remembered."""

import pytest

from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.option_lists import (
    options_found,
    pieces_after,
    with_joined,
    with_list,
    with_name,
    with_split,
)
from mentor_tui.actions.workspace import ActionError
from tests.forms import nlls_row, write_nlls


def plan_of(workspace, folder, areas, cohort="spring"):
    rows = [nlls_row(n, f"Person{n} Name{n}", "Mentee", text) for n, text in enumerate(areas)]
    write_nlls(folder / "form.csv", rows)
    request = ImportRequest(files=[folder / "form.csv"], cohort=cohort, programme="nlls")
    return plan_import(workspace, request)


def counts(plan):
    return {line.option: line.answers for line in options_found(plan) if line.field == "interests"}


def line_of(plan, option):
    return next(line for line in options_found(plan) if line.option == option)


def again(workspace, request):
    return plan_import(workspace, request)


def test_options_are_counted_per_question(workspace, tmp_path):
    plan = plan_of(workspace, tmp_path, ["Scheduling", "Scheduling, Circulation"])
    assert counts(plan) == {"Scheduling": 2, "Circulation": 1}
    assert len({line.field for line in options_found(plan)}) > 1


def test_two_pieces_become_one_option_before_and_after_writing(workspace, tmp_path):
    plan = plan_of(workspace, tmp_path, ["Bees, Honey", "Bees, Honey, Scheduling", "Bees", "Honey"])
    assert counts(plan)["Bees"] == 3
    assert pieces_after(plan, line_of(plan, "Bees")) == [("Honey", 2)]
    plan = again(workspace, with_joined(plan, line_of(plan, "Bees"), "Honey"))
    assert counts(plan) == {"Bees, Honey": 2, "Scheduling": 1, "Bees": 1, "Honey": 1}
    write_import(workspace, plan)
    assert counts(plan_of(workspace, tmp_path, ["Bees, Honey"], "next")) == {"Bees, Honey": 1}


def test_an_option_is_split_also_where_the_programme_knows_it(workspace, tmp_path):
    plan = plan_of(workspace, tmp_path, ["Bees, and wax", "Bees, and wax", "Scheduling"])
    plan = again(workspace, with_split(plan, line_of(plan, "Bees, and wax"), ["Bees", "and wax"]))
    assert counts(plan) == {"Bees": 2, "and wax": 2, "Scheduling": 1}
    write_import(workspace, plan)
    after = counts(plan_of(workspace, tmp_path, ["Bees, and wax"], "next"))
    assert after == {"Bees": 1, "and wax": 1}


def test_a_split_that_changes_the_words_is_refused(workspace, tmp_path):
    plan = plan_of(workspace, tmp_path, ["Bees, and wax", "Bees, and wax"])
    with pytest.raises(ActionError, match=r"put \| where"):
        with_split(plan, line_of(plan, "Bees, and wax"), ["Bees", "wax"])


def test_an_option_gets_another_name_and_keeps_it(workspace, tmp_path):
    plan = plan_of(workspace, tmp_path, ["Scheduling", "Scheduling"])
    plan = again(workspace, with_name(plan, line_of(plan, "Scheduling"), "Rosters"))
    assert line_of(plan, "Scheduling").shown == "Rosters"
    assert plan.applicants[0].roles["mentee"].wants == ("Rosters",)
    write_import(workspace, plan)
    assert line_of(plan_of(workspace, tmp_path, ["Scheduling"], "next"), "Scheduling").shown == (
        "Rosters"
    )


def test_a_whole_list_is_given_for_one_question(workspace, tmp_path):
    plan = plan_of(workspace, tmp_path, ["Bees, wax, Scheduling"])
    plan = again(workspace, with_list(plan, "interests", ["Bees, wax", "", " Scheduling "]))
    assert counts(plan) == {"Bees, wax": 1, "Scheduling": 1}
    with pytest.raises(ActionError, match="the list is empty"):
        with_list(plan, "interests", [" "])


def test_joined_options_come_apart_again(workspace, tmp_path):
    plan = plan_of(workspace, tmp_path, ["Bees, Honey", "Bees", "Honey"])
    joined = again(workspace, with_joined(plan, line_of(plan, "Bees"), "Honey"))
    apart = with_split(joined, line_of(joined, "Bees, Honey"), ["Bees", "Honey"])
    assert counts(again(workspace, apart)) == counts(plan)
