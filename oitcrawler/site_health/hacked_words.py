"""Words by which spam in a hacked page is known, and words that show an agency's own writing about it."""

from __future__ import annotations

import re
from enum import StrEnum


class Spam(StrEnum):
    """What is advertised."""

    GAMBLING = "gambling"
    PHARMACY = "pharmacy"
    GOODS = "goods"


# Words of people who sell, not of people who warn; each alternative counts once, however often it stands there.
_GAMBLING = (
    *("สล็อต", "บาคาร่า", "บาคารา", "เว็บพนัน", "คาสิโน", "แทงบอล", "หวยออนไลน์", "แทงหวย", "ไฮโลออนไลน์", "ยิงปลา"),
    *("เสือมังกร", "รูเล็ต", "พนันบอล", "พนันออนไลน์", "เกมสล็อต"),
    *(r"ufa\s?bet", r"\bufa\d{2,4}", r"\b(?:sbobet|sexy\s?baccarat|pg\s?slot|pgslot|joker123|slotxo|918kiss)\b"),
    *(r"\bslots?\b(?=.{0,20}(?:online|gacor|xo|pg|auto|777|88))", r"\b(?:online|live|bet|win)\s?casino", r"\bcasino\b"),
    *(r"\bbaccarat\b", r"\b(?:judi|togel|gacor|maxwin|slot88|slot777|situs slot|bandar bola|rtp slot)\b"),
    *(
        "казино",
        "ставки на спорт",
        "игровые автоматы",
        "赌场",
        "博彩",
        "娱乐城",
        "百家乐",
        "彩票",
        "カジノ",
    ),
)
_SELLING = (
    *("เว็บตรง", "แตกง่าย", "แตกหนัก", "ฝากถอน", "ฝาก-ถอน", "เครดิตฟรี", "ไม่ผ่านเอเย่นต์", "ไม่มีขั้นต่ำ", "ทดลองเล่นฟรี"),
    *("ทางเข้า", "สมัครรับ", "โบนัส", "ระบบออโต้", "แจกเครดิต", "คืนยอดเสีย", "โปรโมชั่น", "ค่ายใหญ่", "รวมค่าย", "อัตราจ่าย"),
    *(r"\bfree\s?(?:credit|spins?)", r"\bbonus\b", r"\bdaftar\b", r"\bterpercaya\b", r"\bresmi\b", r"\bdeposit\b"),
    *("бонус", "бездепозит", "注册送", "平台"),
)
_PHARMACY = (
    *(r"\bviagra\b", r"\bcialis\b", r"\blevitra\b", r"\bkamagra\b", r"\bsildenafil\b", r"\btadalafil\b", r"\bxanax\b"),
    *(
        r"\btramadol\b",
        r"\bphentermine\b",
        r"\bambien\b",
        r"\bprescription\b(?=.{0,20}\bonline)",
        r"\bonline pharmacy\b",
    ),
    *("ไวอากร้า", "ซีอาลิส", "ยาปลุกเซ็กซ์", "ยาปลุกเซ็กส์", "виагра", "сиалис", "バイアグラ", "伟哥"),
)
_GOODS = (
    *("激安", "通販", "送料無料", "正規品", "スーパーコピー", "偽物", "格安", "最安値", "即納", "高仿", "代购"),
    *(r"\breplica (?:watches|handbags|rolex)", r"\bcheap (?:jerseys|nike|jordans|uggs)", r"\blouis vuitton outlet"),
)
_WARNING = re.compile(
    "ปราบปราม|ป้องกัน|ห้าม|ผิดกฎหมาย|จับกุม|ต่อต้าน|เตือน|ภัยจาก|ภัยของ|พิษภัย|รณรงค์|แก้ไขปัญหา|ความผิด|พระราชบัญญัติ|พ\\.?ร\\.?บ|"
    "ตำรวจ|ดำเนินคดี|ปิดกั้น|ระงับ|เบาะแส|ติดการพนัน|ติดพนัน|บำบัด|เยาวชน|หยุดพนัน|เลิกพนัน|ปัญหาการพนัน|มูลนิธิ|ศาล|หลอกลวง|มิจฉาชีพ|"
    "ร้องเรียน|สถานบันเทิงครบวงจร|เอ็นเตอร์เทนเมนต์คอมเพล็กซ์|ร่างกฎหมาย|วิจัย|gambling (?:act|law|addiction|problem)|illegal"
)


