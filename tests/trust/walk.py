"""A long random walk over one file: python -m tests.trust.walk [N] [SEED] makes N random actions and checks each."""

import json
import os
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from mentor_tui.actions.invariants import broken_rules
from mentor_tui.actions.maintenance import examine
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.domain.records import Cohort
from mentor_tui.intake import FileRejected
from mentor_tui.store import StoreError
from tests.trust import kept
from tests.trust.walking import ACTIONS, Walker

SENTENCES = (ActionError, StoreError, FileRejected)
"""What an action may raise: it says why it cannot be done, and changes nothing."""

MAY_UNSETTLE = ("bring", "correct", "days", "undo", "redo", "erase", "copy_and_restore")
"""Actions after which a pair may stand against a rule that it did not break when it was decided."""

ONE_FILE = 250
"""How many actions are made on one file."""


class Walk:
    """A walker whose every step is looked at."""

    def __init__(self, folder, seed, forking=0.06):
        self.walker, self.forking = Walker(folder, seed), forking
        self.database = folder / "mentor.sqlite"
        self.done, self.refused = Counter(), Counter()
        self.walker.here.store.log()
        self.held = kept.tables(self.database)
        self.broken = set()

    def close(self):
        self.walker.close()

    def step(self):
        """Make one action, by one program or the other; return what is wrong afterwards."""
        self.walker.turn()
        chance = self.walker.chance
        name = chance.choice(ACTIONS)
        if chance.random() < self.forking:
            refusal, self.walker.erased = in_another_process(self.walker, name)
        else:
            workspace = chance.choice((self.walker.here, self.walker.here, self.walker.second))
            refusal = attempt(self.walker, name, workspace)
        (self.refused if refusal else self.done)[name] += 1
        before, self.held = self.held, kept.tables(self.database)
        if refusal and kept.print_of(before) != kept.print_of(self.held):
            return [f"{name} was refused ({refusal}), and something changed"]
        return [f"{name}: {line}" for line in self.problems(name)]

    def problems(self, name):
        """Return what may never be, whatever was done; both programs must see the same."""
        walker = self.walker
        found = kept.wrong(self.held)
        if walker.here.store.data_version() != walker.second.store.data_version():
            found.append("two programs see two states")
        broken = self.rules_broken()
        if name not in MAY_UNSETTLE:
            found += [line for line in sorted(broken - self.broken) if not self.lawful(line)]
        self.broken = broken
        text = json.dumps(self.held)
        if any(address in text for address in walker.erased):
            found.append("somebody who was erased is there again")
        if walker.number % 25 == 0:
            found += examine(walker.here).problems
        if walker.number % 50 == 0:
            found += undone_and_back(self.database, self.held)
        return found

    def lawful(self, line):
        """Say whether a decision may do this: a place too many is given back, or was another cohort's number."""
        if any(fewer_mentees(line, before) for before in self.broken):
            return True
        newest = max(self.held["log"], key=lambda entry: entry["number"])
        elsewhere = not line.startswith(f"{newest['cohort']}: ")
        corrected = any(row["field"] == "places" for row in self.held["correction"])
        return elsewhere and corrected and line.endswith(" places")

    def rules_broken(self):
        """Return the rules that decided pairs stand against without a reason, and places that are used twice."""
        store = self.walker.here.store
        with store.snapshot():
            rosters = [load_roster(self.walker.here, one.name) for one in store.all(Cohort)]
        return {line for roster in rosters for line in broken_rules(roster)}


def fewer_mentees(line, before):
    """Say whether both are about one person's places, and the first counts fewer who hold them."""
    (who, count), (who_before, count_before) = mentees_of(line), mentees_of(before)
    return who == who_before and 0 < count < count_before


def mentees_of(line):
    """Return whom a sentence about places names, with the number of places, and how many hold them (0: none)."""
    counted = re.fullmatch(r"(.+ has )(\d+) mentees?( for \d+ places)", line)
    return (counted[1] + counted[3], int(counted[2])) if counted else (line, 0)


def attempt(walker, name, workspace):
    """Make an action; return why it was refused, or nothing."""
    try:
        getattr(walker, name)(workspace)
    except SENTENCES as error:
        return str(error) or type(error).__name__
    return ""


def in_another_process(walker, name):
    """Make an action in a process of its own; return why it was refused, and who is erased now.

    Raises:
        AssertionError: the action ended in something that is no sentence.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = [attempt(walker, name, walker.opened("mentor.sqlite")), sorted(walker.erased)]
        except BaseException as error:
            said = [f"{type(error).__name__}: {error}"]
        os.write(writing, json.dumps(said).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = json.loads(stream.read())
    os.waitpid(child, 0)
    if len(said) == 1:
        raise AssertionError(said[0])
    return said[0], set(said[1])


def undone_and_back(database, held):
    """Take every step back on a copy and do all of them again; return what is not as it was."""
    beside = database.with_name("beside.sqlite")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(beside)) as target:
        source.backup(target)
    workspace = Workspace(database=beside, programmes_folder=None, copies=False)
    found = []
    try:
        steps = len(workspace.store.undo(10**6))
        left = [name for name, rows in kept.records_of(kept.tables(beside)).items() if rows]
        found += [f"after undoing everything there is still {name}" for name in left]
        workspace.store.redo(steps)
        if kept.records_of(kept.tables(beside)) != kept.records_of(held):
            found.append("undoing everything and doing it again leads elsewhere")
    finally:
        workspace.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{beside}{ending}").unlink(missing_ok=True)
    return found


def walk(folder, steps, seed, forking=0.06):
    """Walk, and return what was done, what was refused, and what was found wrong."""
    one = Walk(folder, seed, forking)
    wrong = []
    try:
        while not wrong and one.walker.number < steps:
            try:
                found = one.step()
            except Exception as error:
                found = [f"{type(error).__name__}: {error}"]
            wrong += [f"step {one.walker.number}: {line}" for line in found]
        if not wrong:
            wrong += undone_and_back(one.database, one.held)
    finally:
        one.close()
    return one.done, one.refused, wrong


def walk_far(steps, seed):
    """Walk over one file after the other; return what was done, what was refused, and what was found wrong."""
    made, wrong, done, refused = 0, [], Counter(), Counter()
    while made < steps:
        with tempfile.TemporaryDirectory(dir=memory()) as place:
            length = min(ONE_FILE, steps - made)
            acts, refusals, found = walk(Path(place), length, seed + made)
        done, refused = done + acts, refused + refusals
        for line in found:
            print(f"seed {seed + made}: {line}", flush=True)
        wrong += found
        made += length
        print(f"{made} of {steps}", flush=True)
    return done, refused, wrong


def memory():
    """Return a folder in memory, where there is one: the walk is about decisions, not about the disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


if __name__ == "__main__":
    steps, seed = (int(word) for word in [*sys.argv[1:], *["1000", "1"][len(sys.argv) - 1 :]])
    started = time.monotonic()
    done, refused, wrong = walk_far(steps, seed)
    seconds = time.monotonic() - started
    print(f"{steps} actions (seed {seed}) in {seconds:.0f} s; wrong: {len(wrong)}")
    print("done:", ", ".join(f"{name} {many}" for name, many in done.most_common()))
    print("refused:", ", ".join(f"{name} {many}" for name, many in refused.most_common()))
    sys.exit(bool(wrong))
