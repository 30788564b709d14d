"""The command line, as scripts use it: words in, data and exit codes out."""

import csv
import io
import json
import os
import subprocess
import sys

import openpyxl
import pytest

from mentor_tui.cli.main import main
from tests.forms import NLLS_HEADINGS, csv_text, nlls_row, nlls_rows, write_nlls

BOTH = ("beth.cho@example.org", "ana.ortiz@example.org")


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words, code=0):
        found = main(
            ["--database", str(tmp_path / "mentor.sqlite"), "--no-input", *map(str, words)]
        )
        said = capsys.readouterr()
        assert found == code, said.err
        assert "Traceback" not in said.err
        return said.out, said.err

    return call


@pytest.fixture
def spring(run, tmp_path):
    run("import", write_nlls(tmp_path / "form.csv"), "--cohort", "spring", "--programme", "nlls")
    return run


def data(run, *words):
    return json.loads(run(*words, "--format", "json")[0])


def test_from_a_form_to_the_final_lists(spring, tmp_path):
    suggested = data(spring, "suggest", "--cohort", "spring")
    assert suggested["optimal"] is True
    assert suggested["n_pairs"] == len(suggested["pairs"]) == 4
    for pair in suggested["pairs"]:
        parts = pair["parts"]
        assert pair["fit"] == pytest.approx(sum(part["points"] for part in parts.values()))
        spring(
            "decide",
            "--cohort",
            "spring",
            "--unread",
            "accept",
            pair["people"][0]["id"],
            pair["people"][1]["id"],
        )
    spring("check", "--cohort", "spring", code=3)
    _, said = spring("export", "--cohort", "spring", "--to", tmp_path / "lists", code=3)
    assert "Remote only" in said
    spring("clear", "--cohort", "spring", "ana.ortiz@example.org")
    spring("check", "--cohort", "spring")
    spring(
        "export",
        "--cohort",
        "spring",
        "--to",
        tmp_path / "lists",
        "--format",
        "csv,xlsx,json,markdown",
    )
    names = {path.name for path in (tmp_path / "lists").iterdir()}
    assert names == {
        "pairs.csv",
        "unplaced.csv",
        "decisions.csv",
        "pairs.xlsx",
        "pairs.json",
        "pairs.md",
    }
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (tmp_path / "lists").iterdir())
    rows = list(
        csv.DictReader(io.StringIO((tmp_path / "lists" / "pairs.csv").read_text("utf-8-sig")))
    )
    assert {row["mentee name"] for row in rows} >= {"Ana Ortiz"}
    assert all(row["why"] for row in rows)
    book = openpyxl.load_workbook(tmp_path / "lists" / "pairs.xlsx")
    assert book.sheetnames == ["pairs", "unplaced", "decisions"]
    assert book["pairs"].freeze_panes == "A2"
    assert book["pairs"].auto_filter.ref
    _, said = spring("export", "--cohort", "spring", "--to", tmp_path / "lists")
    assert "nothing changed since the last export" in said


def test_the_log_undo_and_redo(spring):
    spring("decide", "--cohort", "spring", "pin", *BOTH, "--unread")
    spring("undo")
    assert data(spring, "pairs", "--cohort", "spring") == []
    spring("redo")
    assert [pair["state"] for pair in data(spring, "pairs", "--cohort", "spring")] == ["pinned"]
    assert [entry["kind"] for entry in data(spring, "log", "--cohort", "spring")] == [
        "pin",
        "import",
    ]
    spring("undo", "2")
    assert "nothing to undo" in spring("undo", code=1)[1]
    spring("redo", "2")


def test_what_if_writes_nothing(spring):
    before = data(spring, "log")
    found = data(
        spring, "what-if", "--cohort", "spring", "ana.ortiz@example.org", "pat.abbott@example.org"
    )
    assert found["possible"] is True
    assert data(spring, "log") == before


def test_explain_a_pair_and_a_person_without_one(spring):
    found = data(
        spring, "explain", "--cohort", "spring", "ana.ortiz@example.org", "beth.cho@example.org"
    )
    assert found["parts"]["interests"]["shared"] == ["Policy Creation / Review", "Board Relations"]
    assert "Shared interests" in found["why"]
    assert ["plan of service", "plan of service"] in found["parts"]["goals"]["phrases"]
    unplaced = data(spring, "suggest", "--cohort", "spring")["unplaced"]
    assert all(one["reasons"] for one in unplaced)


