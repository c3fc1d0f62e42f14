r"""Rich Text documents (.rtf): paragraphs, tables and links; headers, footers and notes are left out.

Thai stands in them as `\'xx` in code page 874 (of the document or of the font) or as `\uN`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ..model import Cause, Text
from .blocks import MAX_LETTERS, Grid, Paragraph, Reference, Written, written_evidence
from .edges import MAX_COLUMNS, RowCell, merged_down, rows_from
from .encoding import THAI, decode
from .grids import filled
from .model import Evidence, Kind
from .rtf_tokens import Token, coded_bytes, tokens
from .source import Source

_SKIPPED: Final = frozenset(
    (
        *("colortbl", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
        *("footnote", "annotation", "listtext", "pntext", "nonesttables", "shprslt", "sp", "xe", "tc", "ud"),
    )
)
_KNOWN: Final = frozenset({"fldinst", "shpinst", "shptxt"})
_LETTERS: Final[Mapping[str, str]] = {
    **{
        "tab": " ",
        "line": " ",
        "page": " ",
        "column": " ",
        "~": " ",
        "_": "-",
        "-": "",
        "\\": "\\",
        "{": "{",
        "}": "}",
    },
    **{"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"},
    **{"nestcell": " ", "nestrow": " ", "emspace": " ", "enspace": " "},
}
_HEADING: Final = re.compile(r"(?i)(?:heading|หัวเรื่อง)\s*([1-9])")
_TITLE: Final = re.compile(r"(?i)^(?:title|ชื่อเรื่อง)$")
_TARGET: Final = re.compile(r'HYPERLINK\s+(?:\\[a-km-z]\s+)*"([^"]{1,2000})"')
_THAI_CHARSET: Final = 222
_SLACK: Final = 60  # twentieths of a point between edges that are meant as one
_MAX_DEPTH: Final = 500


@dataclass(slots=True)
class _Group:
    """What a brace opens: where its text goes, its font, how many letters stand in for one given by its number."""

    goes: str = "text"
    font: int = -1
    stand_ins: int = 1
    is_gone: bool = False
    is_new: bool = True
    words: list[str] | None = None


@dataclass(slots=True)
class _Row:
    """A row that is being read: its cells, their right edges, which of them go on from above."""

    cells: list[str] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    goes_on: list[bool] = field(default_factory=list)
    left: int = 0
    is_merged: bool = False


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    codec: str
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    thai_fonts: set[int] = field(default_factory=set)
    levels: dict[int, int] = field(default_factory=dict)
    blocks: list[Paragraph | Grid] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    row: _Row = field(default_factory=_Row)
    rows: list[list[RowCell]] = field(default_factory=list)
    in_table: bool = False
    level: int = 0
    style: int = 0
    font: int = -1
    title: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    linked: int = 0
    pictures: int = 0
    letters: int = 0
    stand_ins: int = 0


def extract_rtf(source: Source) -> Evidence:
    """Return what a Rich Text document says."""
    reading = _Reading(_codec(source.body))
    for token in tokens(source.body):
        if reading.letters > MAX_LETTERS:
            break
        _take(token, reading)
    _end_paragraph(reading)
    _close_table(reading)
    written = Written(
        tuple(reading.blocks),
        "".join(reading.title),
        tuple(reading.references),
        reading.pictures,
        reading.letters > MAX_LETTERS,
    )
    found = written_evidence(source, Kind.RTF, written)
    is_open = len(reading.groups) > 1 and not written.is_cut
    return replace(found, obstacle=Cause.TRUNCATED, detail=_cut_short()) if is_open else found


def _cut_short() -> Text:
    return Text(
        "ไฟล์ขาดส่วนท้าย ดาวน์โหลดมาไม่ครบหรือต้นฉบับเสีย", "the file ends too early: cut short, or broken on the server"
    )


def _codec(body: bytes) -> str:
    """Return the code page of letters written by their codes: Thai when they read as Thai, whatever is declared."""
    declared = re.search(rb"\\ansicpg(\d{3,5})", body[:4096])
    if declared and declared[1] == b"874":
        return THAI
    return THAI if decode(coded_bytes(body), "")[1] == THAI else "cp1252"


def _take(token: Token, reading: _Reading) -> None:
    group = reading.groups[-1]
    if token.word == "{":
        if len(reading.groups) >= _MAX_DEPTH:
            raise ValueError("groups are nested too deep")
        reading.groups.append(_Group(group.goes, group.font, group.stand_ins, group.is_gone, True, group.words))
        reading.stand_ins = 0
    elif token.word == "}":
        _close_group(reading)
    elif token.text:
        _take_text(token.text, reading)
    else:
        _take_word(token, group, reading)
    if token.word != "{" and reading.groups:
        reading.groups[-1].is_new = reading.groups[-1].is_new and token.word == "*"


def _take_text(raw: bytes, reading: _Reading) -> None:
    skipped = min(reading.stand_ins, len(raw))
    reading.stand_ins -= skipped
    codec = THAI if reading.groups[-1].font in reading.thai_fonts else reading.codec
    _put(raw[skipped:].decode(codec, "replace"), reading)


def _put(text: str, reading: _Reading) -> None:
    group = reading.groups[-1]
    if group.goes in ("title", "code", "styles"):
        {"title": reading.title, "code": reading.code, "styles": reading.name}[group.goes].append(text)
    elif group.goes == "text" and not group.is_gone:
        reading.paragraph.append(text)
        reading.letters += len(text)
        if group.words is not None:
            group.words.append(text)


def _take_word(token: Token, group: _Group, reading: _Reading) -> None:
    word, number = token.word, token.number
    if word == "*":
        group.goes = "starred" if group.is_new and group.goes not in ("skip", "starred") else group.goes
        return
    if group.is_new and _enters(word, group, reading):
        return
    if group.goes == "starred":
        group.goes = "skip"
    if group.goes == "skip":
        return
    if word == "u" and number is not None:
        _put(chr(number & 0xFFFF), reading)
        reading.stand_ins = group.stand_ins
    elif word in _LETTERS:
        _put(_LETTERS[word], reading)
    elif word in _SETTINGS:
        _SETTINGS[word](number, group, reading)


def _enters(word: str, group: _Group, reading: _Reading) -> bool:
    """Take the first word of a group, when it says where the group's text goes."""
    if word == "pict":
        reading.pictures += 1
    if group.goes == "skip" or word in _SKIPPED:
        group.goes = "skip"
        return True
    found = {"fonttbl": "fonts", "stylesheet": "styles", "info": "info", "fldinst": "code"}.get(word)
    if word == "title" and group.goes == "info":
        found = "title"
    if word == "fldrslt":
        group.words = []
    elif found == "code":
        reading.code = []
    elif word in _KNOWN and group.goes == "starred":
        found = "text"
    if found:
        group.goes = found
    return found is not None or word == "fldrslt"


