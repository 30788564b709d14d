"""One changed byte at a time: python -m tests.trust.damage [N] [SEED] says what is noticed at start, and what is saved.

Only bytes that change what the file holds count as missed: many stand in pages that hold nothing.
"""

import random
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.maintenance import find_damage
from mentor_tui.actions.salvaging import save_what_is_whole
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.store import StoreError
from mentor_tui.store.tables import ROWS
from tests.trust.evening import begun


def content(workspace):
    """Return every record and the log, or nothing where they cannot be read."""
    try:
        records = [record for _, kind in ROWS.values() for record in workspace.store.all(kind)]
        return records, workspace.store.log()
    except StoreError:
        return None


def noticed(workspace):
    """Say whether the start of the app notices damage."""
    try:
        return find_damage(workspace) is not None
    except StoreError:
        return True


def saved(workspace, target):
    """Return what came of saving: the saved file's records, or None where nothing can be read."""
    with suppress(StoreError, ActionError):
        saving = save_what_is_whole(workspace, target)
        other = Workspace(database=target, copies=False)
        records, _ = content(other)
        other.close()
        return saving, records
    return None


def measure(folder, times, seed):
    """Change one byte, look, put it back; return how often what came of it."""
    workspace = begun(folder)
    for letter in "ab":
        people = [f"helper.{letter}o@example.org", f"learner.{letter}a@example.org"]
        decide(workspace, "spring", "accept", people)
    whole = content(workspace)
    workspace.close()
    chance, outcome = random.Random(seed), Counter()
    data = workspace.database.read_bytes()
    for number in range(times):
        changed = bytearray(data)
        changed[chance.randrange(100, len(data))] ^= chance.randrange(1, 256)
        workspace.database.write_bytes(bytes(changed))
        outcome.update(look(workspace, whole, folder / f"saved-{number}.sqlite"))
        workspace.close()
    return outcome


def look(workspace, whole, target):
    """Yield what came of one changed byte."""
    same = content(workspace) == whole
    seen = noticed(workspace)
    yield "noticed at start" if seen else "harmless" if same else "MISSED"
    if not seen:
        return
    result = saved(workspace, target)
    if result is None:
        yield "noticed, nothing could be saved"
        return
    saving, records = result
    missing = [record for record in whole[0] if record not in records]
    wrong = [record for record in records if record not in whole[0]]
    yield "saved whole" if not missing else "saved but for what is named"
    if missing and not (saving.set_aside or saving.hanging):
        yield "MISSING UNSAID"
    if wrong:
        yield "SAVED WRONG"


if __name__ == "__main__":
    count, first = (int(word) for word in [*sys.argv[1:], *["89", "1"][len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as place:
        outcome = measure(Path(place), count, first)
    print(f"{count} files with one changed byte (seed {first})")
    for what, times in sorted(outcome.items()):
        print(f"{times:5} {what}")
