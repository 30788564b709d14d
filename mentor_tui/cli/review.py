"""The board as question and answer: one line a field, no redraw, no escape codes."""

from __future__ import annotations

from typing import TextIO

from ..actions import deciding
from ..actions.suggesting import problem_of
from ..actions.workspace import ActionError, Workspace
from ..domain.visible import visible
from ..matching.explain import agreement_sentence, explain_pair
from ..matching.problem import Problem
from ..store import StoreError

HELP = (
    "a accept, x reject, s later, p pin, 0 leave unplaced, n next candidate, u undo, q quit, ? help"
)


def review(workspace: Workspace, cohort: str, source: TextIO, target: TextIO) -> None:
    """Ask about each undecided learner until all are decided or the coordinator stops."""

    def tell(text: str) -> None:
        target.write(visible(text) + "\n")
        target.flush()

    problem = problem_of(workspace, cohort)
    later: set[str] = set()
    tell(f"{cohort}: {len(_open(problem, later))} learners to decide. {HELP}")
    while waiting := _open(problem, later):
        learner = waiting[0]
        answer = _ask_about(problem, learner, source, tell)
        if answer is None:
            tell("Stopped. Everything decided is saved.")
            return
        key, helper = answer
        problem = _carry_out(
            workspace=workspace,
            cohort=cohort,
            problem=problem,
            key=key,
            learner=learner,
            helper=helper,
            later=later,
            tell=tell,
        )
    tell("Everybody is decided, put off, or has nobody left.")


def _open(problem: Problem, later: set[str]) -> list[int]:
    roster = problem.roster
    return [
        at
        for at, person in enumerate(problem.learner_ids)
        if person not in roster.placed
        and person not in roster.status_of
        and person not in later
        and problem.candidates(at)
    ]


def _ask_about(
    problem: Problem, learner: int, source: TextIO, tell: object
) -> tuple[str, int] | None:
    """Show a learner's candidates one by one until a decision key comes; None at the end of input."""
    say = tell if callable(tell) else print
    candidates = _ordered(problem, learner)
    at = 0
    while True:
        helper = candidates[at % len(candidates)]
        _describe(
            problem=problem,
            helper=helper,
            learner=learner,
            place=f"{at % len(candidates) + 1} of {len(candidates)}",
            say=say,
        )
        while True:
            say("Your key?")
            line = source.readline()
            key = line.strip()[:1]
            if not line or key == "q":
                return None
            if key == "n":
                at += 1
                break
            if key in ("a", "x", "s", "p", "0", "u"):
                return key, helper
            say(HELP)


def _ordered(problem: Problem, learner: int) -> list[int]:
    suggested = problem.partner.get(learner)
    others = [helper for helper in problem.candidates(learner) if helper != suggested]
    return ([suggested] if suggested is not None else []) + others


def _describe(problem: Problem, helper: int, learner: int, place: str, say: object) -> None:
    tell = say if callable(say) else print
    roster = problem.roster
    taker, giver = (
        roster.people[problem.learner_ids[learner]],
        roster.people[problem.helper_ids[helper]],
    )
    tell("")
    tell(f"Learner: {taker.name}, {taker.organisation}")
    tell(f"Helper {place}: {giver.name}, {giver.organisation}")
    explained = explain_pair(problem, helper, learner)
    tell(f"Fit: {explained.points:.1f}")
    for one in explained.directions:
        tell(f"Shared: {', '.join(one.shared) or 'none'}")
        tell(f"Wanted, not offered: {', '.join(one.missing) or 'none'}")
        tell(f"Goals: {problem.scores.learners[one.learner].goals or '(blank)'}")
        tell(f"Offer: {problem.scores.helpers[one.helper].offer_text or '(blank)'}")
        for item in one.parts.items:
            tell(f"{item.agreement.label.capitalize()}: {agreement_sentence(item)[1]}")
    for person in (taker, giver):
        for flag in person.flags:
            if not flag.cleared:
                tell(f"To check, {person.name}: {flag.text}")


def _carry_out(
    workspace: Workspace,
    cohort: str,
    problem: Problem,
    key: str,
    learner: int,
    helper: int,
    later: set[str],
    tell: object,
) -> Problem:
    say = tell if callable(tell) else print
    people = [problem.helper_ids[helper], problem.learner_ids[learner]]
    words = {"a": "accept", "x": "reject", "p": "pin"}
    try:
        if key == "u":
            entries = workspace.store.undo()
            say(f"Undone: {entries[0].step.sentence}." if entries else "Nothing to undo.")
        elif key in words:
            say(f"{deciding.decide(workspace, cohort, words[key], people).step.sentence}.")
        else:
            kind = "later" if key == "s" else "unplace"
            say(f"{deciding.decide(workspace, cohort, kind, people[1:]).step.sentence}.")
    except (ActionError, StoreError) as error:
        say(str(error))
        later.add(people[1])
    return problem_of(workspace, cohort)
