"""Thai that fonts of the 1990s wrote under the codes of Latin letters: TIS-620 read as Windows or Macintosh Latin.

Sources: TIS 620-2533; the glyph variants of Windows fonts at 0x80–0x9F and 0xFC–0xFE, in the order in which their
private use area (U+F700–F71A) has them; Apple's table THAI.TXT for Macintosh.
"""

from __future__ import annotations

import re
from typing import Final

_FEW: Final = 20
_THAI: Final = re.compile("[ก-๛]")
_COMMON: Final = re.compile("การ|ที่|และ|ของ|งาน|ประ|ส่วน|แผน|ความ|เรื่อง|ให้|เป็น|องค์")
_LATIN_WORD: Final = re.compile("[A-Za-z]{2,}")


def _tis() -> dict[int, str]:
    return {code: bytes([code]).decode("cp874") for code in (*range(0xA1, 0xDB), *range(0xDF, 0xFC))}


def _windows() -> dict[int, str]:
    """Return what the characters of Windows-1252 stand for, by their code points."""
    shifted = dict(
        zip(
            (0x80, *range(0x81, 0x85), *range(0x86, 0x91), *range(0x98, 0xA0), 0xFC, 0xFD, 0xFE),
            "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู",
            strict=True,
        )
    )
    codes = _tis() | shifted
    latin = {code: bytes([code]).decode("cp1252", "ignore") for code in shifted if code < 0xA0}
    return codes | {ord(seen): codes[code] for code, seen in latin.items() if seen}


def _macintosh() -> dict[int, str]:
    """Return what the characters of MacRoman stand for, by their code points. Its no-break space is ส."""
    shifted = dict(zip((*range(0x83, 0x8D), 0x8F, *range(0x92, 0x9D)), "่้๊๋์่้๊๋์ํั็ิีึื่้๊๋์", strict=True))
    return {ord(bytes([code]).decode("mac_roman")): thai for code, thai in (_tis() | shifted).items()}


_WINDOWS: Final = _windows()
_MACINTOSH: Final = _macintosh()
_MAYBE: Final = re.compile("[\xa1-\xfe\u2018-\u2030]")


def read_old_font(text: str) -> str:
    """Return a text in which Thai stands under Latin codes as Thai; any other text as it is.

    A text of European words has few letters beyond ASCII, and read as Thai it has no common Thai words.
    """
    strange = len(_MAYBE.findall(text))
    if strange < _FEW or strange < 4 * len(_THAI.findall(text)):
        return text
    if sum(map(len, _LATIN_WORD.findall(text))) > strange:
        return text
    readings = [text.translate(table) for table in (_WINDOWS, _MACINTOSH)]
    best = max(readings, key=lambda reading: len(_COMMON.findall(reading)))
    return best if _COMMON.search(best) else text
