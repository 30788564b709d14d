"""The whole way by question and answer, over pipes, from an empty folder to the letters."""

import csv
import io
import re

import pytest

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.cli.plain.dialogue import Dialogue
from mentor_tui.cli.plain.pairs import follow_pairs
from tests.cli.talking import BACK, Talk
from tests.forms import NLLS_HEADINGS, csv_text, nlls_row
from tests.review.small import COHORT, bring, person

NOW = "What now?"
NLLS_ROWS = (
    nlls_row(1, "Beth Cho", "Mentor", "Policy Creation / Review, Board Relations", places="1"),
    nlls_row(2, "Pat Abbott", "Mentor", "Budget management", places="1"),
    nlls_row(
        3,
        "Kofi Moreau",
        "Mentee",
        "Policy Creation / Review, Board Relations",
        requests="Remote only,\nplease.",
    ),
    nlls_row(4, "Elif Kaya", "Mentee", "Budget management", library="Birch Library"),
    nlls_row(
        5,
        "Elif Kaya",
        "Mentee",
        "Budget management",
        library="Birch Library",
        email="elif.at.home@example.org",
    ),
)
CLASS = ["Name", "E-mail", "Library", "Wants to work on", "Goals"]
CLASS_ROWS = (
    ["Ole Berg", "ole@example.org", "Oak Library", "Supervising staff", "Lead a team."],
    ["Mai Vang", "mai@example.org", "Cass Library", "Change management", "Change one thing."],
)
VOLUNTEERS = [
    "Timestamp",
    "Email Address",
    "Full name",
    "Name of your library",
    "In what areas could you share your experience with a participant?",
    "How many participants could you mentor?",
    "Will you commit to an 18-month relationship with your mentee?",
    "Their post",
]
VOLUNTEER_ROWS = (
    [
        "2/21/2026 20:56:24",
        "ann@example.org",
        "Ann Moen",
        "Cass Library",
        "Supervising staff, Public speaking",
        "2",
        "Yes",
        "Director",
    ],
    [
        "2/23/2026 20:56:24",
        "cy@example.org",
        "Cy Orr",
        "Far Library",
        "Change management",
        "1",
        "Yes",
        "Librarian",
    ],
)


@pytest.fixture
def begin(tmp_path):
    """Begin talks with the program, and let it go afterwards."""
    talks = []

    def made(words=("--plain",), **environment):
        talks.append(Talk(tmp_path, words, **environment))
        return talks[-1]

    yield made
    for talk in talks:
        talk.close()


def no_screen(told):
    """Return whether nothing was told that moves a cursor, colours, or goes back in a line."""
    return re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", told) is None


def new_cohort(talk, name, programme, days=(BACK, BACK, BACK)):
    talk.answer("The short name", name)
    talk.pick("Of which programme?", programme)
    for question, day in zip(("may people apply", "pairs start", "pairs end"), days, strict=True):
        talk.answer(question, day)


