"""From an evidence and the words that lead to it to what the document is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..evidence.model import Evidence, Kind
from ..model import Origin
from ..thai.fold import squeezed
from ..thai.periods import Period
from .disagreements import disagreements
from .issue import issue_of
from .kinds import are_apart, head_noun, kind_of
from .labels import Label, labels_of, titles
from .lines import Leaf, Line, first_leaves, last_leaves
from .model import About, DocumentKind, Said, Where
from .naming import agency_in, agency_of
from .opening import Opening, names_topic, opening_of, spoken
from .years import Timing, timing_of

_SHEETS: Final = (Kind.XLSX, Kind.XLS, Kind.ODS, Kind.CSV)
_SITE_NAME: Final = re.compile(r"\s+[|\-–—:»•]\s+")
_THAI_DIGITS: Final = re.compile("[๐-๙]")
_STYLED: Final = (Kind.DOCX, Kind.ODT, Kind.PPTX)
_MEMO: Final = "บันทึกข้อความ"
_FEW_LETTERS: Final = 8


def understand(evidence: Evidence, labels: Sequence[str] = ()) -> About:
    """Return what a document says of itself, and where the labels that lead to it say something else.

    `labels` are the words of the link and of its row; the file's name is in the evidence. The content comes first;
    labels and the file's name fill in what it does not say. What is not sure stays None. Pure, and never raises.
    """
    first = first_leaves(evidence)
    opening = _of_page(evidence) if evidence.is_page else opening_of(_without_sheet_names(evidence, first))
    words = labels_of(evidence, labels)
    title = _title(evidence, opening, words)
    kind = _kind(opening, title, words)
    own_kind = kind.value if kind is not None and kind.where is Where.CONTENT else None
    issue = issue_of(first, () if evidence.is_page else last_leaves(evidence), opening, own_kind)
    agency = agency_of(opening, () if evidence.is_page else first, own_kind, issue.signatory)
    spoken_by = _timing(opening, own_kind, words) or _Spoken(Timing(), Where.CONTENT)
    about = About(
        title=title,
        kind=kind,
        agency=agency or _agency_by_words(title, words),
        fiscal_year=spoken_by.year,
        period=spoken_by.period,
        issued=issue.issued,
        signatory=issue.signatory,
        page_count=evidence.page_count,
    )
    return replace(about, disagreements=disagreements(about, words, spoken(opening.head)))


def _agency_by_words(title: Said[str] | None, labels: Sequence[Label]) -> Said[str] | None:
    texts = [(label.text, label.where) for label in labels]
    if title is not None and title.where is Where.PROPERTIES:
        texts.append((title.value, title.where))
    return next((one for text, where in texts if (one := agency_in(text, where)) is not None), None)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A timing with who says it."""

    timing: Timing
    where: Where
    page: int | None = None
    origin: Origin = Origin.MARKUP

    @property
    def year(self) -> Said[int] | None:
        if self.timing.year is None:
            return None
        return Said(self.timing.year, self.timing.year_phrase, self.where, self.page, self.origin)

    @property
    def period(self) -> Said[Period] | None:
        if self.timing.period is None:
            return None
        return Said(self.timing.period, self.timing.period.phrase, self.where, self.page, self.origin)


def _of_page(evidence: Evidence) -> Opening:
    """Return the head of a web page: its main heading, or its title without the name of the site."""
    shown = squeezed(evidence.title)
    headings = [one.text for one in evidence.headings if one.level <= 2]
    main = next((one for one in headings if one and squeezed(one) in shown and head_noun(one)), "")
    parts = _SITE_NAME.split(evidence.title)
    named = main or parts[0] or next(iter(headings), "")
    lines = tuple(Line(one, None, Origin.MARKUP, one) for one in dict.fromkeys((named, *parts)) if one)
    return Opening(lines[:1], lines)


