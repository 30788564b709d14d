"""What a letter about an application says: rules in kind words, what is missing, how many there were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..domain.eligibility import DEADLINE, ROLE
from ..domain.people import Applicant, Reason, RoleEntry
from ..programmes import Rule
from .letter_context import Pen, is_closed, names_listed
from .letter_numbers import short_of
from .letter_readers import Letter, ended_of
from .letter_words import with_article

_REFUSALS = ("not-eligible", "late")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def about_application(pen: Pen, letter: Letter, reader: Applicant) -> dict[str, Any]:
    """Return what letters about an application say: rules in kind words, what is missing, when it came."""
    refused = [entry for entry in reader.roles.values() if entry.verdict.status == "ineligible"]
    eligible = [entry for entry in reader.roles.values() if entry.eligible]
    role = pen.programme.roles[refused[0].role].label.lower() if len(refused) == 1 else ""
    at_work = any(reader.id in pair.people for pair in pen.roster.decided)
    invited = not at_work and not is_closed(pen)
    reasons = [
        _kind_words(pen, reason, entry.role, invited)
        for entry in refused
        for reason in entry.verdict.reasons
    ]
    return {
        **({"role_label": role} if letter.kind in _REFUSALS else {}),
        "reasons": list(dict.fromkeys(filter(None, reasons))),
        "at_work": at_work,
        "stays": _stays(pen, eligible, at_work),
        "asked": _asked(pen, reader),
        "submitted": _submitted(refused),
        "short": short_of(pen.roster, helper=letter.kind == "no-mentee"),
        **_had(pen, reader),
    }


def _had(pen: Pen, reader: Applicant) -> dict[str, str]:
    """Return with whom somebody was paired before, and until when; empty texts where they were not."""
    ended = ended_of(pen, reader.id)
    if not ended:
        return {"had": "", "had_until": ""}
    pair = ended[-1]
    partners = [person for person in pair.people if person != reader.id]
    return {"had": names_listed(pen, partners), "had_until": pair.ends}


def _submitted(refused: Sequence[RoleEntry]) -> str:
    """Return the day on which a late application came, or an empty text."""
    reasons = [reason for entry in refused for reason in entry.verdict.reasons]
    days = [_DAY.search(reason.answer) for reason in reasons if reason.rule == DEADLINE]
    return next((day.group() for day in days if day), "")


def _rule(pen: Pen, reason: Reason, role: str) -> Rule | None:
    """Return the rule of a reason as it holds for a role."""
    for rule in pen.programme.rules:
        if rule.id == reason.rule and (not rule.roles or role in rule.roles):
            return rule
    return None


def _kind_words(pen: Pen, reason: Reason, role: str, invited: bool) -> str:
    """Return a rule in kind words, and what is open to the reader where that is offered."""
    if reason.rule == DEADLINE:
        return "It also reached us after the deadline."
    rule = _rule(pen, reason, role)
    if rule is not None and rule.letter:
        return f"{rule.letter} {rule.invite}".strip() if invited else rule.letter
    return f"The {pen.programme.name} asks for {reason.needs}."


def _stays(pen: Pen, eligible: Sequence[RoleEntry], at_work: bool) -> str:
    """Return what becomes of the other role of somebody who is refused in one."""
    if not eligible:
        return ""
    label = pen.programme.roles[eligible[0].role].label.lower()
    if at_work:
        return f"Your place as {with_article(label)} is not touched by this."
    return f"Your application as {with_article(label)} is not touched by this, and stays with us."


def _asked(pen: Pen, reader: Applicant) -> list[str]:
    """Return what somebody is asked so that their application can be judged."""
    asked = []
    for entry in reader.roles.values():
        if entry.verdict.status == "undecided":
            asked += [_question(pen, reason, entry.role) for reason in entry.verdict.reasons]
    return list(dict.fromkeys(filter(None, asked)))


def _question(pen: Pen, reason: Reason, role: str) -> str:
    if reason.rule == DEADLINE:
        return ""
    if reason.rule == ROLE:
        labels = [role.label.lower() for role in pen.programme.roles.values()]
        return f"Would you like to take part as {' or as '.join(labels)}, or as both?"
    rule = _rule(pen, reason, role)
    question = pen.programme.question(rule.field) if rule else None
    heading = question.headings[0] if question and question.headings else reason.needs
    months = rule is not None and rule.kind == "months"
    please = " Please give years and months." if months else ""
    if reason.answer in ("(blank)", "(not asked)"):
        return f"{heading}{please}"
    return f"{heading} You wrote: {reason.answer}.{please}"
