"""Topics of a cohort: shown as the forms name them, compared by what they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import replace

from ..domain.people import Applicant, RoleEntry
from ..intake import Vocabulary
from ..intake.connecting import Connected, connect
from ..intake.options import Options


def connected_topics(
    people: list[Applicant], words: Vocabulary, ticked: Iterable[Set[str]]
) -> list[Applicant]:
    """Return people whose topics have one spelling each, with what every topic is compared as.

    Args:
        people: the applicants with their topics as read.
        words: the options and aliases of the programme.
        ticked: by form, the keys of its own options.
    """
    counts: Counter[str] = Counter()
    verbatim: set[str] = set()
    for applicant in people:
        for entry in applicant.roles.values():
            counts.update({*entry.offers, *entry.wants})
            verbatim |= _verbatim(entry)
    connected = connect(counts, _topic_options(words), ticked, verbatim)
    return [_connected(applicant, connected) for applicant in people]


def _verbatim(entry: RoleEntry) -> set[str]:
    """Return the topics that a correction holds in quotation marks: they are meant as they stand."""
    quoted = set()
    for answer in entry.answers.values():
        if answer.corrected and '"' in answer.text:
            quoted |= {
                topic for topic in (*entry.offers, *entry.wants) if f'"{topic}"' in answer.text
            }
    return quoted


def _topic_options(words: Vocabulary) -> Options:
    """Return the options of all lists of topics together."""
    names: dict[str, str] = {}
    for question in words.programme.questions:
        if question.kind == "topics":
            names.update(words.options[question.field].names)
    return Options(names)


def _connected(person: Applicant, connected: Connected) -> Applicant:
    roles = {role: _entry(entry, connected) for role, entry in person.roles.items()}
    return replace(person, roles=roles)


def _entry(entry: RoleEntry, connected: Connected) -> RoleEntry:
    offers = tuple(dict.fromkeys(connected.shown[topic] for topic in entry.offers))
    wants = tuple(dict.fromkeys(connected.shown[topic] for topic in entry.wants))
    return replace(entry, offers=offers, wants=wants, topic_keys=connected.keys)
