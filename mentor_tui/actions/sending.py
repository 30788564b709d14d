"""What went out is said by the coordinator: drafting marks nothing, and what was said can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..domain.pair_life import SENT, PairLife, Thing
from ..domain.records import Change, Cohort, Contact, LogEntry, Step, change
from ..outputs.drafting import KINDS, About, Draft
from .feedback import ASKS_LETTER
from .following import pair_lives
from .letter_readers import Letter
from .letters import LetterDesk, Nobody, NobodyWaits, Wish
from .own_words import Preview
from .people_meant import people_meant
from .workspace import ActionError, Workspace, exclusive

_AT_ONCE = ("recognition", "reminder", "liaison", "silence")


Mark = tuple[str, str, str, str]
"""That a letter went out: its kind with its month, its reader, and the pair that it was about."""


@exclusive
def mark_sent(
    workspace: Workspace,
    cohort: str,
    kind: str,
    who: Sequence[str] = (),
    month: int | None = None,
) -> LogEntry:
    """Say that letters of a kind went out: to the people named, else to those for whom they were drafted last.

    Raises:
        ActionError: there is no such letter, or nobody is meant.
    """
    if kind not in KINDS:
        raise ActionError(f"there is no letter {kind!r}; the letters are {', '.join(KINDS)}")
    desk = LetterDesk(workspace, cohort)
    drafted = {**desk.roster.cohort.settings.get("drafted", {})}
    letters = desk.wanted(Wish(kind=kind, who=tuple(who), month=month))
    chosen = [about for letter in letters for about in _marks(letter)]
    if not who and kind in drafted:
        chosen = [draft for draft in chosen if draft[1] in drafted[kind]]
    elif who and kind not in ("liaison", "silence"):
        people = people_meant(desk.roster, who)
        chosen = [draft for draft in chosen if draft[1] in people or kind == "topic"]
    if not chosen:
        raise ActionError(f"nobody is waiting for this letter ({kind}); name the people it went to")
    return workspace.store.commit(_step(desk, kind, chosen))


def _marks(letter: Letter) -> list[Mark]:
    return [(letter.mark, about.person, about.helper, about.learner) for about in letter.about()]


def _step(desk: LetterDesk, kind: str, chosen: Sequence[Mark]) -> Step:
    cohort = desk.roster.cohort
    changes = [*_contacts(desk, chosen), *_words_used(desk, chosen)]
    drafted = {key: v for key, v in cohort.settings.get("drafted", {}).items() if key != kind}
    after = cohort.with_(settings={**cohort.settings, "drafted": drafted})
    if after != cohort:
        changes.append(change(cohort, after))
    people = "1 person" if len(chosen) == 1 else f"{len(chosen)} people"
    sentence = f"Went out: {kind}, to {people}"
    return Step(cohort=cohort.name, kind="sent", sentence=sentence, changes=tuple(changes))


def _contacts(desk: LetterDesk, chosen: Sequence[Mark]) -> Iterator[Change]:
    """Yield what notes that each of these letters went out."""
    workspace = desk.workspace
    number = max((contact.number for contact in desk.contacts), default=0)
    for at, (mark, person, helper, learner) in enumerate(chosen, number + 1):
        contact = Contact(
            cohort=desk.roster.cohort.name,
            number=at,
            helper=helper,
            learner=learner,
            kind=SENT + mark,
            on=workspace.clock().date().isoformat(),
            text="",
            at=workspace.now(),
            person=person,
        )
        yield change(None, contact)


def _words_used(desk: LetterDesk, chosen: Sequence[Mark]) -> Iterator[Change]:
    """Yield what takes back the coordinator's own words of letters that went out: the next is drafted anew."""
    went = set(chosen) | {(mark, person, "", "") for mark, person, _, _ in chosen}
    for key, edited in desk.edited.items():
        if key in went:
            yield change(edited, None)


@exclusive
def mark_all_drafted(workspace: Workspace, cohort: str) -> LogEntry:
    """Say that the letters drafted last went out, whatever their kinds, in one step.

    Raises:
        ActionError: no letter was drafted since.
    """
    kinds = list(workspace.cohort(cohort).settings.get("drafted", {}))
    if not kinds:
        raise ActionError("no letters were written since the last time; write them first")
    desk = LetterDesk(workspace, cohort)
    chosen: list[Mark] = []
    drafted = desk.roster.cohort.settings["drafted"]
    for kind in kinds:
        for letter in _unsent(desk, kind):
            chosen += [mark for mark in _marks(letter) if mark[1] in drafted[kind]]
    if not chosen:
        raise ActionError("those letters are not due to anybody any more; write them anew")
    step = _step(desk, ", ".join(kinds), chosen)
    return workspace.store.commit(_without_drafts(desk.roster.cohort, step))


