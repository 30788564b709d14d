"""Pairs in time: open ends, pairs made later, trips, calendars, and how a pair is named."""

import pytest

from mentor_tui.actions import following, sending
from mentor_tui.actions.calendars import days_for_committee, days_for_pair
from mentor_tui.actions.deciding import decide, find_person
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.reporting import make_report
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.trips import trip_text, trips_of
from mentor_tui.actions.workspace import ActionError
from mentor_tui.domain.calendar import days_of_pair
from mentor_tui.domain.pair_life import end_day
from mentor_tui.domain.records import Pair
from mentor_tui.programmes import parse_programme, programme_text
from tests.actions.letter_cases import ANA, BETH, texts
from tests.forms import csv_text
from tests.programmes.test_five import OLA, ola
from tests.programmes.test_five import bring as bring_rows


def test_people_of_a_pair_are_named_in_any_order_and_by_the_id_of_the_pair(spring):
    pair = load_roster(spring, "spring").decided[0]
    decide(spring, "spring", "accept", [BETH, "ivo.lund@example.org"])
    for who in ([ANA, BETH], [BETH, ANA], [f"{pair.helper}+{pair.learner}"], [ANA]):
        entry = following.note_contact(spring, "spring", who, "met")
        assert entry.step.sentence.startswith("Ana Ortiz + Beth Cho: met")
    with pytest.raises(ActionError, match="name both people"):
        following.note_contact(spring, "spring", BETH, "met")


def test_an_open_end_is_a_state_and_one_pair_is_extended(workspace, tmp_path):
    rows = [ola(1, "Mentor", "9"), ola(2, "Mentee", "1")]
    bring_rows(workspace, tmp_path, "ola", OLA, rows)
    decide(workspace, "c", "accept", ["p1@example.org", "p2@example.org"])
    sending.mark_sent(workspace, "c", "introduction")
    after = workspace.clock().replace(month=8, day=2)
    workspace.clock = lambda: after
    roster = load_roster(workspace, "c")
    life = following.pair_lives(workspace, roster)[0]
    assert (roster.decided[0].ends, life.minimum) == ("", "2027-08-01")
    assert ("2027-08-01", "ask: still meeting?") in {(one.on, one.words) for one in life.things}
    assert len(texts(workspace, "c", "still-meeting")) == 2
    following.extend_pair(workspace, "c", "p2@example.org", "2027-12-31")
    assert load_roster(workspace, "c").decided[0].ends == "2027-12-31"
    following.extend_pair(workspace, "c", "p1@example.org", "open")
    assert load_roster(workspace, "c").decided[0].ends == ""


def test_a_programme_with_an_end_has_no_open_pair(fall):
    with pytest.raises(ActionError, match="has an end"):
        following.extend_pair(fall, "c", "p3@example.org", "open")


def test_trips_count_per_mentee_and_year_with_distance_and_amount(spring):
    text = trip_text(92.0, 55.2, "to Bonnyville")
    following.note_contact(spring, "spring", ANA, "trip", on="2027-03-01", text=text)
    entry = following.note_contact(spring, "spring", ANA, "trip", on="2027-10-01")
    assert "not the first trip of Ana Ortiz in 2027" in entry.step.sentence
    entry = following.note_contact(spring, "spring", ANA, "trip", on="2028-01-02")
    assert "not the first" not in entry.step.sentence
    listed_trips = [
        (one.on, one.distance, one.amount, one.number) for one in trips_of(spring, "spring")
    ]
    assert listed_trips == [
        ("2027-03-01", "92", "55.20", 1),
        ("2027-10-01", "", "", 2),
        ("2028-01-02", "", "", 1),
    ]


def test_the_report_sums_up_what_is_reimbursed(spring, tmp_path):
    for day, amount in (("2027-03-01", 55.2), ("2027-10-01", 40.0)):
        text = trip_text(92.0, amount, "")
        following.note_contact(spring, "spring", ANA, "trip", on=day, text=text)
    make_report(spring, "spring", tmp_path / "report.md")
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "1 reimbursed trip, 55.20 in all. 1 more was noted: one a year is reimbursed." in text
    assert "1 pair is decided" in text
    assert "Rules that stood against an application" not in text


def test_a_pair_that_is_done_holds_no_place_in_the_next_intake(workspace, tmp_path):
    both = ["p1@example.org", "p2@example.org"]
    bring_rows(workspace, tmp_path, "ola", OLA, [ola(1, "Mentor", "9"), ola(2, "Mentee", "1")])
    decide(workspace, "c", "accept", both)
    path = tmp_path / "winter.csv"
    rows = [ola(1, "Mentor", "9"), ola(3, "Mentee", "1")]
    path.write_text(csv_text(OLA, rows), encoding="utf-8")
    request = ImportRequest(files=[path], cohort="winter", programme="ola")
    write_import(workspace, plan_import(workspace, request))
    mentor = find_person(load_roster(workspace, "winter"), both[0]).id
    assert load_roster(workspace, "winter").places(mentor) == 0
    following.note_contact(workspace, "c", both, "completed")
    assert load_roster(workspace, "winter").places(mentor) == 1
    following.note_contact(workspace, "c", both, "resumed")
    assert load_roster(workspace, "winter").places(mentor) == 0


def test_calendars_have_few_entries_in_words_for_the_pair_and_together_for_the_committee(fall):
    roster = load_roster(fall, "c")
    pair = roster.decided[0]
    mine = days_for_pair(roster, pair)
    assert len(mine) <= 13
    assert not any("+" in day.title for day in mine)
    twice = days_for_committee(roster, [pair, pair.with_(learner=pair.helper, helper=pair.learner)])
    assert len(twice) == len(mine)
    assert any("2 pairs" in day.title for day in twice)


@pytest.mark.parametrize(
    ("programme", "starts", "ends", "today", "expected"),
    [
        ("nmrt", "2026-10-01", "2027-07-31", "2027-01-12", ("2027-01-12", "2027-07-31")),
        ("nmrt", "2026-10-01", "2027-07-31", "2026-09-25", ("2026-10-01", "2027-07-31")),
        ("nmrt", "2026-10-01", "2027-07-31", "2027-09-01", ("2026-10-01", "2027-07-31")),
        ("mile", "2019-05-10", "2020-11-10", "2019-06-10", ("2019-06-10", "2020-12-10")),
        ("mile", "2019-05-10", "2020-12-31", "2019-06-10", ("2019-06-10", "2020-12-31")),
        ("nlls", "", "", "2027-02-01", ("2027-02-01", "")),
        ("ola", "2026-10-01", "2027-04-01", "2026-11-01", ("2026-11-01", "")),
    ],
)
def test_a_pair_made_later_has_a_start_of_its_own_and_ends_as_the_programme_says(
    programme, starts, ends, today, expected
):
    known = parse_programme(programme_text(programme))
    assert days_of_pair(known, starts, ends, today) == expected


def test_an_end_that_an_earlier_version_took_for_the_minimum_is_open():
    known = parse_programme(programme_text("ola"))
    pair = Pair(
        cohort="c",
        helper="a",
        learner="b",
        state="accepted",
        at="2026-10-01 09:00:00",
        starts="2026-10-01",
        ends="2027-04-01",
    )
    assert end_day(known, pair) == ""
    assert end_day(known, pair.with_(ends="2027-06-01")) == "2027-06-01"
