"""What counts as no answer: one list, for topics, goals, requests, numbers and agreements alike."""

from __future__ import annotations

from functools import lru_cache

from .listings import phrases_of
from .names import plain

_NOTHING = """
n a|na|none|nil|no|non|nope|nothing|not applicable|does not apply|non applicable|s o|sans objet
aucun|aucune|aucuns|aucunes|rien|neant|null|void|blank|no answer|no response|left blank
not at this time|none at this time|nothing at this time|no not at this time|not at the moment
none at the moment|nothing at the moment|not right now|none right now|not at present|not now
not currently|none currently|not for now|nothing for now|none for now|nothing yet|none yet
pas pour le moment|rien pour le moment|aucun pour le moment|aucune pour le moment|pour l instant non
rien a signaler|rien a ajouter|rien d autre|rien de special|pas de commentaire|pas de commentaires
nothing else|nothing to add|nothing further|nothing special|nothing specific|nothing in particular
none that i can think of|nothing that i can think of|not that i can think of|nothing comes to mind
no thanks|no thank you|non merci|thank you|thanks|merci|no comment|no comments|none thanks
no requests|no request|no other requests|no special requests|no further requests|none specified
aucune demande|aucun commentaire|none to report|no other comments|nothing thanks|nope thanks
"""
_UNSURE = """
not sure|unsure|not sure yet|unsure yet|i am not sure|i m not sure|don t know|i don t know|do not know
i do not know|idk|no idea|unknown|tbd|tba|tbc|to be determined|to be decided|to be confirmed
a determiner|a confirmer|je ne sais pas|pas certain|pas certaine|pas sure|pas sur|undecided
still thinking|will decide later|decide later|later
"""


ANY_WAY = "any way"
"""What a choice holds when somebody agrees with every way: it agrees with whatever the partner named."""


NO_ANSWER = phrases_of(_NOTHING)
"""Folded answers by which somebody leaves a question out."""

NOT_KNOWN = phrases_of(_UNSURE)
"""Folded answers by which somebody says that they cannot tell yet."""


@lru_cache(maxsize=65536)
def leaves_out(text: str) -> bool:
    """Say whether an answer is blank or only says that there is none: "n/a", "aucun", "-"."""
    folded = plain(text)
    return not folded or folded in NO_ANSWER


@lru_cache(maxsize=65536)
def says_nothing(text: str) -> bool:
    """Say whether an answer is no answer: left out, or not known yet."""
    return leaves_out(text) or plain(text) in NOT_KNOWN
