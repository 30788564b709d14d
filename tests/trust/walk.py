"""A long random walk over one file: python -m tests.trust.walk [N] [SEED] makes N random actions and checks each."""

import random
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from mentor_tui.actions import deciding, erasing, following, same_people
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.handing_over import export_cohort, import_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.maintenance import back_up, examine, restore
from mentor_tui.actions.merging import plan_merge, write_merge
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.domain.records import Cohort
from mentor_tui.intake import FileRejected
from mentor_tui.store import StoreError
from mentor_tui.store.tables import ROWS
from tests.forms import nlls_row, write_nlls

COHORTS = ("fall", "spring")
AREAS = ("Scheduling", "Board Relations", "Policy Creation / Review", "Knitting circle")
KINDS = ("accept", "accept", "accept", "pin", "unpin", "reject", "swap", "keep-apart")
SENTENCES = (ActionError, StoreError, FileRejected)
"""What an action may raise: it says why it cannot be done, and changes nothing."""


class Walk:
    """One file, a second program on it, a second machine, and a chance that leads."""

    def __init__(self, folder, seed):
        self.folder, self.chance = folder, random.Random(seed)
        self.moment = datetime(2027, 3, 1)
        self.here = self._open("mentor.sqlite")
        self.second = self._open("mentor.sqlite")
        self.far = self._open("far.sqlite")
        self.done, self.refused, self.final = Counter(), Counter(), False

    def _open(self, name):
        return Workspace(
            database=self.folder / name, programmes_folder=None, clock=self._now, copies=False
        )

    def _now(self):
        self.moment += timedelta(minutes=1)
        return self.moment

    def close(self):
        for one in (self.here, self.second, self.far):
            one.close()

    def step(self):
        """Make one action, by one program or the other; return what is wrong afterwards."""
        name = self.chance.choice(ACTIONS)
        workspace = self.chance.choice((self.here, self.here, self.second))
        before = state(workspace)
        try:
            getattr(self, name)(workspace)
            self.done[name] += 1
        except SENTENCES as error:
            self.refused[name] += 1
            if state(workspace) != before:
                return [f"{name} was refused ({error}), and something changed"]
        return [f"{name}: {line}" for line in self.problems(workspace)]

    def problems(self, workspace):
        """Return what may never be, whatever was done; both programs must see the same."""
        found = [*examine(workspace).problems]
        other = self.second if workspace is self.here else self.here
        if workspace.store.data_version() != other.store.data_version():
            found.append("two programs see two states")
        return found

    def cohort(self, workspace):
        names = [one.name for one in workspace.store.all(Cohort)]
        if not names:
            raise ActionError("there is no cohort yet")
        return self.chance.choice(names)

    def people(self, workspace, cohort, many=1):
        ids = [one.id for one in load_roster(workspace, cohort).applicants]
        if len(ids) < many:
            raise ActionError("there are too few people")
        return self.chance.sample(ids, many)

    # the actions

    def bring(self, workspace):
        rows = []
        for _ in range(self.chance.randint(1, 6)):
            number = self.chance.randrange(30)
            role = self.chance.choice(("Mentor", "Mentee", "Mentor, Mentee"))
            areas = ", ".join(self.chance.sample(AREAS, self.chance.randint(1, 3)))
            more = {"goals": f"Goal {self.chance.randrange(9)} of mine", "places": "2"}
            rows.append(nlls_row(number, f"Person{number} Sur{number}", role, areas, **more))
        path = write_nlls(self.folder / f"form{self.chance.randrange(3)}.csv", rows)
        name = self.chance.choice(COHORTS)
        request = ImportRequest(files=[path], cohort=name, programme="nlls")
        write_import(workspace, plan_import(workspace, request))

    def decide(self, workspace):
        cohort = self.cohort(workspace)
        people = self.people(workspace, cohort, 2)
        reason = self.chance.choice(("", "they asked for it"))
        deciding.decide(workspace, cohort, self.chance.choice(KINDS), people, reason)

    def put_off(self, workspace):
        cohort = self.cohort(workspace)
        kind = self.chance.choice(("later", "unplace"))
        deciding.decide(workspace, cohort, kind, self.people(workspace, cohort))

    def withdraw(self, workspace):
        cohort = self.cohort(workspace)
        deciding.withdraw(workspace, cohort, *self.people(workspace, cohort))

    def correct(self, workspace):
        cohort = self.cohort(workspace)
        said = ("places=1", "places=3", "goals=Another goal", "name=Another Name", "role=Mentor")
        (who,) = self.people(workspace, cohort)
        deciding.correct(workspace, cohort, who, self.chance.choice(said), reason="said so")

    def waive(self, workspace):
        cohort = self.cohort(workspace)
        rule = self.chance.choice(("deadline", "role"))
        (who,) = self.people(workspace, cohort)
        deciding.waive(workspace, cohort, who, rule, "an exception")

    def note(self, workspace):
        cohort = self.cohort(workspace)
        (who,) = self.people(workspace, cohort)
        deciding.set_note(workspace, cohort, who, f"Note {self.chance.randrange(99)}")

    def end(self, workspace):
        cohort = self.cohort(workspace)
        following.end_pair(workspace, cohort, *self.people(workspace, cohort), "moved away")

    def same(self, workspace):
        cohort = self.cohort(workspace)
        same_people.merge_people(workspace, cohort, *self.people(workspace, cohort, 2))

    def undo(self, workspace):
        workspace.store.undo(self.chance.randint(1, 4), self.chance.choice(("", *COHORTS)))

    def redo(self, workspace):
        workspace.store.redo(self.chance.randint(1, 4), self.chance.choice(("", *COHORTS)))

    def export(self, workspace):
        cohort = self.cohort(workspace)
        done = export_lists(workspace, cohort, self.folder / "lists", ("csv",), "a trial")
        decided = len(load_roster(workspace, cohort).decided)
        lines = (self.folder / "lists" / "pairs.csv").read_text("utf-8-sig").count("\n") - 1
        if not lines == done.pairs == decided:
            raise AssertionError(f"{lines} lines, {done.pairs} said, {decided} decided")

    def hand_over(self, workspace):
        cohort = self.cohort(workspace)
        path = self.folder / "there.json"
        export_cohort(workspace, cohort, path)
        if self.far.store.find(Cohort, name=cohort) is None:
            import_cohort(self.far, path)
        people = self.people(self.far, cohort, 2)
        deciding.decide(self.far, cohort, "accept", people, "decided there")

    def merge(self, workspace):
        cohort = self.cohort(workspace)
        export_cohort(self.far, cohort, self.folder / "back.json")
        plan = plan_merge(workspace, self.folder / "back.json")
        chosen = [at for at in range(len(plan.differences)) if self.chance.random() < 0.5]
        write_merge(workspace, plan, chosen)

    def erase(self, workspace):
        if self.chance.random() < 0.8:
            raise ActionError("not this time")
        (who,) = self.people(workspace, self.cohort(workspace))
        erasing.erase(workspace, who)
        self.final = True
        if any(who in str(entry.step) for entry in workspace.store.log()):
            raise AssertionError("the log still names the person")

    def copy_and_restore(self, workspace):
        path = self.folder / "copy.sqlite"
        if self.chance.random() < 0.5 or not path.exists():
            back_up(workspace, path)
            return
        kept = restore(workspace, path)
        kept.unlink()
        self.here.close()
        self.second.close()


