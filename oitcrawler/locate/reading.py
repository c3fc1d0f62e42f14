"""The line of a page under which a link stands, in the order in which a reader sees them.

In a list of items the code often stands apart from the links: in a line above them, in a cell merged over several
rows, at the start of one of many lines that only line breaks part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..evidence.model import Evidence, Link, Place
from ..urls import file_name
from .codes import Code, Writing, item_codes

_CONTENT = (Place.CONTENT, Place.TABLE)
_BEFORE_CODE = 8
"""Characters that may stand before a code at the start of a line: a bullet, a bracket, "ข้อที่ "."""

_REFERENCE = re.compile(r"(?:ข้อ|(?:ตาม|ใน|ของ|จาก|ดู|กับ)\s*.{0,3})$")
_WINDOW = 300
"""How many lines after the last link the next one is looked for."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The line with an item's code under which a link stands. `is_last` when no further code follows on the page."""

    code: Code
    line: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Line:
    selector: str
    text: str


def carried_codes(source: Evidence, prefix: str) -> dict[Link, Carried]:
    """Return for the links in the content of a page the line of the item under which each stands."""
    lines = tuple(
        _Line(passage.selector or "", text) for passage in source.passages for text in passage.text.split("\n")
    )
    carriers = _carriers(lines, {heading.text for heading in source.headings}, prefix)
    numbers = [number for number, carrier in enumerate(carriers) if carrier is not None and carrier.line == number]
    found: dict[Link, Carried] = {}
    for link, number in _placed(source, lines):
        carrier = carriers[number]
        if carrier is not None and carrier.line <= number:
            found[link] = Carried(carrier.code, lines[carrier.line].text, carrier.line == numbers[-1])
    return found


@dataclass(frozen=True, slots=True)
class _Carrier:
    line: int
    code: Code


def _carriers(lines: tuple[_Line, ...], headings: set[str], prefix: str) -> tuple[_Carrier | None, ...]:
    """Return for each line the last line so far that begins with a code; a heading without one ends its reach."""
    found: list[_Carrier | None] = []
    current: _Carrier | None = None
    for number, line in enumerate(lines):
        codes = [code for code in own_codes(line.text, prefix) if code.writing is Writing.LETTER]
        if len({code.numbers for code in codes}) == 1 and codes[0].start <= _BEFORE_CODE:
            current = _Carrier(number, codes[0])
        elif codes or line.text in headings:
            current = None
        found.append(current)
    return tuple(found)


def own_codes(text: str, prefix: str) -> tuple[Code, ...]:
    """Return the item codes of a text without those to which its words only refer ("ตามแผนในข้อ o10")."""
    codes = item_codes(text, prefix)
    if not codes or codes[0].start > _BEFORE_CODE:
        return codes
    return (codes[0], *(code for code in codes[1:] if not _REFERENCE.search(text[: code.start + len("ข้อ")])))


def _placed(source: Evidence, lines: tuple[_Line, ...]) -> Iterator[tuple[Link, int]]:
    """Find the line of each link in content: the next one in its block that shows its text."""
    start, offset = 0, 0
    for link in source.links:
        if link.place not in _CONTENT or not link.text:
            continue
        words = link.text.split("\n")[0]
        for number in range(start, min(len(lines), start + _WINDOW)):
            place = lines[number].text.find(words, offset if number == start else 0)
            if place >= 0 and _holds(lines[number].selector, link.selector or ""):
                start, offset = number, place + len(words)
                yield link, number
                break


def _holds(block: str, inner: str) -> bool:
    return bool(block) and (inner == block or inner.startswith((f"{block} ", f"{block}>")))


def picture_code(link: Link, source: Evidence, prefix: str) -> Code | None:
    """Return the code in the file name of the picture that is a link's only content (`o13.jpg`)."""
    if not link.is_image or not link.selector:
        return None
    for image in source.images:
        if image.selector and _holds(link.selector, image.selector):
            codes = item_codes(file_name(image.url).rpartition(".")[0].replace("_", " "), prefix)
            if len(codes) == 1 and codes[0].writing is Writing.LETTER:
                return codes[0]
    return None
