"""The values that judging takes: what was asked for, and how the host that answered is used to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..model import RefKind


@dataclass(frozen=True, slots=True)
class Aim:
    """What was asked for: an absolute address, what it is to the page that names it, whether it is the site's own."""

    url: str
    kind: RefKind
    is_own: bool


@dataclass(frozen=True, slots=True)
class Impression:
    """What remains of an answer for comparing others with it; small, because every host has some.

    `words` counts the visible words, `parts` the links, pictures and frames. `digest` is the same only for pages that
    show the same, numbers and words of their own address aside; `fingerprint` (a simhash) is near for pages that show
    nearly the same. Both are 0 for what is no page. `scripts` tells that the page has scripts.
    """

    status: int
    final_url: str
    title: str
    size: int
    content_type: str
    fingerprint: int
    digest: int
    words: int
    parts: int
    scripts: bool


@dataclass(frozen=True, slots=True)
class HostHabits:
    """What a host's home page looks like, and its answers to addresses that cannot exist."""

    home_url: str
    home: Impression | None
    missing: tuple[Impression, ...]


UNKNOWN_HOST: Final = HostHabits("", None, ())
