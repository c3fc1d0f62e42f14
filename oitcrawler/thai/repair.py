"""Repair of the Thai text layers that word processors and PDF writers damage, where it is certain.

Seen in documents of agencies: "ด าเนินงาน", "ประจำ ปี", "ค ำน ำ", "กำรพัฒนำ" (a font whose sara aa says sara am),
"ขอ้ มลู", "ระด ับ", "เป็ นต้น", "ทั้งทั้นี้", "สาธารณส ข", "ก า ร ด ำ เ นิ น", marks in the private use area or on lines
of their own, nikhahit with sara aa, fonts that lose their tone marks.
"""

from __future__ import annotations

import re
from typing import Final

from .fold import settle_marks
from .repair_words import LOST_TONES, TONELESS
from .respelling import Proof, respell
from .sara_am import has_false_sara_am, with_sara_am, without_false_sara_am

_TONES: Final = "่้๊๋"
_VOWELS: Final = "ัิีึืฺุู็ํ"
_UPPER: Final = _VOWELS + _TONES + "์๎"
_GAP: Final = "[ \u00a0]{1,2}"
_ROUNDS: Final = 8
_SHORT: Final = 400

# A mark cannot begin a word, and ั ื ็ cannot end one (but ก็ can). A mark alone on its line belongs anywhere.
_GAP_BEFORE_MARK: Final = re.compile(f"{_GAP}(?=([{_UPPER}]+))")
_BEARING: Final = re.compile(f"[ก-ฮ][{_UPPER}]*$")
_GAP_BEFORE_CODA: Final = re.compile(f"([ัื][{_TONES}]?|(?<=[ข-ฮ])็){_GAP}(?=[ก-ฮ])")
_TONE_AFTER_AA: Final = re.compile(f"([าำ])([{_TONES}]){_GAP}(?=[ก-ฮ])")
_GAP_AFTER_TALL: Final = re.compile(
    f"(?<=[ปฝฟ])([่้]){_GAP}(?=องกัน|อง|าย(?!ก)|วย|ามระวัง|ายบริหาร)|(?<=เฝ)(้){_GAP}(?=า)|(?<=[ปฝ]ึ){_GAP}(?=ก)"
)
_MARKED_VOWEL: Final = re.compile(f"(?<=[ก-ฮ])([เแโใไ])([{_UPPER}]+)(?:{_GAP})?(?=[ก-ฮ])")

# Marks on lines of their own, or at the beginning of a line: what follows them goes on with the line before.
_LINES_OF_MARKS: Final = re.compile(f"(?:\n[{_UPPER}]+)+(?:\n(?=[ก-ฮะ-ไ])|(?=[ก-ฮะ-ไ]))|\n(?=[{_TONES}]?[ะาำ])")
_GAZETTE: Final = re.compile("หนา ([๐-๙0-9]+) ?้\\s+่?\\s*เลม(?= )")

# A cluster that a PDF writer wrote twice, provable because ั ื ็ cannot stand before an open syllable.
_REPEATED: Final = re.compile(f"([ัื็])[{_TONES}]?[ก-ฮ]{{2}}\\1")
_DOUBLED: Final = re.compile("(?!ก็)([ก-ฮ][ัื็][่้๊๋]?)([ก-ฮ])\\1(?=[ก-ฮ][ิีึืฺุู่้]|[เแโใไ])")

# Words written with a space after every letter. Single consonants are how people write labels ("ก ข ค ง").
_SPACED: Final = re.compile(f"(?<![ก-๎])(?:[ก-ฮะาำเ-ๅ][{_UPPER}]* ){{2,}}[ก-ฮะาำเ-ๅ][{_UPPER}]*(?![ก-๎])")
_LONE_VOWEL: Final = re.compile(f"(?:^| )[ะาำเ-ๅ](?: |$)|[ัื][{_TONES}]? ")
_LONE_LETTER: Final = re.compile(" (?=[ก-ซญ-ฒด-ฮะาเ-ไ] (?:[ก-ฮะเ-ไ](?:[^าำ]|$)|า(?: |$)))")

