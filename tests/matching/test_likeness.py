"""Likeness of goals to offers."""

import warnings

import numpy as np
import pytest

from mentor_tui.matching import goal_likeness
from mentor_tui.matching.phrases import shared_phrases

TEXTS = [
    "I would like to learn how a plan of service is written.",
    "Weeding the collection without upsetting everybody.",
    "Getting along with the library board and the town council.",
]


def test_a_text_is_fully_like_itself_and_less_like_others():
    likeness = goal_likeness(TEXTS, TEXTS)
    assert likeness.dtype == np.float32
    assert np.diagonal(likeness) == pytest.approx(1.0, abs=1e-5)
    assert (likeness[~np.eye(3, dtype=bool)] < 0.4).all()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("government documents", "goverment documents"),
        ("collection planning", "colection planning"),
        ("strategic management of volunteers", "strategic managment of volunteers"),
        ("collection", "colection"),
    ],
)
def test_a_typing_mistake_costs_less_than_a_tenth(right, wrong):
    plain, typo = goal_likeness([right], [right])[0, 0], goal_likeness([right], [wrong])[0, 0]
    assert typo > 0.9 * plain


@pytest.mark.parametrize(
    ("wanted", "offered", "language", "least", "most"),
    [
        ("", "something", "en", 0.0, 0.0),
        ("the of and", "the of and", "en", 0.0, 0.0),
        ("budgets", "budget", "en", 0.95, 1.0),
        ("La gestion des bibliothèques", "gérer une bibliothèque municipale", "fr", 0.2, 1.0),
        ("図書館の目録", "図書館", "en", 0.3, 1.0),
        ("Библиотека для детей", "детская библиотека", "en", 0.2, 1.0),
    ],
)
def test_texts_of_every_kind_give_sensible_values(wanted, offered, language, least, most):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        value = float(goal_likeness([wanted], [offered], language)[0, 0])
    assert least <= value <= most


def test_a_text_of_ten_thousand_words_is_no_trouble():
    words = " ".join(f"subject{number}" for number in range(10_000))
    assert goal_likeness([words], [words])[0, 0] == pytest.approx(1.0, abs=1e-3)


def test_no_texts_give_an_empty_table():
    assert goal_likeness([], ["a"]).shape == (0, 1)
    assert goal_likeness(["a"], []).shape == (1, 0)


def test_the_order_of_texts_changes_nothing():
    likeness = goal_likeness(TEXTS, TEXTS[::-1])
    assert np.array_equal(goal_likeness(TEXTS[::-1], TEXTS), likeness[::-1, ::-1])


def test_shared_phrases_stand_where_they_are_said_to_stand():
    wanted = "I have to write our first plan of service and board meetings still scare me."
    offered = "I have led three plan of service cycles and I brief new board members."
    found = [
        (wanted[slice(*p.wanted)], offered[slice(*p.offered)])
        for p in shared_phrases(wanted, offered)
    ]
    assert ("plan of service", "plan of service") in found
