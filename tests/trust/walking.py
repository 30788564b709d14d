"""The actions of a random walk: each takes a workspace, does something with it, and may be refused in a sentence."""

import csv
import io
import json
import random
from contextlib import redirect_stdout, suppress
from datetime import datetime, timedelta

from mentor_tui.actions import cohorts, deciding, erasing, flagging, following, same_people
from mentor_tui.actions.erased_people import allow_again
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.handing_over import export_cohort, import_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.maintenance import back_up, restore
from mentor_tui.actions.merging import plan_merge, write_merge
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.cli.main import main
from mentor_tui.domain.records import Cohort
from tests.forms import nlls_row, write_nlls

COHORTS = ("fall", "spring")
AREAS = ("Scheduling", "Board Relations", "Policy Creation / Review", "Knitting circle")
KINDS = ("accept", "accept", "accept", "pin", "unpin", "reject", "swap", "swap", "keep-apart")
CORRECTIONS = ("places=1", "places=3", "goals=Another goal", "name=Another Name", "role=Mentor")


class Walker:
    """One file, a second program on it, a second machine, and a chance that leads."""

    def __init__(self, folder, seed):
        self.folder, self.seed, self.number = folder, seed, 0
        self.chance, self.moment = random.Random(seed), datetime(2027, 3, 1)
        self.here = self.opened("mentor.sqlite")
        self.second = self.opened("mentor.sqlite")
        self.far = self.opened("far.sqlite")
        self.erased = set()

    def opened(self, name):
        return Workspace(
            database=self.folder / name, programmes_folder=None, clock=self.now, copies=False
        )

    def now(self):
        self.moment += timedelta(seconds=1)
        return self.moment

    def turn(self):
        """Begin a step: what happens in it hangs on the seed and the number of the step alone."""
        self.number += 1
        self.chance = random.Random(f"{self.seed} {self.number}")
        self.moment = datetime(2027, 3, 1) + timedelta(hours=self.number)

    def close(self):
        for one in (self.here, self.second, self.far):
            one.close()

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

    def pair(self, workspace, cohort):
        """Return two people who are decided, or else any two."""
        decided = load_roster(workspace, cohort).decided
        if decided and self.chance.random() < 0.8:
            return list(self.chance.choice(decided).people)
        return self.people(workspace, cohort, 2)

    def sides(self, workspace, cohort):
        """Return a mentor and a mentee, so that most decisions can be made."""
        roster = load_roster(workspace, cohort)
        if not roster.helpers or not roster.learners:
            raise ActionError("there is nobody to pair")
        return [self.chance.choice(sorted(side)) for side in (roster.helpers, roster.learners)]

    # the actions

    def bring(self, workspace):
        rows = []
        for _ in range(self.chance.randint(1, 6)):
            number = self.chance.randrange(30)
            role = self.chance.choice(("Mentor", "Mentee", "Mentor, Mentee"))
            areas = ", ".join(self.chance.sample(AREAS, self.chance.randint(1, 3)))
            more = {"goals": f"Goal {self.chance.randrange(9)} of mine", "places": "2"}
            if self.chance.random() < 0.2:
                more["requests"] = "Please somebody from the north"
            rows.append(nlls_row(number, f"Person{number} Sur{number}", role, areas, **more))
        path = write_nlls(self.folder / f"form{self.chance.randrange(3)}.csv", rows)
        name = self.chance.choice(COHORTS)
        request = ImportRequest(files=[path], cohort=name, programme="nlls")
        write_import(workspace, plan_import(workspace, request))

    def decide(self, workspace):
        cohort, kind = self.cohort(workspace), self.chance.choice(KINDS)
        reason = self.chance.choice(("", "they asked for it"))
        if kind in ("unpin", "reject"):
            people = self.pair(workspace, cohort)
        else:
            people = self.sides(workspace, cohort)
        deciding.decide(workspace, cohort, kind, people, reason)

    def put_off(self, workspace):
        cohort = self.cohort(workspace)
        kind = self.chance.choice(("later", "unplace"))
        deciding.decide(workspace, cohort, kind, self.people(workspace, cohort))

    def withdraw(self, workspace):
        cohort = self.cohort(workspace)
        deciding.withdraw(workspace, cohort, *self.people(workspace, cohort))

    def correct(self, workspace):
        cohort = self.cohort(workspace)
        (who,) = self.people(workspace, cohort)
        said = self.chance.choice(CORRECTIONS)
        deciding.correct(workspace, cohort, who, said, reason="said so")

    def waive(self, workspace):
        cohort = self.cohort(workspace)
        rule = self.chance.choice(("deadline", "role"))
        (who,) = self.people(workspace, cohort)
        deciding.waive(workspace, cohort, who, rule, "an exception")

    def note(self, workspace):
        cohort = self.cohort(workspace)
        who, friend = self.people(workspace, cohort, 2)
        name = load_roster(workspace, cohort).name(friend)
        deciding.set_note(workspace, cohort, who, f"Knows {name} since {self.chance.randrange(99)}")

    def flag(self, workspace):
        cohort = self.cohort(workspace)
        (who,) = self.people(workspace, cohort)
        if self.chance.random() < 0.5:
            flagging.raise_flag(workspace, cohort, who, "ask once more")
        else:
            flagging.clear_flags(workspace, cohort, who)

    def contact(self, workspace):
        cohort = self.cohort(workspace)
        kind = self.chance.choice(("met", "silent"))
        following.note_contact(workspace, cohort, self.pair(workspace, cohort)[0], kind)

    def end(self, workspace):
        cohort = self.cohort(workspace)
        following.end_pair(workspace, cohort, self.pair(workspace, cohort), "moved away")

    def days(self, workspace):
        cohort = self.cohort(workspace)
        weights = {"goals": float(self.chance.randint(1, 9))}
        cohorts.change_settings(workspace, cohort, "Other weights", weights=weights)

    def same(self, workspace):
        cohort = self.cohort(workspace)
        same_people.merge_people(workspace, cohort, *self.people(workspace, cohort, 2))

    def undo(self, workspace):
        workspace.store.undo(self.chance.randint(1, 4), self.chance.choice(("", *COHORTS)))

    def redo(self, workspace):
        workspace.store.redo(self.chance.randint(1, 4), self.chance.choice(("", *COHORTS)))

    def export(self, workspace):
        """Write the lists; their pairs must be those that `pairs` prints, and those that are kept."""
        cohort = self.cohort(workspace)
        done = export_lists(workspace, cohort, self.folder / "lists", ("csv",), "a trial")
        text = (self.folder / "lists" / "pairs.csv").read_text("utf-8-sig")
        listed = sorted(
            (row[0], row[3], row[12]) for row in list(csv.reader(io.StringIO(text)))[1:]
        )
        roster = load_roster(workspace, cohort)
        kept = sorted(
            (roster.name(pair.helper), roster.name(pair.learner), pair.state)
            for pair in roster.decided
        )
        if not listed == kept == printed(workspace, cohort) or done.pairs != len(kept):
            raise AssertionError(f"{listed} listed, {done.pairs} said, {kept} decided")

    def hand_over(self, workspace):
        cohort = self.cohort(workspace)
        path = self.folder / "there.json"
        export_cohort(workspace, cohort, path)
        if self.far.store.find(Cohort, name=cohort) is None:
            import_cohort(self.far, path)
        for _ in range(self.chance.randint(1, 3)):
            with suppress(ActionError):  # what cannot be decided there is not decided there
                people = self.sides(self.far, cohort)
                deciding.decide(self.far, cohort, "accept", people, "decided there")

    def merge(self, workspace):
        cohort = self.cohort(workspace)
        export_cohort(self.far, cohort, self.folder / "back.json")
        plan = plan_merge(workspace, self.folder / "back.json")
        chosen = [at for at in range(len(plan.differences)) if self.chance.random() < 0.5]
        write_merge(workspace, plan, chosen)

    def erase(self, workspace):
        if self.chance.random() < 0.5:
            raise ActionError("not this time")
        (who,) = self.people(workspace, self.cohort(workspace))
        plan = erasing.plan_erasure(workspace, who)
        erasing.carry_out(workspace, plan)
        self.erased |= {one for one in plan.traces.addresses if "person" in one}
        if self.chance.random() < 0.2:
            for address in sorted(plan.traces.addresses):
                allow_again(workspace, address)
                self.erased.discard(address)

    def copy_and_restore(self, workspace):
        path = self.folder / "copy.sqlite"
        if self.chance.random() < 0.5 or not path.exists():
            back_up(workspace, path)
            return
        kept = restore(workspace, path)
        kept.unlink()


def printed(workspace, cohort):
    """Return the decided pairs that the command prints: helper, learner, state."""
    text = io.StringIO()
    with redirect_stdout(text):
        code = main(
            ["--database", str(workspace.database), "pairs", "--cohort", cohort, "--format", "json"]
        )
    if code:
        raise AssertionError(f"`pairs` ended with {code}")
    return sorted(
        (pair["people"][0]["name"], pair["people"][1]["name"], pair["state"])
        for pair in json.loads(text.getvalue())
    )


ACTIONS = (
    *("bring",) * 3,
    *("decide",) * 12,
    *("undo",) * 3,
    *("redo",) * 2,
    *("correct",) * 3,
    *("hand_over", "merge", "contact", "flag") * 2,
    *("put_off", "withdraw", "waive", "note", "end", "days", "same", "export"),
    *("erase", "copy_and_restore"),
)
