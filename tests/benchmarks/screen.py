"""How fast the app is on a real pseudo-terminal: start, and key to paint, beside an empty Textual app with the same imports.

python -m tests.benchmarks.screen
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from mentor_tui.actions.cohorts import create_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.workspace import Workspace
from mentor_tui.domain.calendar import CohortDates
from tests.forms import nlls_row, write_nlls
from tests.terminal import Terminal

EMPTY = """
from textual.app import App
import sqlmodel, pydantic, numpy, rapidfuzz, snowballstemmer
class Empty(App):
    def on_mount(self):
        self.call_after_refresh(lambda: self.screen.update_node_styles)
    def compose(self):
        from textual.widgets import Static
        yield Static("usable")
Empty().run()
"""


def rows_of(many, first=0):
    """Return the rows of a form by so many people, half of them mentors."""
    areas = [
        "Policy Creation / Review",
        "Board Relations",
        "Budget management",
        "Scheduling",
        "Circulation",
        "Technology",
        "Programming",
    ]
    rows = []
    for number in range(first, first + many):
        chosen = ", ".join(areas[(number * step) % 7] for step in (1, 2, 3))
        goals = f"I would like to plan {areas[number % 7]} and write a policy for branch {number}."
        rows.append(
            nlls_row(
                number % 400,
                f"First{number} Last{number}",
                "Mentor" if number % 2 else "Mentee",
                chosen,
                goals=goals,
                email=f"p{number}@example.org",
            )
        )
    return rows


def make(folder, many=300, name="mentor.sqlite"):
    """Write a database with so many people."""
    rows = rows_of(many)
    workspace = Workspace(database=folder / name)
    create_cohort(workspace, "c", "nlls", CohortDates())
    write_import(
        workspace,
        plan_import(
            workspace, ImportRequest(files=[write_nlls(folder / "form.csv", rows)], cohort="c")
        ),
    )
    workspace.close()


def many_people(app, environment):
    """Return the times to show the table of ten thousand, and of the keys in it, each to the last paint, in seconds."""
    terminal = Terminal(app, environment)
    terminal.until(b"accept", 300)
    terminal.settled(1.5, 30)
    terminal.press(b"2")
    found = [terminal.until(b"by name", 30)]
    terminal.settled(0.8, 10)
    for key in (b"j", b"G", b"g", b"k", b"\x1b[6~"):
        terminal.press(key)
        found.append(terminal.settled(0.3, 10)[1] or 0.0)
    terminal.close()
    return found


def starts(words, mark, environment, times=5):
    found = []
    for _ in range(times):
        started = time.perf_counter()
        terminal = Terminal(words, environment)
        terminal.until(mark)
        found.append(time.perf_counter() - started)
        terminal.close()
    return statistics.median(found)


def keys(words, environment, presses, key):
    """Return the times from a key to the first and to the last paint."""
    terminal = Terminal(words, environment)
    terminal.until(b"help")
    terminal.settled(0.6)
    firsts, lasts = [], []
    for _ in range(presses):
        terminal.settled(0.45, 1.0)
        terminal.press(key)
        first, last = terminal.settled()
        if first is not None:
            firsts.append(first)
            lasts.append(last)
    terminal.close()
    return firsts, lasts


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder)
        environment = os.environ | {"XDG_CONFIG_HOME": name, "TERM": "xterm-256color"}
        (folder / "empty.py").write_text(EMPTY)
        app = [sys.executable, "-m", "mentor_tui", "--database", str(folder / "mentor.sqlite")]
        empty = starts([sys.executable, str(folder / "empty.py")], b"usable", environment)
        board = starts(app, b"accept", environment)
        print(f"start of an empty Textual app with the same imports {empty:.2f} s")
        print(
            f"start to the usable board, 300 people               {board:.2f} s   {board / empty:.2f} x"
        )
        make(folder, 10_000, "large.sqlite")
        opened, *others = many_people([*app[:-1], str(folder / "large.sqlite")], environment)
        print(
            f"2, the table of 10,000 applicants                   {opened * 1000:5.0f} ms   keys in it at most {max(others) * 1000:.0f} ms"
        )
        for word, key in (
            ("j, the next learner", b"j"),
            ("right, the next candidate", b"\x1b[C"),
            ("a, accept", b"a"),
        ):
            firsts, lasts = keys(app, environment, 30, key)
            for what, found in (("first paint", firsts), ("all painted", lasts)):
                ordered = sorted(found)
                middle, high = statistics.median(ordered), ordered[int(len(ordered) * 0.95) - 1]
                print(
                    f"{word:28} {what:12} p50 {middle * 1000:5.0f} ms   p95 {high * 1000:5.0f} ms   ({len(ordered)} presses)"
                )


if __name__ == "__main__":
    main()
