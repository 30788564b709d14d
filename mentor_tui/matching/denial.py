"""What a text denies: "I don't want to do storytime", "no experience with budgets", "je ne veux pas".

A learner who writes that something is new to them may well ask for it, so in a text about goals a
lack of experience denies only where its sentence wishes for nothing.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

_QUICK = re.compile(
    r"n['’]t\b|\b(?:no|not|never|cannot|nothing|neither|nor|except|instead|rather|than|but|"
    r"without|little|tired|dont|cant|ne|pas|aucune?|sans|sauf|hormis|excepté|plutôt|lieu)\b|\bn['’]",
    re.IGNORECASE,
)
_KNOWING = r"(?:experience|knowledge|background|training|expertise|skills?|idea|qualifications?)"
_FRENCH_KNOWING = r"(?:expérience|connaissances?|formation|compétences?|notions?)"
_SHORT = (
    r"\b(?:instead of|rather than|other than|except(?: for)?|plutôt que|au lieu d[e'’]|"
    r"sauf|hormis|excepté)|,\s*(?:not|pas)\b(?!\s+(?:only|just|least|seulement))"
)
_LACK = (
    rf"\bno (?:\w+ )?{_KNOWING}\b|n['’]t have (?:any |much )?{_KNOWING}\b|"
    rf"\bnot have (?:any |much )?{_KNOWING}\b|\bwithout (?:any )?{_KNOWING}\b|"
    rf"\blittle (?:or no )?{_KNOWING}\b|\baucune? {_FRENCH_KNOWING}\b|"
    rf"\bpas (?:d['’]|de )?{_FRENCH_KNOWING}\b|\bsans (?:aucune )?{_FRENCH_KNOWING}\b"
)
_ME = r"(?:(?:\b(?:i|we)(?:['’](?:ve|m|d|re))?|(?:^|[.;!?\n,]|\band|\bbut)\s*)\s*(?:\w+ly |just |still )?)"
_NOT = r"(?:(?:do|does|did|have|had|am|are|was|were|can|will)(?: not|n['’]?t)|not)"
_UNWILLING = (
    rf"{_ME}(?:{_NOT}|never) (?:really |particularly |at all )?"
    r"(?:want|wish|need|care|like|look|looking|interested|hoping|seeking|keen|enjoy|intend|after)\b|"
    r"\bno (?:real |great )?(?:interest in|need for|need of|wish|desire)\b|\b(?:prefer|rather) not\b|"
    r"\banything but\b|\bi['’ ]a?m tired of\b|\b(?:enough|sick) of\b|"
    r"(?:^|[.!?\n]\s*)(?:please,? )?(?:no|not)\b(?!\s+(?:only|just|an?|it|he|she|they|you|i)\b|\s*,)|"
    r"\bn(?:e |['’])(?:\w+ ){0,1}?(?:veux|voulons|souhaite|désire|cherche|voudrais|"
    r"aimerais|tiens|ai|suis) (?:vraiment |plus )?pas\b(?! (?:d['’]|de )?(?:expérience|connaissances?|"
    r"formation|compétences?|notions?))|\bpas (?:du tout )?(?:intéressée?s?|besoin|"
    r"envie)\b|\baucun (?:intérêt|besoin)\b|\btout sauf\b|(?:^|[.;!?\n]\s*)pas d(?:e |['’])"
)
_UNABLE = (
    rf"{_ME}(?:{_NOT}|cannot|(?:have |had )?never|neither|nor)\b|\bknow nothing (?:about|of)\b|"
    r"\bknows? (?:very )?little (?:about|of)\b|"
    r"\b(?:je|nous|on) n(?:e |['’])(?:\w+['’]? ?){1,3}?(?:pas|jamais|rien|aucune?|guère)\b|"
    r"\bpas (?:intéressée?s?|à l['’]aise)\b|\baucun intérêt\b"
)
_HARMLESS = re.compile(
    r"\s*['\"‘“]|\s*(?:an?|only|just|to mention|afraid|shy|mind|hesitate|wait|too|tire|tired|stop|least|enough|"
    r"seulement|uniquement|peur|forget|think|believe|see|sure|suppose|worry|be afraid|have to|need to|"
    r"certain|convinced|surprised|alone|saying|suggesting|aware|positive|persuaded)\b",
    re.IGNORECASE,
)
_BACK_WANTED = (
    r"\b(?:is|are|was)(?:\s+not|n['’]?t) (?:for me|my (?:thing|interest|cup)|something i|what i|of "
    r"interest)\b|\bn['’]est pas pour moi\b|\bne m['’]intéresse(?:nt)? pas\b|\bleaves? me cold\b"
)
_BACK_OFFERED = (
    rf"{_BACK_WANTED}|\b(?:is|are|was)(?:\s+not|n['’]?t) my \w+|\b(?:something|which|that) i "
    r"(?:do not|don['’]?t|cannot|can['’]?t|never|have never|know nothing)\b|"
    r"\bn['’]est pas m(?:on|a) \w+"
)
_WISH = re.compile(
    r"\b(?:want|would like|['’]d like|like to|wish|hope|hoping|need|help|learn|learning|eager|keen|"
    r"looking for|improve|understand|start|veux|voudrais|aimerais|souhaite|souhaiterais|espère|"
    r"besoin|apprendre|cherche|comprendre|aide)\b",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:want|would like|['’]d like|like|love|hope|hoping|wish|looking|eager|keen|need|aim|goal is|"
    r"goals are)(?: to)? (?:\w+ )?(?:learn|understand|improve|know|get better|develop|become|gain|grow|"
    r"find out|build|explore)(?:ing)?\b|\b(?:want|would like|['’]d like|need|looking for|seeking) "
    r"(?:some |more |a |any )?(?:help|advice|support|guidance|mentor|ideas)\b|\binterested in learning\b|"
    r"\b(?:to learn|learn(?:ing)? (?:more )?about|know more about)\b|\b(?:veux|voudrais|souhaite|"
    r"souhaiterais|aimerais|désire|espère|cherche à) (?:\w+ )?(?:apprendre|comprendre|améliorer|"
    r"développer|savoir|connaître|acquérir|mieux)\b|\bbesoin d(?:e |['’])aide\b",
    re.IGNORECASE,
)
"""What a helper wishes to learn: never an offer."""

_SENTENCE = re.compile(r"[.;!?\n]")
_CLAUSE = re.compile(
    r"[.;!?\n()–—\"”»]|\s-\s|\b(?:but|however|although|though|yet|whereas|while|instead|because|mais|"
    r"cependant|toutefois|tandis|plutôt|car|par contre)\b|"
    r"\b(?:and|so|et|donc|then|puis)\s+(?:i|we|would|want|wish|hope|need|am|je|j['’]|nous|on)\b|"
    r",\s*(?:i|we|my|our|it|they|you|please|rather|je|j['’]|nous|mon|ma|mes|on|il|elle)\b",
    re.IGNORECASE,
)
_SHORT_CUE = re.compile(_SHORT, re.IGNORECASE)
_LACK_CUE = re.compile(_LACK, re.IGNORECASE)
_WANTED_CUE = re.compile(_UNWILLING, re.IGNORECASE)
_OFFERED_CUE = re.compile(f"{_UNWILLING}|{_UNABLE}", re.IGNORECASE)
_WANTED_BACK = re.compile(_BACK_WANTED, re.IGNORECASE)
_OFFERED_BACK = re.compile(_BACK_OFFERED, re.IGNORECASE)


def denied_spans(text: str, wanted: bool) -> list[Span]:
    """Return the stretches of a text that deny what they name.

    Args:
        text: what a person wrote.
        wanted: whether it says what they wish for; else what they can give.
    """
    if not _QUICK.search(text):
        return []
    spans = [_until(text, cue.start(), cue.end(), short=True) for cue in _SHORT_CUE.finditer(text)]
    for cue in (_WANTED_CUE if wanted else _OFFERED_CUE).finditer(text):
        if not _HARMLESS.match(text, cue.end()):
            start = cue.start() if wanted else _named_before(text, cue.start())
            spans.append((start, _until(text, cue.start(), cue.end())[1]))
    for cue in _LACK_CUE.finditer(text):
        if not (wanted and _WISH.search(_sentence_at(text, cue.start()))):
            spans.append(_until(text, cue.start(), cue.end()))
    for cue in (_WANTED_BACK if wanted else _OFFERED_BACK).finditer(text):
        spans.append((_clause_start(text, cue.start()), cue.end()))
    return spans


def offered_part(text: str) -> str:
    """Return a helper's text with what they would like to learn themselves made blank.

    Every character that stays keeps its place.
    """
    for cue in list(_LEARNING.finditer(text)):
        start, end = _until(text, *cue.span())
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def _until(text: str, start: int, end: int, short: bool = False) -> Span:
    """Return the stretch from a cue to the end of its clause; a short cue ends at the next comma."""
    stop = _CLAUSE.search(text, end)
    last = stop.start() if stop else len(text)
    if short:
        comma = text.find(",", end, last)
        last = comma if comma >= 0 else last
    return start, last


def _named_before(text: str, place: int) -> int:
    """Return where a denial begins that names its matter first: "Grants: I have never won one"."""
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, place)), default=0)
    return start if ": " in text[start:place] else place


def _sentence_at(text: str, place: int) -> str:
    """Return the sentence that a place stands in."""
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, place)), default=0)
    stop = _SENTENCE.search(text, place)
    return text[start : stop.start() if stop else len(text)]


def _clause_start(text: str, place: int) -> int:
    """Return where the clause before a place begins."""
    return max((match.end() for match in _CLAUSE.finditer(text, 0, place)), default=0)