def _close_group(reading: _Reading) -> None:
    reading.stand_ins = 0
    if len(reading.groups) < 2:
        return
    group = reading.groups.pop()
    if group.words is not None and group.words is not reading.groups[-1].words:
        target = _TARGET.search("".join(reading.code))
        if target:
            reading.references.append(Reference(target[1], " ".join("".join(group.words).split())))
        reading.code = []
    if group.goes == "styles" and reading.name:
        reading.levels[reading.style] = _style_level("".join(reading.name).strip().rstrip(";"))
        reading.name, reading.style = [], 0


def _style_level(name: str) -> int:
    found = _HEADING.search(name)
    return min(int(found[1]), 6) if found else int(bool(_TITLE.match(name)))


def _end_paragraph(reading: _Reading) -> None:
    text = _joined(reading.paragraph)
    if reading.in_table:
        reading.paragraph = [text, " "] if text else []
        return
    _close_table(reading)
    if text:
        level = reading.level or reading.levels.get(reading.style, 0)
        reading.blocks.append(Paragraph(text, level))
    reading.paragraph = []


def _joined(words: list[str]) -> str:
    text = "".join(words)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(text.replace("\xa0", " ").replace("\xad", "").replace("\0", "").split())


def _end_cell(reading: _Reading) -> None:
    reading.row.cells.append(_joined(reading.paragraph))
    reading.paragraph = []


