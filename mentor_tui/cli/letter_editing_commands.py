"""One letter by command: shown, put into one's own words, and as drafted again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..actions.letter_editing import drop_words, keep_words, preview_letters, preview_one
from ..actions.letters import Wish
from ..actions.own_words import Preview
from ..actions.sending import due_previews
from ..actions.workspace import ActionError, Workspace
from ..domain.visible import visible
from .printing import say

_HEADS = ("to", "from", "subject")
_LARGEST = 400_000
"""How many bytes the file of a letter may have."""


def register(group: Any) -> None:
    """Add what may stand in the place of a folder."""
    group.add_argument("--show", action="store_true", help="print the letters to look at them")
    group.add_argument(
        "--edit",
        metavar="FILE",
        help="one letter in your own words, as --show prints it; - reads them from the input",
    )
    group.add_argument(
        "--as-drafted", action="store_true", help="let one letter be as it is drafted again"
    )


def show_due(workspace: Workspace, arguments: argparse.Namespace) -> None:
    """Print every letter that is due."""
    _print(*due_previews(workspace, arguments.cohort, arguments.any_day))


def run(workspace: Workspace, arguments: argparse.Namespace, wish: Wish) -> None:
    """Do what was asked for with one letter."""
    if arguments.show:
        _print(*preview_letters(workspace, arguments.cohort, wish))
        return
    preview = preview_one(workspace, arguments.cohort, wish)
    if arguments.as_drafted:
        entry = drop_words(workspace, arguments.cohort, preview)
    else:
        subject, text = _read(arguments.edit)
        entry = keep_words(workspace, arguments.cohort, preview, subject, text)
    say(f"{entry.step.sentence}; nothing was sent." if entry else "Nothing changed.")


def _print(previews: Sequence[Preview], left_out: Sequence[str]) -> None:
    for number, preview in enumerate(previews):
        if number:
            print("\n" + "-" * 72)
        print(_shown(preview), end="")
        if preview.words:
            names = ", ".join(reader.name for reader in preview.draft.recipients)
            say(f"{visible(names)}: {preview.words}.")
    for line in left_out:
        say(f"left out: {line}")


def _shown(preview: Preview) -> str:
    """Return a letter as it is printed, and as `--edit` reads it."""
    letter = preview.draft
    readers = ", ".join(
        f"{visible(recipient.name)} <{recipient.email}>" for recipient in letter.recipients
    )
    return f"To: {readers}\nSubject: {letter.subject}\n\n{letter.text}"


def _read(name: str) -> tuple[str, str]:
    """Return the subject and the text of a letter in a file.

    Raises:
        ActionError: the file cannot be read, or begins with no subject.
    """
    text = _text_of(name)
    head, _, body = text.replace("\r\n", "\n").lstrip("\ufeff\n").partition("\n\n")
    heads = {}
    for line in head.split("\n"):
        field, colon, value = line.partition(":")
        if not colon or field.strip().casefold() not in _HEADS:
            raise ActionError(
                f"{name}: a letter begins with a line such as Subject: our programme, and an empty line after it"
            )
        heads[field.strip().casefold()] = value.strip()
    return heads.get("subject", ""), body


def _text_of(name: str) -> str:
    try:
        data = sys.stdin.buffer.read(_LARGEST) if name == "-" else _bytes_of(Path(name))
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ActionError(f"{name} is not text in UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise ActionError(
            f"{name} cannot be read: {error.strerror or error}; name a file with the letter"
        ) from None


def _bytes_of(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > _LARGEST:
        raise ActionError(f"{path} is longer than any letter; shorten it")
    return path.read_bytes()
