"""A draft as a message that a mail program opens: plain text and simple HTML, marked as not sent yet."""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import cache, lru_cache
from html import escape
from typing import Any

from ..domain.visible import visible

_WIDTH = 78
_PLAIN_NAME = re.compile(r"[A-Za-z0-9'-]+(?: [A-Za-z0-9'-]+)*")
_PLAIN_ADDRESS = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
)


@dataclass(frozen=True, kw_only=True)
class About:
    """What a letter is about, by ids: a person, and the pair that it speaks of, if any."""

    person: str
    helper: str = ""
    learner: str = ""


@dataclass(frozen=True)
class Recipient:
    """Somebody a letter goes to."""

    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter ready to be sent by a person: to whom, subject, text, and the name of its file.

    With a `letterhead`, the association's name, it is written as a document to sign as well.
    `sender` is who sends it where that is not the coordinator; `about` is what it is about, by ids.
    """

    recipients: tuple[Recipient, ...]
    subject: str
    text: str
    file: str
    letterhead: str = ""
    kind: str = ""
    sender: Recipient | None = None
    about: tuple[About, ...] = ()


def mail_bytes(letter: Draft, moment: datetime) -> bytes:
    """Return a draft as the bytes of an `.eml` file."""
    day = moment.astimezone() if moment.tzinfo is None else moment
    heads = [_heading("From", (letter.sender,))] if letter.sender is not None else []
    heads.append(_addresses("To", letter.recipients))
    heads.append(_subject(letter.subject))
    heads.append(_heading("Date", format_datetime(day)))
    heads.append("X-Unsent: 1\nMIME-Version: 1.0\n")
    between = _boundary(letter.text)
    heads.append(f'Content-Type: multipart/alternative; boundary="{between}"\n')
    return b"".join(
        [
            "".join(heads).encode("ascii", "surrogateescape"),
            _part(between, "plain", letter.text),
            _part(between, "html", _html(letter.text)),
            f"\n--{between}--\n".encode(),
        ]
    )


def _boundary(text: str) -> str:
    """Return what stands between the parts: no encoded text has an equals sign before an underscore."""
    return f"=_{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _part(between: str, kind: str, text: str) -> bytes:
    """Return one of the two texts of a letter, in signs that every server lets through."""
    data = text.encode("utf-8", "replace")
    head = f'\n--{between}\nContent-Type: text/{kind}; charset="utf-8"\n'
    head += "Content-Transfer-Encoding: quoted-printable\n\n"
    return head.encode() + b2a_qp(data, istext=True)


def _addresses(name: str, people: tuple[Recipient, ...]) -> str:
    """Return a heading with addresses; plain names need none of the rules for the others."""
    written = ", ".join(
        f"{visible(recipient.name)} <{recipient.email.strip()}>" for recipient in people
    )
    line = f"{name}: {written}\n"
    if len(line) <= _WIDTH and all(map(_is_plain, people)):
        return line
    return _heading(name, people)


def _subject(subject: str) -> str:
    """Return the heading with what a letter is about; a short one in plain signs stands as it is."""
    line = f"Subject: {subject}\n"
    plain = subject.isascii() and subject.isprintable() and "=?" not in subject
    return line if plain and len(line) <= _WIDTH else _heading("Subject", subject)


def _is_plain(person: Recipient) -> bool:
    plain_name = _PLAIN_NAME.fullmatch(person.name)
    return bool(plain_name and _PLAIN_ADDRESS.fullmatch(person.email.strip()))


@lru_cache(maxsize=64)
def _heading(name: str, value: str | tuple[Recipient, ...]) -> str:
    """Return a heading as mail has it: encoded and folded."""
    policy = _policy()
    said = value if isinstance(value, str) else [_address(recipient) for recipient in value]
    made: Any = policy.header_factory(name, said)
    folded: str = made.fold(policy=policy)
    return folded


@cache
def _policy() -> EmailPolicy[EmailMessage]:
    """Return how messages are made; a kind of heading is made once and not for every message."""

    class Headings(HeaderRegistry):
        @lru_cache(maxsize=64)  # noqa: B019
        def __getitem__(self, name: str) -> Any:
            return super().__getitem__(name)

    return EmailPolicy(message_factory=EmailMessage, header_factory=Headings())


def _address(one: Recipient) -> Address:
    local, _, domain = one.email.strip().rpartition("@")
    return Address(display_name=visible(one.name), username=local, domain=domain)


def _html(text: str) -> str:
    paragraphs = [escape(part).replace("\n", "<br>\n") for part in text.strip().split("\n\n")]
    return (
        "<html><body>\n" + "\n".join(f"<p>{part}</p>" for part in paragraphs) + "\n</body></html>\n"
    )
