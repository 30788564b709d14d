"""Deadlines, time stamps that cannot be read, dates in two orders, and people who only look alike."""

from datetime import date, datetime

import pytest

from mentor_tui.actions.cohorts import carry_over, create_cohort
from mentor_tui.actions.deciding import correct, waive
from mentor_tui.actions.import_dates import DateOrderUnclear
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.presenting import import_data
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.same_people import duplicates_of, keep_all
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.domain.calendar import CohortDates, dates_for
from mentor_tui.intake.duplicates import Known, likely_duplicates
from mentor_tui.programmes import parse_programme, programme_text
from tests.forms import NLLS_HEADINGS, csv_text, nlls_row, write_nlls

DEADLINE = CohortDates(deadline="2027-01-15")


def plan_of(workspace, path, **more):
    request = ImportRequest(files=[path], cohort="spring", programme="nlls", **more)
    return plan_import(workspace, request)


def bring(workspace, path, **more):
    plan = plan_of(workspace, path, **more)
    write_import(workspace, plan)
    return plan


def stamped(*stamps):
    rows = []
    for number, stamp in enumerate(stamps, 1):
        row = nlls_row(number, f"Person {chr(64 + number)}elly", "Mentee", "Circulation")
        row[0] = stamp
        rows.append(row)
    return rows


def verdicts(workspace, cohort="spring"):
    applicants = load_roster(workspace, cohort).applicants
    return {one.name: one.roles["mentee"].verdict for one in applicants}


@pytest.mark.parametrize("stamp", ["", "yesterday", "soon after lunch"])
def test_a_time_stamp_that_cannot_be_read_leaves_on_time_undecided(workspace, tmp_path, stamp):
    rows = stamped("1/14/2027 9:00:00", stamp)
    bring(workspace, write_nlls(tmp_path / "form.csv", rows), dates=DEADLINE)
    judged = verdicts(workspace)
    assert judged["Person Aelly"].status == "eligible"
    verdict = judged["Person Belly"]
    assert verdict.status == "undecided"
    assert [(one.rule, one.answer) for one in verdict.reasons] == [("deadline", stamp or "(blank)")]


def test_a_form_without_time_stamps_leaves_on_time_undecided(workspace, tmp_path):
    headings, row = NLLS_HEADINGS[1:], nlls_row(1, "Ana Ortiz", "Mentee", "Circulation")[1:]
    path = tmp_path / "form.csv"
    path.write_text(csv_text(headings, [row]), encoding="utf-8")
    bring(workspace, path, dates=DEADLINE)
    (verdict,) = verdicts(workspace).values()
    assert [(one.rule, one.answer) for one in verdict.reasons] == [("deadline", "(not asked)")]


def test_a_waiver_or_a_corrected_time_stamp_settles_it(workspace, tmp_path):
    bring(
        workspace, write_nlls(tmp_path / "form.csv", stamped("", "", "2027-02-01")), dates=DEADLINE
    )
    ids = {one.name: one.id for one in load_roster(workspace, "spring").applicants}
    waive(workspace, "spring", ids["Person Aelly"], "deadline", "it came by post")
    correct(workspace, "spring", ids["Person Belly"], "submitted=2027-01-20")
    correct(workspace, "spring", ids["Person Celly"], "submitted=2027-01-10")
    status = {name: verdict.status for name, verdict in verdicts(workspace).items()}
    assert status == {
        "Person Aelly": "eligible",
        "Person Belly": "ineligible",
        "Person Celly": "eligible",
    }


