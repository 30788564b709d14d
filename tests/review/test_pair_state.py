"""The state of the pair on screen, and what is said before a key that is not plain."""

from dataclasses import replace

import pytest

from mentor_tui.domain.side_words import side_words
from mentor_tui.review.pair_state import LETTERS, StateName, pair_state
from mentor_tui.review.queue import Review
from mentor_tui.review.second_look import deciding_kind, second_look
from tests.review.small import ROWS, asking, bring, look_at, person, sit


@pytest.fixture
def small(workspace, tmp_path):
    bring(workspace, tmp_path)
    return sit(workspace)


def follow(sitting, review):
    review.update(sitting.problem)


def test_the_pair_of_the_plan_is_suggested_and_one_key_is_enough(small):
    _, review = small
    look_at(review, "Kofi Moreau", "Beth Cho")
    state = pair_state(review)
    assert (state.name, state.label, state.letter) == (StateName.SUGGESTED, "SUGGESTED", ".")
    assert second_look(review, state, "accept") is None


def test_how_certain_a_suggestion_is_stands_beside_it_when_known(small):
    _, review = small
    look_at(review, "Kofi Moreau", "Beth Cho")
    roster = review.problem.roster
    both = person(roster, "Beth Cho"), person(roster, "Kofi Moreau")
    assert pair_state(review).sentence == "best for all"
    assert pair_state(review, {both: "settled"}).sentence == "best for all, settled"


def test_a_candidate_outside_the_plan_is_browsing_and_names_who_is_suggested(small):
    _, review = small
    look_at(review, "Kofi Moreau", "Pat Abbott")
    state = pair_state(review)
    assert state.name == StateName.BROWSING
    assert state.label == "BROWSING 2 of 2"
    assert "suggested: Beth Cho" in state.sentence


def test_outside_the_plan_the_first_key_says_who_moves_and_who_ends_with_nobody(small):
    _, review = small
    look_at(review, "Jonas Berg", "Beth Cho")
    state = pair_state(review)
    assert (state.name, state.letter) == (StateName.NOBODY_LEFT, "-")
    assert "planned for Kofi Moreau" in state.sentence
    look = second_look(review, state, "accept")
    assert look.possible
    assert "Jonas Berg gets Beth Cho" in look.sentence
    assert "Kofi Moreau ends with nobody (had Beth Cho)" in look.sentence


def test_somebody_whose_places_are_all_taken_is_blocked_and_no_second_key_helps(small):
    sitting, review = small
    roster = sitting.roster
    sitting.decide("accept", [person(roster, "Beth Cho"), person(roster, "Kofi Moreau")])
    follow(sitting, review)
    look_at(review, "Jonas Berg", "Beth Cho")
    state = pair_state(review)
    assert (state.name, state.letter) == (StateName.BLOCKED, "!")
    assert "Beth Cho has 1 of 1 places taken: Kofi Moreau" in state.sentence


def test_decided_pairs_say_so_and_taking_another_is_a_swap(small):
    sitting, review = small
    roster = sitting.roster
    both = [person(roster, "Beth Cho"), person(roster, "Kofi Moreau")]
    sitting.decide("accept", both)
    follow(sitting, review)
    look_at(review, "Kofi Moreau", "Beth Cho")
    assert pair_state(review).name == StateName.ACCEPTED
    assert deciding_kind(review, "accept") == "accept"
    look_at(review, "Kofi Moreau", "Pat Abbott")
    assert pair_state(review).name == StateName.BROWSING
    assert "accepted: Beth Cho" in pair_state(review).sentence
    assert deciding_kind(review, "accept") == "swap"
    sitting.decide("pin", both)
    follow(sitting, review)
    look_at(review, "Kofi Moreau", "Beth Cho")
    assert pair_state(review).name == StateName.PINNED


def test_a_rule_that_came_after_the_decision_blocks(small):
    sitting, review = small
    roster = sitting.roster
    sitting.decide("accept", [person(roster, "Beth Cho"), person(roster, "Kofi Moreau")])
    met = frozenset((person(roster, "Beth Cho"), person(roster, "Kofi Moreau")))
    later = replace(sitting.roster, met={met: "last year"})
    review = Review(problem=sitting.problem.with_roster(later))
    look_at(review, "Kofi Moreau", "Beth Cho")
    state = pair_state(review)
    assert state.name == StateName.BLOCKED
    assert "last year" in state.sentence


@pytest.mark.parametrize("who", ["Kofi Moreau", "Beth Cho"])
def test_an_unread_request_of_either_side_is_read_first(workspace, tmp_path, who):
    text = "Remote only, please. " + "And I would rather not travel in winter. " * 6
    rows = [row for row in ROWS if row[2] != who] + [asking(9, who, text)]
    bring(workspace, tmp_path, rows)
    _, review = sit(workspace)
    look_at(review, "Kofi Moreau", "Beth Cho")
    state = pair_state(review)
    assert (state.name, state.beneath) == (StateName.READ_FIRST, StateName.SUGGESTED)
    assert [request.text.strip() for request in state.requests] == [text.strip()]
    look = second_look(review, state, "accept")
    assert look.possible
    assert who in look.sentence
    assert second_look(review, state, "reject") is None


def test_every_state_has_its_own_letter():
    assert len(set(LETTERS.values())) == len(LETTERS) == len(StateName)


def test_the_words_of_the_sides_are_the_programmes(small):
    sitting, _ = small
    words = side_words(sitting.roster)
    assert (words.learner, words.learners, words.helper) == ("mentee", "mentees", "mentor")
    assert words.learners_counted(1) == "1 mentee"
