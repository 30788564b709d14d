"""The words of a letter that depend on its language: dates, periods, closing lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..outputs.day_words import day_words
from ..programmes import Programme
from ..programmes.letter_words import Words

ENGLISH, FRENCH = "en", "fr"
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def words_of(programme: Programme, language: str) -> Words:
    """Return the words of a programme in a language; English where it has no others."""
    french = programme.letters.fr if language == FRENCH else None
    return french or programme.letters


def spelling(programme: Programme) -> dict[str, str]:
    """Return the words that American, Canadian and British English spell in their own way."""
    british = programme.letters.english == "british"
    return {
        "program": "programme" if british else "program",
        "recognizes": "recognises" if british else "recognizes",
        "recognizing": "recognising" if british else "recognizing",
    }


def with_article(word: str) -> str:
    """Return a noun with its indefinite article."""
    return f"{'an' if word[:1].casefold() in 'aeiou' else 'a'} {word}"


def months_in_words(months: int, language: str) -> str:
    """Return a number of months in words."""
    number = _NUMBERS[months] if months < len(_NUMBERS) and language == ENGLISH else str(months)
    return f"{number} {'mois' if language == FRENCH else 'month' if months == 1 else 'months'}"


def period_words(
    starts: str, ends: str, minimum: str, months: int, language: str, english: str
) -> str:
    """Return the sentence that says when a pair begins and ends; `minimum` is the day after which it may end."""
    if not starts:
        return ""
    first, last, least = (day_words(day, language, english) for day in (starts, ends, minimum))
    length = months_in_words(months, language) if months else ""
    if language == FRENCH:
        return _french_period(first, last, least, length)
    if ends:
        return f"Your mentorship runs from {first} to {last}."
    if minimum:
        return (
            f"Your mentorship begins on {first}, lasts at least {length} (until {least}), "
            "and is open-ended after that."
        )
    return f"Your mentorship begins on {first} and has no fixed end."


def _french_period(first: str, last: str, least: str, length: str) -> str:
    if last:
        return f"Le mentorat a lieu du {first} au {last}."
    if least:
        return f"Le mentorat commence le {first} et dure au moins {length} (jusqu'au {least})."
    return f"Le mentorat commence le {first}; aucune date de fin n'est fixée."


def questions_words(contact: str, language: str) -> str:
    """Return where questions go: the address of the programme, else an answer to the letter."""
    if language == FRENCH:
        where = f"écrivez à {contact}" if contact else "répondez à ce courriel"
        return f"Pour toute question, {where}."
    where = f"write to {contact}" if contact else "answer this email"
    return f"If you have any questions, {where}."


def signature_words(programme: Programme, language: str, from_whom: str = "") -> str:
    """Return the closing words and the lines under them, a person's name first where one signs."""
    words = words_of(programme, language)
    lines = [from_whom] if from_whom else []
    lines += words.signer or (programme.organisation,)
    return f"{words.closing},\n" + "\n".join(lines)


def organisation_words(programme: Programme, language: str) -> str:
    """Return the association's name as it stands in a sentence."""
    return words_of(programme, language).organisation or programme.organisation


def with_whom_words(partners: Sequence[str], starts: str, ends: str, language: str) -> str:
    """Return one pair as a letter of recognition names it; the days are in words already."""
    if language == FRENCH:
        period = f"du {starts} au {ends}" if ends else f"depuis le {starts}"
        return f"avec {' et '.join(partners)} {period}"
    period = f"from {starts} to {ends}" if ends else f"since {starts}"
    return f"with {' and '.join(partners)} {period}"


def part_words(by_role: Mapping[str, Sequence[str]], language: str) -> str:
    """Return a person's part in a programme: each role with those whom they were paired with."""
    joint = " et " if language == FRENCH else " and "
    parts = []
    for role, pairs in by_role.items():
        whom = joint.join([", ".join(pairs[:-1]), pairs[-1]] if len(pairs) > 1 else pairs)
        parts.append(whom if language == FRENCH else f"as {with_article(role)}, {whom}")
    return f",{joint}".join(parts)


_ALWAYS = ("no_match", "no_mentee", "late", "next_intake")
_OF_PAIRS = ("rhythm", "not_for", "reminder", "topic", "end", "records")
_BY_ROLE = ("welcome", "first_contact", "duties_lead", "recognition")


def general_texts(words: Words, render: Callable[[str], str]) -> dict[str, Any]:
    """Return the words of the letters that are about no pair, each filled in by `render`."""
    found: dict[str, Any] = {name: _text(getattr(words, name), render) for name in _ALWAYS}
    return found | {"liaison": [_text(one, render) for one in words.liaison]}


def pair_texts(words: Words, role: str, render: Callable[[str], str]) -> dict[str, Any]:
    """Return the words of the letters about a pair for a person in a role, each filled in by `render`."""
    found: dict[str, Any] = {}
    for name in _BY_ROLE:
        found[name] = _text(getattr(words, name).get(role, ""), render)
    for name in _OF_PAIRS:
        found[name] = _text(getattr(words, name), render)
    for name in ("about", "check_in", "feedback"):
        found[name] = [_text(one, render) for one in getattr(words, name)]
    duties = [_text(one, render) for one in words.duties.get(role, ())]
    return general_texts(words, render) | found | {"duties": duties}


def _text(form: str, render: Callable[[str], str]) -> str:
    return render(form) if form else ""
