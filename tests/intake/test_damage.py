"""A form keeps its applications whatever mail, spreadsheet and form tool did to the file; and the layouts of form tools."""

import csv
import io
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import Workspace
from tests.forms import NLLS_HEADINGS, PROJECT, csv_text, nlls_rows

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


def applications(path):
    """Return what a file gives: who applied, for what, with which answers that count."""
    with TemporaryDirectory() as place:
        workspace = Workspace(
            database=Path(place) / "m.sqlite",
            programmes_folder=None,
            clock=lambda: datetime(2027, 2, 1),
        )
        write_import(
            workspace,
            plan_import(workspace, ImportRequest(files=[path], cohort="spring", programme="nlls")),
        )
        people = load_roster(workspace, "spring").applicants
        workspace.close()
    return {
        (
            one.name,
            one.email.casefold(),
            role,
            entry.verdict.status,
            entry.offers,
            entry.wants,
            entry.goals,
            entry.places,
        )
        for one in people
        for role, entry in one.roles.items()
    }


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "form.csv"
    path.write_text(csv_text(NLLS_HEADINGS, nlls_rows()), encoding="utf-8")
    return applications(path)


damage = st.fixed_dictionaries(
    {
        "order": st.permutations(range(len(NLLS_HEADINGS))),
        "rows": st.permutations(range(len(nlls_rows()))),
        "title": st.sampled_from(
            [
                [],
                [["Northern Lights mentoring"]],
                [["Export"], []],
                [[""], ["Applications", ""], []],
            ]
        ),
        "blank_rows": st.lists(st.integers(0, 8), max_size=3),
        "blank_columns": st.lists(st.integers(0, len(NLLS_HEADINGS)), max_size=2),
        "heading": st.sampled_from(
            [
                str,
                str.upper,
                str.lower,
                lambda text: f"  {text} ",
                lambda text: text.replace("\n", " "),
                lambda text: text.rstrip("?") + " *",
            ]
        ),
        "trailing": st.integers(0, 3),
        "encoding": st.sampled_from(ENCODINGS),
        "delimiter": st.sampled_from(",;\t"),
        "ends": st.sampled_from(["\r\n", "\n", "\r"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        "workbook": st.booleans(),
    }
)


def damaged_table(how):
    table = [NLLS_HEADINGS, *(nlls_rows()[at] for at in how["rows"])]
    table = [[row[at] for at in how["order"]] for row in table]
    table[0] = [how["heading"](cell) for cell in table[0]]
    for at in how["blank_columns"]:
        table = [[*row[:at], "", *row[at:]] for row in table]
    table = [[*row, *[""] * how["trailing"]] for row in table]
    for at in how["blank_rows"]:
        table.insert(1 + at, [""] * len(table[0]))
    return [*how["title"], *table]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(how=damage)
def test_a_damaged_file_gives_the_same_applications(good, how):
    table = damaged_table(how)
    with TemporaryDirectory() as place:
        if how["workbook"]:
            path = Path(place) / "form.xlsx"
            book = openpyxl.Workbook()
            for row in table:
                book.active.append(row)
            book.save(path)
        else:
            path = Path(place) / "form.csv"
            stream = io.StringIO(newline="")
            quoting = (
                csv.QUOTE_ALL if how["ends"] == "\r" else how["quoting"]
            )  # a lone return hides line breaks in cells
            writer = csv.writer(
                stream, delimiter=how["delimiter"], lineterminator=how["ends"], quoting=quoting
            )
            writer.writerows(table)
            path.write_bytes(stream.getvalue().encode(how["encoding"]))
        assert applications(path) == good


def write(path, table):
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(table)
    path.write_text(stream.getvalue(), encoding="utf-8-sig")
    return path


TOPICS = ["Board Relations", "Budget management", "Scheduling", "Diversity, Equity, & Inclusion"]
PEOPLE = [
    (
        "Beth Cho",
        "beth@example.org",
        "Mentor",
        "Riverside Library",
        {"Board Relations", "Diversity, Equity, & Inclusion"},
        "I lead.",
    ),
    (
        "Ana Ortiz",
        "ana@example.org",
        "Mentee",
        "Elk Point Library",
        {"Board Relations", "Scheduling"},
        "I learn.",
    ),
]


def topics_of(path):
    return {name: set(offers or wants) for name, _, _, _, offers, wants, _, _ in applications(path)}


EXPECTED = {name: topics for name, _, _, _, topics, _ in PEOPLE}


def test_qualtrics_three_heading_rows_and_one_column_per_option(tmp_path):
    question = "Areas of Interest"
    codes = [
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "RecordedDate",
        "ResponseId",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        *(f"Q5_{n}" for n in range(1, 5)),
        "Q6",
        "Q7",
    ]
    texts = [
        "Start Date",
        "End Date",
        "Response Type",
        "IP Address",
        "Progress",
        "Recorded Date",
        "Response ID",
        "Your first and last name",
        "Email Address",
        "I would like to take part as a ...",
        "Name of your library",
        *(f"{question} - Selected Choice - {topic}" for topic in TOPICS),
        "What are your objectives?",
        "Time Commitment (tick all that apply)",
    ]
    ids = [f'{{"ImportId":"QID{n}"}}' for n in range(len(codes))]
    rows = [
        [
            "2027-01-11 09:00:00",
            "2027-01-11 09:10:00",
            "IP Address",
            "192.0.2.1",
            "100",
            "2027-01-11 09:10:03",
            f"R_{n}",
            name,
            email,
            role,
            library,
            *(topic if topic in chosen else "" for topic in TOPICS),
            goals,
            PROJECT,
        ]
        for n, (name, email, role, library, chosen, goals) in enumerate(PEOPLE)
    ]
    assert topics_of(write(tmp_path / "q.csv", [codes, texts, ids, *rows])) == EXPECTED


@pytest.mark.parametrize("tick", [lambda topic: topic, lambda topic: "1", lambda topic: "TRUE"])
def test_typeform_one_heading_row_of_options(tmp_path, tick):
    headings = [
        "#",
        "Your first and last name",
        "Email Address",
        "I would like to take part as a ...",
        "Name of your library",
        *TOPICS,
        "What are your objectives?",
        "Start Date (UTC)",
        "Submit Date (UTC)",
        "Network ID",
    ]
    rows = [
        [
            f"abc{n}",
            name,
            email,
            role,
            library,
            *(tick(topic) if topic in chosen else "" for topic in TOPICS),
            goals,
            "2027-01-11 09:00:00",
            "2027-01-11 09:05:00",
            "x1",
        ]
        for n, (name, email, role, library, chosen, goals) in enumerate(PEOPLE)
    ]
    assert topics_of(write(tmp_path / "t.csv", [headings, *rows])) == EXPECTED


def test_typeform_two_heading_rows(tmp_path):
    first = [
        "Your first and last name",
        "Email Address",
        "I would like to take part as a ...",
        "Name of your library",
        "Areas of Interest",
        "",
        "",
        "",
        "What are your objectives?",
    ]
    second = ["", "", "", "", *TOPICS, ""]
    rows = [
        [name, email, role, library, *(topic if topic in chosen else "" for topic in TOPICS), goals]
        for name, email, role, library, chosen, goals in PEOPLE
    ]
    assert topics_of(write(tmp_path / "t2.csv", [first, second, *rows])) == EXPECTED


def test_a_grid_with_the_option_in_brackets(tmp_path):
    headings = [
        "Timestamp",
        "Your first and last name",
        "Email Address",
        "I would like to take part as a ...",
        "Name of your library",
        *(f"Areas of Interest [{topic}]" for topic in TOPICS),
        "What are your objectives?",
    ]
    rows = [
        [
            "1/11/2027 9:00:00",
            name,
            email,
            role,
            library,
            *("x" if topic in chosen else "" for topic in TOPICS),
            goals,
        ]
        for name, email, role, library, chosen, goals in PEOPLE
    ]
    assert topics_of(write(tmp_path / "g.csv", [headings, *rows])) == EXPECTED


def test_microsoft_forms_with_semicolons_at_the_end(tmp_path):
    headings = [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "I would like to take part as a ...",
        "Name of your library",
        "Areas of Interest",
        "What are your objectives?",
    ]
    rows = [
        [
            n,
            "1/11/2027 9:00:00",
            "1/11/2027 9:05:00",
            email,
            name,
            role,
            library,
            ";".join(sorted(chosen)) + ";",
            goals,
        ]
        for n, (name, email, role, library, chosen, goals) in enumerate(PEOPLE, 1)
    ]
    assert topics_of(write(tmp_path / "m.csv", [headings, *rows])) == EXPECTED
