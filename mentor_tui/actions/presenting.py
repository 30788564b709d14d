"""Results as plain data: the JSON of the commands, and the rows of the lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..domain.people import Applicant
from ..domain.records import LogEntry, Pair
from ..domain.roster import Roster
from ..matching.explain import (
    Direction,
    agreement_sentence,
    direction,
    explain_pair,
    explain_unplaced,
    recruiting,
    why_together,
)
from ..matching.fit import FitParts
from ..matching.problem import Problem, third_places
from .certainty import Certain, certainty_data
from .import_plans import FileCount, ImportPlan


def points(thousandths: int) -> float:
    """Return thousandths of a point as points."""
    return thousandths / 1000


def import_data(plan: ImportPlan) -> dict[str, Any]:
    """Return the report of an import."""
    return {
        "cohort": plan.cohort.name,
        "programme": plan.programme.id,
        "files": [_file_data(count) for count in plan.counts],
        "columns": _columns_data(plan),
        "repairs": _repairs_data(plan),
        "flags": _flags_data(plan),
        "learned": {
            name: [option for option, stands_for in options.items() if stands_for]
            for name, options in plan.learned.items()
        },
        "changes": [vars(change) for change in plan.news.answers],
        "gone": [vars(gone) for gone in plan.news.gone],
        "consequences": list(plan.news.sentences),
        "unread": [{"heading": column.heading, "people": column.people} for column in plan.unread],
        "open": [
            {open_question.kind: open_question.name, "why": open_question.why}
            for open_question in plan.open
        ],
        "doubts": [
            {"first": doubt.first, "second": doubt.second, "people": doubt.people}
            for doubt in plan.doubts
        ],
        "starts": plan.cohort.starts,
        "ends": plan.cohort.ends,
        "deadline": plan.cohort.deadline,
    }


def _file_data(count: FileCount) -> dict[str, Any]:
    """Return what became of the rows of one file."""
    reading = count.reading
    return {
        "file": reading.file,
        "rows": reading.rows,
        "imported": count.imported,
        "updated": count.updated,
        "superseded": count.superseded,
        "unchanged": count.unchanged,
        "set_aside": [{"line": row.line, "reason": row.reason} for row in reading.set_aside],
        "remarks": [{"line": remark.line, "why": remark.why} for remark in reading.remarks],
        "blank_rows": reading.blank_rows,
        "sheet": reading.sheet,
    }


def _columns_data(plan: ImportPlan) -> list[dict[str, Any]]:
    """Return what each column was taken for."""
    return [
        {
            "heading": column.heading,
            "field": column.field,
            "how": column.how,
            "sure": round(column.score),
            "samples": list(column.samples),
        }
        for column in plan.columns
    ]


def _repairs_data(plan: ImportPlan) -> list[dict[str, Any]]:
    """Return the cells that were repaired, as they were and as they are."""
    return [
        {
            "line": repair.line,
            "heading": repair.heading,
            "was": repair.was,
            "now": repair.now,
            "why": repair.why,
        }
        for count in plan.counts
        for repair in count.reading.repairs
    ]


def _flags_data(plan: ImportPlan) -> list[dict[str, Any]]:
    """Return the flags of the people in the files, in the order of the lines."""
    lines = {row.person: row.line for count in plan.counts for row in count.reading.submissions}
    lines.update({row.person: row.line for row in plan.new})
    flags = [
        {"line": lines[person.id], "person": person.id, "kind": flag.kind, "text": flag.text}
        for person in plan.applicants
        if person.id in lines
        for flag in person.flags
    ]
    return sorted(flags, key=lambda flag: (flag["line"], str(flag["text"])))


def applicant_data(roster: Roster, one: Applicant) -> dict[str, Any]:
    """Return a person with roles and verdicts."""
    roles = {}
    for key, entry in one.roles.items():
        data: dict[str, Any] = {
            "status": entry.verdict.status,
            "reasons": [
                {"rule": r.rule, "answer": r.answer, "needs": r.needs}
                for r in entry.verdict.reasons
            ],
            "waived": [{"rule": rule, "reason": reason} for rule, reason in entry.verdict.waived],
            "notes": list(entry.verdict.notes),
        }
        data["places"] = entry.places if entry.side == "helper" else 1
        data["places_assumed"] = entry.side == "helper" and entry.places_assumed
        roles[key] = data
    offers = dict.fromkeys(
        topic for entry in one.roles.values() if entry.side != "learner" for topic in entry.offers
    )
    wants = dict.fromkeys(
        topic for entry in one.roles.values() if entry.side != "helper" for topic in entry.wants
    )
    goals = next((entry.goals for entry in one.roles.values() if entry.goals), "")
    return {
        "id": one.id,
        "name": one.name,
        "email": one.email,
        "organisation": one.organisation,
        "roles": roles,
        "offers": list(offers),
        "wants": list(wants),
        "goals": goals,
        "flags": [
            {"key": f.key, "kind": f.kind, "text": f.text, "cleared": f.cleared} for f in one.flags
        ],
        "late": one.late,
        "superseded": one.superseded,
    }


def _person(problem: Problem, person: str, side: str) -> dict[str, str]:
    roster = problem.roster
    entry = (roster.helpers if side == "helper" else roster.learners).get(person)
    return {"id": person, "email": roster.people[person].email, "role": entry.role if entry else ""}


def _parts(one: Direction, parts: FitParts) -> dict[str, Any]:
    return {
        "interests": {
            "points": points(parts.interests),
            "of": points(parts.interests_of),
            "shared": list(one.shared),
            "missing": list(one.missing),
        },
        "goals": {
            "points": points(parts.goals),
            "of": points(parts.goals_of),
            "asked": parts.goals_asked,
            "meaning": None if parts.goals_meaning is None else points(parts.goals_meaning),
            "note": one.goals_note,
            "phrases": [list(two) for two in one.phrase_texts],
            "alike": [list(two) for two in one.alike],
        },
        "agreements": {
            "points": points(parts.agreements),
            "of": points(parts.agreements_of),
            "items": [
                {
                    "agreement": item.agreement.id,
                    "points": points(item.points),
                    "of": points(item.of),
                    "holds": agreement_sentence(item)[0],
                    "sentence": agreement_sentence(item)[1],
                }
                for item in parts.items
            ],
        },
    }


def pair_data(problem: Problem, helper: int, learner: int) -> dict[str, Any]:
    """Return a pair with its fit and parts; for peers the means of both directions, and both."""
    first = direction(problem, helper, learner)
    people = [
        _person(problem, problem.helper_ids[helper], "helper"),
        _person(problem, problem.learner_ids[learner], "learner"),
    ]
    data: dict[str, Any] = {
        "people": people,
        "fit": problem.points(helper, learner),
        "parts": _parts(first, first.parts),
    }
    if problem.peers:
        second = direction(problem, learner, helper)
        directions: list[dict[str, Any]] = []
        for each_direction, giver, taker in (
            (first, people[0], people[1]),
            (second, people[1], people[0]),
        ):
            directions.append(
                {
                    "from": giver["id"],
                    "to": taker["id"],
                    "fit": points(each_direction.parts.fit),
                    "parts": _parts(each_direction, each_direction.parts),
                }
            )
        data["parts"] = _mean_parts(directions[0]["parts"], directions[1]["parts"])
        data["directions"] = directions
    return data


def _mean_parts(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Return the means of two directions' points; lists are joined."""
    mean: dict[str, Any] = {}
    for name in first:
        mean[name] = {}
        for key, value in first[name].items():
            after = second[name][key]
            if value is None or after is None:
                mean[name][key] = value if after is None else after
            elif isinstance(value, (bool, str)):
                mean[name][key] = value or after
            elif isinstance(value, list):
                mean[name][key] = value + [item for item in after if item not in value]
            else:
                mean[name][key] = (value + after) / 2
    return mean


