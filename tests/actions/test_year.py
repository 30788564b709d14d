"""A programme's year with a clock that moves on: from the decided pairs to the letters of those who asked, and the report."""

import contextlib
import email
import mailbox
import shutil
from collections import Counter
from datetime import datetime
from email import policy

import docx
import pytest
from icalendar import Calendar

from mentor_tui.actions import following, letters, reporting
from mentor_tui.actions.deciding import decide
from mentor_tui.actions.feedback import feedback_of, import_feedback, summarise
from mentor_tui.actions.liaising import assign_liaisons, import_liaisons
from mentor_tui.actions.maintenance import examine
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.sending import mark_sent
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.workspace import Workspace
from mentor_tui.cli.main import main
from tests.forms import csv_text
from tests.programmes.test_five import NMRT, bring, nmrt
from tests.tui.test_programmes import FORMS


class Clock:
    """A clock that a test sets."""

    def __init__(self, moment):
        self.moment = moment

    def __call__(self):
        return self.moment

    def on(self, year, month, day):
        self.moment = datetime(year, month, day, 9)


PAIRS = 12


@pytest.fixture(scope="module")
def prepared_year(tmp_path_factory):
    """Twelve pairs of the round table's programme, six liaisons, the introductions sent; made once."""
    folder = tmp_path_factory.mktemp("year")
    clock = Clock(datetime(2026, 9, 25, 9))
    workspace = Workspace(
        database=folder / "mentor.sqlite", programmes_folder=folder / "programmes", clock=clock
    )
    rows = [nmrt(number, "Mentor", "9") for number in range(1, PAIRS + 2)]
    rows += [
        nmrt(number, "Mentee", "2 years", gain=f"To learn about subject {number}.")
        for number in range(41, 41 + PAIRS)
    ]
    bring(workspace, folder, "nmrt", NMRT, rows)
    problem = problem_of(workspace, "c")
    for helper, learner in problem.proposal.pairs:
        decide(workspace, "c", "accept", [problem.helper_ids[helper], problem.learner_ids[learner]])
    committee = folder / "committee.csv"
    people = [
        [f"Liaison {letter}", f"{letter}@example.org", f"Library {letter}"] for letter in "abcdef"
    ]
    committee.write_text(csv_text(["Name", "Email", "Library"], people))
    import_liaisons(workspace, "c", committee)
    assign_liaisons(workspace, "c")
    letters.write_letter_files(workspace, "c", "introduction", folder / "introduction")
    mark_sent(workspace, "c", "introduction")
    workspace.close()
    return folder


@pytest.fixture
def year(prepared_year, tmp_path):
    """A copy of the prepared year, and the clock that moves it on."""
    shutil.copytree(prepared_year / "introduction", tmp_path / "introduction")
    shutil.copy(prepared_year / "mentor.sqlite", tmp_path / "mentor.sqlite")
    clock = Clock(datetime(2026, 9, 25, 9))
    workspace = Workspace(
        database=tmp_path / "mentor.sqlite", programmes_folder=tmp_path / "programmes", clock=clock
    )
    yield workspace, clock
    workspace.close()


def mails(folder):
    return [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"))
    ]


