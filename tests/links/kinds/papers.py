"""Documents and pictures, whole and damaged, and documents that carry a link. All made anew and always the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import openpyxl
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

CHANGED = re.compile(rb">[^<>]*</dcterms:modified>")
MADE_ON = (2025, 1, 31, 9, 0, 0)
PHP_WARNING = (
    b"<br />\n<b>Warning</b>:  session_start(): headers already sent in <b>download.php</b> on line <b>7</b>\n"
)


def pdf(link: str = "", pages: int = 1, padding: int = 0) -> bytes:
    """Write a PDF, with a link on its last page; `padding` bytes of stuffing make it long."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setTitle("Annual plan")
    for number in range(pages):
        canvas.drawString(60, 780, f"Annual plan, page {number + 1}")
        if link and number == pages - 1:
            canvas.linkURL(link, (60, 700, 300, 720), relative=0)
            canvas.drawString(60, 705, "details")
        if number < pages - 1:
            canvas.showPage()
    canvas.save()
    made = out.getvalue()
    return made + b"\n%" + b"x" * padding + b"\n%%EOF\n" if padding else made


def docx(link: str = "", *, as_field: bool = False) -> bytes:
    """Write a Word document, with a hyperlink of the new or of the old kind."""
    document = Document()
    document.add_heading("แผนปฏิบัติการป้องกันการทุจริต", 1)
    paragraph = document.add_paragraph("รายละเอียดตามเอกสารแนบ ")
    if link and as_field:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f' HYPERLINK "{link}" ')
        paragraph._p.append(field)
        _run(field, "เอกสารแนบ")
    elif link:
        hyperlink = OxmlElement("w:hyperlink")
        identity = document.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        hyperlink.set(qn("r:id"), identity)
        paragraph._p.append(hyperlink)
        _run(hyperlink, "เอกสารแนบ")
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _run(parent: object, text: str) -> None:
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = text
    run.append(shown)
    parent.append(run)  # type: ignore[attr-defined]


def xlsx(link: str = "", *, as_formula: bool = False) -> bytes:
    """Write a workbook, with a link in a cell or in a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["ลำดับ", "รายการ", "วงเงิน"])
    sheet.append([1, "จ้างซ่อมแซมถนน", 450000])
    sheet["B3"] = f'=HYPERLINK("{link}","ประกาศ")' if link and as_formula else "ประกาศ"
    if link and not as_formula:
        sheet["B3"].hyperlink = link
    out = io.BytesIO()
    book.save(out)
    return _undated(out.getvalue())


def _undated(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = CHANGED.sub(b">2025-01-31T09:00:00Z</dcterms:modified>", old.read(name))
            new.writestr(zipfile.ZipInfo(name, MADE_ON), body)
    return out.getvalue()


def archive() -> bytes:
    """Write a ZIP with two files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in ("plan.pdf", "form.pdf"):
            new.writestr(zipfile.ZipInfo(name, MADE_ON), pdf(pages=3))
    return out.getvalue()


def picture(kind: str) -> bytes:
    """Write a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (12, 90, 160)).save(out, kind)
    return out.getvalue()


def linked(element: str, link: str) -> bytes:
    """Write the document of an element that stands in a document."""
    return _LINKED[element](link)


_LINKED: Mapping[str, Callable[[str], bytes]] = {
    "pdf": lambda link: pdf(link, pages=3),
    "docx": docx,
    "docx-field": lambda link: docx(link, as_field=True),
    "xlsx": xlsx,
    "xlsx-formula": lambda link: xlsx(link, as_formula=True),
}


def papers() -> dict[str, bytes]:
    """Return all bodies by the names that the truth gives them."""
    plan, word, book, zipped = pdf(pages=4), docx(), xlsx(), archive()
    table = "<html><head><meta charset=utf-8></head><body><table border=1>{}</table></body></html>".format(
        "".join(f"<tr><td>{number}</td><td>จ้างเหมาบริการ</td><td>9,000.00</td></tr>" for number in range(40))
    ).encode()
    return {
        "none": b"",
        "plan.pdf": plan,
        "long.pdf": pdf(pages=20, padding=3_000_000),
        "half.pdf": plan[: len(plan) // 2],
        "head-only.pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + b"\x00" * 3000,
        "noise.pdf": bytes((n * 37 + n // 7) % 251 for n in range(9000)),
        "junk-before.pdf": b"\r\n\r\n" + PHP_WARNING + plan,
        "junk-after.pdf": plan + b"\r\n<!-- Page generated in 0.12 seconds -->" + b"\0" * 700,
        "updated.pdf": plan + plan[plan.index(b"%PDF") + 9 :],
        "zeros.pdf": b"\0" * 20_000,
        "plan.docx": word,
        "half.docx": word[: len(word) // 2],
        "plan.xlsx": book,
        "half.xlsx": book[: len(book) - 400],
        "files.zip": zipped,
        "half.zip": zipped[: len(zipped) // 2],
        "empty.zip": b"PK\x05\x06" + b"\0" * 18,
        "page.doc": b"\xef\xbb\xbf" + table,
        "table.xls": table,
        "table.csv": "ลำดับ,รายการ\r\n1,จ้างเหมา\r\n".encode("utf-8-sig"),
        "tabs.xls": "ลำดับ\tรายการ\r\n1\tจ้างเหมา\r\n".encode("cp874"),
        "letter.rtf": rb"{\rtf1\ansi\deff0 {\fonttbl {\f0 TH Sarabun New;}}\f0\fs32 Letter\par}",
        "logo.png": picture("PNG"),
        "photo.jpg": picture("JPEG"),
        "photo.webp": picture("WEBP"),
        "dot.gif": bytes.fromhex(
            "47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b"
        ),
        "seal.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="5" cy="5"/></svg>',
        "seal.svgz": b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
        "site.css": b"body { font-family: Sarabun, sans-serif }\n",
        "site.js": b"document.documentElement.className = 'js';\n",
        "old.css": b'@charset "utf-8";\n/* url(/images/removed.png) */\np { margin: 0; clip-path: url(#clip) }\n',
        "captions.vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nSawasdee\n",
        "news.rss": b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>',
        "site.json": b'{"name": "Tambon"}',
        "clip.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 4000,
    }
