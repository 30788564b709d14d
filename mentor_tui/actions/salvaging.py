"""Saving what can still be read of a damaged database into a new file; the damaged one stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..domain.records import (
    Cohort,
    LearnedMapping,
    LogEntry,
    Record,
    SamePerson,
    Step,
    Submission,
    change,
)
from ..store.salvage import Salvage, read_what_is_whole
from ..store.written_files import WrittenFile
from .hand_over_checks import wrong_alone
from .salvaging_cohorts import Chosen, choose_cohort
from .workspace import ActionError, Workspace

_WORDS = {
    "cohort": ("cohort", "cohorts"),
    "submission": ("application", "applications"),
    "correction": ("correction", "corrections"),
    "waiver": ("waiver", "waivers"),
    "flag_mark": ("mark on a flag", "marks on flags"),
    "note": ("note", "notes"),
    "standing": ("status of a person", "statuses of people"),
    "pair": ("decision about two people", "decisions about two people"),
    "liaison": ("liaison", "liaisons"),
    "contact": ("contact", "contacts"),
    "memory": ("learned heading or option", "learned headings and options"),
    "same_person": ("merge of two applicants", "merges of applicants"),
    "feedback": ("feedback form", "feedback forms"),
    "edited_letter": ("edited letter", "edited letters"),
}
"""What a kind of record is called, one of it and several."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What came over into the new file, and what did not, by table."""

    path: Path
    cohorts: int
    records: int
    from_log: Mapping[str, int]
    set_aside: Mapping[str, int]
    hanging: Mapping[str, int]
    telling: tuple[str, ...] = ()

    def sentences(self) -> str:
        """Return it in words: what is there, what was mended, what is missing."""
        parts = [f"Saved {_counted(self.cohorts, 'cohort')} in {self.path}.", *self.telling]
        for words, counts in (
            ("Taken from the log", self.from_log),
            ("Damaged and set aside", self.set_aside),
            ("Left out since they hang on those", self.hanging),
        ):
            if counts:
                parts.append(f"{words}: {listed(counts)}.")
        if not self.set_aside and not self.hanging:
            parts.append("Nothing else is missing." if self.telling else "Nothing is missing.")
        parts.append("What was decided before can be read in the log, but not be undone there.")
        return " ".join(parts)


def _counted(count: int, table: str) -> str:
    single, several = _WORDS[table]
    return f"{count} {single if count == 1 else several}"


def listed(counts: Mapping[str, int]) -> str:
    """Return how many records of which kind, in words."""
    return ", ".join(_counted(count, table) for table, count in counts.items() if count)


