"""From a form export to applications."""

import json
import random

import pytest

from mentor_tui.actions.deciding import correct, decide, waive
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.presenting import applicant_data, import_data, suggestion_data
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.intake import FileRejected
from tests.forms import NLLS_HEADINGS, csv_text, nlls_row, nlls_rows, write_nlls


def bring(workspace, path, cohort="spring", programme="nlls", **more):
    plan = plan_import(
        workspace, ImportRequest(files=[path], cohort=cohort, programme=programme, **more)
    )
    write_import(workspace, plan)
    return plan


def people(workspace, cohort="spring"):
    roster = load_roster(workspace, cohort)
    return {
        one["name"]: one for one in (applicant_data(roster, person) for person in roster.applicants)
    }


def test_a_form_becomes_applicants_without_loss(workspace, tmp_path):
    plan = bring(workspace, write_nlls(tmp_path / "form.csv"))
    report = import_data(plan)
    assert report["files"][0] | {"set_aside": 0} == report["files"][0] | {"set_aside": 0}
    counts = report["files"][0]
    assert (counts["rows"], counts["imported"], counts["superseded"], counts["set_aside"]) == (
        8,
        7,
        1,
        [],
    )
    assert {(one["was"], one["now"]) for one in report["repairs"]} == {
        ("4-Feb", "2-4"),
        ("9-May", "5-9"),
    }
    assert all(column["field"] for column in report["columns"])
    found = people(workspace)
    assert found["Beth Cho"]["offers"] == [
        "Policy Creation / Review",
        "Board Relations",
        "Diversity, Equity, & Inclusion",
    ]
    assert found["Beth Cho"]["roles"]["mentor"]["places"] == 2
    assert set(found["Ruth Ng"]["roles"]) == {"mentor", "mentee"}
    assert found["Ivo Lund"]["wants"][0] == "Diversity, Equity, & Inclusion"
    assert "Scheduling" in found["Ivo Lund"]["wants"]
    assert found["Ana Ortiz"]["flags"][0]["kind"] == "request"


