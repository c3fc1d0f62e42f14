"""PowerPoint 97–2003 presentations (.ppt): texts, tables and links of each slide; speaker's notes are left out.

The formats are [MS-PPT] and, for shapes, [MS-ODRAW].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from ..model import Cause, Text
from .blocks import Reference
from .model import Evidence, Kind
from .ole import open_container, text_of
from .ppt_records import LockedSlides, Record, persisted, record_at
from .ppt_shapes import Shape, read_shapes
from .slides import MAX_SLIDES, Frame, Slide, slides_evidence
from .source import Source

_DOCUMENT, _DOCUMENT_ATOM, _SLIDE, _SLIDE_SHOW = 0x03E8, 0x03E9, 0x03EE, 0x03F9
_LIST, _PERSIST_ATOM, _DRAWING = 0x0FF0, 0x03F3, 0x040C
_HEADER, _CHARS, _BYTES, _OUTLINE = 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E
_LINKS, _LINK, _LINK_ATOM, _STRING = 0x0409, 0x0FD7, 0x0FD3, 0x0FBA
_ACTION, _ACTION_ATOM, _ACTION_RANGE = 0x0FF2, 0x0FF3, 0x0FDF
_TITLES: Final = frozenset({0, 6})
_HIDDEN: Final = 0x0004
_MAX_RECORDS: Final = 400_000
_LOW: Final = 1 << 40
_NOT_SAID: Final = frozenset({"", "*"})  # an asterisk stands where the slide's number or date is shown


@dataclass(slots=True)
class _Words:
    """A text with its sort (0 and 6 are titles) and the links in it as (number, first letter, last letter)."""

    sort: int = 4
    text: str = ""
    links: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """What all slides share: addresses of links by number, the slide's area, how many records may still be read."""

    targets: Mapping[int, str]
    area: int
    left: int = _MAX_RECORDS


def extract_ppt(source: Source) -> Evidence:
    """Return what a .ppt says. Raises what `open_container` and `persisted` raise on broken files."""
    container = open_container(source.body)
    try:
        stream, places, number = persisted(container)
    except LockedSlides:
        detail = Text("ไฟล์ตั้งรหัสผ่าน เปิดอ่านไม่ได้", "the file is protected by a password")
        return source.evidence(Kind.PPT, obstacle=Cause.ENCRYPTED, detail=detail)
    document, _ = record_at(stream, places[number])
    if document.type != _DOCUMENT:
        raise EOFError("no record of the document")
    atom = document.first(_DOCUMENT_ATOM)
    width, height = struct.unpack_from("<ii", atom.body) if atom else (0, 0)
    reading = _Reading(dict(_targets(document)), abs(width * height))
    outlines = list(_outlines(document))
    records = [record_at(stream, places[persist])[0] for persist, _ in outlines[:MAX_SLIDES]]
    if sum(len(one.body) for one in records) > len(stream):
        raise ValueError("slides overlap")
    pairs = zip(records, outlines, strict=False)
    slides = [_slide(record, words, reading) for record, (_, words) in pairs if reading.left > 0]
    return slides_evidence(source, Kind.PPT, slides, container.title(), len(outlines))


def _targets(document: Record) -> Iterator[tuple[int, str]]:
    """Yield the number and address of each hyperlink ([MS-PPT] 2.10.16)."""
    links = document.first(_LINKS)
    for link in islice(links.parts(), _MAX_RECORDS) if links else ():
        atom = link.first(_LINK_ATOM) if link.type == _LINK else None
        if atom is not None and len(atom.body) >= 4:
            strings = {one.instance: one.body for one in link.parts() if one.type == _STRING}
            target = strings.get(1, strings.get(0, b"")).decode("utf-16-le", "replace")
            yield struct.unpack_from("<I", atom.body)[0], target


