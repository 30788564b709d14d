"""A request that nobody has read stops a pair by command too, and the way to go on is said."""

import json

import pytest

from mentor_tui.cli.main import main
from tests.forms import nlls_row, write_nlls

TWO = ("beth.cho@example.org", "ana.ortiz@example.org")


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words):
        code = main(["--database", str(tmp_path / "mentor.sqlite"), "--no-input", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    rows = [
        nlls_row(1, "Beth Cho", "Mentor", "Circulation", email=TWO[0]),
        nlls_row(2, "Ana Ortiz", "Mentee", "Circulation", email=TWO[1], requests="Not on a Friday"),
    ]
    path = write_nlls(tmp_path / "form.csv", rows)
    assert call("import", path, "--cohort", "spring", "--programme", "nlls")[0] == 0
    return call


def log(run):
    return [entry["sentence"] for entry in json.loads(run("log", "--format", "json")[1])]


@pytest.mark.parametrize("decision", ["accept", "pin"])
def test_an_unread_request_stops_a_pair_and_says_the_ways_on(run, decision):
    before = log(run)
    code, _, err = run("decide", "--cohort", "spring", decision, *TWO)
    assert code == 1
    assert "Ana Ortiz asks: Not on a Friday." in err
    assert "clear --cohort spring ana.ortiz@example.org" in err
    assert "--unread" in err
    assert log(run) == before
    assert run("clear", "--cohort", "spring", TWO[1])[0] == 0
    assert run("decide", "--cohort", "spring", decision, *TWO)[0] == 0


def test_a_pair_is_made_all_the_same_and_the_log_says_that_nobody_read_the_request(run):
    assert run("decide", "--cohort", "spring", "accept", *TWO, "--unread")[0] == 0
    assert "the request of Ana Ortiz not read" in log(run)[0]


def test_what_makes_no_pair_is_not_stopped(run):
    assert run("decide", "--cohort", "spring", "later", TWO[1])[0] == 0
    assert run("decide", "--cohort", "spring", "reject", *TWO)[0] == 0
