"""Commands that score, propose and explain; they write nothing."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from ..actions.comparing import compare_runs, compare_with_solver, set_weights, words_of
from ..actions.deciding import find_person, orient
from ..actions.presenting import pair_data, scores_data, suggestion_data
from ..actions.roster_loading import load_roster
from ..actions.suggesting import problem_of, read_weights
from ..actions.workspace import ActionError, Workspace
from ..matching.explain import agreement_sentence, explain_pair, explain_unplaced, remedies
from ..matching.pairing import OBJECTIVES
from ..matching.problem import Problem, weights_of
from ..matching.what_if import Consequence, consequence
from ..matching.why import goals_remark
from .adding import add
from .printing import print_csv, print_json, print_json_list, print_table, say


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
    _add_wishes(scores)
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
    _add_wishes(suggest)
    suggest.add_argument(
        "--objective", choices=OBJECTIVES, help="first the most pairs, or the highest total alone"
    )
    suggest.add_argument("--minimum-fit", type=float, metavar="N", help="no pair below this fit")
    suggest.add_argument(
        "--top", type=int, metavar="K", help="name the K best candidates for each learner"
    )
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
    what_if = add(
        commands=commands,
        common=common,
        name="what-if",
        help_text="what another helper would bring; writes nothing",
        example="what-if --cohort fall ana@example.org beth@example.org",
        run=_what_if,
        cohort=True,
        formats=("table", "json"),
    )
    what_if.add_argument("learner")
    what_if.add_argument("helper")
    _register_comparing(commands, common)


def _register_comparing(commands: Any, common: argparse.ArgumentParser) -> None:
    compare = add(
        commands=commands,
        common=common,
        name="compare",
        help_text="two runs side by side; writes nothing",
        example="compare --cohort fall --weights interests=1,goals=0,agreements=0",
        run=_compare,
        cohort=True,
        formats=("table", "json"),
    )
    _add_wishes(compare)
    compare.add_argument("--objective", choices=OBJECTIVES)
    compare.add_argument("--minimum-fit", type=float, metavar="N")
    compare.add_argument(
        "--decided", action="store_true", help="what was decided by hand against the solver"
    )
    weights = add(
        commands=commands,
        common=common,
        name="weights",
        help_text="show a cohort's weights, or keep others with it",
        example="weights --cohort fall interests=50,goals=40,agreements=10",
        run=_weights,
        cohort=True,
    )
    weights.add_argument(
        "weights", nargs="?", default="", metavar="interests=N,goals=N,agreements=N"
    )


def _add_wishes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--weights",
        metavar="interests=1,goals=0,agreements=0",
        help="other weights, for the moment",
    )


def _problem(workspace: Workspace, arguments: argparse.Namespace) -> Problem:
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
    problem = _problem(workspace, arguments)
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
    problem = _problem(workspace, arguments)
    data = suggestion_data(problem, arguments.top)
    if arguments.format == "json":
        print_json(data)
        return
    name = problem.roster.name
    rows = [
        (
            round(pair["fit"], 1),
            name(pair["people"][1]["id"]),
            name(pair["people"][0]["id"]),
            pair["state"],
            f"{pair['ties']} others fit equally" if pair["ties"] else "",
            pair["why"],
        )
        for pair in data["pairs"]
    ]
    headings = ("fit", "learner", "helper", "state", "ties", "why")
    if arguments.format == "csv":
        print_csv(headings, rows)
        return
    print_table(headings, rows)
    print(
        f"\n{data['n_pairs']} pairs, total fit {data['total_fit']:.1f}, proved optimal ({data['objective']})"
    )
    for one in data["unplaced"]:
        print(f"without a pair: {name(one['id'])}: {'; '.join(one['reasons'])}")
    for one in data["recruit"][:5]:
        print(
            f"recruit for: {one['topic']} (unmet for {one['unmet']}, offered by {one['offered']})"
        )


def _explain(workspace: Workspace, arguments: argparse.Namespace) -> None:
    problem = _problem(workspace, arguments)
    first = find_person(problem.roster, arguments.person)
    if arguments.other:
        second = find_person(problem.roster, arguments.other)
        helper, learner = orient(problem.roster, first.id, second.id)
        _explain_two(problem, helper, learner, arguments.format)
        return
    _explain_one(problem, first.id, arguments.format)


def _places_in(problem: Problem, helper: str, learner: str) -> tuple[int, int]:
    """Return the positions of two people, or say why one takes no part."""
    for person, known in ((helper, problem.helper_at), (learner, problem.learner_at)):
        if person not in known:
            said = " ".join(block.sentence for block in problem.roster.blocks(helper, learner))
            raise ActionError(
                said or f"{problem.roster.name(person)} takes no part in the matching"
            )
    return problem.helper_at[helper], problem.learner_at[learner]


def _explain_two(problem: Problem, helper_id: str, learner_id: str, form: str) -> None:
    helper, learner = _places_in(problem, helper_id, learner_id)
    explained = explain_pair(problem, helper, learner)
    if form == "json":
        data = pair_data(problem, helper, learner)
        data |= {
            "why": explained.why,
            "ties": explained.ties,
            "blocks": [{"rule": b.rule, "sentence": b.sentence} for b in explained.blocks],
        }
        print_json(data)
        return
    name = problem.roster.name
    say_line = f"{name(learner_id)} with {name(helper_id)}: fit {explained.points:.1f}"
    print(say_line + (f", {explained.ties} others fit equally" if explained.ties else ""))
    for one in explained.directions:
        parts = one.parts
        if problem.peers:
            print(
                f"{name(problem.helper_ids[one.helper])} gives {name(problem.learner_ids[one.learner])} {parts.fit / 1000:.1f}"
            )
        print(
            f"  interests +{parts.interests / 1000:.1f} of {parts.interests_of / 1000:.1f}: shared {', '.join(one.shared) or 'none'}; not offered {', '.join(one.missing) or 'none'}"
        )
        print(
            f"  goals +{parts.goals / 1000:.1f} of {parts.goals_of / 1000:.1f}: {goals_remark(one.phrase_texts, one.alike, one.goals_note)}"
        )
        for item in parts.items:
            print(
                f"  {item.agreement.label} +{item.points / 1000:.1f}: {agreement_sentence(item)[1]}"
            )
    for block in explained.blocks:
        print(f"  ! {block.rule}: {block.sentence}")
    print(f"  {explained.why}")


def _explain_one(problem: Problem, person: str, form: str) -> None:
    roster = problem.roster
    unplaced = {one.person: one for one in explain_unplaced(problem)}
    if person in unplaced:
        found = remedies(problem, person)
        reasons = unplaced[person].reasons
        if form == "json":
            print_json(
                {
                    "person": person,
                    "reasons": list(reasons),
                    "remedies": [
                        {"kind": r.kind, "person": r.person, "sentence": r.sentence} for r in found
                    ],
                }
            )
            return
        print(f"{roster.name(person)} has no pair: {'; '.join(reasons)}")
        for remedy in found:
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
        _explain_two(problem, problem.helper_ids[helper], problem.learner_ids[learner], form)


def _what_if(workspace: Workspace, arguments: argparse.Namespace) -> None:
    problem = _problem(workspace, arguments)
    learner_id = find_person(problem.roster, arguments.learner).id
    helper_id = find_person(problem.roster, arguments.helper).id
    helper, learner = _places_in(problem, helper_id, learner_id)
    found = consequence(problem, helper, learner)
    if arguments.format == "json":
        print_json(_what_if_data(problem, found))
        return
    name = problem.roster.name
    print(f"{name(learner_id)} with {name(helper_id)}: fit {found.fit:.1f}")
    if not found.possible:
        print(f"  not possible: {found.why_not}")
        return
    print(f"  the cohort: total {found.change:+.1f}, pairs {found.pairs:+d}")
    for move in found.moves:
        before = name(problem.helper_ids[move.before]) if move.before is not None else "nobody"
        after = name(problem.helper_ids[move.after]) if move.after is not None else "nobody"
        print(
            f"  {name(problem.learner_ids[move.learner])}: {before} ({move.fit_before:.1f}) -> {after} ({move.fit_after:.1f})"
        )


def _what_if_data(problem: Problem, found: Consequence) -> dict[str, Any]:
    def helper(at: int | None) -> str | None:
        return None if at is None else problem.helper_ids[at]

    return {
        "learner": problem.learner_ids[found.learner],
        "helper": problem.helper_ids[found.helper],
        "fit": found.fit,
        "possible": found.possible,
        "why_not": found.why_not,
        "change": found.change,
        "pairs": found.pairs,
        "moves": [
            {
                "learner": problem.learner_ids[m.learner],
                "before": helper(m.before),
                "after": helper(m.after),
                "fit_before": m.fit_before,
                "fit_after": m.fit_after,
            }
            for m in found.moves
        ],
        "left_out": [problem.learner_ids[at] for at in found.left_out],
    }


def _compare(workspace: Workspace, arguments: argparse.Namespace) -> None:
    roster = load_roster(workspace, arguments.cohort)
    weights = read_weights(arguments.weights) if arguments.weights else None
    found = (
        compare_with_solver(roster)
        if arguments.decided
        else compare_runs(roster, weights, arguments.objective, arguments.minimum_fit)
    )
    if arguments.format == "json":
        print_json(asdict(found))
        return
    print(f"{found.agreed} learners agree, {len(found.different)} differ")
    print(
        f"pairs {found.pairs[0]} and {found.pairs[1]}, total fit {found.totals[0]:.1f} and {found.totals[1]:.1f}"
    )
    rows = [
        (
            roster.name(one.learner),
            roster.name(one.before) or "nobody",
            f"{one.fit_before:.1f}",
            roster.name(one.after) or "nobody",
            f"{one.fit_after:.1f}",
        )
        for one in found.different
    ]
    print_table(("learner", "now", "fit", "then", "fit"), rows)


def _weights(workspace: Workspace, arguments: argparse.Namespace) -> None:
    if not arguments.weights:
        print(words_of(weights_of(load_roster(workspace, arguments.cohort))))
        return
    say(
        f"{set_weights(workspace, arguments.cohort, read_weights(arguments.weights)).step.sentence}."
    )
