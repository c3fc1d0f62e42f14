"""Pages that list a year's items (ITA or OIT pages), and which year each part of them is of.

A number counts only inside a list of the right year: o11 is the six-month report in 2565 and service statistics in
2568, and last year's page is still up beside this year's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..checklist import Checklist, Item
from ..evidence.model import Evidence, Link
from ..thai import arabic_digits, fold
from .codes import Code, Writing, item_codes
from .labels import says_something, years
from .subjects import Subjects

_ASSESSMENT = re.compile(r"(?<![a-z])(?:ita|oit)(?![a-z])|คุณธรรมและความโปร่งใส|เปิดเผยข้อมูลสาธารณะ")
_SHORT_YEAR = re.compile(r"(?:ita|oit)[-_ /]?(?:25)?(6[0-9])(?![0-9])")
_LONG_YEAR = re.compile(r"(?<![0-9])(25[5-9][0-9])(?![0-9])")
MIN_ROWS_TO_JUDGE = 5
MIN_AGREEMENT = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """A link that stands beside an item code of the wanted year.

    `agrees` says whether its words name the same subject as the item; None when it has no words of its own.
    """

    link: Link
    source: Evidence
    number: int
    writing: Writing
    year: int | None
    agrees: bool | None
    label: str


def section_year(link: Link, source: Evidence) -> int | None:
    """Return the year of the part of a page in which a link stands, or None when nothing says so.

    Nearest first: headings from the innermost outwards, the page's title and breadcrumb, then its address.
    """
    for text in (
        *reversed(link.headings),
        source.title,
        *(h.text for h in source.headings if h.level == 1),
        *source.breadcrumb[-1:],
    ):
        named = _year_of(text)
        if named is not None:
            return named
    return _year_in_address(source.final_url)


def speaks_of_assessment(source: Evidence) -> bool:
    """Whether a page presents itself as an ITA or OIT page."""
    texts = (source.title, *(heading.text for heading in source.headings), *source.breadcrumb[-1:])
    return any(_ASSESSMENT.search(fold(text)) for text in texts) or bool(_ASSESSMENT.search(source.final_url.lower()))


def entries(source: Evidence, checklist: Checklist, subjects: Subjects) -> tuple[Entry, ...]:
    """Return the links of a page that stand beside a code of this list and year.

    A page whose words contradict its numbers (another year's or another body's list) gives none.
    """
    is_list = speaks_of_assessment(source)
    items = {item.number: item for item in checklist.items}
    found: list[Entry] = []
    for link in source.links:
        code, label = _code_of(link, is_list, checklist.item_prefix)
        if code is None:
            continue
        year = section_year(link, source)
        if year is not None and year != checklist.year:
            continue
        found.extend(
            Entry(link, source, number, code.writing, year, _agrees(label, items[number], subjects), label)
            for number in code.numbers
            if number in items
        )
    return tuple(found) if _trustworthy(found, is_list) else ()


def _trustworthy(found: list[Entry], is_list: bool) -> bool:
    judged = [entry for entry in found if entry.agrees is not None]
    if len(judged) >= MIN_ROWS_TO_JUDGE:
        return sum(1 for entry in judged if entry.agrees) / len(judged) >= MIN_AGREEMENT
    return is_list or any(entry.agrees for entry in judged)


def _agrees(label: str, item: Item, subjects: Subjects) -> bool | None:
    if not says_something(label):
        return None
    best = subjects.best(label)
    if best is None or best.score < 0.5:
        return None
    names = {topic.name for topic in item.topics}
    return best.topic in names or any(subjects.score(label, name).score >= 0.6 for name in names)


def _code_of(link: Link, is_list: bool, prefix: str) -> tuple[Code | None, str]:
    """Return the code beside a link with the text that carries it: its own text, its row, its innermost heading."""
    weakest = Writing.BARE_NUMBER if is_list else Writing.LETTER
    for text in (link.text, link.row, *link.headings[-1:]):
        codes = [code for code in item_codes(text, prefix) if code.writing >= weakest]
        numbers = {number for code in codes for number in code.numbers}
        if codes and (len(codes) == 1 or len(numbers) == 1):
            words = text if says_something(text, prefix) else link.row or text
            return codes[0], words
        if codes:
            return None, ""
    return None, ""


def _year_of(text: str) -> int | None:
    """Return the year that a heading names: the only one, or the one beside ITA/OIT."""
    plain = fold(text)
    beside = _beside_assessment(plain)
    if beside is not None:
        return beside
    named = years(text)
    return named[0] if len(named) == 1 else _only_long_year(plain)


def _year_in_address(url: str) -> int | None:
    plain = arabic_digits(url.lower())
    beside = _beside_assessment(plain)
    if beside is not None or not _ASSESSMENT.search(plain):
        return beside
    return _only_long_year(plain)


def _beside_assessment(plain: str) -> int | None:
    """Return the year written beside ITA or OIT, in two or four digits."""
    found = _SHORT_YEAR.search(plain)
    return 2500 + int(found[1]) if found else None


def _only_long_year(plain: str) -> int | None:
    written = {int(one) for one in _LONG_YEAR.findall(plain)}
    return written.pop() if len(written) == 1 else None
