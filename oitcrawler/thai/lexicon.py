"""The words of time. Patterns are written in ordinary Thai and matched in a `View`.

A page has thousands of places where a word of time could begin and some eighty where one does. `BEGINNINGS` finds the
places worth a look by two letters, and `WORDS_BY_LETTER` holds, for each first letter, only the patterns that can begin
with it; `TOKEN` is the same grammar in one piece.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from .month_names import DOTTED, ENGLISH, FULL, LETTER, SHORT
from .view import read_as


class Kind(StrEnum):
    """What a token is; also the names of the groups of `TOKEN`."""

    DATE = "date"
    NUMBER = "number"
    YEAR = "year"
    CODE = "code"
    MONTH = "month"
    DOTTED_MONTH = "dotted_month"
    SHORT_MONTH = "short_month"
    ENGLISH_MONTH = "english_month"
    FISCAL = "fiscal"
    BUDGET = "budget"
    SCHOOL_YEAR = "school_year"
    CALENDAR_YEAR = "calendar_year"
    PLAIN_YEAR = "plain_year"
    BUDDHIST = "buddhist"
    COMMON = "common"
    QUARTER = "quarter"
    TERM = "term"
    APPRAISAL = "appraisal"
    HALF = "half"
    ROUND = "round"
    COUNT_WORD = "count_word"
    MONTHS_WORD = "months_word"
    DAY_WORD = "day_word"
    FIRST = "first"
    LAST = "last"
    UNTIL = "until"
    FROM = "from"
    AND = "and"
    COUNTER = "counter"
    ASSESSMENT = "assessment"
    DASH = "dash"
    SLASH = "slash"
    COMMA = "comma"
    OTHER = "other"


_WEEKDAYS: Final = "(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส(?:ฯ|(?!บดี))|ศุกร์|เสาร์|อาทิตย์)"
_DAY: Final = rf"วัน\s?{_WEEKDAYS}?\s*ที่|วัน{_WEEKDAYS}(?=\s*\d)|{_WEEKDAYS}\s*ที่(?=\s*\d)"
_BUDGET: Final = r"ง\s?บ\s?ป\s?ร\s?ะ\s?ม\s?า\s?[ณนร]"
_EACH: Final = r"ประจ\s?ำ"
_OF_YEAR: Final = r"(?:ประจา?\s?า?\s?)?"
_YEAR_AHEAD: Final = r"(?=\s*['’:]?\s*(?:พ\s?\.|พศ|\d))"
_NUMERIC_DATE: Final = (
    r"(?<!\d)(?<!\d[/.])(?<![a-z_])(?<!oit[- ])(?<!ita[- ])"
    r"(?:\d{1,2}\s?(?P<s1>[/.-])\s?\d{1,2}\s?(?P=s1)\s?\d{4}(?!(?P=s1)\d)|\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{2}(?!/\d)"
    r"|\d{1,2}-\d{1,2}-\d{2}(?!-\d)|\d{1,2}\.\d{1,2}\.[4-7]\d)(?!\d|[.,]\d|[a-z])"
)
_ISO_DATE: Final = r"(?<!\d)(?:1[89]|2[0-6])\d\d(?P<s2>[/.-])\d{1,2}(?P=s2)\d{1,2}(?!\d|(?P=s2)\d)"
_DAYS_LISTED: Final = r"(?!\d{1,2}(?:,\d{1,2})+(?!\d|,\d)\s?[ก-ฮเ])"
_CODE: Final = (
    rf"(?!\d{{1,2}}-\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?!\d)|[1-4]\s?-\s?[1-4]/2[45]\d\d(?!\d)){_DAYS_LISTED}"
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[-/.:,]\d+){2,}|\d+[.:]\d+)"
)
_COUNTED: Final = (
    r"(?:ครั้ง|ฉบับ|ล\s?ำดับ|ข้อ|ตอน|หมู่|ชั้น|งวด|ระยะ|หมวด|ชุด|รุ่น|กิจกรรม|โครงการ|แปลง|ห้อง|หน้า|เล่ม|แบบ)ที่"
    rf"|(?:ข้อ|เล่ม|มาตรา|หมู่|หน้า|(?<!{LETTER})ว)(?=\s*\d)|สขร\s?\.?|ส\.ข\.ร\.|(?<!{LETTER})(?:เลข)?ที่(?=\s*\d)"
)
_COUNT_WORD: Final = r"(?:สิบสอง|หก|สาม|เก้า)(?=\s?เดือน)|(?:สาม|สี่|ห้า)(?=\s?ปี)|(?:(?<=มาส)|(?<=มาสที่))(?:หนึ่ง|สอง|สาม|สี่)"

# Each kind with the letters that it can begin with, in the order in which a place is tried.
_GROUPS: Final[tuple[tuple[Kind, str, str], ...]] = (
    (Kind.DATE, "0123456789", rf"{_ISO_DATE}|{_NUMERIC_DATE}"),
    (Kind.CODE, "0123456789", _CODE),
    (Kind.NUMBER, "0123456789", r"\d+(?:st|nd|rd|th)?"),
    (Kind.MONTH, "มกเพสตธ", FULL),
    (Kind.DOTTED_MONTH, "มกเพสตธ", DOTTED),
    (Kind.SHORT_MONTH, "มกเพสตธ", SHORT),
    (Kind.ENGLISH_MONTH, "jfmasond", ENGLISH),
    (Kind.SCHOOL_YEAR, "ปas", rf"{_OF_YEAR}ปี\s?การ\s?ศึกษา(?:ที่)?|(?<![a-z])(?:academic|school)\s+years?(?![a-z])"),
    (Kind.CALENDAR_YEAR, "ป", rf"{_OF_YEAR}ปี\s?(?:ปฏิทิน|ภาษี)"),
    (
        Kind.FISCAL,
        "ปงรf",
        rf"{_OF_YEAR}(?:รอบ\s?)?(?:ปี\s?{_BUDGET}|ปงี\s?บ\s?ประมาณ)(?:ฯ|\s?{_EACH}\s?ปี{_YEAR_AHEAD})?"
        rf"|{_OF_YEAR}ปี\s?(?:งบ|งปม|ง\.ป\.ม)[ฯ.]*{_YEAR_AHEAD}|{_BUDGET}\s?ปี{_YEAR_AHEAD}|งบปี{_YEAR_AHEAD}"
        r"|(?<![a-z])(?:fy|fiscal\s+years?)(?![a-z])",
    ),
    (Kind.BUDGET, "ง", rf"{_BUDGET}(?:\s?รายจ่าย)?(?=\s*(?:{_EACH}|ปี|พ\s?\.|พศ|\d))|งบ(?=\s*(?:ปี\s*)?\d)"),
    (Kind.HALF, "ค", r"ครึ่ง\s?(?:ปี\s?)?(?:งบประมาณ\s?)?(?:แรก|หลัง)"),
    (Kind.PLAIN_YEAR, "ปรy", rf"{_OF_YEAR}(?:รอบ\s?)?ปี|(?<![a-z])years?(?![a-z])"),
    (
        Kind.BUDDHIST,
        "พb",
        r"พ\s?\.+\s?ศ\s?\.*|(?<!เ)พศ\.*(?=\s*\d)|พุทธ\s?ศักราช|(?<![a-z\d])b\.?\s?e\.?(?=\s*2[45]\d\d)",
    ),
    (Kind.COMMON, "คac", r"(?<!ก\.)ค\s?\.+\s?ศ\s?\.*|คริสต์\s?ศักราช|(?<![a-z\d])(?:a\.?d|c\.?e)\.?(?=\s*[12]\d\d\d)"),
    (Kind.QUARTER, "ไq", r"ไตร\s?มาส(?:\s?ที่)?|(?<![a-z])quarter(?![a-z])|(?<![a-z])q(?=\s?[1-4](?!\d))"),
    (Kind.TERM, "ภเ", r"(?:ภาค\s?(?:เรียน|การ\s?ศึกษา)|เทอม)(?:\s?ที่)?"),
    (Kind.APPRAISAL, "ร", r"รอบ(?:\s?การ\s?ประเมิน)?(?:ผล)?\s?(?:ครั้ง\s?)?ที่"),
    (Kind.ROUND, "รหง", r"รอบ(?:\s?ระยะเวลา|\s?การ\s?(?:ประเมิน|รายงาน))?|ห้วง|งวด"),
    (Kind.COUNT_WORD, "สหเ", _COUNT_WORD),
    (Kind.MONTHS_WORD, "ปเ", rf"{_OF_YEAR}เดือน"),
    (Kind.DAY_WORD, "วจอพศเ", _DAY),
    (Kind.FIRST, "แเ", "แรก|เเรก"),
    (Kind.LAST, "หส", "หลัง|สุดท้าย"),
    (Kind.UNTIL, "จถสtu", r"จน\s?ถึง|ถึง|สิ้นสุด|(?<![a-z])(?:to|until|till|through)(?![a-z])"),
    (Kind.FROM, "ตเร", "ตั้งแต่|เริ่ม(?:ตั้งแต่|แต่)?|ระหว่าง"),
    (Kind.AND, "แเกa&", r"และ|เเละ|กับ|(?<![a-z])and(?![a-z])|&"),
    (Kind.COUNTER, "คฉลขตหชงรกโแเมวสท", _COUNTED),
    (Kind.ASSESSMENT, "iolme", r"(?<![a-z])(?:ita|m?oit|lpa|[ei]it)(?![a-z\d])"),
    (Kind.DASH, "-", "-+"),
    (Kind.SLASH, "/", "/"),
    (Kind.COMMA, ",、", "[,、]"),
)
# ASCII: a view holds no spaces but " ", and digits of scripts that no agency writes are no numbers.
TOKEN: Final = re.compile("|".join(f"(?P<{kind}>{read_as(pattern)})" for kind, _, pattern in _GROUPS), re.ASCII)

# What can follow each first letter. Signs and digits are worth a look wherever they stand.
_SIGNS: Final = "0123456789&-/,、"
_SECOND: Final = {
    **{"ม": "กีิค. า", "ก": "ุรั. พคยิ", "เ": "มดทลรกเส", "พ": "ฤ. ศคยุ", "ส": "ิ. คาุีขอ", "ต": "ุ. คัอ", "ธ": "ั. ค"},
    **{"ป": "รีง", "ง": "บว ", "ค": "ร. ", "ไ": "ต", "ภ": "า", "ร": "อะุ", "ห": "กวลมนอา", "ว": r"ั\d\s", "จ": "ัน"},
    **{"อ": "ัา", "ศ": "ุ", "แ": "รลปบ", "ถ": "ึ", "ฉ": "บ", "ล": "า ", "ข": "อ", "ช": "ัุ", "โ": "ค", "ท": "ี"},
    **{
        "j": "au",
        "f": "eiy",
        "m": "ao",
        "a": "pucnd.",
        "s": "ec",
        "o": "ci",
        "n": "o",
        "d": "e",
        "y": "e",
        "e": "i",
        "b": r".e\s",
    },
    **{"c": ".e", "q": r"u\d\s", "t": "oih", "u": "n", "i": "ti", "l": "p"},
}
BEGINNINGS: Final = re.compile("|".join([*_SIGNS, *(f"{one}(?=[{two}])" for one, two in _SECOND.items())]))


def _words_by_letter() -> dict[str, re.Pattern[str]]:
    kinds = {letter: tuple(group for group in _GROUPS if letter in group[1]) for letter in (*_SIGNS, *_SECOND)}
    patterns = {
        groups: re.compile("|".join(f"(?P<{kind}>{read_as(pattern)})" for kind, _, pattern in groups), re.ASCII)
        for groups in set(kinds.values())
    }
    return {letter: patterns[groups] for letter, groups in kinds.items()}


WORDS_BY_LETTER: Final = _words_by_letter()
NUMBER_WORDS: Final = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เก้า": 9, "สิบสอง": 12}
COUNT_WORDS: Final = {read_as(word): number for word, number in NUMBER_WORDS.items()}
