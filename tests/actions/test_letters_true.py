"""Letters say what is so: who had a pair, what there was too little of, what is still open, who told us what."""

from datetime import datetime

import pytest

from mentor_tui.actions import following, letters, sending
from mentor_tui.actions.calendars import days_for_pair
from mentor_tui.actions.deciding import decide, waive
from mentor_tui.actions.letter_numbers import short_of
from mentor_tui.actions.letters import Wish
from mentor_tui.actions.liaising import assign_liaisons, import_liaisons
from mentor_tui.actions.liaison_folders import write_folders
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.outputs.reading import merge_bytes
from mentor_tui.programmes import shipped_ids
from tests.actions.letter_cases import ANA, refuses, texts
from tests.programmes.test_five import MLA, NMRT, OLA, VOLUNTEERS, mla, nmrt, ola
from tests.programmes.test_five import bring as bring_rows

P1, P2, P3 = (f"p{number}@example.org" for number in (1, 2, 3))


def day(workspace, year, month, of_month):
    workspace.clock = lambda: datetime(year, month, of_month, 9)


def round_table(workspace, tmp_path, *rows):
    bring_rows(workspace, tmp_path, "nmrt", NMRT, list(rows))


def test_whoever_had_a_pair_is_not_told_that_there_was_none(workspace, tmp_path):
    round_table(workspace, tmp_path, nmrt(1, "Mentor", "9"), nmrt(2, "Mentee", "2"))
    decide(workspace, "c", "accept", [P1, P2])
    following.end_pair(workspace, "c", [P1, P2], "Moved away for work")
    assert refuses(workspace, "c", "no-match")
    assert refuses(workspace, "c", "no-mentee")
    decide(workspace, "c", "unplace", [P2])
    text = texts(workspace, "c", "no-match")[P2]
    assert "Your pairing with First1 Last1 came to an end on February 1, 2027" in text
    assert "could not find" not in text
    assert "Moved away" not in text


@pytest.mark.parametrize(
    ("mentors", "mentees", "kind", "short", "words"),
    [
        (
            ["1"],
            2,
            "no-match",
            "places",
            "There were more mentees than our mentors have places for.",
        ),
        (
            ["1", "1"],
            1,
            "no-mentee",
            "learners",
            "fewer mentees than people who offered their help",
        ),
        (["2", "1"], 2, "no-mentee", "offers", "offered more places than there were mentees"),
    ],
)
def test_numbers_are_named_where_they_are_so(
    workspace, tmp_path, mentors, mentees, kind, short, words
):
    rows = [ola(at, "Mentor", "9", places=places) for at, places in enumerate(mentors, 1)]
    rows += [ola(at, "Mentee", "1") for at in range(len(rows) + 1, len(rows) + 1 + mentees)]
    bring_rows(workspace, tmp_path, "ola", OLA, rows)
    if short == "offers":
        for mentee in (P3, "p4@example.org"):
            decide(workspace, "c", "accept", [P1, mentee])
    assert short_of(load_roster(workspace, "c"), kind == "no-mentee") == short
    assert any(words in text for text in texts(workspace, "c", kind).values())


def test_no_number_is_named_where_a_rule_stands_between_two(workspace, tmp_path):
    rows = [ola(1, "Mentor", "9", library="Alder"), ola(2, "Mentee", "1", library="Alder")]
    bring_rows(workspace, tmp_path, "ola", OLA, rows)
    told = texts(workspace, "c", "no-match")[P2] + texts(workspace, "c", "no-mentee")[P1]
    assert "did not find the right one for you this time" in told
    for untrue in ("more mentees than", "fewer mentees", "more places"):
        assert untrue not in told
    assert "il y avait plus" not in texts(workspace, "c", "no-match", language="fr")[P2]


def test_an_even_pool_is_not_called_uneven(workspace, tmp_path):
    rows = [mla(1, "Programming", "Outreach"), mla(2, "Outreach", "Programming")]
    bring_rows(workspace, tmp_path, "mla-manitoba", MLA, rows)
    decide(workspace, "c", "reject", [P1, P2])
    text = texts(workspace, "c", "no-match")[P1]
    assert "uneven" not in text
    assert "We look for peers who can learn from each other" in text


