"""The sentence for the letter can be sent as it is, and quotes what is worth quoting."""

import pytest

from mentor_tui.matching.fit import AgreementPoints
from mentor_tui.matching.phrases import quotable, shared_phrases
from mentor_tui.matching.why import Reasons, goals_remark, listed, why_sentence
from mentor_tui.programmes import Agreement


def quoted(wanted, offered, language="en", **more):
    return [
        quotable(wanted, phrase.wanted)
        for phrase in shared_phrases(wanted, offered, language, **more)
    ]


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [
        ("What the board has asked and if possible more.", "The board has asked and if possible."),
        (
            "Someone who has done it before. We are a two-person branch so time is limited.",
            "I am someone who has done it before. We are a two-person branch so time is limited.",
        ),
        ("I am burned out. Family leave.", "I was burned out. Family leave."),
        ("I learn about grant. Writing is hard.", "I have a grant. Writing poems."),
        ("I don't want storytime.", "I have run storytime."),
    ],
)
def test_filler_circumstances_and_denials_are_not_quoted(wanted, offered):
    found = quoted(wanted, offered)
    assert not any(" and if " in text or "." in text for text in found)
    telling = {"grant"} if "grant" in wanted else set()
    assert set(found) <= telling


@pytest.mark.parametrize(
    ("wanted", "offered", "text"),
    [
        (
            "I have to write our first plan of service.",
            "Three plan of service cycles.",
            "plan of service",
        ),
        ("Grant writing, please.", "I teach grant writing.", "grant writing"),
        ("Weeding!", "Weeding in four branches.", "weeding"),
        ("RDA is new.", "I teach RDA.", "RDA"),
    ],
)
def test_phrases_of_the_trade_are_quoted_whole(wanted, offered, text):
    assert text in quoted(wanted, offered)


def test_a_phrase_never_crosses_the_end_of_a_sentence():
    assert quoted("We have a board. Meetings bore me.", "The board. Meetings are fun.") == []


def reasons(**more):
    given = {"giver": "Ana Roy", "taker": "Beth Cho", "topics": (), "phrases": ()} | more
    return Reasons(**given)


def agreement(holds, shared=()):
    item = Agreement(id="a", label="a", kind="same", field="x", holds=holds, fails="They differ.")
    return AgreementPoints(agreement=item, points=1, of=1, holds=True, known=True, shared=shared)


def test_topics_with_commas_stand_in_quotation_marks():
    assert (
        listed(("Policy", "Budgets, finance and grants")) == "Policy, “Budgets, finance and grants”"
    )


def test_the_letter_speaks_to_both_and_the_liaison_reads_of_them():
    given = [reasons(topics=("Policy",), phrases=("plan of service",))]
    items = [agreement("Both work in the same type of library: {shared}.", ("Public",))]
    assert why_sentence(given, items, peers=False) == (
        "Shared interests: Policy. You both mention “plan of service”. "
        "You both work in the same type of library: Public."
    )
    told = why_sentence(given, items, peers=False, to_both=False)
    assert "Both mention" in told
    assert "You" not in told


def test_a_programme_may_leave_the_words_of_goals_out():
    given = [reasons(topics=("Policy",), phrases=("plan of service",))]
    assert "plan" not in why_sentence(given, [], peers=False, quoting=False)


def test_a_pair_without_a_reason_still_gets_a_sentence():
    assert why_sentence([reasons()], [], peers=False) == "You are both free to take part."


def test_peers_are_told_who_shares_what():
    two = [reasons(topics=("Policy",)), reasons(giver="Beth Cho", taker="Ana Roy")]
    assert why_sentence(two, [], peers=True) == "Ana Roy can share with Beth Cho: Policy."


def test_the_card_says_what_met_the_goals_or_why_nothing_did():
    assert goals_remark([], [("metadata", "cataloguing")], "") == "metadata ~ cataloguing"
    assert goals_remark([], [], "the form did not ask mentors") == "the form did not ask mentors"
    assert goals_remark([], [], "") == "nothing in common"


def test_a_word_cut_out_of_another_phrase_is_not_quoted():
    assert quoted("Who has a grant page?", "Our grant list is long.") == []
    assert quoted("I want grants, please.", "I win grants.") == ["grants"]


def test_two_people_of_one_name_are_not_told_apart_by_it():
    both = [
        Reasons(giver="Ann Lee", taker="Ann Lee", topics=(topic,), phrases=())
        for topic in ("Weeding", "Budgets")
    ]
    assert why_sentence(both, (), peers=True) == (
        "One of you can share with the other: Weeding. The other can share in turn: Budgets."
    )
