"""What a form does not ask and its programme needs: said at import, undecided until it is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..domain.eligibility import DEADLINE
from ..intake import FormReading
from ..intake.grids import GRID
from ..intake.headings import BOTH
from ..intake.opposites import opposite_fields
from ..intake.shared_list import BOTH_SIDES
from ..programmes import Programme, Rule

_LIBRARY_BY_COMMAND = "--map 'HEADING=organisation'"


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A rule or a field without its column, and what follows."""

    kind: Literal["rule", "field"]
    name: str
    why: str
    by_command: str = ""


def open_questions(
    programme: Programme, reading: FormReading, role: str, deadline: str
) -> list[OpenQuestion]:
    """Return the rules and the lists that no column of a file answers.

    Args:
        programme: whose rules count.
        reading: the file as it was read.
        role: the role that the whole file is for, or empty.
        deadline: the cohort's deadline, or empty.
    """
    mapped = {column.field for column in reading.columns if column.field}
    if any(column.how in (BOTH_SIDES, GRID) for column in reading.columns):
        mapped |= set(opposite_fields(programme) or ())
    roles = [role] if role else list(programme.roles)
    matching_open_questions = [*_rules(programme, reading.file, roles, mapped)]
    if deadline and "submitted" not in mapped:
        why = f"{reading.file} has no time of submission, so nobody is known to be on time for {deadline}"
        matching_open_questions.append(OpenQuestion(kind="rule", name=DEADLINE, why=why))
    if programme.same_library == "block" and "organisation" not in mapped:
        why = f"{reading.file} has no column for the library, so nobody is known to be of the same library"
        matching_open_questions.append(
            OpenQuestion(
                kind="field",
                name="organisation",
                why=why,
                by_command=_LIBRARY_BY_COMMAND,
            )
        )
    return [*matching_open_questions, *_lists(programme, reading.file, roles, mapped)]


def _rules(
    programme: Programme, file: str, roles: list[str], mapped: set[str]
) -> Iterator[OpenQuestion]:
    for rule in programme.rules:
        if rule.note or not rule.needed or _is_answered(rule, mapped):
            continue
        concerned = [role for role in roles if not rule.roles or role in rule.roles]
        if concerned:
            who = " and ".join(programme.roles[role].plural for role in concerned)
            why = f"{file} has no column for {rule.needs!r}, so {who} are undecided"
            by_command = f"--map 'HEADING={rule.field or rule.number_field}'"
            yield OpenQuestion(kind="rule", name=rule.id, why=why, by_command=by_command)


def _is_answered(rule: Rule, mapped: set[str]) -> bool:
    return rule.field in mapped or rule.number_field in mapped


def _lists(
    programme: Programme, file: str, roles: list[str], mapped: set[str]
) -> Iterator[OpenQuestion]:
    """Yield the lists of topics that a side needs and no column of the side gives."""
    for role in roles:
        settings = programme.roles[role]
        for fields, verb in ((settings.offers, "share"), (settings.wants, "want")):
            if fields and not mapped & set(fields):
                question = programme.question(fields[0])
                label = question.label if question and question.label else fields[0]
                why = f"{file} has no column for {label!r}, so nobody is known to {verb} anything"
                by_command = _list_by_command(programme, fields, mapped)
                yield OpenQuestion(kind="field", name=fields[0], why=why, by_command=by_command)


def _list_by_command(programme: Programme, fields: Sequence[str], mapped: set[str]) -> str:
    """Return how a list is named; where the other side has its list, that may be the one of both."""
    by_command = f"--map 'HEADING={fields[-1]}'"
    both_by_command = (
        f"{by_command}, or --map 'HEADING={BOTH}' for a question that both sides answer"
    )
    return both_by_command if mapped & {*(opposite_fields(programme) or ())} else by_command