def scores_data(problem: Problem) -> Iterable[dict[str, Any]]:
    """Yield every allowed pair with fit and parts, helper by helper."""
    for helper in range(len(problem.helper_ids)):
        for learner in range(len(problem.learner_ids)):
            if problem.possible[helper, learner] and not (problem.peers and helper > learner):
                yield pair_data(problem, helper, learner)


def pair_state(roster: Roster, helper: str, learner: str) -> str:
    """Return suggested, accepted or pinned."""
    pair = roster.pair_of.get(roster.key(helper, learner))
    return pair.state if pair is not None and pair.state in ("accepted", "pinned") else "suggested"


def suggestion_data(
    problem: Problem, top: int | None = None, certain: Certain | None = None
) -> dict[str, Any]:
    """Return the proposal: pairs, those without one and why, and the topics to recruit for.

    Args:
        problem: the solved problem.
        top: how many of the best candidates to name for each learner.
        certain: how sure each pair is, when that was asked.
    """
    roster = problem.roster
    pairs = []
    for pair in problem.proposal.pairs:
        data = _suggested_data(problem, *pair, top)
        if certain is not None:
            data |= certainty_data(problem, pair, certain[pair])
        pairs.append(data)
    pairs.sort(key=lambda data: (-data["fit"], data["people"][1]["id"], data["people"][0]["id"]))
    return {
        "cohort": roster.cohort.name,
        "objective": problem.settings.objective,
        "optimal": problem.proposal.optimal,
        "pairs": pairs,
        "n_pairs": len(pairs),
        "total_fit": problem.total(problem.proposal),
        "unplaced": unplaced_data(problem),
        "recruit": [
            {
                "topic": recruit.topic,
                "unmet": recruit.unmet,
                "wanted": recruit.wanted,
                "offered": recruit.offered,
            }
            for recruit in recruiting(problem)
        ],
    }


