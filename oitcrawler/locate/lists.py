"""Pages that list a year's items (ITA or OIT pages), and which year each part of them is of.

A number counts only inside a list of the right year: o11 is the six-month report in 2565 and service statistics in
2568, and last year's page is still up beside this year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..checklist import Checklist, Item
from ..evidence.model import Evidence, Link, Place
from ..evidence.site import Inbound
from ..thai.dates import find_periods
from ..thai.fold import arabic_digits, fold
from ..thai.periods import Precision
from .codes import Code, Writing, item_codes
from .labels import says_something, years
from .reading import Carried, carried_codes, own_codes, picture_code
from .subjects import Subjects

_ASSESSMENT = re.compile(r"(?<![a-z])(?:ita|oit)(?![a-z])|ประเมิน[^/|]{0,10}คุณธรรมและความโปร่งใส|เปิดเผยข้อมูลสาธารณะ")
_ASSESSMENT_NAME = re.compile(r"(?<![a-z])(?:ita|oit)(?![a-z0-9])|เปิดเผยข้อมูลสาธารณะ")
_SHORT_YEAR = re.compile(r"(?:ita|oit)[-_ /]?(?:25)?(6[0-9])(?![0-9])")
_LONG_YEAR = re.compile(r"(?<![0-9])(25[5-9][0-9])(?![0-9])")
_OTHER_BODY = re.compile(
    r"(?<![a-z])(?:moit|lpa|pmqa)(?![a-z])|(?<![a-z])eb\s*[0-9]{1,2}(?![0-9])|ประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น"
)
_NEXT_PAGE = re.compile(r"/page/[0-9]+/?$|[?&](?:page|paged|start|limitstart|pg)=[0-9]+", re.IGNORECASE)
MIN_ROWS_TO_JUDGE = 5
MIN_AGREEMENT = 0.5
MIN_KNOWN = 0.3
SURE_OF_ANOTHER = 0.75


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
    return _first_year((*reversed(link.headings), *_page_names(source))) or _year_in_address(source.final_url)


def list_year(link: Link, source: Evidence) -> int | None:
    """Return the year of the list of items in which a link stands, or None when the page does not say so.

    As `section_year`, but a heading that names an item says of which year its evidence is, not its list; and a menu
    is no part of the page that it stands on, so that there the address to which a link leads comes first.
    """
    above = _first_year(text for text in reversed(link.headings) if names_a_list(text))
    of_page = _first_year(text for text in _page_names(source) if names_a_list(text))
    address, target = _year_in_address(source.final_url), _beside_assessment(arabic_digits(link.url.lower()))
    in_page = link.place in (Place.CONTENT, Place.TABLE)
    order = (above, of_page, address) if in_page else (above, target, of_page, address)
    return next((year for year in order if year is not None), None)


def year_by_links(inbound: Iterable[Inbound]) -> int | None:
    """Return the year that the links to a page name beside ITA or OIT ("ITA 2568"), if they all name one."""
    labels = (one.link.text for one in inbound)
    named = {_year_of(label) for label in labels if _ASSESSMENT.search(fold(label))} - {None}
    return named.pop() if len(named) == 1 else None


def _page_names(source: Evidence) -> tuple[str, ...]:
    tops = (heading.text for heading in source.headings if heading.level == 1)
    return (source.title, *tops, *source.breadcrumb[-1:])


def _first_year(texts: Iterable[str]) -> int | None:
    return next((year for text in texts if (year := _year_of(text)) is not None), None)


def names_a_list(text: str) -> bool:
    """Whether a heading speaks of the assessment or says nothing but a year ("ปีงบประมาณ พ.ศ. 2568")."""
    return bool(_ASSESSMENT.search(fold(text))) or not (item_codes(text) or says_something(text))


def speaks_of_assessment(source: Evidence) -> bool:
    """Whether a page presents itself as an ITA or OIT page."""
    texts = (source.title, *(heading.text for heading in source.headings), *source.breadcrumb[-1:])
    return any(_ASSESSMENT.search(fold(text)) for text in texts) or bool(_ASSESSMENT.search(source.final_url.lower()))


def _is_whole_list(source: Evidence) -> bool:
    """Whether a whole page is about the assessment, by its name or address, and not only a part under a heading."""
    return any(_ASSESSMENT.search(fold(text)) for text in (*_page_names(source), source.final_url))


def is_of_another_body(link: Link, source: Evidence) -> bool:
    """Whether a link stands in another body's list (MOIT, EB, LPA, PMQA), whose words are much like this one's."""
    nearest = (link.text, link.row, *link.headings, source.title)
    return any(_OTHER_BODY.search(fold(text)) for text in nearest) and not speaks_of_assessment(source)


def entries(
    source: Evidence, checklist: Checklist, subjects: Subjects, inbound: Iterable[Inbound] = ()
) -> tuple[Entry, ...]:
    """Return the links of a page that stand beside a code of this list and year.

    A page whose words contradict its numbers (another year's or another body's list) gives none. `inbound` are the
    links to the page: they name its year when it does not do so itself.
    """
    is_list = speaks_of_assessment(source)
    coded = _Coded(source, checklist, subjects, is_list)
    by_links = year_by_links(inbound)
    found: list[Entry] = []
    for link in source.links:
        code, label = coded.code_of(link)
        if code is None:
            continue
        year = list_year(link, source) or by_links or _beside_assessment(arabic_digits(link.url.lower()))
        if year is not None and year != checklist.year:
            continue
        found.extend(
            Entry(link, source, number, code.writing, year, coded.agrees(label, number), label)
            for number in code.numbers
            if number in coded.items
        )
    return tuple(found) if _trustworthy(found, is_list) else ()


class _Coded:
    """Finds the code beside each link of one page: in its text, its row, its heading, the line above, its picture."""

    def __init__(self, source: Evidence, checklist: Checklist, subjects: Subjects, is_list: bool) -> None:
        self.items = {item.number: item for item in checklist.items}
        self._source = source
        self._subjects = subjects
        self._prefix = checklist.item_prefix
        self._is_list = is_list
        self._is_whole = _is_whole_list(source)
        self._carried = carried_codes(source, checklist.item_prefix) if is_list else {}

    def agrees(self, label: str, number: int) -> bool | None:
        return _agrees(label, self.items[number], self._subjects)

    def code_of(self, link: Link) -> tuple[Code | None, str]:
        in_list = self._is_list and (self._is_whole or any(_ASSESSMENT.search(fold(text)) for text in link.headings))
        code, label = _code_of(link, in_list, self._prefix)
        if code is not None or not self._is_list:
            return code, label
        carried = None if _turns_the_page(link, self._source) else self._carried.get(link)
        if carried is not None and self._belongs(link, carried):
            return carried.code, carried.line
        return picture_code(link, self._source, self._prefix), ""

    def _belongs(self, link: Link, carried: Carried) -> bool:
        """Whether a link under an item's line is of that item: it says nothing itself, or nothing of other items."""
        if not says_something(link.text, self._prefix) or link.text.startswith(("http://", "https://")):
            return True
        items = [self.items[number] for number in carried.code.numbers if number in self.items]
        if any(_agrees(link.text, item, self._subjects) for item in items):
            return True
        best = self._subjects.best(link.text)
        return not carried.is_last and (best is None or best.score < SURE_OF_ANOTHER)


