"""People across forms: duplicates, later exports, options said otherwise, rows with too few or too many cells."""

import pytest

from mentor_tui.actions import deciding
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.maintenance import examine
from mentor_tui.actions.presenting import import_data
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.same_people import duplicates_of, keep_two, merge_people
from mentor_tui.actions.workspace import ActionError
from mentor_tui.intake.duplicates import Known, likely_duplicates
from tests.forms import NLLS_HEADINGS, csv_text, nlls_row, nlls_rows, write_nlls

TWICE = [
    nlls_row(1, "Beth Cho", "Mentor", "Scheduling, Circulation", library="Riverside Library"),
    nlls_row(
        2,
        "Ana Ortiz",
        "Mentee",
        "Scheduling",
        library="Elk Point Public Library",
        email="ana.ortiz@work.example.org",
        goals="First words",
    ),
    nlls_row(
        3,
        "Ana M. Ortiz",
        "Mentee",
        "Circulation",
        library="Elk Point Library",
        email="ana.ortiz@home.example.org",
        goals="Newer words",
    ),
    nlls_row(4, "Ana Ortega", "Mentee", "Scheduling", library="Elsewhere"),
]


def bring(workspace, path, cohort="spring", **more):
    plan = plan_import(
        workspace, ImportRequest(files=[path], cohort=cohort, programme="nlls", **more)
    )
    write_import(workspace, plan)
    return plan


def person(workspace, email):
    return next(one for one in load_roster(workspace, "spring").applicants if one.email == email)


@pytest.mark.parametrize(
    ("first", "second", "likely"),
    [
        (
            ("Ana Ortiz", "a@x.example.org", "Elk Point"),
            ("Ana Ortiz", "ana@y.example.org", "Elk Point"),
            True,
        ),
        (
            ("Ana Ortiz", "a@x.example.org", "Elk Point"),
            ("Ana Ortiz", "b@y.example.org", "Riverside"),
            False,
        ),
        (
            ("Ana Ortiz", "ana.ortiz@x.example.org", "A"),
            ("Ortiz, Ana", "ana.ortiz@y.example.org", "B"),
            True,
        ),
        (
            ("Ana Ortiz", "ana.ortiz@example.org", "A"),
            ("Ana Ortis", "ana.ortis@example.org", "B"),
            True,
        ),
        (("A. Ortiz", "", "Elk Point"), ("Ana Ortiz", "a@example.org", "Elk Point Library"), False),
        (
            ("A. Ortiz", "", "Elk Point Library"),
            ("Ana Ortiz", "a@example.org", "Elk Point Library"),
            True,
        ),
        (
            ("Ana Ortiz", "desk@example.org", "Elk Point"),
            ("Bea Xu", "desk@example.org", "Elk Point"),
            False,
        ),
        (("Ana Ortiz", "", "Elk Point"), ("Ana Ortiz", "a@example.org", ""), True),
        (("", "", ""), ("", "", ""), False),
        (("Zoë Roy", "z@x.example.org", "A"), ("Zoe Roy", "zr@x.example.org", "A"), True),
    ],
)
def test_who_is_probably_the_same(first, second, likely):
    assert bool(likely_duplicates([Known("a", *first), Known("b", *second)])) is likely


