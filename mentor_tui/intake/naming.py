"""Whether cells look like names of people, and whether a row is a person at all."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from ..domain.names import plain
from ..programmes import Programme

_WHO = {
    "participant",
    "participants",
    "applicant",
    "applicants",
    "attendee",
    "attendees",
    "who",
    "who are you",
    "person",
    "people",
    "candidate",
    "nominee",
    "student",
    "member",
    "members",
    "registrant",
    "respondent",
}
_NAME = re.compile(
    r"^(?:[^\W\d_][^\W\d_.'’-]*[.'’-]?[^\W\d_]*\.?,?[ '’-]+){1,5}[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*\.?$"
)
_NO_PERSON = re.compile(
    r"\b(?:library|libraries|university|college|school|centre|center|system|bibliotheque|association|department)\b"
)
_SUM = re.compile(
    r"^(?:grand |sub)?(?:totals?|averages?|mean|median|sum|count|number of|nombre|moyenne|somme)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^(?:all |sum |les )?\d+ (?:in all|in total|total|altogether|overall|people|persons?|applicants?|applications?|participants?"
    r"|mentors?|mentees?|peers?|members?|entries|rows|responses?|answers?|names|au total|en tout|personnes|reponses|inscrits)\b",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"\b(?:first and last|for example|e\.g\.|in years|yyyy|dd/mm|mm/dd|choose|select|tick|optional|required|format"
    r"|yes/no|y/n|mentor/mentee|free text|drop-?down|par exemple|en annees|choisir)\b",
    re.IGNORECASE,
)
_TRIAL = re.compile(
    r"^(?:test(?:ing|er)?|dummy|sample|example|exemple|essai)\b|\b(?:sample|example|exemple|tester)$|^(?:john|jane) doe$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(?:notes?|nb|n\.b\.|source|remarks?|legend|updated|last updated|\*)\s*[:*.]", re.I
)
_LONGEST_NAME = 60
_STATUS = {"status", "response type", "distribution channel"}
_TRIED_OUT = {"survey preview", "survey test", "preview", "test", "spam"}


def looks_like_name(text: str) -> bool:
    """Say whether a text looks like the name of one person: two to six words of letters, capitals first."""
    text = " ".join(text.split())
    if not _NAME.match(text) or len(text) > _LONGEST_NAME or _NO_PERSON.search(plain(text)):
        return False
    words = re.split(r"[ ,]+", text)
    return words[0][:1].isupper() and words[-1][:1].isupper()


def asks_who(key: str, programme: Programme) -> bool:
    """Say whether a heading is a word for the people of the programme, such as Participant."""
    words = set(_WHO)
    for name, role in programme.roles.items():
        words |= {plain(word) for word in (name, role.label, role.plural, *role.words)}
    return key.removesuffix(" s name").removesuffix(" name") in words


def are_names(answers: Sequence[str]) -> bool:
    """Say whether the answers of a column are names of people, hardly any of them twice."""
    filled = [answer.strip() for answer in answers if answer.strip()]
    people = [answer for answer in filled if not is_summary(answer)]
    if not people or len(set(people)) * 2 < len(people):
        return False
    return sum(map(looks_like_name, people)) >= 0.7 * len(people)


def is_summary(text: str) -> bool:
    """Say whether a cell in the place of a name belongs to a total, an average or a note."""
    if text.strip() and not any(character.isalpha() for character in text):
        return True
    if _COUNTED.match(text.strip()):
        return True
    total = _SUM.match(text.strip())
    if total:
        return not total["rest"].strip() or bool(re.search(r"[:=\d]|\bof\b", total["rest"]))
    return bool(_NOTE.match(text.strip()))


def is_headings_again(row: Sequence[str], known: Container[str]) -> bool:
    """Say whether a row repeats the headings, in their places or in others: a second table was pasted below.

    Args:
        row: its cells.
        known: the headings, folded.
    """
    filled = [plain(cell) for cell in row if cell.strip()]
    again = sum(cell in known for cell in filled)
    return again >= 2 and again * 2 > len(filled)


def is_in_place(row: Sequence[str], headings: Sequence[str]) -> bool:
    """Say whether the cells of a row are the headings of their own columns."""
    pairs = zip(row, headings, strict=False)
    return all(plain(cell) == plain(heading) for cell, heading in pairs if cell.strip())


def is_hints(row: Sequence[str]) -> bool:
    """Say whether a row below the headings says how to fill the columns in, and is nobody's."""
    hints = sum(bool(_HINT.search(cell)) for cell in row)
    return hints >= 2 and not any("@" in cell for cell in row)


def is_trial(name: str) -> bool:
    """Say whether a name reads like that of somebody who tried the form out."""
    return bool(_TRIAL.search(name.strip()))


def is_preview(extra: Mapping[str, str]) -> bool:
    """Say whether a row is the form's maker trying the form out, as the form tool marks it."""
    return any(
        plain(heading) in _STATUS and plain(text) in _TRIED_OUT for heading, text in extra.items()
    )


def is_unfinished(extra: Mapping[str, str]) -> bool:
    """Say whether a form tool marks a row as begun and not sent."""
    return any(
        plain(heading) == "finished" and plain(text) == "false" for heading, text in extra.items()
    )


def is_note(row: Sequence[str], usual: int) -> bool:
    """Say whether a row is a note below the table: one cell, no name, where rows have `usual` cells."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) != 1 or usual < 3:
        return False
    return not looks_like_name(filled[0]) and "@" not in filled[0]
