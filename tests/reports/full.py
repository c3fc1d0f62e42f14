"""The report of the sample agency after some runs: a past, pictures, people, due days, links of every standing."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from oitcrawler.model import Cause, Citation, Outcome, Text
from oitcrawler.report import (
    BrokenLink,
    Finding,
    Interval,
    ItemResult,
    Links,
    LinkSource,
    Past,
    PastRun,
    Picture,
    Report,
    VerdictChange,
)

from .sample import BROKEN, DIGEST, FINDINGS, GAP, ITEMS, PASS, REVIEW, SITE, UNSEEN, finding, sample

STATISTICS = f"{SITE}/index.php?page=สถิติการให้บริการ"
NEWS = f"{SITE}/news"
SELECTOR = "#content > table.stat"
DAYS = ("2025-02-17", "2025-03-03", "2025-03-17", "2025-03-31", "2025-04-14")
SCORES = ((31.25, 75.0), (43.75, 78.13), (56.25, 81.25), (56.25, 81.25), (62.5, 90.63))
EARLIER = {
    "o4": (GAP, GAP, REVIEW, REVIEW, REVIEW),
    "o6": (PASS, PASS, PASS, PASS, PASS),
    "o7": (UNSEEN, GAP, GAP, REVIEW, UNSEEN),
    "o13": (GAP, GAP, PASS, PASS, GAP),
    "o18": (GAP, UNSEEN, GAP, GAP, GAP),
}


def drawing(width: int = 480, height: int = 220) -> bytes:
    """Return a PNG that looks like a part of a page with a frame around a table."""

    def colour(x: int, y: int) -> bytes:
        if 40 <= x < width - 40 and 60 <= y < height - 30:
            on_frame = x < 43 or x >= width - 43 or y < 63 or y >= height - 33
            return b"\xc2\x41\x0c" if on_frame else b"\xf3\xf5\xf9" if y // 18 % 2 else b"\xff\xff\xff"
        return b"\x1c\x39\x65" if y < 34 else b"\xff\xff\xff"

    rows = b"".join(b"\x00" + b"".join(colour(x, y) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def past() -> Past:
    """Return five earlier runs, and what changed since the last."""
    now = {name: verdict for name, _, verdict, *_ in ITEMS}
    runs = tuple(
        PastRun(
            f"run-{at}",
            day,
            Interval(*SCORES[at]),
            {name: EARLIER[name][at] if name in EARLIER else verdict for name, verdict in now.items()},
        )
        for at, day in enumerate(DAYS)
    )
    why = {
        "o6": (
            PASS,
            GAP,
            Text("แผนบนเว็บไซต์เปลี่ยนไฟล์ ไฟล์ใหม่มีข้อมูลถึงธันวาคม", "The file was exchanged; the new one ends in December"),
        ),
        "o18": (GAP, PASS, Text("หน้าเว็บมีช่องทางร้องเรียนแล้ว", "The website now shows a channel for complaints")),
    }
    changes = tuple(VerdictChange(name, before, after, said) for name, (before, after, said) in why.items())
    return Past(runs, changes, mended=("f-mended",), came_back=("f-37",), new=("f-12", "f-41"))


def findings() -> tuple[Finding, ...]:
    """Return findings with people, due days and every status."""
    first, second, plan, statistics, certificate = FINDINGS
    person = "นางสาวตัวอย่าง ใจดี"
    return (
        replace(first, id="f-12", person=person, due="2025-05-15", first_seen="2025-04-28T02:10:00+00:00"),
        replace(second, id="f-37", person=person, due="2025-04-15", first_seen="2025-03-03", status="came-back"),
        replace(plan, id="f-41", due="2025-05-30", first_seen="2025-04-28"),
        replace(statistics, id="f-stat", status="could-not-check", first_seen="2025-03-17"),
        replace(certificate, id="f-cert"),
        finding(
            3,
            id="f-mended",
            item="o18",
            page=None,
            row=None,
            url=f"{SITE}/complaint",
            code="channel-missing",
            status="mended",
            mended="2025-04-28",
            first_seen="2025-02-17",
            message=Text("ไม่พบช่องทางร้องเรียนการทุจริต", "No channel for complaints of corruption"),
        ),
        finding(9, id="f-aside", status="set-aside"),
    )


def links() -> Links:
    """Return links of every standing."""
    first, second = BROKEN
    menu = LinkSource(f"{SITE}/", "ระบบสารบรรณ", "menu")
    return Links(
        checked=412,
        broken=(
            replace(first, runs=3, sources=(replace(first.sources[0], place="line 214"), *first.sources[1:])),
            second,
            BrokenLink(
                f"{SITE}/img/logo-old.png",
                Cause.NOT_FOUND,
                404,
                True,
                (LinkSource(NEWS, "", "header", "image"),),
                "2025-04-28",
            ),
        ),
        unverified=(
            BrokenLink("https://social.example.com/tambon", Cause.LOGIN, 200, False, (menu,), "2025-04-28"),
            BrokenLink("https://social.example.com/photos", Cause.LOGIN, 200, False, (), ""),
            BrokenLink("https://ministry.example.go.th/", Cause.BOT_WALL, 403, False, (menu,), "", detail="challenge"),
        ),
        remarks=(
            BrokenLink(
                "http://old.example.go.th/",
                Cause.PROTOCOL,
                200,
                True,
                (menu,),
                "",
                "https://new.example.go.th/",
                "permanent-redirect",
            ),
            BrokenLink(
                "http://plain.example.go.th/",
                Cause.PROTOCOL,
                200,
                True,
                (menu,),
                "",
                detail="permanent-redirect plain-http",
            ),
            BrokenLink("https://odd.example.go.th/", Cause.PROTOCOL, 200, True, (menu,), "", detail="some-new-remark"),
        ),
        mended=(f"{SITE}/uploads/mended.pdf",),
    )


def _shown(item: ItemResult) -> ItemResult:
    """Let a gap cite a place on a web page, where a picture can be taken."""
    if item.id not in ("o11", "o4"):
        return item
    url, selector = (STATISTICS, SELECTOR) if item.id == "o11" else (NEWS, "body > ul")
    place = Citation(url, DIGEST, "จำนวนผู้รับบริการ 1,204 ราย", selector=selector, title="สถิติการให้บริการ")
    requirements = tuple(
        replace(one, evidence=(place,)) if one.outcome in (Outcome.NOT_MET, Outcome.REVIEW) else one
        for one in item.requirements
    )
    return replace(item, requirements=requirements)


def full_sample(**more: object) -> Report:
    """Return the sample with everything that a later run adds, changed as wanted."""
    data = drawing()
    made = sample(
        past=past(),
        findings=findings(),
        links=links(),
        pictures=(
            Picture(STATISTICS, SELECTOR, "image/png", 480, 220, data),
            Picture(NEWS, "body > ul", "image/png", 480, 220, data),
        ),
    )
    return replace(made, items=tuple(_shown(one) for one in made.items), **more)  # type: ignore[arg-type]


def of_another_list() -> Report:
    """Return a report by the list of another authority, which does not call itself OIT."""
    full = full_sample()
    other = replace(
        full.checklist,
        key="moit-2599",
        authority="sample-ministry",
        title=Text("แบบตรวจเว็บไซต์ของกระทรวงตัวอย่าง", "Website list of the sample ministry"),
    )
    return replace(full, checklist=other)
