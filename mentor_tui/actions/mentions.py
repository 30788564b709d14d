"""Flags on what was written outside the column for requests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..domain.blank import is_courtesy, leaves_out
from ..domain.names import content_id
from ..domain.people import Applicant, Flag
from ..intake.mentions import NamesOfPeople, mention_flag
from ..programmes import Programme

_FACTS = ("organisation", "position", "place", "phone", "pronouns", "membership_number")
"""Texts that say who somebody is: they ask for something only where they name another applicant."""

_WORDS_OF_A_REMARK = 4
_MOSTLY = 0.6
"""Remarks differ; answers that repeat are those of a list."""
_SOME = 0.25
"""From this share of blank answers on, a question is one that may be left out."""


def flag_mentions(
    people: list[Applicant], programme: Programme, marked: Callable[[str, Flag], Flag]
) -> list[Applicant]:
    """Return people with a flag for every free text that reads like a request or names another applicant.

    Args:
        people: the applicants, their other flags raised.
        programme: whose questions tell free text from the rest.
        marked: gives a flag of a person with what the coordinator did with it.
    """
    names = NamesOfPeople.of((person.id, person.name) for person in people)
    remarks = columns_of_remarks(people)
    flagged = []
    for person in people:
        known = {flag.text for flag in person.flags}
        fresh: dict[str, Flag] = {}
        for flag in _flags(person, programme, names, remarks):
            if flag.text not in known:
                fresh.setdefault(flag.key, marked(person.id, flag))
        flagged.append(replace(person, flags=(*person.flags, *fresh.values())) if fresh else person)
    return flagged


def _flags(
    person: Applicant, programme: Programme, names: NamesOfPeople, remarks: frozenset[str]
) -> Iterator[Flag]:
    for text in _free_texts(person, programme):
        flag = mention_flag(text, person.id, names)
        if flag is not None:
            yield flag
    for text in _other_texts(person, programme):
        if names.named_in(text, person.id):
            yield Flag(key=content_id("request", text), kind="request", text=text)
    for heading, text in person.extra.items():
        if heading in remarks and not leaves_out(text) and not is_courtesy(text):
            yield Flag(key=content_id("request", text), kind="request", text=text)


def columns_of_remarks(people: Sequence[Applicant]) -> frozenset[str]:
    """Return the headings that no field takes and under which some wrote sentences while their like wrote nothing.

    What everybody of a role answers is a question; what some leave blank is most often "anything else?".
    """
    headings = {heading for person in people for heading in person.extra}
    return frozenset(heading for heading in headings if _holds_remarks(people, heading))


def _holds_remarks(people: Sequence[Applicant], heading: str) -> bool:
    written: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for person in people:
        written[tuple(person.roles)].append(person.extra.get(heading, ""))
    everything = [text for answers in written.values() for text in answers]
    if not any(_is_sentence(text) and not leaves_out(text) for text in everything):
        return False
    texts = [text for text in everything if not leaves_out(text)]
    if len(set(texts)) < len(texts) * _MOSTLY:
        return False
    return any(_partly_blank(answers) for answers in written.values())


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _WORDS_OF_A_REMARK


def _partly_blank(answers: Sequence[str]) -> bool:
    blank = sum(leaves_out(text) for text in answers)
    return len(answers) * _SOME <= blank < len(answers)


def _free_texts(person: Applicant, programme: Programme) -> Iterator[str]:
    """Yield what somebody wrote in their own words: free answers, and columns that no field takes."""
    for field, text in _answers(person):
        question = programme.question(field)
        if question and question.kind == "text" and field not in _FACTS:
            yield text
    yield from person.extra.values()


def _other_texts(person: Applicant, programme: Programme) -> Iterator[str]:
    """Yield answers in which a request stands only by mistake: lists with what was written in, and facts."""
    for field, text in _answers(person):
        question = programme.question(field)
        is_list = question is not None and question.kind in ("topics", "choices")
        if is_list or (field in _FACTS and field != "organisation"):
            yield text


def _answers(person: Applicant) -> Iterator[tuple[str, str]]:
    """Yield every answer with its field, also to questions of a role that is not the person's."""
    for entry in person.roles.values():
        for answer in entry.answers.values():
            yield answer.field, answer.text
    yield from person.beside.items()
