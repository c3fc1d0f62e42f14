"""Styles of Word documents as Thai offices write them: TH Sarabun New 16 pt for Thai and Latin, A4, official margins.

Thai is a complex script to Word: its face, size and weight are those of `w:cs`, `w:szCs` and `w:bCs`, and lines break
between words only in text whose `w:lang` says Thai. Where TH Sarabun New is not installed the font table names Sarabun.
"""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FACE: Final = "TH Sarabun New"
NOTE: Final = "Note to the writer"
CELL: Final = "Table text"
_BODY: Final = 16
_SIZES: Final = {"Normal": 16, "Title": 20, "Heading 1": 18, "Heading 2": 17, "Heading 3": 16}
AFTER_TABLE: Final = "After a table"
_SMALL: Final = {CELL: 14, NOTE: 14, AFTER_TABLE: 4}
_INK: Final = RGBColor(0, 0, 0)
_FONT_TABLE: Final = f"""<w:fonts {nsdecls("w")}>
<w:font w:name="{FACE}"><w:altName w:val="TH SarabunPSK;Sarabun"/><w:charset w:val="00"/><w:family w:val="swiss"/>
<w:pitch w:val="variable"/></w:font>
<w:font w:name="Sarabun"><w:altName w:val="TH SarabunPSK"/><w:charset w:val="00"/><w:family w:val="swiss"/>
<w:pitch w:val="variable"/></w:font></w:fonts>"""


def set_styles(document: Document) -> None:
    """Give the document its faces and sizes, and the styles for notes and for the text of tables."""
    for name in _SMALL:
        added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = document.styles["Normal"]
    for name, size in {**_SIZES, **_SMALL}.items():
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _set_style(style, size, is_bold=name == "Title" or name.startswith("Heading"))
    _space(document)
    _default_language(document)
    _set_font_table(document)


def _set_style(style: ParagraphStyle, size: int, *, is_bold: bool) -> None:
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:sz", "w:szCs", "w:b", "w:bCs", "w:lang", "w:spacing", "w:kern"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    style.font.name = FACE
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.color.rgb = _INK
    faces = properties.find(qn("w:rFonts"))
    for script in ("w:cs", "w:eastAsia", "w:hAnsi", "w:ascii"):
        faces.set(qn(script), FACE)
    style.font.complex_script = None
    _after(properties, "w:sz", _value("w:szCs", str(size * 2)))
    if is_bold:
        _after(properties, "w:b", OxmlElement("w:bCs"))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:bidi"), "th-TH")
    properties.append(language)


def _value(tag: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def _after(properties: BaseOxmlElement, tag: str, element: BaseOxmlElement) -> None:
    found = properties.find(qn(tag))
    if found is not None:
        found.addnext(element)


def _space(document: Document) -> None:
    for name, before, after in (
        ("Normal", 0, 4),
        ("Heading 1", 14, 4),
        ("Heading 2", 10, 3),
        ("Heading 3", 8, 2),
        (CELL, 0, 0),
        (AFTER_TABLE, 0, 0),
        ("Title", 0, 2),
        ("List Bullet", 0, 2),
        ("List Number", 0, 2),
    ):
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(after)
            style.paragraph_format.line_spacing = 1.0
    title = document.styles["Title"]
    if isinstance(title, ParagraphStyle):
        title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for border in title.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
    note = document.styles[NOTE]
    if isinstance(note, ParagraphStyle):
        note.font.italic = True
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFF2CC"/>')
        note.element.get_or_add_pPr().append(shading)


def _default_language(document: Document) -> None:
    """Say that the document is Thai, so that Word breaks its lines between words."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:bidi"), "th-TH")


def _set_font_table(document: Document) -> None:
    part = document.part
    known = [one for one in part.rels.values() if one.reltype == RELATIONSHIP_TYPE.FONT_TABLE]
    for one in known:
        part.drop_rel(one.rId)
        part.rels.pop(one.rId, None)
    uri = PackURI("/word/fontTable.xml")
    table = Part(uri, CONTENT_TYPE.WML_FONT_TABLE, _FONT_TABLE.encode(), part.package)
    part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def set_page(section: Section, *, is_wide: bool) -> None:
    """Give a section A4 and the margins of official letters (left 3 cm, right 2 cm); on its side when wide."""
    narrow, long = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, narrow) if is_wide else (narrow, long)
    section.left_margin, section.right_margin = (Cm(2), Cm(2)) if is_wide else (Cm(3), Cm(2))
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def number_pages(section: Section, *, thai_digits: bool) -> None:
    """Put the page number into the middle of the footer."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "shown":
            run.text = text
        else:
            words = OxmlElement("w:instrText")
            words.text = text
            run._r.append(words)
    if thai_digits:
        count_in_thai(section)


def count_in_thai(section: Section) -> None:
    """Write the page numbers of a section with Thai digits."""
    kind = OxmlElement("w:pgNumType")
    kind.set(qn("w:fmt"), "thaiNumbers")
    margins = section._sectPr.find(qn("w:pgMar"))
    if section._sectPr.find(qn("w:pgNumType")) is None and margins is not None:
        margins.addnext(kind)


def numbered_list(document: Document, *, thai_digits: bool) -> int:
    """Return the id of a new numbered list that begins at 1."""
    numbering = document.part.numbering_part.element
    ids = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
    abstract = max(ids, default=0) + 1
    kind = "thaiNumbers" if thai_digits else "decimal"
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        '<w:lvlText w:val="(%1)"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="460"/></w:pPr></w:lvl></w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)
    return int(numbering.add_num(abstract).numId)