def _outlines(document: Record) -> Iterator[tuple[int, list[_Words]]]:
    """Yield for each slide its object's number and the texts of its placeholders ([MS-PPT] 2.4.14.3)."""
    listed = next((one for one in document.parts() if one.type == _LIST and one.instance == 0), None)
    number, parts = -1, list[Record]()
    for one in islice(listed.parts(), _MAX_RECORDS) if listed else ():
        if one.type == _PERSIST_ATOM and len(one.body) >= 4:
            if number >= 0:
                yield number, _words(parts)
            number, parts = struct.unpack_from("<I", one.body)[0], []
        else:
            parts.append(one)
    if number >= 0:
        yield number, _words(parts)


def _words(parts: Sequence[Record]) -> list[_Words]:
    """Return the texts among records; each begins with a record that says its sort."""
    found: list[_Words] = []
    link = -1
    for one in parts:
        if one.type == _HEADER and len(one.body) >= 4:
            found.append(_Words(struct.unpack_from("<I", one.body)[0]))
        elif one.type in (_CHARS, _BYTES):
            if not found or found[-1].text:
                found.append(_Words())
            found[-1].text = one.body.decode("utf-16-le", "replace") if one.type == _CHARS else text_of(one.body, 0)
        elif one.type == _ACTION:
            link = _link_number(one)
        elif one.type == _ACTION_RANGE and found and link >= 0 and len(one.body) >= 8:
            found[-1].links.append((link, *struct.unpack_from("<ii", one.body)))
    return found


def _link_number(action: Record) -> int:
    atom = action.first(_ACTION_ATOM)
    return int(struct.unpack_from("<I", atom.body, 4)[0]) if atom is not None and len(atom.body) >= 8 else -1


def _slide(record: Record, outline: list[_Words], reading: _Reading) -> Slide:
    if record.type != _SLIDE:
        raise EOFError("no record of a slide")
    show = record.first(_SLIDE_SHOW)
    flags = struct.unpack_from("<H", show.body, 10)[0] if show and len(show.body) >= 12 else 0
    drawing = record.first(_DRAWING)
    shapes, reading.left = read_shapes(drawing, reading.left) if drawing else ([], reading.left - 1)
    used: set[int] = set()
    frames: list[Frame] = []
    links: list[Reference] = []
    for shape in shapes:
        texts = _texts(shape, outline, used)
        frames += _frames(shape, texts)
        links += _references(shape, texts, reading.targets)
    rest = [one for place, one in enumerate(outline) if place not in used]
    frames += [Frame(_plain(one.text), _LOW, place, one.sort in _TITLES) for place, one in enumerate(rest)]
    share = max(
        (shape.area / reading.area if reading.area else 0.001 for shape in shapes if shape.is_picture), default=0.0
    )
    return Slide(tuple(frames), share, tuple(links), bool(flags & _HIDDEN))


def _texts(shape: Shape, outline: Sequence[_Words], used: set[int]) -> list[_Words]:
    found = _words(shape.text)
    for one in shape.text:
        number = struct.unpack_from("<I", one.body)[0] if one.type == _OUTLINE and len(one.body) >= 4 else -1
        if 0 <= number < len(outline) and number not in used:
            used.add(number)
            found.append(outline[number])
    return found


def _frames(shape: Shape, texts: Sequence[_Words]) -> Iterator[Frame]:
    if shape.table is not None:
        cells = [(cell, " ".join(_plain(one.text) for one in _words(cell.text))) for cell in shape.table]
        yield Frame(shape.grid(cells), shape.top, shape.left)
    for one in texts:
        if one.text.strip() not in _NOT_SAID:
            yield Frame(_plain(one.text), shape.top, shape.left, one.sort in _TITLES)


def _references(shape: Shape, texts: Sequence[_Words], targets: Mapping[int, str]) -> Iterator[Reference]:
    for one in texts:
        for number, first, last in one.links:
            if number in targets:
                yield Reference(targets[number], " ".join(one.text[max(first, 0) : max(last, 0)].split()))
    for action in shape.actions:
        number = _link_number(action)
        if number in targets:
            yield Reference(targets[number], " ".join(" ".join(_plain(one.text).split()) for one in texts))
    for cell in shape.table or ():
        yield from _references(cell, _words(cell.text), targets)


def _plain(text: str) -> str:
    return text.replace("\r", "\n").replace("\x0b", "\n").replace("\0", "")
