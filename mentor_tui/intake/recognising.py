"""Which programme's form a file is, and whether it has the columns that the form must have."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import MissingColumns as MissingColumns
from ..programmes import Programme
from .heading_scores import question_heading
from .headings import UNCLEAR, Column, heading_key, heading_score
from .readers import FileRejected

_SHOWN = 60
_SURE_HEADING = 90.0
_A_FEW_QUESTIONS = 250.0
"""Two questions of another programme stand in many forms; three hardly by chance."""


def check_form(
    file: str,
    programme: Programme,
    role: str,
    others: Sequence[Programme],
    columns: Sequence[Column],
) -> None:
    """Refuse a file that is another programme's form, or lacks what this programme's form must have.

    Args:
        file: its name, for the sentence.
        programme: whose form it should be.
        role: the role that the whole file is for, or empty.
        others: the other programmes whose form it could be.
        columns: the columns as they were mapped.

    Raises:
        MissingColumns: a column is missing.
        Refused: it is the form of another programme.
    """
    _check_opposites(file, columns)
    missing = missing_fields(programme, columns, role)
    programme_named = _other_programme(programme, others, columns, bool(missing))
    if programme_named:
        raise FileRejected(
            f"{file} looks like the form of {programme_named}, not of {programme.id}; "
            f"import it into a cohort of {programme_named}, or say what its columns are",
            "name them with --map 'HEADING=field'",
        )
    if missing:
        labels = " and ".join(_label(programme, name) for name in missing)
        raise MissingColumns(
            f"{file} has no column for {labels}, which a form of {programme.id} has; "
            "say which column it is, or check the file",
            missing,
            f"name it with --map 'HEADING={missing[0]}'",
        )


def _check_opposites(file: str, columns: Sequence[Column]) -> None:
    """Refuse a file whose lists of what is shared and what is wanted cannot be told apart."""
    unclear = [column for column in columns if column.how.startswith(UNCLEAR)]
    if not unclear:
        return
    fields = unclear[0].how.removeprefix(UNCLEAR).split(" or ")
    questions = list(dict.fromkeys(map(question_heading, unclear)))
    headings = " and ".join(repr(question[:_SHOWN]) for question in questions[:2])
    settled = [column.field for column in columns if column.field in fields]
    open_fields = [field for field in fields if field not in settled]
    by_command = " or ".join(f"--map '{questions[0]}={field}'" for field in open_fields)
    raise MissingColumns(
        f"{file}: it cannot be told whether {headings} asks what people can share or what they want to learn",
        open_fields,
        f"say it with {by_command}, or leave the column out with --map '{questions[0]}='",
    )


def missing_fields(programme: Programme, columns: Sequence[Column], role: str) -> list[str]:
    """Return the fields that a form of the programme must have and no column gives."""
    mapped = {column.field for column in columns if column.field}
    required = ["name"] if role else [*programme.form.required]
    if (
        not role
        and programme.shape != "peers"
        and programme.question("role")
        and len(programme.roles) > 1
    ):
        required.append("role")
    if {"first_name", "last_name"} & mapped and "name" in required:
        required.remove("name")
    topics = {question.field for question in programme.questions if question.kind == "topics"}
    return [
        name for name in required if name not in mapped and not (name in topics and topics & mapped)
    ]


def _label(programme: Programme, field_name: str) -> str:
    question = programme.question(field_name)
    return question.label if question and question.label else field_name


def _other_programme(
    programme: Programme, others: Sequence[Programme], columns: Sequence[Column], missing: bool
) -> str:
    """Return the id of the programme whose form this is, when it is not the one asked for."""
    if any(column.how in ("map", "remembered") for column in columns):
        return ""
    marked = {each.id: _marked(each, columns) for each in (programme, *others)}
    best, name = 0.0, ""
    for other_programme in others:
        ours, theirs = (
            _own_score(programme, other_programme, columns),
            _own_score(other_programme, programme, columns),
        )
        if marked[other_programme.id] and not marked[programme.id] and theirs > ours:
            theirs *= 2.0
        lead = theirs - (ours if missing else ours * 1.5 + _A_FEW_QUESTIONS)
        if lead > best:
            best, name = lead, other_programme.id
    return name


def _own_score(programme: Programme, other: Programme, columns: Sequence[Column]) -> float:
    """Return how surely headings ask what a programme asks and another does not ask in the same words."""
    keys = [heading_key(column.heading) for column in columns if column.heading]
    total = 0.0
    for question in programme.questions:
        theirs = other.question(question.field)
        if theirs is not None and theirs.headings == question.headings:
            continue
        best = max((heading_score(key, question)[0] for key in keys), default=0.0)
        total += best if best >= _SURE_HEADING else 0.0
    return total


def _marked(programme: Programme, columns: Sequence[Column]) -> bool:
    """Say whether a heading names the programme or its association."""
    headings = [f" {heading_key(column.heading)} " for column in columns]
    return any(
        f" {heading_key(mark)} " in heading for mark in programme.form.marks for heading in headings
    )
