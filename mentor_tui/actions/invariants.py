"""What must hold of every cohort; and steps that are written only if it still holds afterwards."""

from __future__ import annotations

from itertools import combinations

from ..domain.records import Cohort, LogEntry, Pair, SamePerson, Step
from ..domain.roster import PERHAPS_SAME, Roster
from ..domain.side_words import side_words
from .roster_loading import load_roster
from .workspace import ActionError, Workspace

DECIDING = ("accept", "pin", "swap")
"""Steps that make a pair."""

UNSETTLING = (
    "correct",
    "import",
    "dates",
    "settings",
    "merge",
    "hand-over",
    "salvage",
    "same-person",
    "anonymise",
    "erase",
)
"""Steps after which a decided pair may stand against a rule; `check` shows it before lists go out."""


def committed(
    workspace: Workspace,
    step: Step,
    advice: str = "undo or end that pair first",
    may_unsettle: bool = False,
) -> LogEntry:
    """Write a step inside `alone`, unless it breaks what held before; then nothing of it stays.

    A step that `may_unsettle` brings answers too: what they alone put against pairs that stood here before is
    as lawful as when they are corrected here, and `check` names it.

    Raises:
        ActionError: a rule would be broken; the sentence says which, and the advice.
    """
    before = set(_broken_anywhere(workspace))
    earlier = load_roster(workspace, step.cohort) if may_unsettle else None
    entry = workspace.store.commit(step)
    if earlier is not None:
        before |= set(_unsettled_by_answers(workspace, step, earlier))
    after = [one for one in _broken_anywhere(workspace) if one not in before]
    if after:
        raise ActionError(f"this would not do: {after[0]}; {advice}. Nothing was changed")
    return entry


def _unsettled_by_answers(workspace: Workspace, step: Step, earlier: Roster) -> list[str]:
    """Return what stands against the earlier pairs since a step changed answers; nothing where people became others."""
    if any(each_change.table == SamePerson.table for each_change in step.changes):
        return []
    now = load_roster(workspace, step.cohort)
    return broken_rules(now.decided_otherwise(earlier.pairs, earlier.statuses))


def _broken_anywhere(workspace: Workspace) -> list[str]:
    """Return what must never be, in every cohort: one may take a place that another holds."""
    cohorts = workspace.store.all(Cohort)
    return [
        line for cohort in cohorts for line in broken_rules(load_roster(workspace, cohort.name))
    ]


def broken_rules(roster: Roster) -> list[str]:
    """Return what must never be: a pair with somebody who is not there, a place used twice, a block without a reason."""
    broken = []
    for helper, taken in roster.taken.items():
        if not roster.peers and taken > roster.places(helper):
            broken.append(
                f"{roster.name(helper)} has {side_words(roster).learners_counted(taken)} for {roster.places(helper)} places"
            )
    seen: set[str] = set()
    for pair in roster.decided:
        broken += _of_pair(roster, pair)
        people = pair.people if roster.peers else (pair.learner,)
        broken += [
            f"{roster.name(person)} stands in two pairs" for person in people if person in seen
        ]
        seen.update(people)
    return [f"{roster.cohort.name}: {one}" for one in broken]


def _of_pair(roster: Roster, pair: Pair) -> list[str]:
    """Return what is wrong about one decided pair."""
    missing = [person for person in pair.people if person not in roster.people]
    if pair.helper not in roster.helpers or pair.learner not in roster.learners or missing:
        return [f"{roster.pair_name(pair)} is decided, and one of them is not there in that role"]
    blocks = [
        block
        for one, other in combinations(pair.people, 2)
        for block in roster.blocks(one, other)
        if (roster.peers or other == pair.learner) and block.rule != PERHAPS_SAME
    ]
    if blocks and not pair.reason:
        return [f"{roster.pair_name(pair)} is decided against {blocks[0].rule} without a reason"]
    return []
