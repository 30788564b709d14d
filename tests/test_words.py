"""The programme's own words everywhere: nobody is a learner or a helper, in any output of the five programmes."""

import io
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout

import pytest

from mentor_tui.actions.demonstration import INTAKES
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.workspace import Workspace
from mentor_tui.cli.main import main, make_parser
from mentor_tui.matching.explain import unplaced_reasons
from mentor_tui.tui.commands import COMMANDS
from mentor_tui.tui.key_table import KEY_TABLE
from mentor_tui.tui.overview import overview_reading
from mentor_tui.tui.reading import unplaced_reading
from mentor_tui.tui.screens.help import help_lines
from tests.conftest import NOW

OURS = re.compile(r"(?<![\w-])(learners?|helpers?)\b(?!=)", re.IGNORECASE)
"""Our words in code; the option `--learner` is a name that the contract keeps."""


def assert_no_word_of_ours(text):
    found = [line for line in text.splitlines() if OURS.search(line)]
    assert found == []


def printed(database, *words):
    """Return everything that a command prints."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        main(["--database", str(database), "--no-input", *words])
    return out.getvalue()


@pytest.fixture(scope="module")
def database(demonstration, tmp_path_factory):
    return shutil.copy(demonstration, tmp_path_factory.mktemp("words") / "mentor.sqlite")


@pytest.mark.parametrize("cohort", [intake.cohort for intake in INTAKES])
def test_what_is_said_of_a_cohort_is_in_its_own_words(database, tmp_path, cohort):
    workspace = Workspace(database=database, programmes_folder=None, clock=lambda: NOW)
    problem = problem_of(workspace, cohort)
    workspace.close()
    for person in problem.roster.learners:
        assert_no_word_of_ours("\n".join(unplaced_reasons(problem, person)))
        title, lines = unplaced_reading(problem, person)
        assert_no_word_of_ours("\n".join([title, *(line.plain for line in lines)]))
    assert_no_word_of_ours("\n".join(line.plain for line in overview_reading(problem, (), 80)))
    report = tmp_path / "report.md"
    for words in (
        ["suggest"],
        ["check"],
        ["compare"],
        ["pairs"],
        ["report", "--to", str(report)],
    ):
        assert_no_word_of_ours(printed(database, words[0], "--cohort", cohort, *words[1:]))
    assert_no_word_of_ours(report.read_text(encoding="utf-8"))


def test_keys_and_help_name_nobody_so():
    for name in {command.screen for command in COMMANDS}:
        assert_no_word_of_ours("\n".join(line.plain for line in help_lines(name, "")))
    assert_no_word_of_ours("\n".join(key.meaning for key in KEY_TABLE))


def test_the_help_of_every_command_names_nobody_so():
    parser = make_parser()
    assert_no_word_of_ours(parser.format_help())
    commands = next(action for action in parser._actions if action.dest == "command").choices
    for name, command in commands.items():
        text = command.format_help().replace("--learner", "").replace("LEARNER", "")
        if name != "what-if":  # LEARNER and HELPER are names of its arguments
            assert_no_word_of_ours(text)
