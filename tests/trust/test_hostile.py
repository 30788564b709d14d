"""What a form brings is data: never SQL, never a path, never another person's file, and private whatever the umask."""

import csv
import json
import os
import re
import stat

import pytest

from mentor_tui.actions import deciding, letters, reporting
from mentor_tui.actions.erasing import erase
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.handing_over import export_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.maintenance import back_up, examine, keep_copy_at_start
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import Workspace
from mentor_tui.domain.records import Submission
from mentor_tui.outputs.drafting import Recipient, draft, write_letters
from mentor_tui.outputs.files import safe_name
from mentor_tui.outputs.lists import FORMATS
from tests.conftest import NOW
from tests.forms import NLLS_HEADINGS, csv_text, nlls_row

SQL = "Robert'); DROP TABLE pair;-- \" OR 1=1 %s ? :x {0}"


OBEYED = "\x7f\x9b\x9d\u202e\u2066\u2028"
RAW = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def test_no_list_holds_a_sign_that_is_obeyed_and_no_wide_sign_begins_a_formula(workspace, tmp_path):
    rows = [
        nlls_row(n, "Ana Ortiz", "Mentee", "Scheduling", email=f"a{n}@example.org") for n in (1, 2)
    ]
    rows[0][2] = f"Ana{OBEYED} Ortiz"
    for column, begin in ((2, "\uff1d1+1"), (4, "\uff20SUM(A1)")):
        rows[1][column] = begin
    path = tmp_path / "form.csv"
    path.write_text(csv_text(NLLS_HEADINGS, rows), encoding="utf-8")
    request = ImportRequest(files=[path], cohort="c", programme="nlls")
    write_import(workspace, plan_import(workspace, request))
    lists = tmp_path / "lists"
    export_lists(workspace, "c", lists, FORMATS, despite="a trial")
    export_cohort(workspace, "c", lists / "c.json")
    for written in [*lists.glob("*.csv"), *lists.glob("*.json"), *lists.glob("*.md")]:
        assert not RAW.search(written.read_text(encoding="utf-8")), written.name
    with (lists / "unplaced.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("\uff1d", "\uff20"))]
    handed_over = json.loads((lists / "c.json").read_text(encoding="utf-8"))
    assert any("\x9b\x9d\u202e" in row["name"] for row in handed_over["records"]["submission"])
    assert lists / "c.json" in erase(workspace, "a1@example.org").removed


@pytest.mark.parametrize("column", range(len(NLLS_HEADINGS)))
def test_sql_in_every_field_is_text(workspace, tmp_path, column):
    rows = [
        nlls_row(1, "Beth Cho", "Mentor", "Scheduling"),
        nlls_row(2, "Ana Ortiz", "Mentee", "Scheduling"),
    ]
    for row in rows:
        row[column] = f"{row[column]} {SQL}"
    path = tmp_path / "form.csv"
    path.write_text(csv_text(NLLS_HEADINGS, rows), encoding="utf-8")
    write_import(
        workspace,
        plan_import(workspace, ImportRequest(files=[path], cohort="spring", programme="nlls")),
    )
    roster = load_roster(workspace, "spring")
    if not column:
        assert not roster.applicants, "a time that is none sets the row aside"
        return
    deciding.set_note(workspace, "spring", roster.applicants[0].id, SQL)
    deciding.correct(
        workspace=workspace,
        cohort="spring",
        who=roster.applicants[0].id,
        setting=f"goals={SQL}",
        reason=SQL,
    )
    assert load_roster(workspace, "spring").applicants[0].note == SQL
    assert examine(workspace).problems == ()
    assert workspace.store.undo(3)


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "nul",
        "LPT1",
        "..",
        "../../etc/passwd",
        "a/b\\c",
        "",
        "💥",
        "x" * 400,
        ".hidden",
        "C:\\x",
        "aux.txt",
    ],
)
def test_names_make_file_names_that_every_system_takes(name):
    made = safe_name(name)
    assert made
    assert len(made) <= 61
    assert not set(made) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made.split(".")[0] not in {"con", "nul", "lpt1", "aux"}


def test_two_people_of_one_name_and_names_that_differ_by_case_get_their_own_files(tmp_path):
    letters = [
        draft(
            "end",
            [Recipient(name, f"p{number}@example.org")],
            {
                "programme": {"name": "P", "organisation": "O"},
                "person": {"name": name},
                "partner_names": "B",
            },
        )
        for number, name in enumerate(
            ["Ana Ortiz", "ANA ORTIZ", "Ána Ortiz", "ana-ortiz", "Ana Ortiz"]
        )
    ]
    files = [path for path, _ in write_letters(tmp_path / "letters", letters, NOW)]
    assert len({path.name.casefold() for path in files}) == len(files) == 11


def test_everything_written_is_for_the_owner_alone_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        workspace = Workspace(
            database=tmp_path / "data" / "mentor.sqlite",
            programmes_folder=tmp_path / "programmes",
            clock=lambda: NOW,
        )
        rows = [
            nlls_row(1, "Beth Cho", "Mentor", "Scheduling"),
            nlls_row(2, "Ana Ortiz", "Mentee", "Scheduling"),
        ]
        path = tmp_path / "form.csv"
        path.write_text(csv_text(NLLS_HEADINGS, rows), encoding="utf-8")
        write_import(
            workspace,
            plan_import(workspace, ImportRequest(files=[path], cohort="spring", programme="nlls")),
        )
        deciding.decide(workspace, "spring", "accept", _addresses(workspace))
        keep_copy_at_start(workspace)
        back_up(workspace)
        out = tmp_path / "out"
        export_lists(workspace, "spring", out / "lists", FORMATS)
        letters.write_letter_files(workspace, "spring", "recognition", out / "letters")
        reporting.make_calendars(workspace, "spring", out / "calendars")
        reporting.make_report(workspace, "spring", out / "report.html")
        export_cohort(workspace, "spring", out / "spring.json")
        workspace.close()
    finally:
        os.umask(before)
    for path in [*(tmp_path / "data").rglob("*"), *out.rglob("*"), tmp_path / "data", out]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def _addresses(workspace):
    return [one.email for one in load_roster(workspace, "spring").applicants]


def shifted(row):
    return row[3:] + row[:3]


def bad_address(row):
    return [*row[:1], "no address at all, sorry", *row[2:]]


@pytest.mark.parametrize("harm", [shifted, bad_address])
def test_one_row_never_changes_how_a_column_is_read(tmp_path, harm):
    rows = [
        nlls_row(n, f"Person{n} Sur{n}", "Mentor", "Scheduling, Board Relations") for n in range(12)
    ]
    read = {}
    for name, more in (("plain", []), ("harmed", [harm(nlls_row(20, "Eve Vil", "Mentee", "x"))])):
        database = tmp_path / f"{name}.sqlite"
        workspace = Workspace(database=database, programmes_folder=None, clock=lambda: NOW)
        path = tmp_path / f"{name}.csv"
        path.write_text(csv_text(NLLS_HEADINGS, [*rows, *more]), encoding="utf-8")
        request = ImportRequest(files=[path], cohort="c", programme="nlls")
        write_import(workspace, plan_import(workspace, request))
        rows_read = workspace.store.all(Submission, cohort="c")
        read[name] = {one.email: (one.name, one.roles, one.answers) for one in rows_read}
        workspace.close()
    kept = {address: one for address, one in read["harmed"].items() if address in read["plain"]}
    assert kept == read["plain"]
    assert len(kept) == 12
