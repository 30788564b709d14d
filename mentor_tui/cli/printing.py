"""How commands print: data to standard output, as a table, CSV or JSON, safe for a terminal."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from ..domain.visible import safe_json, visible
from .way_out import lost_output


def print_json(data: Any) -> None:
    """Print data as JSON; characters that a terminal would obey are escaped."""
    text = json.dumps(data, ensure_ascii=_is_narrow(), indent=2)
    print(safe_json(text))


def _is_narrow() -> bool:
    """Say whether the output lacks signs, as a console of an older code page does."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").casefold()
    return not encoding.replace("-", "").startswith("utf")


def print_json_list(items: Iterable[Any]) -> None:
    """Print a list as JSON, item by item, so that a long one needs no memory."""
    print("[", end="")
    for number, item in enumerate(items):
        if lost_output():
            return  # a long list is not worked out for nobody
        print("," if number else "")
        text = json.dumps(item, ensure_ascii=_is_narrow())
        print(f"  {safe_json(text)}", end="")
    print("\n]")


def print_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows as CSV; cells that a spreadsheet would run are neutralised."""
    from ..outputs.lists import neutral

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(headings)
    for row in rows:
        if lost_output():
            return
        writer.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in row])


def print_table(headings: Sequence[str], rows: Iterable[Sequence[Any]], widest: int = 44) -> None:
    """Print rows in columns."""
    from rich.cells import cell_len, set_cell_size

    texts = [[visible(str(cell)) for cell in row] for row in rows]
    widths = [
        min(max([cell_len(heading), *(cell_len(row[at]) for row in texts)]), widest)
        for at, heading in enumerate(headings)
    ]
    for row in [list(headings), ["-" * width for width in widths], *texts]:
        cells = [
            cell if at == len(widths) - 1 else _fitted(cell, width, cell_len, set_cell_size)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def _fitted(cell: str, width: int, measure: Any, resize: Any) -> str:
    if measure(cell) <= width:
        return str(resize(cell, width))
    return str(resize(cell, width - 2)) + ".."


def print_lines(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print each row as one `Heading: value.` line per field, an empty line between rows, for who listens."""
    for number, row in enumerate(rows):
        if number:
            print()
        for heading, cell in zip(headings, row, strict=True):
            words = visible(str(cell)).strip() or "none"
            stop = "" if words.endswith((".", "!", "?")) else "."
            print(f"{heading[:1].upper()}{heading[1:]}: {words}{stop}")


def print_rows(
    form: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], widest: int = 44
) -> None:
    """Print rows in the form that was asked for: `csv`, `lines`, else a table."""
    if form == "csv":
        print_csv(headings, rows)
    elif form == "lines":
        print_lines(headings, rows)
    else:
        print_table(headings, rows, widest)


def say(sentence: str) -> None:
    """Print a message for a person, beside the data."""
    print(visible(sentence), file=sys.stderr)
