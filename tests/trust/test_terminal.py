"""The app on a real terminal: how it ends, what it leaves behind, and that nothing is written which a terminal obeys."""

import os
import re
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from mentor_tui.actions.deciding import correct, decide
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import Workspace
from tests.conftest import NOW
from tests.trust.evening import begun, workspace_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
COLOUR = re.compile(rb"\x1b\[[0-9;]*?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
LEAVES_SCREEN = b"\x1b[?1049l"


@pytest.fixture
def start(tmp_path):
    from tests.terminal import Terminal

    workspace = begun(tmp_path)
    workspace.close()
    open_ones = []

    def make(size=(80, 24), module="mentor_tui", **more):
        environment = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")
        }
        environment |= {
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
            "TERM": "xterm-256color",
            **more,
        }
        words = [sys.executable, "-m", module, "--database", str(tmp_path / "mentor.sqlite")]
        open_ones.append(Terminal(words, environment, size))
        return open_ones[-1]

    yield make
    for one in open_ones:
        try:
            one.close()
        except (ProcessLookupError, ChildProcessError, OSError):
            continue


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_app_in_order_and_the_terminal_is_left_as_it_was(start, number, tmp_path):
    terminal = start()
    terminal.until(b"accept")
    terminal.settled(0.3)
    terminal.press(b"a")
    terminal.until(b"Accepted")
    os.kill(terminal.pid, number)
    assert terminal.ended() == 128 + number
    assert LEAVES_SCREEN in terminal.seen
    assert b"Everything decided is saved" in terminal.seen
    workspace = workspace_in(tmp_path)
    assert workspace.store.log("spring")[0].step.kind == "accept"
    workspace.close()


def test_a_closed_terminal_ends_the_app(start):
    terminal = start()
    terminal.until(b"accept")
    os.close(terminal.file)
    end, status = time.monotonic() + 30, None
    while status is None and time.monotonic() < end:
        time.sleep(0.05)
        pid, code = os.waitpid(terminal.pid, os.WNOHANG)
        status = code if pid else None
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP


def test_without_colours_there_is_not_one_colour_code(start):
    terminal = start(NO_COLOR="1")
    terminal.until(b"accept")
    for key in (b"e", b"\x1b", b"w", b"\x1b", b"1", b"2", b"4", b"5", b"?", b"\x1b"):
        terminal.settled(0.2)
        terminal.press(key)
    terminal.settled(0.3)
    assert COLOUR.findall(terminal.seen) == []
    coloured = start()
    coloured.until(b"accept")
    assert COLOUR.findall(coloured.seen)


def test_what_people_write_reaches_no_terminal_as_a_command(start, tmp_path):
    workspace = Workspace(
        database=tmp_path / "mentor.sqlite", programmes_folder=None, clock=lambda: NOW
    )
    person = load_roster(workspace, "spring").decided[0].learner
    evil = "\x1b]52;c;QUJD\x07\x1b]0;owned\x07\x1b[?1000h\x9b31mAna"
    for field in ("name", "goals", "organisation", "requests"):
        correct(workspace, "spring", person, f"{field}={evil}")
    workspace.close()
    terminal = start((120, 35))
    terminal.until(b"help")
    for key in (b"2", b"\r", b"\x1b", b"4", b"\r", b"\x1b", b"5", b"\r", b"3", b"e"):
        terminal.settled(0.25)
        terminal.press(key)
    terminal.settled(0.3)
    assert b"]52;c;" in terminal.seen.replace(b"\x1b]52", b""), "it is shown"
    assert b"\x1b]52;" not in terminal.seen
    assert b"\x1b]0;owned" not in terminal.seen
    assert b"\x9b31m" not in terminal.seen
    titles = re.findall(rb"\x1b\][012];([^\x07\x1b]*)", terminal.seen)
    assert all(title in (b"", b"Mentor TUI") for title in titles)


def test_a_mistake_of_ours_ends_in_a_sentence_that_tells_nothing_about_people(start, tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "broken_app.py").write_text(
        "from mentor_tui.tui.board.board_screen import BoardScreen\n"
        "def fall(self): people = self.desk_app.roster.applicants; raise KeyError(people[0].name)\n"
        "BoardScreen.action_later = fall\n"
        "from mentor_tui.__main__ import main\nraise SystemExit(main())\n"
    )
    terminal = start(module="broken_app", PYTHONPATH=f"{folder}:{Path.cwd()}")
    terminal.until(b"accept")
    terminal.settled(0.3)
    before = len(terminal.seen)
    terminal.press(b"s")
    assert terminal.ended() == 1
    said = terminal.seen[before:].split(LEAVES_SCREEN)[-1]
    assert b"had to stop (KeyError)" in said
    assert b"Traceback" not in said
    assert b"example.org" not in said
    assert b"Ortiz" not in said


def test_a_damaged_file_is_offered_its_newest_good_copy(start, tmp_path):
    workspace = workspace_in(tmp_path)
    decide(workspace, "spring", "accept", ["helper.ao@example.org", "learner.aa@example.org"])
    workspace.store.keep_copy("start")
    workspace.close()
    with (tmp_path / "mentor.sqlite").open("r+b") as file:
        file.seek(5000)
        file.write(b"\xa5" * 20000)
    again = start()
    again.until(b"is damaged")
    again.settled(0.3)
    again.press(b"\r")
    again.until(b"Brought back")
    again.settled(0.3)
    again.press(b"\x11")
    assert again.ended() == 0
    with closing(sqlite3.connect(tmp_path / "mentor.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM pair").fetchone()[0] >= 1


def test_what_is_whole_of_a_damaged_file_is_saved_and_the_app_goes_on_with_it(start, tmp_path):
    workspace_in(tmp_path).close()
    damaged = tmp_path / "mentor.sqlite"
    with closing(sqlite3.connect(damaged)) as connection:
        connection.execute("UPDATE submission SET name = name || 'x' WHERE line = 4")
        connection.commit()
    before = damaged.read_bytes()
    terminal = start()
    terminal.until(b"is damaged")
    terminal.settled(0.3)
    terminal.press(b"S")
    terminal.until(b"mentor-saved.sqlite")
    terminal.settled(0.3)
    terminal.press(b"\r")
    terminal.until(b"Saved 1 cohort")
    terminal.settled(0.3)
    terminal.press(b"\x11")
    assert terminal.ended() == 0
    assert damaged.read_bytes() == before
    with closing(sqlite3.connect(tmp_path / "mentor-saved.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM submission").fetchone()[0] >= 5


def test_no_terminal_and_a_dumb_one_are_told_what_works(start):
    terminal = start(TERM="dumb")
    assert terminal.ended() == 2
    assert b"`mentor-tui --plain` goes the whole way" in terminal.seen
