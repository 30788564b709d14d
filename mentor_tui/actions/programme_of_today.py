"""A cohort's programme with the letter words that it has today, where the cohort was made before it had any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ..programmes import Agreement, JobShadow, Programme, Rule, parse_programme
from ..programmes.letter_words import Letters
from .workspace import Workspace


def programme_of_today(workspace: Workspace, programme: Programme) -> Programme:
    """Return a programme with the words that it has today, where a cohort of an earlier version has none."""
    if programme.letters != Letters() or programme.id not in workspace.programme_ids():
        return programme
    today = parse_programme(workspace.programme_source(programme.id))
    words = {
        "letters": today.letters,
        "job_shadow": _known_question(programme, today.job_shadow),
        "rules": _with_letters(programme.rules, today.rules),
        "agreements": _with_letters(programme.agreements, today.agreements),
    }
    return programme.model_copy(update=words)


def _known_question(programme: Programme, shadow: JobShadow | None) -> JobShadow | None:
    """Return the rule for job shadows where the cohort's form has its question."""
    return shadow if shadow and programme.question(shadow.field) else None


Said = TypeVar("Said", Rule, Agreement)


def _with_letters(kept: Sequence[Said], today: Sequence[Said]) -> tuple[Said, ...]:
    """Return rules or agreements with the sentences that those of the same id and roles have today."""
    known = {_place(rule): rule for rule in today}
    return tuple(
        rule.model_copy(update=_sentences(known[_place(rule)])) if _place(rule) in known else rule
        for rule in kept
    )


def _place(rule: Rule | Agreement) -> tuple[str, tuple[str, ...]]:
    return rule.id, getattr(rule, "roles", ())


def _sentences(rule: Rule | Agreement) -> dict[str, str]:
    names = [name for name in ("letter", "invite") if name in type(rule).model_fields]
    return {name: getattr(rule, name) for name in names}
