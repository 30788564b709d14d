"""What a person left in a file, worked out from its tables and its log together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.forgetting import Traces, is_telling, strings_in
from ..domain.names import address_key
from ..domain.records import Cohort, Correction, EditedLetter, LearnedMapping, Liaison, Submission
from .tables import ROWS

Fact = tuple[str, Mapping[str, Any]]
"""The name of a table, and the values of one of its records."""

SEPARATOR = "\x1f"
"""What stands between the field and the option in the key of a learned option."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """The traces of a person, and the records that go although no id names the person in them."""

    traces: Traces
    options: frozenset[tuple[str, str, str]]
    liaisons: frozenset[tuple[str, str]]


def facts_of_changes(changes: Iterable[Mapping[str, Any]]) -> Iterable[Fact]:
    """Yield the records before and after changes of the log."""
    for change in changes:
        for side in ("before", "after"):
            if change[side]:
                yield change["table"], change[side]


def is_about(table: str, values: Mapping[str, Any], ids: Collection[str]) -> bool:
    """Say whether the fields of a record that name people name one of these."""
    return any(values.get(name) in ids for name in ROWS[table][1].people_fields)


def find_traces(
    facts: Sequence[Fact], ids: Collection[str], names: Iterable[str], addresses: Iterable[str]
) -> Found:
    """Return what people of these ids left, with what is known of their names and addresses beforehand."""
    own = [fact for fact in facts if is_about(*fact, ids)]
    others = [fact for fact in facts if not is_about(*fact, ids)]
    all_names, all_addresses = set(names), set(addresses)
    for table, values in own:
        all_names |= _of_field(table, values, "name")
        all_addresses |= _of_field(table, values, "email")
    taken = _others_words(others)
    texts = {
        text
        for table, values in own
        if table != EditedLetter.table  # the coordinator's words, which go whole
        for text in _words_of(table, values)
    }
    telling = {text for text in texts if is_telling(text) and not _stands_in(taken, text)}
    programmes = "\n".join({_key(v["programme_text"]) for t, v in facts if t == Cohort.table})
    telling = {text for text in telling if _key(text) not in programmes}
    keys = {address_key(address) for address in all_addresses if address.strip()}
    return Found(
        traces=Traces(
            ids=frozenset(ids),
            names=frozenset(name for name in map(str.strip, all_names) if name),
            addresses=frozenset(address for address in map(str.strip, all_addresses) if address),
            texts=frozenset(telling - all_names - all_addresses),
        ),
        options=frozenset(_options(facts, own, others, programmes)),
        liaisons=frozenset(_liaisons(facts, keys)),
    )


def _of_field(table: str, values: Mapping[str, Any], name: str) -> set[str]:
    """Return what a form or a correction says about the name or the address."""
    if table == Submission.table:
        texts = [values[name], values["answers"].get(name, ""), values["repairs"].get(name, "")]
        return {text for text in texts if text}
    if table == Correction.table and values["field"] == name:
        return {values["value"]}
    return set()


def _words_of(table: str, values: Mapping[str, Any]) -> list[str]:
    """Return the personal texts of a record."""
    return [text for name in ROWS[table][1].personal for text in strings_in(values.get(name))]


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _others_words(others: Iterable[Fact]) -> str:
    """Return what everybody else wrote in forms, and what was corrected in them, in one text."""
    kept = (Submission.table, Correction.table)
    texts = {
        _key(text) for table, values in others if table in kept for text in _words_of(table, values)
    }
    return "\n".join(sorted(texts))


def _stands_in(taken: str, text: str) -> bool:
    """Say whether others wrote a text too, alone or among their own words: then it is theirs as well."""
    key = _key(text)
    return key in taken and bool(re.search(rf"(?<!\w){re.escape(key)}(?!\w)", taken))


def _options(
    facts: Sequence[Fact], own: Sequence[Fact], others: Sequence[Fact], programmes: str
) -> Iterable[tuple[str, str, str]]:
    """Yield the keys of options that were learned from nobody else's answers."""
    mine, theirs = _answers(own), _answers(others)
    for table, values in facts:
        if table != LearnedMapping.table or values["kind"] != "option":
            continue
        field_name, _, option = values["key"].partition(SEPARATOR)
        known = _key(option)
        alone = known in mine[field_name] and known not in theirs[field_name]
        if known and alone and known not in programmes:
            yield values["programme"], values["kind"], values["key"]


def _answers(facts: Iterable[Fact]) -> defaultdict[str, str]:
    """Return by field every answer in one text."""
    matching_values: dict[str, set[str]] = defaultdict(set)
    for table, values in facts:
        if table == Submission.table:
            for name, text in values["answers"].items():
                matching_values[name].add(_key(text))
        elif table == Correction.table:
            matching_values[values["field"]].add(_key(values["value"]))
    return defaultdict(
        str, {name: "\n".join(sorted(texts)) for name, texts in matching_values.items()}
    )


def _liaisons(facts: Iterable[Fact], keys: Collection[str]) -> Iterable[tuple[str, str]]:
    """Yield the cohort and id of committee members with an address of the person."""
    for table, values in facts:
        if table == Liaison.table and address_key(values["email"]) in keys:
            yield values["cohort"], values["id"]
