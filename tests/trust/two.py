"""One of two programs that decide on the same file at the same time: python -m tests.trust.two FILE LETTERS TIMES."""

import sys
from pathlib import Path

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.office import Office

DECISIONS = ("later", "unplace")


def main(path, letters, times):
    office = Office(Path(path), None)
    for number in range(int(times)):
        letter = letters[number % len(letters)]
        kind = DECISIONS[number // len(letters) % 2]
        decide(office, "spring", kind, [f"learner.{letter}a@example.org"])
    office.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
