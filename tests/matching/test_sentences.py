"""Goals by what sentences mean: the closest two count, writing more lowers nobody, order never matters."""

from pathlib import Path
from zlib import crc32

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor_tui.matching import goal_likeness
from mentor_tui.matching.fit import Scores
from mentor_tui.matching.meaning import SHARE, meaning_share, sentences_of
from mentor_tui.matching.participants import Participant
from mentor_tui.matching.thesaurus import shipped_thesaurus
from mentor_tui.programmes import Weights

WEIGHTS = Weights(interests=60, goals=40, agreements=0)
TRIPLES = Path(__file__).parent / "data" / "triples.tsv"


def vectors(pieces):
    """Stand in for a model: a sentence is the sum of its words, a moth being nearly a lamp."""
    return np.array([vector(text) for _, text in pieces], dtype=np.float16)


def vector(text):
    total = np.zeros(64)
    for word in text.casefold().replace("moth", "lamp").split():
        total += np.random.default_rng(crc32(word.encode())).normal(size=64)
    return total / max(np.linalg.norm(total), 1e-9)


def one(name, **more):
    return Participant(id=name, role="any", **more)


def scores(helpers, learners):
    return Scores(helpers, learners, WEIGHTS, vectors=vectors)


def test_like_meaning_counts_where_words_share_nothing_and_is_shown_as_its_own_share():
    found = scores([one("h", offer_text="A bright lamp.")], [one("l", goals="The bright moth.")])
    parts = found.parts(0, 0)
    alone = Scores(found.helpers, found.learners, WEIGHTS).parts(0, 0)
    assert parts.meaning > 0
    assert parts.goals == alone.goals + parts.meaning
    assert parts.fit == parts.interests + parts.goals + parts.agreements
    assert alone.meaning is None


def test_what_is_denied_has_no_meaning():
    assert sentences_of("Lamps, please. I don't want moths!", wanted=True) == ["Lamps, please"]
    found = scores(
        [one("h", offer_text="I have no experience with moths. Chairs.")],
        [one("l", goals="Moths.")],
    )
    assert found.parts(0, 0).meaning == 0


def test_words_of_the_trade_leave_less_to_the_meaning():
    shares = [
        meaning_share(text, "en", shipped_thesaurus())
        for text in ("The moth.", "The moth and weeding.", "Weeding.", "")
    ]
    assert shares[0] == SHARE
    assert shares[0] > shares[1] > shares[2] >= shares[3] == 0


def test_a_topic_that_is_an_interest_already_meets_no_goal_again():
    offers = [one("h", offers=("Bright moths",))]
    for wants, meaning in ((("Bright moths",), False), (("Chairs",), True)):
        parts = scores(offers, [one("l", wants=wants, goals="A bright lamps.")]).parts(0, 0)
        assert bool(parts.meaning) == meaning


SENTENCES = st.lists(
    st.sampled_from(
        ["The bright moth", "A lamp", "weeding books", "chairs and tables", "moth lamp", "blue"]
    ),
    max_size=4,
).map(lambda texts: "".join(f"{text}. " for text in texts))


@settings(max_examples=60, deadline=None)
@given(short=SENTENCES, more=SENTENCES, fixed=SENTENCES)
def test_who_writes_more_sentences_is_never_worse_off(short, more, fixed):
    helpers = [one("a", offer_text=short), one("b", offer_text=short + more)]
    by_helper = scores([*helpers, one("c", offer_text="budgets")], [one("l", goals=fixed)]).fit
    assert by_helper[1, 0] >= by_helper[0, 0]
    learners = [one("a", goals=short), one("b", goals=short + more)]
    by_learner = scores([one("h", offer_text=fixed)], learners).fit
    assert by_learner[0, 1] >= by_learner[0, 0]


def test_the_order_of_people_changes_no_fit():
    texts = ["The bright moth. Chairs.", "A lamp, weeding books.", "Blue. Moth lamp.", ""]
    helpers = [one(f"h{at}", offer_text=text) for at, text in enumerate(texts)]
    learners = [one(f"l{at}", goals=text) for at, text in enumerate(texts[::-1])]
    turned = scores(helpers[::-1], learners[::-1]).fit
    assert np.array_equal(scores(helpers, learners).fit, turned[::-1, ::-1])


def test_whole_texts_are_alike_by_meaning_too_and_texts_without_words_like_nothing():
    words = goal_likeness(["The bright moth", ""], ["A bright lamp", ""])
    mixed = goal_likeness(["The bright moth", ""], ["A bright lamp", ""], vectors=vectors)
    assert mixed[0, 0] > words[0, 0]
    assert not mixed[1].any()
    assert not mixed[:, 1].any()


def test_the_triples_are_sixty():
    lines = TRIPLES.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.count("\t") == 3 and line[0] != "#"]) == 60