def _without_drafts(cohort: Cohort, step: Step) -> Step:
    """Return a step after which no draft waits to be said to have gone out."""
    rest = tuple(each_change for each_change in step.changes if each_change.table != Cohort.table)
    settings = {key: value for key, value in cohort.settings.items() if key != "drafted"}
    changes = (*rest, change(cohort, cohort.with_(settings=settings)))
    return Step(cohort=step.cohort, kind=step.kind, sentence=step.sentence, changes=changes)


def _unsent(desk: LetterDesk, kind: str) -> list[Letter]:
    try:
        return desk.wanted(Wish(kind=kind))
    except Nobody:
        return []


def due_letters(
    workspace: Workspace, cohort: str, any_day: bool = False
) -> tuple[list[Draft], list[str]]:
    """Return every letter that is due now and did not go out; on any day, those of other days as well.

    Raises:
        ActionError: no letter is due.
    """
    previews, left_out = due_previews(workspace, cohort, any_day)
    return [preview.draft for preview in previews], left_out


def due_previews(
    workspace: Workspace, cohort: str, any_day: bool = False
) -> tuple[list[Preview], list[str]]:
    """Return every letter that is due now, to look at before it is written, and who is left out.

    Raises:
        ActionError: no letter is due.
    """
    desk = LetterDesk(workspace, cohort)
    lives = {
        (life.pair.helper, life.pair.learner): life for life in pair_lives(workspace, desk.roster)
    }
    today = workspace.clock().date().isoformat()
    previews = [
        preview
        for preview in _previews(desk, any_day)
        if any_day or _is_due(preview.drafted, lives, today)
    ]
    if not previews:
        raise NobodyWaits("no letter is due")
    if not any_day:
        previews = _without_twice(previews)
        desk.left_out += _folders_to_hand_over(desk)
    return previews, list(dict.fromkeys(desk.left_out))


def _folders_to_hand_over(desk: LetterDesk) -> list[str]:
    """Return in words that liaisons have no folder yet: their letter goes with it, and what they send lies in it."""
    waiting = {pair.liaison for pair in desk.roster.decided if pair.liaison}
    number = len(waiting - desk.sent.handed_over)
    if not number:
        return []
    liaisons = "1 liaison has" if number == 1 else f"{number} liaisons have"
    return [f"{liaisons} no folder yet; the letter to a liaison is written with the folder"]


def _previews(desk: LetterDesk, any_day: bool) -> Iterator[Preview]:
    """Yield the letters of every kind that may go out as the cohort stands."""
    for kind in KINDS:
        if not _kind_is_due(desk, kind, any_day):
            continue
        asked = kind == "recognition" and not any_day
        try:
            yield from desk.previews(Wish(kind=kind, asked=asked))
        except Nobody:
            continue


_ASKING = ("still-meeting", "reminder", "check-in")
"""Letters that ask how it goes: of those due together, a person gets the first."""


def _without_twice(previews: Sequence[Preview]) -> list[Preview]:
    """Return letters without those that ask somebody the same in other words on the same day."""
    asked: dict[About, str] = {}
    for kind in _ASKING:
        for preview in previews:
            if preview.letter.kind == kind:
                asked.setdefault(preview.drafted.about[0], kind)
    return [
        preview
        for preview in previews
        if preview.letter.kind not in _ASKING
        or asked[preview.drafted.about[0]] == preview.letter.kind
    ]


def _kind_is_due(desk: LetterDesk, kind: str, any_day: bool) -> bool:
    """Say whether letters of a kind may go out at all as the cohort stands."""
    if kind != "topic" and any_day:
        return True
    if kind == "recognition":
        return any(contact.kind == ASKS_LETTER for contact in desk.contacts)
    if kind in ("no-match", "no-mentee"):
        return bool(desk.roster.decided)
    if kind == "topic":
        return bool(desk.programme.discussion_topics)
    return kind != "liaison"


def _is_due(letter: Draft, lives: dict[tuple[str, str], PairLife], today: str) -> bool:
    """Say whether the day of a letter about a pair has come; a letter about no pair is due at once."""
    about = letter.about[0]
    life = lives.get((about.helper, about.learner))
    if life is None or letter.kind in _AT_ONCE:
        return True
    if letter.kind == "end":
        return life.state == "completed"
    return any(thing.on <= today for thing in _things_of(life, letter.kind))


def _things_of(life: PairLife, kind: str) -> list[Thing]:
    return [thing for thing in life.things if thing.kind == kind]
