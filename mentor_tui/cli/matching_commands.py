"""Commands that score, propose and explain; they write nothing."""

from __future__ import annotations

import argparse
from typing import Any

from ..actions.certainty import (
    Certain,
    certainty_counts,
    certainty_data,
    certainty_of,
    certainty_sentence,
    certainty_words,
)
from ..actions.deciding import find_person
from ..actions.orienting import Way, way_between
from ..actions.presenting import pair_data, scores_data, suggestion_data
from ..actions.suggesting import problem_of, read_weights
from ..actions.workspace import ActionError, Workspace
from ..domain.counted import pairs_counted
from ..domain.side_words import pair_headings
from ..matching.certainty import certainties
from ..matching.explain import agreement_sentence, explain_pair, explain_unplaced, remedies
from ..matching.pairing import OBJECTIVES
from ..matching.problem import Problem
from ..matching.why import goals_remark, meaning_remark
from .adding import add
from .printing import print_csv, print_json, print_json_list, print_rows

OBJECTIVE_HELP = (
    "first the most pairs; the highest total alone; or the most pairs with the lowest fits lifted"
)


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    scores = add(
        commands=commands,
        common=common,
        name="scores",
        help_text="every allowed pair with fit and parts",
        example="scores --cohort spring-2027",
        run=_scores,
        cohort=True,
        formats=("csv", "json"),
    )
    add_wishes(scores)
    suggest = add(
        commands=commands,
        common=common,
        name="suggest",
        help_text="the proposed pairs; writes nothing",
        example="suggest --cohort spring-2027 --format json",
        run=_suggest,
        cohort=True,
        formats=("table", "csv", "json"),
    )
    add_wishes(suggest)
    suggest.add_argument("--objective", choices=OBJECTIVES, help=OBJECTIVE_HELP)
    suggest.add_argument(
        "--sure", action="store_true", help="say of each pair: settled, free or depends"
    )
    suggest.add_argument("--minimum-fit", type=float, metavar="N", help="no pair below this fit")
    suggest.add_argument(
        "--top", type=int, metavar="K", help="name the K best candidates for each person"
    )
    _register_explain(commands, common)


def _register_explain(commands: Any, common: argparse.ArgumentParser) -> None:
    explain = add(
        commands=commands,
        common=common,
        name="explain",
        help_text="why this pair, or why nobody",
        example="explain --cohort fall ana@example.org",
        run=_explain,
        cohort=True,
        formats=("table", "json"),
    )
    explain.add_argument("person")
    explain.add_argument("other", nargs="?")


def add_wishes(parser: argparse.ArgumentParser) -> None:
    """Add the option for other weights."""
    parser.add_argument(
        "--weights",
        metavar="interests=1,goals=0,agreements=0",
        help="other weights, for the moment",
    )


def problem_wished(workspace: Workspace, arguments: argparse.Namespace) -> Problem:
    """Return the problem of the cohort with the wishes of the command line."""
    weights = read_weights(arguments.weights) if getattr(arguments, "weights", None) else None
    minimum = getattr(arguments, "minimum_fit", None)
    if minimum is not None and not 0 <= minimum <= 100:
        raise ActionError("--minimum-fit is a number of points from 0 to 100")
    return problem_of(
        workspace=workspace,
        cohort=arguments.cohort,
        weights=weights,
        objective=getattr(arguments, "objective", None),
        minimum_fit=minimum,
    )


def _scores(workspace: Workspace, arguments: argparse.Namespace) -> None:
    problem = problem_wished(workspace, arguments)
    if arguments.format == "json":
        print_json_list(scores_data(problem))
        return
    headings = (
        "helper",
        "helper email",
        "learner",
        "learner email",
        "fit",
        "interests",
        "goals",
        "agreements",
        "shared",
    )
    print_csv(headings, (_score_row(data) for data in scores_data(problem)))


def _score_row(data: dict[str, Any]) -> tuple[Any, ...]:
    first, second = data["people"]
    parts = data["parts"]
    return (
        first["id"],
        first["email"],
        second["id"],
        second["email"],
        data["fit"],
        parts["interests"]["points"],
        parts["goals"]["points"],
        parts["agreements"]["points"],
        "; ".join(parts["interests"]["shared"]),
    )


def _suggest(workspace: Workspace, arguments: argparse.Namespace) -> None:
    problem = problem_wished(workspace, arguments)
    certain = certainties(problem) if arguments.sure else None
    data = suggestion_data(problem, arguments.top, certain)
    if arguments.format == "json":
        print_json(data)
        return
    headings, rows = _suggestion_table(problem, data, certain)
    if arguments.format == "csv":
        print_csv(headings, rows)
        return
    own = headings[:1] + pair_headings(problem.roster) + headings[3:]
    print_rows(arguments.format, own, rows)
    name = problem.roster.name
    proved = "proved optimal" if data["optimal"] else "not proved optimal"
    print(
        f"\n{pairs_counted(data['n_pairs'])}, total fit {data['total_fit']:.1f}, {proved} ({data['objective']})"
    )
    if certain is not None:
        counts = certainty_counts(certain)
        print(", ".join(f"{count} {word}" for word, count in counts.items()))
    for entry in data["unplaced"]:
        print(f"without a pair: {name(entry['id'])}: {'; '.join(entry['reasons'])}")
    for entry in data["recruit"][:5]:
        print(
            f"recruit for: {entry['topic']} (unmet for {entry['unmet']}, offered by {entry['offered']})"
        )


