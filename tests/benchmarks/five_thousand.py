"""How long the long actions take with 5,000 people: read, accept 2,500 pairs, write their letters, erase somebody.

python -m tests.benchmarks.five_thousand [PEOPLE] [DATABASE]

A database that is there already is used as it is, on a copy; else it is made.
"""

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from mentor_tui.actions.erasing import carry_out, plan_erasure
from mentor_tui.actions.letters import Wish, write_wished
from mentor_tui.actions.workspace import Workspace
from mentor_tui.review.sitting import Sitting
from tests.benchmarks.screen import make

PEOPLE = 5_000
WISHED = 5.0


class Told:
    """Counts how often a long action tells how far it is, and the longest silence between."""

    def __init__(self):
        self.times, self.longest, self._last = 0, 0.0, time.perf_counter()

    def __call__(self, done, of):
        now = time.perf_counter()
        self.times, self.longest = self.times + 1, max(self.longest, now - self._last)
        self._last = now


def timed(label, action):
    """Run an action that tells its progress; print how long it took."""
    told = Told()
    started = time.perf_counter()
    result = action(told)
    took = time.perf_counter() - started
    told(1, 1)
    print(
        f"{label:34} {took:6.2f} s   {took / WISHED:5.2f} of the {WISHED:.0f} s wished"
        f"   told {told.times:5} times, longest silence {told.longest:.2f} s",
        flush=True,
    )
    return result


def main(people, given):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given is None:
            make(folder, people)
            given = folder / "mentor.sqlite"
        database = folder / "measured.sqlite"
        shutil.copy(given, database)
        workspace = Workspace(database=database)
        sitting = timed("read, score and solve", lambda told: Sitting(workspace, "c"))
        pairs = sitting.suggested_above(0)
        timed(f"accept {len(pairs):,} pairs", lambda told: sitting.accept_many(pairs, told))
        wish = Wish(kind="introduction")
        files = timed(
            "their letters", lambda told: write_wished(workspace, "c", wish, folder / "out", told)
        )
        print(f"{'':34} {len(files[0]):,} files, {files[1]:,} letters")
        who = sitting.roster.people[pairs[0][1]].id
        plan = timed("erase: the list beforehand", lambda told: plan_erasure(workspace, who))
        timed("erase", lambda told: carry_out(workspace, plan, told))
        workspace.close()
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    words = sys.argv[1:]
    main(int(words[0]) if words else PEOPLE, Path(words[1]) if len(words) > 1 else None)
