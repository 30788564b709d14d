"""Looking at one letter before it is written, and putting it into the coordinator's own words."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.records import EditedLetter, LogEntry, Step, change
from ..domain.visible import visible
from .letter_readers import HANDED_OVER, Letter
from .letters import LetterDesk, Wish
from .own_words import Key, Preview, key_of
from .people_meant import people_meant
from .workspace import ActionError, Workspace, exclusive

_LONGEST = 100_000
"""How many characters a letter may have."""


def preview_letters(
    workspace: Workspace, cohort: str, wish: Wish
) -> tuple[list[Preview], list[str]]:
    """Return the letters of a wish to look at, and who is left out for want of an address.

    Raises:
        ActionError: nobody gets such a letter, or one cannot be written.
    """
    desk = LetterDesk(workspace, cohort)
    return desk.previews(wish), desk.left_out


def preview_one(workspace: Workspace, cohort: str, wish: Wish) -> Preview:
    """Return the one letter that a wish means; of both people of a pair, the letter to the first.

    Raises:
        ActionError: no letter is meant, or several are.
    """
    desk = LetterDesk(workspace, cohort)
    previews = desk.previews(wish)
    if len(previews) > 1 and len(wish.who) > 1:
        first = people_meant(desk.roster, wish.who[:1])
        previews = [preview for preview in previews if preview.letter.readers[0] in first]
    if len(previews) != 1:
        raise ActionError(
            f"{len(previews)} letters are meant ({wish.kind}); name who reads it, and after them the partner"
        )
    return previews[0]


@exclusive
def keep_words(
    workspace: Workspace, cohort: str, preview: Preview, subject: str, text: str
) -> LogEntry | None:
    """Keep the coordinator's own words for a letter until it went out; None when they are what it says already.

    Raises:
        ActionError: the subject or the letter is empty, or far too long.
    """
    subject, text = _checked(subject, text)
    now = workspace.store.find(EditedLetter, cohort=cohort, **_named(key_of(preview.letter)))
    drafted = preview.drafted
    if (subject, text) == (drafted.subject, drafted.text):
        return _drop(workspace, preview.letter, now)
    if now and (now.subject, now.text, now.basis) == (subject, text, preview.basis):
        return None
    after = EditedLetter(
        cohort=cohort,
        **_named(key_of(preview.letter)),
        subject=subject,
        text=text,
        basis=preview.basis,
        at=workspace.now(),
    )
    return _commit(workspace, preview.letter, now, after)


@exclusive
def drop_words(workspace: Workspace, cohort: str, preview: Preview) -> LogEntry | None:
    """Let a letter be as it is drafted again; None when it is."""
    now = workspace.store.find(EditedLetter, cohort=cohort, **_named(key_of(preview.letter)))
    return _drop(workspace, preview.letter, now)


def _checked(subject: str, text: str) -> tuple[str, str]:
    """Return a subject and a text as a letter has them."""
    subject = " ".join(visible(subject).split())
    lines = [line.rstrip() for line in visible(text, lines=True).split("\n")]
    body = "\n".join(lines).strip("\n")
    if not subject:
        raise ActionError("the letter has no subject; write one")
    if not body.strip():
        raise ActionError("the letter has no text; write one, or let it be as drafted")
    if len(subject) + len(body) > _LONGEST:
        raise ActionError("the letter is longer than any letter; shorten it")
    return subject, body + "\n"


def _named(key: Key) -> dict[str, str]:
    kind, person, helper, learner = key
    return {"kind": kind, "person": person, "helper": helper, "learner": learner}


def _drop(workspace: Workspace, letter: Letter, now: EditedLetter | None) -> LogEntry | None:
    return None if now is None else _commit(workspace, letter, now, None)


def _commit(
    workspace: Workspace, letter: Letter, before: EditedLetter | None, after: EditedLetter | None
) -> LogEntry:
    known = after or before
    if known is None:
        raise ActionError("no letter is meant")
    done = "Edited" if after else "As drafted again:"
    step = Step(
        cohort=known.cohort,
        kind="letter",
        sentence=f"{done} the letter {known.kind}",
        changes=(change(before, after),),
        people=tuple(letter.readers),
    )
    return workspace.store.commit(step)


def remarks_on(workspace: Workspace, cohort: str, kinds: Sequence[str]) -> list[str]:
    """Return what is to be known about the edited letters among those of some kinds that were written."""
    if not workspace.store.all(EditedLetter, cohort=cohort):
        return []
    desk = LetterDesk(workspace, cohort)
    remarks = []
    for key in desk.edited:
        kind, month = _kind_and_month(key[0])
        if kind in kinds and _is_outdated(desk, key, kind, month):
            remarks.append(
                f"the letter {kind} to {_name(desk, key[1])} was written in your words, "
                "and what it was drafted from has changed since: look at it again"
            )
    return remarks + _not_in_folders(desk, kinds)


def _kind_and_month(mark: str) -> tuple[str, int | None]:
    """Return a kind and the month of its topic, as `Letter.mark` joins them."""
    kind, _, month = mark.rpartition("-")
    return (kind, int(month)) if month.isdigit() else (mark, None)


def _is_outdated(desk: LetterDesk, key: Key, kind: str, month: int | None) -> bool:
    wish = Wish(kind=kind, who=(key[1],), month=month)
    try:
        previews = desk.previews(wish)
    except ActionError:  # nobody gets this letter any more
        return False
    return any(preview.outdated for preview in previews if key_of(preview.letter) == key)


def _name(desk: LetterDesk, person: str) -> str:
    known = {liaison.id: liaison.name for liaison in desk.roster.liaisons}
    return visible(known.get(person) or desk.roster.name(person))


def _not_in_folders(desk: LetterDesk, kinds: Sequence[str]) -> list[str]:
    """Say that the folders of liaisons have the liaisons' words, not the coordinator's."""
    theirs = [key for key in desk.edited if _kind_and_month(key[0])[0] in HANDED_OVER]
    if "liaison" not in kinds or not theirs:
        return []
    number = "1 letter" if len(theirs) == 1 else f"{len(theirs)} letters"
    return [
        f"{number} in your own words: the folders of the liaisons have what the liaisons say instead"
    ]
