"""Calendars: few entries, for a pair in words for the pair, for a liaison and the committee all pairs of a day together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ..domain.calendar import add_months, minimum_day
from ..domain.pair_life import FIRST_CHECK_IN_DAYS, end_day
from ..domain.records import Liaison, Pair
from ..domain.roster import Roster
from ..domain.shown_names import shown_name
from ..outputs.calendars import Day, calendar_bytes
from ..outputs.files import prepare_folder, safe_name, unused_name, write_whole
from ..programmes import Programme
from .liaising import find_liaison
from .people_meant import people_meant
from .roster_loading import load_roster
from .workspace import ActionError, Workspace

_EMPTY = "no pair is decided yet, so the calendar would be empty"
_DAYS_A_MONTH = 31
_OPEN_MONTHS = 12
"""How far a calendar reaches where a pair has no end."""

_FOR_PAIR = {
    "first": ("First contact", "Be in touch with each other for the first time."),
    "first-check": (
        "Have you been in touch?",
        "If you have not heard from each other by now, tell us.",
    ),
    "check": ("How is it going?", "A good day to look at how it is going, and to plan ahead."),
    "topic": ("Topic of the month", "A topic to talk about, if you would like one:"),
    "still": ("Still meeting?", "Tell us whether you are going on, taking a break, or done."),
    "end": ("Last day of the mentorship", "Time to look back, and to thank each other."),
}
_FOR_COMMITTEE = {
    "first": ("First contact", "Introductions go out."),
    "first-check": ("First check-in", "Have they been in touch?"),
    "check": ("Check-in", "How is it going?"),
    "topic": ("Topic", "Send the topic, and ask how it is going."),
    "still": ("Still meeting?", "Ask whether they are going on, taking a break, or done."),
    "end": ("End", "Feedback, thanks, and letters of recognition for those who ask."),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A day of a pair: of which kind, the number of a topic, and the topic."""

    on: date
    kind: str
    number: int = 0
    topic: str = ""


def entries_of(programme: Programme, pair: Pair) -> list[Entry]:
    """Return the days of a pair: first contact, check-ins, topics, and the end or the asking."""
    first = date.fromisoformat((pair.starts or pair.at)[:10])
    end = end_day(programme, pair)
    least = minimum_day(programme, first.isoformat())
    last = date.fromisoformat(end or least) if end or least else add_months(first, _OPEN_MONTHS)
    entries = [
        Entry(on=first, kind="first"),
        Entry(on=first + timedelta(days=FIRST_CHECK_IN_DAYS), kind="first-check"),
        *_months(programme, first, last),
    ]
    if end:
        entries.append(Entry(on=last, kind="end"))
    elif least:
        entries.append(Entry(on=last, kind="still"))
    return sorted(entries, key=lambda entry: (entry.on, entry.kind))


def _months(programme: Programme, first: date, last: date) -> Iterable[Entry]:
    """Yield the topic of each month; where there are no topics, the check-ins, no more than one a month."""
    topics = programme.discussion_topics
    for month, topic in enumerate(topics, 1):
        on = add_months(first, month - 1)
        if on <= last:
            yield Entry(on=on, kind="topic", number=month, topic=topic)
    step = max(round(programme.dates.contact_days / _DAYS_A_MONTH), 1)
    month = step
    while not topics and add_months(first, month) < last:
        yield Entry(on=add_months(first, month), kind="check")
        month += step


def days_for_pair(roster: Roster, pair: Pair) -> list[Day]:
    """Return the days of a pair in words for the pair."""
    days = []
    for entry in entries_of(roster.programme, pair):
        title, text = _FOR_PAIR[entry.kind]
        about = f"{pair.helper} {pair.learner}"
        names = _names(roster, pair)
        if entry.kind == "first":
            text = roster.programme.letters.first_day or text
        words = "\n".join(filter(None, (text, entry.topic, names)))
        days.append(
            Day(on=entry.on, title=f"{roster.programme.name}: {title}", text=words, about=about)
        )
    return days


