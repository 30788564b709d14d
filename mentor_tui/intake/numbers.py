"""Counts as people write them. Understood, or None; never guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from .agreeing import read_yes_no
from .number_words import WORDS, in_digits
from .spans import read_span

__all__ = ["WORDS", "read_count", "read_span", "read_yes_no"]

_LONGEST_ANSWER = 200
_MOST = 50
_NOBODY = re.compile(
    r"^(none|no one|no 1|nobody|personne|aucun\w*|0)"
    r"(?: (?:right now|for now|at this time|at the moment|this (?:year|time|term|session|round|cycle)"
    r"|cette (?:annee|fois|session)|pour le moment))?\.?$"
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aout|sep|sept|oct|nov|dec|january|february"
    r"|march|april|june|july|august|september|october|november|december|last|previous\w*|before|had|were|was"
    r"|mentored|ago|years?|ans?|annees?|months?|mois|weeks?|hours?|days?|times|jours?|semaines?|heures?"
    r"|library|libraries|branch\w*|next|since|depuis)\b"
)
"""A number beside one of these counts something else, or is a band that a spreadsheet made a date."""
_PEOPLE = re.compile(r"\b(?:a|an) (mentee|participant|learner|person|colleague|mentore)\b")
_VAGUE = re.compile(
    r"\b(about|around|approx\w*|almost|nearly|roughly|ish|or so|maybe|perhaps|not sure|unsure|environ"
    r"|several|few|many|some|plusieurs|quelques|it depends|depending|if|unless|negotiable|not|instead)\b"
    r"|~|\?"
)
_MORE = re.compile(
    r"\+|\b(or more|at least|minimum|and up|and more|and over|or over|ou plus|au moins|more than|over"
    r"|plus de|greater than)\b|>|≥"
)
_LESS = re.compile(r"\b(less than|under|fewer than|moins de)\b|<(?!=)")
_TWO = re.compile(r"\b(a couple|couple of|pair of|deux)\b")


@lru_cache(maxsize=4096)
def read_count(text: str) -> int | None:
    """Return how many places an answer gives, or None when it is blank or cannot be told."""
    if not text.strip() or len(text) > _LONGEST_ANSWER:
        return None
    if _VAGUE.search(text.casefold().replace("not more than", "up to")):
        return None
    folded = in_digits(_PEOPLE.sub(r"1 \1", text.casefold()))
    if _NOBODY.match(folded):
        return 0
    if _MORE.search(folded.replace("no more than", "up to").replace("not more than", "up to")):
        return None
    if _LESS.search(folded) or _OF_SOMETHING_ELSE.search(folded):
        return None
    if _TWO.search(folded):
        return 2
    return _the_number(folded)


def _the_number(folded: str) -> int | None:
    numbers = {
        float(digits.replace(",", ".")) for digits in re.findall(r"-?\d+(?:[.,]\d+)?", folded)
    }
    if len(numbers) != 1:
        return None
    number = numbers.pop()
    return int(number) if number.is_integer() and 0 <= number <= _MOST else None
