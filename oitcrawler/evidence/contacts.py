"""Contact blocks: Thai postal addresses, telephone and fax numbers, e-mail addresses, maps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..urls import host_of
from .model import Contact, ContactKind, Passage

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_DASHES = str.maketrans("–—−‐‑‒﹣－", "--------")
_QUOTE = 240

_NUMBER_START = re.compile(r"(?<![\d/.-])(?:\(?\+?66\)?[\s.-]?(?:\(0\)\s?)?|\(?0)(?=[\s().-]{0,2}[1-9])")
_BETWEEN_DIGITS = " \u00a0-()"
_AFTER_NUMBER = re.compile(
    r"(?:\s?(?:-|ถึง|to)\s?\d{1,4}(?!\d))?(?:\s*,?\s*(?:ต่อ|กด|ext\.?)\s*:?\s*\d{1,5}(?:\s?[-,]\s?\d{1,5}(?!\d)){0,4})?",
    re.IGNORECASE,
)
_SHORT_NUMBER = re.compile(r"(?:โทร(?:ศัพท์|\.)?|สายด่วน)[^\d\n]{0,30}(1\d{3}|1\d{2})(?!\d)")
_FAX = re.compile(r"โทรสาร|แฟกซ์|แฟ็กซ์|แฟ๊กซ์|fax|facsimile", re.IGNORECASE)
_PHONE_LABEL = re.compile(r"โทร(?!สาร)|มือถือ|สายด่วน|\btel|phone|call|mobile|☎|📞", re.IGNORECASE)
_ID_NUMBER = re.compile(r"เลขที่(?:โครงการ|สัญญา|บัญชี|ประจำตัว)|บัญชี|ผู้เสียภาษี|e-?gp|เลขประจำตัว", re.IGNORECASE)

_AT = r"\s?(?:@|＠|[\[({]\s?(?:at|แอท)\s?[\])}])\s?"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|จุด)\s?[\])}]\s?)"
_EMAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{{1,64}}){_AT}([A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{1,5}})",
    re.IGNORECASE,
)
_SAMPLE_EMAIL = re.compile(
    r"@(?:example\.(?:com|net|org)$|yourdomain|your-?site|domain\.(?:com|tld)|website\.com|mysite|company\.com|email\.com|sentry\.|.*\.(?:png|jpe?g|gif|svg|webp)$)"
    r"|^(?:yourname|your-?email|name|username|user|someone|john\.?doe)@",
    re.IGNORECASE,
)

_GAP = r"[\s,]{0,6}"
_NAME = r"[ก-๙A-Za-z().-]{2,40}"
_POSTCODE = r"[1-9]\d{4}"
_ADDRESS = re.compile(
    rf"(?:(?:ตำบล|แขวง|ต\.|ต\s(?=[ก-ฮ])){_GAP}{_NAME}{_GAP}(?:อำเภอ|เขต|อ\.|อ\s(?=[ก-ฮ])){_GAP}{_NAME}"
    rf"|(?:อำเภอ|อ\.){_GAP}{_NAME}(?=[^\n]{{0,60}}(?:จังหวัด|จ\.)))"
    rf"{_GAP}(?:(?:จังหวัด|จ\.|จ\s(?=[ก-ฮ])){_GAP}{_NAME}|กรุงเทพ(?:มหานคร|ฯ))(?:{_GAP}(?:รหัสไปรษณีย์)?{_GAP}(?P<code>{_POSTCODE})(?!\d))?"
)
_LEAD = re.compile(
    r"(?:ที่อยู่|ที่ตั้ง|เลขที่)[\s:]{0,4}(?:เลขที่\s?)?\d{1,4}|(?<![\d/-])\d{1,4}(?:/\d{1,4})?\s?(?:หมู่|ม\.|ถนน|ถ\.|ซอย|ซ\.)"
)
_ADDRESS_LABEL = re.compile(r"ที่อยู่|ที่ตั้ง|ตั้งอยู่|ที่ทำการ|ติดต่อ|สำนักงาน|address|contact", re.IGNORECASE)
_MAP_LINK = re.compile(
    r"google\.[a-z.]+/maps|maps\.google\.|goo\.gl/maps|maps\.app\.goo\.gl|g\.page|openstreetmap\.org|map\.longdo\.|bing\.com/maps"
    r"|maps\.apple\.com|share\.google|here\.com",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a contact block, with the words around it and where it begins in the searched text."""

    kind: ContactKind
    value: str
    quote: str
    start: int


