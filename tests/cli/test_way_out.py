"""Every command with hostile names in every field: nothing of it is obeyed by a terminal."""

import io
import json
import os
import re
import subprocess
import sys

import pytest

from mentor_tui.actions import deciding
from mentor_tui.actions.handing_over import export_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.cli.main import main, make_parser
from mentor_tui.programmes import programme_text
from tests.forms import nlls_row, write_nlls

HOSTILE = "\x1b]52;c;aGFoYQ==\x07\x1b[2J\x9b31m\x9d0;x\x9c\u202eevil\u2066\x08\x7f"
OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def hostile_rows():
    rows = [
        nlls_row(1, "Beth Cho", "Mentor", "Scheduling, Board Relations", places="2", goals="Plans"),
        nlls_row(2, "Ana Ortiz", "Mentee", "Scheduling", goals="Learn", requests="Not with Ivo"),
        nlls_row(3, "Ivo Lund", "Mentee", "Board Relations", goals="More"),
        nlls_row(4, "Ivo Lund", "Mentee", "Board Relations", email="ivo2@example.org"),
    ]
    for row in rows:
        for column in (2, 4, 5, 6, 7, 9):
            row[column] += HOSTILE
    return rows


@pytest.fixture
def hostile(workspace, tmp_path):
    form = write_nlls(tmp_path / "form.csv", hostile_rows())
    request = ImportRequest(files=[form], cohort="c", programme="nlls")
    write_import(workspace, plan_import(workspace, request))
    people = {one.email: one.id for one in load_roster(workspace, "c").applicants}
    ana, beth = people["ana.ortiz@example.org"], people["beth.cho@example.org"]
    deciding.set_note(workspace, "c", ana, HOSTILE)
    deciding.correct(workspace, "c", ana, f"goals=More {HOSTILE}", reason=HOSTILE)
    deciding.decide(workspace, "c", "accept", [beth, ana], HOSTILE)
    export_cohort(workspace, "c", tmp_path / "c.json")
    deciding.decide(workspace, "c", "later", ["ivo2@example.org"], HOSTILE)
    (tmp_path / "own.toml").write_text(
        programme_text("nlls", None).replace("name = ", f'other = "x{HOSTILE[-4]}"\nname = ', 1),
        encoding="utf-8",
    )
    workspace.close()
    return workspace


def commands(folder):
    """Return the words of every command: each that the parser knows stands here."""
    ana, beth, ivo = "ana.ortiz@example.org", "beth.cho@example.org", "ivo.lund@example.org"
    c = ["--cohort", "c"]
    form = str(folder / "form.csv")
    out = str(folder / "out")
    return [
        ["programmes"],
        ["programmes", "show", "nlls"],
        ["programmes", "check", str(folder / "own.toml")],
        ["cohorts"],
        ["cohorts", "merge", str(folder / "c.json"), "--dry-run"],
        ["cohorts", "merge", str(folder / "c.json"), "--prefer", "mine"],
        ["import", form, "--cohort", "d", "--programme", "nlls", "--dry-run"],
        ["import", form, "--cohort", "d", "--programme", "nlls", "--format", "json"],
        *(["applicants", *c, "--format", kind] for kind in ("table", "csv", "json")),
        ["correct", *c, beth, f"goals={HOSTILE}", "--reason", HOSTILE],
        ["waive", *c, ivo, HOSTILE, "--reason", HOSTILE],
        ["flag", *c, ivo, HOSTILE],
        ["duplicates", *c],
        *(["scores", *c, "--format", kind] for kind in ("csv", "json")),
        *(["suggest", *c, "--format", kind] for kind in ("table", "csv", "json")),
        ["compare", *c],
        ["weights", *c],
        ["explain", *c, ana],
        ["explain", *c, ivo],
        ["explain", *c, ivo, beth],
        ["what-if", *c, ivo, beth],
        ["decide", *c, "later", ivo, "--reason", HOSTILE],
        ["decide", *c, "accept", HOSTILE, beth],
        ["undo"],
        ["redo"],
        ["log"],
        ["review", *c, "--plain", "--no-input"],
        ["liaisons", *c, "import", form],
        *(["pairs", *c, "--format", kind] for kind in ("table", "csv", "json")),
        ["check", *c],
        ["export", *c, "--to", out, "--format", "csv,markdown", "--despite", HOSTILE],
        ["letters", *c, "introduction", "--to", out],
        ["letters", *c, "introduction", "--to", out, "--person", HOSTILE],
        ["calendar", *c, "--to", out + "/c.ics"],
        ["report", *c, "--to", out + "/r.md", "--names"],
        ["contact", *c, ana, "note", "--text", HOSTILE],
        ["follow-up", *c],
        ["feedback", *c],
        ["end", *c, ana, "--reason", HOSTILE],
        ["withdraw", *c, ivo],
        ["backup", str(folder / "b.sqlite")],
        ["restore", str(folder / "b.sqlite"), "--no-input"],
        ["doctor"],
        ["erase", beth, "--in", out, "--no-input"],
        ["erase", ivo, "--yes"],
        ["anonymise", *c, "--yes"],
        ["anonymise", "--cohort", HOSTILE, "--yes"],
    ]


def known_commands():
    parser = make_parser()
    return set(next(action.choices for action in parser._actions if action.dest == "command"))


def test_no_command_lets_a_hostile_name_reach_the_terminal(hostile, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    ran = set()
    for words in commands(tmp_path):
        if words[0] in known_commands():
            main(["--database", str(hostile.database), *words])
            ran.add(words[0])
        if words[0] == "export":
            markdown = (tmp_path / "out" / "pairs.md").read_text(encoding="utf-8")
            assert "evil" in markdown
            assert not OBEYED.search(markdown)
        printed = capsys.readouterr()
        for text in (printed.out, printed.err):
            assert not OBEYED.search(text), (words, OBEYED.search(text))
            assert "Traceback" not in text, words
            assert "did not work" not in text, (words, text)
    assert ran >= {"explain", "what-if", "check", "doctor", "programmes", "pairs", "erase", "log"}


def run(hostile, *words, **more):
    line = [sys.executable, "-m", "mentor_tui", "--database", str(hostile.database), *words]
    return subprocess.run(line, capture_output=True, timeout=60, **more)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_narrow_console_gets_the_whole_output(hostile, encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = run(hostile, "applicants", "--cohort", "c", "--format", "csv", env=environment)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 5
    data = run(hostile, "applicants", "--cohort", "c", "--format", "json", env=environment).stdout
    assert len(json.loads(data)) == 4
    assert b"Traceback" not in done.stderr


def test_a_reader_who_goes_and_an_input_that_is_closed_leave_no_traceback(hostile, tmp_path):
    run(hostile, "backup", str(tmp_path / "b.sqlite"))
    for words in (["restore", str(tmp_path / "b.sqlite")], ["erase", "beth.cho@example.org"]):
        done = run(hostile, *words, stdin=subprocess.DEVNULL)
        assert done.returncode == 1
        assert b"say --yes" in done.stderr
    line = f"{sys.executable} -m mentor_tui --database {hostile.database} programmes show nlls"
    piped = subprocess.run(f"{line} | head -1", shell=True, capture_output=True, timeout=60)
    assert piped.stdout.count(b"\n") == 1
    assert piped.stderr == b""
