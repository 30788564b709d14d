"""What a worker does when the app opens, and how errors become sentences. Imported after the first paint."""

from __future__ import annotations

from ..actions.workspace import Workspace
from ..domain.records import Cohort
from ..errors import MentorError
from ..review.sitting import Sitting


def first_sitting(workspace: Workspace, last: str) -> tuple[Sitting | None, int]:
    """Return the cohort to open first, if one is meant: the only one, or the one open last time."""
    names = [cohort.name for cohort in workspace.store.all(Cohort)]
    if len(names) == 1 or last in names:
        return Sitting(workspace, last if last in names else names[0]), len(names)
    return None, len(names)


def sentence_of(error: Exception) -> str:
    """Return an error as a sentence for the message line."""
    if isinstance(error, MentorError):
        return str(error)
    return f"This did not work ({type(error).__name__}). Nothing was changed."
