"""Roles told by what somebody wants to do: "give guidance", "be advised", "accompagner quelqu'un"."""

from __future__ import annotations

import re

_WISH = (
    r"(?:(?:i|we|je) )?(?:(?:would|d|will|want|wish|hope|like|love|prefer|am|m|happy|willing|ready|glad|here"
    r"|signing up|sign up|veux|voudrais|aimerais|souhaite|m inscris) )*(?:(?:to|me|pour|comme) )*"
)
_GUIDING = r"(?:advise|guide|teach|coach|counsel|help|support|accompany|show|train)"
_GUIDED = (
    r"(?:advised|guided|taught|coached|counsell?ed|helped|supported|accompanied|shown|trained)"
)
_GUIDANCE = (
    r"(?:(?:some|my|a bit of|a little) )?(?:guidance|advice|help|support|coaching|counsel|direction"
    r"|experience|knowledge|know how|expertise)"
)
_SOMEBODY = (
    r"(?: (?:someone|somebody|others|people|another (?:\w+ )?(?:person|librarian|colleague)|(?:a|my) (?:newer |new )?"
    r"(?:colleague|librarian|peer|person)|colleagues|newer colleagues|librarians|new librarians|else|new|newer))*"
)
_FRENCH_GUIDING = r"(?:accompagner|guider|conseiller|aider|encadrer|soutenir|former|epauler)"
_FRENCH_GUIDED = (
    r"(?:accompagnee?|guidee?|conseillee?|aidee?|encadree?|soutenue?|formee?|epaulee?|jumelee?)"
)
_HELPER = re.compile(
    rf"{_WISH}(?:{_GUIDING}{_SOMEBODY}"
    rf"|(?:give|giving|offer|offering|provide|providing|share|sharing) {_GUIDANCE}(?: (?:to|with))?{_SOMEBODY}"
    rf"|{_FRENCH_GUIDING}(?: (?:quelqu un|une?|autre|personne|collegue|des|collegues"
    r"|debutante?|nouvelle?|nouveau|novice|bibliothecaires?|de la releve|en debut de carriere))*"
    r"|(?:offrir|donner|partager) (?:des conseils|de l aide|mon aide|mes connaissances|mon experience|du soutien)"
    r"|(?:une? )?(?:personne (?:mentore|accompagnatrice|guide|ressource)|accompagnat(?:eur|rice)))"
)
_LEARNER = re.compile(
    rf"{_WISH}(?:(?:be|being|get|getting) {_GUIDED}(?: by{_SOMEBODY})?"
    rf"|(?:get|getting|receive|receiving|seek|seeking|find|ask for|have|obtain) {_GUIDANCE}(?: from{_SOMEBODY})?"
    rf"|(?:learn|learning|apprendre)(?: from{_SOMEBODY})?"
    rf"|(?:etre|me faire) {_FRENCH_GUIDED}(?: par quelqu un)?"
    r"|(?:recevoir|obtenir|avoir) (?:des conseils|de l aide|du soutien|un accompagnement|de l accompagnement)"
    rf"|(?:une? )?personne (?:mentoree|{_FRENCH_GUIDED})|(?:a |the )?learner)"
)


def side_of(words: str) -> str:
    """Return the side that folded words put a person on, "helper" or "learner"; empty where they say no more than that.

    The words are read whole: whatever stands beside what is known leaves the answer to a person.
    """
    helper, learner = _HELPER.fullmatch(words), _LEARNER.fullmatch(words)
    if helper and not learner:
        return "helper"
    if learner and not helper:
        return "learner"
    return ""
