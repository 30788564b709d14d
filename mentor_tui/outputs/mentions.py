"""Whether a file that was written names somebody, whatever its format hides the letters in."""

from __future__ import annotations

import mailbox
import re
import zipfile
from collections.abc import Iterable
from contextlib import closing
from email import message_from_bytes, policy
from email.message import Message
from html import unescape
from pathlib import Path

_PACKED = (".xlsx", ".docx")


def mentions(path: Path, words: Iterable[str]) -> bool:
    """Say whether one of the words stands in a file as a whole word, whatever its case.

    Raises:
        OSError: the file cannot be read.
    """
    known = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words if word)
    return bool(known) and re.search(known, "\n".join(_texts(path)), re.IGNORECASE) is not None


def _texts(path: Path) -> Iterable[str]:
    """Yield what a file says, and its name: a letter is named after its reader."""
    yield path.name
    yield path.stem.replace("-", " ")
    if path.suffix == ".mbox":
        with closing(mailbox.mbox(path, create=False)) as box:
            for key in box.keys():  # noqa: SIM118 (a mailbox is no mapping of its keys)
                yield from _of_mail(message_from_bytes(box.get_bytes(key), policy=policy.default))
        return
    data = path.read_bytes()
    if path.suffix == ".eml":
        yield from _of_mail(message_from_bytes(data, policy=policy.default))
    elif path.suffix in _PACKED and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield unescape(re.sub(r"<[^>]*>", "", packed.read(name).decode("utf-8", "replace")))
    else:
        yield from _of_text(data.decode("utf-8", "replace"))


def _of_mail(mail: Message) -> Iterable[str]:
    for value in mail.values():
        yield str(value)
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            yield str(part.get_content())  # type: ignore[attr-defined]


def _of_text(text: str) -> Iterable[str]:
    """Yield a text as it stands, without calendar folds, and without what HTML, JSON and Markdown put before signs."""
    yield text
    yield unescape(re.sub(r"\r?\n[ \t]", "", text))
    yield re.sub(r"\\(.)", r"\1", text)
