"""A small fictional agency to try the tool on: its whole website in memory, and what is true of it.

with serve() as url:                 the site on 127.0.0.1
    ...
truth(2568)["o13"]                   what a good judge says of each item
AS_OF[2568]                          the day on which to judge
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import yaml

from .server import serve

AGENCY = "องค์การบริหารส่วนตำบลตัวอย่างสุข"
DOMAIN = "www.tuayangsuk.example"
AS_OF: Mapping[int, date] = {2565: date(2022, 4, 30), 2568: date(2025, 4, 30)}
_TRUTH = Path(__file__).with_name("truth.yaml")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is true of one item.

    `code` is the finding code of a gap; `rows` are the rows of the document where it shows; `script` says that
    the evidence can be seen only after a script has run, so that without a browser the item cannot be checked.
    """

    verdict: Literal["pass", "gap"]
    code: str | None = None
    rows: tuple[str, ...] = ()
    script: bool = False
    where: str = ""


def truth(year: int) -> Mapping[str, Expected]:
    """Return what is true of every item of a fiscal year B.E. Raises KeyError for a year that the demo has not."""
    written = yaml.safe_load(_TRUTH.read_text("utf-8"))["years"][year]
    return {
        item: Expected(
            verdict=one["verdict"],
            code=one.get("code"),
            rows=tuple(one.get("rows", ())),
            script=bool(one.get("script")),
            where=one.get("where", ""),
        )
        for item, one in written.items()
    }


def broken_links() -> tuple[str, ...]:
    """Return the paths of the site that links lead to and that do not exist."""
    return tuple(yaml.safe_load(_TRUTH.read_text("utf-8"))["broken_links"])


__all__ = ["AGENCY", "AS_OF", "DOMAIN", "Expected", "broken_links", "serve", "truth"]
