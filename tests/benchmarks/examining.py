"""How long `doctor` takes on a file of ten cohorts of 300 people with decided pairs, as a whole process.

python -m tests.benchmarks.examining
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mentor_tui.actions.cohorts import create_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.workspace import Workspace
from mentor_tui.domain.calendar import CohortDates
from mentor_tui.review.sitting import Sitting
from tests.benchmarks.screen import rows_of
from tests.forms import write_nlls

COHORTS, PEOPLE, TIMES = 10, 300, 5
WISHED = 2.0


def prepare(folder):
    """Write a database of cohorts of different people, with all their suggested pairs accepted."""
    workspace = Workspace(database=folder / "mentor.sqlite")
    for number in range(COHORTS):
        name = f"c{number}"
        create_cohort(workspace, name, "nlls", CohortDates())
        form = write_nlls(folder / f"{name}.csv", rows_of(PEOPLE, first=number * PEOPLE))
        write_import(workspace, plan_import(workspace, ImportRequest(files=[form], cohort=name)))
        sitting = Sitting(workspace, name)
        sitting.accept_many(sitting.suggested_above(0))
    workspace.close()
    return folder / "mentor.sqlite"


def main():
    with tempfile.TemporaryDirectory() as name:
        database = Path(sys.argv[1]) if len(sys.argv) > 1 else prepare(Path(name))
        words = [sys.executable, "-m", "mentor_tui", "--database", str(database), "doctor"]
        took = []
        for _ in range(TIMES):
            started = time.perf_counter()
            subprocess.run(words, check=True, capture_output=True)
            took.append(time.perf_counter() - started)
        middle = statistics.median(took)
        print(
            f"doctor, {COHORTS} cohorts of {PEOPLE} with decided pairs: {min(took):.2f} to {max(took):.2f} s,"
            f" median {middle:.2f} s, {middle / WISHED:.2f} of the {WISHED:.0f} s wished"
        )


if __name__ == "__main__":
    main()
