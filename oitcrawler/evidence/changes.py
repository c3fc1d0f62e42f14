"""What is different in a document since an earlier run saw it: its text compared line by line. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from ..thai.fold import fold
from .model import Evidence

MAX_SHOWN = 5
_LONGEST = 200
# What a system prints anew each time that it makes the file, and what counts pages.
_PRINTED = re.compile(
    r"พิมพ์(?:เมื่อ|วันที่|โดย|จาก)|วันที่พิมพ์|ผู้พิมพ์|เวลาพิมพ์|ออกรายงาน(?:เมื่อ|วันที่|ณ)|print(?:ed)?\s*(?:on|by|date|:)|^หน้า(?:ที่)?[\s:/\d]+$|^[\W\d_]*$"
)


class Extent(StrEnum):
    """How far a document with other bytes is another document."""

    SAME_TEXT = "same-text"
    TEXT = "text"
    OTHER_YEAR = "other-year"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Change:
    """A document that was seen with other bytes before.

    `since` is when the run started that saw the new bytes first, `seen` when the last one started that saw the old
    ones (both ISO 8601). `removed` and `added` are the first lines that stand in one text alone. `before_url` is
    where the old document was when the link with the same words led elsewhere. `count` of `lines` lines differ.
    """

    extent: Extent
    before: str
    seen: str
    since: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    count: int = 0
    lines: int = 0
    before_url: str = ""


def compare(before: Evidence, now: Evidence, *, seen: str, since: str, before_url: str = "") -> Change:
    """Return what differs between the text of two versions of a document.

    Lines that only wrap elsewhere, spaces, and lines that a system prints anew at each export make no difference.
    What was not wholly read cannot be compared.
    """
    if before.obstacle is not None or now.obstacle is not None or not before.text or not now.text:
        return Change(Extent.UNREADABLE, before.digest, seen, since, before_url=before_url)
    old, new = _lines(before), _lines(now)
    removed, added = _only_in(old, new), _only_in(new, old)
    if not (removed or added) or "".join(one.bare for one in old) == "".join(one.bare for one in new):
        return Change(Extent.SAME_TEXT, before.digest, seen, since, before_url=before_url)
    return Change(
        Extent.TEXT,
        before.digest,
        seen,
        since,
        tuple(_short(line) for line in removed[:MAX_SHOWN]),
        tuple(_short(line) for line in added[:MAX_SHOWN]),
        max(len(removed), len(added)),
        max(len(old), len(new)),
        before_url,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    shown: str
    bare: str


def _lines(evidence: Evidence) -> list[_Line]:
    """Return the lines that count, each with the form in which it is compared: folded, without spaces."""
    folded = ((line.strip(), fold(line)) for line in evidence.text.splitlines())
    return [
        _Line(line, line_folded.replace(" ", "")) for line, line_folded in folded if not _PRINTED.search(line_folded)
    ]


def _only_in(these: list[_Line], those: list[_Line]) -> list[str]:
    missing = Counter(one.bare for one in these) - Counter(one.bare for one in those)
    found: list[str] = []
    for one in these:
        if missing[one.bare] > 0:
            missing[one.bare] -= 1
            found.append(one.shown)
    return found


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
