"""Repair of the Thai text layers that word processors and PDF writers damage, where it is certain.

Seen in documents of agencies: "ด าเนินงาน", "ประจำ ปี", "ค ำน ำ", "กำรพัฒนำ" (a font whose sara aa says sara am),
"ขอ้ มลู", "ระด ับ", "เป็ นต้น", "ทั้งทั้นี้", tone marks in the private use area, nikhahit with sara aa.
"""

from __future__ import annotations

import re
from typing import Final

from .fold import settle_marks
from .repair_words import LOST_TONES, known_sara_am, lost_pattern, shifted_words, split_pattern

_TONES: Final = "่้๊๋"
_VOWELS: Final = "ัิีึืฺุู็ํ"
_UPPER: Final = _VOWELS + _TONES + "์๎"
_GAP: Final = "[ \u00a0]{1,2}"
_ROUNDS: Final = 8

# A mark cannot begin a word, and ั ื ็ cannot end one (but ก็ can). A mark alone on its line belongs anywhere.
_GAP_BEFORE_MARK: Final = re.compile(f"([ก-ฮ][{_UPPER}]*){_GAP}(?=([{_UPPER}]+))")
_GAP_BEFORE_CODA: Final = re.compile(f"(?<=[ก-ฮ][ัื]){_GAP}(?=[ก-ฮ])|(?<=[ัื][่้๊๋]){_GAP}(?=[ก-ฮ])|(?<=[ข-ฮ]็){_GAP}(?=[ก-ฮ])")
_TONE_AFTER_AA: Final = re.compile(f"([าำ])([่้๊๋]){_GAP}(?=[ก-ฮ])")
_GAP_AFTER_TALL: Final = re.compile(
    f"(?<=[ปฝฟ])([่้]){_GAP}(?=องกัน|อง|าย(?!ก)|วย|ามระวัง|ายบริหาร)|(?<=เฝ)(้){_GAP}(?=า)|(?<=[ปฝ]ึ){_GAP}(?=ก)"
)

# A sara am that lost its ring leaves a space: consonant, tone, space, tone, sara aa. No word begins with sara aa.
_LOST_RING: Final = re.compile(f"([ก-ฮ])([่้๊๋]?){_GAP}([่้๊๋]?)า")
_GAP_BEFORE_SARA_AM: Final = re.compile(f"(?<=[ก-ฮ่้๊๋]){_GAP}(?=[่้๊๋]?ำ)")
_BEARS_SARA_AM: Final = frozenset("กขคงจชดตถทนบปพยรลสอ")
_TONED_SARA_AM: Final = frozenset({"น้", "ต่", "ย้", "ซ้", "ฉ่", "ร่", "ก้", "ค้", "ล้"})
_READS_WITH_AA: Final = re.compile(
    "การ(?!าบ)|กาย|กาล|ขา|คาด(?!่)|งาน|งาม|จาก(?!ัด)|จาย|ชาต|ชาย|ชาว|ดาว|ตาม(?!ัน)|ตาย|ตาราง|ถาม|ทาง(?!าน|่|บ)|ทาย"
    "|นาง(?!าน|บ)|นาย(?!ุ|ก็)|นาม(?:สกุล|ธรรม|บัตร)|นาที(?![่้])|บาง|บาท|ปา|พา(?!นัก)|ยาก|ยาว|ยาน|ราย|ราช|ราค|ราษ|ล้าน|ล้า(?!สมัย|ค่า)"
    "|ค้า(?!ประกัน|จุน)|สาม(?!ะโน)|สาร(?!วจ|อง|วม)|สาข|สาธ|สาย|สาว|สาเห|อาจ|อาย|อาค|อาท|อาก|อาช|อาห|อาร"
)

# A font whose sara aa says sara am: these spellings exist in no Thai word.
_NEVER_SARA_AM: Final = re.compile(
    "[ภธณศษฐฎฏฑฒฬฌฆญฮวหมฝฟ][่้๊๋]?ำ|กำร(?!าบ)|(?<!ครอบ)งำน|รำย|รำช|จำก(?!ัด)|ทำง(?!า|ำ)|นำย|นำง|[เ][ก-ฮ][่้]?ำ|ำะ"
)

_SARA_AM_AFTER_E: Final = re.compile("(?<=เ)([ก-ฮ][่้๊๋]?)ำ")

# A cluster that a PDF writer wrote twice, provable because ั ื ็ cannot stand before an open syllable.
_DOUBLED: Final = re.compile("([ก-ฮ][ัื็][่้๊๋]?)([ก-ฮ])\\1(?=[ก-ฮ][ิีึืฺุู่้]|[เแโใไ])")

