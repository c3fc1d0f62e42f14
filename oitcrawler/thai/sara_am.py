"""Sara am in damaged text layers: without its ring, with a space before it, or written where sara aa belongs."""

from __future__ import annotations

import re
from typing import Final

from .repair_words import is_rank, known_sara_am, lost_pattern, split_tails

_TONES: Final = "่้๊๋"
_GAP: Final = "[ \u00a0]{1,2}"

# A sara am that lost its ring leaves a space: consonant, tone, space, tone, sara aa. No word begins with sara aa.
_LOST_RING: Final = re.compile(f"(?<=[ก-ฮ])([{_TONES}]?){_GAP}([{_TONES}]?)า")
_GAPPED: Final = re.compile(f"[ \u00a0][{_TONES}]?[าำ]")
_GAP_BEFORE_SARA_AM: Final = re.compile(f"{_GAP}(?=[{_TONES}]?ำ)")
_BEARER: Final = re.compile(f"[ก-ฮ{_TONES}]")
_BEARS_SARA_AM: Final = frozenset("กขคงจชดตถทนบปพยรลสอซ")
_TONED_SARA_AM: Final = frozenset({"น้", "ต่", "ย้", "ซ้", "ฉ่", "ร่", "ก้", "ค้", "ล้", "ค่", "ถ้", "พร่", "ช้"})
_READS_WITH_AA: Final = re.compile(
    "การ(?!าบ)|กาย|กาล|ขา|คาด(?!่)|งาน|งาม|จาก(?!ัด)|จาย|ชาต|ชาย|ชาว|ดาว|ตาม(?!ัน)|ตาย|ตาราง|ถาม|ทาง(?!าน|่|บ)|ทาย"
    "|นาง(?!าน|บ)|นาย(?!ุ|ก็)|นาม(?:สกุล|ธรรม|บัตร)|นาที(?![่้])|บาง|บาท|ปา|พา(?!นัก)|ยาก|ยาว|ยาน|ราย|ราช|ราค|ราษ|ล้าน|ล้า(?!สมัย|ค่า)"
    "|ค้า(?!ประกัน|จุน)|สาม(?!ะโน)|สาร(?!วจ|อง|วม)|สาข|สาธ|สาย|สาว|สาเห|อาจ|อาย|อาค|อาท|อาก|อาช|อาห|อาร"
)

# A font whose sara aa says sara am: these spellings exist in no Thai word.
_NEVER_SARA_AM: Final = re.compile(
    "[ภณศษฐฎฏฑฒฬฌฆญฝฟ][่้๊๋]?ำ|ธำ(?!รง|ม)|(?<!ค)ว่?ำ|ว้ำ|หน้ำ|(?<!ะ)หำ|(?<![สะ])มำ|กำร(?!าบ|อ|า|ู)|(?<!ครอบ)งำน|รำย(?=ไ|ช|จ|ง|ก|ล)|รำช|ทำง(?!า|ำ|น)|นำย(?![าิีึืัุู])|นำง(?!าน|บ)|[เ][ก-ฮ][่้]?ำ|ำะ"
)
_REACH: Final = 8
_SARA_AM_AFTER_E: Final = re.compile("(?<=เ)([ก-ฮ][่้๊๋]?)ำ")

_SPLIT: Final = re.compile("ำ[ \u00a0]+(?=[ก-ฮเ])")
_TAILS: Final = split_tails()
_HEADS: Final = tuple(sorted(_TAILS, key=lambda head: (-len(head), head)))
_LOST: Final = lost_pattern()
_KNOWN_SARA_AM: Final = known_sara_am()


def has_false_sara_am(text: str) -> bool:
    """Whether sara am stands where no Thai word has it."""
    return _impossible(text) > 0


def _impossible(text: str) -> int:
    """Count the sara am of impossible spellings; cheaper than a search through all of the text."""
    count, at = 0, text.find("ำ")
    while at >= 0:
        found = _NEVER_SARA_AM.search(text, max(0, at - _REACH), at + _REACH)
        count += found is not None and found.start() <= at < found.end()
        at = text.find("ำ", at + 1)
    return count


def without_false_sara_am(text: str) -> str:
    """Return a text whose font writes sara aa as sara am with the false ones put right, line by line.

    A line is put right when it holds an impossible sara am and not one sara aa, or when nearly the whole text is so.
    """
    impossible = _impossible(text)
    if not impossible:
        return text
    throughout = impossible >= 3 and text.count("า") * 5 < text.count("ำ")
    return "".join(
        _without_false(line) if "า" not in line and (throughout or _NEVER_SARA_AM.search(line)) else line
        for line in text.splitlines(keepends=True)
    )


def _without_false(line: str) -> str:
    right = {found.end() - 1 for found in _KNOWN_SARA_AM.finditer(line)}
    for gap in _GAP_BEFORE_SARA_AM.finditer(line):
        right |= {gap.end(), gap.end() + 1}
    return "".join("า" if letter == "ำ" and at not in right else letter for at, letter in enumerate(line))


def with_sara_am(text: str) -> str:
    """Return `text` with every sara am whole of which it is certain that it is one."""
    is_gapped = _GAPPED.search(text) is not None
    if is_gapped:
        text = _GAP_BEFORE_SARA_AM.sub(_closed, text)
    text = _SPLIT.sub(_unsplit, _SARA_AM_AFTER_E.sub(r"\1า", text))
    if is_gapped:
        text = _LOST_RING.sub(_with_ring, text)
    return _LOST.sub(lambda found: found[0][:-1] + "ำ", text)


def _unsplit(found: re.Match[str]) -> str:
    """Close the space after the sara am of a known word."""
    text, start = found.string, found.start() + 1
    head = next((head for head in _HEADS if text.endswith(head, 0, start)), None)
    if head is None or not text.startswith(_TAILS[head], found.end()):
        return found[0]
    return found[0] if head == "ประจำ" and is_rank(text[max(0, start - 20) : start - len(head)]) else "ำ"


def _closed(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    return "" if _BEARER.match(before) else found[0]


def _with_ring(found: re.Match[str]) -> str:
    """Return sara am, or sara aa where only that makes a word, or the text as it is."""
    text, start, end = found.string, found.start() - 1, found.end()
    consonant, tone = text[start], found[1] + found[2]
    if _letter_spaced(text, start, end):
        return found[0]
    before, after = text[max(0, start - 2) : start], text[end : end + 6]
    if after[:1] == "ะ" or before[-1:] == "เ" or consonant not in _BEARS_SARA_AM:
        return tone + "า"
    if _READS_WITH_AA.match(consonant + tone + "า" + after):
        return tone + "า"
    if tone and (consonant + tone not in _TONED_SARA_AM or before[-1:] in ("ห", "ก")):
        return tone + "า" if found[1] else tone + "ำ"
    return tone + "ำ"


def _letter_spaced(text: str, start: int, end: int) -> bool:
    """Whether "ม า" stands in a word written with a space after each letter ("ป ร ะ ม า ณ")."""
    left, right = text[max(0, start - 2) : start], text[end : end + 3]
    alone_left = len(left) == 2 and left[1] == " " and ("ก" <= left[0] <= "ๅ")
    alone_right = (
        len(right) >= 2 and right[0] == " " and ("ก" <= right[1] <= "ฮ") and right[2:] in ("", " ", "\n", "\r")
    )
    return alone_right and (alone_left or not left.strip())