def days_for_committee(roster: Roster, pairs: Sequence[Pair]) -> list[Day]:
    """Return the days of pairs, equal entries of one day together."""
    together: dict[Entry, list[Pair]] = {}
    for pair in pairs:
        for entry in entries_of(roster.programme, pair):
            together.setdefault(entry, []).append(pair)
    days = []
    for entry, those in together.items():
        title, text = _FOR_COMMITTEE[entry.kind]
        number = f" {entry.number}" if entry.number else ""
        which = roster.pair_name(those[0]) if len(those) == 1 else f"{len(those)} pairs"
        lines = [
            text,
            *([entry.topic] if entry.topic else []),
            *(_names(roster, pair) for pair in those),
        ]
        about = f"{entry.kind} {entry.number}"
        days.append(
            Day(on=entry.on, title=f"{title}{number}: {which}", text="\n".join(lines), about=about)
        )
    return sorted(days, key=lambda day: (day.on, day.title))


def _names(roster: Roster, pair: Pair) -> str:
    people = [person_id for person_id in (pair.learner, pair.helper, pair.third) if person_id]
    return ", ".join(
        f"{shown_name(roster.name(person))} <{roster.people[person].email}>" for person in people
    )


def calendar_for_liaison(workspace: Workspace, roster: Roster, liaison: Liaison) -> bytes:
    """Return the calendar of a liaison's pairs."""
    mine = [pair for pair in roster.decided if pair.liaison == liaison.id]
    days = days_for_committee(roster, mine)
    return calendar_bytes(_title(roster), days, workspace.clock())


def _title(roster: Roster) -> str:
    return f"{roster.programme.name}: {roster.cohort.name}"


def make_calendar(
    workspace: Workspace,
    cohort: str,
    path: Path,
    person: str | Sequence[str] = "",
    liaison: str = "",
) -> int:
    """Write the calendar of a cohort's pairs, of one person's, or of one liaison's; return how many entries it has.

    Raises:
        ActionError: nobody is meant, there is no pair, or the file cannot be written.
    """
    roster = load_roster(workspace, cohort)
    pairs = list(roster.decided)
    days = days_for_committee(roster, pairs)
    if person:
        who = people_meant(roster, [person] if isinstance(person, str) else person)
        pairs = [pair for pair in pairs if set(who) <= set(pair.people)]
        days = [day for pair in pairs for day in days_for_pair(roster, pair)]
    elif liaison:
        each_liaison = find_liaison(roster, liaison)
        days = days_for_committee(
            roster, [pair for pair in pairs if pair.liaison == each_liaison.id]
        )
    _write(workspace, roster, path, days)
    workspace.store.note_written(cohort, [path])
    return len(days)


def make_calendars(workspace: Workspace, cohort: str, folder: Path) -> list[Path]:
    """Write a calendar for each pair, for each liaison and for the committee into a folder; return the files.

    Raises:
        ActionError: there is no pair, or a file cannot be written.
    """
    roster = load_roster(workspace, cohort)
    wanted = [
        (f"pair-{safe_name(roster.pair_name(pair))}", days_for_pair(roster, pair))
        for pair in roster.decided
    ]
    for liaison in roster.liaisons:
        mine = [pair for pair in roster.decided if pair.liaison == liaison.id]
        if mine:
            wanted.append((f"liaison-{safe_name(liaison.name)}", days_for_committee(roster, mine)))
    if not wanted:
        raise ActionError(_EMPTY)
    wanted.append(("committee", days_for_committee(roster, roster.decided)))
    files: dict[str, Path] = {}
    for name, days in wanted:
        unique = unused_name(name, files)
        files[unique] = folder / f"{unique}.ics"
        _write(workspace, roster, files[unique], days)
    workspace.store.note_written(cohort, files.values())
    return list(files.values())


def _write(workspace: Workspace, roster: Roster, path: Path, days: Sequence[Day]) -> None:
    if not days:
        raise ActionError(_EMPTY)
    workspace.check_target(path)
    try:
        prepare_folder(path.parent)
        write_whole(path, calendar_bytes(_title(roster), days, workspace.clock()))
    except OSError as error:
        raise ActionError(f"{path} cannot be written: {error.strerror or error}") from None
