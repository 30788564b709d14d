"""What an import refuses before anything is written: cohort, role, options and headings that do not fit."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.records import Cohort
from ..intake import FormReading
from ..intake.heading_scores import question_of
from ..intake.headings import BOTH, heading_key
from ..intake.opposites import opposite_fields
from ..programmes import Programme
from .form_options import TOPICS
from .import_plans import ImportRequest
from .workspace import ActionError, Workspace


def check_cohort(workspace: Workspace, request: ImportRequest, known: Cohort | None) -> None:
    """Refuse a new cohort of no programme, and what contradicts the cohort that is there."""
    if known is None:
        if not request.programme:
            raise ActionError(
                f"there is no cohort {request.cohort!r}; say which programme it is of "
                f"({', '.join(workspace.programme_ids())})",
                "--programme ID",
            )
        return
    if request.programme and request.programme != known.programme:
        raise ActionError(
            f"the cohort {known.name!r} is of {known.programme}, not of {request.programme}"
        )
    _check_dates(request, known)


def _check_dates(request: ImportRequest, known: Cohort) -> None:
    """Refuse a date that the cohort has otherwise, or not at all."""
    for word in ("starts", "ends", "deadline"):
        asked = getattr(request.dates, word)
        if asked and asked != getattr(known, word):
            kept = getattr(known, word) or "no such date"
            raise ActionError(
                f"the cohort {known.name!r} has {kept} already, not {asked}", f"leave out --{word}"
            )


def check_maps(request: ImportRequest, readings: Sequence[FormReading]) -> None:
    """Refuse a mapping of a heading that no file has."""
    columns = [column for reading in readings for column in reading.columns]
    there = {heading_key(column.heading) for column in columns} | set(map(question_of, columns))
    for heading in request.maps:
        if heading_key(heading) not in there:
            raise ActionError(
                f"no file has the heading {heading!r}",
                "copy it from the report of --dry-run for --map",
            )


def check_request(request: ImportRequest, programme: Programme) -> None:
    """Refuse a role, a list of options or a mapping that the programme does not have."""
    if request.role and request.role not in programme.roles:
        raise ActionError(
            f"{request.role!r} is no role; the roles of {programme.id} are {', '.join(programme.roles)}",
            "--role ROLE",
        )
    lists = {q.field: q.kind in ("topics", "choice", "choices") for q in programme.questions}
    for name in request.options:
        if name != TOPICS and not lists.get(name):
            fields = ", ".join(field for field, is_list in lists.items() if is_list)
            raise ActionError(
                f"{name!r} has no list of options; the fields that have one are {fields}",
                "--options FIELD=FILE",
            )
    for heading, name in request.maps.items():
        both = name == BOTH and opposite_fields(programme) is not None
        if name and not both and programme.question(name) is None:
            fields = ", ".join(question.field for question in programme.questions)
            fields += f", {BOTH}" if opposite_fields(programme) else ""
            raise ActionError(
                f"{heading!r}: there is no field {name!r}; the fields are {fields}",
                "--map 'HEADING=field'",
            )
