"""Letters as each programme would send them: its rhythm, duties, address and English; who gets which; what went out."""

import csv
import re

import pytest

from mentor_tui.actions import following, letters, sending
from mentor_tui.actions.calendars import days_for_committee, days_for_pair
from mentor_tui.actions.deciding import correct, decide
from mentor_tui.actions.feedback import import_feedback
from mentor_tui.actions.letter_reasons import listed
from mentor_tui.actions.letters import Wish
from mentor_tui.actions.liaising import assign_liaisons, import_liaisons
from mentor_tui.actions.liaison_folders import write_folders
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.trips import trip_text, trips_of
from mentor_tui.actions.workspace import ActionError
from mentor_tui.domain.calendar import days_of_pair
from mentor_tui.domain.pair_life import end_day
from mentor_tui.domain.records import Pair
from mentor_tui.domain.shown_names import shown_name
from mentor_tui.outputs.drafting import KINDS
from mentor_tui.programmes import parse_programme, programme_text, shipped_ids
from tests.actions.test_importing import bring
from tests.forms import nlls_row, write_nlls
from tests.programmes.test_five import MLA, NMRT, OLA, mla, nmrt, ola
from tests.programmes.test_five import bring as bring_rows

BETH, ANA, RUTH, PAT = (
    f"{one}@example.org" for one in ("beth.cho", "ana.ortiz", "ruth.ng", "pat.abbott")
)


@pytest.fixture
def spring(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    decide(workspace, "spring", "accept", [BETH, ANA])
    return workspace


@pytest.fixture
def fall(workspace, tmp_path):
    """A cohort with liaisons, a pair, somebody who is not eligible and somebody who is undecided."""
    rows = [nmrt(1, "Mentor", "9"), nmrt(2, "Mentor", "12"), nmrt(3, "Mentee", "2 years")]
    rows += [nmrt(4, "Mentee", "3 months"), nmrt(5, "Mentee", "a while")]
    bring_rows(workspace, tmp_path, "nmrt", NMRT, rows)
    problem = problem_of(workspace, "c")
    helper, learner = next(iter(problem.proposal.pairs))
    decide(workspace, "c", "accept", [problem.helper_ids[helper], problem.learner_ids[learner]])
    committee = tmp_path / "committee.csv"
    committee.write_text("Name,Email,Library\nLil Moe,lil@example.org,Elsewhere\n")
    import_liaisons(workspace, "c", committee)
    assign_liaisons(workspace, "c")
    return workspace


def texts(workspace, cohort, kind, **wishes):
    made, _ = letters.make_wished(workspace, cohort, Wish(kind=kind, **wishes))
    return {one.recipients[0].email: one.text for one in made}


@pytest.mark.parametrize("programme", shipped_ids())
def test_every_programme_brings_its_rhythm_duties_signer_and_english(programme):
    words = parse_programme(programme_text(programme)).letters
    known = parse_programme(programme_text(programme))
    assert words.rhythm
    assert words.signer
    assert words.english in ("american", "canadian")
    for role in known.roles:
        for part in (words.welcome, words.first_contact, words.duties, words.recognition):
            assert part.get(role), role
    for rule in known.rules:
        assert rule.letter or rule.note, f"{rule.id} is not said in kind words"
    british = re.compile(r"\b(programmes?|recognis\w+|organis(?!ation)\w+)\b")
    assert not british.search(
        words.model_dump_json(exclude={"fr"}).casefold().replace("organisation", "")
    )


def test_an_introduction_says_rhythm_duties_and_whom_to_ask(fall):
    made = texts(fall, "c", "introduction")
    mentor = next(text for text in made.values() if "We ask all mentors to:" in text)
    assert "at least twice a month, by email or phone" in mentor
    assert "Mentors initiate contact." in mentor
    assert "This is not intended as a job search program." in mentor
    assert "Lil Moe of our committee looks after both of you." in mentor
    assert "NMRT Mentoring Committee" in mentor
    assert re.search(r"from [A-Z][a-z]+ \d+, \d{4}, to July 31, \d{4}", mentor)


def test_the_reason_speaks_to_the_reader_in_whole_sentences(spring):
    made = texts(spring, "spring", "introduction")
    both = "policy creation and review, as well as board relations"
    assert (
        f"You would like to learn more about {both}, and Beth Cho can help you with both."
        in (made[ANA])
    )
    assert (
        f"Ana Ortiz would like to learn more about {both}, and you can help with both."
        in (made[BETH])
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b, and c"),
        (["a and b", "c"], "a and b, as well as c"),
        (["a, b", "c", "d"], "a, b; c; and d"),
    ],
)
def test_topics_are_listed_as_a_sentence_lists_them(words, said):
    assert listed(words) == said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ian rempel", "Ian Rempel"),
        ("ANA ORTIZ", "Ana Ortiz"),
        ("ZOË O'BRIEN-ROY", "Zoë O'Brien-Roy"),
        ("sean mcnair", "Sean McNair"),
        ("Ana ORTIZ", "Ana Ortiz"),
        ("JP Morgan", "JP Morgan"),
        ("Ludwig van Dyk", "Ludwig van Dyk"),
        ("Ana Ortiz, MLIS", "Ana Ortiz, MLIS"),
        ("John Smith III", "John Smith III"),
        ("名前", "名前"),
        ("", ""),
    ],
)
def test_names_typed_in_capitals_or_small_letters_are_shown_as_names(typed, shown):
    assert shown_name(typed) == shown


