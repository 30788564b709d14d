"""The report of a cohort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..domain.counted import pairs_counted
from ..domain.names import plain
from ..domain.pair_life import SENT
from ..domain.records import Contact
from ..domain.roster import ENDED, Roster
from ..domain.side_words import pair_headings, side_words
from ..matching.explain import explain_unplaced, recruiting
from ..matching.problem import Problem
from ..outputs.day_words import day_words
from ..outputs.files import write_whole
from ..outputs.reports import Section, html_report, markdown_report
from ..views.cohort_figures import people_figures, role_figures, rules_of_all, topic_figures
from ..views.fit_figures import decided_fits, fit_figures
from .calendars import make_calendar, make_calendars
from .certainty import certainty_section
from .feedback import feedback_of, summarise
from .following import pair_lives
from .method import method_sections
from .suggesting import problem_of
from .trips import trips_of
from .workspace import ActionError, Workspace

__all__ = ["make_calendar", "make_calendars", "make_report"]


def make_report(
    workspace: Workspace, cohort: str, path: Path, names: bool = False, method: bool = False
) -> None:
    """Write the report of a cohort as HTML or Markdown, by the ending of the path; without names unless asked.

    With `method` it is the page for the committee that says how the pairs came about.

    Raises:
        ActionError: the ending is another one, or the file cannot be written.
    """
    if path.suffix not in (".html", ".md"):
        raise ActionError(f"{path.name}: write a name that ends in .html or .md", "--to FILE")
    problem = problem_of(workspace, cohort)
    make = method_sections if method else _sections
    sections = list(make(workspace, problem, names))
    title, subtitle = _heads(workspace, problem.roster, method)
    write = html_report if path.suffix == ".html" else markdown_report
    text = write(title, sections, subtitle)
    try:
        write_whole(path, text.encode("utf-8", "replace"))
        workspace.store.note_written(cohort, [path])
    except OSError as error:
        raise ActionError(f"{path} cannot be written: {error.strerror or error}") from None


def _heads(workspace: Workspace, roster: Roster, method: bool) -> tuple[str, str]:
    """Return the title of a report and the line under it."""
    programme = roster.programme
    today = day_words(
        workspace.clock().date().isoformat(), programme.language, programme.letters.english
    )
    name = roster.cohort.name
    if not method:
        return f"{programme.name}: {name}", today
    return f"How the pairs of {name} came about", f"{programme.name}, {today}"


def _sections(workspace: Workspace, problem: Problem, names: bool) -> Iterable[Section]:
    roster = problem.roster
    yield _applications(roster)
    yield _why_not(roster)
    yield _placed(roster)
    if names:
        yield from _named(problem)
    yield _fits(problem)
    yield certainty_section(problem, names)
    yield _topics(roster)
    yield Section(
        title="Topics to recruit for",
        sentence=f"How many {side_words(roster).learners} want a topic that their partner does not offer.",
        headings=("topic", "unmet"),
        rows=tuple((recruit.topic, recruit.unmet) for recruit in recruiting(problem, 12)),
        bars=True,
    )
    yield from _afterwards(workspace, roster, names)


def _applications(roster: Roster) -> Section:
    rows: list[tuple[str, str, int]] = []
    for role in role_figures(roster):
        for status, number in role.verdicts:
            rows.append((role.plural, status, number))
    return Section(
        title="Applications",
        sentence=f"{len(roster.applicants)} people applied.",
        headings=("role", "verdict", "people"),
        rows=tuple(sorted(rows)),
    )


def _why_not(roster: Roster) -> Section:
    return Section(
        title="Why not",
        sentence="Rules that stood against an application.",
        headings=("rule", "times"),
        rows=tuple(rules_of_all(role_figures(roster)).items()),
    )


def _placed(roster: Roster) -> Section:
    figures = people_figures(roster)
    placed = sum(person in roster.placed for person in roster.learners)
    verb = "is" if figures.decided_pairs == 1 else "are"
    return Section(
        title="Placed",
        sentence=f"{placed} of {figures.learners} who could take part have a partner; "
        f"{pairs_counted(figures.decided_pairs)} {verb} decided.",
    )


def _named(problem: Problem) -> Iterable[Section]:
    """Yield the pairs and those without a partner, by name."""
    roster = problem.roster
    pairs = tuple(
        (roster.name(pair.learner), roster.name(pair.helper), pair.state) for pair in roster.decided
    )
    yield Section(
        title="Pairs", sentence="", headings=(*pair_headings(roster), "state"), rows=pairs
    )
    left = tuple(
        (roster.name(unplaced.person), "; ".join(unplaced.reasons))
        for unplaced in explain_unplaced(problem)
    )
    yield Section(title="Without a partner", sentence="", headings=("who", "why"), rows=left)


def _topics(roster: Roster) -> Section:
    """Return how many want and how many offer each topic, most wanted first."""
    rows: list[tuple[str, int, int]] = []
    for topic in topic_figures(roster):
        rows.append((topic.topic, topic.wanted, topic.offered))
    return Section(
        title="Topics wanted and offered",
        sentence="Among those who may take part.",
        headings=("topic", "want it", "offer it"),
        rows=tuple(rows),
    )


def _fits(problem: Problem) -> Section:
    bands = fit_figures([decided.fit for decided in decided_fits(problem)]).bands
    return Section(
        title="Fits of the decided pairs",
        sentence="Points from 0 to 100.",
        headings=("fit", "pairs"),
        rows=tuple((band.words, band.pairs) for band in bands),
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
    noted = workspace.store.all(Contact, cohort=roster.cohort.name)
    contacts = Counter(contact.kind for contact in noted if not contact.kind.startswith(SENT))
    yield Section(
        title="Contacts noted",
        sentence="",
        headings=("kind", "times"),
        rows=tuple(sorted(contacts.items())),
    )
    yield from _trips(workspace, roster, names)
    ended = [pair for pair in roster.pairs if pair.state == ENDED]
    reasons = Counter(pair.reason for pair in ended)
    rows = tuple(sorted(reasons.items())) if names else ()
    words = f"{pairs_counted(len(ended))} ended before their time."
    yield Section(
        title="Ended early",
        sentence=words,
        headings=("reason", "pairs") if names else (),
        rows=rows,
    )
    yield from _feedback(workspace, roster, names)


def _trips(workspace: Workspace, roster: Roster, names: bool) -> Iterable[Section]:
    """Yield the reimbursed trips, where there were any."""
    trips = trips_of(workspace, roster.cohort.name)
    if not trips:
        return
    first = [trip for trip in trips if trip.number == 1]
    paid = sum(float(trip.amount or 0) for trip in first)
    words = f"{len(first)} reimbursed {'trip' if len(first) == 1 else 'trips'}, {paid:.2f} in all."
    further = len(trips) - len(first)
    if further:
        words += (
            f" {further} more {'was' if further == 1 else 'were'} noted: one a year is reimbursed."
        )
    rows = tuple((trip.on, trip.name, trip.distance, trip.amount, trip.number) for trip in trips)
    yield Section(
        title="Trips",
        sentence=words,
        headings=("date", "who", "km", "amount", "trip of the year") if names else (),
        rows=rows if names else (),
    )


def _feedback(workspace: Workspace, roster: Roster, names: bool) -> Iterable[Section]:
    """Yield what people answered at the end: means and counts; their own words only where names are asked for."""
    given = feedback_of(workspace, cohort=roster.cohort.name)
    if not given:
        yield Section(title="Feedback", sentence="No feedback has been imported yet.")
        return
    yield Section(
        title="Feedback",
        sentence=f"{len({feedback.person for feedback in given})} people answered.",
    )
    everywhere = {
        question_summary.question: question_summary
        for question_summary in summarise(feedback_of(workspace, programme=roster.programme.id))
    }
    for question_summary in summarise(given):
        words = f"{question_summary.answers} answers"
        if question_summary.mean is not None:
            words += f", on average {question_summary.mean:.1f}"
            before = everywhere.get(question_summary.question)
            if before and before.mean is not None and before.answers > question_summary.answers:
                words += f" (all intakes of the programme: {before.mean:.1f} of {before.answers})"
        hidden = not names and (
            bool(question_summary.texts)
            or _name_somebody(roster, [answer for answer, _ in question_summary.counts])
        )
        if hidden:
            words += ", in people's own words (not shown without names)"
        rows: tuple[tuple[str | int, ...], ...] = question_summary.counts or tuple(
            (text, 1) for text in question_summary.texts
        )
        rows = () if hidden else rows
        yield Section(
            title=question_summary.question,
            sentence=words + ".",
            headings=("answer", "times") if rows else (),
            rows=rows,
            bars=bool(question_summary.counts),
        )


def _name_somebody(roster: Roster, answers: Sequence[str]) -> bool:
    """Say whether one of the answers holds the name or the address of somebody in the cohort."""
    known = {
        plain(word)
        for applicant in roster.applicants
        for word in (applicant.name, applicant.email)
        if word
    }
    return any(word in plain(answer) for answer in answers for word in known)
