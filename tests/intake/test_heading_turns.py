"""Headings with the words of a question that ask something else: the other way round, of another, of what is not."""

import pytest

from mentor_tui.intake.heading_scores import ENOUGH, heading_key, heading_score
from mentor_tui.intake.opposites import leaning, words_leaning
from mentor_tui.programmes.loader import parse_programme, programme_text

TURNED = {
    ("mile", "agreement"): [
        "Would anything keep you from an 18-month mentoring relationship?",
        "Is there any reason you could not commit to 18 months?",
        "Will you retire in the next 18 months?",
        "Are there conflicts with the 18 months?",
    ],
    ("mla-manitoba", "agreement"): [
        "Would meeting once a month be a problem?",
        "Do you object to meeting monthly?",
        "Is once a month too much?",
        "I agree to the privacy policy",
        "Y a-t-il un mois où vous ne pourrez pas rencontrer votre pair au moins une fois par mois?",
    ],
    ("nmrt", "agreement"): [
        "Does the twice-a-month rhythm worry you?",
        "Do you have commitments that clash with contact twice a month?",
    ],
    ("ola", "agreement"): ["Could anything shorten your six months with us?"],
    ("ola", "membership"): [
        "Would you like to join OLA?",
        "Has your OLA membership expired?",
        "Is your library a member of OLA?",
        "Are you a member of the Canadian Library Association?",
    ],
    ("nmrt", "membership"): [
        "Are you a member of ACRL?",
        "Interested in becoming a member of ALA?",
    ],
    ("ola", "experience"): [
        "Years of experience outside libraries",
        "How many years ago did you finish library school?",
        "Years of experience you would like your mentor to have",
        "Years in your current position",
        "Years at your current library",
        "Years of supervisory experience",
    ],
    ("nlls", "name"): ["Name of your supervisor", "Your director's name"],
    ("nlls", "email"): ["Supervisor's email", "E-mail of the person who recommended you"],
    ("nlls", "organisation"): ["Library school attended", "Library where you worked before"],
    ("ola", "goals"): ["Your library's goals", "What would make you leave the program early?"],
    ("ola", "email"): ["Your library's general email address", "Secondary email"],
    ("ola", "organisation"): ["Which library would you like to visit?", "Dream workplace"],
    ("mla-manitoba", "can_share"): ["What is your peer good at? (can share)"],
    ("mla-manitoba", "want_to_learn"): ["What did you want to learn when you were a student?"],
    ("ola", "role"): [
        "Have you been a mentor or a mentee before?",
        "Role your colleague is applying as",
        "Please match me with a mentor or a mentee",
        "Do you want a mentor or a mentee?",
        "Mentor or mentee: who should we find for you?",
    ],
    ("nlls", "interests"): [
        "Topics I do not want to discuss",
        "Areas of interest to leave out",
        "Topics in which you already had training",
    ],
}
STRAIGHT = {
    ("mile", "agreement"): ["18-month commitment", "I understand that it lasts 18 months"],
    ("mla-manitoba", "agreement"): ["I will meet my peer once a month", "Can you meet monthly?"],
    ("nmrt", "agreement"): [
        "Can you be in touch twice a month without difficulty?",
        "We ask everybody to be in touch twice a month. Can you do that?",
    ],
    ("ola", "membership"): ["Do you belong to OLA?", "Have you joined OLA?", "Member"],
    ("ola", "experience"): ["Total years in library work", "Library experience"],
    ("nlls", "experience"): ["Years in your current position"],
    ("nlls", "name"): ["Your full name", "Mentor's full name"],
    ("nmrt", "experience"): ["Time in professional positions so far"],
    ("nlls", "organisation"): ["Library, school or organization", "Name of your library"],
    ("ola", "role"): ["Do you want to be a mentor or a mentee?", "Desired role: mentor or mentee"],
    ("nlls", "interests"): [
        "Areas of interest (at least three)",
        "Topics, not limited to this list",
    ],
}


def programme_named(name):
    return parse_programme(programme_text(name))


def cases(listed):
    return [
        pytest.param(*of, heading, id=f"{of[0]}: {heading}")
        for of, headings in listed.items()
        for heading in headings
    ]


@pytest.mark.parametrize(("programme", "field", "heading"), cases(TURNED))
def test_a_heading_that_asks_something_else_is_not_taken_by_its_words(programme, field, heading):
    question = programme_named(programme).question(field)
    assert heading_score(heading_key(heading), question)[0] < ENOUGH


@pytest.mark.parametrize(("programme", "field", "heading"), cases(STRAIGHT))
def test_a_heading_that_asks_straight_is_still_known(programme, field, heading):
    question = programme_named(programme).question(field)
    assert heading_score(heading_key(heading), question)[0] >= ENOUGH


@pytest.mark.parametrize(
    "heading",
    [
        "Areas where I feel less confident",
        "I am not good at",
        "What I no longer need help with",
        "I would not like to learn",
        "Already learned",
        "Mentors: what can you share? Mentees: what would you like to learn?",
    ],
)
def test_what_asks_for_what_is_not_or_both_sides_leans_neither_way(heading):
    assert words_leaning(heading_key(heading)) != 0
    assert leaning(heading_key(heading)) == 0
