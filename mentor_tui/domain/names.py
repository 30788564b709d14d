"""Keys by which the same person, address and library are known again."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 8


_PLAIN_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""What becomes of each sign without accents: nine texts of ten have no other, and are folded ten times as fast."""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return text folded for comparison: no case, accents, punctuation or double spaces."""
    if text.isascii():
        return " ".join(text.translate(_PLAIN_ASCII).split())
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = (
        character if character.isalnum() else " "
        for character in folded
        if not unicodedata.combining(character)
    )
    return " ".join("".join(kept).replace("'", " ").split())


def address_key(email: str) -> str:
    """Return the address as it is compared: case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", email).casefold().split())


def is_address(text: str) -> bool:
    """Say whether a text can be an e-mail address: one name, one domain with a dot, nothing else."""
    text = text.strip()
    local, at, domain = text.partition("@")
    if not (local and at and "." in domain.strip(".") and len(text) <= 320) or "@" in domain:
        return False
    return not any(
        character.isspace() or not character.isprintable() or character in '<>,;"'
        for character in text
    )


def content_id(*parts: str) -> str:
    """Return a short id that depends on the parts alone (40 bits of SHA-256, base 32)."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:5], "big")
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_ID_LENGTH)))


def person_id(email: str, name: str, content: str = "") -> str:
    """Return the id of a person: by address and name, or by name and content without an address."""
    key = address_key(email)
    return content_id(key, plain(name)) if key else content_id("", plain(name), content)