def test_the_original_name_is_kept_and_a_corrected_one_is_taken_as_it_is(workspace, tmp_path):
    topics = "Budget management"
    rows = [
        nlls_row(1, "BETH CHO", "Mentor", topics),
        nlls_row(2, "ian rempel", "Mentee", topics),
    ]
    bring(workspace, write_nlls(tmp_path / "form.csv", rows))
    ian = "ian.rempel@example.org"
    decide(workspace, "spring", "accept", [BETH, ian])
    assert "Dear Ian Rempel," in texts(workspace, "spring", "introduction")[ian]
    assert "ian rempel" in {one.name for one in load_roster(workspace, "spring").applicants}
    correct(workspace, "spring", ian, "name=ian rempel")
    assert "Dear ian rempel," in texts(workspace, "spring", "introduction")[ian]


def test_the_ineligible_read_the_rule_in_kind_words_and_the_undecided_what_is_missing(fall):
    refused = texts(fall, "c", "not-eligible")
    assert list(refused) == ["p4@example.org"]
    assert "Resume Review Service" in refused["p4@example.org"]
    asked = texts(fall, "c", "undecided")
    assert list(asked) == ["p5@example.org"]
    assert "You wrote: a while." in asked["p5@example.org"]
    assert len(texts(fall, "c", "no-mentee")) == 1


def test_under_three_years_a_mentor_hears_that_they_are_welcome_as_a_mentee(workspace, tmp_path):
    rows = [ola(1, "Both", "2"), ola(2, "Mentor", "9")]
    bring_rows(workspace, tmp_path, "ola", OLA, rows)
    text = texts(workspace, "c", "not-eligible")["p1@example.org"]
    assert "you are welcome to take part as a mentee" in text
    assert "Your application as a mentee is not touched by this" in text


def test_nobody_with_a_suggestion_or_an_open_question_is_told_that_there_is_no_match(spring):
    problem = problem_of(spring, "spring")
    waiting = {
        problem.roster.people[problem.learner_ids[learner]].email for learner in problem.partner
    }
    with pytest.raises(letters.NobodyWaits):
        letters.make_wished(spring, "spring", Wish(kind="no-match"))
    for person in list(problem.roster.learners):
        if person not in problem.roster.placed and person != problem.roster.decided[0].learner:
            decide(spring, "spring", "unplace", [person])
    told = set(texts(spring, "spring", "no-match"))
    assert ANA not in told
    assert told <= waiting | {one.email for one in problem.roster.applicants}
    assert told


def test_drafting_marks_nothing_and_sent_can_be_taken_back(spring, tmp_path):
    def state():
        return following.pair_lives(spring, load_roster(spring, "spring"))[0].state

    letters.write_letter_files(spring, "spring", "introduction", tmp_path / "letters")
    assert state() == "to introduce"
    sending.mark_sent(spring, "spring", "introduction")
    assert state() == "introduced"
    with pytest.raises(letters.NobodyWaits, match="--again"):
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


