"""Runs of the link audit of a fictional agency: an ordinary one, hostile ones, and a site with very much to mend."""

from __future__ import annotations

from dataclasses import replace

from oitcrawler.model import Cause, Text
from oitcrawler.report import BrokenLink, Finding, LinkRun, Links, LinkSource

from .trials import HOSTILE, HOSTILE_URLS

SITE = "https://www.tambon-tuayang.example.go.th"
PARTNER = "https://www.partner.example.or.th"
NOW = "2025-04-28T02:14:09.120+00:00"
LONG_AGO = "2025-03-14T02:14:09+00:00"


def menu(pages: int, text: str, written: str, place: str = "menu") -> tuple[LinkSource, ...]:
    """Return a link that stands on so many pages of the site."""
    return tuple(LinkSource(f"{SITE}/page/{number:05}", text, place, "link", written) for number in range(pages))


def source(page: str, text: str, place: str = "main, line 40", kind: str = "link", written: str = "") -> LinkSource:
    return LinkSource(f"{SITE}{page}", text, place, kind, written)


BROKEN = (
    BrokenLink(
        f"{SITE}/ita/2568/o13.pdf",
        Cause.NOT_FOUND,
        404,
        True,
        (
            source("/ita/2568", "รายงานผลการจัดซื้อจัดจ้าง", "main, line 214", written="o13.pdf"),
            source("/procurement", "ดาวน์โหลด", "main, line 88", written="/ita/2568/o13.pdf"),
        ),
        LONG_AGO,
        runs=3,
    ),
    BrokenLink(
        f"{PARTNER}/complaint",
        Cause.TLS_EXPIRED,
        None,
        True,
        menu(5_000, "แจ้งเรื่องร้องเรียนการทุจริต", f"{PARTNER}/complaint"),
        NOW,
    ),
    BrokenLink(
        f"{SITE}/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/12",
        Cause.SOFT_NOT_FOUND,
        200,
        True,
        (
            *menu(6, "ข่าวเด่น", "../ข่าว/12", "main"),
            source("/", "อ่านต่อ", written="ข่าว/12"),
        ),
        NOW,
    ),
    BrokenLink(
        "http://old-district.example.go.th/map.png",
        Cause.CONNECT_TIMEOUT,
        None,
        False,
        (source("/contact", "แผนที่", "sidebar", "image", "http://old-district.example.go.th/map.png"),),
        NOW,
    ),
    BrokenLink(
        "http://old-district.example.go.th/map.png",
        Cause.MIXED_CONTENT,
        None,
        True,
        (source("/contact", "แผนที่", "sidebar", "image", "http://old-district.example.go.th/map.png"),),
        NOW,
    ),
    BrokenLink(
        f"{SITE}/service#fee",
        Cause.NO_FRAGMENT,
        None,
        True,
        (source("/service/manual.pdf", "ค่าธรรมเนียม", "page 3", "document", f"{SITE}/service#fee"),),
        NOW,
    ),
    BrokenLink(
        "file:///C:/Users/clerk/Desktop/plan.docx",
        Cause.LOCAL_ADDRESS,
        None,
        True,
        (source("/plan", "แผนพัฒนาท้องถิ่น", "main, line 51", written="file:///C:/Users/clerk/Desktop/plan.docx"),),
        LONG_AGO,
    ),
    BrokenLink(
        f"{SITE}/old-news/9",
        Cause.REDIRECT_HOME,
        200,
        True,
        (source("/news", "ข่าวกิจกรรม"), source("/news", "อ่านต่อ", "main, line 41")),
        NOW,
        final_url=f"{SITE}/",
    ),
)
UNVERIFIED = (
    BrokenLink(
        "https://social.example.com/tambon",
        Cause.FORBIDDEN,
        403,
        False,
        menu(300, "เพจหน่วยงาน", "https://social.example.com/tambon", "footer"),
        NOW,
    ),
    BrokenLink(f"{PARTNER}/laws", Cause.BOT_WALL, 503, False, (source("/laws", "ระเบียบ"),), NOW),
)
REMARKS = (
    BrokenLink(
        "http://www.district.example.go.th/form",
        Cause.PROTOCOL,
        200,
        False,
        (source("/forms", "แบบคำขอ"),),
        NOW,
        final_url="https://www.district.example.go.th/forms/",
        detail="permanent-redirect plain-http",
    ),
)
FINDING = Finding(
    code="certificate-near-expiry",
    item=None,
    severity="medium",
    url=SITE,
    message=Text("ใบรับรอง https จะหมดอายุใน 12 วัน", "The https certificate expires in 12 days"),
    fix=Text("ต่ออายุใบรับรอง", "Renew the certificate"),
    owner=Text("สำนักปลัด", "Office of the permanent secretary"),
    id="f1",
)
RUN = LinkRun(
    version="0.1.0",
    url=f"{SITE}/",
    domain="tambon-tuayang.example.go.th",
    id="tambon-tuayang.example.go.th-3",
    started_at=NOW,
    finished_at="2025-04-28T02:31:44.001+00:00",
    pages=5_210,
    links=Links(6_031, BROKEN, UNVERIFIED, REMARKS),
    left_alone=(
        ("www.tambon-tuayang.example.go.th/calendar.php?day&month&year", 12_400),
        ("www.tambon-tuayang.example.go.th/print/**", 61),
    ),
    over_budget=0,
    before="2025-04-13T02:00:00+00:00",
    broke=(f"{PARTNER}/complaint", f"{SITE}/old-news/9"),
    mended=(f"{SITE}/ita/2568/o7.pdf",),
    came_back=(f"{SITE}/ita/2568/o13.pdf",),
    findings=(FINDING,),
)
FIRST = replace(RUN, before="", broke=(), mended=(), came_back=())
CLEAN = replace(FIRST, links=Links(6_031, ()), left_alone=(), findings=())
BLIND = replace(CLEAN, pages=0, links=Links(0, ()))
CUT = replace(CLEAN, over_budget=412)