def test_an_invitation_ends_with_the_deadline(workspace, tmp_path):
    day(workspace, 2026, 9, 10)
    round_table(workspace, tmp_path, nmrt(1, "Mentor", "9"), nmrt(2, "Mentee", "2", member=""))
    assert "or join now, answer this email" in texts(workspace, "c", "not-eligible")[P2]
    day(workspace, 2026, 11, 25)
    text = texts(workspace, "c", "not-eligible")[P2]
    assert "join now" not in text
    assert "your form does not show that you are one." in text
    assert "Applications for each program year are due September 21" in text


def test_after_the_end_nothing_is_promised_and_nobody_is_asked(workspace, tmp_path):
    rows = [mla(1, "Programming", "Outreach"), mla(2, "Outreach", "Programming"), mla(3, "A", "B")]
    rows[2][6 - 1] = "a while"
    bring_rows(workspace, tmp_path, "mla-manitoba", MLA, rows)
    decide(workspace, "c", "accept", [P1, P2])
    decide(workspace, "c", "unplace", [P3])
    day(workspace, 2026, 11, 25)
    assert "before the pilot ends" not in texts(workspace, "c", "no-match")[P3]
    assert "avant la fin" not in texts(workspace, "c", "no-match", language="fr")[P3]
    assert refuses(workspace, "c", "undecided")


def test_who_is_at_work_in_one_role_is_not_invited_to_it(workspace, tmp_path):
    bring_rows(workspace, tmp_path, "ola", OLA, [ola(1, "Mentor", "9"), ola(2, "Both", "2")])
    decide(workspace, "c", "accept", [P1, P2])
    text = texts(workspace, "c", "not-eligible")[P2]
    assert "You also applied to take part in OLA Mentor Match as a mentor" in text
    assert "Your place as a mentee is not touched by this." in text
    assert "you are welcome to take part as a mentee" not in text
    assert "next intake" not in text


def test_participants_of_the_institute_are_not_refused_by_it(workspace, tmp_path):
    for number, role in ((1, "mentor"), (2, "mentee")):
        row = [
            "2/1/2019 10:00",
            f"p{number}@example.org",
            f"First Last{number}",
            f"Library {number}",
            "Leadership",
            "1",
            "No",
        ]
        bring_rows(workspace, tmp_path, "mile", VOLUNTEERS, [row], role=role)
    told = texts(workspace, "c", "not-eligible")
    assert "your place in the institute is not touched by it" in told[P2]
    assert "application" not in told[P2]
    assert "volunteered as a mentor for the next class" in told[P1]


def test_whoever_reported_a_silence_is_thanked_and_the_partner_asked(fall):
    pair = load_roster(fall, "c").decided[0]
    people = load_roster(fall, "c").people
    mentor, mentee = people[pair.helper], people[pair.learner]
    sending.mark_sent(fall, "c", "introduction")
    following.note_contact(fall, "c", mentee.email, "silent", silent=mentor.email)
    told = texts(fall, "c", "reminder")
    assert "Thank you for telling us that you have had no answer" in told[mentee.email]
    assert "write a few lines" not in told[mentee.email]
    assert "It is some time since we heard from you" in told[mentor.email]


def test_a_liaison_whose_folder_is_out_is_asked_to_write_and_others_hear_that_we_do(fall):
    pair = load_roster(fall, "c").decided[0]
    sending.mark_sent(fall, "c", "introduction")
    following.note_contact(fall, "c", pair.learner, "silent")
    told = texts(fall, "c", "silence")["lil@example.org"]
    assert "We are writing to everybody named here." in told
    sending.mark_sent(fall, "c", "liaison")
    told = texts(fall, "c", "silence")["lil@example.org"]
    assert "Would you write to everybody named here" in told
    assert "reminder" not in told


def test_the_letter_to_a_liaison_goes_with_the_folder_and_nothing_is_written_twice(fall, tmp_path):
    drafts, left_out = sending.due_letters(fall, "c")
    assert "liaison" not in {letter.kind for letter in drafts}
    assert any("1 liaison has no folder yet" in words for words in left_out)
    assert "the introductions are ready" in texts(fall, "c", "liaison")["lil@example.org"]
    sending.mark_sent(fall, "c", "introduction")
    write_folders(fall, "c", Wish(kind="liaison"), tmp_path / "out")
    assert not list((tmp_path / "out").glob("lil-moe/introduction/*"))
    assert "the introductions are ready" not in texts(fall, "c", "liaison")["lil@example.org"]


