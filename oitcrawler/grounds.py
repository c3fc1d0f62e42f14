"""What a verdict stands on, by digest: what a person's decision holds on to, and what two runs are compared by.

A document is the same when its bytes are. The bytes of a web page change with every visit (a counter, a token in a
form), so a page is also the same when it says the same and links the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from .evidence.model import Evidence, Place
from .evidence.site import Site
from .locate import Located
from .locate.labels import says_something
from .report import Ground
from .thai.fold import fold
from .urls import site_domain

_VISITS = re.compile(
    r"(?:สถิติ|จำนวน|ยอด)*(?:ผู้|คน|การ)?(?:เข้าชม|เยี่ยมชม|เข้าใช้งาน)(?:เว็บไซต์|เว็บ|หน้านี้|แล้ว)*|(?:ผู้ใช้|กำลัง|ขณะนี้)+ออนไลน์(?:อยู่)?|เปิดอ่าน(?:แล้ว)?|ยอดวิว"
    r"|(?:page\s*)?(?:views?|hits?)\b|visitors?|(?:users?\s*)?online\s*(?:users?|now)|counter"
)
# What else a line of a counter may hold; the rest of "วันนี้ 12 คน" once its number is gone.
_AROUND = re.compile(
    r"วันนี้|เมื่อวาน(?:นี้)?|สัปดาห์นี้|เดือน(?:นี้|ที่แล้ว)|ปี(?:นี้|ที่แล้ว)|ทั้งหมด|รวม|จำนวน|คน|ครั้ง|today|yesterday|this|last|week|month|year"
    r"|total|times|[\d\W_]"
)
_CONTENT = (Place.CONTENT, Place.TABLE)


def grounds_of(located: Iterable[Located], *, undecided: bool) -> tuple[Ground, ...]:
    """Return everything that an item's verdict stands on; while it is undecided, the candidates too."""
    found: dict[str, Ground] = {}
    for one in located:
        for chosen in one.found:
            via = chosen.via.url if chosen.via else ""
            _keep(found, chosen.evidence, chosen.labels, via)
        for candidate in one.ranked if undecided else ():
            _keep(found, candidate.evidence, candidate.labels, candidate.via.url)
    return tuple(found[url] for url in sorted(found))


def ground_of(evidence: Evidence, labels: tuple[str, ...] = (), via: str = "") -> Ground:
    """Return one page or document as a ground; `via` is the page whose link with these labels leads there."""
    says = words_digest(evidence) if evidence.is_page else ""
    return Ground(evidence.final_url or evidence.url, evidence.digest, says, _telling(labels), via)


def still_there(held: Ground, now: Iterable[Ground], site: Site) -> bool:
    """Whether a ground of an earlier day stands unchanged: the same bytes anywhere, or a page that says the same."""
    same = [one for one in now if same_place(one.url, held.url, site)]
    if not same:
        same = [ground_of(one) for one in site.evidence if same_place(one.final_url, held.url, site)]
    if any(one.sha256 == held.sha256 or (held.words and one.words == held.words) for one in same):
        return True
    return bool(held.sha256) and any(one.digest == held.sha256 for one in site.evidence)


def same_place(now: str, held: str, site: Site) -> bool:
    """Whether an address of the site is one of an earlier day, also when its main host has another scheme or name."""
    if now == held or _host(now) != _host(site.start_url):
        return now == held
    return site_domain(held) == site_domain(now) and place_of(held, held) == place_of(now, now)


def words_digest(page: Evidence) -> str:
    """Return the SHA-256 of what a page says to its readers and links in its content, without its counters."""
    links = (f"{one.text} {place_of(one.url, page.final_url)}" for one in page.links if one.place in _CONTENT)
    lines = [*_lines(page), *links]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def place_of(url: str, start: str) -> str:
    """Return an address as both runs know it: on the site's own main host only what follows the host."""
    there, own = urlsplit(url), urlsplit(start)
    if there.hostname != own.hostname or there.port != own.port:
        return url
    rest = there.path + (f"?{there.query}" if there.query else "") + (f"#{there.fragment}" if there.fragment else "")
    return rest or "/"


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _telling(labels: tuple[str, ...]) -> str:
    return next((one for one in labels if says_something(one)), labels[0] if labels else "")


def _lines(page: Evidence) -> Iterable[str]:
    counting = False
    for passage in page.passages:
        line = " ".join(fold(passage.text).split())
        visits, rest = _VISITS.search(line), _AROUND.sub("", _VISITS.sub("", line))
        counting = not rest and (counting or visits is not None)  # what follows a counter's title belongs to it
        if not counting:
            yield line


def _keep(found: dict[str, Ground], evidence: Evidence, labels: tuple[str, ...], via: str) -> None:
    ground = ground_of(evidence, labels, via)
    found.setdefault(ground.url, ground)