def _suggested_data(problem: Problem, helper: int, learner: int, top: int | None) -> dict[str, Any]:
    roster = problem.roster
    helper_id, learner_id = problem.helper_ids[helper], problem.learner_ids[learner]
    data = pair_data(problem, helper, learner)
    data["state"] = pair_state(roster, helper_id, learner_id)
    data["ties"] = problem.ties(helper, learner)
    data["why"] = explain_pair(problem, helper, learner).why
    pair = roster.pair_of.get(roster.key(helper_id, learner_id))
    if pair is not None and pair.third:
        data["third"] = _person(problem, pair.third, "learner")
    if top:
        data["others"] = [
            _person(problem, problem.helper_ids[candidate], "helper")
            | {"fit": problem.points(candidate, learner)}
            for candidate in problem.candidates(learner)[:top]
            if candidate != helper
        ]
    return data


def unplaced_data(problem: Problem) -> list[dict[str, Any]]:
    """Return everybody who wants a pair and has none, with reasons; for peers whom they could join."""
    rows = []
    for unplaced in explain_unplaced(problem):
        data: dict[str, Any] = _person(problem, unplaced.person, "learner") | {
            "role": unplaced.role,
            "reasons": list(unplaced.reasons),
        }
        at = problem.learner_at.get(unplaced.person)
        if problem.peers and at is not None:
            data["third"] = [
                {
                    "pair": [problem.helper_ids[first], problem.learner_ids[second]],
                    "fit": worth / (2 * problem.unit),
                }
                for (first, second), worth in third_places(problem, at)[:3]
            ]
        rows.append(data)
    return rows


def decided_data(problem: Problem, pair: Pair) -> dict[str, Any]:
    """Return a decided pair with its dates and the sentence why."""
    helper, learner = problem.helper_at[pair.helper], problem.learner_at[pair.learner]
    people = [_person(problem, pair.helper, "helper"), _person(problem, pair.learner, "learner")]
    if pair.third:
        people.append(_person(problem, pair.third, "learner"))
    for person in people:
        person["name"] = problem.roster.name(person["id"])
    explained = explain_pair(problem, helper, learner)
    liaison = next(
        (liaison.name for liaison in problem.roster.liaisons if liaison.id == pair.liaison), ""
    )
    return {
        "people": people,
        "fit": explained.points,
        "state": pair.state,
        "decided_at": pair.at,
        "liaison": liaison,
        "starts": pair.starts,
        "ends": pair.ends,
        "why": why_together(problem, pair.helper, pair.learner, pair.third)
        if pair.third
        else explained.why,
        "reason": pair.reason,
        "shared": list(
            dict.fromkeys(
                topic for each_direction in explained.directions for topic in each_direction.shared
            )
        ),
    }


def log_data(entry: LogEntry) -> dict[str, Any]:
    """Return one entry of the log."""
    return {
        "number": entry.number,
        "at": entry.at,
        "cohort": entry.step.cohort,
        "kind": entry.step.kind,
        "sentence": entry.step.sentence,
        "people": list(entry.step.people),
        "reason": entry.step.reason,
        "cascade": list(entry.step.cascade),
        "undone": entry.undone,
    }