def _suggestion_table(
    problem: Problem, data: dict[str, Any], certain: Certain | None
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    name = problem.roster.name
    rows = []
    for pair in data["pairs"]:
        helper, learner = (person["id"] for person in pair["people"])
        sure: tuple[str, ...] = ()
        if certain is not None:
            at = problem.helper_at[helper], problem.learner_at[learner]
            sure = (certainty_words(problem, certain[at]),)
        rows.append(
            (
                round(pair["fit"], 1),
                name(learner),
                name(helper),
                pair["state"],
                f"{pair['ties']} others fit equally" if pair["ties"] else "",
                *sure,
                pair["why"],
            )
        )
    added = () if certain is None else ("sure",)
    return ("fit", "learner", "helper", "state", "ties", *added, "why"), rows


def _explain(workspace: Workspace, arguments: argparse.Namespace) -> None:
    problem = problem_wished(workspace, arguments)
    first = find_person(problem.roster, arguments.person)
    if arguments.other:
        second = find_person(problem.roster, arguments.other)
        way = way_between(problem, first.id, second.id)
        _explain_two(problem, way, arguments.format)
        return
    _explain_one(problem, first.id, arguments.format)


def places_in(problem: Problem, helper: str, learner: str) -> tuple[int, int]:
    """Return the positions of two people, or say why one takes no part."""
    for person, known in ((helper, problem.helper_at), (learner, problem.learner_at)):
        if person not in known:
            sentences = " ".join(block.sentence for block in problem.roster.blocks(helper, learner))
            raise ActionError(
                sentences or f"{problem.roster.name(person)} takes no part in the matching"
            )
    return problem.helper_at[helper], problem.learner_at[learner]


def _explain_two(problem: Problem, way: Way, form: str) -> None:
    """Explain a pair; where both can help and learn, the other way round as well."""
    helper, learner = places_in(problem, way.helper, way.learner)
    turned = way.turned if way.both else None
    if turned and (
        turned.helper not in problem.helper_at or turned.learner not in problem.learner_at
    ):
        turned = None
    if form == "json":
        data = _explained_data(problem, helper, learner)
        if turned:
            data["other_way"] = _explained_data(
                problem, *places_in(problem, turned.helper, turned.learner)
            )
        print_json(data)
        return
    _print_explained(problem, way.helper, way.learner)
    if turned:
        print("the other way round:")
        _print_explained(problem, turned.helper, turned.learner)


def _explained_data(problem: Problem, helper: int, learner: int) -> dict[str, Any]:
    explained = explain_pair(problem, helper, learner)
    data = pair_data(problem, helper, learner)
    data |= {
        "why": explained.why,
        "ties": explained.ties,
        "blocks": [{"rule": b.rule, "sentence": b.sentence} for b in explained.blocks],
    }
    certainty = certainty_of(problem, (helper, learner))
    if certainty is not None:
        data |= certainty_data(problem, (helper, learner), certainty)
        data["how_sure"] = certainty_sentence(problem, (helper, learner), certainty)
    return data


def _print_explained(problem: Problem, helper_id: str, learner_id: str) -> None:
    helper, learner = problem.helper_at[helper_id], problem.learner_at[learner_id]
    explained = explain_pair(problem, helper, learner)
    name = problem.roster.name
    say_line = f"{name(learner_id)} with {name(helper_id)}: fit {explained.points:.1f}"
    print(say_line + (f", {explained.ties} others fit equally" if explained.ties else ""))
    for direction in explained.directions:
        parts = direction.parts
        if problem.peers:
            print(
                f"{name(problem.helper_ids[direction.helper])} gives {name(problem.learner_ids[direction.learner])} {parts.fit / 1000:.1f}"
            )
        print(
            f"  interests +{parts.interests / 1000:.1f} of {parts.interests_of / 1000:.1f}: shared {', '.join(direction.shared) or 'none'}; not offered {', '.join(direction.missing) or 'none'}"
        )
        print(
            f"  goals +{parts.goals / 1000:.1f} of {parts.goals_of / 1000:.1f}{meaning_remark(parts)}: {goals_remark(direction.phrase_texts, direction.alike, direction.goals_note)}"
        )
        for item in parts.items:
            print(
                f"  {item.agreement.label} +{item.points / 1000:.1f}: {agreement_sentence(item)[1]}"
            )
    for block in explained.blocks:
        print(f"  ! {block.rule}: {block.sentence}")
    print(f"  {explained.why}")
    certainty = certainty_of(problem, (helper, learner))
    if certainty is not None:
        print(f"  {certainty_sentence(problem, (helper, learner), certainty)}")


def _explain_one(problem: Problem, person: str, form: str) -> None:
    roster = problem.roster
    unplaced = {unplaced.person: unplaced for unplaced in explain_unplaced(problem)}
    if person in unplaced:
        matching_remedies = remedies(problem, person)
        reasons = unplaced[person].reasons
        if form == "json":
            print_json(
                {
                    "person": person,
                    "reasons": list(reasons),
                    "remedies": [
                        {"kind": r.kind, "person": r.person, "sentence": r.sentence}
                        for r in matching_remedies
                    ],
                }
            )
            return
        print(f"{roster.name(person)} has no pair: {'; '.join(reasons)}")
        for remedy in matching_remedies:
            print(f"  would help: {remedy.sentence}")
        return
    pairs = [
        (helper, learner)
        for helper, learner in problem.proposal.pairs
        if person in (problem.helper_ids[helper], problem.learner_ids[learner])
    ]
    if not pairs:
        verdicts = "; ".join(
            f"{key}: {entry.verdict.status}" for key, entry in roster.people[person].roles.items()
        )
        if form == "json":
            print_json({"person": person, "reasons": [verdicts], "remedies": []})
        else:
            print(f"{roster.name(person)} has no pair ({verdicts})")
    for helper, learner in pairs:
        way = Way(helper=problem.helper_ids[helper], learner=problem.learner_ids[learner])
        _explain_two(problem, way, form)
