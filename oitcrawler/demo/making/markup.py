"""The small language in which the texts of the demo site are written, and its reader.

# heading            plain line = paragraph            - item of a list
| a | b |            table; its first row is the header; `|: 1 4 2` before it gives relative widths
!name arguments      a command of the renderer (`!sign nayok 3 มกราคม 2565`, `!people political`, `!page`)
[text](@key)         a link to a document by its key, or to a page by its path
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AGENCY_MARK = "§"
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Head:
    """A heading inside a page or document."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A bulleted list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `widths` are relative, empty for equal columns."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A command to the renderer, with the rest of its line as one argument."""

    name: str
    argument: str = ""


Block = Head | Para | Items | Grid | Command


def read_markup(text: str, agency: str) -> tuple[Block, ...]:
    """Read a text; `§` stands for the agency's full name. Raises ValueError for a table row of a wrong length."""
    lines = [line.strip().replace(AGENCY_MARK, agency) for line in text.splitlines()]
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith(("|", "- ")):
            end = _run(lines, at, line[0])
            blocks.append(_grid(lines[at:end]) if line[0] == "|" else _items(lines[at:end]))
            at = end
            continue
        if line:
            blocks.append(_single(line))
        at += 1
    return tuple(blocks)


def _single(line: str) -> Block:
    if line.startswith("# "):
        return Head(line[2:])
    if line.startswith("!"):
        name, _, argument = line[1:].partition(" ")
        return Command(name, argument.strip())
    return Para(line)


def _run(lines: list[str], start: int, sign: str) -> int:
    end = start
    while end < len(lines) and lines[end].startswith(sign):
        end += 1
    return end


def _items(lines: list[str]) -> Items:
    return Items(tuple(line[2:] for line in lines))


def _grid(lines: list[str]) -> Grid:
    widths: tuple[float, ...] = ()
    if lines[0].startswith("|:"):
        widths = tuple(float(part) for part in lines[0][2:].split())
        lines = lines[1:]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    wrong = [row for row in rows if len(row) != len(rows[0])]
    if wrong:
        raise ValueError(f"a table of {len(rows[0])} columns has the row {wrong[0]!r}")
    return Grid(rows[0], tuple(rows[1:]), widths)


def plain(text: str) -> str:
    """Return a text without its link marks, for documents."""
    return LINK.sub(r"\1", text)