def find_contacts(text: str) -> tuple[Part, ...]:
    """Return the contact parts that a text names, in the order of the text, each value once.

    Fax is told from telephone by the label before a number. Foreign sample numbers and addresses of templates
    (`contact@example.com`) are not returned.
    """
    plain = text.translate(_DIGITS).translate(_DASHES)
    found = sorted((*_addresses(plain), *_numbers(plain), *_emails(plain)), key=lambda part: part.start)
    return tuple({(part.kind, part.value): part for part in reversed(found)}.values())[::-1]


def contacts_in(passages: Iterable[Passage]) -> tuple[Contact, ...]:
    """Return the contact parts that the passages of a document name, each value once."""
    found = (part for passage in passages for part in find_contacts(passage.text))
    return tuple({(one.kind, one.value): Contact(one.kind, one.value, one.quote) for one in found}.values())


def is_map(url: str) -> bool:
    """Whether an address shows a map."""
    return bool(host_of(url)) and bool(_MAP_LINK.search(url.partition("://")[2][:300]))


def email_in(text: str) -> str:
    """Return the first e-mail address in a text, or ""."""
    return next((part.value for part in _emails(text)), "")


def _part(kind: ContactKind, value: str, text: str, start: int, stop: int) -> Part:
    left = text.rfind("\n", max(0, start - 80), start) + 1 or max(0, start - 60)
    right = text.find("\n", stop)
    end = min(right if right >= 0 else len(text), stop + 40)
    return Part(kind, value, " ".join(text[left:end].split())[:_QUOTE], start)


def _addresses(text: str) -> Iterator[Part]:
    for found in _ADDRESS.finditer(text):
        leads = list(_LEAD.finditer(text, max(0, found.start() - 160), found.start()))
        before = text[max(0, found.start() - 80) : found.start()]
        if not leads and not found["code"] and not _ADDRESS_LABEL.search(before):
            continue  # a place that a text speaks of, not where the agency is
        start = leads[0].start() if leads else found.start()
        yield _part(ContactKind.ADDRESS, " ".join(text[start : found.end()].split()), text, start, found.end())


def _numbers(text: str) -> Iterator[Part]:
    reached = 0
    for found in _NUMBER_START.finditer(text):
        stop = _number_end(text, found) if found.start() >= reached else None
        before = text[max(0, found.start() - 60) : found.start()]
        if stop is None or _ID_NUMBER.search(before.rpartition("\n")[2]):
            continue
        extra = _AFTER_NUMBER.match(text, stop)
        reached = extra.end() if extra else stop
        value = " ".join(text[found.start() : reached].split()).rstrip("(")
        yield _part(_kind_of_number(before), value, text, found.start(), reached)
    for short in _SHORT_NUMBER.finditer(text):
        yield _part(ContactKind.PHONE, short[1], text, short.start(1), short.end())


def _number_end(text: str, found: re.Match[str]) -> int | None:
    """Return where a Thai number ends: 8 digits after the 0 for a land line (0-4xxx-xxxx), 9 for a mobile."""
    digits, place, gap = 0, found.end(), 0
    wanted = 0
    while place < len(text) and gap <= 3:
        letter = text[place]
        place += 1
        if letter in _BETWEEN_DIGITS or (letter == "." and text[place : place + 3].isdigit()):
            gap += 1
        elif letter.isascii() and letter.isdigit():
            wanted = wanted or (9 if letter in "689" else 8)
            digits, gap = digits + 1, 0
            if digits == wanted:
                return None if text[place : place + 1].isdigit() else place
        else:
            return None
    return None


def _kind_of_number(before: str) -> ContactKind:
    """Tell fax from telephone by the last label before the number; "โทร/โทรสาร" counts as telephone."""
    faxes = [found.start() for found in _FAX.finditer(before)]
    phones = [found.start() for found in _PHONE_LABEL.finditer(before)]
    if not faxes or (phones and phones[-1] > faxes[-1]):
        return ContactKind.PHONE
    is_both = bool(phones) and re.fullmatch(r"\D{0,14}[/,และ]\s?\D{0,2}", before[phones[-1] : faxes[-1]]) is not None
    return ContactKind.PHONE if is_both else ContactKind.FAX


def _emails(text: str) -> Iterator[Part]:
    for found in _EMAIL.finditer(text):
        domain = re.sub(r"\s?[\[({]\s?(?:dot|จุด)\s?[\])}]\s?", ".", found[2], flags=re.IGNORECASE).strip(".-")
        value = f"{found[1].strip('.')}@{domain}"
        if re.search(r"\.[A-Za-z]{2,}$", value) and not _SAMPLE_EMAIL.search(value):
            yield _part(ContactKind.EMAIL, value, text, found.start(), found.end())
