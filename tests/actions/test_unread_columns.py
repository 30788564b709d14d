"""What people wrote where no field reads it is said before the import, and remarks are flags."""

import csv

import pytest

from mentor_tui.actions.importing import ImportRequest, plan_import
from mentor_tui.actions.presenting import import_data

HEADINGS = ["Name", "Email", "Library", "I am applying as a", "Library staff, manager included"]
HEADINGS += ["Areas of interest"]
REMARKS = [
    "",
    "Only on the north road, I have no car.",
    "n/a",
    "Nothing else, thanks!",
    "My board would have to agree first.",
    "",
    "",
    "none at the moment",
]


def form(tmp_path, heading, answers):
    path = tmp_path / "form.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*HEADINGS, heading])
        for number, answer in enumerate(answers):
            person = f"Ann{'abcdefghij'[number]} Reimer"
            address = f"p{number}@example.org"
            role = "Mentor" if number % 2 else "Mentee"
            writer.writerow(
                [person, address, f"{person} Library", role, "2-4", "Governance", answer]
            )
    return path


@pytest.fixture
def plan_of(workspace, tmp_path):
    def plan(heading, answers):
        path = form(tmp_path, heading, answers)
        return plan_import(
            workspace, ImportRequest(files=[path], cohort="spring", programme="nlls")
        )

    return plan


def requests_of(plan):
    return {
        flag.text for person in plan.applicants for flag in person.flags if flag.kind == "request"
    }


def test_sentences_under_an_unknown_heading_that_some_leave_blank_are_requests(plan_of):
    plan = plan_of("Zum Schluss", REMARKS)
    assert requests_of(plan) == {REMARKS[1], REMARKS[4]}


def test_what_everybody_answers_under_an_unknown_heading_is_named_and_is_no_request(plan_of):
    answers = [f"My week begins with story number {number} of the desk." for number in range(8)]
    plan = plan_of("Describe a week of yours", answers)
    assert requests_of(plan) == set()
    assert [vars(column) for column in plan.unread] == [
        {"heading": "Describe a week of yours", "people": 8}
    ]
    assert import_data(plan)["unread"] == [{"heading": "Describe a week of yours", "people": 8}]


@pytest.mark.parametrize(
    "answers",
    [
        ["Standalone library", "School", "School", "School", "", "", "School", "School"],
        [f"10/{number + 1}/2026 8:01:00 AM" for number in range(8)],
        ["n/a", "Nothing to add, thank you", "no", "", "none", "rien", "-", "no comment"],
    ],
)
def test_lists_stamps_and_blanks_are_neither(plan_of, answers):
    plan = plan_of("Something else again", answers)
    assert plan.unread == ()
    assert requests_of(plan) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Please withdraw my application, we are moving.",
        "I would like to stop my application for now",
        "Je dois annuler mon inscription",
        "I am away all of March",
        "En ligne seulement, merci",
        "I do not drive in winter",
    ],
)
def test_who_steps_back_or_cannot_come_is_read_first_wherever_it_is_written(plan_of, text):
    answers = [f"The desk taught me thing number {number} this year." for number in range(7)]
    assert text in requests_of(plan_of("Describe a week of yours", [*answers, text]))
