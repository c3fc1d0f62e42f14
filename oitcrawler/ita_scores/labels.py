"""What a label in a file of scores names: an indicator by number or Thai name, a question, an item, an instrument."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..thai.fold import fold, pack
from .model import Level, Mark
from .scale import Asked

_ITEM: Final = r"(?:ข้อ(?:ที่)?|item|question|คำถาม(?:ที่)?)?[\s:.]*"
# o is also written as the digit 0 (or ๐, which folds to it): 034 is o34, but 0.5 is a number.
_CODE: Final = re.compile(
    rf"{_ITEM}(?P<letter>[ieo]|0(?=0?[1-9]\d?(?:\D|$)))[\s.-]*0?(?P<number>[1-9]\d?)(?!\d|\.\d)(?P<rest>.*)"
)
_INDICATOR: Final = re.compile(
    r"(?:ตัวชี้วัด(?:ที่)?|ตชว\.?|indicator|kpi)\s*[:.]?\s*0?(?P<number>10|[1-9])(?![\d.])[\s.):-]*(?P<rest>.*)"
)
_SUB: Final = re.compile(r"(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?|sub-?indicator)?\s*(?P<number>(?:9|10)\.\d)(?!\d).*")
_SUB_ONLY: Final = re.compile(r".*(?:ตัวชี้วัดย่อย|sub-?indicator).*")
_PLAIN: Final = re.compile(r"0?(?P<number>10|[1-9])[.)]?")
_INSTRUMENT: Final = re.compile(r"(?:^|[^a-z])(?P<name>iit|eit|oit)(?![a-z])")
_PART: Final = re.compile(r"(?:ส่วน(?:ที่)?|part|ตอนที่|(?<=eit)|\()\s*-?\s*(?P<number>ii|i|[12])(?![\d.a-z])")
_PARTS: Final = {"1": 1, "i": 1, "2": 2, "ii": 2}
_INSTRUMENT_WORDS: Final = {
    "IIT": "ผู้มีส่วนได้ส่วนเสียภายใน",
    "EIT": "ผู้มีส่วนได้ส่วนเสียภายนอก",
    "OIT": "แบบวัดการเปิดเผยข้อมูลสาธารณะ",
}
_TOTAL: Final = re.compile(
    r"(?:ผล)?(?:คะแนน|การประเมิน)?\s*(?:ita|รวม|เฉลี่ยรวม|ภาพรวม|ในภาพรวม|โดยรวม|รวมทั้งหมด|สุทธิ|เฉลี่ย)+(?:\s*(?:ita|ทั้งหมด|ทุกตัวชี้วัด))*"
    r"|(?:ผล)?คะแนน(?:การประเมิน)?\s*(?:ita)?\s*(?:ใน)?(?:ภาพรวม|รวม).*|(?:total|overall|ita)(?:\s+score)?|ผลการประเมิน(?:ในภาพรวม|\s*ita)?"
)
_GOAL: Final = re.compile(r"(?:ค่า|คะแนน)?เป้าหมาย.*|goal|target")
_NAMED: Final = re.compile(r"(?:ตัวชี้วัด(?:ที่|ด้าน)?|ด้าน)?\s*(?P<name>.+?)\s*(?:\([^)]*\))?")


@dataclass(frozen=True, slots=True)
class Labels:
    """Reads labels. `names` are the indicators' names and other spellings, without spaces."""

    names: Mapping[str, str]

    def read(self, label: str) -> Mark | None:
        """Return what a label names, or None."""
        text = fold(label)
        return _coded(text) or self._named(text) or _instrument(text) or _other(text)

    def first(self, cells: Iterable[str]) -> Mark | None:
        """Return what the first cells of a row name: a name, a code, or a plain number beside an indicator's name."""
        texts = [fold(cell) for cell in cells if cell.strip()]
        for text in texts:
            named = self._named(text)
            if named is not None:
                return named
        for text in texts:
            mark = _coded(text) or _instrument(text) or _other(text)
            if mark is not None:
                return mark
        return None

    def plain(self, text: str) -> Mark | None:
        """Return the indicator that a plain number from 1 to 10 names; only in a table that has no names."""
        found = _PLAIN.fullmatch(fold(text))
        return Mark(Level.INDICATOR, found["number"]) if found else None

    def _named(self, text: str) -> Mark | None:
        numbered = _INDICATOR.fullmatch(text)
        if numbered:
            return Mark(Level.INDICATOR, numbered["number"])
        listed = re.sub(r"^\d+[.)]?\s+|^\d+[.)]\s*", "", text)
        found = _NAMED.fullmatch(listed)
        number = self.names.get(pack(found["name"])) if found else None
        return Mark(Level.INDICATOR, number) if number else None


def labels_of(indicators: Iterable[Asked]) -> Labels:
    """Return the reader of labels for the ten indicators."""
    names = {pack(fold(name)): one.number for one in indicators for name in (one.title.th, *one.aliases, one.title.en)}
    return Labels(names)


def _coded(text: str) -> Mark | None:
    sub = _SUB.fullmatch(text)
    if sub or _SUB_ONLY.fullmatch(text):
        return Mark(Level.SUB, sub["number"] if sub else "")
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    letter = "o" if found["letter"] == "0" else found["letter"]
    level = Level.ITEM if letter == "o" else Level.QUESTION
    return Mark(level, f"{letter}{int(found['number'])}")


def _instrument(text: str) -> Mark | None:
    found = _INSTRUMENT.search(text)
    by_words = next((name for name, words in _INSTRUMENT_WORDS.items() if pack(fold(words)) in pack(text)), None)
    name = found["name"].upper() if found else by_words
    if name is None:
        return None
    part = _PART.search(text) if name == "EIT" else None
    return Mark(Level.INSTRUMENT, name, _PARTS[part["number"]] if part else 0)


def _other(text: str) -> Mark | None:
    if _GOAL.fullmatch(text):
        return Mark(Level.GOAL)
    return Mark(Level.TOTAL) if _TOTAL.fullmatch(text) else None
