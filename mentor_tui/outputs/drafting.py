"""Letters: a template and what it speaks of become a draft that a mail program opens ready to send."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache, partial
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
from .mail import About as About
from .mail import Draft as Draft
from .mail import Recipient as Recipient
from .mail import mail_bytes

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

_MOST_KEPT = 2_000
"""How many filled paragraphs are kept at a time."""

_SPACES = re.compile(r"(?<=\S) {2,}")
_EMPTY_LINES = re.compile(r"\n{3,}")
_SUBJECT = re.compile(r"^Subject:[ \t]*(.+)$")
_FROM_LINE = re.compile(rb"^From ", re.MULTILINE)


class Lines(str):
    """A text of several lines, such as the words under a letter."""


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
    return _shipped(name), name


@cache
def _shipped(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
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
    called = safe_name(name or "-".join(recipient.name for recipient in recipients))
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
    for recipient in recipients:
        if not is_address(recipient.email):
            raise NoAddress(
                f"{visible(recipient.name)} has no address that a letter can go to: {visible(recipient.email) or '(blank)'}; correct the field email"
            )


class Paragraphs:
    """Fills the paragraphs of a programme file with the values of one letter after another.

    Most paragraphs say the same in every letter: what was filled with the same values is kept.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], str] = {}

    def filler(self, source: str, values: Mapping[str, Any]) -> Callable[[str], str]:
        """Return what fills a paragraph with the values of a letter.

        It raises a `LetterError` where the paragraph has a mistake.
        """
        return partial(self._fill, source, _shown(values))

    def _fill(self, source: str, shown: Mapping[str, Any], text: str) -> str:
        if "{" not in text:
            return text
        key = repr([(name, shown.get(name, ...)) for name in _names_in(text)])
        known = self._kept.get((source, text, key))
        if known is not None:
            return known
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        filled = _filled(text, source, shown)
        self._kept[source, text, key] = filled
        return filled


@lru_cache(maxsize=256)
def _names_in(text: str) -> tuple[str, ...]:
    """Return the values that a paragraph uses; nothing where it cannot be read, which filling it says."""
    from jinja2 import Environment, TemplateSyntaxError, meta

    try:
        names = meta.find_undeclared_variables(Environment(autoescape=False).parse(text))
    except TemplateSyntaxError:
        return ()
    return tuple(sorted(names))


def _tidy(text: str) -> str:
    """Return a body without the empty lines and double spaces that empty values leave behind."""
    lines = []
    for line in text.strip("\n").split("\n"):
        single = _SPACES.sub(" ", line) if "  " in line else line
        lines.append(single.rstrip())
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines).strip()) + "\n"


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
    if isinstance(value, str):
        if value.isprintable():
            return str(value)
        return visible(value, lines=isinstance(value, Lines))
    if isinstance(value, (list, tuple)):
        return [_shown(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _shown(part) for key, part in value.items()}
    return value


def write_letters(
    folder: Path,
    letters: Sequence[Draft],
    moment: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> list[tuple[Path, bytes]]:
    """Write each letter as `.eml` and as text, one with a letterhead as `.docx`, and all of them as one `.mbox`.

    All of the files appear, or none. Returns the files and what they hold.

    Raises:
        OSError: a file cannot be written.
    """
    files = letter_files(folder, letters, moment, progress)
    prepare_folder(folder)
    write_together(files)
    return files


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
        mail = mail_bytes(letter, moment)
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