# What no right Thai shows, and marks that come late leave behind: a tone before a space without a vowel ("ขอ้ "),
# a mark at the beginning, ั and ื at the end, a mark on the letter that closes a syllable, a mark on a vowel.
_LATE: Final = (
    re.compile(f"[{_TONES}](?=[ \n\u00a0](?!า))(?<=[ก-ฮ].)(?<![เแโใไ]..)(?<![เแโใไ]...)"),
    re.compile(f"[ \n\u00a0](?=[{_UPPER}]|[ก-ฮ]{{1,2}}์)|\n(?=[{_TONES}]?[ะาำ])"),
    re.compile(f"[ัื](?=[{_TONES}]?[ \n\u00a0]|[ก-ฮ][ัีืุู็{_TONES}])"),
    re.compile(f"[เแโใไะาำ](?=[{_UPPER}])"),
)
_WITHOUT_TONE: Final = re.compile(
    "ให(?![้ม่ญลห])|ได(?![้โเอรซ])(?<!กระได)(?<!บันได)(?<!กะได)|เปน(?<!สเปน)(?!็)|วันที(?!่)|หนวย|เจาห|ตำแหนง|ทังสิน|เพือ|เครือง|แตงตัง"
)
_RING_APART: Final = re.compile(f"([{_TONES}]?)ํ([{_TONES}]?){_GAP}([{_TONES}]?)า")


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
    if _LONE_LETTER.search(text):
        text = _SPACED.sub(_unspaced, text)
    late = sum(len(shape.findall(text)) for shape in _LATE)
    proof = Proof(
        is_shifted=late >= (1 if len(text) < _SHORT else 3),
        is_toneless=len(_WITHOUT_TONE.findall(text)) >= (2 if len(text) < _SHORT else 3),
        is_false=has_false_sara_am(text),
    )
    if "ํ" in text:
        text = _RING_APART.sub(r"\1\2\3ำ", text)
    text = settle_marks(_gathered(text) if late else text)
    text = with_sara_am(without_false_sara_am(text) if proof.is_false else text)
    if late:
        text = _GAP_AFTER_TALL.sub(lambda found: found[1] or found[2] or "", _GAP_BEFORE_CODA.sub(r"\1", text))
    if late or proof != Proof() or len(text) < _SHORT or len(_LONE_LETTER.findall(text)) > 3:
        text = respell(text, proof)
    if proof.is_toneless:
        for damaged, word in TONELESS:
            text = damaged.sub(word, text)
    for damaged, word in LOST_TONES:
        text = damaged.sub(word, text)
    return _DOUBLED.sub(r"\1\2", text) if _REPEATED.search(text) else text


def _gathered(text: str) -> str:
    """Bring marks back to the letters before them: from after a space, a line break or a vowel that bears none."""
    text = _LINES_OF_MARKS.sub(_joined, _GAZETTE.sub("หน้า \\1\nเล่ม", text))
    text = _GAP_BEFORE_MARK.sub(_closed_gap, _TONE_AFTER_AA.sub(r"\2\1", text))
    return _MARKED_VOWEL.sub(r"\2\1", text)


def _joined(found: re.Match[str]) -> str:
    """Join the lines around lines that hold nothing but marks."""
    is_borne = _BEARING.search(found.string, max(0, found.start() - 6), found.start())
    return found[0].replace("\n", "") if is_borne else found[0]


def _closed_gap(found: re.Match[str]) -> str:
    """Close a gap before a mark that its letter can bear; before a tone with sara aa the gap is a lost sara am."""
    borne = _BEARING.search(found.string, max(0, found.start() - 6), found.start())
    if borne is None:
        return found[0]
    base, marks = borne[0], found[1]
    follows = found.string[found.end() + len(marks) : found.end() + len(marks) + 1]
    overloaded = len(base) > 1 and (base[-1] in _TONES or marks[0] in _VOWELS)
    lost_ring = len(marks) == 1 and marks in _TONES and follows in ("า", "ำ")
    return found[0] if overloaded or lost_ring else ""


def _unspaced(found: re.Match[str]) -> str:
    return found[0].replace(" ", "") if _LONE_VOWEL.search(found[0]) else found[0]