def test_two_who_are_one_are_flagged_merged_and_parted_again(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv", TWICE))
    old, new = (
        person(workspace, "ana.ortiz@work.example.org"),
        person(workspace, "ana.ortiz@home.example.org"),
    )
    found = duplicates_of(load_roster(workspace, "spring"))
    assert [set(two[:2]) for two in found] == [{old.id, new.id}]
    deciding.correct(workspace, "spring", old.id, "places=2")
    deciding.set_note(workspace, "spring", old.id, "called in January")
    deciding.decide(
        workspace, "spring", "reject", [person(workspace, "beth.cho@example.org").id, old.id]
    )
    before = load_roster(workspace, "spring")
    merge_people(workspace, "spring", new.id, old.id)
    after = load_roster(workspace, "spring")
    assert old.id not in after.people
    merged = after.people[new.id]
    assert merged.roles["mentee"].goals == "Newer words"
    assert merged.note == "called in January"
    assert merged.superseded == 1
    assert [(pair.learner, pair.state) for pair in after.pairs] == [(new.id, "rejected")]
    assert duplicates_of(after) == []
    assert examine(workspace).problems == ()
    later = [
        *TWICE,
        nlls_row(
            9,
            "Ana Ortiz",
            "Mentee",
            "Budget management",
            library="Elk Point",
            email="ana.ortiz@work.example.org",
        ),
    ]
    bring(workspace, write_nlls(tmp_path / "later.csv", later))
    assert load_roster(workspace, "spring").people[new.id].roles["mentee"].wants == (
        "Budget management",
    ), "who is one stays one"
    workspace.store.undo(2)
    assert load_roster(workspace, "spring") == before


def test_two_who_are_two_are_kept_and_asked_about_no_more(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv", TWICE))
    first, second, _ = duplicates_of(load_roster(workspace, "spring"))[0]
    keep_two(workspace, "spring", first, second)
    assert duplicates_of(load_roster(workspace, "spring")) == []
    with pytest.raises(ActionError, match="two people already"):
        keep_two(workspace, "spring", second, first)
    workspace.store.undo()
    assert len(duplicates_of(load_roster(workspace, "spring"))) == 1


def test_who_has_a_pair_is_not_merged_away(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv", TWICE))
    old, new = (
        person(workspace, "ana.ortiz@work.example.org"),
        person(workspace, "ana.ortiz@home.example.org"),
    )
    deciding.decide(
        workspace, "spring", "accept", [person(workspace, "beth.cho@example.org").id, old.id]
    )
    with pytest.raises(ActionError, match="has a pair"):
        merge_people(workspace, "spring", new.id, old.id)
    merge_people(workspace, "spring", old.id, new.id)
    assert load_roster(workspace, "spring").decided[0].learner == old.id


def test_a_later_export_says_what_changed_for_whom_and_who_is_gone(workspace, tmp_path):
    path = tmp_path / "form.csv"
    bring(workspace, write_nlls(path))
    deciding.correct(workspace, "spring", "ana.ortiz@example.org", "goals=As I heard by phone")
    deciding.clear_flags(workspace, "spring", "ana.ortiz@example.org")
    rows = [row for row in nlls_rows() if row[2] != "Zoë Roy"]
    rows.append(
        nlls_row(
            20,
            "Ana Ortiz",
            "Mentor, Mentee",
            "Circulation",
            goals="New goals",
            requests="Not with Beth Cho, please",
            places="4",
        )
    )
    plan = plan_import(workspace, ImportRequest(files=[write_nlls(path, rows)], cohort="spring"))
    changed = {(one.name, one.field): (one.was, one.now) for one in plan.news.answers}
    assert changed["Ana Ortiz", "places"] == ("", "4")
    assert changed["Ana Ortiz", "goals"][1] == "New goals"
    assert [(one.name, one.line) for one in plan.news.gone] == [("Zoë Roy", 10)]
    said = "\n".join(plan.news.sentences)
    assert "goals was answered anew, and your correction still counts" in said
    assert "Ana Ortiz as mentor: did not apply before, eligible now" in said
    assert "a new flag to read: Not with Beth Cho" in said
    data = import_data(plan)
    assert {one["field"] for one in data["changes"]} >= {"places", "goals", "requests"}
    assert data["gone"][0]["name"] == "Zoë Roy"
    write_import(workspace, plan)
    assert person(workspace, "ana.ortiz@example.org").short("goals") == "As I heard by phone"
    assert any(one.name == "Zoë Roy" for one in load_roster(workspace, "spring").applicants), (
        "she stays until withdrawn"
    )


def test_another_form_into_the_same_cohort_leaves_nobody_gone(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    plan = plan_import(
        workspace,
        ImportRequest(
            files=[
                write_nlls(
                    tmp_path / "other.csv", [nlls_row(30, "New Person", "Mentee", "Circulation")]
                )
            ],
            cohort="spring",
        ),
    )
    assert plan.news.gone == ()


def test_options_are_learned_corrected_and_remembered(workspace, tmp_path):
    rows = [
        nlls_row(n, f"Person{n} Name{n}", "Mentee", "Bee keeping, Scheduling, Nothing special")
        for n in range(4)
    ]
    rows += [
        nlls_row(n, f"Person{n} Name{n}", "Mentee", "Keeping bees, Board Relations")
        for n in range(4, 8)
    ]
    path = write_nlls(tmp_path / "form.csv", rows)
    plan = plan_import(workspace, ImportRequest(files=[path], cohort="spring", programme="nlls"))
    learned = plan.learned["interests"]
    assert {"Bee keeping", "Keeping bees", "Nothing special"} <= set(learned)
    said = {("interests", "Bee keeping"): "Keeping bees", ("interests", "Nothing special"): ""}
    plan = bring(workspace, path, options_said=said)
    wants = load_roster(workspace, "spring").applicants[0].roles["mentee"].wants
    assert "Bee keeping" not in wants
    assert plan.learned["interests"]["Nothing special"] == ""
    next_year = plan_import(workspace, ImportRequest(files=[path], cohort="next", programme="nlls"))
    assert "Nothing special" not in next_year.learned.get("interests", {})
    assert "Bee keeping" not in next_year.learned.get("interests", {})


def test_rows_with_too_few_and_too_many_cells_are_taken_and_pointed_at(workspace, tmp_path):
    rows = nlls_rows()
    rows[2] = rows[2][:9]
    rows[4] = [*rows[4], "", "left over"]
    path = tmp_path / "form.csv"
    path.write_text(csv_text(NLLS_HEADINGS, rows), encoding="utf-8")
    plan = bring(workspace, path)
    remarks = {one.line: one.why for one in plan.counts[0].reading.remarks}
    assert remarks[5].startswith("this row has 9 cells for 11 headings")
    assert "cut in two" in remarks[7]
    assert len(load_roster(workspace, "spring").applicants) == 7
    assert "left over" in str(person(workspace, "ruth.ng@example.org").extra)


def test_a_workbook_that_leaves_out_blank_cells_at_the_end_is_no_ragged_file(workspace, tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in [NLLS_HEADINGS, *nlls_rows()]:
        book.active.append(row)
    book.save(tmp_path / "form.xlsx")
    assert bring(workspace, tmp_path / "form.xlsx").counts[0].reading.remarks == ()
