"""Where the words that lead to a document say plainly something else than the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..model import Origin, Text
from ..thai.fold import arabic_digits
from ..thai.periods import BUDDHIST_OFFSET
from .agencies import names_in, same
from .kinds import are_apart, head_noun
from .labels import Label
from .model import About, Disagreement, DocumentKind, Field, Said, Where
from .naming import agency_in
from .stated import all_years, stated

CODE: Final = "label-contradicts-document"
_FULL_YEAR: Final = re.compile(r"(?<!\d)25\d\d(?!\d)")

_NOUNS: Final = {
    DocumentKind.PLAN: ("แผน", Text("แผน", "a plan")),
    DocumentKind.REPORT: ("รายงาน", Text("รายงาน", "a report")),
    DocumentKind.MANUAL: ("คู่มือ", Text("คู่มือ", "a manual")),
    DocumentKind.MINUTES: ("ประชุม", Text("รายงานการประชุม", "minutes of a meeting")),
    DocumentKind.STATISTICS: ("สถิติ", Text("สถิติ", "statistics")),
}


def disagreements(about: About, labels: Sequence[Label], head: str) -> tuple[Disagreement, ...]:
    """Return where labels contradict what the content says of itself; `head` is the head of the document.

    Only when both sides are plain: what OCR has read contradicts nothing, and neither does a year of two digits,
    the year of the assessment ("ITA 2568"), the calendar year of the day of issue (an announcement of September 2567
    about the fiscal year 2568), or any year that the document's head names as its own. One disagreement of a field
    is enough; link texts come before names of files.
    """
    found = (
        next(many, None) for many in (_years(about, labels, head), _kinds(about, labels), _agencies(about, labels))
    )
    return tuple(one for one in found if one is not None)


def message(one: Disagreement) -> Text:
    """Say a disagreement in one sentence, for the finding `label-contradicts-document`."""
    who = Text("ชื่อไฟล์", "the file's name") if one.other.where is Where.FILE_NAME else Text("ลิงก์", "the link")
    other, believed = one.other.value, one.believed.value
    if one.field is Field.FISCAL_YEAR:
        return Text(
            f"{who.th}ระบุปี {other} แต่ในเอกสารเป็นปี {believed}",
            f"{who.en} says {other}, but the document says {believed}",
        )
    if one.field is Field.KIND:
        said, is_ = _NOUNS[DocumentKind(other)][1], _NOUNS[DocumentKind(believed)][1]
        return Text(
            f"{who.th}ระบุว่าเป็น{said.th} แต่ในเอกสารเป็น{is_.th}",
            f"{who.en} promises {said.en}, but the document is {is_.en}",
        )
    return Text(
        f"{who.th}ระบุ{other} แต่ในเอกสารเป็น{believed}", f"{who.en} names {other}, but the document names {believed}"
    )


def _is_sure(said: Said[str] | Said[int] | Said[DocumentKind] | None) -> bool:
    return said is not None and said.where is Where.CONTENT and said.origin is not Origin.OCR


def _years(about: About, labels: Sequence[Label], head: str) -> Iterator[Disagreement]:
    year = about.fiscal_year
    if year is None or not _is_sure(year) or not _FULL_YEAR.search(arabic_digits(year.quote)):
        return
    own = {year.value, *(one for period in stated(head) for one in all_years(period))}
    own |= {about.issued.value.year + BUDDHIST_OFFSET} if about.issued is not None else set()
    believed = Said(str(year.value), year.quote, year.where, year.page, year.origin)
    for label in labels:
        timing = label.timing
        if timing.year is None or timing.period is None or label.is_of_assessment:
            continue
        written = _FULL_YEAR.search(arabic_digits(timing.year_phrase)) is not None
        if written and not all_years(timing.period) & own and timing.year not in own:
            yield Disagreement(Field.FISCAL_YEAR, believed, Said(str(timing.year), label.text, label.where))


def _kinds(about: About, labels: Sequence[Label]) -> Iterator[Disagreement]:
    kind = about.kind
    if kind is None or not _is_sure(kind) or kind.value not in _NOUNS:
        return
    believed = Said(kind.value.value, kind.quote, kind.where, kind.page, kind.origin)
    for label in labels:
        other = label.kind
        if other is None or not are_apart(kind.value, other) or _NOUNS[kind.value][0] in label.text:
            continue
        if label.where is Where.LABEL and head_noun(label.text):
            yield Disagreement(Field.KIND, believed, Said(other.value, label.text, label.where))


def _agencies(about: About, labels: Sequence[Label]) -> Iterator[Disagreement]:
    agency = about.agency
    if agency is None or not _is_sure(agency) or not all(one.is_local for one in names_in(agency.value)):
        return
    for label in labels:
        other = agency_in(label.text, label.where)
        if other is not None and not same(agency.value, other.value):
            yield Disagreement(Field.AGENCY, agency, other)