def _turns_the_page(link: Link, source: Evidence) -> bool:
    """Whether a link leads on to the rest of the same list."""
    place, _, _ = link.url.partition("?")
    return place == source.final_url.partition("?")[0] or bool(_NEXT_PAGE.search(link.url))


def _trustworthy(found: list[Entry], is_list: bool) -> bool:
    """Whether the words of a page bear out its numbers: hardly any do in another year's or another body's list."""
    agreeing = sum(entry.agrees is True for entry in found)
    contradicting = sum(entry.agrees is False for entry in found)
    worded = sum(says_something(entry.label) for entry in found)
    if agreeing + contradicting < MIN_ROWS_TO_JUDGE and worded < MIN_ROWS_TO_JUDGE:
        return agreeing > 0 or (is_list and contradicting < MIN_ROWS_TO_JUDGE - 1)
    return agreeing >= MIN_AGREEMENT * (agreeing + contradicting) and agreeing >= MIN_KNOWN * worded


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
        codes = [
            code for code in own_codes(text, prefix) if code.writing >= weakest and not _is_count(code, text, link)
        ]
        numbers = {number for code in codes for number in code.numbers}
        if codes and (len(codes) == 1 or len(numbers) == 1):
            words = text if says_something(text, prefix) else link.row or text
            return codes[0], words
        if codes:
            return None, ""
    return None, ""


def _is_count(code: Code, text: str, link: Link) -> bool:
    """Whether a bare number is no item's: the day of a date ("4 เมษายน 2568 ขอเชิญ…"), or a page's number alone."""
    if code.writing is not Writing.BARE_NUMBER:
        return False
    if not (says_something(text) or says_something(link.row)):
        return True
    return any(one.precision is Precision.DAY and one.position <= code.end for one in find_periods(text))


def assessment_year(text: str) -> int | None:
    """Return the year B.E. that a text gives for the assessment itself ("ITA 2566", "oit65"), or None."""
    plain = fold(text)
    beside = _beside_assessment(plain)
    if beside is not None:
        return beside
    return _only_long_year(plain) if _ASSESSMENT_NAME.search(plain) else None


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