def _one(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({one})" for one in words), re.IGNORECASE | re.DOTALL)


_KINDS = {Spam.GAMBLING: _one(_GAMBLING), Spam.PHARMACY: _one(_PHARMACY), Spam.GOODS: _one(_GOODS)}
_SELLS = _one(_SELLING)
_GAMBLES = _KINDS[Spam.GAMBLING]
_AROUND = 120
_MANY_REFERENCES = 8
_ROOTS = (
    *("สล็อต", "บาคา", "พนัน", "คาสิโน", "แทงบอล", "แทงหวย", "หวยออนไลน์", "ยิงปลา", "ไวอากร้า", "ซีอาลิส", "ยาปลุก"),
    *(
        "казино",
        "ставки",
        "автоматы",
        "виагра",
        "сиалис",
        "赌",
        "博彩",
        "娱乐城",
        "百家乐",
        "彩票",
        "伟哥",
        "カジノ",
        "オンカジ",
    ),
    *("バイアグラ", "激安", "通販", "送料無料", "正規品", "スーパーコピー", "最安値", "代购"),
    *("ufa", "sbobet", "baccarat", "slot", "joker123", "918kiss", "casino", "judi", "togel", "gacor", "maxwin"),
    *("viagra", "cialis", "levitra", "kamagra", "sildenafil", "tadalafil", "pharmacy", "xanax", "tramadol"),
    *("replica ", "cheap ", "outlet"),
)
_ENGLISH = tuple(one for one in _ROOTS if one.isascii())
_THAI = tuple(one for one in _ROOTS if all("\u0e00" <= letter <= "\u0e7f" for letter in one))
_FOREIGN = tuple(one for one in _ROOTS if one not in (*_ENGLISH, *_THAI))
LEADS = tuple(bytes([lead]) for lead in (0xD0, 0xD1, *range(0xE3, 0xEA)))
"""The bytes that begin letters of kana, Chinese or Cyrillic in UTF-8, and no Thai letter."""
_LOWER = bytes(range(256)).lower()
_HIGH = bytes(range(128, 256))
_ODD_CASE = ("\u0130", "\u212a")
"""Letters beyond ASCII that are i and k in lower case."""


def references(body: bytes) -> int:
    """Return how many letters are written by number."""
    return body.count(b"&#") if b"&" in body else 0


def may_hold_spam(body: bytes) -> bool:
    """Whether a page is worth parsing: a root of the words is in its bytes, or many letters are written by number.

    Spam is often written as `&#3626;&#3621;…`.
    """
    if references(body) >= _MANY_REFERENCES:
        return True
    text = body.decode("utf-8", "replace")
    if "\ufffd" in text:
        text = body.decode("cp874", "replace")
    if any(text.rfind(one) >= 0 for one in _THAI) or _holds_english(body, text):
        return True
    return any(lead in body for lead in LEADS) and _holds_foreign(text.lower())


def _holds_foreign(low: str) -> bool:
    return any(one in low for one in _FOREIGN)


def _holds_english(body: bytes, text: str) -> bool:
    """Look among the few bytes of a Thai page that are English first; other letters may have stood in between."""
    roots = _ENGLISH
    if not any(odd in text for odd in _ODD_CASE):
        english = body.translate(_LOWER, _HIGH)
        roots = tuple(one for one in _ENGLISH if english.rfind(one.encode()) >= 0)
    low = text.lower() if roots else ""
    return any(one in low for one in roots)


def spam_words(text: str) -> dict[Spam, frozenset[str]]:
    """Return the different words of each kind of spam in a text, in lower case."""
    found = {kind: frozenset(one[0].lower() for one in pattern.finditer(text)) for kind, pattern in _KINDS.items()}
    return {kind: words for kind, words in found.items() if words}


def sold_in(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the gambling and the selling words of a text where it sells: both empty where it mostly warns.

    Only what stands around a gambling word counts; a menu that offers a channel for complaints says nothing about it.
    """
    places = [text[max(0, one.start() - _AROUND) : one.end() + _AROUND] for one in _GAMBLES.finditer(text)]
    selling = [place for place in places if not is_about_the_law(place)]
    if not selling or len(selling) * 3 < len(places) * 2:
        return frozenset(), frozenset()
    words = frozenset(one[0].lower() for place in selling for one in _GAMBLES.finditer(place))
    return words, frozenset().union(*map(selling_words, selling))


def selling_words(text: str) -> frozenset[str]:
    """Return the different words by which gambling is sold."""
    return frozenset(one[0].lower() for one in _SELLS.finditer(text))


def is_about_the_law(text: str) -> bool:
    """Whether a text warns, forbids, reports or studies rather than sells."""
    return _WARNING.search(text) is not None
