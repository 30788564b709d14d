"""Drafts are not letters sent: what went out is said, reminders go to the silent, liaisons have folders of their own."""

import csv
from datetime import datetime

import pytest

from mentor_tui.actions import following, letters, sending
from mentor_tui.actions.deciding import decide
from mentor_tui.actions.letters import Wish
from mentor_tui.actions.liaison_folders import write_folders
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import ActionError
from tests.actions.letter_cases import ANA, BETH, texts
from tests.programmes.test_five import OLA, ola
from tests.programmes.test_five import bring as bring_rows


def test_drafting_marks_nothing_and_sent_can_be_taken_back(spring, tmp_path):
    def state():
        return following.pair_lives(spring, load_roster(spring, "spring"))[0].state

    letters.write_letter_files(spring, "spring", "introduction", tmp_path / "letters")
    assert state() == "to introduce"
    sending.mark_sent(spring, "spring", "introduction")
    assert state() == "introduced"
    with pytest.raises(letters.NobodyWaits, match="everybody who gets this letter has it"):
        letters.make_wished(spring, "spring", Wish(kind="introduction"))
    assert len(texts(spring, "spring", "introduction", again=True)) == 2
    spring.store.undo()
    assert state() == "to introduce"


def test_drafts_are_for_those_alone_who_have_none(spring):
    sending.mark_sent(spring, "spring", "introduction", [ANA])
    assert list(texts(spring, "spring", "introduction")) == [BETH]


def test_all_that_is_due_goes_into_one_file_and_nothing_is_marked(spring, tmp_path):
    before = len(spring.store.log("spring"))
    drafts, _ = sending.due_letters(spring, "spring")
    letters.write_one_file(spring, "spring", drafts, tmp_path / "all.md")
    text = (tmp_path / "all.md").read_text()
    assert text.count("\n## ") == len(drafts)
    assert f"To: Ana Ortiz <{ANA}>" in text
    assert len(spring.store.log("spring")) == before
    letters.write_one_file(spring, "spring", drafts, tmp_path / "all.csv")
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["email"] for row in rows} >= {ANA, BETH}


def test_reminders_go_to_both_of_silent_pairs_alone_and_their_liaison_hears_who(fall):
    with pytest.raises(letters.NobodyWaits, match="no pair is silent"):
        letters.make_wished(fall, "c", Wish(kind="reminder"))
    pair = load_roster(fall, "c").decided[0]
    following.note_contact(fall, "c", [pair.learner, pair.helper], "silent", silent=pair.helper)
    assert len(texts(fall, "c", "reminder")) == 2
    told = texts(fall, "c", "silence")["lil@example.org"]
    name = load_roster(fall, "c").name(pair.helper)
    assert f"{name} has not answered yet." in told


def test_who_was_asked_and_did_not_answer_has_fallen_silent(spring):
    sending.mark_sent(spring, "spring", "introduction")
    sending.mark_sent(spring, "spring", "check-in")
    roster = load_roster(spring, "spring")
    assert following.pair_lives(spring, roster)[0].silences == ()
    later = spring.clock().replace(month=3, day=1)
    spring.clock = lambda: later
    silent = following.pair_lives(spring, load_roster(spring, "spring"))[0].silences
    assert len(silent) == 2
    following.note_contact(spring, "spring", ANA, "met")
    assert following.pair_lives(spring, load_roster(spring, "spring"))[0].silences == ()


def test_what_liaisons_send_lies_in_a_folder_of_their_own(fall, tmp_path):
    files, number, _ = write_folders(fall, "c", Wish(kind="liaison"), tmp_path / "out")
    assert number == 1
    mine = tmp_path / "out" / "lil-moe"
    assert len(list((mine / "introduction").glob("*.eml"))) == 2
    assert len(list(mine.glob("topic-*"))) == 10
    assert (mine / "calendar.ics") in files
    text = next((mine / "introduction").glob("*.eml")).read_text()
    assert "From: Lil Moe <lil@example.org>" in text
    assert "I am the member of the committee who looks after" in text
    assert len(texts(fall, "c", "introduction")) == 2
    sending.mark_sent(fall, "c", "liaison")
    with pytest.raises(ActionError):
        letters.make_wished(fall, "c", Wish(kind="introduction"))


def on(workspace, moment):
    workspace.clock = lambda: moment


def due_kinds(workspace, cohort):
    drafts, _ = sending.due_letters(workspace, cohort)
    return sorted((one.kind, one.recipients[0].email) for one in drafts)


def test_nobody_is_asked_the_same_in_two_letters_of_one_day(workspace, tmp_path):
    bring_rows(workspace, tmp_path, "ola", OLA, [ola(1, "Mentor", "9"), ola(2, "Mentee", "1")])
    decide(workspace, "c", "accept", ["p1@example.org", "p2@example.org"])
    sending.mark_sent(workspace, "c", "introduction")
    on(workspace, datetime(2027, 5, 20, 9))
    both = ["p1@example.org", "p2@example.org"]
    assert len(texts(workspace, "c", "check-in")) == len(texts(workspace, "c", "reminder")) == 2
    assert due_kinds(workspace, "c") == [("reminder", one) for one in both]
    on(workspace, datetime(2027, 8, 2, 9))
    assert due_kinds(workspace, "c") == [("still-meeting", one) for one in both]
    following.note_contact(workspace, "c", both, "paused")
    with pytest.raises(letters.NobodyWaits, match="no letter is due"):
        sending.due_letters(workspace, "c")


def test_an_open_pair_is_thanked_when_it_is_done_and_not_before(workspace, tmp_path):
    bring_rows(workspace, tmp_path, "ola", OLA, [ola(1, "Mentor", "9"), ola(2, "Mentee", "1")])
    both = ["p1@example.org", "p2@example.org"]
    decide(workspace, "c", "accept", both)
    assert not any(kind == "end" for kind, _ in due_kinds(workspace, "c"))
    assert "have been paired since February 1, 2027." in texts(workspace, "c", "feedback")[both[0]]
    following.extend_pair(workspace, "c", both, "2027-12-31")
    assert "comes to an end on December 31, 2027." in texts(workspace, "c", "end")[both[1]]
    on(workspace, datetime(2028, 1, 2, 9))
    assert "came to an end on December 31, 2027." in texts(workspace, "c", "end")[both[1]]
    following.extend_pair(workspace, "c", both, "open")
    following.note_contact(workspace, "c", both, "completed")
    assert "came to an end on January 2, 2028." in texts(workspace, "c", "end")[both[0]]
    made = texts(workspace, "c", "recognition", who=tuple(both))[both[0]]
    assert "who took part in OLA Mentor Match" in made
    assert "from February 1, 2027, to January 2, 2028" in made


def test_whose_time_is_over_is_thanked_and_not_reminded(fall):
    pair = load_roster(fall, "c").decided[0]
    sending.mark_sent(fall, "c", "introduction")
    following.note_contact(fall, "c", pair.learner, "silent", "2027-06-01")
    fall.clock = lambda: datetime(2027, 6, 20, 9)
    assert len(texts(fall, "c", "reminder")) == 2
    fall.clock = lambda: datetime(2027, 9, 1, 9)
    drafts, _ = sending.due_letters(fall, "c")
    about_pair = {one.kind for one in drafts if one.about[0].helper}
    assert "end" in about_pair
    assert "reminder" not in about_pair
    with pytest.raises(letters.NobodyWaits):
        letters.make_wished(fall, "c", Wish(kind="silence"))
