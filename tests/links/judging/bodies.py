"""Bodies for the cases: a site's page with its menu, and files whole and damaged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from docx.document import Document

from ...evidence import papers

_MENU: Final = "".join(
    f'<li><a href="/menu/{number}.php">{name} {number}</a></li>'
    for number in range(1, 41)
    for name in ("ข้อมูลทั่วไป", "แผนพัฒนา", "ข่าวประชาสัมพันธ์")
)
_ADDRESS: Final = "องค์การบริหารส่วนตำบลตัวอย่าง 99 หมู่ 1 ตำบลตัวอย่าง โทรศัพท์ 0 2123 4567 จำนวนผู้เข้าชม 12345 คน"


def site_page(content: str, *, title: str) -> str:
    """Return a page of the fictional site: no landmarks, a menu in a table, the address at the foot."""
    return (
        f"<!doctype html><html lang=th><head><meta charset=utf-8><title>{title}</title></head><body>"
        f'<div id="top"><img src="/img/banner.jpg" alt="อบต.ตัวอย่าง"></div><table><tr><td><ul>{_MENU}</ul></td>'
        f'<td><div class="content">{content}</div></td></tr></table><div>{_ADDRESS}</div>'
        "<script>var visited = 1;</script></body></html>"
    )


def made(name: str) -> bytes:
    """Return a body by its name; `a | b` does to `a` what `b` says."""
    first, *then = (part.strip() for part in name.split("|"))
    body = _MAKERS[first]()
    for change in then:
        body = _CHANGES[change](body)
    return body


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in names:
            archive.writestr(zipfile.ZipInfo(one), f"{one} " * 50, archive.compression)
    return out.getvalue()


def _linearized() -> bytes:
    body = papers.pdf(papers.lines("แผน"))
    head, rest = body.split(b"\n", 1)
    size = len(body) + 40
    return head + b"\n1 0 obj<</Linearized 1/L %06d>>endobj\n%%%%EOF\n" % size + rest


def _one_paragraph(document: Document) -> None:
    document.add_paragraph("แผน")


def _webp() -> bytes:
    return papers.picture("WEBP", (64, 64))


_MAKERS: Final[Mapping[str, Callable[[], bytes]]] = {
    "pdf": lambda: papers.pdf(papers.lines("แผนพัฒนาท้องถิ่น")),
    "locked pdf": lambda: papers.pdf(papers.lines("แผน"), password="1234"),
    "linearized pdf": _linearized,
    "docx": lambda: papers.word(_one_paragraph),
    "xlsx": lambda: papers.workbook(lambda sheet: sheet.append(["แผน"])),
    "xls": lambda: papers.old_workbook([["แผน", 1.0]]),
    "zip": lambda: _zip("แผน.txt", "b.txt"),
    "jpg": lambda: papers.picture("JPEG", (64, 64)),
    "png": lambda: papers.picture("PNG", (64, 64)),
    "gif": lambda: papers.picture("GIF", (64, 64)),
    "webp": _webp,
    "svg": lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    "rtf": lambda: rb"{\rtf1\ansi hello}",
    "mp4": lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 4,
    "rar": lambda: b"Rar!\x1a\x07\x01\x00" + bytes(range(256)) * 4,
    "noise": lambda: bytes((value * 7 + 129) % 256 for value in range(4000)),
    "zeros": lambda: b"\x00" * 5000,
    "nothing": lambda: b"",
    "bom": lambda: b"\xef\xbb\xbf\r\n",
    "empty pdf shell": lambda: b"%PDF-1.7\n" + b"\x13\x9f" * 2000 + b"\n%%EOF\n",
}
_CHANGES: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "half": lambda body: body[: len(body) // 2],
    "most": lambda body: body[: len(body) * 9 // 10],
    "junk before": lambda body: b"\r\n<!-- cms -->\r\n" + body,
    "blank before": lambda body: b"\r\n\r\n" + body,
    "junk after": lambda body: body + b"\n<!-- 0.01 s -->\n" + b"\x00" * 3000,
    "headless": lambda body: body[600:],
    "wiped": lambda body: body[:40] + b"\x00" * (len(body) - 40),
    "contents wiped": lambda body: (
        b"PK\x03\x04" + b"\x11" * (body.rfind(b"PK\x01\x02") - 4) + body[_first_listed(body) :]
    ),
    "first 4000": lambda body: body[:4000],
}


def _first_listed(body: bytes) -> int:
    return body.rfind(b"PK\x01\x02")
