"""The lines of a document that say what it is: its first pages and its last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..evidence.model import Evidence, Kind, Passage
from ..model import Origin
from ..thai.repair import repair

FIRST_PAGES: Final = 3
LAST_PAGES: Final = 2
_MOST: Final = 70
_LONGEST: Final = 600
_PAGE: Final = 12_000
_TOP: Final = 20
_THAI: Final = re.compile("[ก-๛]")
_MOSTLY: Final = 0.6
_FEWEST: Final = 5
_READ: Final = (Origin.LAYER, Origin.REPAIRED)
_TYPED: Final = (Kind.HTML, Kind.XLSX, Kind.XLS, Kind.ODS, Kind.CSV)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands, with its page; `known` is its repaired form when that has been worked out."""

    text: str
    page: int | None
    origin: Origin
    known: str = ""

    @property
    def mended(self) -> str:
        """The line with the damage of its text layer put right."""
        return self.known or repair(self.text)


@dataclass(frozen=True, slots=True)
class Leaf:
    """The lines of one page; of a document without pages, those of its beginning or end."""

    page: int | None
    lines: tuple[Line, ...]


def first_leaves(evidence: Evidence) -> tuple[Leaf, ...]:
    """Return the first pages that hold text."""
    numbers = {one.page for one in evidence.passages}
    if numbers <= {None}:
        return _unpaged(evidence.passages[:_MOST], evidence.kind)
    wanted = sorted(number for number in numbers if number is not None and number <= FIRST_PAGES)
    return tuple(_leaf(evidence, number) for number in wanted)


def last_leaves(evidence: Evidence) -> tuple[Leaf, ...]:
    """Return the last pages that hold text and are not among the first, or the end of a document without pages."""
    numbers = {one.page for one in evidence.passages}
    if numbers <= {None}:
        return _unpaged(evidence.passages[_MOST:][-_MOST:], evidence.kind)
    rest = sorted(number for number in numbers if number is not None and number > FIRST_PAGES)
    return tuple(_leaf(evidence, number, from_end=True) for number in rest[-LAST_PAGES:])


def _unpaged(passages: Sequence[Passage], kind: Kind) -> tuple[Leaf, ...]:
    lines = _known(tuple(line for one in passages for line in _lines(one.text[:_PAGE], one)), kind)
    return (Leaf(None, lines),) if lines else ()


def _leaf(evidence: Evidence, page: int, *, from_end: bool = False) -> Leaf:
    own = [one for one in evidence.passages if one.page == page]
    texts = [(one.text[-_PAGE:] if from_end else one.text[:_PAGE], one) for one in own]
    lines = tuple(line for text, one in texts for line in _lines(text, one))
    return Leaf(page, _known(lines[-_MOST:] if from_end else lines[:_MOST], evidence.kind))


def _lines(text: str, passage: Passage) -> Iterable[Line]:
    """Return the lines of a passage; what OCR reads in specks and stamps is left out."""
    shown = (" ".join(one[:_LONGEST].split()) for one in text.splitlines())
    lines = (Line(one, passage.page, passage.origin) for one in shown if one)
    if passage.origin is not Origin.OCR:
        return lines
    return (line for line in lines if _is_text(line.text))


def _is_text(text: str) -> bool:
    thai = len(_THAI.findall(text))
    return thai >= _FEWEST and thai >= _MOSTLY * len(text.replace(" ", ""))


def _known(lines: Sequence[Line], kind: Kind) -> tuple[Line, ...]:
    """Work out the repaired form of lines: of those near the top at once, because they are asked for often.

    Text layers of PDFs are repaired when they are extracted; pages and sheets are typed, not converted.
    """
    return tuple(
        replace(one, known=one.text if _is_right(one, kind) else repair(one.text) if place < _TOP else "")
        for place, one in enumerate(lines)
    )


def _is_right(line: Line, kind: Kind) -> bool:
    return line.origin is not Origin.OCR and (line.origin in _READ or kind in _TYPED)
