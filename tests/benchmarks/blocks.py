"""How long the event loop is held at most while every screen is walked: 12 cohorts of 300 people.

python -m tests.benchmarks.blocks
"""

import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path

from mentor_tui.actions.cohorts import create_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.workspace import Workspace
from mentor_tui.domain.calendar import CohortDates
from mentor_tui.tui.app import MentorApp
from mentor_tui.tui.settings import Settings
from tests.benchmarks.screen import make

COHORTS, PEOPLE = 12, 300
SIZE = (160, 45)
WALK = (
    ("board", ("j", "k", "right", "left", "a", "u", "U", "x", "u", "s", "u", "e", "escape")),
    ("swap", ("w", "escape", "enter", "escape", "r", "o", "slash", "escape")),
    ("applicants", ("2", "j", "G", "g", "o", "r", "enter", "escape", "F", "escape")),
    ("pairs", ("4", "j", "r", "enter", "escape")),
    ("log", ("5", "j", "enter", "escape")),
    ("pool", ("6", "j", "right", "r")),
    ("worklist", ("7", "j", "r", "enter", "escape")),
    ("cohorts", ("1", "j", "k", "n", "escape", "D", "escape")),
    ("back", ("3", "j", "2", "3", "7", "3", "1")),
)


class Blocks:
    """Measures every call that the event loop makes: the processor's time of its own thread."""

    def __init__(self):
        self.calls, self.where = [], "start"
        self._plain = asyncio.events.Handle._run

    def __enter__(self):
        blocks, plain = self, self._plain

        def run(handle):
            started = time.thread_time()
            try:
                plain(handle)
            finally:
                blocks.calls.append((time.thread_time() - started, blocks.where, repr(handle)))

        asyncio.events.Handle._run = run
        return self

    def __exit__(self, *_):
        asyncio.events.Handle._run = self._plain

    def longest(self, number=1):
        """Return the longest calls: seconds, during which key, what was run."""
        return sorted(self.calls, reverse=True)[:number]


def prepare(folder):
    """Write a database with the cohorts, all alike."""
    make(folder, PEOPLE)
    workspace = Workspace(database=folder / "mentor.sqlite")
    form = [folder / "form.csv"]
    for number in range(COHORTS - 1):
        create_cohort(workspace, f"c{number}", "nlls", CohortDates())
        write_import(
            workspace, plan_import(workspace, ImportRequest(files=form, cohort=f"c{number}"))
        )
    workspace.close()
    return folder / "mentor.sqlite"


async def settled(pilot):
    """Wait until the app is open and no worker runs."""
    await pilot.pause()
    while pilot.app.busy or not all(worker.is_finished for worker in pilot.app.workers):
        await asyncio.sleep(0.01)
    await pilot.pause()


async def walk(database, settings):
    """Walk all screens; return what the loop was held by."""
    settings.keep_cohort("c")
    app = MentorApp(Workspace(database=database), settings)
    with Blocks() as blocks:
        async with app.run_test(size=SIZE) as pilot:
            await settled(pilot)
            blocks.calls.clear()
            for screen, keys in WALK:
                for key in keys:
                    blocks.where = f"{screen} {key}"
                    await pilot.press(key)
                    await settled(pilot)
    return blocks


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = Path(sys.argv[1]) if len(sys.argv) > 1 else prepare(folder)
        shutil.copy(database, folder / "walked.sqlite")
        blocks = asyncio.run(walk(folder / "walked.sqlite", Settings(folder / "settings.json")))
        for seconds, where, what in blocks.longest(12):
            print(f"{seconds * 1000:6.1f} ms  {where:18}  {what[:160]}")


if __name__ == "__main__":
    main()
