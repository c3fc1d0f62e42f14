"""Damaged documents: bytes turned, cut, repeated and mixed, also inside the members of zip containers."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from oitcrawler.evidence.model import Kind

from ..evidence.papers import aligned, lines, old_workbook, pdf, picture, recognised, ruled, scan, word, workbook

FILES = Path(__file__).parents[1] / "evidence" / "files"
ROWS = [["ลำดับ", "โครงการ", "เลขที่"], ["1", "ซ่อมถนน", "67059012345"], ["๒", "ขุดลอก", "67059012346"]]
TELLING = (
    b"\x00",
    b"\xff",
    b"\x80",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x00\x00\x00\x80",
    b"<",
    b"]]>",
    b"\n",
)
PAGE = (
    "<!DOCTYPE html><html><head><title>ข่าว</title><meta charset=utf-8></head><body><nav><ul><li><a href='/a'>เมนู</a>"
    "</ul></nav><main><h1>แผน</h1><table><tr><th rowspan=2>ลำดับ<th colspan=2>โครงการ<tr><th>ก<th>ข<tr><td>1<td>2<td>"
    "<a href='แผน.pdf'>แผน</a></table><form action=/q><label>ถาม<input name=q type=text></label></form><iframe "
    "src='viewer.html?file=/a.pdf'></iframe><img src=a.png alt=ก><p>โทร. 0-2345-6789 a@example.go.th</main></html>"
)
Change = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Paper:
    """A damaged document, shown in short when a test fails."""

    body: bytes = field(repr=False)
    digest: str

    @classmethod
    def of(cls, body: bytes) -> Paper:
        return cls(body, hashlib.sha256(body).hexdigest())


@cache
def samples() -> Mapping[str, tuple[Kind, bytes]]:
    """One sound document or more of every kind."""
    plain = "\n".join(",".join(row) for row in ROWS * 4)
    made = {
        "html": (Kind.HTML, PAGE.encode()),
        "pdf": (Kind.PDF, pdf(lines("รายงาน", "ประจำปี"), ruled(ROWS), aligned(ROWS), title="รายงาน")),
        "scan": (Kind.PDF, pdf(scan, recognised("บันทึก"), lines("ข้อความ"))),
        "locked": (Kind.PDF, pdf(lines("ลับ"), password="x")),
        "docx": (Kind.DOCX, word(lambda paper: paper.add_table(3, 3).cell(0, 0).merge(paper.tables[0].cell(1, 1)))),
        "xlsx": (Kind.XLSX, workbook(fill)),
        "xls": (Kind.XLS, old_workbook(ROWS)),
        "ods": (Kind.ODS, sheet_of_opendocument()),
        "csv": (Kind.CSV, plain.encode("cp874")),
        "text": (Kind.TEXT, "ประกาศ\r\nเรื่อง แผน\r\n".encode("utf-16")),
        "zip": (Kind.ARCHIVE, zipped({"ก.txt": "แผน".encode(), "b/c.csv": plain.encode(), "d.pdf": pdf(lines("ก"))})),
        **{name: (Kind.IMAGE, picture(name)) for name in ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")},
    }
    kinds = {f".{kind.value}": kind for kind in Kind}
    kept = [path for path in sorted(FILES.iterdir()) if path.suffix in kinds]
    return made | {path.name: (kinds[path.suffix], path.read_bytes()) for path in kept}


def fill(sheet: Worksheet) -> None:
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A1:B2")


def sheet_of_opendocument() -> bytes:
    kind = 'office:value-type="string"'
    rows = [[f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>" for cell in row] for row in ROWS]
    table = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": (
                f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='ก'>"
                f"{table}</table:table></office:spreadsheet></office:body></office:document-content>"
            ).encode(),
        }
    )


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def unzipped(body: bytes) -> dict[str, bytes]:
    """The members of a zip container; {} for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error):
        return {}


def damaged(body: bytes, others: Sequence[bytes]) -> st.SearchStrategy[Paper]:
    """Documents like this one, with one to four kinds of damage; pieces may come from `others`."""
    members = unzipped(body)
    outside = st.lists(damage(len(body), others), min_size=1, max_size=4).map(lambda changes: applied(body, changes))
    return (outside if not members else st.one_of(outside, damaged_inside(members))).map(Paper.of)


def damaged_inside(members: Mapping[str, bytes]) -> st.SearchStrategy[bytes]:
    """Sound containers of damaged, exchanged or missing members."""
    names = sorted(members)

    def of_one(name: str) -> st.SearchStrategy[bytes]:
        content = members[name]
        changes = st.lists(damage(len(content), list(members.values())), min_size=1, max_size=4)
        return changes.map(lambda many: zipped({**members, name: applied(content, many)}))

    def exchanged(pair: tuple[str, str]) -> bytes:
        one, other = pair
        return zipped({**members, one: members[other], other: members[one]})

    without = st.sampled_from(names).map(lambda name: zipped({one: members[one] for one in names if one != name}))
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).map(exchanged)
    return st.one_of(st.sampled_from(names).flatmap(of_one), without, pairs)


def applied(body: bytes, changes: Sequence[Change]) -> bytes:
    for change in changes:
        body = change(body)
    return body


def damage(size: int, others: Sequence[bytes]) -> st.SearchStrategy[Change]:
    """One change of a document of about this size."""
    place = st.integers(0, max(size - 1, 0))
    length = st.integers(1, 200)
    return st.one_of(
        st.builds(turned, place, st.integers(1, 255)),
        st.builds(put, place, st.sampled_from(TELLING) | st.binary(min_size=1, max_size=8)),
        st.builds(cut_off, place),
        st.builds(taken_out, place, length),
        st.builds(repeated, place, length, st.integers(2, 50)),
        st.builds(spliced, place, place, length, st.sampled_from(list(others))),
    )


def turned(place: int, bits: int) -> Change:
    return lambda body: body[:place] + bytes(byte ^ bits for byte in body[place : place + 1]) + body[place + 1 :]


def put(place: int, telling: bytes) -> Change:
    return lambda body: body[:place] + telling + body[place + len(telling) :]


def cut_off(place: int) -> Change:
    return lambda body: body[:place]


def taken_out(place: int, length: int) -> Change:
    return lambda body: body[:place] + body[place + length :]


def repeated(place: int, length: int, times: int) -> Change:
    return lambda body: body[:place] + body[place : place + length] * times + body[place + length :]


def spliced(place: int, start: int, length: int, other: bytes) -> Change:
    return lambda body: body[:place] + other[start % max(len(other), 1) :][: length * 5] + body[place + length :]
