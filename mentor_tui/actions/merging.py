"""Merging: what another coordinator did with the same cohort comes in; disagreements are decided one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..domain.reconciling import Disagreement, Key, keyed, merge_records
from ..domain.records import (
    Change,
    Cohort,
    Correction,
    EditedLetter,
    FlagMark,
    LearnedMapping,
    LogEntry,
    Note,
    Pair,
    PersonStatus,
    Record,
    SamePerson,
    Step,
    Submission,
    Waiver,
    change,
)
from ..domain.roster import Roster
from ..intake import FileRejected
from .erased_people import kept_of
from .handing_over import KINDS, cohort_of, memories_of, read_hand_over, records_of
from .invariants import committed
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive

_DATES = ("starts", "ends", "deadline")
_SETTINGS = ("weights", "objective", "minimum_fit", "meet_again", "meaning")


@dataclass(frozen=True)
class Difference:
    """A disagreement in words: whom or what it is about, what stands here, what came."""

    about: str
    mine: str
    theirs: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class MergePlan:
    """What a merge would bring: changes that nobody disagrees on, and the differences."""

    cohort: str
    file: str
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]
    seen: int
    left_out: str = ""


def plan_merge(workspace: Workspace, path: Path) -> MergePlan:
    """Compare a cohort file with the cohort of the same name here; nothing is written.

    Raises:
        Refused: the file is none, or of another programme.
        ActionError: there is no such cohort here.
    """
    seen, data = workspace.store.data_version(), read_hand_over(path)
    theirs_cohort = cohort_of(data, path)
    mine_cohort = workspace.cohort(theirs_cohort.name)
    _check_programmes(mine_cohort, theirs_cohort, path)
    roster = load_roster(workspace, mine_cohort.name)
    came = records_of(data, path, "records")
    kept = kept_of(workspace, came)
    theirs = keyed(kept.records(came))
    base = _common_start(workspace, mine_cohort.name, data, path)
    merged = merge_records(
        mine=_here(workspace, mine_cohort.name),
        theirs=theirs,
        base=None if base is None else keyed(kept.records(base.values())),
        places=_places(roster, theirs.values()),
        peers=roster.peers,
    )
    settings, differs = _settings(mine_cohort, theirs_cohort)
    changes = [
        *settings,
        *merged.changes,
        *_learned(workspace, mine_cohort.programme, kept.learned(memories_of(data, path))),
    ]
    names = _names(roster, theirs.values())
    differences = [_difference(disagreement, names) for disagreement in merged.disagreements]
    return MergePlan(
        cohort=mine_cohort.name,
        file=path.name,
        changes=tuple(changes),
        differences=(*differs, *differences),
        seen=seen,
        left_out=kept.words(),
    )


def _check_programmes(mine_cohort: Cohort, theirs_cohort: Cohort, path: Path) -> None:
    """Refuse a file of another programme."""
    if mine_cohort.programme != theirs_cohort.programme:
        raise FileRejected(
            f"{path.name} is of {theirs_cohort.programme}, and the cohort {mine_cohort.name!r} here is of {mine_cohort.programme}"
        )


def _here(workspace: Workspace, cohort: str) -> Mapping[Key, Record]:
    """Return the records of a cohort that stand here."""
    return keyed(record for kind in KINDS for record in workspace.store.all(kind, cohort=cohort))


@exclusive
def write_merge(
    workspace: Workspace, plan: MergePlan, theirs: Iterable[int] = ()
) -> LogEntry | None:
    """Write a merge as one step, a copy kept before; None when there is nothing to write.

    Args:
        workspace: the place.
        plan: what `plan_merge` found.
        theirs: the positions of the differences in which theirs counts; in the others mine stays.

    Raises:
        ActionError: the cohort changed since, or the choices together break a rule.
    """
    if workspace.store.data_version() != plan.seen:
        raise ActionError(
            "This cohort changed since the file was compared. Nothing was written; compare again."
        )
    chosen = [plan.differences[at] for at in sorted(set(theirs))]
    changes = _folded(
        [*plan.changes, *(each for difference in chosen for each in difference.changes)]
    )
    if not changes:
        return None
    workspace.store.keep_copy("merge")
    sentence = f"Merged {plan.file}: {len(plan.changes)} changes, {len(chosen)} of {len(plan.differences)} differences theirs{plan.left_out}"
    step = Step(
        cohort=plan.cohort,
        kind="merge",
        sentence=sentence,
        changes=tuple(changes),
        cascade=_choices_in_words(plan, chosen),
    )
    entry = committed(
        workspace=workspace,
        step=step,
        advice="choose otherwise in that difference, or settle it here before merging",
        may_unsettle=True,
    )
    _check_merged_people(workspace, plan.cohort)
    return entry


def _choices_in_words(plan: MergePlan, chosen: Sequence[Difference]) -> tuple[str, ...]:
    """Return what was taken of theirs, then what was kept of mine."""
    taken = [f"took theirs: {difference.about}: {difference.theirs}" for difference in chosen]
    kept = [
        f"kept mine: {difference.about}: {difference.mine}"
        for difference in plan.differences
        if difference not in chosen
    ]
    return (*taken, *kept)


def _check_merged_people(workspace: Workspace, cohort: str) -> None:
    """Refuse two coordinators' merges of the same people that run in opposite directions."""
    into = {merged.person: merged.into for merged in workspace.store.all(SamePerson, cohort=cohort)}
    if any(target in into for target in into.values()):
        raise ActionError(
            "the two of you merged the same applicants in opposite ways; undo that on one side first"
        )


