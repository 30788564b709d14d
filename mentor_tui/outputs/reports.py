"""The report for the committee: one HTML file that needs nothing else, or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ..domain.visible import visible

_STYLE = (
    'body{font-family:Georgia,"DejaVu Serif",serif;font-size:10pt;line-height:1.3;color:#1d2730}'
    "h1{font-size:17pt;line-height:1.2;margin-top:0;margin-bottom:3pt}"
    "h2{font-size:11pt;line-height:1.2;margin-top:7pt;margin-bottom:2pt}"
    "p{margin-top:0;margin-bottom:3pt}"
    "table{border-collapse:collapse;width:100%}"
    "td,th{border-bottom:1px solid #c9c4b8;padding:1pt 8pt 1pt 0;text-align:left;"
    "vertical-align:top;font-size:9pt}"
    "th{font-weight:normal;color:#5a656e}td.n,th.n{text-align:right}"
    "table.head td{border:0;padding:0;font-size:10pt}"
    "@page{margin:12mm 16mm}"
    "@media screen{body{max-width:46rem;margin:2rem auto;padding:0 1rem;background:#fbfaf7}}"
    "td.bar{color:#0a6f5c;width:50%;line-height:1}"
    "@media print{h2{break-after:avoid}tr{break-inside:avoid}}"
)
_LONGEST = 30
"""How many blocks the longest bar has."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the report: a heading, a sentence, a table, and whether its numbers are drawn as bars."""

    title: str
    sentence: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str | int, ...], ...] = ()
    bars: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing under the heading: a table was meant, and it has no row."""
        return bool(self.headings) and not self.rows


def html_report(title: str, sections: Sequence[Section], subtitle: str = "") -> str:
    """Return the report as HTML that needs nothing else, and prints on little paper.

    The title stands in a table of its own: LibreOffice prints an empty first page before a page
    that begins with a heading.
    """
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f"<title>{_safe(title)}</title><style>{_STYLE}</style></head><body>",
        '<table role="presentation" class="head" width="100%" cellspacing="0" cellpadding="0"><tr><td>',
        f"<h1>{_safe(title)}</h1><p>{_safe(subtitle)}</p></td></tr></table>",
    ]
    for section in _filled(sections):
        parts.append(f"<h2>{_safe(section.title)}</h2>")
        if section.sentence:
            parts.append(f"<p>{_safe(section.sentence)}</p>")
        if section.bars and section.rows:
            parts.append(_chart(section))
        elif section.rows:
            parts.append(_table(section))
    return "\n".join([*parts, "</body></html>\n"])


def _filled(sections: Sequence[Section]) -> list[Section]:
    """Return the sections that have something to say."""
    return [section for section in sections if not section.empty]


def _table(section: Section) -> str:
    """Return a table whose columns of numbers stand to the right."""
    numbers = [
        all(_is_number(row[at]) for row in section.rows) for at in range(len(section.headings))
    ]
    head = _cells("th", section.headings, numbers)
    body = "".join(f"<tr>{_cells('td', row, numbers)}</tr>" for row in section.rows)
    return f'<table width="100%" cellspacing="0" cellpadding="0"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cells(tag: str, cells: Sequence[str | int], numbers: Sequence[bool]) -> str:
    return "".join(
        f'<{tag} class="n">{_safe(str(cell))}</{tag}>'
        if number
        else f"<{tag}>{_safe(str(cell))}</{tag}>"
        for cell, number in zip(cells, numbers, strict=True)
    )


def _is_number(cell: str | int) -> bool:
    words = str(cell).removesuffix("%").replace(".", "", 1)
    return not words or words.isdecimal()


def _chart(section: Section) -> str:
    """Return bars of text, which every program prints: the first cell names a row, the last is its number."""
    most = max((int(row[-1]) for row in section.rows), default=1) or 1
    lines = []
    for row in section.rows:
        bar = "\u2588" * round(int(row[-1]) / most * _LONGEST)
        lines.append(
            f'<tr><td>{_safe(str(row[0]))}</td><td class="n">{int(row[-1])}</td>'
            f'<td class="bar" aria-hidden="true">{bar}</td></tr>'
        )
    return f'<table width="100%" cellspacing="0" cellpadding="0">{"".join(lines)}</table>'


def markdown_report(title: str, sections: Sequence[Section], subtitle: str = "") -> str:
    """Return the report as Markdown."""
    lines = [f"# {_plain(title)}", "", *([_plain(subtitle), ""] if subtitle else [])]
    for section in _filled(sections):
        lines += [f"## {_plain(section.title)}", "", _plain(section.sentence), ""][
            : 4 if section.sentence else 2
        ]
        if section.rows:
            lines += [f"| {' | '.join(section.headings)} |", "|" + " --- |" * len(section.headings)]
            lines += [
                f"| {' | '.join(_plain(str(cell)) for cell in row)} |" for row in section.rows
            ]
            lines.append("")
    return "\n".join(lines)


def _safe(text: str) -> str:
    return escape(visible(text))


def _plain(text: str) -> str:
    shown = visible(text)
    for character in "\\`*_[]<>|#":
        shown = shown.replace(character, f"\\{character}")
    return shown