def test_northern_lights_from_an_empty_folder_to_the_letters(tmp_path, begin):
    form, letters = tmp_path / "form.csv", tmp_path / "letters"
    headings = ["Who" if name.startswith("Your first") else name for name in NLLS_HEADINGS]
    form.write_text(csv_text(headings, NLLS_ROWS), encoding="utf-8")
    talk = begin()
    welcome = talk.answer("The short name", "a/b")
    assert welcome.startswith("Mentor TUI by question and answer")
    new_cohort(talk, "spring", "Northern Lights")
    talk.pick(NOW, "import a form")
    talk.answer("Which file", tmp_path / "missing.csv")
    talk.answer("Which file", f"'{form}'")
    told = talk.pick("Nothing is written yet", "the options of a question")
    assert "5 rows, 5 imported" in told
    talk.pick("Which question?", "")
    talk.pick("Are these the options", "they are right")
    talk.pick("Nothing is written yet", "everything in detail")
    talk.pick("Nothing is written yet", "write it")

    told = talk.pick(NOW, "people who are probably one, 1 waiting")
    assert "5 people, 0 of 3 mentees placed" in told
    told = talk.pick("What are they?", "they are one person")
    assert "elif.at.home@example.org" in told
    talk.pick(NOW, "requests")
    told = talk.pick("Was that read?", "later")
    assert "Request: Remote only, please." in told

    talk.pick(NOW, "review")
    pressed = []
    for _ in range(2):
        told = talk.answer("Your key?", "a")
        if "READ FIRST" in told:
            pressed.append(talk.answer("Your key?", "a"))
    assert len(pressed) == 1
    assert "not read" in pressed[0]
    told = talk.pick(NOW, "pairs")
    assert "2 of 2 mentees placed" in told

    talk.pick("Which pair?", "Kofi Moreau")
    talk.pick("Kofi Moreau", "note a contact")
    talk.pick("What happened?", "met")
    talk.answer("On which day?", "3/4/2027")
    told = talk.answer("On which day?", "2027-03-04")
    assert "can be" in told
    talk.answer("A remark?", "They talked for an hour.")
    talk.pick("Which pair?", "Elif Kaya")
    talk.pick("Elif Kaya", "end the pair")
    talk.answer("Why does this pair end?", "moved away")
    talk.pick("Which pair?", "Kofi Moreau")
    talk.pick("Kofi Moreau", "what was noted")
    told = talk.answer("Which pair?", BACK)
    assert "2027-03-04, met: They talked for an hour." in told

    talk.pick(NOW, "letters")
    talk.pick("Which letters?", "introduction")
    talk.pick("Introduction: 2 letters", "read them here")
    told = talk.pick("Introduction: 2 letters", "write them into a folder")
    assert "Subject: " in told
    talk.answer("Into which folder?", letters)
    talk.answer("did they go out?", "y")
    told = talk.pick(NOW, "undo")
    assert "Went out: introduction, to 2 people" in told
    told = talk.answer(NOW, BACK)
    assert "Undone: Went out" in told
    talk.answer("Which cohort?", BACK)
    code, told = talk.end()
    assert code == 0
    assert no_screen(told)
    assert len(list(letters.rglob("*.eml"))) == 2


