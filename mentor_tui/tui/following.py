"""After the match, from the keyboard: letters, contacts, the end of a pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from ..actions import following as actions
from ..actions.calendars import make_calendar, make_calendars
from ..actions.checks import check_roster
from ..actions.feedback import ASKS_LETTER, QuestionSummary
from ..actions.letter_editing import remarks_on
from ..actions.letters import Wish, write_one_file, write_wished
from ..actions.liaison_folders import write_folders
from ..actions.people_meant import people_meant
from ..actions.progress import Progress
from ..actions.reporting import make_report
from ..actions.sending import due_letters, mark_all_drafted
from ..actions.typed_days import days_meant, no_day
from ..actions.workspace import Workspace
from ..domain.records import LogEntry
from ..outputs.drafting import KINDS
from ..outputs.files import prepare_folder, safe_name
from .deciding import people_action
from .letters_read import read_letters
from .long_work import act_long
from .screens.choosing import Choosing
from .screens.letter_kinds import LetterKinds
from .screens.overlay import Asking, ask
from .text import QUIET, SHARED, chosen_path, count, line, told
from .widgets.rows import Column
from .working import Then

if TYPE_CHECKING:
    from .app import MentorApp

_CONTACT_MEANINGS = {
    "met": "they were in touch",
    "silent": "one of them does not answer",
    "note": "a remark that changes nothing",
    "introduced": "they were introduced without a letter of ours",
    "paused": "they pause; nothing is due",
    "resumed": "they go on after a pause",
    "completed": "they have finished what they set out to do",
    "job-shadow": "a half or whole day at the other's library",
    "trip": "the reimbursed trip was used",
    ASKS_LETTER: "this person asks for a letter of recognition",
}

_MEANINGS = {
    "introduction": "to each person: who the partner is, and why",
    "no-match": "to those who got nobody",
    "liaison": "to each liaison: the pairs to look after",
    "topic": "to both of each pair: the topic of a month",
    "check-in": "to each person: how is it going?",
    "reminder": "to both of each silent pair",
    "feedback": "to each person, at the end",
    "recognition": "to the pair under the cursor, for their files",
    "end": "to each person: thank you",
    "no-mentee": "to mentors whom nobody was given: thanks",
    "not-eligible": "the rule in kind words, and what is open",
    "late": "to those who applied after the deadline",
    "undecided": "to those whose form leaves a question",
    "still-meeting": "to pairs without an end: are you going on?",
    "silence": "to liaisons: which of their pairs are silent",
}


def ask_letters(app: MentorApp, pair: str) -> None:
    """Choose a kind of letter and a folder, then write the drafts; recognition for the pair under the cursor alone."""
    rows: list[list[Content | str]] = [[told(kind, "bold"), _MEANINGS[kind]] for kind in KINDS]
    rows.append([told("recognition", "bold"), "to everybody who asked for one"])
    rows.append([told("read all", "bold"), "every letter that is due, in one file to read"])
    columns = [Column("letter", 14), Column("what it is", 40, 1)]
    chooser = LetterKinds("Which letters? Nothing is sent.", columns, rows)

    def chosen(at: int) -> None:
        wish = _wish_at(at, pair)
        if chooser.reading:
            _read(app, wish, pair)
        elif wish is None:
            _ask_reading(app)
        else:
            _ask_month_or(app, wish, _ask_folder)

    ask(app, chooser, chosen)


def _wish_at(at: int, pair: str) -> Wish | None:
    """Return which letters a row stands for; None for all that are due."""
    if at > len(KINDS):
        return None
    kind, asked = (KINDS[at], False) if at < len(KINDS) else ("recognition", True)
    who = (pair,) if kind == "recognition" and not asked and pair else ()
    return Wish(kind=kind, who=who, asked=asked)


def _read(app: MentorApp, wish: Wish | None, pair: str) -> None:
    """Read letters one by one; of topics, those of a month."""
    if wish is None:
        read_letters(app, None, pair)
        return
    _ask_month_or(app, wish, lambda app, wanted: read_letters(app, wanted, pair))


def _ask_month_or(app: MentorApp, wish: Wish, follow: Callable[[MentorApp, Wish], None]) -> None:
    """Go on with a wish; for topics once their month is chosen."""
    if wish.kind == "topic":
        _ask_month(app, wish, follow)
    else:
        follow(app, wish)


def _ask_reading(app: MentorApp) -> None:
    """Ask where the file with every letter that is due goes, and write it; nothing is marked."""
    path = Path.home() / "mentor-letters" / safe_name(app.cohort_name, "cohort") / "to-read.md"
    question = Asking("Write all letters that are due into which file?", "To read.", str(path))
    ask(app, question, lambda text: _write_reading(app, chosen_path(text)))


def _write_reading(app: MentorApp, path: Path) -> None:
    workspace, cohort = app.workspace, app.cohort_name
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        drafts, _ = due_letters(workspace, cohort)
        write_one_file(workspace, cohort, drafts, path)
        return f"Wrote {count(len(drafts), 'letter')} to {path}. Nothing is marked.", None

    app.act(job)


def _ask_month(app: MentorApp, wanted: Wish, follow: Callable[[MentorApp, Wish], None]) -> None:
    """Choose the topic of a month."""
    topics = app.roster.programme.discussion_topics
    if not topics:
        app.say(f"{app.roster.programme.name} has no discussion topics.")
        return
    rows = [[f"month {month}", topic] for month, topic in enumerate(topics, 1)]
    chooser = Choosing(
        "The topic of which month?", [Column("month", 9), Column("topic", 40, 1)], rows
    )
    ask(
        app,
        chooser,
        lambda at: follow(app, replace(wanted, month=at + 1)),
    )


def _ask_folder(app: MentorApp, wanted: Wish) -> None:
    folder = Path.home() / "mentor-letters" / safe_name(app.cohort_name, "cohort") / wanted.kind
    name = f" for {_pair_name(app, wanted.who[0])}" if wanted.who else ""
    question = Asking(
        f"Write the letters ({wanted.kind}){name} into which folder?",
        "As .eml drafts, as text, and as one .mbox"
        + ("; for signing as .docx too." if wanted.kind == "recognition" else "."),
        str(folder),
    )
    ask(app, question, lambda text: _write(app, wanted, chosen_path(text)))


def _pair_name(app: MentorApp, pair: str) -> str:
    return " and ".join(
        app.roster.name(person_id) for person_id in people_meant(app.roster, [pair])
    )


def _write(app: MentorApp, wanted: Wish, folder: Path) -> None:
    sitting = app.sitting
    if sitting is None:
        return

    def job(progress: Progress) -> tuple[str, Then]:
        write = (
            write_folders if wanted.kind == "liaison" else partial(write_wished, progress=progress)
        )
        _, matching_count, left_out = write(sitting.workspace, sitting.cohort, wanted, folder)
        sitting.reload()
        left = f"Left out: {left_out[0]}.  " if left_out else ""
        for remark in remarks_on(sitting.workspace, sitting.cohort, [wanted.kind])[:1]:
            left += f"{remark[:1].upper()}{remark[1:]}.  "
        blocking = sum(finding.blocking for finding in check_roster(sitting.roster))
        unsettled = (
            f"  First settle {count(blocking, 'thing')}: see the panel of each pair."
            if blocking
            else ""
        )
        written = f"Wrote {count(matching_count, 'letter')} ({wanted.kind}) to {folder}. Nothing was sent; M says that they went out."
        return left + written + unsettled, lambda: app.take(sitting)

    act_long(app, "Letters", job)


Take = Callable[[Workspace, str, Path], tuple[LogEntry | None, list[str]]]
"""Takes a file into a cohort: the step, or None when nothing is new, and what was left out."""


def take_file(app: MentorApp, path: Path, take: Take) -> None:
    """Take a file into the open cohort."""
    sitting = app.sitting
    if sitting is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        entry, left = take(sitting.workspace, sitting.cohort, path)
        sitting.reload()
        words = (
            f"{entry.step.sentence}.  u undoes it." if entry else "Nothing new: every row is known."
        )
        return words + (
            f" {count(len(left), 'row')} left out: {left[0]}" if left else ""
        ), lambda: app.take(sitting)

    app.act(job)


def ask_contact(app: MentorApp, person: str) -> None:
    """Choose what happened, then type a day and a remark."""
    rows: list[list[Content | str]] = [
        [told(kind, "bold"), _CONTACT_MEANINGS[kind]] for kind in actions.CONTACTS
    ]
    chooser = Choosing(
        f"What happened with {_called(app, person)}?",
        [Column("contact", 14), Column("what it means", 40, 1)],
        rows,
    )

    def chosen(at: int) -> None:
        follow = _ask_who if actions.CONTACTS[at] == ASKS_LETTER else _ask_day
        follow(app, person, actions.CONTACTS[at])

    ask(app, chooser, chosen)


def _called(app: MentorApp, who: str) -> str:
    """Return the names of the pair, or of the person, that an id stands for."""
    return " + ".join(app.roster.name(person_id) for person_id in people_meant(app.roster, [who]))


def _ask_who(app: MentorApp, person: str, kind: str) -> None:
    """Choose which of the pair it is about."""
    roster = app.roster
    people = people_meant(roster, [person])
    rows = [[roster.name(person)] for person in people]
    chooser = Choosing("Who asks for a letter of recognition?", [Column("person", 30, 1)], rows)
    ask(app, chooser, lambda at: _ask_day(app, people[at], kind))


def _ask_day(app: MentorApp, person: str, kind: str) -> None:
    today = app.workspace.now()[:10] if app.workspace else ""
    words = "As 2027-01-31 or 31 January 2027; Enter takes today."
    question = Asking(f"{kind}: on which day?", words, today, wrong=no_day)

    def answered(text: str) -> None:
        day = days_meant(text)[0]
        _ask_remark(app, person, kind, day)

    ask(app, question, answered)


def _ask_remark(app: MentorApp, person: str, kind: str, on: str) -> None:
    ask(
        app,
        Asking(
            f"{kind} on {on}: a remark?",
            "What you want to keep about it; empty for none.",
            needed=False,
        ),
        lambda text: people_action(
            app, partial(actions.note_contact, who=person, kind=kind, on=on, text=text)
        ),
    )


def feedback_reading(found: Sequence[QuestionSummary]) -> list[Content]:
    """Return what was answered, question by question."""
    lines: list[Content] = []
    for question_summary in found:
        mean = (
            f"   on average {question_summary.mean:.1f}"
            if question_summary.mean is not None
            else ""
        )
        lines += [
            told(question_summary.question, "bold"),
            told(f"{count(question_summary.answers, 'answer')}{mean}", QUIET),
        ]
        lines += [
            line((f"{matching_count:4}  ", SHARED), answer)
            for answer, matching_count in question_summary.counts
        ]
        lines += [told(f"      {text}") for text in question_summary.texts]
        lines.append(Content(""))
    return lines or [told("No feedback has been imported yet: Q, then the first line.")]


_FILES = (
    ("calendar.ics", "the calendar of all pairs"),
    ("calendars", "a calendar for each pair and each liaison"),
    ("report.html", "for the committee, without names"),
    ("report.md", "the same as Markdown"),
    ("report-with-names.html", "with names and people's words"),
)


def ask_files(app: MentorApp) -> None:
    """Choose a calendar or a report and where it goes."""
    rows: list[list[Content | str]] = [[told(name, "bold"), words] for name, words in _FILES]
    chooser = Choosing("Which file?", [Column("file", 24), Column("what it is", 36, 1)], rows)
    ask(app, chooser, lambda at: _ask_place(app, _FILES[at][0]))


def _ask_place(app: MentorApp, name: str) -> None:
    path = Path.home() / "mentor-lists" / safe_name(app.cohort_name, "cohort") / name
    question = Asking("Write it where?", "Readable by you alone.", str(path))
    ask(
        app,
        question,
        lambda text: _write_file(app, name, chosen_path(text)),
    )


def _write_file(app: MentorApp, name: str, path: Path) -> None:
    workspace, cohort = app.workspace, app.cohort_name
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        prepare_folder(path.parent)
        if name.startswith("report"):
            make_report(workspace, cohort, path, names="with-names" in name)
        elif name == "calendars":
            matching_count = len(make_calendars(workspace, cohort, path))
            return f"Wrote {count(matching_count, 'calendar')} to {path}.", None
        else:
            make_calendar(workspace, cohort, path)
        return f"Wrote {path}.", None

    app.act(job)


def note_sent(app: MentorApp) -> None:
    """Say that the letters just written went out, in one step that undo takes back."""
    people_action(app, mark_all_drafted)


def ask_extend(app: MentorApp, pair: str) -> None:
    """Ask for another end of a pair, then set it."""
    question = Asking(
        f"Until when does the pair of {_pair_name(app, pair)} go on?",
        f"A day such as 2027-12-31, or {actions.OPEN} where the programme has no end.",
    )
    ask(
        app,
        question,
        lambda text: people_action(app, partial(actions.extend_pair, who=pair, ends=text.strip())),
    )


def note(app: MentorApp, person: str, kind: str) -> None:
    """Note a contact of a person's pair today."""
    people_action(app, partial(actions.note_contact, who=person, kind=kind))


def ask_end(app: MentorApp, person: str) -> None:
    """Ask for the reason, then end the pair."""
    question = Asking(
        f"Why does the pair of {_pair_name(app, person)} end?",
        "The reason is kept in the log; both are free for a new match.",
    )
    ask(
        app,
        question,
        lambda reason: people_action(app, partial(actions.end_pair, who=person, reason=reason)),
    )
