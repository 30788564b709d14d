"""The report for the committee: one HTML file that needs nothing else, or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ..domain.visible import visible

_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color:#1d2730;background:#fbfaf7}"
    "h1,h2{line-height:1.2}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #c9c4b8;padding:.3rem .5rem;text-align:left}"
    "td:last-child,th:last-child{text-align:right}"
    "@media print{body{font-size:11pt;margin:0;max-width:none;background:#fff}"
    "h2{break-after:avoid}table,svg{break-inside:avoid}}"
)
_WIDTH, _ROW = 640, 24


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the report: a heading, a sentence, a table, and whether its numbers are drawn as bars."""

    title: str
    sentence: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str | int, ...], ...] = ()
    bars: bool = False


def html_report(title: str, sections: Sequence[Section]) -> str:
    """Return the report as HTML with its charts inside."""
    parts = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{_safe(title)}</title><style>{_STYLE}</style></head><body>'
    ]
    parts.append(f"<h1>{_safe(title)}</h1>")
    for one in sections:
        parts.append(f"<h2>{_safe(one.title)}</h2><p>{_safe(one.sentence)}</p>")
        if one.bars and one.rows:
            parts.append(_chart(one.rows))
        elif one.rows:
            head = "".join(f"<th>{_safe(heading)}</th>" for heading in one.headings)
            body = "".join(
                "<tr>" + "".join(f"<td>{_safe(str(cell))}</td>" for cell in row) + "</tr>"
                for row in one.rows
            )
            parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    return "\n".join([*parts, "</body></html>\n"])


def _chart(rows: Sequence[tuple[str | int, ...]]) -> str:
    """Return bars: the first cell names a row, the last is its number."""
    most = max((int(row[-1]) for row in rows), default=1) or 1
    lines = []
    for at, row in enumerate(rows):
        length = round(int(row[-1]) / most * 300)
        y = at * _ROW
        lines.append(
            f'<text x="0" y="{y + 16}" font-size="14">{_safe(str(row[0])[:42])}</text>'
            f'<rect x="300" y="{y + 4}" width="{length}" height="14" fill="#0a6f5c"/>'
            f'<text x="{306 + length}" y="{y + 16}" font-size="14">{int(row[-1])}</text>'
        )
    return f'<svg viewBox="0 0 {_WIDTH} {len(rows) * _ROW + 4}" width="100%" role="img">{"".join(lines)}</svg>'


def markdown_report(title: str, sections: Sequence[Section]) -> str:
    """Return the report as Markdown."""
    lines = [f"# {_plain(title)}", ""]
    for one in sections:
        lines += [f"## {_plain(one.title)}", "", _plain(one.sentence), ""]
        if one.rows:
            lines += [f"| {' | '.join(one.headings)} |", "|" + " --- |" * len(one.headings)]
            lines += [f"| {' | '.join(_plain(str(cell)) for cell in row)} |" for row in one.rows]
            lines.append("")
    return "\n".join(lines)


def _safe(text: str) -> str:
    return escape(visible(text))


def _plain(text: str) -> str:
    found = visible(text)
    for character in "\\`*_[]<>|#":
        found = found.replace(character, f"\\{character}")
    return found
