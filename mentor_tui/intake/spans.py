"""Lengths of time as people write them, in months. Understood whole, or left for a person."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from ..domain.listings import words_of
from ..domain.people import Span
from .number_words import in_digits

_LONGEST_ANSWER = 200
_MOST_MONTHS = 80 * 12
_UNITS = {
    "years": "years|year|yrs|yr|y|ans|an|annees|annee",
    "months": "months|month|mths|mth|mos|mo|m|mois",
    "weeks": "weeks|week|wks|wk|semaines|semaine",
    "days": "days|day|jours|jour",
    "decades": "decades|decade|decennies|decennie",
}
_MONTHS_EACH = {"years": 12.0, "months": 1.0, "weeks": 12 / 52, "days": 12 / 365, "decades": 120.0}
_UNIT = rf"(?:{'|'.join(_UNITS.values())})"
_NUMBER = r"(?<![\d.,/-])(?:\d+(?:[.,]\d{1,2})?|[.,]\d{1,2})(?![\d/]|[.,]\d)"
_ONE = rf"(?P<n1>{_NUMBER})\s*(?P<plus>\+|\bplus\b(?=\s+{_UNIT}\b))?[\s-]*(?:full |whole )?(?:(?P<u1>{_UNIT})(?![a-z])\.?'?)?"
_SECOND = rf"(?:\s*(?:,|&|and|et|plus|\+)?\s*(?P<n2>(?<!\d)\d+(?:[.,]\d)?)\s*(?P<u2>{_UNITS['months']}|{_UNITS['weeks']})(?![a-z])\.?)?"
_SPAN = re.compile(_ONE + _SECOND)
_RANGE = re.compile(
    rf"(?:\bbetween |\bfrom |\bentre |\bde )?(?P<n1>{_NUMBER})\s*(?:(?P<u1>{_UNIT})(?![a-z])\.?)?"
    rf"\s*(?P<joint>[-–—]|\bto\b|\band\b|\bet\b|\bor\b|\bou\b)\s*"
    rf"(?P<n2>\d+(?:[.,]\d{{1,2}})?(?![\d/]|[.,]\d))\s*(?:(?P<u2>{_UNIT})(?![a-z])\.?)?"
)
_MONTHS_BY_NAME = "jan feb|fev mar apr|avr may|mai jun|juin jul|juil aug|aou sep oct nov dec"
_MONTH_NAMES = tuple(_MONTHS_BY_NAME.split())
_MONTH = rf"(?:{'|'.join(_MONTH_NAMES)})[a-z]*"
_SINCE = re.compile(
    rf"\b(?:since|depuis|from|(?:started|began|beginning|starting)(?: in)?)\s+(?:(?P<month>{_MONTH})\.?\s+)?"
    rf"(?P<year>(?:19|20)\d\d)(?!\d)(?:\s*(?:-|to|until)\s*(?:the )?(?:present|now|today|date|current))?"
)
_TO_NOW = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)\s*(?:-|–|—|to|until)\s*(?:the )?(?:present|now|today|date|current)\b"
)

_VAGUE = re.compile(
    r"\b(about|around|approx\w*|almost|nearly|just under|little under|bit under|roughly|ish|circa|or so|maybe"
    r"|perhaps|not sure|unsure|environ|presque|pres de|a while|long time|several|few|many|some|couple|various"
    r"|plusieurs|quelques|dizaine|quinzaine|vingtaine|trentaine|between jobs|it depends|barely|a peine"
    r"|close to|pushing|approaching|un peu moins)\b|~|\?|\dish\b|-ish\b"
)
_ELSEWHERE = re.compile(
    r"\b(not|never|no|none|t|cannot|but|except|without|mais|sauf|pas|jamais|going on|coming up|into|soon|bientot"
    r"|next|will|until|till|by|yet|ago|il y a|old|age|aged|first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth|tenth|\d+(?:st|nd|rd|th|e|eme|ieme)|semesters?|semestres?|terms?|hours?|heures?|summers?"
    r"|seasons?|start|starts|begin|begins|end|ending|program|programme|out of|volunteer\w*|benevol\w*|part[- ]time|temps partiel|casual|intern"
    r"|interns|internship|student|students|etudiant\w*|unpaid|outside|hors|other|last|past|spring|summer|fall"
    r"|autumn|winter|january|february|april|june|july|august|september|october|november|december|this|if|when"
    r"|should|would|want|need|hope|expect|march|may|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre|half|quarter|hundred|thousand|century)\b"
)
_UNIT_AS_TYPED = re.compile(r"(\d[\s-]*)([a-z]{4,8})\b")
_SPELT_UNITS = ("years", "months", "weeks", "decades", "annees", "semaines")
_LEAST = (
    r"\+|\b(?:or more|at least|minimum|min\b\.?|and up|and more|and over|or over|or longer|or greater|et plus"
    r"|ou plus|au moins|au minimum|not less than|no less than|no fewer than|not fewer than|plus$)|>=|≥"
)
_MOST = (
    r"\b(?:at most|up to|maximum|max\b\.?|no more than|not more than|or less|or fewer|ou moins|jusqu'a"
    r"|jusqu' to|au plus|au maximum|not over|no longer than)|<=|≤"
)
_MORE = (
    r"\b(?:just over|little over|bit over|more than|little more than|bit more than|over|greater than"
    r"|longer than|plus de|exceeding|above|in excess of|well over)\b|>(?!=)"
)
_LESS = r"\b(?:less than|under|fewer than|moins de|moins|below|shorter than)\b|<(?!=)"
_BOUNDS = {
    "least": re.compile(_LEAST),
    "most": re.compile(_MOST),
    "more": re.compile(_MORE),
    "less": re.compile(_LESS),
}
_NO_EXPERIENCE = re.compile(
    r"^(?:no|0|aucune|none) (?:professional |work |library |real |prior )*experience(?: yet| so far)?$"
    r"|^(?:just starting(?: out)?|brand new|none|aucune?|zero|0)(?: (?:yet|so far|at all|encore|pour le moment|pour l'instant))?$"
)
_ANOTHER_FIELD = re.compile(
    r"\b(new to (?:the |this )?(?:librar\w*|field|profession)|(?:in|as|of|en|comme|dans) (?:an? |the |l |la |le )?(?:(?:high|primary|public|elementary) )?"
    r"(?:school )?(?:teach\w*|retail|publishing|book ?(?:selling|stores?|shops?)|nurs\w*|bank\w*|business|marketing|sales|engineer\w*"
    r"|software|law|journalis\w*|government|military|army|hospitality|restaurants?|insurance|accounting|finance"
    r"|health ?care|medicine|social work\w*|another (?:field|career|profession)|other (?:fields?|jobs?|careers?)"
    r"|enseign\w*|vente|commerce|journalisme|librairie))\b(?![- ](?:and |& )?(?:school )?(?:librar|biblio))"
)
_BEFORE = words_of(
    "i have ve been worked working work employed in for a an the as of libraries library librarian "
    "librarianship experience total years career with my current professional position exactly only just "
    "full retired after little bit well depuis ca fait j ai travaille bibliotheque en pendant je travaille "
    "s about field public academic school special children youth technician assistant approximately "
    "de plus seulement moins que il m now"
)
_TAIL = re.compile(
    r"^[\s.!,;']*(?:(?:in|at|as|with|of|experience|exp|total|and counting|now)\b|\(|dans|en|comme|d'exp|de\b|working|full|part|and$|$)"
)


@lru_cache(maxsize=4096)
def read_span(text: str, unit: str = "years", as_of: date | None = None) -> Span | None:
    """Return a length of time in months, or None when it is blank or cannot be told.

    "4 years 11 months" is 59 months, "10+" 120 months and more, "just under 5" is not told.

    Args:
        text: the answer.
        unit: what a bare number counts, "years" or "months".
        as_of: the day of the answer, from which "since 2019" is counted.
    """
    if not text.strip() or len(text) > _LONGEST_ANSWER:
        return None
    folded = _respelt_units(in_digits(text).rstrip(" .!;,"))
    if _VAGUE.search(folded) or _ANOTHER_FIELD.search(folded):
        return None
    if _NO_EXPERIENCE.match(folded):
        return Span(0, 0)
    folded = _without_repeats(folded, unit, as_of)
    since = _SINCE.search(folded) or _TO_NOW.search(folded)
    if since:
        rest = folded[: since.start()] + folded[since.end() :]
        return _since(since, as_of) if _harmless(rest) else None
    bound, bare = _bound_of(folded)
    return _bounded(bound, bare, unit)


def _bounded(bound: str, text: str, unit: str) -> Span | None:
    """Return the span of a text without the words that bound it."""
    ranged = _RANGE.search(text)
    if ranged and not _joins_months(ranged):
        span = None if bound else _range(ranged, unit)
        return span if _is_all(text, ranged) else None
    single = _SPAN.search(text)
    if single is None or not _is_all(text, single):
        return None
    if single["u1"] is None and text[single.end() :].strip(" +.!"):
        return None
    months = _months(single["n1"], single["u1"] or unit)
    if single["n2"]:
        months += _months(single["n2"], single["u2"])
    if months > _MOST_MONTHS:
        return None
    return _with_bound(bound or ("least" if single["plus"] else ""), int(months + 1e-9))


def _with_bound(bound: str, months: int) -> Span:
    if bound == "least":
        return Span(months, None)
    if bound == "most":
        return Span(0, months)
    if bound == "more":
        return Span(months + 1, None)
    if bound == "less":
        return Span(0, max(months - 1, 0))
    return Span(months, months)


def _bound_of(text: str) -> tuple[str, str]:
    """Return which way a number is bound, and the text without the words that say so."""
    for name, pattern in _BOUNDS.items():
        if pattern.search(text):
            return name, " ".join(pattern.sub(" ", text).split())
    return "", text


def _joins_months(found: re.Match[str]) -> bool:
    """Say whether "4 years and 11 months" is one length and no range."""
    return (
        found["joint"] in ("and", "et")
        and _kind(found["u1"]) == "years"
        and _kind(found["u2"]) in ("months", "weeks")
        and not found[0].startswith(("between", "entre"))
    )


def _range(found: re.Match[str], unit: str) -> Span | None:
    """Return a range; "3 or 4" is one, "5 or 15" is not."""
    between = found[0].startswith(("between", "entre"))
    if found["joint"] in ("and", "et") and not between:
        return None
    low = _months(found["n1"], found["u1"] or found["u2"] or unit)
    high = _months(found["n2"], found["u2"] or found["u1"] or unit)
    near = found["joint"] not in ("or", "ou") or high - low <= 12
    return Span(int(low + 1e-9), int(high + 1e-9)) if low <= high <= _MOST_MONTHS and near else None


def _is_all(text: str, found: re.Match[str]) -> bool:
    """Say whether nothing around a span could mean something else."""
    before, after = text[: found.start()], text[found.end() :]
    if re.search(r"[-\d]", before) or re.search(r"\d", after):
        return False
    if _ELSEWHERE.search(f"{before} | {after}"):
        return False
    words = set(re.findall(r"[a-z]+", before))
    return words <= _BEFORE and bool(_TAIL.match(after))


def _harmless(rest: str) -> bool:
    """Say whether what stands beside "since 2019" changes nothing."""
    words = set(re.findall(r"[a-z]+", rest))
    return not re.search(r"\d", rest) and words <= _BEFORE | {"at", "and", "continuously"}


def _since(found: re.Match[str], as_of: date | None) -> Span | None:
    """Return the time from a year or a month to a day: from its last day at least, from its first at most."""
    if as_of is None:
        return None
    year = int(found["year"])
    named = found.groupdict().get("month")
    month = _month_number(named) if named else 0
    first = date(year, month or 1, 1)
    last_month = month or 12
    last = date(year, last_month, monthrange(year, last_month)[1])
    if first > as_of or year < as_of.year - 70:
        return None
    return Span(max(_whole_months(last, as_of), 0), _whole_months(first, as_of))


def _month_number(name: str) -> int:
    for number, names in enumerate(_MONTH_NAMES, 1):
        if name.startswith(tuple(names.split("|"))):
            return number
    return 1


def _whole_months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _without_repeats(folded: str, unit: str, as_of: date | None) -> str:
    """Drop a bracket that says the same again: "five (5) years", "60 months (5 years)"."""
    bracket = re.search(r"\s*[(=]\s*([^()=]*\d[^()=]*?)\s*(?:\)|$)\s*", folded)
    if bracket is None:
        return folded
    rest = folded[: bracket.start()] + " " + folded[bracket.end() :]
    digits = re.search(_NUMBER, rest)
    if digits and bracket[1] == digits[0]:
        return rest.strip()
    again, main = read_span(bracket[1], unit, as_of), read_span(rest, unit, as_of)
    same = again is not None and main is not None and again.low <= main.low <= (again.high or 9999)
    return rest.strip() if same else folded


def _respelt_units(folded: str) -> str:
    """Mend a unit after a number that is one slip away from one: "six yeras", "18 moths"."""
    return _UNIT_AS_TYPED.sub(_respelt_unit, folded)


def _respelt_unit(typed: re.Match[str]) -> str:
    word = typed[2]
    if _kind(word) or _ELSEWHERE.search(word):
        return typed[0]
    close = [unit for unit in _SPELT_UNITS if OSA.distance(word, unit, score_cutoff=1) <= 1]
    return typed[1] + (close[0] if len(close) == 1 else word)


def _kind(unit: str | None) -> str:
    for kind, words in _UNITS.items():
        if unit in words.split("|") or unit == kind:
            return kind
    return ""


def _months(number: str, unit: str) -> float:
    """Return a number of years, months, weeks, days or decades in months."""
    return float(number.replace(",", ".")) * _MONTHS_EACH[_kind(unit)]
