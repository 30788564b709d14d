"""After the match, from the keyboard: letters, contacts, the end of a pair."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from ..actions import following as actions
from ..actions.writing import write_letter_files
from ..outputs.drafting import KINDS
from ..outputs.files import safe_name
from .deciding import people_action
from .screens.choosing import Choosing
from .screens.overlay import Asking, ask
from .text import told
from .widgets.rows import Column

if TYPE_CHECKING:
    from .app import MentorApp

_MEANINGS = {
    "introduction": "to each person: who the partner is, and why",
    "no-match": "to those who got nobody",
    "liaison": "to each liaison: the pairs to look after",
    "topic": "to both of each pair: the topic of a month",
    "check-in": "to each person: how is it going?",
    "reminder": "to each person of a silent pair",
    "feedback": "to each person, at the end",
    "recognition": "for the files of those who ask",
    "end": "to each person: thank you",
}


def ask_letters(app: MentorApp, person: str) -> None:
    """Choose a kind of letter and a folder, then write the drafts; a reminder or recognition for the pair under the cursor alone."""
    rows: list[list[Content | str]] = [[told(kind, "bold"), _MEANINGS[kind]] for kind in KINDS]
    chooser = Choosing("Which letters? Nothing is sent.", [Column("letter", 14), Column("what it is", 40, 1)], rows)
    ask(app, chooser, lambda at: app.call_after_refresh(_ask_folder, app, KINDS[at], person))


def _ask_folder(app: MentorApp, kind: str, person: str) -> None:
    folder = Path.home() / "mentor-letters" / safe_name(app.cohort_name, "cohort") / kind
    one = kind in ("reminder", "recognition") and person
    name = f" for {app.roster.name(person)}" if one else ""
    question = Asking(
        f"Write the letters ({kind}){name} into which folder?",
        "As .eml drafts, as text, and as one .mbox.",
        str(folder),
    )
    ask(
        app,
        question,
        lambda text: app.call_after_refresh(_write, app, kind, Path(text).expanduser(), person if one else ""),
    )


def _write(app: MentorApp, kind: str, folder: Path, person: str) -> None:
    sitting = app.sitting
    if sitting is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        _, many, left_out = write_letter_files(sitting.office, sitting.cohort, kind, folder, person)
        sitting.reload()
        left = f" Left out: {left_out[0]}" if left_out else ""
        return f"Wrote {many} letters ({kind}) to {folder}. Nothing was sent.{left}", lambda: app.take(sitting)

    app.act(job)


def note(app: MentorApp, person: str, kind: str) -> None:
    """Note a contact of a person's pair today."""
    people_action(app, partial(actions.note_contact, who=person, kind=kind))


def ask_end(app: MentorApp, person: str) -> None:
    """Ask for the reason, then end the pair."""
    question = Asking(
        f"Why does the pair of {app.roster.name(person)} end?",
        "The reason is kept in the log; both are free for a new match.",
    )
    ask(app, question, lambda reason: people_action(app, partial(actions.end_pair, who=person, reason=reason)))
