"""Texts to read in an overlay: a person's whole card, why a pair, why nobody."""

from __future__ import annotations

from textual.content import Content

from ..domain.roster import Roster
from ..domain.side_words import side_words
from ..matching.explain import (
    Direction,
    PairExplanation,
    agreement_sentence,
    remedies,
    unplaced_reasons,
)
from ..matching.problem import Problem
from .text import MISSING, QUIET, line, marked, told


def person_reading(roster: Roster, person_id: str) -> list[Content]:
    """Return a person's whole card: roles with verdicts, flags, every answer, what the form asked besides."""
    person = roster.people[person_id]
    lines = [
        line((person.name, "bold"), f"   {person.email}   ", (person.id, QUIET)),
        told(person.organisation),
    ]
    if person.note:
        lines.append(line(("note  ", QUIET), person.note))
    for key, entry in person.roles.items():
        style = (
            "$shared bold"
            if entry.eligible
            else "$blocking bold"
            if entry.verdict.status == "ineligible"
            else MISSING
        )
        lines += [
            Content(""),
            line((roster.programme.roles[key].label, "bold"), ": ", (entry.verdict.status, style)),
        ]
        for reason in entry.verdict.reasons:
            lines.append(
                line(
                    ("  ! ", "$blocking bold"),
                    f"{reason.rule}: answered {reason.answer!r}, needs {reason.needs}",
                )
            )
        for rule, why in entry.verdict.waived:
            lines.append(line(("  waived ", MISSING), f"{rule}: {why}"))
        for note in entry.verdict.notes:
            lines.append(line(("  note ", QUIET), note))
        if entry.side == "helper":
            assumed = (
                " (assumed: the answer was blank or not clear)" if entry.places_assumed else ""
            )
            lines.append(line(("  places ", QUIET), f"{entry.places}{assumed}"))
    lines += _flags(person_id, roster)
    lines += _history(roster, person_id)
    return [*lines, *_answers(roster, person_id)]


def _flags(person_id: str, roster: Roster) -> list[Content]:
    flags = roster.people[person_id].flags
    if not flags:
        return []
    lines = [Content(""), told("To read", "bold")]
    for flag in flags:
        state = ("cleared ", QUIET) if flag.cleared else ("~ open ", MISSING)
        lines.append(
            line(("  ", ""), state, (f"{flag.kind}: ", QUIET))
            + marked(flag.text, flag.marks, "$missing bold underline")
        )
    return lines


def _history(roster: Roster, person_id: str) -> list[Content]:
    """Return where the person was in a pair before, and which rows of which files count."""
    person = roster.people[person_id]
    lines: list[Content] = []
    for both, cohort in sorted(roster.met.items(), key=lambda each_person_id: each_person_id[1]):
        if person_id in both:
            partner = next(
                (each_person_id for each_person_id in both if each_person_id != person_id), ""
            )
            lines.append(
                told(
                    f"  a pair in {cohort}"
                    + (f" with {roster.name(partner)}" if partner in roster.people else "")
                )
            )
    if person.superseded:
        lines.append(told(f"  {person.superseded} older submission(s) are superseded"))
    lines += [told(f"  from {source}", QUIET) for source in person.sources]
    return [Content(""), told("History", "bold"), *lines] if lines else []


def _answers(roster: Roster, person_id: str) -> list[Content]:
    person = roster.people[person_id]
    lines = [Content(""), told("Answers", "bold")]
    seen: set[tuple[str, str]] = set()
    for entry in person.roles.values():
        for answer in entry.answers.values():
            if (answer.field, answer.text) in seen:
                continue
            seen.add((answer.field, answer.text))
            lines.append(
                line((f"  {answer.label}: ", QUIET), answer.text or "(blank)")
                + (told("  private", MISSING) if answer.private else Content(""))
            )
            if answer.corrected or answer.repaired:
                word = "corrected" if answer.corrected else "repaired"
                lines.append(
                    line(
                        (f"      {word}; the original answer: ", MISSING),
                        answer.original or "(blank)",
                        (f"  {answer.reason}", QUIET),
                    )
                )
            if answer.unclear:
                lines.append(line(("      ~ ", MISSING), answer.unclear))
            for was, now in answer.rewritten:
                lines.append(line(("      ~ ", MISSING), f"{was!r} was read as {now!r}"))
    for heading, text in person.extra.items():
        lines.append(line((f"  {heading}: ", QUIET), text))
    return lines