def test_recognition_belongs_to_the_person_and_names_all_pairs(spring):
    decide(spring, "spring", "accept", [BETH, "ivo.lund@example.org"])
    following.note_contact(spring, "spring", BETH, "asks-letter")
    made = texts(spring, "spring", "recognition", asked=True)
    assert list(made) == [BETH]
    assert "as a mentor, with Ana Ortiz and Ivo Lund since" in made[BETH]


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


def test_calendars_have_few_entries_in_words_for_the_pair_and_together_for_the_committee(fall):
    roster = load_roster(fall, "c")
    pair = roster.decided[0]
    mine = days_for_pair(roster, pair)
    assert len(mine) <= 13
    assert not any("+" in day.title for day in mine)
    twice = days_for_committee(roster, [pair, pair.with_(learner=pair.helper, helper=pair.learner)])
    assert len(twice) == len(mine)
    assert any("2 pairs" in day.title for day in twice)


def test_french_applicants_get_french_letters_where_the_programme_has_them(workspace, tmp_path):
    rows = [ola(1, "Mentor", "9"), ola(2, "Mentee", "1")]
    bring_rows(workspace, tmp_path, "ola", OLA, rows)
    decide(workspace, "c", "accept", ["p1@example.org", "p2@example.org"])
    made = texts(workspace, "c", "introduction", language="fr")
    assert all(text.startswith("Bonjour ") for text in made.values())
    assert all("Comité de mentorat" in text for text in made.values())
    assert all("Dear" not in text for text in made.values())


def test_the_form_says_who_reads_french(workspace, tmp_path):
    headings = [*OLA, "Preferred language of correspondence"]
    rows = [[*ola(1, "Mentor", "9"), "English"], [*ola(2, "Mentee", "1"), "Français"]]
    bring_rows(workspace, tmp_path, "ola", headings, rows)
    decide(workspace, "c", "accept", ["p1@example.org", "p2@example.org"])
    made = texts(workspace, "c", "introduction")
    assert made["p2@example.org"].startswith("Bonjour ")
    assert made["p1@example.org"].startswith("Dear ")


def test_every_kind_has_a_template_without_a_british_word():
    from importlib import resources

    folder = resources.files("mentor_tui.outputs").joinpath("templates")
    for kind in KINDS:
        text = folder.joinpath(f"{kind}.txt").read_text(encoding="utf-8")
        assert "programme of" not in text
        assert "kind regards" not in text


def test_recognition_of_a_pair_goes_to_whoever_of_the_two_asked(spring):
    pair = load_roster(spring, "spring").decided[0]
    both = (f"{pair.helper}+{pair.learner}",)
    following.note_contact(spring, "spring", ANA, "asks-letter")
    assert set(texts(spring, "spring", "recognition", who=both)) == {ANA}
    following.note_contact(spring, "spring", BETH, "asks-letter")
    assert set(texts(spring, "spring", "recognition", who=both)) == {ANA, BETH}


def test_asking_in_the_feedback_form_counts_for_somebody_in_two_pairs(spring, tmp_path):
    decide(spring, "spring", "accept", [BETH, "ivo.lund@example.org"])
    form = tmp_path / "end.csv"
    form.write_text(f"Email,Would you like a letter of recognition?\n{BETH},Yes\n")
    import_feedback(spring, "spring", form)
    assert list(texts(spring, "spring", "recognition", asked=True)) == [BETH]


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


def test_letters_to_three_say_the_three_of_you(workspace, tmp_path):
    rows = [mla(number, "Programming", "Budgets and funding") for number in (1, 2, 3)]
    bring_rows(workspace, tmp_path, "mla-manitoba", MLA, rows)
    people = [one.id for one in load_roster(workspace, "c").applicants]
    decide(workspace, "c", "accept", people)
    made = texts(workspace, "c", "introduction")
    assert len(made) == 3
    for text in made.values():
        assert "Why we thought of the three of you:" in text
        assert "introduce your peers:" in text
        assert "two of you" not in text