def test_a_liaison_reads_the_first_day_of_a_pair_made_later(workspace, tmp_path):
    day(workspace, 2026, 9, 20)
    rows = [nmrt(number, "Mentor", "9") for number in (1, 2)]
    rows += [nmrt(number, "Mentee", "2") for number in (3, 4)]
    round_table(workspace, tmp_path, *rows)
    committee = tmp_path / "committee.csv"
    committee.write_text("Name,Email,Library\nLil Moe,lil@example.org,Elsewhere\n")
    import_liaisons(workspace, "c", committee)
    decide(workspace, "c", "accept", [P1, P3])
    assign_liaisons(workspace, "c")
    text = texts(workspace, "c", "liaison")["lil@example.org"]
    assert ", from October 1, 2026, to July 31, 2027." in text
    day(workspace, 2026, 11, 25)
    decide(workspace, "c", "accept", [P2, "p4@example.org"])
    assign_liaisons(workspace, "c")
    text = texts(workspace, "c", "liaison")["lil@example.org"]
    assert "Thank you for looking after two pairs of the NMRT Career Mentoring Program." in text
    assert "Their mentorship began on October 1, 2026." in text
    assert "Their mentorship begins on November 25, 2026." in text


@pytest.mark.parametrize("programme", shipped_ids())
def test_the_calendar_says_who_writes_first_as_the_programme_does(fall, programme):
    roster = load_roster(fall, "c")
    words = fall.programme(fall.programme_source(programme)).letters
    assert words.first_day
    if programme == "nmrt":
        first = days_for_pair(roster, roster.decided[0])[0]
        assert first.text.startswith("The mentor writes first, with an introductory email;")


def test_nobody_is_told_that_no_pair_is_decided_where_one_is(fall):
    sending.mark_sent(fall, "c", "introduction")
    pair = load_roster(fall, "c").decided[0]
    following.note_contact(fall, "c", pair.learner, "paused")
    for wish in (Wish(kind="check-in", who=(pair.learner,)), Wish(kind="check-in")):
        with pytest.raises(letters.Nobody, match=r"as .* pairs? stands?"):
            letters.make_wished(fall, "c", wish)


def test_a_trip_that_was_noted_is_not_asked_for(spring):
    asked = "Have you made or planned the trip that we reimburse?"
    assert asked in texts(spring, "spring", "check-in")[ANA]
    following.note_contact(spring, "spring", ANA, "trip", on="2027-01-20")
    assert asked not in texts(spring, "spring", "check-in")[ANA]
    assert "Was the reimbursed trip worthwhile?" in texts(spring, "spring", "feedback")[ANA]
    day(spring, 2028, 1, 10)
    assert asked in texts(spring, "spring", "check-in")[ANA]


def test_a_letter_to_whom_it_may_concern_says_nothing_that_was_waived(workspace, tmp_path):
    round_table(workspace, tmp_path, nmrt(1, "Mentor", "4 years"), nmrt(2, "Mentee", "2"))
    waive(workspace, "c", P1, "experience-mentor", "A manager")
    decide(workspace, "c", "accept", [P1, P2])
    text = texts(workspace, "c", "recognition", who=(P1,))[P1]
    assert "five years" not in text
    assert "Mentors in this program give their time and experience freely" in text


def test_a_pair_that_ended_before_its_time_did_not_keep_to_eighteen_months(workspace, tmp_path):
    for number, role in ((1, "mentor"), (2, "mentee")):
        row = ["2/1/2019 10:00", f"p{number}@example.org", f"First Last{number}", f"L {number}"]
        bring_rows(
            workspace, tmp_path, "mile", VOLUNTEERS, [[*row, "Leadership", "1", "Yes"]], role=role
        )
    decide(workspace, "c", "accept", [P1, P2])
    both = (P1, P2)
    assert "kept to it" in texts(workspace, "c", "end", who=both)[P1]
    following.extend_pair(workspace, "c", both, "2027-11-01")
    for kind in ("end", "feedback", "introduction", "recognition"):
        told = " ".join(texts(workspace, "c", kind, who=both).values())
        assert "18 months together and kept" not in told
        assert "the 18 months" not in told
        assert "your 18 months" not in told
        assert "for 18 months" not in told


def test_a_mail_merge_has_one_address_a_row(fall):
    drafts, _ = letters.make_wished(fall, "c", Wish(kind="topic"))
    rows = merge_bytes(drafts).decode("utf-8-sig").split("\r\n")
    assert sum(row.startswith("topic,") for row in rows) == 2 * len(drafts)
    assert "example.org, " not in rows[1]
