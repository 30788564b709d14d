"""Columns that only their neighbours tell: a write-in beside a list, a family name beside a first name."""

import csv

import pytest

from mentor_tui.actions.importing import ImportRequest, plan_import
from mentor_tui.intake.companions import is_only_other, without_other
from mentor_tui.intake.naming import is_summary

TOPICS = ["Governance", "Circulation", "Budget management", "Scheduling"]


@pytest.fixture
def read(workspace, tmp_path):
    def plan(headings, rows):
        path = tmp_path / "form.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([headings, *rows])
        request = ImportRequest(files=[path], cohort="spring", programme="nlls")
        return plan_import(workspace, request)

    return plan


def rows_of(*written):
    rows = []
    for number, more in enumerate(written):
        name = f"Ann{'abcdefghij'[number]} Roy"
        ticked = TOPICS[number % 4] + (", Other" if more else "")
        role = "Mentor" if number % 2 else "Mentee"
        rows.append(
            [name, f"p{number}@example.org", f"Library {number}", role, "2-4", ticked, more]
        )
    return rows


def topics(plan, number):
    person = next(one for one in plan.applicants if one.email == f"p{number}@example.org")
    entry = next(iter(person.roles.values()))
    return set(entry.offers) | set(entry.wants)


@pytest.mark.parametrize(
    "headings",
    [
        ("Areas of interest - Selected Choice", "Areas of interest - Other - Text"),
        ("Areas of interest", "Another area you would add"),
        ("Areas of interest", "Autre domaine (précisez)"),
        ("Areas of interest", "Others, if any"),
    ],
)
def test_what_is_written_beside_a_list_is_a_topic_of_it_and_other_is_none(read, headings):
    who = ["Name", "Email", "Library", "I am applying as a", "Library staff, manager included"]
    plan = read(
        [*who, *headings], rows_of("", "sewing circles, weaving", "", "", "grain sheds", "")
    )
    assert topics(plan, 1) == {"Circulation", "sewing circles, weaving"}
    assert topics(plan, 4) == {"Governance", "grain sheds"}
    assert topics(plan, 0) == {"Governance"}


def test_other_remarks_beside_a_list_are_no_topics(read):
    who = ["Name", "Email", "Library", "I am applying as a", "Library staff, manager included"]
    answers = rows_of("", "", "Evenings only, please, as I teach.", "", "", "")
    plan = read([*who, "Areas of interest", "Other comments"], answers)
    assert topics(plan, 2) == {"Budget management"}


@pytest.mark.parametrize("family", ["Nom", "Name"])
def test_a_name_beside_a_first_name_that_it_does_not_hold_is_the_family_name(read, family):
    rows = [["Roy", "Zoé", *row[1:]] for row in rows_of("", "", "")]
    headings = [family, "Prénom", "Email", "Library", "I am applying as a"]
    plan = read([*headings, "Library staff, manager included", "Areas of interest", "x"], rows)
    assert {person.name for person in plan.applicants} == {"Zoé Roy"}


def test_a_whole_name_beside_a_first_name_stays_whole(read):
    rows = [["Zoé Roy", "Zoé", *row[1:]] for row in rows_of("", "", "")]
    headings = ["Name", "First name", "Email", "Library", "I am applying as a"]
    plan = read([*headings, "Library staff, manager included", "Areas of interest", "x"], rows)
    assert {person.name for person in plan.applicants} == {"Zoé Roy"}


@pytest.mark.parametrize(
    ("status", "finished", "email", "reason"),
    [
        ("Survey Preview", "True", "p9@example.org", "a preview of the form, no application"),
        ("IP Address", "False", "", "begun and not sent, and without an address"),
    ],
)
def test_previews_and_forms_not_sent_are_set_aside(read, status, finished, email, reason):
    headings = ["Status", "Finished", "Name", "Email", "Library", "I am applying as a"]
    headings += ["Library staff, manager included", "Areas of interest", "x"]
    rows = [["IP Address", "True", *row] for row in rows_of("", "", "")]
    rows.append([status, finished, "Test Test", email, "x", "Mentor", "2-4", "Governance", ""])
    plan = read(headings, rows)
    assert len(plan.applicants) == 3
    assert [aside.reason for aside in plan.counts[0].reading.set_aside] == [reason]


@pytest.mark.parametrize("text", ["Other", "other:", "Other (please specify)", "Autre", "Autres"])
def test_other_alone_is_no_topic(text):
    assert is_only_other(text)
    assert without_other(f"Governance, {text}, Circulation") == "Governance, Circulation"


@pytest.mark.parametrize("text", ["Other libraries' programmes", "Another language", "Otherness"])
def test_a_topic_that_begins_with_other_stays(text):
    assert not is_only_other(text)
    assert without_other(f"Governance, {text}") == f"Governance, {text}"


def test_a_number_in_the_place_of_a_name_is_a_total():
    assert is_summary("13")
    assert not is_summary("Li 2")
