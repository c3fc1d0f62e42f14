"""Slides (PowerPoint, OpenDocument): what stands on each, made evidence; a slide counts as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..model import Cause, Text
from .blocks import Grid, Reference, links_from, tables_from
from .contacts import contacts_in
from .grids import filled
from .model import Evidence, Heading, Kind, Passage
from .pdf_text import title_from
from .source import Source

MAX_SLIDES: Final = 1_000
_FEW_LETTERS: Final = 40
_SCAN_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A text or a table on a slide, with its place, in any unit, from the upper left corner."""

    content: str | Grid
    top: int = 0
    left: int = 0
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide. `picture_share` is the part of it that its largest picture covers, 0 when it has none."""

    frames: tuple[Frame, ...]
    picture_share: float = 0.0
    references: tuple[Reference, ...] = ()
    is_hidden: bool = False


def slides_evidence(source: Source, kind: Kind, slides: Sequence[Slide], title: str, count: int) -> Evidence:
    """Return the evidence that slides are. `count` is the number of slides in the file, `title` its properties' title.

    Hidden slides are left out: nobody who opens the show sees them; they keep their numbers.
    """
    shown = [(number, one) for number, one in enumerate(slides, 1) if not one.is_hidden]
    pages = [(number, _lines(one)) for number, one in shown]
    unread = tuple(number for (number, one), (_, lines) in zip(shown, pages, strict=True) if _is_unread(one, lines))
    passages = tuple(Passage("\n".join(lines), page=number) for number, lines in pages if lines)
    cause, detail = _obstacle(unread, [number for number, _ in shown], len(slides) < count, bool(passages))
    headings = tuple(Heading(1 if not place else 2, text) for place, text in enumerate(_titles(shown)))
    named = headings[0].text if headings else title_from(title, ["\n".join(lines) for _, lines in pages[:1]])
    return replace(
        source.evidence(kind, obstacle=cause, detail=detail),
        title=named,
        passages=passages,
        headings=headings or ((Heading(1, named),) if named else ()),
        tables=tuple(
            table
            for number, one in shown
            for frame in in_reading_order(one.frames)
            if isinstance(frame.content, Grid)
            for table in tables_from(frame.content, number)
        ),
        links=tuple(links_from(source, [link for _, one in shown for link in one.references])),
        contacts=contacts_in(passages),
        page_count=count,
        unread_pages=unread,
    )


def in_reading_order(frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames as they are read: titles first, then from above to below and from left to right."""
    return sorted(frames, key=lambda one: (not one.is_title, one.top, one.left))


def _lines(slide: Slide) -> list[str]:
    return [line for frame in in_reading_order(slide.frames) for line in _frame_lines(frame)]


def _frame_lines(frame: Frame) -> Iterator[str]:
    if isinstance(frame.content, Grid):
        yield from (" ".join(filled(row)) for row in frame.content.rows if any(row))
    else:
        yield from (shown for line in frame.content.splitlines() if (shown := " ".join(line.split())))


def _titles(slides: Sequence[tuple[int, Slide]]) -> Iterator[str]:
    for _, slide in slides:
        title = next((one.content for one in slide.frames if one.is_title and isinstance(one.content, str)), "")
        if title.strip():
            yield " ".join(title.split())


def _is_unread(slide: Slide, lines: Sequence[str]) -> bool:
    letters = sum(map(len, lines))
    return slide.picture_share > 0 and (not letters or (letters < _FEW_LETTERS and slide.picture_share >= _SCAN_SHARE))


def _obstacle(
    unread: Sequence[int], shown: Sequence[int], is_cut: bool, has_text: bool
) -> tuple[Cause | None, Text | None]:
    if unread:
        return Cause.SCANNED, _pictures(unread, len(unread) == len(shown))
    if is_cut:
        return Cause.TOO_LARGE, Text(
            f"งานนำเสนอยาวเกินไป อ่านเพียง {MAX_SLIDES:,} ภาพนิ่งแรก",
            f"the presentation is too long; only the first {MAX_SLIDES:,} slides were read",
        )
    return (None, None) if has_text else (Cause.EMPTY_BODY, Text("งานนำเสนอไม่มีข้อความ", "the slides have no text"))


def _pictures(unread: Sequence[int], is_all: bool) -> Text:
    listed = ", ".join(map(str, unread[:10])) + ("…" if len(unread) > 10 else "")
    which, which_en = ("ทุกหน้า", "all slides") if is_all else (f"หน้า {listed}", f"slides {listed}")
    return Text(
        f"อ่านข้อความไม่ได้ ({which}) เพราะภาพนิ่งมีแต่ภาพ ควรเผยแพร่เอกสารที่มีข้อความจริง",
        f"the text cannot be read ({which_en}), which hold only pictures; publish a version with real text",
    )