def _without_sheet_names(evidence: Evidence, leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Leave out the names of sheets, which stand above their rows; only their first rows are a head."""
    if evidence.kind not in _SHEETS:
        return tuple(leaves)
    names = {one.sheet for one in evidence.tables if one.sheet}
    heads: list[Leaf] = []
    for leaf in leaves:
        lines = leaf.lines[1:] if leaf.lines and leaf.lines[0].text in names else leaf.lines
        header = next((squeezed("".join(dict.fromkeys(t.header))) for t in evidence.tables if t.page == leaf.page), "")
        heads.append(Leaf(leaf.page, tuple(_above_header(lines, header))))
    return tuple(heads)


def _above_header(lines: Sequence[Line], header: str) -> Iterator[Line]:
    """Yield the lines of a sheet above its header row, then a rule in the header's place."""
    for line in lines:
        if header and len(line.text) > _FEW_LETTERS and header.startswith(squeezed(line.text)):
            yield Line("-----", line.page, line.origin, "-----")
            return
        yield line


def _title(evidence: Evidence, opening: Opening, labels: Sequence[Label]) -> Said[str] | None:
    text = opening.title_text
    if text:
        named = f"{_MEMO} เรื่อง {text}" if opening.is_memo else text
        return Said(named, named, Where.CONTENT, opening.title[0].page, opening.title[0].origin)
    styled = next((one.text for one in evidence.headings if one.level == 1), "") if evidence.kind in _STYLED else ""
    if styled and (head_noun(styled) or names_topic(styled)):
        return Said(styled, styled, Where.CONTENT)
    others = (
        *((one, Where.LABEL) for one in titles(labels, Where.LABEL)),
        *((one, Where.FILE_NAME) for one in titles(labels, Where.FILE_NAME)),
        *((one, Where.PROPERTIES) for one in (_property(evidence),) if one),
    )
    return next((Said(one, one, where) for one, where in others), None)


def _property(evidence: Evidence) -> str:
    """Return the title in a file's properties when its own text could not be read, and so nothing belies it."""
    is_read = any(one.text.strip() for one in evidence.passages if one.origin is not Origin.OCR)
    return evidence.title if not is_read and not evidence.is_page and head_noun(evidence.title) else ""


def _kind(opening: Opening, title: Said[str] | None, labels: Sequence[Label]) -> Said[DocumentKind] | None:
    if opening.is_letter:
        quote = _MEMO if opening.is_memo else spoken(opening.title)
        return Said(DocumentKind.LETTER, quote, Where.CONTENT, opening.title[0].page, opening.title[0].origin)
    if title is not None and (kind := kind_of(title.value)) is not None:
        return Said(kind, title.quote, title.where, title.page, title.origin)
    if title is not None and title.where is Where.CONTENT and head_noun(title.value):
        return None
    said = ((kind, label) for label in labels if (kind := label.kind) is not None)
    return next((Said(kind, label.text, label.where) for kind, label in said), None)


def _timing(opening: Opening, kind: DocumentKind | None, labels: Sequence[Label]) -> _Spoken | None:
    """Return the year and period that the title states, else the head, else labels, else the file's name."""
    if not opening.title:
        return _by_labels(labels, kind)
    for lines in (opening.title, tuple(one for one in opening.head if one not in opening.title)):
        timing = timing_of(spoken(lines), kind, is_title=lines is opening.title)
        if timing.period is not None:
            line = _line_of(lines, timing.period.phrase)
            if line.origin is Origin.OCR and _is_doubtful(timing, labels):
                return None
            return _Spoken(timing, Where.CONTENT, line.page, line.origin)
    return _by_labels(labels, kind)


def _by_labels(labels: Sequence[Label], kind: DocumentKind | None) -> _Spoken | None:
    """Return what labels say of the time, unless they are of quite another sort of document."""
    own = [one for one in labels if not are_apart(kind, one.kind)]
    said = ((timing, label.where) for label in own if (timing := label.timing).period is not None)
    return next((_Spoken(timing, where) for timing, where in said), None)


def _line_of(lines: Sequence[Line], phrase: str) -> Line:
    return next((one for one in lines if phrase[:12] in one.mended), lines[0])


def _is_doubtful(timing: Timing, labels: Sequence[Label]) -> bool:
    """Whether a year that OCR has read is not to be believed: in Thai digits, or against a label."""
    named = {year for label in labels if (year := label.timing.year) is not None}
    if named:
        return timing.year not in named
    return timing.period is not None and _THAI_DIGITS.search(timing.period.phrase) is not None
