"""Liaisons who know about a pair's topics or type of library look after it, where loads allow it."""

import pytest

from mentor_tui.actions.deciding import correct, decide
from mentor_tui.actions.following import end_pair
from mentor_tui.actions.liaising import assign_liaisons, import_liaisons
from mentor_tui.actions.roster_loading import load_roster
from tests.actions.test_importing import bring
from tests.forms import csv_text, nlls_row, write_nlls

PAIRS = (
    ("Budget management", "Rita Abbott", "Sam Birch"),
    ("Circulation", "Uma Cole", "Vic Dunn"),
    ("Hiring/Firing", "Wes East", "Xia Ford"),
)


def address(name):
    return f"{name.replace(' ', '.').lower()}@example.org"


@pytest.fixture
def three_pairs(workspace, tmp_path):
    rows = []
    for number, (topic, mentor, mentee) in enumerate(PAIRS):
        rows += [nlls_row(2 * number, mentor, "Mentor", topic)]
        rows += [nlls_row(2 * number + 1, mentee, "Mentee", topic)]
    bring(workspace, write_nlls(tmp_path / "form.csv", rows))
    for _, mentor, mentee in PAIRS:
        decide(workspace, "spring", "accept", [address(mentor), address(mentee)])
    return workspace


def committee(workspace, tmp_path, *people, headings=("Name", "Email", "Library", "Topics")):
    path = tmp_path / "committee.csv"
    path.write_text(csv_text(headings, [[one[0], address(one[0]), *one[1:]] for one in people]))
    return import_liaisons(workspace, "spring", path)


def looked_after(workspace):
    roster = load_roster(workspace, "spring")
    names = {one.id: one.name for one in roster.liaisons}
    return {roster.name(pair.learner): names[pair.liaison] for pair in roster.decided}


@pytest.mark.parametrize("turn", range(3))
def test_a_topic_in_common_breaks_ties_whatever_the_order_of_the_list(three_pairs, tmp_path, turn):
    people = [
        ("Lil Moe", "", "hiring, Budget management"),
        ("Max Noor", "", "circ"),
        ("Nia Ode", "", "HIRING/FIRING"),
    ]
    committee(three_pairs, tmp_path, *people[turn:], *people[:turn])
    assign_liaisons(three_pairs, "spring")
    assert looked_after(three_pairs) == {
        "Sam Birch": "Lil Moe",
        "Vic Dunn": "Max Noor",
        "Xia Ford": "Nia Ode",
    }


def test_even_loads_come_before_topics(three_pairs, tmp_path):
    everything = "Budget management; Circulation; Hiring/Firing"
    committee(
        three_pairs,
        tmp_path,
        ("Lil Moe", "", everything),
        ("Max Noor", "", ""),
        ("Nia Ode", "", ""),
    )
    assign_liaisons(three_pairs, "spring")
    assert len(set(looked_after(three_pairs).values())) == 3


def test_topics_of_a_list_read_again_are_kept_and_can_be_taken_back(three_pairs, tmp_path):
    people = [("Lil Moe", "Elsewhere", ""), ("Max Noor", "Far away", "")]
    committee(three_pairs, tmp_path, *people)
    assert committee(three_pairs, tmp_path, *people) is None
    entry = committee(three_pairs, tmp_path, ("Lil Moe", "Elsewhere", "Circulation"), people[1])
    assert entry.step.sentence == "Noted what the liaisons know about"
    three_pairs.store.undo()
    assert "liaison_topics" not in load_roster(three_pairs, "spring").cohort.settings


def test_a_pair_made_later_goes_to_whom_has_least_then_to_whom_it_suits(three_pairs, tmp_path):
    committee(
        three_pairs,
        tmp_path,
        ("Lil Moe", "", "Circulation"),
        ("Max Noor", "", ""),
        ("Nia Ode", "", "Budget management"),
    )
    assign_liaisons(three_pairs, "spring")
    assert looked_after(three_pairs)["Vic Dunn"] == "Lil Moe"
    end_pair(three_pairs, "spring", address("Vic Dunn"), "moved")
    correct(three_pairs, "spring", address("Rita Abbott"), "places=2")
    decide(three_pairs, "spring", "accept", [address("Rita Abbott"), address("Vic Dunn")])
    assign_liaisons(three_pairs, "spring")
    assert looked_after(three_pairs)["Vic Dunn"] == "Lil Moe"
    assert len(set(looked_after(three_pairs).values())) == 3


def test_a_type_of_library_column_is_not_taken_for_the_library(three_pairs, tmp_path):
    headings = ("Name", "Email", "Library type", "Workplace")
    committee(three_pairs, tmp_path, ("Lil Moe", "Public", "Elk Library"), headings=headings)
    liaison = load_roster(three_pairs, "spring").liaisons[0]
    assert liaison.organisation != "Public"