def _common_start(
    workspace: Workspace, cohort: str, data: Mapping[str, Any], path: Path
) -> Mapping[Key, Record] | None:
    """Return the records that both started from: those that were handed over, in one direction or the other."""
    if data.get("base"):
        return keyed(records_of(data, path, "base"))
    kinds = {kind.table: kind for kind in KINDS}
    for entry in workspace.store.log(cohort):
        if entry.step.kind == "hand-over" and not entry.undone:
            return keyed(
                kinds[each_change.table](**each_change.after)
                for each_change in entry.step.changes
                if each_change.table in kinds and each_change.after
            )
    return None


def _places(roster: Roster, theirs: Iterable[Record]) -> Callable[[str], int]:
    """Return how many learners a helper can have: as here, or as the other side corrected it."""
    corrected = {
        correction.person: int(correction.value)
        for correction in theirs
        if isinstance(correction, Correction)
        and correction.field == "places"
        and correction.value.strip().isdigit()
        and len(correction.value) < 5
    }
    return lambda helper: max(roster.places(helper), corrected.get(helper, 0))


def _settings(mine: Cohort, theirs: Cohort) -> tuple[list[Change], list[Difference]]:
    """Bring the dates of letters together; dates and weights that differ are a difference."""
    letters = dict(theirs.settings.get("letters", {}))
    for kind, at in mine.settings.get("letters", {}).items():
        letters[kind] = max(str(at), str(letters.get(kind, "")))
    joined = (
        mine
        if letters == mine.settings.get("letters", {})
        else mine.with_(settings={**mine.settings, "letters": letters})
    )
    changes = [change(mine, joined)] if joined != mine else []
    words = [name for name in _DATES if getattr(mine, name) != getattr(theirs, name)]
    keys = [name for name in _SETTINGS if mine.settings.get(name) != theirs.settings.get(name)]
    if not words and not keys:
        return changes, []
    rest = {name: value for name, value in joined.settings.items() if name not in keys}
    rest |= {name: theirs.settings[name] for name in keys if name in theirs.settings}
    after = joined.with_(**{name: getattr(theirs, name) for name in words}, settings=rest)

    def said(one: Cohort) -> str:
        parts = [f"{name} {getattr(one, name) or 'not set'}" for name in words]
        return ", ".join(
            parts + [f"{name} {one.settings.get(name, 'as the programme has it')}" for name in keys]
        )

    return changes, [
        Difference("the cohort itself", said(mine), said(theirs), (change(joined, after),))
    ]


def _learned(
    workspace: Workspace, programme: str, theirs: Iterable[LearnedMapping]
) -> list[Change]:
    known = {
        (mapping.kind, mapping.key)
        for mapping in workspace.store.all(LearnedMapping, programme=programme)
    }
    return [
        change(None, mapping)
        for mapping in theirs
        if mapping.programme == programme and (mapping.kind, mapping.key) not in known
    ]


def _folded(changes: Iterable[Change]) -> list[Change]:
    """Return one change for each record, from what stands here to what the last of its changes makes of it."""
    folded: dict[str, Change] = {}
    for each_change in changes:
        place = f"{each_change.table} {sorted(each_change.key.items())}"
        first = folded.get(place, each_change)
        folded[place] = Change(
            table=each_change.table,
            key=each_change.key,
            before=first.before,
            after=each_change.after,
        )
    return [
        each_change
        for each_change in folded.values()
        if each_change.before is not None or each_change.after is not None
    ]


def _names(roster: Roster, theirs: Iterable[Record]) -> dict[str, str]:
    names = {
        submission.person: submission.name
        for submission in theirs
        if isinstance(submission, Submission)
    }
    return names | {applicant.id: roster.name(applicant.id) for applicant in roster.applicants}


def _difference(one: Disagreement, names: Mapping[str, str]) -> Difference:
    about = sorted(
        {
            names.get(person, person)
            for record in (*one.mine, *one.theirs)
            for person in _people(record)
        }
    )
    mine, theirs = (
        "; ".join(_said(each, names) for each in side) or "taken back"
        for side in (one.mine, one.theirs)
    )
    return Difference(", ".join(about) or one.mine[0].table, mine, theirs, one.changes)


def _people(record: Record) -> list[str]:
    """Return whom a record is about; of a pair the learner."""
    places = ("learner",) if isinstance(record, Pair) else ("person",)
    return [getattr(record, place) for place in places if getattr(record, place, "")]


def _said(record: Record, names: Mapping[str, str]) -> str:
    """Return a record in words."""

    def name(person: str) -> str:
        return names.get(person, person)

    match record:
        case Pair():
            third = f" + {name(record.third)}" if record.third else ""
            words = f"{record.state}: {name(record.learner)} + {name(record.helper)}{third}"
        case PersonStatus():
            words = f"{record.state}: {name(record.person)}"
        case Correction():
            words = f"{record.field} is {record.value or '(blank)'}"
        case Waiver():
            words = f"{record.rule} waived: {record.reason}"
        case FlagMark():
            words = f"flag {'cleared' if record.cleared else 'open'}"
        case Note():
            words = f"note: {record.text}"
        case EditedLetter():
            words = f"letter, {record.kind}, to {name(record.person)}, in other words"
        case SamePerson():
            words = f"{name(record.person)} is {name(record.into)}"
        case _:
            words = record.table
    at = getattr(record, "at", "")
    return f"{words} ({at[:16]})" if at else words