def test_a_dry_run_writes_nothing(run, tmp_path):
    report = json.loads(
        run(
            "import",
            write_nlls(tmp_path / "f.csv"),
            "--cohort",
            "c",
            "--programme",
            "nlls",
            "--dry-run",
            "--format",
            "json",
        )[0]
    )
    assert report["files"][0]["imported"] == 7
    assert data(run, "cohorts") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("suggest", "--cohort", "nowhere"), 1, "there is no cohort"),
        (("import", "missing.csv", "--cohort", "c", "--programme", "nlls"), 4, "is not there"),
        (("import", ".", "--cohort", "c", "--programme", "nlls"), 4, "is a folder"),
        (("import", "x.csv", "--cohort", "c"), 1, "--programme"),
        (("import", "x.csv", "--cohort", "c", "--programme", "zzz"), 1, "the programmes are"),
        (("decide", "--cohort", "c", "marry", "a", "b"), 2, "invalid choice"),
        (("cohorts", "new", "c", "--programme", "nlls", "--deadline", "soon"), 1, "2027-01-31"),
        ((), 2, "`mentor-tui --plain` goes the whole way"),
        (("restore", "missing.sqlite", "--yes"), 1, "not there"),
    ],
)
def test_errors_are_one_sentence_with_their_code(run, words, code, said):
    assert said in run(*words, code=code)[1]


def test_options_stand_before_and_after_the_command(tmp_path, capsys):
    path = str(tmp_path / "a.sqlite")
    assert main(["cohorts", "new", "c", "--programme", "ola", "--database", path]) == 0
    assert main(["--database", path, "cohorts", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["name"] == "c"


def test_formulas_escapes_and_markup_stay_text(run, tmp_path):
    names = [
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "Ada [/] x",
        "Eve \x1b]52;c;aGk=\x07",
        "Mal\u202elory",
        "+1 Plus",
    ]
    rows = [
        nlls_row(at, name, "Mentee", "Circulation", email=f"p{at}@example.org")
        for at, name in enumerate(names)
    ]
    rows += [
        nlls_row(20 + at, f"Mentor {at}", "Mentor", "Circulation", places="2") for at in range(3)
    ]
    path = tmp_path / "form.csv"
    path.write_text(csv_text(NLLS_HEADINGS, rows), encoding="utf-8")
    run("import", path, "--cohort", "c", "--programme", "nlls")
    out, _ = run("applicants", "--cohort", "c")
    assert "\x1b" not in out
    assert "\u202e" not in out
    for pair in data(run, "suggest", "--cohort", "c")["pairs"]:
        run("decide", "--cohort", "c", "accept", *(one["id"] for one in pair["people"]), "--unread")
    run("export", "--cohort", "c", "--to", tmp_path / "lists")
    cells = [
        cell
        for row in csv.reader(
            io.StringIO((tmp_path / "lists" / "pairs.csv").read_text("utf-8-sig"))
        )
        for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = openpyxl.load_workbook(tmp_path / "lists" / "pairs.xlsx")
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_review_in_plain_lines(spring, tmp_path):
    environment = os.environ | {"MENTOR_TUI_DATABASE": str(tmp_path / "mentor.sqlite")}
    words = [sys.executable, "-m", "mentor_tui", "review", "--cohort", "spring", "--plain"]
    done = subprocess.run(
        words,
        input="a\ns\nn\nx\na\n0\nu\nq\n",
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert "\x1b" not in done.stdout
    assert "Accepted" in done.stdout
    assert len(data(spring, "pairs", "--cohort", "spring")) == 2


def test_every_command_has_help_with_an_example(capsys):
    from mentor_tui.cli.main import make_parser

    parser = make_parser()
    commands = next(
        action
        for action in parser._actions
        if getattr(action, "choices", None) and "import" in action.choices
    )
    for name, sub in commands.choices.items():
        assert "example: mentor-tui" in sub.format_help(), name


def test_rows_of_a_form_in_another_order_give_the_same_bytes(run, tmp_path):
    outs = []
    for name, rows in (("a", nlls_rows()), ("b", nlls_rows()[::-1])):
        database = tmp_path / f"{name}.sqlite"
        main(
            [
                "--database",
                str(database),
                "import",
                str(write_nlls(tmp_path / "form.csv", rows)),
                "--cohort",
                "c",
                "--programme",
                "nlls",
            ]
        )
        outs.append(run("--database", database, "suggest", "--cohort", "c", "--format", "json")[0])
        outs[-1] = outs[-1][outs[-1].index('{\n  "cohort"') :]
    assert outs[0] == outs[1]
