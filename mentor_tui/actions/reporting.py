"""The calendar and the report of a cohort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from ..domain.calendar import add_months
from ..domain.names import plain
from ..domain.pair_life import FIRST_CHECK_IN_DAYS
from ..domain.records import Contact, Pair
from ..domain.roster import ENDED, Roster
from ..matching.explain import explain_unplaced, recruiting
from ..matching.problem import Problem
from ..outputs.calendars import Day, write_calendar
from ..outputs.files import prepare_folder, safe_name, unused_name, write_whole
from ..outputs.reports import Section, html_report, markdown_report
from .deciding import find_person
from .feedback import feedback_of, summarise
from .following import pair_lives
from .liaising import find_liaison
from .roster_loading import load_roster
from .suggesting import problem_of
from .workspace import ActionError, Workspace

_EMPTY = "no pair is decided yet, so the calendar would be empty"
_BANDS = ((80, "80 to 100"), (60, "60 to 79"), (40, "40 to 59"), (20, "20 to 39"), (0, "0 to 19"))


def make_calendar(
    workspace: Workspace, cohort: str, path: Path, person: str = "", liaison: str = ""
) -> int:
    """Write the calendar of a cohort's pairs, of one person's, or of one liaison's; return how many entries it has.

    Raises:
        ActionError: nobody is meant, there is no pair, or the file cannot be written.
    """
    roster = load_roster(workspace, cohort)
    pairs = list(roster.decided)
    if person:
        who = find_person(roster, person).id
        pairs = [pair for pair in pairs if who in pair.people]
    if liaison:
        one = find_liaison(roster, liaison)
        pairs = [pair for pair in pairs if pair.liaison == one.id]
    many = _write_days(workspace, roster, path, pairs)
    workspace.store.note_written(cohort, [path])
    return many


def make_calendars(workspace: Workspace, cohort: str, folder: Path) -> list[Path]:
    """Write a calendar for each pair and each liaison into a folder; return the files.

    Raises:
        ActionError: there is no pair, or a file cannot be written.
    """
    roster = load_roster(workspace, cohort)
    wanted = [(f"pair-{safe_name(roster.pair_name(pair))}", [pair]) for pair in roster.decided]
    for one in roster.liaisons:
        mine = [pair for pair in roster.decided if pair.liaison == one.id]
        wanted += [(f"liaison-{safe_name(one.name)}", mine)] if mine else []
    if not wanted:
        raise ActionError(_EMPTY)
    files: dict[str, Path] = {}
    for name, pairs in wanted:
        unique = unused_name(name, files)
        files[unique] = folder / f"{unique}.ics"
        _write_days(workspace, roster, files[unique], pairs)
    workspace.store.note_written(cohort, files.values())
    return list(files.values())


def _write_days(workspace: Workspace, roster: Roster, path: Path, pairs: Sequence[Pair]) -> int:
    days = [day for pair in pairs for day in _days(roster, pair)]
    if not days:
        raise ActionError(_EMPTY)
    workspace.check_target(path)
    title = f"{roster.programme.name}: {roster.cohort.name}"
    try:
        prepare_folder(path.parent)
        write_calendar(
            path, title, sorted(days, key=lambda day: (day.on, day.title)), workspace.clock()
        )
    except OSError as error:
        raise ActionError(f"{path} cannot be written: {error.strerror or error}") from None
    return len(days)


def _days(roster: Roster, pair: Pair) -> Iterable[Day]:
    """Yield start, monthly topics, check-ins and end of a pair."""
    names = roster.pair_name(pair)
    liaison = next((one.name for one in roster.liaisons if one.id == pair.liaison), "")
    about = f"{pair.helper} {pair.learner}"
    first = date.fromisoformat(pair.starts or pair.at[:10])
    last = date.fromisoformat(pair.ends) if pair.ends else add_months(first, 12)
    looked_after = f"Liaison: {liaison}" if liaison else ""
    yield Day(on=first, title=f"Start: {names}", text=f"Introductions. {looked_after}", about=about)
    yield Day(
        on=first + timedelta(days=FIRST_CHECK_IN_DAYS),
        title=f"First check-in: {names}",
        text=f"Have they been in touch? {looked_after}",
        about=about,
    )
    for month, topic in enumerate(roster.programme.discussion_topics):
        on = add_months(first, month)
        if on <= last:
            yield Day(on=on, title=f"Topic {month + 1}: {names}", text=topic, about=about)
    step, on = timedelta(days=roster.programme.dates.contact_days), first
    while (on := on + step) < last:
        yield Day(on=on, title=f"Check-in: {names}", text=looked_after, about=about)
    if pair.ends:
        yield Day(
            on=last,
            title=f"End: {names}",
            text="Feedback, thanks, and letters of recognition for those who ask.",
            about=about,
        )


def make_report(workspace: Workspace, cohort: str, path: Path, names: bool = False) -> None:
    """Write the report of a cohort as HTML or Markdown, by the ending of the path; without names unless asked.

    Raises:
        ActionError: the ending is another one, or the file cannot be written.
    """
    if path.suffix not in (".html", ".md"):
        raise ActionError(f"--to {path.name}: write a name that ends in .html or .md")
    problem = problem_of(workspace, cohort)
    title = f"{problem.roster.programme.name}: {cohort}"
    sections = list(_sections(workspace, problem, names))
    text = (
        html_report(title, sections) if path.suffix == ".html" else markdown_report(title, sections)
    )
    try:
        write_whole(path, text.encode("utf-8", "replace"))
        workspace.store.note_written(cohort, [path])
    except OSError as error:
        raise ActionError(f"{path} cannot be written: {error.strerror or error}") from None


def _sections(workspace: Workspace, problem: Problem, names: bool) -> Iterable[Section]:
    roster = problem.roster
    verdicts = Counter(
        (roster.programme.roles[role].plural, entry.verdict.status)
        for one in roster.applicants
        for role, entry in one.roles.items()
    )
    rows = tuple((role, status, number) for (role, status), number in sorted(verdicts.items()))
    yield Section(
        title="Applications",
        sentence=f"{len(roster.applicants)} people applied.",
        headings=("role", "verdict", "people"),
        rows=rows,
    )
    rules = Counter(
        reason.rule
        for one in roster.applicants
        for entry in one.roles.values()
        for reason in entry.verdict.reasons
    )
    yield Section(
        title="Why not",
        sentence="Rules that stood against an application.",
        headings=("rule", "times"),
        rows=tuple(sorted(rules.items())),
    )
    learners = sum(entry.eligible for entry in roster.learners.values())
    placed = sum(person in roster.placed for person in roster.learners)
    yield Section(
        title="Placed",
        sentence=f"{placed} of {learners} who could take part have a partner; {len(roster.decided)} pairs are decided.",
    )
    if names:
        pairs = tuple(
            (roster.name(pair.learner), roster.name(pair.helper), pair.state)
            for pair in roster.decided
        )
        yield Section(
            title="Pairs", sentence="", headings=("learner", "helper", "state"), rows=pairs
        )
        left = tuple(
            (roster.name(one.person), "; ".join(one.reasons)) for one in explain_unplaced(problem)
        )
        yield Section(title="Without a partner", sentence="", headings=("who", "why"), rows=left)
    yield _fits(problem)
    yield _topics(roster)
    found = recruiting(problem, 12)
    yield Section(
        title="Topics to recruit for",
        sentence="How many learners want a topic that their partner does not offer.",
        headings=("topic", "unmet"),
        rows=tuple((one.topic, one.unmet) for one in found),
        bars=True,
    )
    yield from _afterwards(workspace, roster, names)


def _topics(roster: Roster) -> Section:
    """Return how many want and how many offer each topic, most wanted first."""
    wanted, offered = Counter[str](), Counter[str]()
    names: dict[str, str] = {}
    for entry in (*roster.helpers.values(), *roster.learners.values()):
        names.update({entry.topic_keys.get(topic, topic): topic for topic in entry.offers})
    for entry in (*roster.helpers.values(), *roster.learners.values()):
        names.update({entry.topic_keys.get(topic, topic): topic for topic in entry.wants})
    for entry in roster.learners.values():
        if entry.eligible:
            wanted.update({entry.topic_keys.get(topic, topic) for topic in entry.wants})
    for entry in roster.helpers.values():
        if entry.eligible:
            offered.update({entry.topic_keys.get(topic, topic) for topic in entry.offers})
    topics = sorted(wanted.keys() | offered.keys(), key=lambda key: (-wanted[key], names[key]))
    rows = tuple((names[key], wanted[key], offered[key]) for key in topics)
    return Section(
        title="Topics wanted and offered",
        sentence="Among those who may take part.",
        headings=("topic", "want it", "offer it"),
        rows=rows,
    )


def _fits(problem: Problem) -> Section:
    fits = [
        problem.points(problem.helper_at[pair.helper], problem.learner_at[pair.learner])
        for pair in problem.roster.decided
    ]
    uppers = [101, *(least for least, _ in _BANDS)]
    rows = tuple(
        (words, sum(least <= fit < uppers[at] for fit in fits))
        for at, (least, words) in enumerate(_BANDS)
    )
    return Section(
        title="Fits of the decided pairs",
        sentence="Points from 0 to 100.",
        headings=("fit", "pairs"),
        rows=rows,
        bars=True,
    )


def _afterwards(workspace: Workspace, roster: Roster, names: bool) -> Iterable[Section]:
    lives = Counter(life.state for life in pair_lives(workspace, roster))
    yield Section(
        title="Where the pairs stand",
        sentence="",
        headings=("state", "pairs"),
        rows=tuple(sorted(lives.items())),
    )
    contacts = Counter(one.kind for one in workspace.store.all(Contact, cohort=roster.cohort.name))
    yield Section(
        title="Contacts noted",
        sentence="",
        headings=("kind", "times"),
        rows=tuple(sorted(contacts.items())),
    )
    ended = [pair for pair in roster.pairs if pair.state == ENDED]
    reasons = Counter(pair.reason for pair in ended)
    rows = tuple(sorted(reasons.items())) if names else ()
    words = f"{len(ended)} {'pair' if len(ended) == 1 else 'pairs'} ended before their time."
    yield Section(
        title="Ended early",
        sentence=words,
        headings=("reason", "pairs") if names else (),
        rows=rows,
    )
    yield from _feedback(workspace, roster, names)


def _feedback(workspace: Workspace, roster: Roster, names: bool) -> Iterable[Section]:
    """Yield what people answered at the end: means and counts; their own words only where names are asked for."""
    given = feedback_of(workspace, cohort=roster.cohort.name)
    if not given:
        yield Section(title="Feedback", sentence="No feedback has been imported yet.")
        return
    yield Section(
        title="Feedback", sentence=f"{len({one.person for one in given})} people answered."
    )
    everywhere = {
        one.question: one
        for one in summarise(feedback_of(workspace, programme=roster.programme.id))
    }
    for one in summarise(given):
        words = f"{one.answers} answers"
        if one.mean is not None:
            words += f", on average {one.mean:.1f}"
            before = everywhere.get(one.question)
            if before and before.mean is not None and before.answers > one.answers:
                words += f" (all intakes of the programme: {before.mean:.1f} of {before.answers})"
        hidden = not names and (
            bool(one.texts) or _name_somebody(roster, [answer for answer, _ in one.counts])
        )
        if hidden:
            words += ", in people's own words (not shown without names)"
        rows: tuple[tuple[str | int, ...], ...] = one.counts or tuple(
            (text, 1) for text in one.texts
        )
        rows = () if hidden else rows
        yield Section(
            title=one.question,
            sentence=words + ".",
            headings=("answer", "times") if rows else (),
            rows=rows,
            bars=bool(one.counts),
        )


def _name_somebody(roster: Roster, answers: Sequence[str]) -> bool:
    """Say whether one of the answers holds the name or the address of somebody in the cohort."""
    known = {plain(word) for one in roster.applicants for word in (one.name, one.email) if word}
    return any(word in plain(answer) for answer in answers for word in known)