def test_the_round_table_s_year(year, tmp_path):
    workspace, clock = year
    roster = load_roster(workspace, "c")
    assert len(roster.decided) == PAIRS
    assert set(Counter(pair.liaison for pair in roster.decided).values()) == {2}
    assert len(mails(tmp_path / "introduction")) == 2 * PAIRS
    _, packets, _ = letters.write_letter_files(workspace, "c", "liaison", tmp_path / "liaison")
    assert packets == 6
    silent = [pair.learner for pair in roster.decided[:2]]
    topics = _ten_months_of_topics(workspace, clock, tmp_path, silent)
    assert len(topics) == 10
    first = load_roster(workspace, "c")
    assert [life.pair.learner for life in following.pair_lives(workspace, first)[:2]] == sorted(
        silent
    )

    freed = next(pair for pair in first.decided if pair.learner == silent[0])
    following.end_pair(workspace, "c", freed.learner, "the mentor does not answer")
    spare = next(one for one in first.helpers if one not in {pair.helper for pair in first.decided})
    decide(workspace, "c", "accept", [spare, freed.learner])
    again = load_roster(workspace, "c")
    assert len(again.decided) == PAIRS
    assert next(pair for pair in again.pairs if pair.helper == freed.helper).state == "ended"

    _feedback_and_letters(workspace, clock, tmp_path, again)
    reporting.make_report(workspace, "c", tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text()
    assert "1 pair ended before their time" in text
    assert "on average" in text
    assert not any(one.name in text for one in again.applicants)
    assert examine(workspace).problems == ()


def _ten_months_of_topics(workspace, clock, folder, silent):
    """Write each month's topic, note who met, and return the subjects of the letters."""
    found = set()
    for month in range(10):
        clock.on(2026 + (9 + month) // 12, (9 + month) % 12 + 1, 3)
        _, many, _ = letters.write_letter_files(workspace, "c", "topic", folder / f"topic-{month}")
        assert many == PAIRS
        letter = mails(folder / f"topic-{month}")[0]
        assert len(letter["To"].addresses) == 2
        found.add(letter.get_body(("plain",)).get_content().split("\n\n")[2])
        if month not in (0, 4, 9):
            continue
        roster = load_roster(workspace, "c")
        rows = [
            [
                f"{clock.moment:%m/%d/%Y} 10:00:00",
                roster.people[pair.learner].email,
                "No" if pair.learner in silent else "Yes",
            ]
            for pair in roster.decided
        ]
        form = folder / f"check-in-{month}.csv"
        form.write_text(
            csv_text(
                ["Timestamp", "Email Address", "Have you been in touch with your mentor?"], rows
            )
        )
        assert following.import_contacts(workspace, "c", form)[1] == []
    for learner in silent:
        letters.write_letter_files(
            workspace=workspace,
            cohort="c",
            kind="reminder",
            folder=folder / "reminder",
            person=learner,
        )
    return found


def _feedback_and_letters(workspace, clock, folder, roster):
    clock.on(2027, 8, 2)
    assert {life.state for life in following.pair_lives(workspace, roster)} == {"completed"}
    letters.write_letter_files(workspace, "c", "feedback", folder / "feedback")
    rows = []
    for number, pair in enumerate(roster.decided):
        for person in (pair.helper, pair.learner):
            mark, asks = "5 - very much" if number % 3 else "3", "Yes" if number < 4 else "No"
            rows.append(
                [
                    "8/5/2027 10:00:00",
                    roster.people[person].email,
                    mark,
                    asks,
                    f"In my own words {number}",
                ]
            )
    form = folder / "end-form.csv"
    headings = [
        "Timestamp",
        "Email Address",
        "Did the two of you suit each other?",
        "Would you like a letter of recognition?",
        "Tell us more",
    ]
    form.write_text(csv_text(headings, rows))
    entry, left = import_feedback(workspace, "c", form)
    assert entry is not None
    assert left == []
    assert import_feedback(workspace, "c", form)[0] is None
    summary = summarise(feedback_of(workspace, "c"))
    assert summary[0].mean == pytest.approx((8 * 5 + 4 * 3) / 12)
    assert dict(summary[1].counts) == {"Yes": 8, "No": 16}
    files, many, _ = letters.write_letter_files(
        workspace, "c", "recognition", folder / "recognition", asked=True
    )
    assert many == 8
    documents = [path for path in files if path.suffix == ".docx"]
    assert len(documents) == 8
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(documents[0])).paragraphs)
    assert text.startswith("ALA New Members Round Table")
    assert "from October 1, 2026, to July " in text
    with contextlib.closing(mailbox.mbox(folder / "recognition" / "letters.mbox")) as box:
        assert len(box) == 8


