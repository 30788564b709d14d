"""Copying a pair: through the terminal (OSC 52), and into a file, since no terminal confirms that it took the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..domain.visible import visible
from ..outputs.files import write_whole

if TYPE_CHECKING:
    from .app import MentorApp

COPIED = "copied.txt"


def copy_pair(app: MentorApp, people: Sequence[str], why: str) -> None:
    """Copy the names, addresses and libraries of people, and why they suit."""
    workspace, roster = app.workspace, app.roster
    if workspace is None:
        return
    known = [applicant for applicant in map(roster.people.get, people) if applicant]
    lines = [
        ", ".join(filter(None, (applicant.name, applicant.email, applicant.organisation)))
        for applicant in known
    ]
    text = "\n".join(visible(line) for line in (*lines, why)) + "\n"
    app.copy_to_clipboard(text)
    path = workspace.database.parent / COPIED

    def job() -> tuple[str, Callable[[], None] | None]:
        write_whole(path, text.encode("utf-8", "replace"))
        workspace.store.note_written(app.cohort_name, [path])
        return f"Copied. Where the terminal does not take it, it stands in {path}.", None

    app.act(job)
