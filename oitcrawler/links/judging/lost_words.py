"""The marks and words of lost domains: parking services, expired names, suspended accounts, empty servers, gambling."""

from __future__ import annotations

import re
from typing import Final

from .wording import any_of

PARKING_HOSTS: Final = (
    "sedo.com",
    "sedoparking.com",
    "parkingcrew.net",
    "bodis.com",
    "dan.com",
    "afternic.com",
    "hugedomains.com",
    "above.com",
    "parklogic.com",
    "namebright.com",
    "buydomains.com",
    "undeveloped.com",
    "efty.com",
    "domainmarket.com",
    "brandbucket.com",
    "parking.name",
    "cashparking.com",
    "skenzo.com",
    "voodoo.com",
)
_MARKS: Final = (
    (b"park", rb"ing(?:crew\.net|-lander|(?<=sedoparking)\.com|(?<=cdn\.parking)|(?<=domainparking))"),
    (b"park", rb"(?:logic\.com|(?<=window\.park)\s*=)"),
    (b"bodis", rb"(?:cdn|(?<=www\.bodis)|(?<=img\.bodis))\.com"),
    (b"/cgi-sys/", rb"(?:suspendedpage|defaultwebpage)"),
    (b"d38psrni17bvxu", rb"\.cloudfront\.net"),
    (b"data-adblockkey=", b""),
    (b"hugedomains.com", rb"/domain_profile"),
    (b"afternic.com", rb"/forsale"),
    (b"dan.com/buy-domain", b""),
    (b"namebrightstatic.com", b""),
    (b"above.com/marketplace", b""),
)
PARKING_MARKS: Final = tuple((part, re.compile(re.escape(part) + rest)) for part, rest in _MARKS)
"""Each with the part by which it is looked for first, in lower case: as one pattern they would take far longer."""
SUSPENDED_PATH: Final = re.compile(
    r"/cgi-sys/(?:suspendedpage|defaultwebpage)\.cgi|/suspended\.(?:page|html?)|/defaultwebpage", re.IGNORECASE
)
_SITE: Final = (
    r"(?:โดเมน(?:เนม)?|ชื่อโดเมน|เว็บไซต์|เว็บไซด์|โฮสติ้ง|บัญชี(?:ผู้ใช้|โฮสติ้ง)?|พื้นที่เว็บไซต์)(?:นี้|ของคุณ|ของท่าน|ดังกล่าว)?(?:ได้)?"
)
LOST: Final = any_of(
    r"(?:this |the |your )?(?:web ?site|domain|account|site|hosting)(?: name| registration)?(?: \S{4,60})?"
    r" (?:is |has been |has |was |may be )?(?:for sale|suspended|expired|disabled|parked(?: free)?|deactivated"
    r"|available for purchase|pending (?:renewal|deletion))\b.{0,120}",
    r"bandwidth limit exceeded",
    r"buy this domain.{0,80}",
    r"\S{4,60} is (?:for sale|parked).{0,80}",
    rf"(?:ขออภัย.{{0,20}})?{_SITE}(?:หมดอายุ|ถูกระงับ|ถูกปิด|ประกาศขาย|ขาย|หมดสัญญา)"
    r"(?:แล้ว|การใช้งาน|การให้บริการ|ชั่วคราว|ลงแล้ว)?(?:$|[\s,.!]|กรุณา|โปรด).{0,120}",
    r"(?:กรุณา|โปรด)(?:ติดต่อ.{0,40})?ต่ออายุ(?:โดเมน|โฮสติ้ง|เว็บไซต์|การใช้งาน).{0,80}",
    r"(?:โดเมน|โดเมนเนม)(?:นี้)?(?:สำหรับ|มีไว้|พร้อม)ขาย.{0,60}",
)
DEFAULT_PAGE: Final = any_of(
    r"default web ?site page",
    r"domain default page",
    r"web server's default page",
    r"apache2? (?:ubuntu|debian|centos)?\s*default page.{0,40}",
    r"welcome to nginx!?(?: on .{0,30})?",
    r"iis windows(?: server)?",
    r"iis\d+",
    r"(?:apache http server |http server )?test page(?: for .{0,80})?",
    r"it works!?",
    r"welcome to (?:your new )?(?:directadmin|plesk|cpanel|xampp|centos|openlitespeed).{0,60}",
    r"default (?:parallels )?plesk.{0,40}",
    r"future home of something quite cool.{0,40}",
    r"congratulations! your (?:web ?site|domain) .{0,60}",
    r"site not installed",
)
"""What a server shows on which nobody has put a site."""
GAMBLING: Final = any_of(
    *[
        "สล็อต",
        "บาคาร่า",
        "คาสิโน",
        "เว็บพนัน",
        "แทงบอล",
        "หวยออนไลน์",
        "แทงหวย",
        "พนันออนไลน์",
        "เสือมังกร",
        "ไฮโล",
        "รูเล็ต",
        "ยิงปลา",
        "เว็บตรง",
    ],
    *["เครดิตฟรี", "แจ็คพอต", "แจ็กพอต", "แตกง่าย", "ฝากถอน", "ไม่ผ่านเอเย่นต์", "ทดลองเล่น"],
    *(r"\bufa\w*", r"\bpg ?slot\w*", r"\bslot\w*", r"joker ?\d+", r"sa ?gam(?:e|ing)", "baccarat", r"\bcasino\w*"),
    *("sbobet", r"\bbetflix\w*", r"\btogel", r"\bjudi\b", r"\bgacor", r"\bmaxwin", r"\bscatter", r"\bbandar"),
    *(r"\bpoker", "sportsbook", "jackpot", r"free ?spins?", r"\bbet\d+", r"\bxoslot", "superslot"),
)
AGAINST_GAMBLING: Final = any_of(
    *[
        "ปราบปราม",
        "จับกุม",
        "ผิดกฎหมาย",
        "ห้าม",
        "รณรงค์",
        "ป้องกัน",
        "พระราชบัญญัติ",
        "ตำรวจ",
        "โทษ",
        "เตือนภัย",
        "ภัยการพนัน",
        "หยุดพนัน",
        "ปัญหา",
    ],
    *("ร่างกฎหมาย", r"พ\.ร\.บ", "illegal", "arrest", "police", "gambling act", "addiction", "prevent"),
)
"""Words of those who fight it, or report on it."""
