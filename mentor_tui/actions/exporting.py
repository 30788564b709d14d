"""Exporting: the final lists of a cohort, checked before they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..domain.counted import pairs_counted
from ..domain.records import LogEntry, Step, change
from ..domain.roster import Roster
from ..domain.side_words import side_words
from ..errors import ExportBlocked as ExportBlocked
from ..matching.problem import Problem
from ..outputs.lists import FORMATS, List, write_lists
from .checks import check_roster
from .presenting import decided_data, log_data, unplaced_data
from .suggesting import problem_of
from .workspace import ActionError, Workspace, exclusive

_PAIR_HEADINGS = (
    "mentor name",
    "mentor e-mail",
    "mentor library",
    "mentee name",
    "mentee e-mail",
    "mentee library",
    "fit",
    "shared topics",
    "why",
    "liaison",
    "starts",
    "ends",
    "state",
)


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What an export wrote, and what changed since the last one."""

    files: tuple[Path, ...]
    pairs: int
    unplaced: int
    since: tuple[str, ...]


@exclusive
def export_lists(
    workspace: Workspace,
    cohort: str,
    folder: Path,
    formats: Sequence[str] = ("csv", "xlsx"),
    despite: str = "",
) -> Exported:
    """Write the final lists of a cohort.

    Raises:
        ExportBlocked: a check stops the export, and no reason to go on is given.
        ActionError: a format is unknown, or a file cannot be written.
    """
    _check_formats(formats)
    problem = problem_of(workspace, cohort)
    _check_ready(problem.roster, despite)
    pairs = [decided_data(problem, pair) for pair in problem.roster.decided]
    since = _since_last(problem.roster)
    _log_export(
        workspace=workspace, roster=problem.roster, folder=folder, pairs=len(pairs), despite=despite
    )
    unplaced = _without_pair(problem)
    log = workspace.store.log(cohort)
    files = _written(
        folder=folder,
        formats=formats,
        lists=_lists(problem, pairs, unplaced, log),
        data={
            "cohort": cohort,
            "pairs": pairs,
            "unplaced": unplaced,
            "decisions": [log_data(entry) for entry in log],
        },
        title=cohort,
    )
    workspace.store.note_written(cohort, files)
    return Exported(files=tuple(files), pairs=len(pairs), unplaced=len(unplaced), since=since)


def _lists(
    problem: Problem,
    pairs: Sequence[dict[str, Any]],
    unplaced: Sequence[dict[str, Any]],
    log: Sequence[LogEntry],
) -> tuple[List, ...]:
    """Return the lists of a cohort: its pairs, who has none, and what was decided."""
    return (
        _pair_list(problem, pairs),
        _unplaced_list(problem.roster, unplaced),
        _decision_list(log),
    )


def _check_formats(formats: Sequence[str]) -> None:
    """Refuse a format that is none."""
    for kind in formats:
        if kind not in FORMATS:
            raise ActionError(f"there is no format {kind!r}; the formats are {', '.join(FORMATS)}")


def _check_ready(roster: Roster, despite: str) -> None:
    """Refuse an export that a check stops, unless there is a reason to go on."""
    blocking = [finding for finding in check_roster(roster) if finding.blocking]
    if blocking and not despite.strip():
        raise ExportBlocked(blocking)


def _written(
    folder: Path,
    formats: Sequence[str],
    lists: Sequence[List],
    data: Mapping[str, Any],
    title: str,
) -> list[Path]:
    """Write the lists, each format once, and return their files."""
    try:
        return write_lists(
            folder=folder,
            lists=lists,
            data=data,
            formats=list(dict.fromkeys(formats)),
            title=title,
        )
    except OSError as error:
        raise ActionError(
            f"{folder} cannot be written: {error.strerror or error}; choose another folder"
        ) from None


def _log_export(
    workspace: Workspace, roster: Roster, folder: Path, pairs: int, despite: str
) -> None:
    before = roster.cohort
    kept = [f"{pair.helper} {pair.learner} {pair.third}".strip() for pair in roster.decided]
    after = before.with_(
        settings={**before.settings, "exported_at": workspace.now(), "exported_pairs": kept}
    )
    workspace.store.commit(
        Step(
            cohort=before.name,
            kind="export",
            sentence=f"Exported {pairs_counted(pairs)}",
            changes=(change(before, after),),
            reason=despite,
        )
    )


