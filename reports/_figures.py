"""Pictures of places, as they are put into the page: safe, each once, and not more than the page bears."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from oitcrawler.report import Report

MOST_BYTES: Final = 650_000
"""How much all pictures may weigh together, before they are written as text (which makes them a third larger)."""
MOST_OF_ONE: Final = 120_000
CITATIONS: Final = 10
"""How many places of one requirement the page shows."""
_STARTS: Final = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture: the id by which the page knows it, and its bytes as a `data:` address."""

    id: str
    source: str
    width: int
    height: int


def figures(report: Report) -> Mapping[Place, Figure]:
    """Return the pictures by the address and selector of their places; those beyond what the page bears are left out.

    Only JPEG and PNG by their first bytes are taken: a picture must not be able to carry a script.
    """
    found: dict[Place, Figure] = {}
    weight = 0
    for one in report.pictures:
        start = _STARTS.get(one.media_type)
        is_sound = start is not None and one.data.startswith(start) and 0 < one.width < 4000 and 0 < one.height < 4000
        size = len(one.data)
        if not is_sound or size > MOST_OF_ONE or weight + size > MOST_BYTES or (one.url, one.selector) in found:
            continue
        weight += size
        data = base64.b64encode(one.data).decode("ascii")
        figure = Figure(f"picture-{len(found) + 1}", f"data:{one.media_type};base64,{data}", one.width, one.height)
        found[one.url, one.selector] = figure
    return found


def cited(report: Report) -> frozenset[Place]:
    """Return the places that the items of the page cite: there their pictures stand."""
    return frozenset(
        (cite.url, cite.selector)
        for item in report.items
        for one in item.requirements
        for cite in one.evidence[:CITATIONS]
        if cite.selector
    )
