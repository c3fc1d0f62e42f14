"""How sheets look: formats of cells, colours, names of sheets, words in margins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from oitcrawler.model import Lang

from ._safe import clean, shortened
from ._tables import Address, Cell, Column

_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\\U00010000-\U0010ffff]")
_LONGEST_NAME: Final = 31
_NO_WIDTH: Final = re.compile(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_LINE: Final = 14
_MOST_LINES: Final = 14
"""What is longer is read in the cell itself: a row higher than the screen cannot be worked with."""
_FONT: Final = {"font_name": "Tahoma", "font_size": 10}
# Colours that people who see colours differently tell apart too: dark words on a light ground.
_COLOURS: Final[Mapping[str, Mapping[str, str]]] = {
    "good": {"bg_color": "#D9EAD3", "font_color": "#1B5E20"},
    "bad": {"bg_color": "#F8D7DA", "font_color": "#7F1D1D"},
    "warn": {"bg_color": "#FFF2CC", "font_color": "#7A4B00"},
    "unseen": {"bg_color": "#DDE3EC", "font_color": "#26364D"},
    "plain": {"bg_color": "#F3F3F3", "font_color": "#444444"},
}
# The calendar (07: Buddhist) and the digits (D0: Thai) stand in the locale of a number format (ECMA-376, 18.8.31).
_DAYS: Final = {("th", False): "[$-107041E]d mmm yyyy", ("th", True): "[$-D07041E]d mmm yyyy"}
_DAY_EN: Final = "d mmm yyyy"


@dataclass(frozen=True, slots=True)
class Look:
    """The formats of one workbook, and the language of its words."""

    lang: Lang
    heading: Format
    text: Format
    link: Format
    number: Format
    day: Format
    colours: Mapping[str, Format]

    @classmethod
    def made(cls, book: Workbook, lang: Lang, *, thai_digits: bool) -> Look:
        """Return the formats, added to a workbook."""
        plain = {**_FONT, "valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": "#D0D0D0"}
        heading = {
            **_FONT,
            "bold": True,
            "bg_color": "#1F3864",
            "font_color": "#FFFFFF",
            "text_wrap": True,
            "border": 1,
        }
        link = {**plain, "font_color": "#0B5394", "underline": 1}
        days = _DAYS.get((lang, thai_digits), _DAY_EN)
        return cls(
            lang=lang,
            heading=book.add_format({**heading, "valign": "vcenter"}),
            text=book.add_format({**plain, "quote_prefix": True}),
            link=book.add_format(link),
            number=book.add_format({**plain, "num_format": "General", "align": "right"}),
            day=book.add_format({**plain, "num_format": days, "align": "left"}),
            colours={name: book.add_format(dict(colour)) for name, colour in _COLOURS.items()},
        )


class Names:
    """Gives sheets names that Excel takes: at most 31 characters, none of those that it forbids, each once."""

    def __init__(self) -> None:
        self._used = {"history"}  # a name that Excel keeps for itself

    def taken(self, wanted: str) -> str:
        """Return a free name like the one that is wanted."""
        plain = _NOT_IN_A_NAME.sub(" ", clean(wanted)).strip(" '") or "–"
        name, number = shortened(plain, _LONGEST_NAME), 1
        while name.casefold() in self._used:
            number += 1
            mark = f" ({number})"
            name = shortened(plain, _LONGEST_NAME - len(mark)) + mark
        self._used.add(name.casefold())
        return name


def height(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> float | None:
    """Return how high a row must be, in points, to show its texts; None where one line is enough.

    Not every program finds that out by itself.
    """
    lines = max((_lines(cell, column.width) for cell, column in zip(row, columns, strict=True)), default=1)
    return None if lines == 1 else float(min(lines, _MOST_LINES) * _LINE + 2)


def _lines(cell: Cell, width: int) -> int:
    text = cell.shown if isinstance(cell, Address) else cell
    if not isinstance(text, str) or len(text) <= width:
        return 1
    # Vowels and tone marks above and below take no room; words break before the end of a line.
    return -(-len(_NO_WIDTH.sub("", text)) // max(width - 3, 4))


def in_margin(text: str) -> str:
    """Return a text for the head of a printed page, where an ampersand has a meaning."""
    return shortened(clean(text), 100).replace("&", "&&")
