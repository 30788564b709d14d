"""The programme's own words for its two sides: on a screen nobody is a learner or a helper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .people import RoleEntry
from .roster import Roster


@dataclass(frozen=True, kw_only=True)
class SideWords:
    """What those who learn and those who help are called, one and several."""

    learner: str
    learners: str
    helper: str
    helpers: str

    def learners_counted(self, number: int) -> str:
        """Return a number of those who learn, in words."""
        return f"{number} {self.learner if number == 1 else self.learners}"

    def helpers_counted(self, number: int) -> str:
        """Return a number of those who help, in words."""
        return f"{number} {self.helper if number == 1 else self.helpers}"


def side_words(roster: Roster) -> SideWords:
    """Return the words of a cohort's programme; where a side has several roles, the first one's."""
    learner, learners = _words_of(roster, "peer" if roster.peers else "learner")
    helper, helpers = _words_of(roster, "peer" if roster.peers else "helper")
    return SideWords(learner=learner, learners=learners, helper=helper, helpers=helpers)


def pair_headings(roster: Roster) -> tuple[str, str]:
    """Return what heads the two columns of a list of pairs: who learns, who helps; in a pool person A and B."""
    words = side_words(roster)
    return ("person A", "person B") if roster.peers else (words.learner, words.helper)


def _words_of(roster: Roster, side: str) -> tuple[str, str]:
    role = next(role for role in roster.programme.roles.values() if role.side == side)
    return lowered(role.label), lowered(role.plural)


def lowered(word: str) -> str:
    """Return a word as it stands inside a sentence; what is all capitals stays."""
    return word if word.isupper() else word[:1].lower() + word[1:]


def word_of(roster: Roster, entries: Mapping[str, RoleEntry], person: str) -> str:
    """Return what a person is called in the role of an entry, empty when there is none."""
    entry = entries.get(person)
    return lowered(roster.programme.roles[entry.role].label) if entry is not None else ""
