"""The phrases by which a heading is known: words, and classes of words that mean the same in a heading."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz.distance import OSA

from ..domain.names import plain

_PARTS = re.compile(r"<(\w+)>|([^<>\s]+)")
_WHOLE = "$"
_LONG_ENOUGH = 5

Words = tuple[str, ...]
"""Words any of which will do; each is met by what begins with it, or by itself alone if it ends in $."""


def has_phrase(key: str, phrase: str) -> bool:
    """Say whether every part of a phrase stands in a heading, in any order.

    Args:
        key: the heading, folded for comparison.
        phrase: words and, in angle brackets, classes of words.
    """
    spaced = f" {key} "
    return all(_stands(spaced, words) for words in parts_of(phrase))


def tells_apart(key: str, other: str) -> bool:
    """Say whether two headings that look alike ask different things: one asks for the kind, or how many."""
    spaced, others = f" {key} ", f" {other} "
    return any(_stands(spaced, words) != _stands(others, words) for words in _TELLING)


def respelt(key: str, words: Words) -> str:
    """Return a heading with the typing mistakes mended that leave no doubt which of the words was meant.

    A mistake is one letter too many, too few or wrong, or two exchanged, in a word of five letters or more.
    """
    return " ".join(_meant(word, words) for word in key.split())


def _meant(word: str, words: Words) -> str:
    if len(word) < _LONG_ENOUGH or any(word.startswith(known) for known in words if known):
        return word
    near = {known for known in words if _is_near(word, known)}
    return near.pop() if len(near) == 1 else word


def _is_near(word: str, known: str) -> bool:
    """Say whether a word is a known one with one mistake, or begins with it: "memebership" with "member"."""
    if len(known) < _LONG_ENOUGH or word[0] != known[0]:
        return False
    whole = abs(len(word) - len(known)) <= 1
    beginnings = [word[:length] for length in (len(known) - 1, len(known), len(known) + 1)]
    near = [part for part in beginnings if OSA.distance(part, known, score_cutoff=1) <= 1]
    return bool(near) and (whole or any(part[-1] == known[-1] for part in near))


@lru_cache(maxsize=10_000)
def parts_of(phrase: str) -> tuple[Words, ...]:
    """Return the parts of a phrase, each with the words that meet it."""
    parts: list[Words] = []
    for name, text in _PARTS.findall(phrase):
        if name in _classes():
            parts.append(_classes()[name])
        else:
            parts += [(word,) for word in plain(name or text).split()]
    return tuple(parts)


@cache
def _classes() -> dict[str, Words]:
    """Return the classes of words by name, folded for comparison."""
    text = resources.files(__package__).joinpath("heading_words.toml").read_text(encoding="utf-8")
    return {name: tuple(map(_folded, words)) for name, words in tomllib.loads(text).items()}


def _folded(word: str) -> str:
    return plain(word) + (_WHOLE if word.endswith(_WHOLE) else "")


def _stands(spaced: str, words: Words) -> bool:
    """Say whether any of the words stands in a heading that has a space before and behind."""
    for word in words:
        sought = f" {word[:-1]} " if word.endswith(_WHOLE) else f" {word}"
        if sought in spaced:
            return True
    return False


_TELLING: tuple[Words, ...] = (
    ("type", "kind", "sort$", "category", "genre"),
    ("how many", "number", "combien", "nombre"),
    ("how long", "years", "annees", "since"),
    ("phone", "telephone"),
    ("mail", "courriel", "email", "e mail"),
    ("size", "staff", "taille"),
)
"""Words of which one alone changes what a heading asks: two headings that differ in one ask different things."""
