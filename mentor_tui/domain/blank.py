"""What counts as no answer: one list, for topics, goals, requests, numbers and agreements alike."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA

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


_NONE_AT_ALL = (
    r"(?:no|nope|nah|non|none|nothing|nil|rien|aucune?s?)"
    r"(?: (?:else|more|further|special|specific|extra|new|really|in particular|of note|autre|de plus|de special"
    r"|d autre|other|so far|here|ici|comes to mind|springs to mind|(?:that |que )?i (?:can|could) think of"
    r"|to (?:add|say|report|note|declare|mention|share|request|tell|comment|ask)"
    r"|a (?:ajouter|signaler|dire|declarer|demander|preciser)"
    r"|requests?|comments?|questions?|concerns?|remarks?|notes?|demandes?|commentaires?|remarques?))*"
)
_NOT_THINK = (
    r"(?:i )?(?:can t|cannot|can not|cant|could not|couldn t) (?:really )?think of (?:anything|any)"
    r"(?: else| more| special)?|nothing (?:comes|springs) to mind|rien ne me vient(?: a l esprit)?"
    r"|pas (?:pour (?:le moment|l instant)|encore)"
)
_FOR_NOW = (
    r"right now|at this (?:time|point|moment)|at the moment|at present|for now|for the moment|just now|now|yet"
    r"|so far|currently|today|this (?:time|year|round)|pour (?:le moment|l instant)|actuellement|en ce moment"
)
_THANKED_FOR = (
    r"organi[sz]ing|running|doing|coordinating|offering|arranging|setting up|reading|considering|hosting|leading"
    r"|your (?:time|help|work|efforts?|patience)|everything|all you do|all your (?:work|help)"
    r"|(?:the|this) opportunity"
)
_COURTESY = (
    r"(?:many )?thanks(?: (?:again|so much|very much|a lot|all|everyone|everybody))*"
    r"|thank you(?: (?:again|so much|very much|all|both|kindly))*|thx|cheers|please|sorry"
    r"|merci(?: (?:beaucoup|bien|encore|d avance|a vous|a tous))*"
)
_EMPTY_TALK = re.compile(
    rf"(?P<none>(?:{_NONE_AT_ALL}|{_NOT_THINK}|{_FOR_NOW}|{_COURTESY})(?=$| ))"
    rf"(?: for (?:{_THANKED_FOR})(?: (?:this|it|that|up|all this|the program(?:me)?|this program(?:me)?|me))*(?=$| ))?"
)
"""One piece of an answer that holds nothing to read: that there is none, for now, or thanks."""
_TALK_WORDS = frozenset(
    re.findall(
        r"[a-z]{5,}",
        f"{_NOTHING} {_NONE_AT_ALL} {_NOT_THINK} {_FOR_NOW} {_THANKED_FOR} {_COURTESY}",
    )
)


ANY_WAY = "any way"
"""What a choice holds when somebody agrees with every way: it agrees with whatever the partner named."""


_LONGEST_TALK = 120
_DIGIT = re.compile(r"\d")
_SHORTEST_RESPELT = 6
_MOST_MISSPELT = 2


NO_ANSWER = phrases_of(_NOTHING)
"""Folded answers by which somebody leaves a question out."""

NOT_KNOWN = phrases_of(_UNSURE)
"""Folded answers by which somebody says that they cannot tell yet."""


@lru_cache(maxsize=65536)
def leaves_out(text: str) -> bool:
    """Say whether an answer is blank or only says that there is none: "n/a", "aucun", "-"."""
    folded = plain(text)
    return not folded or folded in NO_ANSWER or _is_empty_talk(folded)


def _is_empty_talk(folded: str) -> bool:
    """Say whether an answer is made of nothing but "none", "for now" and thanks, misspelt or not."""
    if len(folded) > _LONGEST_TALK or _DIGIT.search(folded):
        return False
    spellings = [_respelt(word) for word in folded.split()]
    misspelt = sum(len(words) > 1 for words in spellings)
    if misspelt > _MOST_MISSPELT:
        return False
    return any(_holds_nothing(" ".join(words)) for words in product(*spellings))


def _holds_nothing(text: str) -> bool:
    """Say whether a text is empty talk from end to end; "for now" alone says nothing of what."""
    pieces = _pieces(text, _EMPTY_TALK)
    return any(not re.fullmatch(_FOR_NOW, piece) for piece in pieces)


def _pieces(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Return the pieces that a text consists of from end to end; none where something else is in it."""
    pieces: list[str] = []
    while text:
        piece = pattern.match(text)
        if piece is None or not piece[0]:
            return []
        pieces.append(piece[0])
        text = text[piece.end() :].strip()
    return pieces


@lru_cache(maxsize=4096)
def _respelt(word: str) -> tuple[str, ...]:
    """Return a word, and the words of empty talk that are one slip away from it."""
    if len(word) < _SHORTEST_RESPELT or word in _TALK_WORDS:
        return (word,)
    return (
        word,
        *sorted(known for known in _TALK_WORDS if OSA.distance(word, known, score_cutoff=1) <= 1),
    )


@lru_cache(maxsize=65536)
def says_nothing(text: str) -> bool:
    """Say whether an answer is no answer: left out, or not known yet."""
    return leaves_out(text) or plain(text) in NOT_KNOWN


_GLAD = (
    r"(?:i m |i am |we are |am |so |very |really |super |just |most |tres )*(?:looking forward|excited|thrilled|delighted|glad"
    r"|happy|pleased|honou?red|grateful|eager|hate|ravie?s?|heureu(?:x|se)s?|enchantee?s?)"
)
_TO_TAKE_PART = (
    r"(?: (?:to|for|about|de|d|a|help|helping|be|being|here|join|joining|take part|participate|participating|mentor|mentoring"
    r"|meet|meeting|part|of|in|this|that|it|the|my|our|everyone|everybody|you|all|program|programme|project|match|mentee|peer"
    r"|partner|opportunity|chance|again|year|aider|participer|commencer|faire|partie|du|le|la|programme|projet|vous|rencontrer"
    r"|debut|start|started|starting|get|begin))*"
)
_PRAISE = (
    r"(?:what a |such a |a )?(?:great|wonderful|fantastic|excellent|good|lovely|super|amazing|nice)"
    r" (?:programme|program|idea|initiative|project|opportunity|thing|work)"
    r"|(?:i )?(?:really )?love (?:(?:this|the) (?:program|programme|idea|project)|this|it)|can t wait|good luck|bonne chance"
    r"|hello|hi there|hi|bonjour|salut|keep up the good work|well done|bravo|best wishes|see you soon|yay|hurray|all good|all set"
    r"|no (?:strong |particular |special )?preferences?|(?:pas de|aucune) preferences?|no preference either way|any(?:one|body)? is fine"
    r"|either is fine|i m (?:easy|flexible)|open to any(?:one|body|thing)"
)
_KIND = re.compile(
    rf"(?:{_GLAD}{_TO_TAKE_PART}|(?:{_PRAISE})|(?:{_COURTESY})(?: for (?:{_THANKED_FOR})(?: (?:this|it|all this))*)?"
    rf"|{_NONE_AT_ALL})(?=$| )"
)


@lru_cache(maxsize=65536)
def is_courtesy(text: str) -> bool:
    """Say whether a remark asks for nothing: thanks, praise, and looking forward to it."""
    folded = plain(text)
    return len(folded) <= _LONGEST_TALK and bool(_pieces(folded, _KIND))
