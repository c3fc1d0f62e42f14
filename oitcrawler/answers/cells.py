"""What people write into a cell for an address: one or several, numbered, with words after it, without a scheme."""

from __future__ import annotations

import re
from typing import Final

from ..thai.fold import fold
from ..urls import DOCUMENT_SUFFIX

_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SCHEME: Final = re.compile(r"(?i)\bhttp(s?)\s*(?::\s*/\s*/|:\s*/|:?\s*//)\s*(?=[\w\[])")
_END_OF_ONE: Final = re.compile(r"[,;|]*(?<![=/:&?])(?<!%2[fF])(?<!%3[dDaA])(?=https?://)")
_WHOLE: Final = re.compile(r"https?://[^\s<>\"“”`{}]+", re.IGNORECASE)
_HOST: Final = (
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:(?:go|or|ac|co|in|mi|net)\.th|th|com|net|org|info|me|io|gl|ee|be|gle|app|site|asia|online)"
)
_BARE: Final = re.compile(rf"(?<![\w@./-]){_HOST}(?![\w.-])(?::\d+)?(?:[/?#][^\s<>\"“”`{{}}]*)?", re.IGNORECASE)
_PATH: Final = re.compile(r"/[^\s/][^\s]*")
_TAIL: Final = ".,;:!|'’\"*…ฯ"
_PAIRS: Final = {")": "(", "]": "[", "}": "{", "）": "（"}
_SPACED_FILE: Final = re.compile(rf"^\s[^<>\"]{{0,150}}?\.(?:{DOCUMENT_SUFFIX.pattern})\s*$", re.IGNORECASE)
_ENDS_AS_FILE: Final = re.compile(rf"\.(?:{DOCUMENT_SUFFIX.pattern})(?:[?#].*)?$", re.IGNORECASE)
_NONE: Final = re.compile(
    r"[-–—_.\s]*|(?:ยัง)?ไม่(?:มี|พบ|ได้|เกี่ยว|เข้าข่าย|ประสงค์).{0,80}|อยู่ระหว่าง.{0,80}|รอ(?:ข้อมูล|ดำเนินการ|ลิงก์|ลิงค์)?"
    r"|none|nil|no|n\s?/\s?a|na|null|x|0|tbd"
)


class SpacedAddress(ValueError):
    """An address with spaces in it, of which nobody can say where it ends."""


def urls_in(text: str) -> tuple[str, ...]:
    """Return the addresses that a cell names, in order, each once.

    An address without a scheme comes as `//host/path`, one that begins with a slash as it stands. Thai letters in
    paths stay; what stands after an address, and punctuation at its end, goes. Raises SpacedAddress when what
    follows looks like the rest of a file's name.
    """
    plain = _SCHEME.sub(lambda found: f"http{found[1].lower()}://", _INVISIBLE.sub("", text)).strip()
    parted = _END_OF_ONE.sub(" ", plain)
    found = [_trimmed(one[0]) for one in _WHOLE.finditer(parted)]
    if len(found) == 1:
        _refuse_spaces(found[0], parted.partition(found[0])[2])
    rest = _WHOLE.sub(" ", parted)
    found += [f"//{_trimmed(one[0])}" for one in _BARE.finditer(rest)] if not found else []
    if not found and _PATH.fullmatch(plain):
        found = [plain]
    return tuple(dict.fromkeys(found))


def says_none(text: str) -> bool:
    """Whether a cell says that there is no address: it is empty, "-", "ไม่มี", "N/A", "อยู่ระหว่างดำเนินการ"."""
    return _NONE.fullmatch(fold(text).strip()) is not None


def _refuse_spaces(url: str, rest: str) -> None:
    if not _ENDS_AS_FILE.search(url) and "/" in url.partition("://")[2] and _SPACED_FILE.match(rest):
        raise SpacedAddress(url + rest)


def _trimmed(url: str) -> str:
    while url:
        last = url[-1]
        if last in _TAIL or (last in _PAIRS and url.count(last) > url.count(_PAIRS[last])):
            url = url[:-1]
        else:
            break
    return url
