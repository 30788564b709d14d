"""What liaisons do is handed to them: for each a folder with their pairs, drafts from their own address, a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..domain.records import Liaison
from ..outputs.drafting import Draft, letter_files
from ..outputs.files import make_folders, safe_name, unused_name, write_together
from .calendars import calendar_for_liaison
from .letters import LetterDesk, Nobody, Wish, note_drafted
from .workspace import ActionError, Workspace, exclusive

_KINDS = ("introduction", "check-in", "reminder")


@exclusive
def write_folders(
    workspace: Workspace, cohort: str, wish: Wish, folder: Path
) -> tuple[list[Path], int, list[str]]:
    """Write the letter to each liaison, and beside it a folder with everything that the liaison sends.

    Returns:
        The files, how many liaisons, and who was left out for want of an address.

    Raises:
        ActionError: no liaison looks after a pair, or a file cannot be written.
    """
    desk = LetterDesk(workspace, cohort)
    letters = desk.drafts(wish)
    moment = workspace.clock()
    files = letter_files(folder, letters, moment)
    taken: dict[str, Path] = {}
    for letter in letters:
        liaison = _liaison(desk, letter)
        name = unused_name(safe_name(liaison.name), taken)
        taken[name] = folder / name
        for place, drafts in _drafts(desk, liaison):
            files += letter_files(taken[name] / place, drafts, moment)
        files.append(
            (taken[name] / "calendar.ics", calendar_for_liaison(workspace, desk.roster, liaison))
        )
    _write(folder, files)
    note_drafted(workspace, cohort, letters)
    workspace.store.note_written(cohort, [path for path, _ in files])
    return [path for path, _ in files], len(letters), list(dict.fromkeys(desk.left_out))


def _write(folder: Path, files: list[tuple[Path, bytes]]) -> None:
    try:
        make_folders({path.parent for path, _ in files})
        write_together(files)
    except OSError as error:
        raise ActionError(
            f"{folder} cannot be written: {error.strerror or error}; choose another folder"
        ) from None


def _liaison(desk: LetterDesk, letter: Draft) -> Liaison:
    person = letter.about[0].person
    return next(liaison for liaison in desk.roster.liaisons if liaison.id == person)


def _drafts(desk: LetterDesk, liaison: Liaison) -> Iterable[tuple[str, list[Draft]]]:
    """Yield what a liaison sends, by the name of its folder."""
    for kind in _KINDS:
        drafts = _made(desk, Wish(kind=kind, for_liaison=liaison.id))
        if drafts:
            yield kind, drafts
    for month, _ in enumerate(desk.programme.discussion_topics, 1):
        drafts = _made(desk, Wish(kind="topic", month=month, for_liaison=liaison.id))
        if drafts:
            yield f"topic-{month:02}", drafts


def _made(desk: LetterDesk, wish: Wish) -> list[Draft]:
    try:
        return desk.drafts(wish)
    except Nobody:
        return []
