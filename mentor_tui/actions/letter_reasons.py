"""The reason for a match as a letter says it: to the reader, in whole sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..domain.shown_names import shown_name
from ..domain.visible import visible
from ..matching.explain import shared_topics
from ..matching.problem import Problem
from ..programmes import Agreement, Programme
from ..programmes.letter_words import Words
from .letter_words import words_of

_MOST = 4
_EITHER = {"en": " or ", "fr": " ou "}
_JOINTS = {
    "en": (" and ", "that", "both", "all of them"),
    "fr": (" et ", "ce sujet", "ces sujets", "ces sujets"),
}


def reason_for(
    problem: Problem,
    programme: Programme,
    reader: str,
    partners: Sequence[str],
    language: str,
) -> str:
    """Return why the reader was matched with the partners, in the second person.

    Args:
        problem: the solved problem, which knows what people offer and want.
        programme: whose words the letter has.
        reader: whom the letter goes to.
        partners: whom the reader was matched with.
        language: of the letter.
    """
    sentences: list[str] = []
    words = words_of(programme, language)
    for partner in partners:
        sentences += _shared(problem, reader, partner, words, language)
    sentences += _in_common(problem, programme, reader, partners[0], language)[
        : 1 if sentences else 2
    ]
    return " ".join(sentences) or words.why.nothing


def reason_between(problem: Problem, people: Sequence[str]) -> str:
    """Return what the people of a pair can give each other, told to somebody else."""
    sentences = []
    for helper in people:
        for learner in people:
            topics = _topics(problem, helper, learner) if helper != learner else []
            if topics:
                names = [
                    visible(shown_name(problem.roster.name(person_id)))
                    for person_id in (learner, helper)
                ]
                sentences.append(
                    f"{names[0]} would like to learn about {listed(topics)} from {names[1]}."
                )
    return " ".join(sentences) or "Their forms name no topic in common."


def _shared(problem: Problem, reader: str, partner: str, words: Words, language: str) -> list[str]:
    """Return what the reader gets from the partner, and what the partner gets from the reader."""
    name = visible(shown_name(problem.roster.name(partner)))
    sentences = []
    for helper, learner, form in (
        (partner, reader, words.why.learner),
        (reader, partner, words.why.helper),
    ):
        topics = _topics(problem, helper, learner, language)
        if topics:
            sentences.append(_filled(form, topics, name, language))
    return sentences


def _topics(problem: Problem, helper: str, learner: str, language: str = "en") -> list[str]:
    """Return what one offers and the other wants, as it is written in a sentence; quoted in French as the form has it."""
    if helper not in problem.helper_at or learner not in problem.learner_at:
        return []
    shared = shared_topics(problem, problem.helper_at[helper], problem.learner_at[learner])
    programme = problem.roster.programme
    names = shared if language == "fr" else [in_text(programme, topic) for topic in shared]
    return list(dict.fromkeys(names))[:_MOST]


def _filled(form: str, topics: Sequence[str], partner: str, language: str) -> str:
    _, alone, two, more = _JOINTS[language]
    them = alone if len(topics) == 1 else two if len(topics) == 2 else more
    quoted = [f"« {visible(topic)} »" if language == "fr" else visible(topic) for topic in topics]
    topics_words = listed(quoted, language)
    return (
        form.replace("{topics}", topics_words).replace("{them}", them).replace("{partner}", partner)
    )


def in_text(programme: Programme, topic: str) -> str:
    """Return a topic as it stands in the middle of a sentence; what somebody wrote in stays as it is."""
    known = next((each_topic for each_topic in programme.topics if each_topic.name == topic), None)
    if known is None:
        return topic
    if known.in_text:
        return known.in_text
    first, *others = topic.split(" ")
    title = any(word[:1].isupper() and not word.isupper() for word in others)
    shouted = first.isupper() and len(first) > 1
    return topic if title or shouted else topic[:1].lower() + topic[1:]


def listed(words: Sequence[str], language: str = "en") -> str:
    """Return words as a list in a sentence; with semicolons where one of them has a comma or an and."""
    joint = _JOINTS[language][0]
    if len(words) < 2:
        return "".join(words)
    apart = language == "en" and any("," in word or joint in word for word in words)
    if apart and len(words) == 2:
        return f"{words[0]}, as well as {words[1]}"
    if not apart:
        comma = "," if len(words) > 2 and language == "en" else ""
        return ", ".join(words[:-1]) + comma + joint + words[-1]
    return "; ".join(words[:-1]) + ";" + joint + words[-1]


def _in_common(
    problem: Problem, programme: Programme, reader: str, partner: str, language: str
) -> list[str]:
    """Return what the two have in common besides topics, heaviest first."""
    helper, learner = reader, partner
    if helper not in problem.helper_at or learner not in problem.learner_at:
        helper, learner = partner, reader
    if helper not in problem.helper_at or learner not in problem.learner_at:
        return []
    at = problem.helper_at[helper], problem.learner_at[learner]
    forms = {agreement.id: _form(agreement, language) for agreement in programme.agreements}
    held = []
    for agreement, shared in problem.scores.agreements_held(*at):
        if forms.get(agreement.id):
            words = _common_words(programme, agreement, shared, forms[agreement.id], language)
            held.append((-agreement.weight, words))
    held.sort(key=lambda item: item[0])
    return [words for _, words in held]


def _form(agreement: Agreement, language: str) -> str:
    return agreement.letter_fr if language == "fr" else agreement.letter


def _common_words(
    programme: Programme, agreement: Agreement, named: Sequence[str], form: str, language: str
) -> str:
    question = programme.question(agreement.field)
    choices = question is not None and question.kind in ("choice", "choices")
    shared = [_choice_in_text(choice) if choices else choice for choice in named]
    words = {
        "{shared}": _JOINTS[language][0].join(shared),
        "{either}": _EITHER[language].join(shared),
    }
    for mark, wording in words.items():
        form = form.replace(mark, visible(wording))
    return form


def _choice_in_text(choice: str) -> str:
    """Return an answer that was chosen as it stands in a sentence: without examples in brackets, a stroke as an and."""
    plain = re.sub(r"\s*\([^)]*\)", "", choice).strip() or choice
    words = re.sub(r"\s*/\s*", " and ", plain).split(" ")
    return " ".join(word if len(word) > 1 and word.isupper() else word.lower() for word in words)