def _since_last(roster: Roster) -> tuple[str, ...]:
    """Return what changed since the last export, in words."""
    if "exported_pairs" not in roster.cohort.settings:
        return ()
    before = {tuple(pair.split()) for pair in roster.cohort.settings["exported_pairs"]}
    now = {tuple(filter(None, (pair.helper, pair.learner, pair.third))) for pair in roster.decided}
    words = [f"new: {_named(roster, pair)}" for pair in sorted(now - before)]
    words += [f"gone: {_named(roster, pair)}" for pair in sorted(before - now)]
    return tuple(words) or ("nothing changed since the last export",)


def _named(roster: Roster, people: tuple[str, ...]) -> str:
    return " + ".join(roster.name(person) for person in (people[1], people[0], *people[2:]))


def _without_pair(problem: Problem) -> list[dict[str, Any]]:
    """Return learners and helpers without a decided pair, with the reason."""
    roster = problem.roster
    rows = []
    suggested = {
        problem.learner_ids[learner]: problem.helper_ids[helper]
        for learner, helper in problem.partner.items()
    }
    for person, entry in sorted(roster.learners.items()):
        if person not in roster.placed and person in suggested:
            name = roster.name(suggested[person])
            rows.append(_row(roster, person, entry.role, [f"not decided yet; {name} is suggested"]))
    rows += [entry | {"name": roster.name(entry["id"])} for entry in unplaced_data(problem)]
    if not roster.peers:
        for person, entry in sorted(roster.helpers.items()):
            if not roster.taken[person]:
                why = [
                    f"{r.rule}: answered {r.answer}, needs {r.needs}" for r in entry.verdict.reasons
                ]
                rows.append(
                    _row(
                        roster,
                        person,
                        entry.role,
                        why or [f"no {side_words(roster).learner} was placed here"],
                    )
                )
    return rows


def _row(roster: Roster, person: str, role: str, reasons: list[str]) -> dict[str, Any]:
    return {
        "id": person,
        "email": roster.people[person].email,
        "role": role,
        "reasons": reasons,
        "name": roster.name(person),
    }


def _pair_list(problem: Problem, pairs: Sequence[dict[str, Any]]) -> List:
    roster = problem.roster
    headings: tuple[str, ...] = _PAIR_HEADINGS
    if roster.peers:
        headings = tuple(
            h.replace("mentor", "person A").replace("mentee", "person B") for h in headings
        )
        headings = (*headings, "third name", "third e-mail", "third library")
    rows = []
    for data in pairs:
        people = [roster.people[entry["id"]] for entry in data["people"]]
        row: tuple[Any, ...] = ()
        for applicant in people[:2]:
            row += (applicant.name_shown, applicant.email, applicant.organisation)
        row += (
            round(data["fit"], 3),
            "; ".join(data["shared"]),
            data["why"],
            data["liaison"],
            data["starts"],
            data["ends"],
            data["state"],
        )
        if roster.peers:
            row += (
                (people[2].name_shown, people[2].email, people[2].organisation)
                if len(people) > 2
                else ("", "", "")
            )
        rows.append(row)
    return List(
        name="pairs",
        headings=headings,
        rows=tuple(sorted(rows, key=lambda row: (str(row[3]), str(row[0])))),
    )


def _unplaced_list(roster: Roster, unplaced: Sequence[dict[str, Any]]) -> List:
    rows = [
        (
            roster.people[entry["id"]].name_shown or entry["name"],
            entry["email"],
            roster.people[entry["id"]].organisation,
            entry["role"],
            "; ".join(entry["reasons"]),
        )
        for entry in unplaced
    ]
    return List(
        name="unplaced", headings=("name", "e-mail", "library", "role", "why"), rows=tuple(rows)
    )


def _decision_list(log: Sequence[LogEntry]) -> List:
    rows = [
        (
            each_entry.number,
            each_entry.at,
            each_entry.step.kind,
            each_entry.step.sentence,
            each_entry.step.reason,
            "; ".join(each_entry.step.cascade),
            "undone" if each_entry.undone else "",
        )
        for each_entry in sorted(log, key=lambda entry: entry.number)
    ]
    return List(
        name="decisions",
        headings=("number", "at", "kind", "what", "reason", "cascade", "state"),
        rows=tuple(rows),
    )
