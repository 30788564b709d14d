"""A letter as a document to print and sign: the association's name at the head, a line for the signature."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

_SIGNATURE = re.compile(r"^_{5,}\s*$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DEFAULT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}default"
_UNUSED = ("stylesWithEffects", "numbering", "thumbnail")
_INK, _QUIET = (0x1D, 0x27, 0x30), (0x5A, 0x65, 0x6E)


def document_bytes(letterhead: str, title: str, text: str, moment: datetime) -> bytes:
    """Return a letter as DOCX.

    Args:
        letterhead: the association's name.
        title: the letter's subject.
        text: paragraphs parted by blank lines; a line of five or more underscores is a line to sign on.
        moment: the present, kept as when the document was made.
    """
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    _bare(document)
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(11.5)
    normal.paragraph_format.space_after = Pt(10)
    normal.paragraph_format.line_spacing = 1.25
    _properties(document, letterhead, title, moment)
    _line(document, letterhead, 17, bold=True, rule=True)
    _line(document, title, 13, quiet=True)
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        _paragraph(document, paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return _stored(stream)


def _stored(stream: io.BytesIO) -> bytes:
    """Return a packed document with its parts as they are, so that a search through files finds what it says."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(stream) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target,
    ):
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename), source.read(part.filename))
    return packed.getvalue()


def _bare(document: Any) -> None:
    """Take out what the library's own template brings and a letter does not use: hundreds of styles, and their twin part."""
    for style in list(document.styles):
        if not style.element.get(_DEFAULT):
            style.element.getparent().remove(style.element)
    for relations in (document.part.rels, document.part.package.rels):
        for name in [
            name for name, relation in relations.items() if relation.reltype.endswith(_UNUSED)
        ]:
            del relations[name]


def _properties(document: Any, letterhead: str, title: str, moment: datetime) -> None:
    """Say who wrote the document and when; the library's own name and year stay out."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = _clean(letterhead)[:255]
    properties.title, properties.comments = _clean(title)[:255], ""
    properties.created = properties.modified = moment


def _line(
    document: Any,
    text: str,
    size: float,
    bold: bool = False,
    quiet: bool = False,
    rule: bool = False,
) -> None:
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph()
    run = paragraph.add_run(_clean(text))
    run.bold, run.font.size = bold, Pt(size)
    run.font.color.rgb = RGBColor(*(_QUIET if quiet else _INK))
    paragraph.paragraph_format.space_after = Pt(4 if rule else 24)
    if rule:
        _border(paragraph, "bottom")


def _paragraph(document: Any, text: str) -> None:
    from docx.shared import Cm, Pt

    lines = text.split("\n")
    if _SIGNATURE.match(lines[0].strip()):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(56)
        paragraph.paragraph_format.right_indent = Cm(7)
        _border(paragraph, "top")
        lines = lines[1:]
    else:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1 if lines[0].startswith("  ") else 0)
    for number, line in enumerate(lines):
        run = paragraph.add_run(_clean(line.strip()))
        run.bold = lines[0].startswith("  ") and number == 0
        if number + 1 < len(lines):
            run.add_break()


def _border(paragraph: Any, side: str) -> None:
    """Draw a thin line above or below a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "6"), ("color", "5A656E")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _CONTROL.sub("\ufffd", text)
