"""The words of a letter that depend on its language: dates, periods, closing lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..outputs.day_words import day_within, day_words
from ..programmes import Programme
from ..programmes.letter_words import Words

ENGLISH, FRENCH = "en", "fr"
_NUMBERS = {
    ENGLISH: (
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ),
    FRENCH: ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
}


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


def number_words(number: int, language: str = ENGLISH) -> str:
    """Return a number up to ten in words, a larger one in figures."""
    words = _NUMBERS[language]
    return words[number] if number < len(words) else str(number)


def months_in_words(months: int, language: str) -> str:
    """Return a number of months in words."""
    number = number_words(months, language)
    return f"{number} {'mois' if language == FRENCH else 'month' if months == 1 else 'months'}"


def period_words(
    starts: str, ends: str, minimum: str, months: int, language: str, english: str
) -> str:
    """Return the sentence that says when a pair begins and ends; `minimum` is the day after which it may end."""
    if not starts:
        return ""
    first = day_words(starts, language, english)
    last = day_words(ends, language, english)
    least = day_words(minimum, language, english)
    within = day_within(starts, language, english)
    length = months_in_words(months, language) if months else ""
    if language == FRENCH:
        return _french_period(first, last, least, length)
    if ends:
        return f"Your mentorship runs from {within} to {last}."
    if minimum:
        return (
            f"Your mentorship begins on {first}, lasts at least {length} (until {least}), "
            "and is open-ended after that."
        )
    return f"Your mentorship begins on {within} and has no fixed end."


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


@dataclass(frozen=True, kw_only=True)
class Paired:
    """One pair as a letter of recognition names it: with whom, and from when to when, in ISO days."""

    partners: tuple[str, ...]
    starts: str
    ends: str = ""


def part_words(by_role: Mapping[str, Sequence[Paired]], language: str, english: str) -> str:
    """Return a person's part in a programme: each role, in words such as "as a mentor", with those whom they were paired with."""
    joint = " et " if language == FRENCH else " and "
    parts = []
    for as_role, pairs in by_role.items():
        whom = f",{joint}".join(_with_whom(pairs, language, english))
        parts.append(f"{as_role}, {whom}" if as_role else whom)
    return f",{joint}".join(parts)


def as_role_words(programme: Programme, role: str, language: str) -> str:
    """Return as what somebody takes part, in the programme's own words; empty in French where it has none."""
    words = words_of(programme, language).as_role.get(role, "")
    label = programme.roles[role].label.lower()
    return words or ("" if language == FRENCH else f"as {with_article(label)}")


def _with_whom(pairs: Sequence[Paired], language: str, english: str) -> list[str]:
    """Return pairs in words, those of the same days together."""
    joint = " et " if language == FRENCH else " and "
    together: dict[tuple[str, str], list[str]] = {}
    for pair in pairs:
        together.setdefault((pair.starts, pair.ends), []).extend(pair.partners)
    return [
        f"{'avec' if language == FRENCH else 'with'} {_names(names, joint)} "
        + _from_to(starts, ends, language, english)
        for (starts, ends), names in together.items()
    ]


def _names(names: Sequence[str], joint: str) -> str:
    comma = "," if len(names) > 2 and joint == " and " else ""
    return ", ".join(names[:-1]) + comma + joint + names[-1] if len(names) > 1 else names[0]


def period_within(starts: str, ends: str, language: str, english: str) -> str:
    """Return from when to when in words, within a sentence; an empty text without a start."""
    if not starts:
        return ""
    if ends:
        return _from_to(starts, ends, language, english)
    return f"from {day_words(starts, language, english)}"


def _from_to(starts: str, ends: str, language: str, english: str) -> str:
    first, last = day_words(starts, language, english), day_words(ends, language, english)
    if language == FRENCH:
        return f"du {first} au {last}" if ends else f"depuis le {first}"
    within = day_within(starts, language, english)
    return f"from {within} to {last}" if ends else f"since {first}"


_ALWAYS = ("thanks", "refusal", "no_match", "no_mentee", "late", "next_intake")
_OF_PAIRS = ("rhythm", "not_for", "reminder", "topic", "end", "records")
_BY_ROLE = ("welcome", "first_contact", "duties_lead", "recognition")


def general_texts(words: Words, render: Callable[[str], str]) -> dict[str, Any]:
    """Return the words of the letters that are about no pair, each filled in by `render`."""
    wording: dict[str, Any] = {name: _text(getattr(words, name), render) for name in _ALWAYS}
    return wording | {"liaison": [_text(text, render) for text in words.liaison]}


def pair_texts(words: Words, role: str, render: Callable[[str], str]) -> dict[str, Any]:
    """Return the words of the letters about a pair for a person in a role, each filled in by `render`."""
    wording: dict[str, Any] = {}
    for name in _BY_ROLE:
        wording[name] = _text(getattr(words, name).get(role, ""), render)
    for name in _OF_PAIRS:
        wording[name] = _text(getattr(words, name), render)
    for name in ("about", "check_in", "feedback"):
        wording[name] = list(filter(None, (_text(text, render) for text in getattr(words, name))))
    duties = [_text(text, render) for text in words.duties.get(role, ())]
    return general_texts(words, render) | wording | {"duties": duties}


def _text(form: str, render: Callable[[str], str]) -> str:
    return render(form) if form else ""
