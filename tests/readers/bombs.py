"""Documents made to break their readers: small, and huge once they are opened."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence

MIB = 1024 * 1024
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/{0}" ContentType="application/vnd.openxmlformats-officedocument.{1}.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{0}"/></Relationships>'
)
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ฮาฮาฮาฮาฮาฮาฮาฮา">'
    + "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            # OpenDocument wants its first member as it is.
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def word(document: bytes | str) -> bytes:
    """A Word document with this as its main part."""
    name = "word/document.xml"
    return zipped(
        {
            "[Content_Types].xml": _TYPES.format(name, "wordprocessingml.document"),
            "_rels/.rels": _RELS.format(name),
            name: document,
        }
    )


def swollen_word() -> bytes:
    return word(b"<w:document>" + b" " * (64 * MIB))


def lying_word() -> bytes:
    """A part that says it has a hundred bytes and unpacks to 64 million."""
    body = word(b"<w:document>" + b" " * (64 * MIB))
    return body.replace(struct.pack("<I", 12 + 64 * MIB), struct.pack("<I", 100))


def deep_word() -> bytes:
    return word(f"<w:document {_W}><w:body>" + "<w:sdt>" * 200_000)


def laughing_word() -> bytes:
    return word(f"{_LAUGHS}<w:document {_W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>")


def laughing_workbook() -> bytes:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    book = f'<workbook {main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": _TYPES.format("xl/workbook.xml", "spreadsheetml.sheet"),
            "_rels/.rels": _RELS.format("xl/workbook.xml"),
            "xl/workbook.xml": book + '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="r1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
                f'<Relationship Id="r2" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
            ),
            "xl/sharedStrings.xml": f"{_LAUGHS}<sst {main}><si><t>&j;</t></si></sst>",
            "xl/worksheets/sheet1.xml": (
                f'<worksheet {main}><dimension ref="A1:XFD1048576"/><sheetData>'
                '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
                '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
            ),
        }
    )


def repeating_sheet() -> bytes:
    """An OpenDocument sheet with one row of one cell, said to be there a million times sixteen thousand times."""
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>ก</text:p></table:table-cell>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": (
                '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
                'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
                f'<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">{cell}'
                "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
            ),
        }
    )


def pdf(objects: Sequence[str | bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first one is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one.encode() if isinstance(one, str) else one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def stream(content: bytes, more: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n".encode() + packed + b"\nendstream"


def circular_pages() -> bytes:
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 3/Kids[2 0 R 3 0 R]>>",
            "<</Type/Pages/Count 2/Kids[2 0 R]/Parent 2 0 R>>",
        ]
    )


def claimed_pages() -> bytes:
    """A page tree that says it has two thousand million pages, and has one."""
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 2000000000/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        ]
    )


def many_pages() -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(3, 10_003))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count 10000/Kids[{kids}]>>", *[page] * 10_000])


def one_page(content: bytes, resources: str, *more: str | bytes) -> bytes:
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<<{resources}>>>>",
            content,
            *more,
        ]
    )


def drawing_itself() -> bytes:
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R/Y 6 0 R>>>>"
    return one_page(
        stream(b"/X Do " * 50),
        "/XObject<</X 5 0 R/Y 6 0 R>>",
        stream(b"/Y Do " * 50, form),
        stream(b"/X Do " * 50, form),
    )


def doubling_drawings() -> bytes:
    """Thirty drawings, each of which draws the next one ten times."""
    forms = [
        stream(b"/X Do " * 10, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {number + 1} 0 R>>>>")
        for number in range(5, 35)
    ]
    return one_page(stream(b"/X Do "), "/XObject<</X 5 0 R>>", *forms, stream(b"0 0 1 1 re f"))


def swollen_page() -> bytes:
    return one_page(stream(b"0 0 1 1 re f " * (48 * MIB // 13)), "")


def many_letters() -> bytes:
    font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return one_page(stream(b"BT /F 9 Tf 1 1 Td " + b"(abcdefgh) Tj " * 1_000_000 + b"ET"), font)


def huge_picture() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(bytes(60_001)) for _ in range(600)) + rows.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def deep_page() -> bytes:
    return b"<!DOCTYPE html><html><body>" + b"<div>" * 100_000 + "ลึก".encode()


def deep_table() -> bytes:
    return b"<!DOCTYPE html><html><body>" + b"<table><tr><td>" * 20_000 + "ลึก".encode()


def endless_rows() -> bytes:
    return "ลำดับ,โครงการ,งบ\n".encode() + b"1,a,2\n" * 4_000_000


def endless_line() -> bytes:
    return b"a,b,c\nd,e,f\n" + b"g,h," * 5_000_000


def endless_letters() -> bytes:
    return "ข้อความยาวไม่มีที่สิ้นสุด".encode() * 500_000


BOMBS: tuple[Callable[[], bytes], ...] = (
    *(swollen_word, lying_word, deep_word, laughing_word, laughing_workbook, repeating_sheet),
    *(circular_pages, claimed_pages, many_pages, drawing_itself, doubling_drawings, swollen_page, many_letters),
    *(huge_picture, deep_page, deep_table, endless_rows, endless_line, endless_letters),
)
