"""Records become the roster of a cohort as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..domain.pair_life import done_pairs, end_day
from ..domain.people import Applicant
from ..domain.records import (
    Cohort,
    Contact,
    Correction,
    FlagMark,
    Liaison,
    Note,
    Pair,
    PersonStatus,
    SamePerson,
    Submission,
    Waiver,
)
from ..domain.roster import DECIDED, Roster
from ..intake import vocabulary
from .meanings import vectors_for
from .people_of_records import OWN_FLAG as OWN_FLAG
from .people_of_records import WAITING_LIST as WAITING_LIST
from .people_of_records import PeopleOfRecords, RecordsOfPeople
from .people_of_records import own_flag_key as own_flag_key
from .workspace import Workspace

Learned = Mapping[str, Mapping[str, str]]
"""By field, what each learned option stands for."""


def load_roster(workspace: Workspace, cohort_name: str) -> Roster:
    """Return the roster of a cohort as it stands on the disk, all of it of one moment."""
    with workspace.store.snapshot():
        cohort = workspace.cohort(cohort_name)
        return assemble(workspace, cohort, workspace.store.all(Submission, cohort=cohort.name))


def judged_roster(workspace: Workspace, cohort: Cohort) -> Roster:
    """Return the roster of a cohort for rules about pairs: nobody is compared with others, which costs more."""
    with workspace.store.snapshot():
        submissions = workspace.store.all(Submission, cohort=cohort.name)
        return assemble(workspace, cohort, submissions, compared=False)


def assemble(
    workspace: Workspace,
    cohort: Cohort,
    submissions: Iterable[Submission],
    learned: Learned | None = None,
    compared: bool = True,
) -> Roster:
    """Return the roster that submissions make with everything else that is kept about a cohort.

    `learned` are options that are not kept yet. People are `compared` with each other for their flags.
    """
    store = workspace.store
    records = RecordsOfPeople(
        cohort=cohort.with_(settings={}),  # weights and the like make nobody another person
        options=_options(workspace, cohort, learned or {}),
        submissions=tuple(submissions),
        corrections=tuple(store.all(Correction, cohort=cohort.name)),
        waivers=tuple(store.all(Waiver, cohort=cohort.name)),
        marks=tuple(store.all(FlagMark, cohort=cohort.name)),
        notes=tuple(store.all(Note, cohort=cohort.name)),
        statuses=tuple(store.all(PersonStatus, cohort=cohort.name)),
        same=tuple(store.all(SamePerson, cohort=cohort.name)),
    )
    pairs = tuple(store.all(Pair, cohort=cohort.name))
    elsewhere = _elsewhere(workspace, cohort, pairs)
    programme = workspace.programme_of(cohort)
    return Roster(
        cohort=cohort,
        programme=programme,
        applicants=_people(workspace, records, compared),
        own_words=workspace.own_words(),
        vectors=vectors_for(workspace, cohort, programme),
        pairs=pairs,
        statuses=records.statuses,
        liaisons=tuple(store.all(Liaison, cohort=cohort.name)),
        met=elsewhere.met,
        held=elsewhere.held,
        held_later=elsewhere.held_later,
    )


def _people(
    workspace: Workspace, records: RecordsOfPeople, compared: bool
) -> tuple[Applicant, ...]:
    """Return the people of records; of records that are as they were, the people last read.

    Nine tenths of the time of a roster go into reading answers, and a decision changes none.
    """
    records_before, people = workspace.people_read.get(records.cohort.name, (None, ()))
    if records == records_before:
        return people
    programme = workspace.programme_of(records.cohort)
    words = vocabulary(programme, records.options)
    reading = PeopleOfRecords(records, programme, words)
    if not compared:
        return tuple(reading.judged())
    people = reading.applicants()
    workspace.people_read[records.cohort.name] = records, people
    return people


def _options(workspace: Workspace, cohort: Cohort, learned: Learned) -> dict[str, dict[str, str]]:
    """Return the options that a programme's forms taught, kept or not yet."""
    options = workspace.learned_options(cohort.programme)
    for name, additions in learned.items():
        options[name] = {**options.get(name, {}), **additions}
    return options


@dataclass(frozen=True, kw_only=True)
class _Elsewhere:
    """What other cohorts of the programme bring: who met before, and the places that active pairs hold."""

    met: dict[frozenset[str], str]
    held: Counter[str]
    held_later: Counter[str]


def _elsewhere(workspace: Workspace, cohort: Cohort, own_pairs: Iterable[Pair]) -> _Elsewhere:
    """Return who met in earlier cohorts of the programme, and the places that pairs of other cohorts hold."""
    elsewhere = _Elsewhere(met={}, held=Counter(), held_later=Counter())
    own = {frozenset(pair.people): pair.at for pair in own_pairs if pair.state in DECIDED}
    today = workspace.clock().date().isoformat()
    for other_cohort in workspace.store.all(Cohort, programme=cohort.programme):
        if other_cohort.name == cohort.name:
            continue
        later = (other_cohort.created_at, other_cohort.name) > (cohort.created_at, cohort.name)
        held = elsewhere.held_later if later else elsewhere.held
        programme = workspace.programme_of(other_cohort)
        done = done_pairs(workspace.store.all(Contact, cohort=other_cohort.name))
        for pair in workspace.store.all(Pair, cohort=other_cohort.name):
            both = frozenset((pair.helper, pair.learner))
            decided_here_first = both in own and own[both] < pair.at
            if not later and pair.state in (*DECIDED, "ended") and not decided_here_first:
                elsewhere.met[both] = other_cohort.name
            ends = end_day(programme, pair)
            over = (pair.helper, pair.learner) in done or (bool(ends) and ends < today)
            if pair.state in DECIDED and not over:
                held[pair.helper] += 1
    return elsewhere
