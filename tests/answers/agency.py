"""A small fictional agency on the loopback, with good evidence, last year's, a login, and pages that nothing links."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ..evidence.papers import lines, pdf, ruled

AGENCY = "องค์การบริหารส่วนตำบลตัวอย่าง"
FACEBOOK = "https://www.facebook.com/example.tambon"
LOGIN = '<form action="/login"><input type="text" name="u"><input type="password" name="p"></form>'


def page(title: str, content: str) -> bytes:
    menu = (
        '<nav><a href="/">หน้าแรก</a> <a href="/ita2568">ITA 2568</a> <a href="/contact">ติดต่อเรา</a></nav>'
        f'<footer><a href="{FACEBOOK}">Facebook {AGENCY}</a></footer>'
    )
    body = f"{menu}<main><h1>{title}</h1>{content}</main>"
    return f"<!doctype html><html lang=th><head><title>{title}</title></head><body>{body}</body></html>".encode()


def row(code: str, words: str, target: str) -> str:
    return f'<tr><td>{code}</td><td>{words}</td><td><a href="{target}">{words}</a></td></tr>'


@cache
def annual(year: int) -> bytes:
    return pdf(
        lines(
            f"รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. {year}",
            AGENCY,
            "ผลการดำเนินงานตามแผนดำเนินงาน ปัญหา อุปสรรค และข้อเสนอแนะ",
            f"ผลการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. {year}",
        )
    )


@cache
def progress() -> bytes:
    rows = [
        ["ลำดับ", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "เบิกจ่าย (บาท)", "ความก้าวหน้า"],
        ["1", "ก่อสร้างถนนคอนกรีตสายตัวอย่าง", "500,000", "250,000", "อยู่ระหว่างดำเนินการ ร้อยละ 50"],
        ["2", "จัดซื้อวัสดุสำนักงาน", "80,000", "80,000", "ดำเนินการแล้วเสร็จ"],
    ]
    title = "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณ ประจำปีงบประมาณ พ.ศ. 2568"
    head = lines(title, "รอบ 6 เดือนแรก (1 ตุลาคม 2567 - 31 มีนาคม 2568)", AGENCY)
    return pdf(head, ruled(rows, edges=(40, 80, 250, 340, 430, 560)))


@cache
def manual() -> bytes:
    steps = ("ขั้นตอนการปฏิบัติงาน ระยะเวลา ผู้รับผิดชอบ กฎหมายที่เกี่ยวข้อง",) * 6
    return pdf(lines("คู่มือการปฏิบัติงานของเจ้าหน้าที่", AGENCY, *steps))


def answer(path: str) -> tuple[int, str, bytes, str]:
    """Return status, type, body and where to go on."""
    pages = {
        "/": page(AGENCY, "<p>ยินดีต้อนรับ</p>"),
        "/ita2568": page(
            "การเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. 2568",
            "<table>"
            + row("O2", "ข้อมูลผู้บริหาร", "/executives")
            + row("O6", "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี", "/progress.pdf")
            + row("O7", "รายงานผลการดำเนินงานประจำปี", "/annual2567.pdf")
            + row("O8", "คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่", "/manual.pdf")
            + "</table>",
        ),
        "/executives": page("ข้อมูลผู้บริหาร", "<p>นายก โทร 0 2000 0000 อีเมล someone@example.go.th</p>"),
        "/contact": page(
            "ติดต่อเรา",
            f"<p>{AGENCY} เลขที่ 99 หมู่ 9 ตำบลตัวอย่าง อำเภอเมือง จังหวัดตัวอย่าง 10000</p>"
            "<p>โทรศัพท์ 0 2000 0000</p><p>อีเมล info@example.go.th</p>",
        ),
        "/login": page("เข้าสู่ระบบ", LOGIN),
        "/empty": page("ข้อมูลสถิติการให้บริการ", "<p>ไม่พบข้อมูล</p>"),
        "/search?q=oit": page("ผลการค้นหา oit", '<a href="/manual.pdf">คู่มือ</a>'),
        "/doc?id=7": page("เอกสาร", "<p>เอกสารแนบท้ายบันทึก</p>"),
    }
    files: dict[str, Callable[[], bytes]] = {
        "/progress.pdf": progress,
        "/annual2567.pdf": lambda: annual(2567),
        "/annual2566.pdf": lambda: annual(2566),
        "/manual.pdf": manual,
        "/hidden/annual.pdf": lambda: annual(2567) + b"\n% another copy\n",
    }
    if path == "/admin/post/9":
        return 302, "text/plain", b"", "/login?next=/admin/post/9"
    if path.startswith("/login"):
        path = "/login"
    if path in pages:
        return 200, "text/html; charset=utf-8", pages[path], ""
    return (200, "application/pdf", files[path](), "") if path in files else (404, "text/plain", b"not here", "")


class Handler(BaseHTTPRequestHandler):
    """Serves the agency."""

    def do_GET(self) -> None:
        status, kind, body, onward = answer(self.path)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if onward:
            self.send_header("Location", onward)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextmanager
def serving() -> Iterator[str]:
    """Serve the agency; give its address without a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
