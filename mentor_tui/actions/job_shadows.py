"""Job shadows: suggested to learners newer to their role, asked for in check-ins, noted when they took place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..domain.people import Applicant, Span
from ..domain.records import Contact, Pair
from ..domain.shown_names import shown_name
from ..programmes import Programme
from .roster_loading import load_roster
from .workspace import ActionError, Workspace

JOB_SHADOW = "job-shadow"
"""The contact that says that a job shadow took place."""

Newer = Literal["yes", "no", ""]
"""Whether somebody is newer to their role; empty where their form does not tell."""


@dataclass(frozen=True, kw_only=True)
class Shadowing:
    """The job shadow of one pair: who, whether the learner is newer to the role, and the days on which it took place."""

    learner: str
    name: str
    partner: str
    newer: Newer
    days: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is to be said about it: noted, suggested, theirs to choose, or unknown."""
        if self.days:
            return f"noted on {', '.join(self.days)}"
        return {"yes": "suggested", "no": "as they choose"}.get(
            self.newer, "ask how long in the role"
        )


def newer(programme: Programme, learner: Applicant) -> Newer:
    """Say whether a learner is newer to their role, as far as their form tells it beyond doubt."""
    rule = programme.job_shadow
    answer = learner.answer(rule.field) if rule else None
    span = answer.value if answer else None
    if rule is None or not isinstance(span, Span):
        return ""
    if span.low >= rule.newer_under:
        return "no"
    return "yes" if span.high is not None and span.high < rule.newer_under else ""


def shadow_days(contacts: Iterable[Contact], pair: Pair) -> tuple[str, ...]:
    """Return the days of a pair's job shadows, the first first."""
    both = (pair.helper, pair.learner)
    days = [
        contact.on
        for contact in contacts
        if contact.kind == JOB_SHADOW and (contact.helper, contact.learner) == both
    ]
    return tuple(sorted(days))


def shadowings_of(workspace: Workspace, cohort: str) -> list[Shadowing]:
    """Return the job shadow of each decided pair, those that are to be suggested first.

    Raises:
        ActionError: the programme has no job shadows.
    """
    roster = load_roster(workspace, cohort)
    if roster.programme.job_shadow is None:
        raise ActionError(f"{roster.programme.name} has no job shadows")
    contacts = workspace.store.all(Contact, cohort=cohort)
    listed = [
        Shadowing(
            learner=pair.learner,
            name=shown_name(roster.name(pair.learner)),
            partner=shown_name(roster.name(pair.helper)),
            newer=newer(roster.programme, roster.people[pair.learner]),
            days=shadow_days(contacts, pair),
        )
        for pair in roster.decided
    ]
    order = ("suggested", "ask how long in the role", "as they choose")
    return sorted(
        listed, key=lambda shadowing: (_place(shadowing, order), shadowing.name, shadowing.partner)
    )


def _place(one: Shadowing, order: tuple[str, ...]) -> int:
    return order.index(one.words) if one.words in order else len(order)