_SPLIT: Final = split_pattern()
_LOST: Final = lost_pattern()
_KNOWN_SARA_AM: Final = known_sara_am()
_SHIFTED: Final = shifted_words()


def repair(text: str) -> str:
    """Return `text` with the certain damage of its text layer put right.

    Text that was right is not changed, and repairing twice changes nothing more. What may be read in two ways
    stays as it is: compare it by its `skeleton`.
    """
    for _ in range(_ROUNDS):
        mended = _mended(text)
        if mended == text:
            break
        text = mended
    return text


def _mended(text: str) -> str:
    text = _GAP_BEFORE_MARK.sub(_closed_gap, _TONE_AFTER_AA.sub(r"\2\1", text))
    text = _GAP_BEFORE_SARA_AM.sub("", _without_false_sara_am(settle_marks(text)))
    text = _LOST_RING.sub(_with_ring, _SARA_AM_AFTER_E.sub(r"\1า", text))
    text = _GAP_AFTER_TALL.sub(lambda found: found[1] or found[2] or "", _GAP_BEFORE_CODA.sub("", text))
    text = _LOST.sub(lambda found: found[0][:-1] + "ำ", _SPLIT.sub("", _unshifted(text)))
    for damaged, word in LOST_TONES:
        text = damaged.sub(word, text)
    return _DOUBLED.sub(r"\1\2", text)


def _closed_gap(found: re.Match[str]) -> str:
    """Close a gap before a mark that its letter can bear; before a tone with sara aa the gap is a lost sara am."""
    base, marks = found[1], found[2]
    follows = found.string[found.end() + len(marks) : found.end() + len(marks) + 1]
    overloaded = len(base) > 1 and (base[-1] in _TONES or marks[0] in _VOWELS)
    lost_ring = len(marks) == 1 and marks in _TONES and follows in ("า", "ำ")
    return found[0] if overloaded or lost_ring else base


def _with_ring(found: re.Match[str]) -> str:
    """Return sara am, or sara aa where only that makes a word, or the text as it is."""
    consonant, tone = found[1], found[2] + found[3]
    text, start, end = found.string, found.start(), found.end()
    if _letter_spaced(text, start, end):
        return found[0]
    before, after = text[max(0, start - 2) : start], text[end : end + 6]
    if after[:1] == "ะ" or before[-1:] == "เ" or consonant not in _BEARS_SARA_AM:
        return consonant + tone + "า"
    if _READS_WITH_AA.match(consonant + tone + "า" + after):
        return consonant + tone + "า"
    if tone and (consonant + tone not in _TONED_SARA_AM or before[-1:] in ("ห", "ก")):
        return consonant + tone + "า" if found[2] else consonant + tone + "ำ"
    return consonant + tone + "ำ"


def _letter_spaced(text: str, start: int, end: int) -> bool:
    """Whether "ม า" stands in a word written with a space after each letter ("ป ร ะ ม า ณ")."""
    left, right = text[max(0, start - 2) : start], text[end : end + 3]
    alone_left = len(left) == 2 and left[1] == " " and ("ก" <= left[0] <= "ๅ")
    alone_right = (
        len(right) >= 2 and right[0] == " " and ("ก" <= right[1] <= "ฮ") and right[2:] in ("", " ", "\n", "\r")
    )
    return alone_right and (alone_left or not left.strip())


def _without_false_sara_am(text: str) -> str:
    """Return a text whose font writes sara aa as sara am with the false ones put right, line by line.

    A line is put right when it holds an impossible sara am and not one sara aa, or when nearly the whole text is so.
    """
    impossible = len(_NEVER_SARA_AM.findall(text))
    if not impossible:
        return text
    throughout = impossible >= 3 and text.count("า") * 5 < text.count("ำ")
    return "".join(
        _without_false(line) if "า" not in line and (throughout or _NEVER_SARA_AM.search(line)) else line
        for line in text.splitlines(keepends=True)
    )


def _without_false(line: str) -> str:
    right = {found.end() - 1 for found in _KNOWN_SARA_AM.finditer(line)}
    right |= {found.end() for found in _GAP_BEFORE_SARA_AM.finditer(line)}
    right |= {found.end() + 1 for found in _GAP_BEFORE_SARA_AM.finditer(line)}
    return "".join("า" if letter == "ำ" and at not in right else letter for at, letter in enumerate(line))


def _unshifted(text: str) -> str:
    for damaged, word in _SHIFTED:
        if damaged in text:
            text = text.replace(damaged, word)
    return text
