"""Answers become values: each field by the kind of its question, originals kept beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..domain.blank import ANY_WAY, says_nothing
from ..domain.people import Answer
from ..domain.records import Correction
from ..programmes import Programme, Question
from .companions import is_only_other
from .dates import day_and_month, read_moment
from .numbers import read_count, read_span, read_yes_no
from .options import Options, Ticked, option_key, split_ticked
from .preferences import denies_a_way, has_no_preference, is_unsettled, ways_in
from .roles import read_roles


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What a programme's answers may mean: options by field, and how dates are meant."""

    programme: Programme
    options: Mapping[str, Options]
    joints: Mapping[str, str] = field(default_factory=dict)

    def roles_in(self, text: str) -> tuple[str, ...]:
        """Return the roles that an answer names."""
        return read_roles(text, self.programme)


def vocabulary(programme: Programme, learned: Mapping[str, Mapping[str, str]]) -> Vocabulary:
    """Return a programme's vocabulary with the options that its forms taught.

    `learned` gives by field what each option stands for: its own name, another option's, or nothing when it is none.
    """
    options = {}
    lists = [question.field for question in programme.questions if question.kind == "topics"]
    taught = {option: name for key in lists for option, name in learned.get(key, {}).items()}
    for question in programme.questions:
        if question.kind == "topics":
            more = {**taught, **learned.get(question.field, {})}
            options[question.field] = Options.of(programme.topics, more, aliases_cut=False)
        elif question.kind in ("choice", "choices"):
            options[question.field] = Options.of(question.options, learned.get(question.field, {}))
    return Vocabulary(programme=programme, options=options)


def read_answer(
    question: Question,
    words: Vocabulary,
    original: str,
    repair: str | None = None,
    correction: Correction | None = None,
    as_of: date | None = None,
) -> Answer:
    """Return one answer: the correction counts before the repair, the repair before the original.

    `as_of` is the day of the answer, from which "since 2019" is counted.
    """
    text = correction.value if correction else repair if repair is not None else original
    value, unclear, rewritten = _value(question, words, text, as_of)
    return Answer(
        field=question.field,
        label=question.label or question.field,
        original=original,
        text=text,
        value=value,
        unclear=unclear,
        corrected=correction is not None,
        reason=correction.reason if correction else "",
        repaired=repair is not None,
        private=question.private,
        rewritten=rewritten,
    )


def _value(
    question: Question, words: Vocabulary, text: str, as_of: date | None
) -> tuple[object, str, tuple[tuple[str, str], ...]]:
    """Return the typed value, why it is unclear, and what a write-in was taken for."""
    if question.kind in ("topics", "choices", "choice"):
        return _chosen(question, words, text)
    if not text.strip():
        return None, "", ()
    readers: dict[str, Callable[[], Any]] = {
        "months": lambda: read_span(text, question.unit, as_of),
        "count": lambda: read_count(text),
        "yes-no": lambda: read_yes_no(text, (question.label, *question.headings)),
        "roles": lambda: words.roles_in(text) or None,
        "date": lambda: read_moment(text, words.programme.form.date_order),
    }
    if question.kind not in readers:
        return text.strip(), "", ()
    value: Any = readers[question.kind]()
    if question.kind == "date" and value is not None:
        value = value.isoformat(" ")
    return (
        value,
        ""
        if value is not None
        else f"{text.strip()!r} could not be read as {_KIND_WORDS[question.kind]}",
        (),
    )


_KIND_WORDS = {
    "months": "a length of time",
    "count": "a number",
    "yes-no": "yes or no",
    "roles": "a role",
    "date": "a date",
}
_BRACKET_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_KIND_OF_CHOICE = "a choice; it says more than a way, and is for a person to read"


def _chosen(
    question: Question, words: Vocabulary, text: str
) -> tuple[object, str, tuple[tuple[str, str], ...]]:
    known = words.options[question.field]
    own = any(option_key(option.name) == option_key(text) for option in question.options)
    if not own and says_nothing(text):
        return (() if question.kind != "choice" else None), "", ()
    if question.kind == "choices" and not own:
        plainly = _preferred(known, text)
        if plainly is not None:
            return plainly
    names: list[str] = []
    rewritten: list[tuple[str, str]] = []
    for piece in split_ticked(text, known, words.joints.get(question.field, "")):
        if question.kind != "topics":
            names.append(_chosen_option(piece, known))
            continue
        verbatim = len(piece.text) > 2 and piece.text[0] == piece.text[-1] == '"'
        close = known.close(piece.text) if not piece.known and not verbatim else None
        if close is not None:
            rewritten.append((piece.text, close))
        names.append(piece.text.strip('"') if verbatim else _as_written(piece))
    unique = tuple(
        dict.fromkeys(
            name
            for name in names
            if not says_nothing(name) and not (question.kind == "topics" and is_only_other(name))
        )
    )
    if question.kind == "choice":
        return (unique if unique else None), "", ()
    return unique, "", tuple(rewritten)


def _chosen_option(piece: Ticked, known: Options) -> str:
    """Return the option that a choice names: "Special (health)" is "Special", where there is none of that name."""
    if piece.known:
        return piece.text
    return known.find(_BRACKET_BEHIND.sub("", piece.text)) or piece.text


def _as_written(piece: Ticked) -> str:
    """Return a topic as the form has it; the name that the coordinator gave an option comes first."""
    given = option_key(piece.text) != option_key(piece.written or piece.text)
    return piece.text if given else piece.written or piece.text


def _preferred(known: Options, text: str) -> tuple[object, str, tuple[tuple[str, str], ...]] | None:
    """Return a choice that leaves all open, joins its ways by words or excludes one; None for ticks."""
    if has_no_preference(text):
        return (ANY_WAY,), "", ()
    written = [ticked.text for ticked in split_ticked(text, known) if not ticked.known]
    if known.find(text) is not None or not written:
        return None
    ways = ways_in(text, known)
    if ways:
        return tuple(ways), "", ()
    if denies_a_way(text) or any(is_unsettled(piece, known) for piece in written):
        return None, f"{text.strip()!r} could not be read as {_KIND_OF_CHOICE}", ()
    return None


def repair_band(question: Question, text: str) -> str | None:
    """Return the option such as 2-4 that a spreadsheet turned into a date, or None when it did not."""
    bands = {}
    for option in question.options:
        first, dash, second = option.name.partition("-")
        if dash and first.isdigit() and second.isdigit():
            bands[frozenset({int(first), int(second)})] = option.name
    if not bands or not text.strip():
        return None
    numbers = day_and_month(text.strip())
    return bands.get(numbers) if numbers else None
