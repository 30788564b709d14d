"""A file becomes a table of texts: CSV, TSV, XLSX, XLS and ODS, whatever made them."""

from __future__ import annotations

import csv
import datetime
import io
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

MAXIMUM_BYTES = 200 * 1024 * 1024
MAXIMUM_INFLATED = 400 * 1024 * 1024
MAXIMUM_COLUMNS = 2_000
MAXIMUM_CELL = 200_000
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = ",;\t"


class Refused(Exception):
    """A file cannot be taken. The sentence says what, where and what to do."""


@dataclass(frozen=True)
class Table:
    """Rows of texts with the line of the file that each begins at (1 is the first)."""

    rows: list[list[str]]
    lines: list[int]
    sheet: str = ""


def read_tables(path: Path, sheet: str = "") -> list[Table]:
    """Return the tables of a file: one of a text file, one a visible sheet of a workbook.

    Raises:
        Refused: the file is not there, not readable, not a table, or too large.
    """
    data = _bytes_of(path)
    if data[:4] in _WORKBOOKS:
        tables = _workbook(path.name, data, sheet)
    else:
        tables = [_text_table(path.name, data)]
    tables = [table for table in tables if any(any(cell.strip() for cell in row) for row in table.rows)]
    if not tables:
        raise Refused(f"{path.name} has no rows; export the form's answers again and import that file")
    return tables


def _bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused(f"{path.name} is a folder; name the file inside it")
        if not stat.S_ISREG(status.st_mode):
            raise Refused(f"{path.name} is not an ordinary file; save the export as a file first")
        if status.st_size > MAXIMUM_BYTES:
            raise Refused(
                f"{path.name} has {status.st_size // 2**20} MB, more than the {MAXIMUM_BYTES // 2**20} MB allowed"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"{path.name} is not there; check the name and the folder") from None
    except PermissionError:
        raise Refused(f"{path.name} may not be read; ask its owner for the permission") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path.name} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if not data.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise Refused(f"{path.name} is empty; export the form's answers again and import that file")
    return data


def _text_table(name: str, data: bytes) -> Table:
    text = _decoded(name, data)
    if text.count("\x00") > 0:
        raise Refused(f"{name} is not a text table: it holds NUL bytes; export the answers as CSV or XLSX")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    before = 0
    try:
        for row in reader:
            lines.append(before + 1)
            rows.append(row)
            before = reader.line_num
    except csv.Error as error:
        raise Refused(f"{name}, line {before + 1}: this is not a table ({error}); export the answers again") from None
    _check_width(name, rows)
    return Table(rows, lines)


def _decoded(name: str, data: bytes) -> str:
    if data[:5] == b"%PDF-":
        raise Refused(f"{name} is a PDF, not a table; export the form's answers as CSV or XLSX")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decode_as(name, data, encoding)
    sample = data[:4096]
    if sample[1::2].count(0) > len(sample) // 3:
        return _decode_as(name, data, "utf-16-le")
    if sample[0::2].count(0) > len(sample) // 3:
        return _decode_as(name, data, "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(name, data)


def _decode_as(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(f"{name} is damaged: byte {error.start} is not {encoding}; export the answers again") from None


def _guessed(name: str, data: bytes) -> str:
    """Decode bytes that are not UTF-8: Windows-1252 where it fits, else the likeliest encoding."""
    control = sum(data[:65536].count(bytes([code])) for code in (*range(1, 9), *range(14, 32)))
    if control > len(data[:65536]) // 50:
        raise Refused(f"{name} is not a text table; export the answers as CSV or XLSX")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[: 2**20]).best()
        if best is None:
            raise Refused(f"{name} has an encoding that cannot be told; save it as UTF-8") from None
        return data.decode(best.encoding, errors="replace")


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first lines most evenly into the most cells."""
    best, found = (0.0, 0), ","
    for delimiter in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
            widths = [len(row) for row, _ in zip(reader, range(20), strict=False) if any(row)]
        except csv.Error:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        if common < 2:
            continue
        score = (widths.count(common) / len(widths) * min(common, 6), common)
        if score > best:
            best, found = score, delimiter
    return found


def _check_width(name: str, rows: list[list[str]]) -> None:
    widest = max((len(row) for row in rows), default=0)
    if widest > MAXIMUM_COLUMNS:
        raise Refused(f"{name} has {widest} columns, more than the {MAXIMUM_COLUMNS} allowed; is it the form's export?")
    for number, row in enumerate(rows, 1):
        for cell in row:
            if len(cell) > MAXIMUM_CELL:
                raise Refused(f"{name}, row {number}: a cell has {len(cell)} characters; is a quotation mark missing?")


def _workbook(name: str, data: bytes, sheet: str) -> list[Table]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    _check_inflation(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = [
            entry.name for entry in book.sheets_metadata
            if entry.visible == SheetVisibleEnum.Visible and entry.typ == SheetTypeEnum.WorkSheet
        ]  # fmt: skip
        if sheet and sheet not in book.sheet_names:
            raise Refused(f"{name} has no sheet {sheet!r}; its sheets are {', '.join(book.sheet_names)}")
        return [_sheet_table(name, book, one) for one in ([sheet] if sheet else visible)]
    except Refused:
        raise
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        reason = (
            "it is protected by a password; save it without one"
            if "assword" in str(error) or "ncrypt" in str(error)
            else "save it again as XLSX or CSV"
        )
        raise Refused(f"{name} cannot be read as a workbook; {reason}") from None


def _sheet_table(name: str, book: object, sheet: str) -> Table:
    found = book.get_sheet_by_name(sheet)  # type: ignore[attr-defined]
    if found.total_height * max(found.total_width, 1) > 20_000_000:
        raise Refused(f"{name}, sheet {sheet!r} has {found.total_height} rows by {found.total_width} columns, too many")
    cells = found.to_python(skip_empty_area=False)
    rows = [[_cell_text(cell) for cell in row] for row in cells]
    _check_width(name, rows)
    return Table(rows, list(range(1, len(rows) + 1)), sheet)


def _check_inflation(name: str, data: bytes) -> None:
    """Refuse an archive that would grow beyond measure, before anything is unpacked."""
    if data[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            whole = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise Refused(f"{name} is damaged and cannot be opened; save it again as XLSX or CSV") from None
    if whole > MAXIMUM_INFLATED or whole > 1000 * max(len(data), 1):
        raise Refused(f"{name} would grow to {whole // 2**20} MB when opened; it is refused")


def _cell_text(cell: object) -> str:
    """Return a workbook's cell as the text that a form's CSV would hold."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S") if cell.time() != datetime.time() else cell.strftime("%Y-%m-%d")
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return str(cell)
