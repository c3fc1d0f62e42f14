"""Folding: the one spelling in which Thai texts are compared."""

from __future__ import annotations

import re
import unicodedata

TONES = "่้๊๋"
_MARK_ORDER = {mark: order for order, marks in enumerate(("ฺ", "ุู", "ัิีึื็", "ํ", TONES, "์๎")) for mark in marks}
_MARKS = "".join(_MARK_ORDER)
_LETTERS = "ก-ฮ"

# Thai fonts of the 1990s kept shifted glyphs in the private use area; text layers and pasted texts still carry them.
_OLD_FONT_GLYPHS = dict(
    zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True),
)
_INVISIBLE = dict.fromkeys(
    (
        *range(0x00, 0x09),
        *range(0x0E, 0x1C),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        *range(0xF873, 0xF876),
        0xFEFF,
        0xFFFE,
        0xFFFF,
    )
)
_PLAIN = {
    **dict.fromkeys(map(ord, "‘’‚‛′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
}
_TO_ARABIC = {ord(thai): str(digit) for digit, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
_TO_THAI = {ord(str(digit)): thai for digit, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
_LATIN = (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_CASE = {code: chr(code).casefold() for code in _LATIN}
_CLEAN = _OLD_FONT_GLYPHS | _INVISIBLE | _PLAIN | _TO_ARABIC
# Joiners stay: emoji need them, and a reader sees the difference.
_REAL_GLYPHS = _OLD_FONT_GLYPHS | dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFE))

_CLUSTER = re.compile(f"[{_MARKS}าำ]{{2,}}")
# Two neighbours out of order: most texts have none, and then no cluster needs work.
_DISORDER = re.compile(
    f"[{_MARKS}าำ](?:(?<=[ัิีึื็])[ฺุูัิีึื็]|(?<=[ุู])[ฺุู]|(?<=ฺ)ฺ|(?<=ํ)[{_MARKS}าำ]"
    f"|(?<=[{TONES}์๎])[ฺุูัิีึื็ํ{TONES}]|(?<=[์๎])[์๎]|(?<=[าำ])[{_MARKS}าำ])"
)
_OLD_GLYPH = re.compile("[\uf700-\uf71a\xad\u200b\u2060\ufeff\ufffe]")
_LONG_STROKE = re.compile("(?<![ฤฦ])ๅ")
_DOUBLED = re.compile("([ะแโใไ])\\1+")
_SPACE = re.compile(r"\s+")
_NOT_SKELETON = re.compile(f"[^{_LETTERS}0-9a-zß-öø-ɏḀ-ỿ]+")


def fold(text: str) -> str:
    """Return `text` in the spelling used for matching: what looks the same becomes the same.

    One code point order for vowels and tone marks, one sara am, Arabic digits, plain quotes and hyphens, single
    spaces, no invisible characters, lower-case Latin. Folding a folded text changes nothing.
    """
    composed = unicodedata.normalize("NFC", text.translate(_CLEAN))
    lowered = unicodedata.normalize("NFC", composed.translate(_CASE))
    return _SPACE.sub(" ", _settle(lowered)).strip()


def squeezed(text: str) -> str:
    """Return a text in the spelling in which damaged Thai is compared: folded, without spaces, one spelling of ำ."""
    return pack(fold(text))


def pack(folded: str) -> str:
    """Return a folded text without spaces and with one spelling of ำ, both of which text layers lose."""
    return folded.replace("ำ", "า").replace(" ", "")


def arabic_digits(text: str) -> str:
    """Return `text` with ๐–๙ written 0–9; nothing else changes, not even the length."""
    return text.translate(_TO_ARABIC)


def thai_digits(text: str) -> str:
    """Return `text` with 0–9 written ๐–๙; nothing else changes, not even the length."""
    return text.translate(_TO_THAI)


def skeleton(text: str) -> str:
    """Return only the consonants, Arabic digits and lower-case Latin letters of `text`.

    Vowels, tone marks and spaces are what damaged text layers lose, so two texts with one skeleton are probably one
    text; that is a hint for ranking, never a proof.
    """
    return _NOT_SKELETON.sub("", fold(text))


def settle_marks(text: str) -> str:
    """Return `text` with real marks for old fonts' private ones, and every cluster of marks in its one right order.

    Unlike `fold` this keeps everything a reader sees: digits, case, quotes, spaces.
    """
    if _OLD_GLYPH.search(text):
        text = text.translate(_REAL_GLYPHS)
    return _settle(text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text))


def _settle(text: str) -> str:
    """Put every cluster of vowels and marks into its one order, without doubles."""
    text = text.replace("เเ", "แ")
    if "ๅ" in text:
        text = _LONG_STROKE.sub("า", text)
    if _DISORDER.search(text):
        text = _CLUSTER.sub(_ordered, text)
    return _DOUBLED.sub(r"\1", text)


def _ordered(cluster: re.Match[str]) -> str:
    """Return one cluster in order: vowels above and below, then tones, then sara aa or sara am."""
    found = set(cluster[0])
    marks = sorted(found - set("าำ"), key=_rank)
    if not found & set("าำ"):
        return "".join(marks)
    if "ำ" in found or "ํ" in found:
        return "".join(mark for mark in marks if mark != "ํ") + "ำ"
    return "".join(marks) + "า"


def _rank(mark: str) -> tuple[int, str]:
    return _MARK_ORDER[mark], mark
