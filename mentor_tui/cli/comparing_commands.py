"""Commands that ask what another choice would bring, and keep another weighing; what-if writes nothing."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from ..actions.comparing import (
    compare_runs,
    compare_with_solver,
    set_meaning,
    set_objective,
    set_weights,
    words_of,
)
from ..actions.deciding import find_person
from ..actions.meanings import counts_meaning
from ..actions.orienting import Way, way_between
from ..actions.roster_loading import load_roster
from ..actions.suggesting import read_weights
from ..actions.workspace import Workspace
from ..domain.side_words import side_words
from ..matching.pairing import OBJECTIVES
from ..matching.problem import Problem, settings_of, weights_of
from ..matching.what_if import Consequence, consequence
from .adding import add
from .matching_commands import OBJECTIVE_HELP, add_wishes, places_in, problem_wished
from .printing import print_json, print_rows, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    what_if = add(
        commands=commands,
        common=common,
        name="what-if",
        help_text="what another candidate would bring; writes nothing",
        example="what-if --cohort fall ana@example.org beth@example.org",
        run=_what_if,
        cohort=True,
        formats=("table", "json"),
    )
    what_if.add_argument("people", nargs=2, metavar="PERSON")
    _register_comparing(commands, common)
    _register_settings(commands, common)


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
    add_wishes(compare)
    compare.add_argument("--objective", choices=OBJECTIVES, help=OBJECTIVE_HELP)
    compare.add_argument("--minimum-fit", type=float, metavar="N")
    compare.add_argument(
        "--decided", action="store_true", help="what was decided by hand against the solver"
    )


def _register_settings(commands: Any, common: argparse.ArgumentParser) -> None:
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
    objective = add(
        commands=commands,
        common=common,
        name="objective",
        help_text="show what a cohort's list aims at, or keep another aim with it",
        example="objective --cohort fall lift-lowest",
        run=_objective,
        cohort=True,
    )
    objective.add_argument("objective", nargs="?", choices=OBJECTIVES, help=OBJECTIVE_HELP)
    meaning = add(
        commands=commands,
        common=common,
        name="meaning",
        help_text="show whether a cohort's goals are compared by meaning too, or change it",
        example="meaning --cohort fall on",
        run=_meaning,
        cohort=True,
        formats=("table", "json"),
    )
    meaning.add_argument("state", nargs="?", choices=("on", "off"), help="on or off")


def _meaning(workspace: Workspace, arguments: argparse.Namespace) -> None:
    if arguments.state:
        entry = set_meaning(workspace, arguments.cohort, arguments.state == "on")
        say(f"{entry.step.sentence}.")
        return
    cohort = workspace.cohort(arguments.cohort)
    on = counts_meaning(cohort, workspace.programme_of(cohort))
    if arguments.format == "json":
        print_json({"cohort": cohort.name, "meaning": on})
        return
    print("on" if on else "off")


def _what_if(workspace: Workspace, arguments: argparse.Namespace) -> None:
    problem = problem_wished(workspace, arguments)
    first, second = (find_person(problem.roster, who).id for who in arguments.people)
    way = way_between(problem, first, second)
    main = consequence(problem, *places_in(problem, way.helper, way.learner))
    turned = _turned(problem, way)
    if arguments.format == "json":
        data = _what_if_data(problem, main)
        if turned is not None:
            data["other_way"] = _what_if_data(problem, turned)
        print_json(data)
        return
    _print_what_if(problem, main)
    if turned is not None:
        print("the other way round:")
        _print_what_if(problem, turned)


def _turned(problem: Problem, way: Way) -> Consequence | None:
    """Return what the other way round would bring, where both can help and learn."""
    helper = problem.helper_at.get(way.learner)
    learner = problem.learner_at.get(way.helper)
    if not way.both or helper is None or learner is None:
        return None
    return consequence(problem, helper, learner)


def _print_what_if(problem: Problem, found: Consequence) -> None:
    name = problem.roster.name
    helper_id, learner_id = problem.helper_ids[found.helper], problem.learner_ids[found.learner]
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
    comparison = (
        compare_with_solver(roster)
        if arguments.decided
        else compare_runs(roster, weights, arguments.objective, arguments.minimum_fit)
    )
    if arguments.format == "json":
        print_json(asdict(comparison) | {"price": comparison.price})
        return
    print(
        f"{side_words(roster).learners_counted(comparison.agreed)} agree, {len(comparison.different)} differ"
    )
    print(
        f"pairs {comparison.pairs[0]} and {comparison.pairs[1]}, total fit {comparison.totals[0]:.1f} and {comparison.totals[1]:.1f}"
    )
    print(comparison.price)
    rows = [
        (
            roster.name(difference.learner),
            roster.name(difference.before) or "nobody",
            f"{difference.fit_before:.1f}",
            roster.name(difference.after) or "nobody",
            f"{difference.fit_after:.1f}",
        )
        for difference in comparison.different
    ]
    headings = (side_words(roster).learner, "now", "fit", "then", "fit")
    print_rows(arguments.format, headings, rows)


def _weights(workspace: Workspace, arguments: argparse.Namespace) -> None:
    if not arguments.weights:
        print(words_of(weights_of(load_roster(workspace, arguments.cohort))))
        return
    say(
        f"{set_weights(workspace, arguments.cohort, read_weights(arguments.weights)).step.sentence}."
    )


def _objective(workspace: Workspace, arguments: argparse.Namespace) -> None:
    if not arguments.objective:
        print(settings_of(load_roster(workspace, arguments.cohort)).objective)
        return
    entry = set_objective(workspace, arguments.cohort, arguments.objective)
    say(f"{entry.step.sentence}.")
