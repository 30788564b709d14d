"""Limits are said before, not after: each ends within ten seconds and a gigabyte, in a sentence or a result."""

import json
import os
import resource
import subprocess
import sys

import pytest

from mentor_tui.actions.handing_over import export_cohort
from mentor_tui.actions.workspace import Workspace
from mentor_tui.cli.main import main
from mentor_tui.programmes import programme_text, shipped_ids
from mentor_tui.store import database
from tests.forms import NLLS_HEADINGS, csv_text, nlls_row, nlls_rows, write_nlls
from tests.trust.evening import begun, prepare, workspace_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
SECONDS, BYTES = 10, 1 << 30


def limited():
    """Give a process ten seconds of work and a gigabyte; it has not one second more."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


def told(folder, *words, **more):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", **more.pop("env", {})}
    command = [sys.executable, "-m", "mentor_tui", "--database", str(folder / "m.sqlite"), *words]
    return subprocess.run(
        command, capture_output=True, preexec_fn=limited, env=environment, timeout=300, **more
    )


def rows_of(number):
    row = nlls_row(1, "Ana Ortiz", "Mentee", "Scheduling")
    return csv_text(NLLS_HEADINGS, [row] * number)


def write_many_rows(path):
    path.write_text(rows_of(200_000), encoding="utf-8")


def write_many_columns(path):
    headings = NLLS_HEADINGS + [f"Column {number}" for number in range(5_000)]
    rows = [row + ["x"] * 5_000 for row in nlls_rows()]
    path.write_text(csv_text(headings, rows), encoding="utf-8")


def write_large_cell(path):
    rows = nlls_rows()
    rows[2][7] = "words " * 900_000
    write_nlls(path, rows)


IMPORTS = {
    "200,000 rows": (write_many_rows, "more than 20000 rows"),
    "5,000 columns": (write_many_columns, "columns, more than"),
    "a cell of 5 MB": (write_large_cell, "a cell has more than"),
}


@pytest.mark.parametrize("what", IMPORTS)
def test_a_form_beyond_every_measure_is_refused_soon(tmp_path, what):
    write, words = IMPORTS[what]
    write(tmp_path / "form.csv")
    done = told(
        tmp_path, "import", str(tmp_path / "form.csv"), "--cohort", "c", "--programme", "nlls"
    )
    said = done.stderr.decode()
    assert done.returncode == 4, said
    assert words in said
    assert "Traceback" not in said


def test_ten_thousand_options_are_read_within_the_limits(tmp_path):
    options = [f"{left} {right}" for left in names_of(100) for right in names_of(100)]
    (tmp_path / "options.txt").write_text("\n".join(options), encoding="utf-8")
    rows = [
        nlls_row(
            at % 100,
            f"{name} Ortiz",
            "Mentor" if at % 2 else "Mentee",
            ", ".join(options[20 * at : 20 * at + 20]),
            email=f"{name.lower()}@example.org",
        )
        for at, name in enumerate(names_of(500))
    ]
    form = write_nlls(tmp_path / "form.csv", rows)
    told(tmp_path, "cohorts", "new", "spring", "--programme", "nlls")
    known = tmp_path / "options.txt"
    result = told(tmp_path, "import", str(form), "--cohort", "spring", "--options", str(known))
    assert (result.returncode, b"Traceback" in result.stderr) == (0, False), result.stderr
    assert b"500 imported" in result.stdout


def names_of(number):
    """Return words that are no digits apart, so that no two are taken for one."""
    letters = "bcdfghjklm"
    vowels = "aeiou"
    syllables = [left + right for left in letters for right in vowels]
    words = [f"{left}{right}".title() for left in syllables for right in syllables]
    return words[:number]


def test_files_nested_ten_thousand_deep_are_refused_soon(tmp_path):
    deep = tmp_path / "deep.toml"
    deep.write_text("id = 'x'\na = " + "[" * 10_000 + "]" * 10_000)
    done = told(tmp_path, "programmes", "check", str(deep))
    assert done.returncode == 1
    assert b"line 1" in done.stderr + done.stdout
    assert b"Traceback" not in done.stderr
    (tmp_path / "deep.json").write_text('{"format": ' + "[" * 100_000 + "]" * 100_000 + "}")
    done = told(tmp_path, "cohorts", "import", str(tmp_path / "deep.json"))
    assert done.returncode == 4
    assert b"not a cohort file" in done.stderr


def harmed(data, table, **values):
    found = json.loads(json.dumps(data))
    found["records"][table][0] |= values
    return found


def test_a_hand_over_file_with_broken_references_is_refused_and_nothing_taken(tmp_path):
    workspace = begun(tmp_path)
    export_cohort(workspace, "spring", tmp_path / "whole.json")
    workspace.close()
    data = json.loads((tmp_path / "whole.json").read_text("utf-8"))
    cases = [
        harmed(data, "pair", helper="nobody"),
        harmed(data, "pair", learner=data["records"]["pair"][0]["helper"]),
        harmed(data, "pair", state="married"),
        harmed(data, "submission", cohort="another"),
        harmed(data, "submission", answers=7),
        {**data, "log": 5},
        {**data, "records": []},
    ]
    for number, case in enumerate(cases):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(case), encoding="utf-8")
        far = str(tmp_path / "far.sqlite")
        assert main(["--database", far, "cohorts", "import", str(path)]) == 4, number
    assert main(["--database", far, "pairs", "--cohort", "spring"]) == 1


@pytest.mark.parametrize("day", ["02-30", "13-01", "00-10", "04-31", "2027-02-29", "02-29"])
def test_a_day_that_no_year_has_is_a_mistake_of_the_programme_file(tmp_path, capsys, day):
    text = programme_text("nlls").replace("[dates]\n", f'[dates]\nends = "{day}"\n')
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
    assert main(["programmes", "check", str(tmp_path / "ours.toml")]) == 1
    said = capsys.readouterr().err
    assert f"{day} is no day" in said
    line = text.split("\n").index(f'ends = "{day}"') + 1
    assert f"line {line}:" in said


@pytest.mark.parametrize("programme", shipped_ids())
def test_every_shipped_programme_has_possible_days(tmp_path, programme):
    (tmp_path / "ours.toml").write_text(programme_text(programme), encoding="utf-8")
    assert main(["programmes", "check", str(tmp_path / "ours.toml")]) == 0


# odd ways to be run


@pytest.fixture
def folder(tmp_path):
    prepare(tmp_path)
    workspace = workspace_in(tmp_path)
    workspace.store.log()
    workspace.close()
    (tmp_path / "mentor.sqlite").rename(tmp_path / "m.sqlite")
    return tmp_path


def test_the_language_c_is_no_obstacle(folder):
    words = ("--database", str(folder / "m.sqlite"), "applicants", "--cohort", "spring")
    done = subprocess.run(
        [sys.executable, "-m", "mentor_tui", *words],
        capture_output=True,
        env={**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
        timeout=120,
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.count(b"\n") > 5


def test_ctrl_c_in_the_middle_of_an_import_changes_nothing(folder, monkeypatch, capsys):
    workspace = Workspace(database=folder / "m.sqlite", programmes_folder=None)
    before = workspace.store.log()
    workspace.close()

    def interrupted(session, changes):
        raise KeyboardInterrupt

    monkeypatch.setattr(database, "apply", interrupted)
    form = str(folder / "later.csv")
    words = ["--database", str(folder / "m.sqlite"), "--no-input", "import", form]
    assert main([*words, "--cohort", "spring"]) == 130
    assert "nothing half done" in capsys.readouterr().err
    assert workspace.store.log() == before
    workspace.close()
