"""Who gets which letter about their application: refused, late, undecided, without a partner, without a mentee."""

import pytest

from mentor_tui.actions import letters
from mentor_tui.actions.deciding import decide, waive
from mentor_tui.actions.flagging import clear_flags
from mentor_tui.actions.letters import Wish
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.programmes import parse_programme, programme_text, shipped_ids
from tests.actions.letter_cases import ANA, refuses, texts
from tests.programmes.test_five import NMRT, OLA, nmrt, ola
from tests.programmes.test_five import bring as bring_rows


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


def nmrt_cohort(workspace, tmp_path, *rows):
    bring_rows(workspace, tmp_path, "nmrt", NMRT, list(rows))
    return workspace


def test_the_late_hear_of_the_deadline_and_of_the_next_intake(workspace, tmp_path):
    late = nmrt(2, "Mentee", "2 years", when="9/22/2026 00:04:00")
    on_time = nmrt(3, "Mentee", "2 years", when="9/21/2026 23:52:00")
    nmrt_cohort(workspace, tmp_path, nmrt(1, "Mentor", "9"), late, on_time)
    told = texts(workspace, "c", "late")
    assert list(told) == ["p2@example.org"]
    text = told["p2@example.org"]
    assert "reached us on September 22, 2026, after the deadline of September 21, 2026." in text
    assert "Applications for each program year are due September 21" in text
    assert refuses(workspace, "c", "not-eligible")
    waive(workspace, "c", "p2@example.org", "deadline", "The form was down")
    assert refuses(workspace, "c", "late")


def test_who_is_late_and_not_eligible_hears_the_rule_and_that_it_was_late(workspace, tmp_path):
    both = nmrt(2, "Mentee", "3 months", when="9/25/2026 10:00:00")
    nmrt_cohort(workspace, tmp_path, nmrt(1, "Mentor", "9"), both)
    text = texts(workspace, "c", "not-eligible")["p2@example.org"]
    assert "Resume Review Service" in text
    assert "It also reached us after the deadline." in text
    assert refuses(workspace, "c", "late")


def test_mentors_without_a_mentee_are_thanked_and_kept_unless_one_is_suggested(workspace, tmp_path):
    nmrt_cohort(
        workspace,
        tmp_path,
        *[nmrt(number, "Mentor", "9") for number in (1, 2)],
        nmrt(3, "Mentee", "2"),
    )
    suggested = {
        workspace_email(workspace, person) for person in problem_people(problem_of(workspace, "c"))
    }
    told = texts(workspace, "c", "no-mentee")
    assert len(told) == 1
    assert not set(told) & suggested
    text = next(iter(told.values()))
    assert "Thank you for volunteering as a mentor" in text
    assert "we will write to you" in text
    assert refuses(workspace, "c", "no-match")


def problem_people(problem):
    for helper, learner in problem.proposal.pairs:
        yield from (problem.helper_ids[helper], problem.learner_ids[learner])


def workspace_email(workspace, person):
    return load_roster(workspace, "c").people[person].email


def test_somebody_with_an_open_question_hears_that_alone(workspace, tmp_path):
    rows = [nmrt(1, "Mentee", "a while"), nmrt(2, "Mentor", "some years"), nmrt(3, "Mentee", "2")]
    nmrt_cohort(workspace, tmp_path, *rows)
    assert set(texts(workspace, "c", "undecided")) == {"p1@example.org", "p2@example.org"}
    assert set(texts(workspace, "c", "no-match")) == {"p3@example.org"}
    assert refuses(workspace, "c", "no-mentee")
    assert refuses(workspace, "c", "not-eligible")


def test_the_undecided_read_every_question_that_is_open_once(workspace, tmp_path):
    rows = [[*ola(1, "Both", "a while")], [*ola(2, "Mentor", "9")]]
    bring_rows(workspace, tmp_path, "ola", OLA, rows)
    text = texts(workspace, "c", "undecided")["p1@example.org"]
    assert text.count("You wrote: a while.") == 1
    assert "Please give years and months." in text


def test_a_mentor_of_six_years_is_told_so_as_a_mentee_and_the_other_way_round(workspace, tmp_path):
    nmrt_cohort(workspace, tmp_path, nmrt(1, "Mentee", "6 years"), nmrt(2, "Mentor", "2 years"))
    told = texts(workspace, "c", "not-eligible")
    assert "we would be glad to have you as a mentor" in told["p1@example.org"]
    assert "you are welcome to take part as a mentee" in told["p2@example.org"]
    for text in told.values():
        assert "You wrote" not in text
        assert "ineligible" not in text


def test_no_match_comes_when_a_suggestion_is_turned_down_and_goes_when_a_pair_is_made(
    workspace, tmp_path
):
    nmrt_cohort(workspace, tmp_path, nmrt(1, "Mentor", "9"), nmrt(2, "Mentee", "2"))
    pair = ["p1@example.org", "p2@example.org"]
    assert refuses(workspace, "c", "no-match")
    decide(workspace, "c", "reject", pair)
    assert list(texts(workspace, "c", "no-match")) == ["p2@example.org"]
    workspace.store.undo()
    decide(workspace, "c", "accept", pair)
    assert refuses(workspace, "c", "no-match")
    assert refuses(workspace, "c", "no-mentee")


def test_who_may_have_applied_twice_is_not_refused_before_that_is_settled(workspace, tmp_path):
    rows = [nmrt(1, "Mentor", "9"), nmrt(2, "Mentee", "2"), nmrt(3, "Mentee", "2")]
    first, second = "mabel.cho@example.org", "mcho@mail.example.org"
    for row, address in zip(rows[1:], (first, second), strict=True):
        row[1:4] = [address, "Mabel", "Cho"]
    nmrt_cohort(workspace, tmp_path, *rows)
    decide(workspace, "c", "accept", ["p1@example.org", first])
    with pytest.raises(letters.NobodyWaits, match="Mabel Cho may have applied twice"):
        letters.make_wished(workspace, "c", Wish(kind="no-match"))
    clear_flags(workspace, "c", second)
    assert list(texts(workspace, "c", "no-match")) == [second]


@pytest.mark.parametrize("programme", shipped_ids())
def test_every_letter_to_applicants_has_a_next_step_in_every_programme(programme):
    words = parse_programme(programme_text(programme)).letters
    for text in (words.no_match, words.late, words.next_intake):
        assert text.removesuffix("{% endif %}").endswith(".")
    known = parse_programme(programme_text(programme))
    if known.shape == "mentor-mentee":
        assert words.no_mentee.endswith(".")
