"""One list under a heading that names no side: each side answers it for itself."""

import csv

import pytest

from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.roster_loading import load_roster

TOPICS = ("Leadership", "Committee work", "Cataloging, metadata and linked data")


def write(path, heading, of_mentors=True):
    rows = [
        [f"Person {letter}", f"{letter}@example.org", role, "6 years", "Yes", "Yes", topics]
        for letter, role, topics in (
            ("Ana", "Mentor", TOPICS[0] if of_mentors else ""),
            ("Bea", "Mentor", TOPICS[2] if of_mentors else ""),
            ("Cleo", "Mentee", f"{TOPICS[0]}, {TOPICS[1]}"),
            ("Dora", "Mentee", TOPICS[2]),
        )
    ]
    head = [
        "Name",
        "Email",
        "Role",
        "Years of experience",
        "ALA member?",
        "Twice a month?",
        heading,
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def taken(workspace, path):
    request = ImportRequest(files=[path], cohort="c", programme="nmrt")
    write_import(workspace, plan_import(workspace, request))
    people = load_roster(workspace, "c").applicants
    entries = {person.email.split("@")[0]: next(iter(person.roles.values())) for person in people}
    return {name: (entry.offers, entry.wants) for name, entry in entries.items()}


@pytest.mark.parametrize("heading", ["Topics", "Areas of interest", "Topics of interest"])
def test_mentors_offer_and_mentees_want_what_they_ticked_in_the_one_list(
    workspace, tmp_path, heading
):
    people = taken(workspace, write(tmp_path / "form.csv", heading))
    assert people["Ana"] == ((TOPICS[0],), ())
    assert people["Bea"] == ((TOPICS[2],), ())
    assert people["Cleo"] == ((), (TOPICS[0], TOPICS[1]))
    assert people["Dora"] == ((), (TOPICS[2],))


def test_a_heading_that_asks_what_one_wants_makes_no_offer(workspace, tmp_path):
    path = write(tmp_path / "form.csv", "What would you like to learn?")
    assert taken(workspace, path)["Ana"] == ((), ())


def test_a_list_that_only_one_side_answered_stays_with_that_side(workspace, tmp_path):
    path = write(tmp_path / "form.csv", "Areas of interest", of_mentors=False)
    assert taken(workspace, path)["Cleo"] == ((), (TOPICS[0], TOPICS[1]))
