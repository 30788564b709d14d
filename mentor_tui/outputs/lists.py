"""The final lists: pairs, unplaced, decisions; as CSV, XLSX, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..domain.visible import safe_json, visible
from .files import prepare_folder, write_together

FORMATS = ("csv", "xlsx", "json", "markdown")
_DANGEROUS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
"""What begins a formula, in the wide signs of East Asian keyboards too."""

_WIDEST, _NARROWEST = 60, 10


@dataclass(frozen=True, kw_only=True)
class List:
    """A list: its name, headings, rows of texts and numbers."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


def neutral(value: str | float) -> str | float:
    """Return a cell that no spreadsheet runs: a quote before what would begin a formula.

    What a terminal would obey, or what turns the direction of its neighbours round, is a blank.
    """
    if not isinstance(value, str):
        return value
    text = "".join(
        character if character in "\n\t" or not _is_control(character) else " "
        for character in value
    )
    text = text.replace("\t", " ").replace("\n", " ") if text[:1] in "\t\n" else text
    bare = text.lstrip(" \"'\u00a0\u200b\ufeff")
    return f"'{text}" if bare.startswith(_DANGEROUS) or text.startswith(_DANGEROUS) else text


def _is_control(character: str) -> bool:
    """Say whether a terminal would obey a character, or what stands beside it changes its direction by it."""
    turns = "\u2028" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    return character < " " or "\x7f" <= character <= "\x9f" or turns


def csv_bytes(one: List) -> bytes:
    """Return a list as CSV in UTF-8 with a mark, so that spreadsheets read accents."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(one.headings)
    writer.writerows([neutral(cell) for cell in row] for row in one.rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def workbook_bytes(lists: Sequence[List]) -> bytes:
    """Return lists as the sheets of one workbook: frozen headings, filters, sensible widths."""
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": "Mentoring pairs"})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for each_list in lists:
        sheet = book.add_worksheet(each_list.name[:31])
        for column, heading in enumerate(each_list.headings):
            sheet.write_string(0, column, heading, head)
            sheet.set_column(column, column, _width(each_list, column))
        for number, row in enumerate(each_list.rows, 1):
            for column, cell in enumerate(row):
                safe = neutral(cell)
                if isinstance(safe, str):
                    sheet.write_string(number, column, safe[:32000], body)
                else:
                    sheet.write_number(number, column, safe, body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(each_list.rows), 1), len(each_list.headings) - 1)
    book.close()
    return stream.getvalue()


def _width(one: List, column: int) -> int:
    longest = max([len(one.headings[column]), *(len(str(row[column])) for row in one.rows)])
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def markdown_text(lists: Sequence[List], title: str) -> str:
    """Return lists as Markdown tables."""
    lines = [f"# {_escaped(title)}", ""]
    for each_list in lists:
        lines += [
            f"## {each_list.name.capitalize()}",
            "",
            f"| {' | '.join(each_list.headings)} |",
            "|" + " --- |" * len(each_list.headings),
        ]
        lines += [
            f"| {' | '.join(_escaped(str(cell)) for cell in row)} |" for row in each_list.rows
        ]
        lines.append("")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    folded = " ".join(visible(text).split())
    for character in "\\`*_{}[]<>#|!":
        folded = folded.replace(character, f"\\{character}")
    return folded


def write_lists(
    folder: Path, lists: Sequence[List], data: Mapping[str, Any], formats: Sequence[str], title: str
) -> list[Path]:
    """Write the lists into a folder, all of them or none.

    Args:
        folder: made 0700 when missing.
        lists: the lists.
        data: the same as plain data, for JSON.
        formats: of `FORMATS`.
        title: the cohort's name.

    Returns:
        The files written.

    Raises:
        OSError: a file cannot be written.
    """
    files: list[tuple[Path, bytes]] = []
    for kind in formats:
        if kind == "csv":
            files += [
                (folder / f"{each_list.name}.csv", csv_bytes(each_list)) for each_list in lists
            ]
        elif kind == "xlsx":
            files.append((folder / "pairs.xlsx", workbook_bytes(lists)))
        elif kind == "json":
            files.append(
                (
                    folder / "pairs.json",
                    (safe_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n").encode(),
                )
            )
        else:
            files.append((folder / "pairs.md", markdown_text(lists, title).encode()))
    prepare_folder(folder)
    write_together(files)
    return [path for path, _ in files]
