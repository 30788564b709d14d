"""Flags on what was written outside the column for requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..domain.people import Applicant, Flag
from ..intake.mentions import NamesOfPeople, mention_flag
from ..programmes import Programme

_FACTS = ("organisation", "position", "place", "phone", "pronouns", "membership_number")
"""Texts that say who somebody is; they ask for nothing."""


def flag_mentions(
    people: list[Applicant], programme: Programme, marked: Callable[[str, Flag], Flag]
) -> list[Applicant]:
    """Return people with a flag for every free text that reads like a request or names another applicant.

    Args:
        people: the applicants, their other flags raised.
        programme: whose questions tell free text from the rest.
        marked: gives a flag of a person with what the coordinator did with it.
    """
    names = NamesOfPeople.of((one.id, one.name) for one in people)
    flagged = []
    for one in people:
        known = {flag.text for flag in one.flags}
        fresh: dict[str, Flag] = {}
        for text in _free_texts(one, programme):
            flag = mention_flag(text, one.id, names)
            if flag is not None and text not in known:
                fresh.setdefault(flag.key, marked(one.id, flag))
        flagged.append(replace(one, flags=(*one.flags, *fresh.values())) if fresh else one)
    return flagged


def _free_texts(person: Applicant, programme: Programme) -> Iterator[str]:
    """Yield what somebody wrote in their own words: free answers, and columns that no field takes."""
    for entry in person.roles.values():
        for answer in entry.answers.values():
            question = programme.question(answer.field)
            if question and question.kind == "text" and answer.field not in _FACTS:
                yield answer.text
    yield from person.extra.values()
