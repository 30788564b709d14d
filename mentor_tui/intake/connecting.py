"""Names of topics: an option keeps the name of its form, and an alias only connects two names for comparing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from .options import CLOSE, Options, option_key

_SHORTEST_ALIKE = 5
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True)
class Connected:
    """`shown` gives the agreed spelling of a name, `keys` what that spelling is compared as."""

    shown: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)


def connect(
    counts: Mapping[str, int],
    options: Options,
    ticked: Iterable[Set[str]],
    verbatim: Set[str] = frozenset(),
) -> Connected:
    """Return how the names of a cohort are shown and compared.

    Args:
        counts: how often each name was ticked or written.
        options: the options with the aliases of the programme.
        ticked: by form, the keys of its own options; two options of one form are never one topic.
        verbatim: names that the coordinator set in quotation marks: compared as they stand.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, number in counts.items():
        spellings[option_key(name)][name] += number
    agreed = {
        key: min(names, key=lambda text: (-names[text], text)) for key, names in spellings.items()
    }
    own = _own_keys(ticked, options)
    kept = {option_key(name) for name in verbatim}
    compared = _compared(spellings, options, own, kept)
    return Connected(
        shown={name: agreed[option_key(name)] for name in counts},
        keys={name: compared[key] for key, name in agreed.items()},
    )


def _own_keys(ticked: Iterable[Set[str]], options: Options) -> set[str]:
    """Return the keys that stand for themselves, because one form has two options of the same meaning."""
    own: set[str] = set()
    for keys in ticked:
        alike: dict[str, set[str]] = defaultdict(set)
        for key in keys:
            alike[_meaning(key, options)].add(key)
        for same in alike.values():
            if len(same) > 1:
                own |= same
    return own


def _meaning(key: str, options: Options) -> str:
    name = options.names.get(key)
    return option_key(name) if name else key


def _compared(
    spellings: Mapping[str, Counter[str]], options: Options, own: Set[str], kept: Set[str]
) -> dict[str, str]:
    """Return by key what it is compared as: its meaning, else the known name it is alike, else itself."""
    doubtful = {_meaning(key, options) for key in own}
    compared: dict[str, str] = {}
    unknown: list[str] = []
    for key in sorted(spellings, key=lambda key: (-spellings[key].total(), key)):
        if key in own or key in kept:
            compared[key] = key
        elif key in options.names:
            meaning = _meaning(key, options)
            compared[key] = key if meaning in doubtful else meaning
        else:
            unknown.append(key)
    _connect_alike(unknown, compared, options, doubtful)
    return compared


def _connect_alike(
    unknown: Iterable[str], compared: dict[str, str], options: Options, doubtful: Set[str]
) -> None:
    """Connect write-ins with the known name that they are alike, else with each other, the commonest first."""
    known = {key: _meaning(key, options) for key in options.names}
    known = {key: key if meaning in doubtful else meaning for key, meaning in known.items()}
    known.update(compared)
    choices = sorted(known)
    for key in unknown:
        best = _alike(key, choices)
        compared[key] = known[best] if best else key
        if best is None:
            known[key] = key
            choices.append(key)


def _alike(key: str, choices: list[str]) -> str | None:
    if len(key) < _SHORTEST_ALIKE:
        return None
    best = process.extractOne(key, choices, scorer=fuzz.ratio, score_cutoff=CLOSE)
    if best is None or _DIGITS.findall(best[0]) != _DIGITS.findall(key):
        return None
    return str(best[0])