def test_write_ins_that_mean_the_same_count_as_one_topic(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    found = people(workspace)
    shared = set(found["Ruth Ng"]["offers"]) & set(found["Ivo Lund"]["wants"])
    assert "Scheduling" in shared


def test_the_same_file_again_changes_nothing(workspace, tmp_path):
    path = write_nlls(tmp_path / "form.csv")
    bring(workspace, path)
    before = workspace.store.log()
    plan = plan_import(workspace, ImportRequest(files=[path], cohort="spring"))
    assert plan.nothing_new
    assert plan.counts[0].unchanged == 8
    assert write_import(workspace, plan) is None
    assert workspace.store.log() == before


def test_a_later_export_adds_and_updates_and_keeps_what_was_decided(workspace, tmp_path):
    path = write_nlls(tmp_path / "form.csv")
    bring(workspace, path)
    decide(workspace, "spring", "accept", ["beth.cho@example.org", "ana.ortiz@example.org"])
    correct(
        workspace=workspace,
        cohort="spring",
        who="pat.abbott@example.org",
        setting="places=3",
        reason="said on the phone",
    )
    rows = [
        *nlls_rows(),
        nlls_row(20, "Ana Ortiz", "Mentee", "Scheduling"),
        nlls_row(21, "New Person", "Mentee", "Circulation"),
    ]
    plan = bring(workspace, write_nlls(path, rows))
    assert (plan.counts[0].imported, plan.counts[0].updated, plan.counts[0].unchanged) == (1, 1, 8)
    assert plan.news.sentences[-1] == "the pair Ana Ortiz + Beth Cho has new answers"
    found = people(workspace)
    assert found["Ana Ortiz"]["wants"] == ["Scheduling"]
    assert found["Pat Abbott"]["roles"]["mentor"]["places"] == 3
    roster = load_roster(workspace, "spring")
    assert [pair.changed for pair in roster.decided] == [True]


def test_the_order_of_rows_changes_nothing(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    rows = nlls_rows()
    random.Random(5).shuffle(rows)
    bring(workspace, write_nlls(tmp_path / "shuffled.csv", rows), cohort="shuffled")
    first, second = (
        suggestion_data(problem_of(workspace, name)) | {"cohort": ""}
        for name in ("spring", "shuffled")
    )
    assert json.dumps(first) == json.dumps(second)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_give_the_same_people(workspace, tmp_path, encoding, delimiter):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    text = csv_text(NLLS_HEADINGS, nlls_rows(), delimiter).replace(
        "\r\n", "\r" if delimiter == "\t" else "\r\n"
    )
    other = tmp_path / "other.csv"
    other.write_bytes(text.encode(encoding))
    bring(workspace, other, cohort="other")
    assert people(workspace) == people(workspace, "other")


def test_title_lines_blank_rows_and_columns_are_passed_over(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    rows = [[*row[:4], "", *row[4:], ""] for row in nlls_rows()]
    headings = [*NLLS_HEADINGS[:4], "", *NLLS_HEADINGS[4:], ""]
    blank = [""] * len(headings)
    path = tmp_path / "titled.csv"
    path.write_text(
        csv_text(
            ["Answers of our form"],
            [["printed for the committee"], blank, headings, *rows[:3], blank, *rows[3:]],
        )
    )
    bring(workspace, path, cohort="titled")
    assert people(workspace) == people(workspace, "titled")


def test_a_heading_that_nobody_knows_is_kept_on_the_card(workspace, tmp_path):
    headings = [*NLLS_HEADINGS, "Favourite colour of book cloth"]
    path = tmp_path / "form.csv"
    path.write_text(csv_text(headings, [[*row, "buckram blue"] for row in nlls_rows()]))
    bring(workspace, path)
    roster = load_roster(workspace, "spring")
    assert all(
        one.extra == {"Favourite colour of book cloth": "buckram blue"} for one in roster.applicants
    )


def test_a_mapping_said_outright_is_remembered_for_next_year(workspace, tmp_path):
    headings = [*NLLS_HEADINGS[:7], "Tell the owl", *NLLS_HEADINGS[8:]]
    path = tmp_path / "form.csv"
    path.write_text(csv_text(headings, nlls_rows()))
    bring(workspace, path, maps={"Tell the owl": "goals"})
    assert people(workspace)["Zoë Roy"]["goals"] == "Understand budgets."
    again = plan_import(workspace, ImportRequest(files=[path], cohort="next", programme="nlls"))
    assert [column.how for column in again.columns if column.field == "goals"] == ["remembered"]


def test_one_address_with_two_names_stays_two_people_and_is_flagged(workspace, tmp_path):
    rows = [
        nlls_row(1, "Kim Lee", "Mentee", "Circulation", email="desk@example.org"),
        nlls_row(2, "Jo Park", "Mentor", "Circulation", email="desk@example.org"),
        nlls_row(3, "Al Roy", "Mentee", "", email=""),
    ]
    bring(workspace, write_nlls(tmp_path / "form.csv", rows))
    found = people(workspace)
    assert len(found) == 3
    assert [flag["kind"] for flag in found["Kim Lee"]["flags"]] == ["same-address"]


def test_rows_without_anybody_and_dates_that_do_not_exist_are_set_aside(workspace, tmp_path):
    bad = nlls_row(2, "Bad Date", "Mentee", "Circulation")
    bad[0] = "2/30/2027 10:00:00"
    nobody = nlls_row(3, "No Body", "Mentee", "Circulation", email="")
    nobody[2] = ""
    plan = bring(
        workspace,
        write_nlls(
            tmp_path / "form.csv", [nlls_row(1, "Al Roy", "Mentee", "Circulation"), bad, nobody]
        ),
    )
    assert [aside.line for aside in plan.counts[0].reading.set_aside] == [4, 5]
    assert (
        "does not exist" in plan.counts[0].reading.set_aside[0].reason
        or "no date" in plan.counts[0].reading.set_aside[0].reason
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.csv", b"", "is empty"),
        ("paper.csv", b"%PDF-1.7 nothing", "is a PDF"),
        ("headings.csv", csv_text(NLLS_HEADINGS, []).encode(), "no answers"),
        ("noise.csv", bytes(range(256)) * 40, "not a text table"),
        ("broken.xlsx", b"PK\x03\x04 and no more", "cannot be|damaged"),
        ("other.csv", b"a,b\n1,2\n", "no heading"),
    ],
)
def test_files_that_are_no_form_are_refused_in_a_sentence(workspace, tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FileRejected, match=words):
        plan_import(workspace, ImportRequest(files=[path], cohort="spring", programme="nlls"))
    assert workspace.store.log() == []


def test_late_is_late_and_a_waiver_lets_in(workspace, tmp_path):
    from mentor_tui.domain.calendar import CohortDates

    on_time, late = (
        nlls_row(1, "On Time", "Mentee", "Circulation"),
        nlls_row(2, "Too Late", "Mentee", "Circulation"),
    )
    on_time[0], late[0] = "1/15/2027 23:52:00", "1/16/2027 00:04:00"
    rows = [on_time, late, nlls_row(3, "Beth Cho", "Mentor", "Circulation", places="2")]
    bring(
        workspace, write_nlls(tmp_path / "form.csv", rows), dates=CohortDates(deadline="2027-01-15")
    )
    found = people(workspace)
    assert found["On Time"]["roles"]["mentee"]["status"] == "eligible"
    assert found["Too Late"]["late"]
    assert found["Too Late"]["roles"]["mentee"]["reasons"][0]["rule"] == "deadline"
    waive(
        workspace=workspace,
        cohort="spring",
        who="too.late@example.org",
        rule="deadline",
        reason="the post was slow",
    )
    role = people(workspace)["Too Late"]["roles"]["mentee"]
    assert role["status"] == "eligible"
    assert role["waived"] == [{"rule": "deadline", "reason": "the post was slow"}]
