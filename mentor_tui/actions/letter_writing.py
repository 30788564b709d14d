"""A letter that is to be written becomes a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ..domain.calendar import add_months
from ..domain.people import Applicant
from ..domain.records import Liaison, Pair
from ..domain.shown_names import shown_name
from ..outputs.day_words import month_words
from ..outputs.drafting import Draft, LetterError, Lines, Recipient, draft, has_template
from .letter_applications import about_application
from .letter_context import (
    Pen,
    general_context,
    language_of,
    last_day,
    name_of,
    pair_context,
    pair_people,
    silence_words,
    with_words,
)
from .letter_readers import Letter, liaison_of
from .letter_reasons import reason_between
from .letter_words import Paired, as_role_words, number_words, part_words, period_within


def write_draft(pen: Pen, letter: Letter, folders: Sequence[Path]) -> Draft:
    """Return the draft of a letter.

    Raises:
        LetterError: a template or a paragraph has a mistake, or an address cannot be used.
    """
    reader = _reader(pen, letter.readers[0])
    language = language_of(pen, reader)
    if not has_template(letter.kind, language):
        language = "en"
    values = _values(pen, letter, reader, language)
    made = draft(
        kind=letter.kind,
        recipients=[_recipient(pen, reader) for reader in letter.readers],
        speaks_of=values,
        folders=folders,
        letterhead=pen.programme.organisation if letter.kind == "recognition" else "",
        language=language,
        english=pen.programme.letters.english,
    )
    return replace(made, about=letter.about(), sender=_sender(pen, letter))


def _reader(pen: Pen, person: str) -> Applicant | Liaison:
    return pen.roster.people.get(person) or _known_liaison(pen, person)


def _known_liaison(pen: Pen, person: str) -> Liaison:
    liaison = liaison_of(pen, person)
    if liaison is None:
        raise LetterError(f"{person} is nobody of {pen.roster.cohort.name}")
    return liaison


def _recipient(pen: Pen, person: str) -> Recipient:
    reader = _reader(pen, person)
    name = name_of(pen, person) if isinstance(reader, Applicant) else shown_name(reader.name)
    return Recipient(name, reader.email)


def _sender(pen: Pen, letter: Letter) -> Recipient | None:
    """Return the liaison who sends a letter of their own folder."""
    if not pen.from_liaison or not letter.pairs:
        return None
    liaison = liaison_of(pen, letter.pairs[0].liaison)
    return Recipient(shown_name(liaison.name), liaison.email) if liaison else None


def _values(pen: Pen, letter: Letter, reader: Applicant | Liaison, language: str) -> dict[str, Any]:
    if letter.kind in ("liaison", "silence"):
        return _about_liaison(pen, letter, reader, language)
    if not isinstance(reader, Applicant):
        raise LetterError(f"{reader.name} is a liaison, and gets no letter of this kind")
    if letter.kind == "recognition":
        return _recognition(pen, letter, reader, language)
    if letter.pairs:
        return pair_context(pen, letter.pairs[0], reader, language) | _topic(pen, letter)
    values = general_context(pen, reader, letter.role, language)
    return with_words(pen, values, language) | about_application(pen, letter, reader)


def _about_liaison(
    pen: Pen, letter: Letter, reader: Applicant | Liaison, language: str
) -> dict[str, Any]:
    """Return what a letter to a liaison says of the pairs that they look after."""
    values = general_context(pen, reader, "", language)
    values |= {"to_introduce": any(_to_introduce(pen, pair) for pair in letter.pairs)}
    english = pen.programme.letters.english
    starts = {pair.starts or pair.at[:10] for pair in letter.pairs}
    return with_words(pen, values, language) | {
        "pairs": [_pair_lines(pen, pair, len(starts) > 1) for pair in letter.pairs],
        "pairs_number": _pairs_words(len(letter.pairs)),
        "period": period_within(starts.pop(), values["ends"], language, english)
        if len(starts) == 1
        else "",
        "handed_over": reader.id in pen.handed_over,
    }


def _to_introduce(pen: Pen, pair: Pair) -> bool:
    life = pen.lives.get((pair.helper, pair.learner))
    return life is not None and life.state == "to introduce"


def _pairs_words(number: int) -> str:
    return "a pair" if number == 1 else f"{number_words(number)} pairs"


def _topic(pen: Pen, letter: Letter) -> dict[str, Any]:
    topics = pen.programme.discussion_topics
    if letter.kind != "topic":
        return {}
    if not 1 <= letter.month <= len(topics):
        has = f"topics for the months 1 to {len(topics)}" if topics else "no discussion topics"
        raise LetterError(
            f"{pen.programme.id} has {has}; month {letter.month} has none", "--month N"
        )
    pair = letter.pairs[0]
    first = date.fromisoformat((pair.starts or pair.at)[:10])
    return {
        "topic": topics[letter.month - 1],
        "month": letter.month,
        "topic_month": month_words(add_months(first, letter.month - 1).isoformat()),
    }


def _pair_lines(pen: Pen, pair: Pair, with_start: bool) -> dict[str, str]:
    """Return what a liaison reads of a pair; its own first day where those of their pairs differ."""
    people = pair_people(pair)
    return {
        "names": " and ".join(name_of(pen, person) for person in people),
        "emails": ", ".join(pen.roster.people[person].email for person in people),
        "why": reason_between(pen.problem, people),
        "silence": silence_words(pen, pair),
        "starts": (pair.starts or pair.at[:10]) if with_start else "",
    }


def _recognition(pen: Pen, letter: Letter, reader: Applicant, language: str) -> dict[str, Any]:
    """Return what a letter of recognition says: every pair of the reader, and what each role stands for."""
    by_role: dict[str, list[Paired]] = {}
    texts: dict[str, str] = {}
    for pair in letter.pairs:
        values = pair_context(pen, pair, reader, language)
        role = str(values["role"])
        as_role = as_role_words(pen.programme, role, language)
        by_role.setdefault(as_role, []).append(_paired(pen, pair, reader))
        texts[role] = values["words"]["recognition"]
    values = pair_context(pen, letter.pairs[0], reader, language)
    words = values["words"] | {"recognition": Lines("\n\n".join(texts.values()))}
    part = part_words(by_role, language, pen.programme.letters.english)
    going_on = any(not _paired(pen, pair, reader).ends for pair in letter.pairs)
    helper = any(pair.helper == reader.id for pair in letter.pairs) and not pen.roster.peers
    return values | {"part": part, "words": words, "going_on": going_on, "helper": helper}


def _paired(pen: Pen, pair: Pair, reader: Applicant) -> Paired:
    """Return with whom and when somebody was paired; a pair whose end has not come is still under way."""
    ends = last_day(pen, pair)
    return Paired(
        partners=tuple(
            name_of(pen, person_id) for person_id in pair_people(pair) if person_id != reader.id
        ),
        starts=pair.starts or pair.at,
        ends=ends if ends <= pen.today else "",
    )
