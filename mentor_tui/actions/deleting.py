"""Deleting a cohort: one step that undo takes back, until the person behind it erases for good."""

from __future__ import annotations

from ..domain.counted import pairs_counted, people_counted
from ..domain.records import Change, Cohort, LogEntry, Pair, Step, Submission, change
from ..domain.roster import DECIDED
from .handing_over import KINDS
from .workspace import Workspace, exclusive


def what_goes(workspace: Workspace, name: str) -> str:
    """Return in words what deleting a cohort takes away."""
    people = {submission.person for submission in workspace.store.all(Submission, cohort=name)}
    pairs = [pair for pair in workspace.store.all(Pair, cohort=name) if pair.state in DECIDED]
    return f"{people_counted(len(people))} and {pairs_counted(len(pairs))}"


@exclusive
def delete_cohort(workspace: Workspace, name: str) -> LogEntry:
    """Take a cohort and everything about it out of the file, as one step that can be undone.

    Raises:
        ActionError: there is no such cohort.
    """
    cohort = workspace.cohort(name)
    words = what_goes(workspace, name)
    changes: list[Change] = []
    for kind in KINDS:
        changes += [change(record, None) for record in workspace.store.all(kind, cohort=name)]
    changes.append(change(cohort, None))
    return workspace.store.commit(
        Step(
            cohort=name,
            kind="delete",
            sentence=f"Deleted the cohort {name}: {words}",
            changes=tuple(changes),
        )
    )


def is_there(workspace: Workspace, name: str) -> bool:
    """Say whether a cohort of this name is in the file."""
    return workspace.store.find(Cohort, name=name) is not None
