"""Letters: a template and what it speaks of become a draft that a mail program opens ready to send."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import cache, lru_cache, partial
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.names import is_address
from ..domain.visible import visible
from ..errors import LetterError as LetterError
from ..errors import NoAddress as NoAddress
from .day_words import day_words
from .documents import document_bytes
from .files import prepare_folder, safe_name, unused_name, write_together
from .letter_values import completed

if TYPE_CHECKING:  # letters alone need it
    from jinja2 import Template

KINDS = (
    "introduction",
    "no-match",
    "liaison",
    "topic",
    "check-in",
    "reminder",
    "feedback",
    "recognition",
    "end",
    "no-mentee",
    "not-eligible",
    "late",
    "undecided",
    "still-meeting",
    "silence",
)
"""The kinds of letters; the first nine are those of every year."""

_LARGEST = 200_000
"""How many bytes a template may have."""

_SUBJECT = re.compile(r"^Subject:[ \t]*(.+)$")
_FROM_LINE = re.compile(rb"^From ", re.MULTILINE)


class Lines(str):
    """A text of several lines, such as the words under a letter."""


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


def template_text(kind: str, folders: Sequence[Path] = (), language: str = "en") -> tuple[str, str]:
    """Return a kind's template and where it stands: the coordinator's copy first, else the shipped one.

    Raises:
        LetterError: the coordinator's copy cannot be read.
    """
    name = f"{language}/{kind}.txt" if language != "en" and has_template(kind, language) else ""
    name = name or f"{kind}.txt"
    for folder in folders:
        path = folder / name
        if path.is_file():
            if path.stat().st_size > _LARGEST:
                raise LetterError(f"{path} is longer than any letter; shorten the template")
            try:
                return path.read_text(encoding="utf-8"), str(path)
            except (OSError, UnicodeDecodeError) as error:
                problem = (
                    getattr(error, "strerror", None) or "it is not text in UTF-8; save it as UTF-8"
                )
                raise LetterError(f"{path} cannot be read: {problem}") from None
    text = resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
    return text, name


def has_template(kind: str, language: str) -> bool:
    """Say whether a kind of letter is written in a language."""
    folder = resources.files(__package__).joinpath("templates")
    return (
        (folder if language == "en" else folder.joinpath(language))
        .joinpath(f"{kind}.txt")
        .is_file()
    )


def draft(
    kind: str,
    recipients: Sequence[Recipient],
    speaks_of: Mapping[str, Any],
    folders: Sequence[Path] = (),
    name: str = "",
    letterhead: str = "",
    language: str = "en",
    english: str = "british",
) -> Draft:
    """Return the letter that a template makes.

    Args:
        kind: of `KINDS`.
        recipients: whom it goes to.
        speaks_of: the values that the template may use.
        folders: where a coordinator's own templates stand, the first first.
        name: what the file is called after; the recipients when empty.
        letterhead: the association's name, for a letter that is a document to sign as well.
        language: of the letter, where there is a template in it.
        english: whose dates an English letter has.

    Raises:
        LetterError: the template has a mistake, or an address cannot be used.
    """
    _check_addresses(recipients)
    text, source = template_text(kind, folders, language)
    days = (language, english)
    filled = _filled(text, source, _shown(completed(speaks_of)), days)
    subject, body = _subject_and_body(filled, source)
    called = safe_name(name or "-".join(one.name for one in recipients))
    return Draft(
        recipients=tuple(recipients),
        subject=subject,
        text=body,
        file=f"{kind}-{called}",
        letterhead=visible(letterhead),
        kind=kind,
    )


def _subject_and_body(filled: str, source: str) -> tuple[str, str]:
    first, _, rest = filled.lstrip().partition("\n")
    subject = _SUBJECT.match(first)
    if not subject:
        raise LetterError(
            f"{source}, line 1: a letter begins with a line such as Subject: our programme"
        )
    return " ".join(subject[1].split()), _tidy(rest)


def _check_addresses(recipients: Sequence[Recipient]) -> None:
    for one in recipients:
        if not is_address(one.email):
            raise NoAddress(
                f"{visible(one.name)} has no address that a letter can go to: {visible(one.email) or '(blank)'}; correct the field email"
            )


def filled_in(text: str, source: str, values: Mapping[str, Any]) -> str:
    """Return a paragraph of a programme file with its values.

    Raises:
        LetterError: the paragraph has a mistake.
    """
    return _filled(text, source, _shown(values)) if "{" in text else text


def _tidy(text: str) -> str:
    """Return a body without the empty lines and double spaces that empty values leave behind."""
    lines = [re.sub(r"(?<=\S) {2,}", " ", line).rstrip() for line in text.strip("\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip()) + "\n"


_BRITISH = ("en", "british")
"""How dates are written where nothing else is asked for: the language, and whose English."""


@lru_cache(maxsize=256)
def _template(text: str, days: tuple[str, str]) -> Template:
    """Return a template ready to be filled; it is made once, however many letters it fills."""
    from .sandbox import make_sandbox

    sandbox = make_sandbox()
    sandbox.filters["day"] = partial(_day, *days)
    return sandbox.from_string(text)


def _filled(
    text: str, source: str, values: Mapping[str, Any], days: tuple[str, str] = _BRITISH
) -> str:
    from jinja2 import TemplateError, TemplateSyntaxError

    from .sandbox import rendered

    try:
        return rendered(_template(text, days), values)
    except TemplateSyntaxError as error:
        raise LetterError(f"{source}, line {error.lineno}: {error.message}") from None
    except TemplateError as error:
        raise LetterError(
            f"{source}: {error}; the template uses something that a letter of this kind does not have"
        ) from None
    except (
        Exception
    ) as error:  # a template is a program of the coordinator's; whatever it does, it is named
        raise LetterError(
            f"{source}: {type(error).__name__}: {error}; mend the template there"
        ) from None


def day_in_words(text: str) -> str:
    """Return an ISO day as a letter writes it, such as 1 October 2026; any other text as it is."""
    return _day("en", "british", text)


def _day(language: str, english: str, text: str) -> str:
    return day_words(str(text), language, english)


def _shown(value: Any) -> Any:
    """Return values with every text on one line and safe to show; a `Lines` keeps its lines."""
    if isinstance(value, Lines):
        return visible(value, lines=True)
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {key: _shown(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(one) for one in value]
    return value


def message(letter: Draft, moment: datetime) -> EmailMessage:
    """Return a draft as a message: plain text and simple HTML, marked as not sent yet."""
    found = EmailMessage(_policy())
    if letter.sender is not None:
        found["From"] = _address(letter.sender)
    found["To"] = [_address(one) for one in letter.recipients]
    found["Subject"] = letter.subject
    found["Date"] = format_datetime(moment.astimezone() if moment.tzinfo is None else moment)
    found["X-Unsent"] = "1"
    found.set_content(letter.text)
    found.add_alternative(_html(letter.text), subtype="html")
    return found


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


def write_letters(
    folder: Path,
    letters: Sequence[Draft],
    moment: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write each letter as `.eml` and as text, one with a letterhead as `.docx`, and all of them as one `.mbox`.

    All of the files appear, or none. Returns the files.

    Raises:
        OSError: a file cannot be written.
    """
    files = letter_files(folder, letters, moment, progress)
    prepare_folder(folder)
    write_together(files)
    return [path for path, _ in files]


