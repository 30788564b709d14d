"""The options of a form: given, said, or learned from all its answers together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..domain.records import Submission
from ..intake import FileRejected, FormReading
from ..intake.learning import Doubt, Pieces, Ticks, joint_of
from ..intake.options import Options, option_key
from ..programmes import Programme
from .roster_loading import Learned

TOPICS = ""
"""The name under which options are given for every list of topics."""


@dataclass(frozen=True, kw_only=True)
class FormsRead:
    """What the options of forms are learned from.

    Args:
        programme: whose form it is.
        readings: the files of this import.
        kept: what the cohort has already: two files of one form teach each other's options.
        before: options that earlier forms taught.
        given: by field the options that the coordinator listed; `TOPICS` for every list of topics.
        said: by field and option what it stands for, empty for no option.
    """

    programme: Programme
    readings: Sequence[FormReading]
    kept: Sequence[Submission]
    before: Learned
    given: Mapping[str, Sequence[str]]
    said: Mapping[tuple[str, str], str]


@dataclass(frozen=True, kw_only=True)
class FormOptions:
    """By field what the options of forms stand for; and what may be one option or two, where nobody named them."""

    learned: Learned
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, kw_only=True)
class _List:
    """The columns that share their options: what is named, and what was ticked."""

    fields: Sequence[str]
    answered: Sequence[str]
    listed: Sequence[str]
    taught: Sequence[str]
    pieces: Pieces


def options_of_forms(forms: FormsRead) -> FormOptions:
    """Return what the options of the forms stand for, and what cannot be told of them."""
    learned: dict[str, dict[str, str]] = {}
    unsettled: list[Doubt] = []
    for ticked in _ticked_lists(forms):
        refused = _refused(ticked.fields, forms.before, forms.said)
        shown = [name for name in ticked.pieces.learned() if name not in refused]
        names = dict.fromkeys([*ticked.listed, *ticked.taught, *shown])
        for field in ticked.answered:
            learned[field] = {name: name for name in names}
        unsettled += _unsettled(ticked, forms)
    for (field, option), stands_for in forms.said.items():
        learned.setdefault(field, {})[option] = stands_for
    return FormOptions(
        learned={field: names for field, names in learned.items() if names},
        doubts=tuple(unsettled),
    )


def _unsettled(ticked: _List, forms: FormsRead) -> list[Doubt]:
    """Return what may be one option or two in a list whose options nobody named."""
    if ticked.listed:
        return []
    named = [*(option for _, option in forms.said), *forms.before.get(ticked.fields[0], ())]
    settled = set(map(option_key, named))
    return [
        doubt
        for doubt in ticked.pieces.doubts()
        if not {option_key(doubt.first), option_key(doubt.second)} & settled
    ]


def _ticked_lists(forms: FormsRead) -> Iterator[_List]:
    """Yield the lists of options that somebody answered."""
    new = (row for reading in forms.readings for row in reading.submissions)
    rows = [*forms.kept, *new]
    for fields in _lists(forms.programme):
        columns = _columns(rows, fields)
        if not columns:
            continue
        listed = _listed(fields, forms.given)
        taught = _taught(fields, forms.readings)
        known = _known(forms.programme, fields, forms.before, [*listed, *taught])
        ticks = [Ticks(answers, joint_of(answers, known)) for answers in columns.values()]
        yield _List(
            fields=fields,
            answered=sorted({field for _, field in columns}),
            listed=listed,
            taught=taught,
            pieces=Pieces.of(ticks, known),
        )


def _taught(fields: Sequence[str], readings: Sequence[FormReading]) -> list[str]:
    """Return the options that columns of their own name."""
    return [
        name for field in fields for reading in readings for name in reading.learned.get(field, ())
    ]


def options_taught(before: Learned, learned: Learned) -> dict[str, dict[str, str]]:
    """Return what options stand for: what was learned now over what was learned before."""
    options = {field: dict(names) for field, names in before.items()}
    for field, names in learned.items():
        options[field] = {**options.get(field, {}), **names}
    return options


def _lists(programme: Programme) -> list[list[str]]:
    """Return the fields that share their options: all lists of topics, and every other list for itself."""
    topics = [question.field for question in programme.questions if question.kind == "topics"]
    others = [[question.field] for question in programme.questions if question.kind == "choices"]
    return [topics, *others] if topics else others


def list_fields(programme: Programme) -> list[str]:
    """Return the fields that hold a list of options, in the order of the programme's questions."""
    kinds = ("topics", "choices")
    return [question.field for question in programme.questions if question.kind in kinds]


def fields_sharing_options(programme: Programme, field: str) -> list[str]:
    """Return the fields whose options are those of a field, itself among them."""
    for fields in _lists(programme):
        if field in fields:
            return fields
    return [field]


def _columns(rows: Iterable[Submission], fields: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """Return the answers by file and field."""
    columns: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        for field in fields:
            text = row.answers.get(field, "")
            if text:
                columns.setdefault((row.file, field), {})[row.id] = text
    return {place: list(answers.values()) for place, answers in columns.items()}


def _listed(fields: Sequence[str], given: Mapping[str, Sequence[str]]) -> list[str]:
    names = [name for field in fields for name in given.get(field, ())]
    return list(dict.fromkeys(names))


def _known(
    programme: Programme, fields: Sequence[str], before: Learned, more: Iterable[str]
) -> Options:
    """Return the options known before this form is looked at."""
    names = {option: name for field in fields for option, name in before.get(field, {}).items()}
    names.update({name: name for name in more})
    question = programme.question(fields[0])
    topics = question is not None and question.kind == "topics"
    known = programme.topics if topics or question is None else question.options
    return Options.of(known, names, aliases_cut=not topics)


def _refused(
    fields: Sequence[str], before: Learned, said: Mapping[tuple[str, str], str]
) -> set[str]:
    """Return what was said to be no option."""
    names: dict[str, str] = {}
    for field in fields:
        names.update(before.get(field, {}))
        names.update({option: name for (place, option), name in said.items() if place == field})
    return {option for option, stands_for in names.items() if not stands_for}


def given_by_field(
    programme: Programme, given: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Return given options with those for all topics put under every list of topics.

    Raises:
        KeyError: a field has no list of options.
    """
    topics = [question.field for question in programme.questions if question.kind == "topics"]
    lists = {*topics, *(q.field for q in programme.questions if q.kind in ("choice", "choices"))}
    matching_options: dict[str, dict[str, str]] = {}
    for name, options in given.items():
        if name != TOPICS and name not in lists:
            raise KeyError(name)
        for field in topics if name == TOPICS else [name]:
            matching_options.setdefault(field, {}).update(
                {option_key(text): text for text in options}
            )
    return {field: list(names.values()) for field, names in matching_options.items()}


def read_options(path: Path) -> list[str]:
    """Return the options of a text file, one a line.

    Raises:
        Refused: the file cannot be read.
    """
    if not path.is_file():
        raise FileRejected(f"{path.name} is not a file; name a text file with one option a line")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileRejected(
            f"{path.name} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}"
        ) from None
    return [line.strip() for line in lines if line.strip()]
