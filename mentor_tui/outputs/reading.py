"""Letters in one file: to read them one after another, or for a mail program's mail merge."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ..domain.visible import visible
from .drafting import Draft
from .lists import neutral

_FENCE = "~~~~~~"


def reading_text(title: str, letters: Sequence[Draft]) -> str:
    """Return letters as one Markdown file: each with its kind, its readers, its subject and its words as they are."""
    lines = [f"# {_plain(title)}", "", _counted(letters), ""]
    for number, letter in enumerate(letters, 1):
        names = ", ".join(recipient.name for recipient in letter.recipients)
        lines += [f"## {number}. {letter.kind}: {_plain(names)}", "", _FENCE]
        if letter.sender is not None:
            lines.append(f"From: {visible(letter.sender.name)} <{letter.sender.email}>")
        to = ", ".join(
            f"{visible(recipient.name)} <{recipient.email}>" for recipient in letter.recipients
        )
        lines += [f"To: {to}", f"Subject: {letter.subject}", "", _unfenced(letter.text)]
        lines += [_FENCE, ""]
    return "\n".join(lines)


def _counted(letters: Sequence[Draft]) -> str:
    kinds = dict.fromkeys(letter.kind for letter in letters)
    parts = [f"{kind} {sum(letter.kind == kind for letter in letters)}" for kind in kinds]
    return "Nothing was sent and nothing is marked. " + ", ".join(parts) + "."


def _unfenced(text: str) -> str:
    """Return a text in which no line closes the fence around it."""
    lines = text.rstrip().split("\n")
    return "\n".join(f" {line}" if line.startswith("~~~") else line for line in lines)


def _plain(text: str) -> str:
    shown = visible(text)
    for character in "\\`*_{}[]<>#|!":
        shown = shown.replace(character, f"\\{character}")
    return shown


def merge_bytes(letters: Sequence[Draft]) -> bytes:
    """Return letters as CSV for a mail merge: a row for each reader, who gets the letter at one address."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(("kind", "name", "email", "subject", "text"))
    for letter in letters:
        for recipient in letter.recipients:
            name = visible(recipient.name)
            row = (letter.kind, name, recipient.email, letter.subject, letter.text)
            writer.writerow([neutral(cell) for cell in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")