def hostile() -> LinkRun:
    """Return a run in which every text and address comes from somebody who means harm."""
    bad = " ".join(HOSTILE.values())
    urls = tuple(HOSTILE_URLS.values())
    links = tuple(
        BrokenLink(url, Cause.DNS, None, False, (LinkSource(url, bad, bad, bad, bad),), bad, url, bad) for url in urls
    )
    text = Text(bad, bad)
    return replace(
        RUN,
        url=urls[0],
        domain=bad,
        id=bad,
        started_at=bad,
        finished_at=bad,
        links=Links(3, links, links, links),
        left_alone=tuple((url, 2) for url in (*urls, bad)),
        before=bad,
        broke=urls,
        mended=urls,
        came_back=(bad,),
        findings=tuple(replace(FINDING, url=url, message=text, fix=text, owner=text) for url in urls),
    )


def _long(number: int) -> str:
    name = "%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5" * 3
    return f"{SITE}/public/list/data/detail/id/{number}/menu/1196/page/{number % 50}/{name}"


def huge(links: int = 2_000, menus: int = 10, pages: int = 5_000) -> LinkRun:
    """Return a run of a site with very much to mend: broken links in its menu, and on single pages."""
    in_menu = tuple(
        BrokenLink(_long(number), Cause.NOT_FOUND, 404, True, menu(pages, f"เมนูที่ {number}", _long(number)), NOW)
        for number in range(menus)
    )
    causes = tuple(sorted(Cause))
    others = tuple(
        BrokenLink(
            _long(number),
            causes[number % 20],
            None,
            number % 3 > 0,
            tuple(
                LinkSource(
                    _long(number * 7 + more),
                    f"ดาวน์โหลดเอกสารประกอบ {number}.{more}",
                    f"main, line {more}",
                    "link",
                    _long(number),
                )
                for more in range(1 + number % 4)
            ),
            NOW,
        )
        for number in range(menus, links)
    )
    return replace(RUN, links=Links(90_000, (*in_menu, *others), others[:900], REMARKS * 300))
