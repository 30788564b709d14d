"""What a command asks with an exit code, and alike people settled in one step."""

import json

import pytest

from mentor_tui.cli.main import main
from tests.forms import nlls_row, write_nlls


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words):
        before = ["--database", str(tmp_path / "mentor.sqlite"), "--no-input"]
        code = main([*before, *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_dates_in_two_orders_are_refused_with_the_way_out(run, tmp_path):
    rows = [nlls_row(n, "Ana Ortiz", "Mentee", "Circulation", goals=f"Goal {n}") for n in (1, 2)]
    rows[0][0], rows[1][0] = "2/1/2026 9:00", "1/3/2026 9:00"
    words = ["import", write_nlls(tmp_path / "form.csv", rows), "--cohort", "spring"]
    words += ["--programme", "nlls"]
    code, _, err = run(*words)
    assert code == 4
    assert "--date-order mdy or --date-order dmy" in err
    assert run(*words, "--date-order", "mdy")[0] == 0
    _, out, _ = run("applicants", "--cohort", "spring", "--format", "json")
    assert json.loads(out)[0]["goals"] == "Goal 1"


def test_all_proposals_are_different_people_by_one_command(run, tmp_path):
    rows = [
        nlls_row(number, name, "Mentee", "Circulation", library="Elk Point Library", email=email)
        for number, (name, email) in enumerate(
            [("Ana Ortiz", "a@example.org"), ("Ana Ortiz", "b@example.org"), ("Jo Li", "")], 1
        )
    ]
    path = write_nlls(tmp_path / "form.csv", rows)
    assert run("import", path, "--cohort", "spring", "--programme", "nlls")[0] == 0
    proposals = ["duplicates", "--cohort", "spring", "--format", "json"]
    assert len(json.loads(run(*proposals)[1])) == 1
    code, _, err = run("duplicates", "--cohort", "spring", "keep-all")
    assert (code, "All different people: two alike people" in err) == (0, True)
    assert json.loads(run(*proposals)[1]) == []
    assert run("duplicates", "--cohort", "spring", "keep-all")[0] == 1
    assert run("undo")[0] == 0
    assert len(json.loads(run(*proposals)[1])) == 1
