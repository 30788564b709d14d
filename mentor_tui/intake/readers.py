"""A file becomes a table of texts: CSV, TSV, XLSX, XLS and ODS, whatever made them."""

from __future__ import annotations

import csv
import io
import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ..errors import FileRejected as FileRejected
from .dates import read_moment
from .workbooks import WorkbookUnreadable, read_workbook

MAXIMUM_BYTES = 200 * 1024 * 1024
MAXIMUM_INFLATED = 400 * 1024 * 1024
MAXIMUM_COLUMNS = 2_000
MAXIMUM_ROWS = 20_000
MAXIMUM_CELL = 131_072
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = ",;\t"


@dataclass(frozen=True, kw_only=True)
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
    name = path.name or str(path)
    data = _bytes_of(path, name)
    if data[:4] in _WORKBOOKS:
        tables = _workbook(name, path, data, sheet)
    else:
        if sheet:
            raise FileRejected(f"{name} is a text table and has no sheets", "leave out --sheet")
        tables = [_text_table(name, data)]
    tables = [
        table for table in tables if any(any(cell.strip() for cell in row) for row in table.rows)
    ]
    if not tables:
        raise FileRejected(
            f"{name} has no rows; export the form's answers again and import that file"
        )
    return tables


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FileRejected(f"{name} is a folder; name the file inside it")
        if not stat.S_ISREG(status.st_mode):
            raise FileRejected(f"{name} is not an ordinary file; save the export as a file first")
        if status.st_size > MAXIMUM_BYTES:
            raise FileRejected(
                f"{name} has {status.st_size // 2**20} MB, more than the {MAXIMUM_BYTES // 2**20} MB allowed"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileRejected(f"{name} is not there; check the name and the folder") from None
    except PermissionError:
        raise FileRejected(f"{name} may not be read; ask its owner for the permission") from None
    except (OSError, ValueError) as error:
        raise FileRejected(
            f"{name} cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from None
    if not data.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise FileRejected(f"{name} is empty; export the form's answers again and import that file")
    return data


def _text_table(name: str, data: bytes) -> Table:
    text = _decoded(name, data)
    if text.count("\x00") > 0:
        raise FileRejected(
            f"{name} is not a text table: it holds NUL bytes; export the answers as CSV or XLSX"
        )
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
            if len(rows) > MAXIMUM_ROWS + 1:
                break
    except csv.Error as error:
        if "field limit" in str(error):
            raise _too_long(f"{name}, line {before + 1}") from None
        raise FileRejected(
            f"{name}, line {before + 1}: this is not a table ({error}); export the answers again"
        ) from None
    _check_width(name, rows)
    _check_quotes(name, rows, lines)
    return Table(rows=rows, lines=lines)


def _too_long(place: str) -> FileRejected:
    return FileRejected(
        f"{place}: a cell has more than {MAXIMUM_CELL} characters; shorten it, or export the answers again"
    )


def _check_quotes(name: str, rows: list[list[str]], lines: list[int]) -> None:
    """Refuse a file in which a cell has swallowed whole rows, because a quotation mark is not closed."""
    width = len(rows[0]) if rows else 0
    for row, line in zip(rows, lines, strict=True):
        for cell in row:
            if "\n" in cell and any(_is_whole_row(part, width) for part in cell.split("\n")[1:]):
                raise FileRejected(
                    f"{name}, line {line}: a quotation mark is not closed, so that rows run together; "
                    "mend it there and import again"
                )


def _is_whole_row(text: str, width: int) -> bool:
    """Say whether a line inside a cell looks like a row of the table: as many cells, or a time and some cells."""
    cells = max(text.count(delimiter) for delimiter in _DELIMITERS) + 1
    if width > 3 and cells >= width:
        return True
    first = re.split(r"[,;\t]", text, maxsplit=1)[0].strip('" ')
    return cells > 3 and len(first) > 7 and read_moment(first) is not None


def _decoded(name: str, data: bytes) -> str:
    if data[:5] == b"%PDF-":
        raise FileRejected(
            f"{name} is a PDF, not a table; export the form's answers as CSV or XLSX"
        )
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
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
        raise FileRejected(
            f"{name} is damaged: byte {error.start} is not {encoding}; export the answers again"
        ) from None


def _guessed(name: str, data: bytes) -> str:
    """Decode bytes that are not UTF-8: Windows-1252 where it fits, else the likeliest encoding."""
    control = sum(data[:65536].count(bytes([code])) for code in (*range(1, 9), *range(14, 32)))
    if control > len(data[:65536]) // 50:
        raise FileRejected(f"{name} is not a text table; export the answers as CSV or XLSX")
    repaired = data.decode("utf-8", errors="replace")
    wrong = repaired.count("\ufffd")
    if (
        sum(ord(character) > 127 for character in repaired) > 4 * wrong
        and wrong * 2000 < len(data) + 2000
    ):
        return repaired
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[: 2**20]).best()
        if best is None:
            raise FileRejected(
                f"{name} has an encoding that cannot be told; save it as UTF-8"
            ) from None
        return data.decode(best.encoding, errors="replace")


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first lines most evenly into the most cells."""
    best, separator = (0.0, 0), ","
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
            best, separator = score, delimiter
    return separator


def _check_width(name: str, rows: list[list[str]]) -> None:
    widest = max((len(row) for row in rows), default=0)
    if widest > MAXIMUM_COLUMNS:
        raise FileRejected(
            f"{name} has {widest} columns, more than the {MAXIMUM_COLUMNS} allowed; is it the form's export?"
        )
    if len(rows) > MAXIMUM_ROWS + 1:
        raise FileRejected(
            f"{name} has more than {MAXIMUM_ROWS} rows, more than any form of a programme; "
            "leave out what is no application"
        )
    for number, row in enumerate(rows, 1):
        if any(len(cell) > MAXIMUM_CELL for cell in row):
            raise _too_long(f"{name}, row {number}")


def _workbook(name: str, path: Path, data: bytes, sheet: str) -> list[Table]:
    _check_inflation(name, data)
    try:
        sheets = read_workbook(path, sheet)
    except WorkbookUnreadable as error:
        raise FileRejected(f"{name} {error}") from None
    tables = [
        Table(rows=rows, lines=list(range(1, len(rows) + 1)), sheet=title) for title, rows in sheets
    ]
    for table in tables:
        _check_width(name, table.rows)
    return tables


def _check_inflation(name: str, data: bytes) -> None:
    """Refuse an archive that would grow beyond measure, before anything is unpacked."""
    if data[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            whole = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise FileRejected(
            f"{name} is damaged and cannot be opened; save it again as XLSX or CSV"
        ) from None
    if whole > MAXIMUM_INFLATED or whole > 1000 * max(len(data), 1):
        raise FileRejected(f"{name} would grow to {whole // 2**20} MB when opened; it is refused")
