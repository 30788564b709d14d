"""The calendar and the report of a cohort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from ..domain.calendar import add_months
from ..domain.records import Contact, Pair
from ..domain.roster import ENDED, Roster
from ..matching.explain import explain_unplaced, recruiting
from ..matching.problem import Problem
from ..outputs.calendars import Day, write_calendar
from ..outputs.files import write_whole
from ..outputs.reports import Section, html_report, markdown_report
from .following import pair_lives
from .office import ActionError, Office
from .suggesting import problem_of

_BANDS = ((80, "80 to 100"), (60, "60 to 79"), (40, "40 to 59"), (20, "20 to 39"), (0, "0 to 19"))


def make_calendar(office: Office, cohort: str, path: Path) -> int:
    """Write the calendar of a cohort's pairs; return how many entries it has.

    Raises:
        ActionError: there is no pair, or the file cannot be written.
    """
    roster = problem_of(office, cohort).roster
    days = [day for pair in roster.decided for day in _days(roster, pair)]
    if not days:
        raise ActionError("no pair is decided yet, so the calendar would be empty")
    try:
        write_calendar(
            path,
            f"{roster.programme.name}: {cohort}",
            sorted(days, key=lambda day: (day.on, day.title)),
            office.clock(),
        )
    except OSError as error:
        raise ActionError(f"{path} cannot be written: {error.strerror or error}") from None
    office.desk.note_written(cohort, [path])
    return len(days)


def _days(roster: Roster, pair: Pair) -> Iterable[Day]:
    """Yield start, monthly topics, check-ins and end of a pair."""
    names = roster.pair_name(pair)
    liaison = next((one.name for one in roster.liaisons if one.id == pair.liaison), "")
    about = f"{pair.helper} {pair.learner}"
    first = date.fromisoformat(pair.starts or pair.at[:10])
    last = date.fromisoformat(pair.ends) if pair.ends else add_months(first, 12)
    looked_after = f"Liaison: {liaison}" if liaison else ""
    yield Day(first, f"Start: {names}", f"Introductions. {looked_after}", about)
    yield Day(first + timedelta(days=14), f"First check-in: {names}", f"Have they been in touch? {looked_after}", about)
    for month, topic in enumerate(roster.programme.discussion_topics):
        on = add_months(first, month)
        if on <= last:
            yield Day(on, f"Topic {month + 1}: {names}", topic, about)
    step, on = timedelta(days=roster.programme.dates.contact_days), first
    while (on := on + step) < last:
        yield Day(on, f"Check-in: {names}", looked_after, about)
    if pair.ends:
        yield Day(last, f"End: {names}", "Feedback, thanks, and letters of recognition for those who ask.", about)


def make_report(office: Office, cohort: str, path: Path, names: bool = False) -> None:
    """Write the report of a cohort as HTML or Markdown, by the ending of the path; without names unless asked.

    Raises:
        ActionError: the ending is another one, or the file cannot be written.
    """
    if path.suffix not in (".html", ".md"):
        raise ActionError(f"--to {path.name}: write a name that ends in .html or .md")
    problem = problem_of(office, cohort)
    title = f"{problem.roster.programme.name}: {cohort}"
    sections = list(_sections(office, problem, names))
    text = html_report(title, sections) if path.suffix == ".html" else markdown_report(title, sections)
    try:
        write_whole(path, text.encode("utf-8", "replace"))
        office.desk.note_written(cohort, [path])
    except OSError as error:
        raise ActionError(f"{path} cannot be written: {error.strerror or error}") from None


def _sections(office: Office, problem: Problem, names: bool) -> Iterable[Section]:
    roster = problem.roster
    verdicts = Counter(
        (roster.programme.roles[role].plural, entry.verdict.status)
        for one in roster.applicants
        for role, entry in one.roles.items()
    )
    rows = tuple((role, status, number) for (role, status), number in sorted(verdicts.items()))
    yield Section("Applications", f"{len(roster.applicants)} people applied.", ("role", "verdict", "people"), rows)
    rules = Counter(
        reason.rule for one in roster.applicants for entry in one.roles.values() for reason in entry.verdict.reasons
    )
    yield Section(
        "Why not", "Rules that stood against an application.", ("rule", "times"), tuple(sorted(rules.items()))
    )
    learners = sum(entry.eligible for entry in roster.learners.values())
    placed = sum(person in roster.placed for person in roster.learners)
    yield Section(
        "Placed", f"{placed} of {learners} who could take part have a partner; {len(roster.decided)} pairs are decided."
    )
    if names:
        pairs = tuple((roster.name(pair.learner), roster.name(pair.helper), pair.state) for pair in roster.decided)
        yield Section("Pairs", "", ("learner", "helper", "state"), pairs)
        left = tuple((roster.name(one.person), "; ".join(one.reasons)) for one in explain_unplaced(problem))
        yield Section("Without a partner", "", ("who", "why"), left)
    yield _fits(problem)
    found = recruiting(problem, 12)
    yield Section(
        "Topics to recruit for",
        "How many learners want a topic that their partner does not offer.",
        ("topic", "unmet"),
        tuple((one.topic, one.unmet) for one in found),
        bars=True,
    )
    yield from _afterwards(office, roster)


def _fits(problem: Problem) -> Section:
    fits = [
        problem.points(problem.helper_at[pair.helper], problem.learner_at[pair.learner])
        for pair in problem.roster.decided
    ]
    uppers = [101, *(least for least, _ in _BANDS)]
    rows = tuple((words, sum(least <= fit < uppers[at] for fit in fits)) for at, (least, words) in enumerate(_BANDS))
    return Section("Fits of the decided pairs", "Points from 0 to 100.", ("fit", "pairs"), rows, bars=True)


def _afterwards(office: Office, roster: Roster) -> Iterable[Section]:
    lives = Counter(life.state for life in pair_lives(office, roster))
    yield Section("Where the pairs stand", "", ("state", "pairs"), tuple(sorted(lives.items())))
    contacts = Counter(one.kind for one in office.desk.all(Contact, cohort=roster.cohort.name))
    yield Section("Contacts noted", "", ("kind", "times"), tuple(sorted(contacts.items())))
    ended = sum(pair.state == ENDED for pair in roster.pairs)
    yield Section("Ended early", f"{ended} pairs ended before their time.")