def _end_row(reading: _Reading) -> None:
    row = reading.row
    edges = [row.left, *row.edges]
    if row.edges and not any(row.cells[len(row.edges) :]):  # LibreOffice ends rows with nested tables by spare cells
        del row.cells[len(row.edges) :]
    is_known = len(edges) == len(row.cells) + 1
    cells = [
        RowCell(text, edges[at] if is_known else -1, edges[at + 1] if is_known else -1, is_known and row.goes_on[at])
        for at, text in enumerate(row.cells[:MAX_COLUMNS])
    ]
    reading.rows.append(cells)
    said = " ".join(filled([one.text for one in cells]))
    reading.references[reading.linked :] = [replace(one, row=said) for one in reading.references[reading.linked :]]
    reading.linked = len(reading.references)
    row.cells = []


def _close_table(reading: _Reading) -> None:
    is_known = all(one.right >= 0 for row in reading.rows for one in row)
    cells = merged_down(reading.rows, _SLACK) if is_known else []
    if cells:
        reading.blocks.append(Grid(rows_from(cells, _SLACK)))
    elif any(reading.rows):
        reading.blocks.append(Grid(tuple(tuple(one.text for one in row) for row in reading.rows)))
    reading.rows, reading.row = [], _Row()
    reading.linked = len(reading.references)


def _set_font(number: int | None, group: _Group, reading: _Reading) -> None:
    if group.goes == "fonts":
        reading.font = number or 0
    group.font = number or 0


def _set_charset(number: int | None, group: _Group, reading: _Reading) -> None:
    if number == _THAI_CHARSET:
        reading.thai_fonts.add(reading.font)


def _set_style(number: int | None, group: _Group, reading: _Reading) -> None:
    reading.style = number or 0


def _set_outline(number: int | None, group: _Group, reading: _Reading) -> None:
    if group.goes != "styles" and number is not None and 0 <= number < 9:
        reading.level = min(number + 1, 6)


def _reset_paragraph(number: int | None, group: _Group, reading: _Reading) -> None:
    reading.in_table, reading.level, reading.style = False, 0, 0


def _reset_letters(number: int | None, group: _Group, reading: _Reading) -> None:
    group.is_gone = False


def _hide(number: int | None, group: _Group, reading: _Reading) -> None:
    group.is_gone = number != 0


def _set_stand_ins(number: int | None, group: _Group, reading: _Reading) -> None:
    group.stand_ins = min(max(number or 0, 0), 8)


def _enter_table(number: int | None, group: _Group, reading: _Reading) -> None:
    reading.in_table = True


def _define_row(number: int | None, group: _Group, reading: _Reading) -> None:
    if not reading.row.cells and reading.paragraph and not reading.in_table:
        _end_paragraph(reading)
    reading.row = _Row(reading.row.cells)


def _set_left(number: int | None, group: _Group, reading: _Reading) -> None:
    reading.row.left = number or 0


def _merge_down(number: int | None, group: _Group, reading: _Reading) -> None:
    reading.row.is_merged = True


def _set_edge(number: int | None, group: _Group, reading: _Reading) -> None:
    if len(reading.row.edges) < MAX_COLUMNS:
        reading.row.edges.append(number or 0)
        reading.row.goes_on.append(reading.row.is_merged)
    reading.row.is_merged = False


_SETTINGS: Final[Mapping[str, Callable[[int | None, _Group, _Reading], None]]] = {
    "f": _set_font,
    "fcharset": _set_charset,
    "s": _set_style,
    "outlinelevel": _set_outline,
    "pard": _reset_paragraph,
    "plain": _reset_letters,
    "v": _hide,
    "deleted": _hide,
    "uc": _set_stand_ins,
    "intbl": _enter_table,
    "trowd": _define_row,
    "trleft": _set_left,
    "clvmrg": _merge_down,
    "cellx": _set_edge,
    "par": lambda number, group, reading: _end_paragraph(reading),
    "sect": lambda number, group, reading: _end_paragraph(reading),
    "cell": lambda number, group, reading: _end_cell(reading),
    "row": lambda number, group, reading: _end_row(reading),
}
