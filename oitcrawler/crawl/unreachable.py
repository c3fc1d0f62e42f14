"""Says in one sentence why the first page of a site could not be fetched."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import SiteUnreachable
from ..model import Cause, Text
from ..snapshots import Resource
from ..urls import host_of, same_site, site_domain

_WHY: Mapping[Cause, Text] = {
    Cause.DNS: Text(
        "ไม่พบชื่อเว็บไซต์นี้ ตรวจตัวสะกดและการเชื่อมต่ออินเทอร์เน็ต", "there is no such host; check the spelling and the connection"
    ),
    Cause.REFUSED: Text("เซิร์ฟเวอร์ไม่รับการเชื่อมต่อ", "the server refuses the connection"),
    Cause.RESET: Text("เซิร์ฟเวอร์ตัดการเชื่อมต่อ", "the server breaks the connection off"),
    Cause.TLS: Text(
        "เชื่อมต่อแบบปลอดภัย (TLS) ไม่สำเร็จ ลองใช้ที่อยู่ http://", "no TLS connection is possible; try the address with http://"
    ),
    Cause.TIMEOUT: Text(
        "เซิร์ฟเวอร์ไม่ตอบภายในเวลาที่กำหนด ลองใหม่ภายหลัง", "the server does not answer in time; try again later"
    ),
    Cause.UNAUTHORIZED: Text("หน้าแรกต้องใช้รหัสผ่าน (401)", "the first page asks for a password (401)"),
    Cause.FORBIDDEN: Text(
        "เซิร์ฟเวอร์ไม่อนุญาตให้โปรแกรมเปิดหน้าแรก (403)", "the server forbids the first page to this program (403)"
    ),
    Cause.NOT_FOUND: Text("ไม่มีหน้านี้ในเว็บไซต์ (404) ตรวจที่อยู่", "there is no such page (404); check the address"),
    Cause.GONE: Text("หน้านี้ถูกลบไปแล้ว (410)", "this page is gone (410)"),
    Cause.RATE_LIMITED: Text(
        "เซิร์ฟเวอร์ขอให้ชะลอการเรียก (429) ลองใหม่ภายหลัง", "the server asks for fewer requests (429); try again later"
    ),
    Cause.SERVER_ERROR: Text("เซิร์ฟเวอร์ขัดข้อง (5xx) ลองใหม่ภายหลัง", "the server has an error (5xx); try again later"),
    Cause.REDIRECT_LOOP: Text("หน้าแรกส่งต่อวนไปมาไม่สิ้นสุด", "the first page redirects in a circle"),
    Cause.BOT_WALL: Text(
        "เว็บไซต์กันโปรแกรมอัตโนมัติไว้ ให้ผู้ดูแลเว็บไซต์อนุญาต oitcrawler",
        "the site keeps programs out; its webmaster can let oitcrawler in",
    ),
    Cause.LOGIN: Text("หน้าแรกต้องเข้าสู่ระบบก่อน", "the first page asks for a login"),
    Cause.ROBOTS: Text(
        "ไฟล์ robots.txt ของเว็บไซต์ไม่อนุญาตให้โปรแกรมอ่านหน้าแรก", "the site's robots.txt forbids the first page to programs"
    ),
    Cause.PRIVATE_ADDRESS: Text(
        "ที่อยู่นี้อยู่ในเครือข่ายภายใน หากต้องการตรวจจริงให้ใช้ --allow-private-hosts",
        "this address is in a private network; use --allow-private-hosts if that is meant",
    ),
    Cause.EMPTY_BODY: Text("หน้าแรกว่างเปล่า", "the first page is empty"),
    Cause.TOO_LARGE: Text("หน้าแรกใหญ่เกินไป", "the first page is too large"),
    Cause.WRONG_TYPE: Text("หน้าแรกไม่ใช่หน้าเว็บ", "the first page is not a web page"),
    Cause.UNKNOWN_TYPE: Text("หน้าแรกไม่ใช่หน้าเว็บ", "the first page is not a web page"),
    Cause.PROTOCOL: Text("เซิร์ฟเวอร์ตอบผิดรูปแบบ", "the server's answer breaks the rules of HTTP"),
}
_STILL_READABLE = frozenset({Cause.NO_BROWSER, Cause.RENDER_FAILED, Cause.TRUNCATED})


def why_unreachable(first: Resource | None) -> SiteUnreachable | None:
    """Return the error to raise for the first page, or None when the site was reached."""
    if first is None:
        text = Text("ไม่ได้เปิดหน้าแรกของเว็บไซต์", "the first page was not fetched")
        return SiteUnreachable(text, Cause.NOT_FETCHED)
    if first.cause is None:
        return _moved(first)
    if first.cause in _STILL_READABLE:
        return None
    why = _WHY.get(first.cause) or Text(f"เกิดข้อขัดข้อง ({first.cause})", f"something went wrong ({first.cause})")
    return SiteUnreachable(
        Text(f"เปิดเว็บไซต์ {first.url} ไม่ได้: {why.th}", f"{first.url} cannot be opened: {why.en}"), first.cause
    )


def _moved(first: Resource) -> SiteUnreachable | None:
    if same_site(first.final_url, site_domain(first.url)):
        return None
    host = host_of(first.final_url)
    return SiteUnreachable(
        Text(
            f"{first.url} ส่งต่อไปยังเว็บไซต์อื่น ({host}) หากเป็นเว็บไซต์ของหน่วยงาน ให้ตรวจที่อยู่ {first.final_url}",
            f"{first.url} leads to another site ({host}); if that is the agency's, check {first.final_url}",
        ),
        Cause.OFF_SITE,
    )