def test_a_class_list_and_volunteers_from_an_empty_folder_to_the_letters(tmp_path, begin):
    class_list, form = tmp_path / "class.csv", tmp_path / "form.csv"
    class_list.write_text(csv_text(CLASS, CLASS_ROWS), encoding="utf-8")
    form.write_text(csv_text(VOLUNTEERS, VOLUNTEER_ROWS), encoding="utf-8")
    talk = begin(words=(), MENTOR_TUI_PLAIN="1")
    new_cohort(talk, "mile-2026", "MILE")
    for path, role in ((class_list, "Participant"), (form, "Mentor")):
        talk.pick(NOW, "import a form")
        talk.answer("Which file", path)
        talk.pick("Everybody in this file", role)
        talk.pick("Nothing is written yet", "say what a column is")
        talk.pick("Which column?", CLASS[2] if path == class_list else VOLUNTEERS[-1])
        talk.pick("What is it?", "Library" if path == class_list else "keep it as it is")
        talk.pick("Nothing is written yet", "write it")
    talk.pick(NOW, "review")
    talk.answer("Your key?", "a")
    talk.answer("Your key?", "p")
    told = talk.pick(NOW, "the final lists")
    assert "2 of 2 participants placed" in told
    talk.answer("Into which folder", tmp_path / "lists")
    talk.pick(NOW, "everything that waits for you")
    talk.pick(NOW, "letters")
    talk.pick("Which letters?", "all that are due now")
    talk.pick("All that are due", "write them into a folder")
    talk.answer("Into which folder?", tmp_path / "letters")
    talk.answer("did they go out?", "n")
    talk.answer(NOW, BACK)
    code, told = talk.end()
    assert code == 0
    assert no_screen(told)
    assert "learner" not in told.casefold()
    assert "helper" not in told.casefold()
    assert list((tmp_path / "letters").rglob("*.eml"))
    with next((tmp_path / "lists").glob("pairs.csv")).open(encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 3


def test_a_pair_keeps_its_number_whatever_is_noted_about_it(workspace, tmp_path):
    bring(workspace, tmp_path)
    roster = load_roster(workspace, COHORT)
    for name, partner in (("Kofi Moreau", "Beth Cho"), ("Elif Kaya", "Pat Abbott")):
        decide(workspace, COHORT, "accept", [person(roster, partner), person(roster, name)])
    answers = ["1", "1", "1", "", "", "1", "5", "1", "4", "moved away", "1", "3", "open", ""]
    source, target = io.StringIO("".join(f"{answer}\n" for answer in answers)), io.StringIO()
    follow_pairs(workspace, COHORT, Dialogue(source=source, target=target))
    told = [line for line in target.getvalue().splitlines() if line.startswith("1: ")]
    numbered = {line.partition(" + ")[0] for line in told if " + " in line}
    assert len(numbered) == 1
    assert "Not done: " in target.getvalue()
    assert "--" not in target.getvalue()


def test_dates_that_can_be_two_days_are_asked_about(tmp_path, begin):
    form = tmp_path / "form.csv"
    rows = [["9/10/2026 09:00", *row[1:]] for row in NLLS_ROWS]
    form.write_text(csv_text(NLLS_HEADINGS, rows), encoding="utf-8")
    talk = begin()
    new_cohort(talk, "fall", "Northern Lights", ("2026-09-20", BACK, BACK))
    talk.pick(NOW, "import a form")
    talk.answer("Which file", form)
    told = talk.pick("Which day is it?", "")
    assert "'9/10/2026" in told
    talk.pick("Nothing is written yet", "write it")
    code, _ = talk.end()
    assert code == 0


def test_a_column_that_is_not_known_is_asked_for(tmp_path, begin):
    form = tmp_path / "form.csv"
    headings = ["Zq" if "take part as" in name else name for name in NLLS_HEADINGS]
    rows = [[*row[:3], "", *row[4:]] for row in NLLS_ROWS]
    form.write_text(csv_text(headings, rows), encoding="utf-8")
    talk = begin()
    new_cohort(talk, "fall", "Northern Lights")
    talk.pick(NOW, "import a form")
    talk.answer("Which file", form)
    talk.pick("Everybody in this file", "Mentee")
    talk.pick("Nothing is written yet", "write it")
    told = talk.answer(NOW, BACK)
    assert "5 people" in told


def test_the_input_that_ends_in_the_middle_changes_nothing_more(tmp_path, begin):
    talk = begin()
    talk.answer("The short name", "spring")
    code, told = talk.end()
    assert code == 1
    assert "the input ended before the answer" in told
    assert "Traceback" not in told


def test_the_help_says_that_there_is_a_plain_way(capsys):
    from mentor_tui.cli.main import main

    main(["--help"])
    words = " ".join(capsys.readouterr().out.split())
    assert "mentor-tui --plain goes the whole way by question and answer" in words
    assert "MENTOR_TUI_PLAIN=1" in words


def test_a_table_is_told_in_lines(tmp_path, capsys, monkeypatch):
    from mentor_tui.cli.main import main

    database = ["--database", str(tmp_path / "m.sqlite")]
    main(["cohorts", "new", "fall", "--programme", "nlls", *database])
    main(["--plain", "cohorts", *database])
    assert "Cohort: fall.\nProgramme: nlls.\n" in capsys.readouterr().out
    monkeypatch.setenv("MENTOR_TUI_PLAIN", "1")
    main(["cohorts", "--format", "table", *database])
    assert "Cohort: fall." not in capsys.readouterr().out
