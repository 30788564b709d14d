"""The quick look at how words begin never hides a request that the whole pattern sees."""

import pytest

from mentor_tui.intake import mentions

ASKED = """
Please not with Ann Reimer
I would rather not be paired with my director
Ne pas jumeler avec Luc Roy
never match me, nobody from Oxbow
Not with Bea
Pas avec Zoë Roy
anyone but Kai Ng
everybody except my boss, everyone other than Tom
keep us two apart
avoid having two people of one branch
remote only
Zoom-only, e-mail only
only by phone
I can't travel
within driving distance
no more than two hours away, less than an hour from Bonnyville
within 30km of home
please someone who works in a school
I want to be placed in the north
I prefer mornings
je préfère le français
I request a French speaker
female mentor
a man mentor
please withdraw my application
cancel my registration, dropping out the form
pulling out my name
take back my submission
postpone it, put off my application
retirer ma candidature
annuler mon inscription, reporter ma demande
away until May
unavailable in July
absent en mars, on leave from June
à distance seulement
uniquement en ligne
I don't drive
je ne conduis pas
no car
group me with the north
""".strip().split("\n")


@pytest.mark.parametrize("text", ASKED)
def test_the_quick_look_lets_every_request_through(text, monkeypatch):
    for spelling in (text, text.upper(), f"We are two. {text}, thanks!"):
        quick = mentions.reads_like_request(spelling)
        whole = tuple(
            place.span() for place in mentions._READS_LIKE_REQUEST.finditer(spelling) if place[0]
        )
        assert quick == whole


def test_most_of_these_are_requests_and_plain_answers_are_none():
    seen = [text for text in ASKED if mentions.reads_like_request(text)]
    assert len(seen) >= 0.9 * len(ASKED)
    for text in ("Library 5", "I run storytime twice a week.", "Budgets, grants", "10+ years"):
        assert not mentions.reads_like_request(text)
