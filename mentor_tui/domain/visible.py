"""Characters that a terminal or a reader would not see or would obey, made visible."""

from __future__ import annotations

import re
import unicodedata

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HIDDEN = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ud800-\udfff{_BIDIRECTIONAL}]"
)
_UNSAFE_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BREAKS = re.compile(r"[\t\r\n\x0b\x0c]+")


def visible(text: str, lines: bool = False) -> str:
    """Return a text safe to show: control characters and direction marks as symbols.

    Args:
        text: what somebody wrote.
        lines: whether line breaks stay; else every run of them is one space.
    """
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return "\n".join(visible(line) for line in text.split("\n"))
    if text.isprintable():
        return str(text)
    return _HIDDEN.sub(_symbol, _BREAKS.sub(" ", text))


def safe_json(text: str) -> str:
    """Return JSON in which the characters that a terminal would obey are written as their numbers; its data is the same."""
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _symbol(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    name = unicodedata.category(found.group())
    return f"<U+{code:04X}>" if name else "?"
