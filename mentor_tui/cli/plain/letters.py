"""Letters by question and answer: which, read or written into a folder, and that they went out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...actions.letters import NobodyWaits, Wish, make_wished, write_drafts
from ...actions.liaison_folders import write_folders
from ...actions.sending import due_letters, mark_all_drafted
from ...actions.workspace import Workspace
from ...outputs.drafting import KINDS, Draft
from .dialogue import Dialogue

_READ, _WRITE = range(2)
_LIAISON = "liaison"


@dataclass(frozen=True, kw_only=True)
class _Stack:
    """Letters of a kind, or all that are due."""

    words: str
    drafts: Sequence[Draft]
    left_out: Sequence[str]
    kind: str = ""


def write_letters(workspace: Workspace, cohort: str, dialogue: Dialogue) -> None:
    """Ask which letters, read them or write them, and ask whether they went out."""
    stack = _ask_stack(workspace, cohort, dialogue)
    if stack is None:
        return
    for line in stack.left_out:
        dialogue.tell(f"Left out: {line}.")
    while True:
        question = f"{stack.words}: {_counted(stack.drafts)}. Nothing is sent. What now?"
        place = dialogue.choose(question, ("read them here", "write them into a folder"))
        if place is None:
            return
        if place == _WRITE:
            _write(workspace, cohort, stack, dialogue)
            return
        _tell_letters(stack.drafts, dialogue)


def _ask_stack(workspace: Workspace, cohort: str, dialogue: Dialogue) -> _Stack | None:
    """Let the letters be chosen: all that are due, or those of a kind."""
    due, left_out = _due(workspace, cohort)
    kinds = Counter(draft.kind for draft in due)
    options = [f"all that are due now, {_counted(due)}"]
    for kind in KINDS:
        options.append(f"{kind}, {kinds[kind]} due now" if kinds[kind] else kind)
    place = dialogue.choose("Which letters?", options)
    if place is None:
        return None
    if place == 0:
        if not due:
            dialogue.tell("No letter is due.")
            return None
        return _Stack(words="All that are due", drafts=due, left_out=left_out)
    kind = KINDS[place - 1]
    drafts, left_out = make_wished(workspace, cohort, Wish(kind=kind))
    return _Stack(words=kind.capitalize(), drafts=drafts, left_out=left_out, kind=kind)


def _due(workspace: Workspace, cohort: str) -> tuple[list[Draft], list[str]]:
    try:
        return due_letters(workspace, cohort)
    except NobodyWaits:
        return [], []


def _counted(drafts: Sequence[Draft]) -> str:
    return f"{len(drafts)} {'letter' if len(drafts) == 1 else 'letters'}"


def _tell_letters(drafts: Sequence[Draft], dialogue: Dialogue) -> None:
    """Tell each letter, a paragraph a line."""
    for number, draft in enumerate(drafts, 1):
        names = ", ".join(recipient.name for recipient in draft.recipients)
        dialogue.tell(f"Letter {number} of {len(drafts)}, to {names}.")
        dialogue.tell(f"Subject: {draft.subject}")
        for line in draft.text.splitlines():
            if line.strip():
                dialogue.tell(line)


def _write(workspace: Workspace, cohort: str, stack: _Stack, dialogue: Dialogue) -> None:
    """Write the letters, then ask whether they went out."""
    folder = dialogue.ask_path("Into which folder?")
    if folder is None:
        return
    number = _written(workspace, cohort, stack, folder)
    words = "1 letter" if number == 1 else f"{number} letters"
    dialogue.tell(f"Wrote {words} to {folder}. Nothing was sent.")
    if dialogue.agreed("Once you have sent them: did they go out?"):
        dialogue.tell(f"{mark_all_drafted(workspace, cohort).step.sentence}.")


def _written(workspace: Workspace, cohort: str, stack: _Stack, folder: Path) -> int:
    """Write the letters and return how many."""
    if stack.kind == _LIAISON:
        _, number, _ = write_folders(workspace, cohort, Wish(kind=_LIAISON), folder)
        return number
    write_drafts(workspace, cohort, stack.drafts, folder)
    return len(stack.drafts)
