"""One letter by command: shown, edited, shown again, as drafted again."""

import io
import sys

import pytest

from mentor_tui.actions.deciding import decide
from mentor_tui.cli.main import main
from mentor_tui.domain.records import EditedLetter
from tests.actions.letter_cases import ANA, BETH
from tests.actions.test_importing import bring
from tests.forms import write_nlls


@pytest.fixture
def run(workspace, tmp_path, capsys):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    decide(workspace, "spring", "accept", [BETH, ANA])
    workspace.close()

    def do(*words):
        database = ["--database", str(workspace.database)]
        code = main([*database, "letters", "--cohort", "spring", *words])
        out = capsys.readouterr()
        return code, out.out, out.err

    return do


def test_what_show_prints_edit_takes_back(run, workspace, tmp_path):
    code, shown, _ = run("introduction", "--person", ANA, "--show")
    assert code == 0
    assert shown.startswith(f"To: Ana Ortiz <{ANA}>\nSubject: ")
    mine = tmp_path / "mine.txt"
    mine.write_text(shown)
    assert "Nothing changed" in run("introduction", "--person", ANA, "--edit", str(mine))[2]
    mine.write_text(shown.replace("Dear Ana Ortiz,", "Hello Ana,"))
    code, _, said = run("introduction", "--person", ANA, "--edit", str(mine))
    assert code == 0
    assert "Edited the letter introduction; nothing was sent." in said
    code, again, said = run("introduction", "--person", ANA, "--show")
    assert again == mine.read_text()
    assert "edited on" in said
    code, _, said = run("introduction", "--person", ANA, "--as-drafted")
    assert "As drafted again" in said
    assert run("introduction", "--person", ANA, "--show")[1] == shown
    assert workspace.store.all(EditedLetter) == []


def test_a_letter_is_read_from_the_input(run, monkeypatch):
    words = b"Subject: Meet Beth\n\nHello.\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words)))
    assert run("introduction", "--person", ANA, BETH, "--edit", "-")[0] == 0
    assert run("introduction", "--person", ANA, "--show")[1].endswith("Meet Beth\n\nHello.\n")
    assert "Hello.\n" not in run("introduction", "--person", BETH, "--show")[1]


def test_all_that_is_due_is_shown(run):
    code, shown, _ = run("--all", "--any-day", "--show")
    assert code == 0
    assert shown.count("\nSubject: ") > 2
    assert "-" * 72 in shown


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Dear Ana,\n\nHello.\n", "a letter begins with a line such as Subject:"),
        (b"Subject:\n\nHello.\n", "no subject"),
        (b"Subject: a\n\n", "no text"),
        (b"Subject: \xff\n\nHello.\n", "save it as UTF-8"),
        (b"Subject: a\n\n" + b"x" * 500_000, "longer than any letter"),
    ],
)
def test_what_is_no_letter_gets_its_sentence(run, tmp_path, content, words):
    path = tmp_path / "mine.txt"
    path.write_bytes(content)
    code, _, said = run("introduction", "--person", ANA, "--edit", str(path))
    assert code == 1
    assert words in said
    assert "Traceback" not in said


def test_no_letter_several_letters_and_no_file_get_their_sentence(run, tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("Subject: a\n\nHello.\n")
    assert "2 letters are meant" in run("introduction", "--edit", str(mine))[2]
    assert "say which letter" in run("--person", ANA, "--edit", str(mine))[2]
    assert "cannot be read" in run("introduction", "--person", ANA, "--edit", str(tmp_path))[2]
    assert run("introduction", "--person", ANA)[0] == 2
