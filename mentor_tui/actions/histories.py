"""A person's history: applied, decided, undone, contacted, written to, in every cohort, by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..domain.records import Contact, LogEntry, SamePerson, Submission
from .workspace import Workspace

_NAMING = ("person", "helper", "learner", "third", "into")


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a person: when, in which cohort, what, and whether it was undone."""

    at: str
    cohort: str
    words: str
    undone: bool = False


def history_of(workspace: Workspace, person: str) -> list[Event]:
    """Return what happened to a person, oldest first."""
    ids = {person, *(merged.person for merged in workspace.store.all(SamePerson, into=person))}
    events = [*_applied(workspace, ids), *_contacted(workspace, ids), *_decided(workspace, ids)]
    return sorted(events, key=lambda event: (event.at, event.cohort, event.words))


def _applied(workspace: Workspace, ids: set[str]) -> Iterable[Event]:
    for submission in workspace.store.all(Submission):
        if submission.person in ids:
            words = f"applied: {submission.file}, line {submission.line}"
            yield Event(at=submission.submitted[:16], cohort=submission.cohort, words=words)


def _contacted(workspace: Workspace, ids: set[str]) -> Iterable[Event]:
    for contact in workspace.store.all(Contact):
        if ids & {contact.helper, contact.learner, contact.person}:
            remark = f": {contact.text}" if contact.text else ""
            yield Event(
                at=contact.on, cohort=contact.cohort, words=f"contact, {contact.kind}{remark}"
            )


def _decided(workspace: Workspace, ids: set[str]) -> Iterable[Event]:
    for entry in workspace.store.log():
        if entry.step.kind not in ("import", "contact") and _is_about(entry, ids):
            yield Event(
                at=entry.at[:16],
                cohort=entry.step.cohort,
                words=entry.step.sentence,
                undone=entry.undone,
            )


def _is_about(entry: LogEntry, ids: set[str]) -> bool:
    """Say whether a step names a person, or changes something of theirs."""
    if ids & set(entry.step.people):
        return True
    return any(
        ids & _named(change.key) or ids & _named(change.after) for change in entry.step.changes
    )


def _named(values: Mapping[str, Any] | None) -> set[str]:
    return {str(values[name]) for name in _NAMING if values and values.get(name)}
