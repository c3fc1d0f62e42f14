"""The words of time. Patterns are written in ordinary Thai and matched in a `View`."""

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


_WEEKDAYS: Final = "(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส(?!บดี)|ศุกร์|เสาร์|อาทิตย์)"
_DAY: Final = rf"วัน\s?{_WEEKDAYS}?\s*ที่|วัน{_WEEKDAYS}(?=\s*\d)|{_WEEKDAYS}\s*ที่(?=\s*\d)"
_BUDGET: Final = r"งบ\s?ประมา[ณนร]"
_OF_YEAR: Final = r"(?:ประจา?\s?า?\s?)?"
_YEAR_AHEAD: Final = r"(?=\s*(?:พ\s?\.|พศ|\d))"
_NUMERIC_DATE: Final = (
    r"(?<!\d)(?<!\d[/.])(?<![a-z_])\d{1,2}\s?(?P<s1>[/.-])\s?\d{1,2}\s?(?P=s1)\s?(?:\d{4}|\d{2})"
    r"(?!\d|(?P=s1)\d|[.,]\d|[a-z])"
)
_ISO_DATE: Final = r"(?<!\d)(?:1[89]|2[0-6])\d\d(?P<s2>[/.-])\d{1,2}(?P=s2)\d{1,2}(?!\d|(?P=s2)\d)"
_CODE: Final = (
    r"(?!\d{1,2}-\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|[1-4]\s?-\s?[1-4]/2[45]\d\d(?!\d))"
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[-/.:,]\d+){2,}|\d+[.:]\d+)"
)
_COUNTED: Final = (
    r"(?:ครั้ง|ฉบับ|ลำดับ|ข้อ|ตอน|หมู่|ชั้น|งวด|ระยะ|หมวด|ชุด|รุ่น|กิจกรรม|โครงการ|แปลง|ห้อง|หน้า|เล่ม|แบบ)ที่"
    rf"|(?:ข้อ|เล่ม|มาตรา|หมู่|หน้า|ว)(?=\s*\d)|สขร\s?\.?|ส\.ข\.ร\.|(?<!{LETTER})(?:เลข)?ที่(?=\s*\d)"
)

_GROUPS: Final[tuple[tuple[Kind, str], ...]] = (
    (Kind.DATE, rf"{_ISO_DATE}|{_NUMERIC_DATE}"),
    (Kind.CODE, _CODE),
    (Kind.NUMBER, r"\d+(?:st|nd|rd|th)?"),
    (Kind.MONTH, FULL),
    (Kind.DOTTED_MONTH, DOTTED),
    (Kind.SHORT_MONTH, SHORT),
    (Kind.ENGLISH_MONTH, ENGLISH),
    (Kind.SCHOOL_YEAR, rf"{_OF_YEAR}ปี\s?การ\s?ศึกษา"),
    (Kind.CALENDAR_YEAR, rf"{_OF_YEAR}ปี\s?(?:ปฏิทิน|ภาษี)"),
    (
        Kind.FISCAL,
        rf"{_OF_YEAR}(?:รอบ\s?)?ปี\s?{_BUDGET}(?:ฯ|\s?ประจำ\s?ปี{_YEAR_AHEAD})?"
        rf"|{_OF_YEAR}ปี\s?(?:งบ|งปม|ง\.ป\.ม)[ฯ.]*{_YEAR_AHEAD}|{_BUDGET}\s?ปี{_YEAR_AHEAD}|งบปี{_YEAR_AHEAD}"
        r"|(?<![a-z])(?:fy|fiscal\s+years?)(?![a-z])",
    ),
    (Kind.BUDGET, rf"{_BUDGET}(?:\s?รายจ่าย)?(?=\s*(?:ประจำ|พ\s?\.|พศ|\d))|งบ(?=\s*\d)"),
    (Kind.HALF, r"ครึ่ง\s?(?:ปี\s?)?(?:งบประมาณ\s?)?(?:แรก|หลัง)"),
    (Kind.PLAIN_YEAR, rf"{_OF_YEAR}(?:รอบ\s?)?ปี|(?<![a-z])years?(?![a-z])"),
    (Kind.BUDDHIST, r"พ\s?\.+\s?ศ\s?\.*|(?<!เ)พศ\.*(?=\s*\d)|พุทธ\s?ศักราช|(?<![a-z\d])b\.?\s?e\.?(?=\s*2[45]\d\d)"),
    (Kind.COMMON, r"(?<!ก\.)ค\s?\.+\s?ศ\s?\.*|คริสต์\s?ศักราช|(?<![a-z\d])(?:a\.?d|c\.?e)\.?(?=\s*[12]\d\d\d)"),
    (Kind.QUARTER, r"ไตร\s?มาส(?:\s?ที่)?|(?<![a-z])quarter(?![a-z])|(?<![a-z])q(?=\s?[1-4](?!\d))"),
    (Kind.TERM, r"(?:ภาค\s?(?:เรียน|การ\s?ศึกษา)|เทอม)(?:\s?ที่)?"),
    (Kind.APPRAISAL, r"รอบ(?:\s?การ\s?ประเมิน)?(?:ผล)?\s?(?:ครั้ง\s?)?ที่"),
    (Kind.ROUND, r"รอบ(?:\s?ระยะเวลา)?|ห้วง|งวด"),
    (Kind.COUNT_WORD, r"(?:สิบสอง|หก|สาม|เก้า)(?=\s?เดือน)"),
    (Kind.MONTHS_WORD, rf"{_OF_YEAR}เดือน"),
    (Kind.DAY_WORD, _DAY),
    (Kind.FIRST, "แรก|เเรก"),
    (Kind.LAST, "หลัง|สุดท้าย"),
    (Kind.UNTIL, r"จน\s?ถึง|ถึง|สิ้นสุด|(?<![a-z])(?:to|until|till|through)(?![a-z])"),
    (Kind.FROM, "ตั้งแต่|เริ่ม(?:ตั้งแต่|แต่)?|ระหว่าง"),
    (Kind.AND, r"และ|เเละ|กับ|(?<![a-z])and(?![a-z])|&"),
    (Kind.COUNTER, _COUNTED),
    (Kind.ASSESSMENT, r"(?<![a-z])(?:ita|oit)(?![a-z\d])"),
    (Kind.DASH, "-+"),
    (Kind.SLASH, "/"),
    (Kind.COMMA, "[,、]"),
)
TOKEN: Final = re.compile("|".join(f"(?P<{kind}>{read_as(pattern)})" for kind, pattern in _GROUPS))
COUNT_WORDS: Final = {read_as(word): number for word, number in (("สาม", 3), ("หก", 6), ("เก้า", 9), ("สิบสอง", 12))}