def letter_files(
    folder: Path,
    letters: Sequence[Draft],
    moment: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> list[tuple[Path, bytes]]:
    """Return the files of letters and what they hold, for a folder; nothing is written."""
    files: list[tuple[Path, bytes]] = []
    taken: set[str] = set()
    messages = []
    for number, letter in enumerate(letters, 1):
        if progress is not None:
            progress(number, len(letters))
        name = unused_name(letter.file, taken)
        taken.add(name.casefold())
        mail = message(letter, moment).as_bytes()
        messages.append(mail)
        files.append((folder / f"{name}.eml", mail))
        files.append((folder / f"{name}.txt", f"{letter.subject}\n\n{letter.text}".encode()))
        if letter.letterhead:
            document = document_bytes(letter.letterhead, letter.subject, letter.text, moment)
            files.append((folder / f"{name}.docx", document))
    if messages:
        files.append((folder / "letters.mbox", _mailbox_bytes(messages, moment)))
    return files


def _mailbox_bytes(messages: Sequence[bytes], moment: datetime) -> bytes:
    """Return messages in the mbox format: a line that begins with From before each, lines like it marked."""
    before = f"From MAILER-DAEMON {moment.strftime('%a %b %d %H:%M:%S %Y')}\n".encode()
    parts = [before + _FROM_LINE.sub(b">From ", mail) for mail in messages]
    return b"\n".join(parts) + b"\n"
