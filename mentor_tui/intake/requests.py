"""Free-text requests: the words that matter, marked for a person to read. Never turned into a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..domain.blank import is_courtesy, leaves_out
from ..domain.names import content_id
from ..domain.people import Flag
from ..programmes.schema import OutOfScope

_MATTERS = re.compile(
    r"(?P<apart>\b(?:not|never|rather not|don't|do not|please don't)\b[^.;\n]{0,25}\b(?:with|paired|matched|match me)\b[^.;\n]{0,40}"
    r"|\banyone (?:but|except)\b[^.;\n]{0,40}|\bkeep (?:me|us) apart\b[^.;\n]{0,40}|\bavoid\b[^.;\n]{0,40}|\bpas avec\b[^.;\n]{0,40})"
    r"|(?P<remote>\b(?:remote|virtual|online|zoom|video)(?:[- ]only|\s+meetings?\b(?:\s+only)?|\b)|\bonly (?:remote|virtual|online)\w*|\bà distance\b)"
    r"|(?P<distance>\b(?:within|no(?:t)? more than|max(?:imum)?|under|less than|up to|about)?\s*(?:an?|one|two|half an|\d+)[- ]?(?:hours?|hrs?|minutes?|mins?|km|kilomet\w+|miles?)\b[^.;\n]{0,30}"
    r"|\bdriving distance\b[^.;\n]{0,30}|\b(?:can(?:no|')t|unable to|no) travel\b)"
    r"|(?P<person>\bprefer(?:s|ably)?\b[^.;\n]{0,40}|\b(?:woman|female|man|male|women|men) (?:mentor|mentee|only)\b)"
    r"|(?P<time>\b(?:evenings?|weekends?|mornings?|afternoons?|lunch(?:time)?|after \d\w*|maternity|leave|vacation)\b)",
    re.IGNORECASE,
)


def request_flag(text: str, kind: str = "request") -> Flag | None:
    """Return the flag that a request raises, with the words that matter marked; None for no request."""
    if leaves_out(text) or is_courtesy(text):
        return None
    marks = tuple(
        (match.start(), match.end())
        for match in _MATTERS.finditer(text[:5000])
        if match.end() > match.start()
    )
    return Flag(key=content_id(kind, text), kind=kind, text=text, marks=marks)


def out_of_scope_flags(texts: Sequence[str], scopes: Sequence[OutOfScope]) -> list[Flag]:
    """Return a flag for each wish that the programme is not for, with where to send it."""
    flags: list[Flag] = []
    for text in texts:
        for scope in scopes:
            marks = [_place(text, word) for word in scope.words]
            known = tuple(sorted(mark for mark in marks if mark))
            if known:
                quoted = text if len(text) < 300 else text[:297] + "..."
                flags.append(
                    Flag(
                        key=content_id("out-of-scope", scope.advice, text),
                        kind="out-of-scope",
                        text=f"{quoted} ({scope.advice})",
                        marks=known,
                    )
                )
    return flags


def _place(text: str, word: str) -> tuple[int, int] | None:
    match = re.search(rf"\b{re.escape(word)}", text[:5000], re.IGNORECASE)
    return match.span() if match else None
