"""One of two programs that decide on the same file at the same time: python -m tests.trust.two FILE LETTERS TIMES."""

import sys
from pathlib import Path

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.workspace import Workspace

DECISIONS = ("later", "unplace")


def main(path, letters, times):
    workspace = Workspace(database=Path(path), programmes_folder=None)
    for number in range(int(times)):
        letter = letters[number % len(letters)]
        kind = DECISIONS[number // len(letters) % 2]
        decide(workspace, "spring", kind, [f"learner.{letter}a@example.org"])
    workspace.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