def save_what_is_whole(workspace: Workspace, target: Path) -> Saved:
    """Write what can be read of a damaged database into a new file.

    Raises:
        ActionError: something stands at the target, it cannot be written, or no cohort can be read.
        StoreError: nothing at all can be read.
    """
    if target.exists():
        raise ActionError(f"{target} is there already; choose another name")
    salvage = read_what_is_whole(workspace.database)
    choices = _choose_cohorts(workspace, salvage)
    cohorts, hanging = _whole_cohorts(salvage, choices.chosen)
    if not cohorts:
        raise ActionError(f"no cohort in {workspace.database} can be read any more")
    new = Workspace(
        database=target, programmes_folder=workspace.programmes_folder, clock=workspace.clock
    )
    try:
        new.store.take_over_erased(salvage.erased)
        new.store.take_over_written([*salvage.written, _place_of(workspace)])
        for step in _steps(salvage, cohorts, workspace.database.name):
            new.store.commit(step)
    except BaseException:
        new.close()
        for ending in ("", "-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        raise
    new.close()
    if salvage.is_sound:
        workspace.store.note_written("", [target])
    return Saved(
        path=target,
        cohorts=len(cohorts),
        records=sum(map(len, cohorts.values())),
        from_log=+Counter({Cohort.table: choices.from_log, **salvage.from_log}),
        set_aside=+Counter({**salvage.set_aside, Cohort.table: choices.lost}),
        hanging=hanging,
        telling=choices.telling,
    )


def _place_of(workspace: Workspace) -> WrittenFile:
    """Return the folder of the damaged database as a place where files name people, so that erasing looks there."""
    folder = str(workspace.database.absolute().parent)
    return WrittenFile(folder=folder, digest="", size=0, cohort="", at=workspace.now())


@dataclass(frozen=True, kw_only=True)
class _Cohorts:
    """The cohorts that can be used, by name, and how many cannot."""

    chosen: Mapping[str, Chosen]
    lost: int

    @property
    def from_log(self) -> int:
        """How many the log alone had as they are."""
        return sum(choice.from_log for choice in self.chosen.values())

    @property
    def telling(self) -> tuple[str, ...]:
        """What must be told about them."""
        return tuple(choice.telling for choice in self.chosen.values() if choice.telling)


def _choose_cohorts(workspace: Workspace, salvage: Salvage) -> _Cohorts:
    """Return the cohorts that can be used; none that only a damaged name or an older copy knows."""
    named = {str(getattr(record, "cohort", "")) for record in salvage.records}
    chosen = {}
    lost = salvage.set_aside.get(Cohort.table, 0)
    for name, witnesses in salvage.cohorts.items():
        if witnesses.by_log is None and name not in named:
            continue
        choice = choose_cohort(workspace, witnesses)
        if choice is not None:
            chosen[name] = choice
        lost += (choice is None) - (witnesses.kept is None)
    return _Cohorts(chosen=chosen, lost=max(lost, 0))


def _whole_cohorts(
    salvage: Salvage, chosen: Mapping[str, Chosen]
) -> tuple[dict[str, list[Record]], Counter[str]]:
    """Return by cohort what can be used, the cohort's own record first, and what hangs on something damaged."""
    by_cohort: dict[str, list[Record]] = {name: [choice.cohort] for name, choice in chosen.items()}
    hanging: Counter[str] = Counter()
    for record in salvage.records:
        if isinstance(record, LearnedMapping):
            continue
        name = str(getattr(record, "cohort", ""))
        if name in by_cohort:
            by_cohort[name].append(record)
        else:
            hanging[record.table] += 1
    for name, records in by_cohort.items():
        by_cohort[name] = _about_known_people(records, hanging)
    return by_cohort, hanging


def _about_known_people(records: Sequence[Record], hanging: Counter[str]) -> list[Record]:
    """Return the records that name nobody but people who are there, and that a decision could have made."""
    people = {record.person for record in records if isinstance(record, Submission)}
    people |= {
        record.person
        for record in records
        if isinstance(record, SamePerson) and record.into in people
    }
    kept = []
    for record in records:
        named = {str(getattr(record, name)) for name in record.people_fields} - {""}
        if named <= people and not wrong_alone(record, people):
            kept.append(record)
        else:
            hanging[record.table] += 1
    return kept


def _steps(
    salvage: Salvage, cohorts: Mapping[str, Sequence[Record]], source: str
) -> Iterable[Step]:
    """Yield the steps that fill the new file: what forms taught, then each cohort with its log as lines."""
    learned = [record for record in salvage.records if isinstance(record, LearnedMapping)]
    if learned:
        yield Step(
            cohort="",
            kind="salvage",
            sentence=f"Saved from the damaged {source} what forms taught",
            changes=tuple(change(None, mapping) for mapping in learned),
        )
    for name, records in cohorts.items():
        yield Step(
            cohort=name,
            kind="salvage",
            sentence=f"Saved the cohort {name} from the damaged {source}",
            changes=tuple(change(None, record) for record in records),
            cascade=tuple(_line(entry) for entry in salvage.log if entry.step.cohort == name),
        )


def _line(entry: LogEntry) -> str:
    reason = f" ({entry.step.reason})" if entry.step.reason else ""
    taken_back = " [taken back]" if entry.undone else ""
    return f"{entry.at} {entry.step.sentence}{reason}{taken_back}"
