"""The visible text of a page in passages: one for each block, and one for each row of a data table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .tree import BLOCKS, Tree, tidy


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text that stands in one block element."""

    element: int
    text: str


def read_runs(tree: Tree, data_tables: frozenset[int]) -> Iterator[Run]:
    """Return the visible text block by block, in document order."""
    blocks = _blocks(tree, data_tables)
    current, words = -1, list[str]()
    for piece, owner in zip(tree.pieces, tree.owners, strict=True):
        if tree.hidden[owner]:
            continue
        block = blocks[owner]
        if block != current and piece.strip():
            yield from _run(current, words)
            current, words = block, []
        words.append(piece)
    yield from _run(current, words)


def _run(element: int, words: list[str]) -> Iterator[Run]:
    text = tidy("".join(words))
    if text:
        yield Run(element, text)


def _blocks(tree: Tree, data_tables: frozenset[int]) -> tuple[int, ...]:
    """Return for each element the block that its text belongs to."""
    found: list[int] = []
    rows: list[int] = []
    for one in range(len(tree)):
        parent = tree.parents[one]
        row = rows[parent] if parent >= 0 else -1
        if (
            tree.tags[one] == "tr"
            and next((t for t in tree.ancestors(one) if tree.tags[t] == "table"), -1) in data_tables
        ):
            row = one
        rows.append(row)
        if row >= 0:
            found.append(row)
        elif tree.tags[one] in BLOCKS or tree.tags[one] in ("td", "th") or parent < 0:
            found.append(one)
        else:
            found.append(found[parent])
    return tuple(found)
