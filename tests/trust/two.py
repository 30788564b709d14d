"""One of two programs that decide on the same file at the same time: python -m tests.trust.two FILE LETTERS TIMES."""

import sys
from pathlib import Path

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.workspace import Workspace
from mentor_tui.store import StoreError

DECISIONS = ("later", "unplace")


def until_it_is_our_turn(workspace, kind, letter):
    """Decide; where the file was busy for too long nothing was changed, and it is tried again."""
    while True:
        try:
            return decide(workspace, "spring", kind, [f"learner.{letter}a@example.org"])
        except StoreError as error:
            if "another program" not in str(error):
                raise


def main(path, letters, times):
    workspace = Workspace(database=Path(path), programmes_folder=None)
    for number in range(int(times)):
        letter = letters[number % len(letters)]
        kind = DECISIONS[number // len(letters) % 2]
        until_it_is_our_turn(workspace, kind, letter)
    workspace.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
