"""Which item a text of a menu, heading or link belongs to, how sure that is, and why: for `explain label`.

The words decide. A number counts inside its own list only: o11 is the six-month report in 2565 and service statistics
in 2568, hospitals number their own list EB or MOIT, and a part headed "ITA 2566" holds the numbers of 2566.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..checklist import Checklist, Item
from ..model import Text
from ..thai.fold import fold
from .calibration import CODE_AGAINST_WORDS, CODE_ALONE, CODE_WITH_WORDS, PERHAPS, SURE, WEAK_CODE_ALONE, confidence_of
from .codes import Code, Writing, item_codes, without_codes
from .lists import assessment_year
from .subjects import Match, Subjects

NONE = "none"
MAX_CANDIDATES = 5
MOST_ITEMS = 3
OTHER_BODY = 0.5
IN_A_SECTION = 0.97
AGAINST_ITS_SECTION = 0.85
_OTHER_BODY_CODE = re.compile(r"(?<![a-z])(?:moit|eb)\s*[-.]?\s*[0-9]{1,2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class LabelCandidate:
    """An item that a text may belong to; `confidence` is the share of such texts that belong to such an item."""

    item: str
    confidence: float
    why: Text


@dataclass(frozen=True, slots=True)
class LabelView:
    """What is understood of one text.

    `item` is an item's id or "none"; then `confidence` is that of the best candidate, which is too low for a choice.
    `by_code` says that the number alone decided, without help of the words.
    """

    item: str
    confidence: float
    why: Text
    candidates: tuple[LabelCandidate, ...]
    by_code: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What one text says by itself: its candidates, best first, and whether the number alone gave the first."""

    candidates: tuple[LabelCandidate, ...]
    by_code: bool = False
    coded: bool = False

    @property
    def confidence(self) -> float:
        return self.candidates[0].confidence if self.candidates else 0.0


class Labeller:
    """Reads texts against one list."""

    def __init__(self, checklist: Checklist) -> None:
        self._subjects = Subjects(checklist)
        self._items = checklist.items
        self._ids = {item.number: item.id for item in checklist.items}
        self._prefix = checklist.item_prefix
        self._year = checklist.year

    def explain(self, text: str, section: str = "") -> LabelView:
        """Say which item a text belongs to. The text decides; where it says nothing, its section does."""
        in_other_year = assessment_year(section) not in (None, self._year)
        own = self._read(text, codes_count=not in_other_year)
        around = self._read(section, codes_count=True) if section and not in_other_year else _Read(())
        return _view(_joined(own, around))

    def _read(self, text: str, *, codes_count: bool) -> _Read:
        words = self._by_words(text)
        if _OTHER_BODY_CODE.search(fold(text)):
            return _Read(tuple(_of_other_body(one) for one in words))
        codes = self._codes(text) if codes_count and assessment_year(text) in (None, self._year) else ()
        if not codes:
            return _Read(words)
        return self._with_codes(codes, words)

    def _codes(self, text: str) -> tuple[Code, ...]:
        """Return the codes of this list. Several in one text, or a range of many (a menu, a part), decide nothing."""
        found = tuple(code for code in item_codes(text, self._prefix) if any(n in self._ids for n in code.numbers))
        numbers = {code.numbers for code in found}
        return found if len(numbers) == 1 and len(found[0].numbers) <= MOST_ITEMS else ()

    def _with_codes(self, codes: tuple[Code, ...], words: tuple[LabelCandidate, ...]) -> _Read:
        code = codes[0]
        coded = [self._ids[number] for number in code.numbers if number in self._ids]
        agreeing = [one for one in words if one.item in coded and one.confidence >= words[0].confidence - 0.1]
        if agreeing and agreeing[0].confidence >= PERHAPS / 2:
            first = replace(agreeing[0], confidence=CODE_WITH_WORDS, why=_and_code(agreeing[0]))
            return _Read(_ranked((first, *words)), coded=True)
        if words and words[0].confidence >= SURE and code.writing is not Writing.LETTER:
            return _Read(words)  # a number at the beginning may count anything
        if words and words[0].confidence >= SURE:
            lowered = tuple(_against_code(one, coded) for one in words)
            return _Read(_ranked((*lowered, *_by_number(coded, 1 - CODE_AGAINST_WORDS))))
        confidence = CODE_ALONE if code.writing is Writing.LETTER else WEAK_CODE_ALONE
        return _Read(_ranked((*_by_number(coded, confidence), *words)), by_code=True, coded=True)

    def _by_words(self, text: str) -> tuple[LabelCandidate, ...]:
        plain = without_codes(text, self._prefix)
        ranked = self._subjects.rank(plain)
        return _ranked(
            _by_match(item, match, plain)
            for match in ranked
            for item in self._items
            if any(topic.name == match.topic for topic in item.topics)
        )


