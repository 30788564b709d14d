"""Which programme's form a file is, and whether it has the columns that the form must have."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import MissingColumns as MissingColumns
from ..programmes import Programme
from .headings import UNCLEAR, Column, heading_key, heading_score
from .readers import FileRejected

_SHOWN = 60


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
    other = _other_programme(programme, others, columns, bool(missing))
    if other:
        raise FileRejected(
            f"{file} looks like the form of {other}, not of {programme.id}; "
            f"import it into a cohort of {other}, or say what its columns are",
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
    headings = " and ".join(repr(column.heading[:_SHOWN]) for column in unclear[:2])
    settled = [column.field for column in columns if column.field in fields]
    open_fields = [field for field in fields if field not in settled]
    maps = " or ".join(f"--map '{unclear[0].heading[:_SHOWN]}={field}'" for field in open_fields)
    raise MissingColumns(
        f"{file}: it cannot be told whether {headings} asks what people can share or what they want to learn",
        open_fields,
        f"say it with {maps}, or leave the column out with --map '{unclear[0].heading[:_SHOWN]}='",
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
        one for one in required if one not in mapped and not (one in topics and topics & mapped)
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
    ours = _own_score(programme, columns)
    marked = {one.id: _marked(one, columns) for one in (programme, *others)}
    best, name = ours * (1.0 if missing else 1.5) + (0.0 if missing else 100.0), ""
    for other in others:
        score = _own_score(other, columns)
        if marked[other.id] and not marked[programme.id] and score > ours:
            score *= 2.0
        if score > best:
            best, name = score, other.id
    return name


def _own_score(programme: Programme, columns: Sequence[Column]) -> float:
    """Return how surely headings ask this programme's own questions, the common ones left out."""
    common = {
        "submitted",
        "name",
        "first_name",
        "last_name",
        "email",
        "phone",
        "pronouns",
        "organisation",
        "position",
        "place",
    }
    scores = []
    for question in programme.questions:
        if question.field not in common:
            scores.append(
                max(
                    (
                        heading_score(heading_key(c.heading), question)[0]
                        for c in columns
                        if c.heading
                    ),
                    default=0.0,
                )
            )
    return sum(score for score in scores if score >= 90.0)


def _marked(programme: Programme, columns: Sequence[Column]) -> bool:
    """Say whether a heading names the programme or its association."""
    headings = [f" {heading_key(column.heading)} " for column in columns]
    return any(
        f" {heading_key(mark)} " in heading for mark in programme.form.marks for heading in headings
    )
