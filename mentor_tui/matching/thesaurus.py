"""Library work in other words: groups of terms that mean nearly the same, in English and French."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from rapidfuzz import fuzz, process

from .common import is_common
from .everyday import everyday_stems
from .words import LANGUAGES, stem, words_of

LIKENESS = 0.8
"""How alike two different terms of one group are."""

LONG = 6
"""A word of the trade is known again, misspelt, from this many letters on."""

NEARLY = 85.0
"""A misspelt word is a word of the trade from this `rapidfuzz.fuzz.ratio` on."""

FIRST_LETTERS = 2
"""A misspelt word begins with the same letters."""

FILE = "thesaurus.txt"
"""The name of the shipped file, and of a coordinator's own beside their programmes."""

Group = tuple[tuple[str, str], ...]
"""Terms of one meaning, each with its language."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Thesaurus:
    """Groups of terms; a term is known by its stems, joined by spaces where it has several."""

    groups: tuple[Group, ...]

    @cached_property
    def _terms(self) -> list[tuple[int, str, list[str]]]:
        """Every term as its group, its language and its words, folded."""
        terms: list[tuple[int, str, list[str]]] = []
        for number, group in enumerate(self.groups):
            for term, language in group:
                if term not in self.abbreviations:
                    terms.append(
                        (number, language, [word.casefold() for _, _, word in words_of(term)])
                    )
        return terms

    @cached_property
    def abbreviations(self) -> Mapping[str, frozenset[int]]:
        """Abbreviations that are another word in small letters, with their groups: ILL is not "ill"."""
        numbers: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(self.groups):
            for term, language in group:
                if term.isupper() and term.isalpha() and _is_a_word(term.casefold(), language):
                    numbers[term].add(number)
        return {term: frozenset(groups) for term, groups in numbers.items()}

    @cached_property
    def groups_of(self) -> Mapping[str, frozenset[int]]:
        """The groups that a term stands in, by its stems."""
        numbers: dict[str, set[int]] = defaultdict(set)
        for number, language, words in self._terms:
            roots = (self._roots[language][word] for word in words)
            numbers[" ".join(root for root in roots if root)].add(number)
        numbers.pop("", None)
        groups = {term: frozenset(own) for term, own in numbers.items()}
        return {**groups, **self.abbreviations}

    @cached_property
    def phrases(self) -> Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]:
        """The terms of several words, by their first two stems, the longest first."""
        beginnings: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        for term in self.groups_of:
            words = tuple(term.split())
            if len(words) > 1:
                beginnings[words[0], words[1]].append(words)
        return {
            two: tuple(sorted(terms, key=lambda words: (-len(words), words)))
            for two, terms in beginnings.items()
        }

    @cached_property
    def known(self) -> frozenset[str]:
        """Every stem that stands in a term: a word that is spelt right."""
        return frozenset(word for term in self.groups_of for word in term.split())

    @cached_property
    def _roots(self) -> Mapping[str, Mapping[str, str]]:
        """The stem of every word of a term, by language."""
        roots: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        for _, language, words in self._terms:
            for word in words:
                roots[language][word] = stem(word, language)
        return roots

    @cached_property
    def _own_roots(self) -> Mapping[str, frozenset[str]]:
        """The stems that stand in terms of a language: a word with one of them is spelt right."""
        return {language: frozenset(roots.values()) for language, roots in self._roots.items()}

    @cached_property
    def _spellings(self) -> Mapping[str, list[str]]:
        """The words of all terms that are long enough to be misspelt, by their first letters."""
        words = {word for roots in self._roots.values() for word in roots if len(word) >= LONG}
        buckets: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            buckets[word[:FIRST_LETTERS]].append(word)
        return buckets

    def root(self, word: str, language: str) -> str:
        """Return the stem of a word; one of the trade in the other language, or misspelt, is known."""
        if word in self.abbreviations:
            return word
        folded = word.casefold().replace("’", "'")
        for known in sorted(LANGUAGES, key=lambda known_language: known_language != language):
            if folded in self._roots[known]:
                return self._roots[known][folded]
        root = stem(word, language)
        right_already = root in self._own_roots[language] or is_common(root, language)
        if not root or right_already or len(folded) < LONG:
            return root
        right = self._spelt_right(folded.rpartition("'")[2])
        return self.root(right, language) if right else root

    def _spelt_right(self, word: str) -> str:
        """Return the word of the trade that a word nearly is, else nothing."""
        near = process.extractOne(
            word,
            self._spellings.get(word[:FIRST_LETTERS], ()),
            scorer=fuzz.ratio,
            score_cutoff=NEARLY,
        )
        return "" if near is None else str(near[0])

    def related(self, first: str, second: str) -> bool:
        """Say whether two different terms stand in one group."""
        none: frozenset[int] = frozenset()
        return bool(self.groups_of.get(first, none) & self.groups_of.get(second, none))


def _is_a_word(folded: str, language: str) -> bool:
    """Say whether an abbreviation is a word of its own in small letters."""
    root = stem(folded, language)
    return not root or root in everyday_stems(language) or is_common(root, language)


def read_groups(text: str) -> tuple[Group, ...]:
    """Return the groups of a thesaurus file.

    A group is a line: English terms, a bar, French terms, semicolons between them. What follows
    a # is a remark, and a line of one term alone says nothing.
    """
    groups: list[Group] = []
    for line in text.splitlines():
        english, _, french = line.partition("#")[0].partition("|")
        terms = (*_terms(english, "en"), *_terms(french, "fr"))
        if len(terms) > 1:
            groups.append(tuple(dict.fromkeys(terms)))
    return tuple(groups)


def _terms(text: str, language: str) -> Iterator[tuple[str, str]]:
    for term in text.split(";"):
        if term.strip(" |\t"):
            yield term.strip(" |\t"), language


@cache
def shipped_thesaurus() -> Thesaurus:
    """Return the thesaurus that comes with the program."""
    text = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return Thesaurus(groups=read_groups(text))


@cache
def extended_thesaurus(text: str) -> Thesaurus:
    """Return the shipped thesaurus with the groups of a coordinator's own file."""
    own = read_groups(text)
    return Thesaurus(groups=shipped_thesaurus().groups + own) if own else shipped_thesaurus()
