r"""Rich Text: Thai in code pages and by numbers, tables, text boxes, links, and what is left out."""

from __future__ import annotations

import pytest

from oitcrawler.evidence.model import Kind
from oitcrawler.model import Cause

from .reading import ROOT, read

HEAD = r"{\rtf1\ansi\ansicpg874\deff0{\fonttbl{\f0\fnil\fcharset222 Angsana New;}{\f1\fnil\fcharset0 Arial;}}"


def coded(text: str) -> str:
    """Write letters as WordPad does in Thai Windows."""
    return "".join(one if one.isascii() else f"\\'{one.encode('cp874')[0]:02x}" for one in text)


def numbered(text: str) -> str:
    """Write letters as Word does, each with a letter that stands in for it."""
    return "".join(one if one.isascii() else f"\\u{ord(one)}?" for one in text)


THAI = "ประกาศ อบต.ตัวอย่าง"
CASES = {
    "code page of the document": HEAD + coded(THAI) + r"\par}",
    "code page of the font": HEAD.replace("874", "1252") + r"\f0 " + coded(THAI) + r"\par}",
    "code page that is wrong": r"{\rtf1\ansi\ansicpg1252 " + coded(THAI * 3)[: 3 * len(coded(THAI))] + r"\par}",
    "by numbers": HEAD + numbered(THAI) + r"\par}",
    "numbers with two stand-ins": HEAD + r"\uc2 " + numbered(THAI).replace("?", "\\'3f?") + r"\par}",
    "numbers without stand-ins": HEAD + r"{\uc0 " + numbered(THAI).replace("?", " ") + r"}\par}",
    "negative numbers": HEAD + r"{\uc0\u-10179\u-8640 }\par}",
    "raw bytes": HEAD + THAI + r"\par}",
}


@pytest.mark.parametrize("name", CASES)
def test_thai_in_every_spelling(name: str) -> None:
    found = read(CASES[name].encode("cp874"))
    expected = {"code page that is wrong": THAI * 3, "negative numbers": "\U0001f640"}.get(name, THAI)
    assert (found.kind, found.obstacle, found.text) == (Kind.RTF, None, expected)


BODIES = {
    "paragraphs and signs": (r"a\par b\line c\tab d\~e\_f\emdash g\{h\}\par", ["a", "b c d e-f—g{h}"]),
    "what is no text": (
        r"{\header H}{\*\generator G}{\info{\title T}{\author A}}{\pict 89504e}{\footnote F}x{\*\bkmkstart b}\par",
        ["x"],
    ),
    "hidden and deleted": (r"a{\v hidden}b{\deleted gone}c\v d\v0 e\par", ["abce"]),
    "alternatives": (r"{\upr{a}{\*\ud b}}{\listtext 1.}c\par", ["ac"]),
    "text box": (
        r"{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv 1}}{\shptxt box\par}}{\shprslt old}}after\par",
        ["box", "after"],
    ),
    "binary": (r"{\pict\bin4 }}{{}x\par", ["x"]),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_is_shown(name: str) -> None:
    body, expected = BODIES[name]
    found = read((HEAD + body + "}").encode("cp874"))
    assert [one.text for one in found.passages] == expected


def test_table_with_merged_cells_and_link() -> None:
    edges = r"\trowd\trleft-108\cellx1000\cellx4000\cellx6000"
    down = r"\trowd\trleft-108\cellx1000\clvmrg\cellx4000\cellx6000"
    link = r'{\field{\*\fldinst{HYPERLINK "x.pdf" }}{\fldrslt{9}}}'
    rows = (
        rf"{edges}\intbl No\cell Name\cell Amount\cell\row"
        rf"{edges}\intbl 1\cell A\par B\cell {link}\cell\row"
        rf"{down}\intbl 2\cell\cell 8\cell\row"
        r"\trowd\trleft-108\cellx4000\cellx6000\intbl Total\cell 17\cell\row"
    )
    found = read((HEAD + r"before\par " + rows + r"\pard after\par}").encode(), url=f"{ROOT}/a/1.rtf")
    (table,) = found.tables
    assert table.header == ("No", "Name", "Amount")
    assert [row.cells for row in table.rows] == [("1", "A B", "9"), ("2", "A B", "8"), ("Total", "Total", "17")]
    assert [(one.url, one.text, one.row) for one in found.links] == [(f"{ROOT}/a/x.pdf", "9", "1 A B 9")]
    assert [one.text for one in found.passages][::6] == ["before", "after"][: 1 + (len(found.passages) > 6)]
    assert found.passages[-1].text == "after"


def test_title_and_headings() -> None:
    styles = r"{\stylesheet{\ql Normal;}{\s1\ql heading 1;}{\s7 Title;}{\*\cs2 x;}}"
    body = HEAD + styles + r"\pard\s7 Plan\par\pard\s1 One\par\pard\outlinelevel1 Two\par\pard text\par}"
    found = read(body.encode())
    assert [(one.level, one.text) for one in found.headings] == [(1, "Plan"), (1, "One"), (2, "Two")]
    assert found.title == "Plan"


BROKEN = {
    "cut short": (HEAD + "text", Cause.TRUNCATED),
    "nothing": ("{\\rtf1}", Cause.EMPTY_BODY),
    "picture": (HEAD + r"{\pict\pngblip 8950}}", Cause.SCANNED),
    "too deep": ("{\\rtf1" + "{" * 5000, Cause.PARSER_ERROR),
    "closed too often": ("{\\rtf1 x}}}}}}y", None),
    "binary without end": ("{\\rtf1 x\\bin999999999 y}", Cause.TRUNCATED),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_documents(name: str) -> None:
    body, cause = BROKEN[name]
    found = read(body.encode())
    assert (found.kind, found.obstacle) == (Kind.RTF, cause)
    assert found.detail or cause is None