def pair_reading(problem: Problem, explained: PairExplanation) -> tuple[str, list[Content]]:
    """Return title and lines that say why a pair suits."""
    name = problem.roster.name
    learner, helper = (
        name(problem.learner_ids[explained.learner]),
        name(problem.helper_ids[explained.helper]),
    )
    lines = [
        line(
            ("Fit ", QUIET),
            (f"{explained.points:.1f}", "bold"),
            (f"   {explained.ties} others fit equally" if explained.ties else "", QUIET),
        )
    ]
    for direction in explained.directions:
        lines += _direction_lines(problem, direction)
    lines.append(Content(""))
    lines += [line(("! ", "$blocking bold"), block.sentence) for block in explained.blocks] or [
        told("No rule blocks this pair.", QUIET)
    ]
    lines += _next_best(problem, explained)
    return f"Why {learner} with {helper}", [
        *lines,
        Content(""),
        line(("In the letter: ", QUIET), explained.why),
    ]


def _direction_lines(problem: Problem, direction: Direction) -> list[Content]:
    """Return what a helper gives a learner, part by part."""
    name = problem.roster.name
    giver = name(problem.helper_ids[direction.helper])
    taker = name(problem.learner_ids[direction.learner])
    return [
        Content(""),
        line((f"{giver} for {taker}", "bold"), f"   {direction.parts.fit / 1000:.1f}"),
        *_interest_lines(direction),
        *_goal_lines(direction),
        *_agreement_lines(direction),
    ]


def _interest_lines(direction: Direction) -> list[Content]:
    parts = direction.parts
    points = f"+{parts.interests / 1000:.1f} of {parts.interests_of / 1000:.1f}"
    lines = [line(("  interests ", QUIET), points)]
    for topic in direction.shared:
        lines.append(line(("    = ", "$shared bold"), topic))
    for topic in direction.missing:
        lines.append(line(("    - ", MISSING), topic, ("  wanted, not offered", QUIET)))
    if direction.besides:
        offered = "offered besides: " + ", ".join(direction.besides)
        lines.append(line(("    + ", QUIET), (offered, QUIET)))
    return lines


def _goal_lines(direction: Direction) -> list[Content]:
    parts = direction.parts
    points = f"+{parts.goals / 1000:.1f} of {parts.goals_of / 1000:.1f}"
    lines = [line(("  goals ", QUIET), points)]
    for first, second in direction.phrase_texts:
        lines.append(line(("    = ", "$shared bold"), f"{first!r} and {second!r}"))
    for wanted, given in direction.alike:
        words = f"{wanted!r} and {given!r}"
        lines.append(line(("    ~ ", "$shared bold"), words, ("  alike", QUIET)))
    if direction.goals_note:
        lines.append(line(("    - ", QUIET), (direction.goals_note, QUIET)))
    return lines


def _agreement_lines(direction: Direction) -> list[Content]:
    lines = []
    for item in direction.parts.items:
        good, sentence = agreement_sentence(item)
        mark = ("    = ", "$shared bold") if good else ("    - ", QUIET)
        text = f"{item.agreement.label} +{item.points / 1000:.1f}: {sentence}"
        lines.append(line(mark, text))
    return lines


def _next_best(problem: Problem, explained: PairExplanation) -> list[Content]:
    """Return the comparison with the next best for each side."""
    learner, helper = explained.learner, explained.helper
    lines = []
    others = [candidate for candidate in problem.candidates(learner) if candidate != helper]
    if others:
        text = f"next best for {problem.roster.name(problem.learner_ids[learner])}: {problem.roster.name(problem.helper_ids[others[0]])} {problem.points(others[0], learner):.1f}"
        lines.append(told(text, QUIET))
    better = [
        other for other in others if problem.worth[other, learner] > problem.worth[helper, learner]
    ]
    if better:
        count_shown = f"{len(better)} {'candidate fits' if len(better) == 1 else 'candidates fit'}"
        lines.append(
            told(
                f"{count_shown} this {side_words(problem.roster).learner} better alone, but the cohort as a whole would lose: w shows how much.",
                MISSING,
            )
        )
    open_to = [
        at
        for at in range(len(problem.learner_ids))
        if at != learner and problem.possible[helper, at]
    ]
    if open_to:
        best = max(open_to, key=lambda at: (int(problem.worth[helper, at]), -at))
        text = f"next best for {problem.roster.name(problem.helper_ids[helper])}: {problem.roster.name(problem.learner_ids[best])} {problem.points(helper, best):.1f}"
        lines.append(told(text, QUIET))
    return lines


def unplaced_reading(problem: Problem, person: str) -> tuple[str, list[Content]]:
    """Return title and lines that say why a person has nobody."""
    lines = [told(reason) for reason in unplaced_reasons(problem, person)]
    matching_remedies = remedies(problem, person)
    if matching_remedies:
        lines += [
            Content(""),
            told("What would help", "bold"),
            *[told(f"  {remedy.sentence}") for remedy in matching_remedies],
        ]
    return f"Why nobody for {problem.roster.name(person)}", lines