def test_calendars_of_a_pair_and_of_a_liaison(year, tmp_path):
    workspace, _ = year
    roster = load_roster(workspace, "c")
    files = reporting.make_calendars(workspace, "c", tmp_path / "calendars")
    assert len(files) == PAIRS + 6 + 1
    for path in files:
        events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        assert len({event["UID"] for event in events}) == len(events) >= 13
    together = Calendar.from_ical((tmp_path / "calendars" / "committee.ics").read_bytes())
    assert len(together.walk("VEVENT")) == 13
    one = roster.decided[0]
    reporting.make_calendar(workspace, "c", tmp_path / "one.ics", person=one.learner)
    mine = (tmp_path / "one.ics").read_text().replace("\r\n ", "")
    assert roster.name(one.learner) in mine
    assert not any(roster.name(other.learner) in mine for other in roster.decided[1:])


def test_what_is_due_follows_the_calendar(year, tmp_path):
    workspace, clock = year
    roster = load_roster(workspace, "c")
    clock.on(2026, 10, 2)
    lives = following.pair_lives(workspace, roster)
    assert {(life.state, life.what[:8], life.overdue) for life in lives} == {
        ("introduced", "topic 1:", True)
    }
    letters.write_letter_files(workspace, "c", "topic", tmp_path / "topic")
    mark_sent(workspace, "c", "topic")
    lives = following.pair_lives(workspace, load_roster(workspace, "c"))
    assert {(life.due, life.what) for life in lives} == {("2026-10-15", "check in")}


@pytest.mark.parametrize("programme", FORMS)
def test_each_programme_from_accepted_to_the_letter_of_recognition_by_command(
    tmp_path, programme, monkeypatch, capsys
):
    monkeypatch.setenv("HOME", str(tmp_path))
    database = str(tmp_path / "mentor.sqlite")

    def run(*words):
        assert main(["--database", database, "--no-input", *words]) == 0, capsys.readouterr().err
        return capsys.readouterr()

    for number, (headings, rows, role) in enumerate(FORMS[programme]):
        path = tmp_path / f"form{number}.csv"
        path.write_text(csv_text(headings, rows), encoding="utf-8")
        run(
            "import",
            str(path),
            "--cohort",
            "c",
            "--programme",
            programme,
            *(["--role", role] if role else []),
            *(["--ends", "2099-06-15"] if programme == "mla-manitoba" else []),
        )
    workspace = Workspace(database=tmp_path / "mentor.sqlite", programmes_folder=None)
    problem = problem_of(workspace, "c")
    workspace.close()
    helper, learner = next(iter(problem.proposal.pairs))
    people = [problem.helper_ids[helper], problem.learner_ids[learner]]
    address = problem.roster.people[people[1]].email
    run("decide", "--cohort", "c", "accept", *people)
    run("contact", "--cohort", "c", address, "silent")
    for kind in ("introduction", "check-in", "reminder", "feedback", "end"):
        if kind == "end":
            run("contact", "--cohort", "c", address, "completed")
        run("letters", "--cohort", "c", kind, "--to", str(tmp_path / kind))
        letters = mails(tmp_path / kind)
        assert {mail["To"].addresses[0].addr_spec for mail in letters} == {
            problem.roster.people[one].email for one in people
        }
        assert all(
            mail["Subject"] and mail.get_body(("plain",)).get_content().strip() for mail in letters
        )
    run("contact", "--cohort", "c", address, "met", "--on", "2027-02-10")
    run("contact", "--cohort", "c", address, "asks-letter")
    run("calendar", "--cohort", "c", "--to", str(tmp_path / "pairs.ics"))
    assert Calendar.from_ical((tmp_path / "pairs.ics").read_bytes()).walk("VEVENT")
    run("end", "--cohort", "c", address, "--reason", "moved away")
    said = run(
        "letters", "--cohort", "c", "recognition", "--asked", "--to", str(tmp_path / "recognition")
    )
    assert "1 letter (recognition)" in said.err
    assert len(list((tmp_path / "recognition").glob("*.docx"))) == 1
    run("report", "--cohort", "c", "--to", str(tmp_path / "report.md"))
    assert "1 pair ended" in (tmp_path / "report.md").read_text()