def _by_match(item: Item, match: Match, text: str) -> LabelCandidate:
    short = " ".join(text.split())[:80]
    why = Text(
        f"ข้อความ “{short}” ตรงกับ “{match.phrase}” ของข้อ {item.id.upper()} {item.title.th}",
        f"the words “{short}” match “{match.phrase}” of {item.id.upper()} {item.title.en}",
    )
    return LabelCandidate(item.id, confidence_of(match.score), why)


def _by_number(items: list[str], confidence: float) -> tuple[LabelCandidate, ...]:
    def why(item: str) -> Text:
        return Text(f"เขียนเลขข้อ {item.upper()} ไว้", f"the number {item.upper()} is written there")

    return tuple(LabelCandidate(item, confidence - 0.01 * place, why(item)) for place, item in enumerate(items))


def _and_code(one: LabelCandidate) -> Text:
    code = one.item.upper()
    return Text(f"{one.why.th} และเขียนเลขข้อ {code} ไว้", f"{one.why.en}, and the number {code} is written there")


def _against_code(one: LabelCandidate, coded: list[str]) -> LabelCandidate:
    codes = ", ".join(item.upper() for item in coded)
    why = Text(
        f"{one.why.th} แต่เลขข้อที่เขียนไว้คือ {codes} ซึ่งอาจเป็นเลขของปีอื่นหรือหน่วยงานอื่น",
        f"{one.why.en}; but the number written is {codes}, perhaps of another year's or body's list",
    )
    return LabelCandidate(one.item, one.confidence * CODE_AGAINST_WORDS, why)


def _of_other_body(one: LabelCandidate) -> LabelCandidate:
    why = Text(
        f"{one.why.th} แต่เป็นเลขข้อของแบบประเมินอื่น (MOIT หรือ EB)",
        f"{one.why.en}; but its number is of another assessment (MOIT or EB)",
    )
    return LabelCandidate(one.item, one.confidence * OTHER_BODY, why)


def _joined(own: _Read, around: _Read) -> _Read:
    """Join a text with the section in which it stands: it decides when the text says nothing, or carries the number."""
    if around.confidence < PERHAPS:
        return own
    section = around.candidates[0]
    inside = replace(
        section,
        confidence=section.confidence * IN_A_SECTION,
        why=Text(f"อยู่ในหัวข้อที่ {section.why.th}", f"stands where {section.why.en}"),
    )
    if own.confidence < PERHAPS or (around.coded and not own.coded and own.confidence < CODE_WITH_WORDS):
        return replace(around, candidates=_ranked((inside, *around.candidates[1:], *own.candidates), inside))
    if own.candidates[0].item == section.item:
        return own
    first = replace(own.candidates[0], confidence=own.confidence * AGAINST_ITS_SECTION)
    return replace(own, candidates=_ranked((first, *own.candidates[1:], inside), first))


def _ranked(found: Iterable[LabelCandidate], first: LabelCandidate | None = None) -> tuple[LabelCandidate, ...]:
    """Return the candidates best first, one per item, equals in the order given; `first` stays in front of all."""
    best: dict[str, LabelCandidate] = {}
    for one in found:
        if one.item not in best or best[one.item].confidence < one.confidence:
            best[one.item] = one
    if first is not None:
        best[first.item] = first
    return tuple(sorted(best.values(), key=lambda one: (one != first, -one.confidence)))


def _view(read: _Read) -> LabelView:
    shown = tuple(replace(one, confidence=round(one.confidence, 3)) for one in read.candidates[:MAX_CANDIDATES])
    if shown and shown[0].confidence >= PERHAPS:
        return LabelView(shown[0].item, shown[0].confidence, shown[0].why, shown, read.by_code)
    confidence = shown[0].confidence if shown else 0.0
    return LabelView(NONE, confidence, _why_none(shown), shown)


def _why_none(shown: tuple[LabelCandidate, ...]) -> Text:
    if not shown:
        return Text("ไม่มีถ้อยคำหรือเลขของข้อใด", "it has no words and no number of any item")
    best = shown[0]
    return Text(
        f"ใกล้ข้อ {best.item.upper()} ที่สุด แต่ไม่พอจะตัดสิน ({best.why.th})",
        f"nearest to {best.item.upper()}, but not enough to choose it ({best.why.en})",
    )