ACTIONS = (
    *("bring",) * 3,
    *("decide",) * 10,
    *("undo",) * 3,
    *("redo",) * 2,
    *("correct",) * 3,
    *("put_off", "withdraw", "waive", "note", "end", "same", "export", "hand_over", "merge"),
    "erase",
    "copy_and_restore",
)


def state(workspace):
    """Return everything that is kept, in a form that can be compared."""
    store = workspace.store
    with store.snapshot():
        records = [one for _, kind in ROWS.values() for one in store.all(kind)]
        return records, store.log(), store.data_version()


def walk(folder, steps, seed):
    """Walk, and return what was done, what was refused, and what was found wrong."""
    one = Walk(folder, seed)
    wrong = []
    try:
        for number in range(steps):
            try:
                found = one.step()
            except Exception as error:
                found = [f"{type(error).__name__}: {error}"]
            wrong += [f"step {number}: {line}" for line in found]
            if wrong:
                break
        if not wrong and not one.final:
            one.here.store.undo(10**6)
            left = [name for name, (_, kind) in ROWS.items() if one.here.store.all(kind)]
            wrong += [f"after undoing everything there is still {name}" for name in left]
    finally:
        one.close()
    return one.done, one.refused, wrong


if __name__ == "__main__":
    steps, seed = (int(word) for word in [*sys.argv[1:], *["1000", "1"][len(sys.argv) - 1 :]])
    started, made, bad, done, refused = time.monotonic(), 0, [], Counter(), Counter()
    while made < steps and not bad:
        with tempfile.TemporaryDirectory() as place:
            many = min(400, steps - made)
            acts, refusals, wrong = walk(Path(place), many, seed + made)
        done, refused, made = done + acts, refused + refusals, made + many
        bad += [f"seed {seed + made - many}: {line}" for line in wrong]
    print(f"{made} actions (seed {seed}) in {time.monotonic() - started:.0f} s; wrong: {len(bad)}")
    print("done:", ", ".join(f"{name} {many}" for name, many in done.most_common()))
    print("refused:", ", ".join(f"{name} {many}" for name, many in refused.most_common()))
    print(*bad, sep="\n")
    sys.exit(bool(bad))
