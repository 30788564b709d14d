"""Workbooks are read by a process of their own, with bounds: whatever is in the file, only that process falls.

The child prints the visible sheets as JSON: {"sheets": [[name, rows], ...]} or {"refused": why}.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from ..errors import WorkbookUnreadable as WorkbookUnreadable

SECONDS = 60
"""How long reading may take."""

MEMORY = 1_500 * 1024 * 1024
"""How much address space the child may have, in bytes."""

MAXIMUM_CELLS = 5_000_000


def read_workbook(path: Path, sheet: str = "") -> list[tuple[str, list[list[str]]]]:
    """Return the visible sheets of a workbook, or the one named, as rows of texts.

    Raises:
        WorkbookUnreadable: it is damaged, protected, too large, or has no such sheet.
    """
    words = [sys.executable, "-m", "mentor_tui.intake.workbooks", str(path), sheet]
    try:
        done = subprocess.run(words, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise WorkbookUnreadable(
            f"cannot be read within {SECONDS} seconds; save it again as CSV"
        ) from None
    try:
        sheets = json.loads(done.stdout)
    except ValueError:
        raise WorkbookUnreadable(
            "cannot be read as a workbook: it is damaged or grows too large; save it again as CSV"
        ) from None
    if "refused" in sheets:
        raise WorkbookUnreadable(sheets["refused"])
    return [(name, rows) for name, rows in sheets["sheets"]]


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        return  # this system cannot bound a process; the time is bounded all the same


def _sheets(path: str, sheet: str) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        return {"refused": "is protected by a password; save it without one"}
    except (
        Exception
    ) as error:  # the library has many kinds of error, all of which mean the same here
        if "assword" in str(error) or "ncrypt" in str(error):
            return {"refused": "is protected by a password; save it without one"}
        return {"refused": "cannot be read as a workbook; save it again as XLSX or CSV"}
    visible = [
        sheet_metadata.name
        for sheet_metadata in book.sheets_metadata
        if sheet_metadata.visible == SheetVisibleEnum.Visible
        and sheet_metadata.typ == SheetTypeEnum.WorkSheet
    ]
    if sheet and sheet not in book.sheet_names:
        return {"refused": f"has no sheet {sheet!r}; its sheets are {', '.join(visible)}"}
    sheets = []
    for name in [sheet] if sheet else visible:
        calamine_sheet = book.get_sheet_by_name(name)
        if calamine_sheet.total_height * max(calamine_sheet.total_width, 1) > MAXIMUM_CELLS:
            return {
                "refused": f"has a sheet {name!r} of {calamine_sheet.total_height} rows by {calamine_sheet.total_width} columns, too many"
            }
        sheets.append(
            [
                name,
                [
                    [_cell_text(cell) for cell in row]
                    for row in calamine_sheet.to_python(skip_empty_area=False)
                ],
            ]
        )
    return {"sheets": sheets}


def _cell_text(cell: object) -> str:
    """Return a cell as the text that a form's CSV would hold."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return (
            cell.strftime("%Y-%m-%d %H:%M:%S")
            if cell.time() != datetime.time()
            else cell.strftime("%Y-%m-%d")
        )
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return str(cell)


def main() -> int:
    """Read the workbook named by the first word and print it."""
    _limit_memory()
    try:
        sheets = _sheets(sys.argv[1], sys.argv[2])
    except MemoryError:
        sheets = {"refused": "grows too large when opened; save it again as CSV"}
    sys.stdout.write(json.dumps(sheets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