def test_who_comes_from_a_waiting_list_needs_no_time_stamp(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv", stamped("1/14/2027 9:00:00")))
    create_cohort(workspace, "fall", "nlls", CohortDates(deadline="2027-08-01"))
    carry_over(workspace, "fall", "spring")
    assert [verdict.status for verdict in verdicts(workspace, "fall").values()] == ["eligible"]


def test_dates_that_decide_and_can_be_read_in_two_ways_are_asked(workspace, tmp_path):
    path = write_nlls(tmp_path / "form.csv", stamped("12/1/2027 9:00", "11/1/2027 9:00"))
    workspace = Workspace(
        database=tmp_path / "other.sqlite",
        programmes_folder=tmp_path / "programmes",
        clock=lambda: datetime(2028, 2, 1, 10, 30),
    )
    with pytest.raises(DateOrderUnclear, match="decides who is late; say which") as raised:
        plan_of(workspace, path, dates=DEADLINE)
    assert raised.value.meanings == {"mdy": "1 December 2027", "dmy": "12 January 2027"}
    bring(workspace, path, dates=DEADLINE, date_order="dmy")
    assert {verdict.status for verdict in verdicts(workspace).values()} == {"eligible"}
    workspace.store.undo()
    bring(workspace, path, dates=DEADLINE, date_order="mdy")
    assert {verdict.status for verdict in verdicts(workspace).values()} == {"ineligible"}
    workspace.close()


def test_dates_in_two_ways_that_decide_nothing_are_not_asked(workspace, tmp_path):
    path = write_nlls(tmp_path / "form.csv", stamped("1/2/2026 9:00", "1/3/2026 9:00"))
    assert plan_of(workspace, path).counts[0].imported == 2


def test_which_of_two_answers_is_newer_is_asked_too(workspace, tmp_path):
    rows = stamped("2/1/2026 9:00", "1/3/2026 9:00")
    rows[1][1:3] = rows[0][1:3]
    with pytest.raises(DateOrderUnclear, match="which answer is the newer one"):
        plan_of(workspace, write_nlls(tmp_path / "form.csv", rows))


def test_applications_of_another_year_are_remarked_on(workspace, tmp_path):
    path = write_nlls(tmp_path / "form.csv", stamped("1/20/2026 9:00", "1/21/2026 9:00"))
    remark = import_data(plan_of(workspace, path, dates=DEADLINE))["consequences"][0]
    assert remark.startswith("all 2 were sent a year before this deadline (2027-01-15)")
    near = CohortDates(deadline="2026-01-31")
    assert import_data(plan_of(workspace, path, dates=near))["consequences"] == []


@pytest.mark.parametrize(
    ("today", "deadline", "starts"),
    [
        (date(2026, 12, 11), "2026-12-10", "2027-01-15"),
        (date(2026, 12, 10), "2026-12-10", "2027-01-15"),
        (date(2026, 10, 1), "2026-12-10", "2027-01-15"),
        (date(2027, 8, 1), "2027-12-10", "2028-01-15"),
    ],
)
def test_a_cohort_has_the_nearest_deadline(today, deadline, starts):
    programme = parse_programme(programme_text("mla-manitoba"))
    dates = dates_for(programme, today, CohortDates())
    assert (dates.deadline, dates.starts) == (deadline, starts)


def numbered(many):
    return [
        Known(f"p{number:03}", f"Applicant {number:03}", f"applicant{number:03}@example.org", "Elk")
        for number in range(1, many + 1)
    ]


def test_names_and_addresses_that_differ_in_digits_alone_are_different_people():
    assert likely_duplicates(numbered(58)) == []
    same_name = [
        Known("a", "Ana Ortiz", "reader1@example.org", "Elk Point"),
        Known("b", "Ana Ortiz", "reader2@example.org", "Elk Point"),
    ]
    assert likely_duplicates(same_name) == []
    initials = [
        Known("a", "Maria A", "maria.a@example.org", "Elk Point"),
        Known("b", "Maria B", "maria.b@example.org", "Elk Point"),
    ]
    assert likely_duplicates(initials) == []


def alike(number, name, library="Elk Point Library", requests=""):
    email = f"desk{chr(96 + number)}@example.org"
    return nlls_row(
        number, name, "Mentee", "Circulation", library=library, email=email, requests=requests
    )


def test_a_request_stands_before_likenesses_and_shared_addresses(workspace, tmp_path):
    rows = [
        alike(1, "Ana Ortiz", requests="Not with Ann Reimer please"),
        alike(2, "Ana Ortiz"),
        alike(3, "Ana Ortis"),
    ]
    rows[0][1] = "ana at example"
    bring(workspace, write_nlls(tmp_path / "form.csv", rows))
    kinds = [
        [flag.kind for flag in one.flags]
        for one in load_roster(workspace, "spring").applicants
        if any(flag.kind == "request" for flag in one.flags)
    ]
    assert kinds == [["request", "address", "duplicate", "duplicate"]]


def test_all_who_look_alike_are_different_people_in_one_step(workspace, tmp_path):
    names = ["Ana Ortiz", "Ana Ortis", "Anna Ortiz"]
    rows = [alike(number, name) for number, name in enumerate(names, 1)]
    bring(workspace, write_nlls(tmp_path / "form.csv", rows))
    assert len(duplicates_of(load_roster(workspace, "spring"))) == 2
    entry = keep_all(workspace, "spring")
    assert entry.step.sentence == "All different people: 2 pairs of alike people"
    assert duplicates_of(load_roster(workspace, "spring")) == []
    with pytest.raises(ActionError, match="nobody here looks like"):
        keep_all(workspace, "spring")
    workspace.store.undo()
    assert len(duplicates_of(load_roster(workspace, "spring"))) == 2
