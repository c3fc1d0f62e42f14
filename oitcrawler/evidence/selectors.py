"""CSS selectors: short, and leading to one element only."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .tree import Tree

_PLAIN_NAME = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Selectors:
    """Knows, for one page, which ids are unique and the how-manieth of its kind each element is."""

    tree: Tree
    unique: frozenset[str]
    numbers: tuple[int, ...]

    def of(self, element: int) -> str:
        """Return a selector: the element's own unique id, else the path from the nearest ancestor that has one."""
        steps: list[str] = []
        one = element
        while one >= 0:
            name = self.tree.get(one, "id")
            tag = self.tree.tags[one]
            if name in self.unique or tag in ("body", "html"):
                steps.append(f"#{name}" if name in self.unique else tag)
                break
            # Browsers put a <tbody> between a table and its rows that the markup does not have.
            parent = self.tree.parents[one]
            is_row = tag == "tr" and parent >= 0 and self.tree.tags[parent] == "table"
            steps.append(f"{tag}:nth-of-type({self.numbers[one]})")
            steps.append(" " if is_row else " > ")
            one = parent
        return "".join(reversed(steps)).strip(" >")


def selectors_of(tree: Tree) -> Selectors:
    """Return the selectors of a page."""
    seen = Counter(tree.get(one, "id") for one in range(len(tree)))
    counts: Counter[tuple[int, str]] = Counter()
    numbers: list[int] = []
    for one in range(len(tree)):
        key = (tree.parents[one], tree.tags[one])
        counts[key] += 1
        numbers.append(counts[key])
    unique = frozenset(name for name, count in seen.items() if count == 1 and _PLAIN_NAME.fullmatch(name))
    return Selectors(tree, unique, tuple(numbers))
