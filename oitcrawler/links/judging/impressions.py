"""Small memories of pages, and whether two of them show the same; addresses that cannot exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final
from urllib.parse import unquote

from ...urls import DOCUMENT_SUFFIX, suffix_of
from ..model import Answer
from .model import HostHabits, Impression
from .reading import Reading, read_page

_WORD = re.compile(r"[^\W\d_]{2,}")
_FILE = re.compile(rf"(?i)\.(?:{DOCUMENT_SUFFIX.pattern})(?:$|[?#])")
_LETTERS: Final = "bcdfghjkmnpqrstvwxz"
_PAGE_SUFFIX = re.compile(r"[a-z]{2,5}")
_TITLE: Final = 120
_BYTES: Final = 8
_NEAR: Final = 3


def impression_of(answer: Answer, reading: Reading | None = None) -> Impression:
    """Return what an answer looks like, for comparing others with it; `reading` is that of its page, if it was read."""
    page = (reading or read_page(answer.body, answer.content_type)) if _is_page(answer) else None
    tokens = tokens_of(page, answer.final_url) if page else []
    return Impression(
        status=answer.status or 0,
        final_url=answer.final_url[:200],
        title=page.title[:_TITLE] if page else "",
        size=answer.size if answer.size is not None else len(answer.body),
        content_type=answer.content_type.partition(";")[0].strip().lower()[:60],
        fingerprint=_simhash(tokens),
        digest=_digest(tokens) if page else 0,
        words=len(tokens),
        parts=len(page.links) + len(page.media) if page else 0,
        scripts=bool(page and page.scripts),
    )


def random_paths(url: str, seed: str) -> tuple[str, ...]:
    """Return two addresses on the host of `url` that nothing can stand at: a folder-like one, and one with its suffix.

    The same for the same host, suffix and seed.
    """
    scheme, _, rest = url.partition("://")
    place = f"{scheme}://{re.split('[/?#]', rest, maxsplit=1)[0]}"
    suffix = suffix_of(url)
    ending = suffix if _PAGE_SUFFIX.fullmatch(suffix) else "html"
    return (f"{place}/{_nonsense(place, seed, 'folder')}", f"{place}/{_nonsense(place, seed, ending)}.{ending}")


def shows_the_same(one: Impression, other: Impression, spread: Sequence[Impression] = ()) -> bool:
    """Whether two answers show the same page, as far as impressions tell.

    `spread` are answers that are known to show the same as `other`: where they differ among themselves (a counter in
    words, a picture of the day), one may differ as much.
    """
    if _plain_title(one) != _plain_title(other) or not one.digest or not other.digest:
        return False
    if one.digest == other.digest:
        return True
    apart = [_distance(other, more) for more in spread if more.digest]
    if not apart or max(apart)[0] == 0:
        return False
    bits, words, parts = map(max, zip(*apart, strict=True))
    away = _distance(one, other)
    return bool(away[0] <= bits + _NEAR and away[1] <= words + 1 and away[2] <= parts)


def answers_everything(host: HostHabits) -> bool:
    """Whether a host answers what cannot exist with its home page: an application, so that nothing can be compared."""
    home = host.home
    return home is not None and any(_is_good(one) and shows_the_same(one, home) for one in host.missing)


def false_pages(host: HostHabits) -> tuple[Impression, ...]:
    """Return the answers with which a host pretends that what cannot exist is there."""
    return () if answers_everything(host) else tuple(one for one in host.missing if _is_good(one))


def tokens_of(page: Reading, url: str) -> list[str]:
    """Return the words that a page shows, without numbers and words of its own address, and what else it holds."""
    own = set(_words(unquote(url.partition("://")[2].partition("/")[2])))
    named = (link for link in page.links if _FILE.search(link))
    words = [word for word in _words(page.shown) if word not in own]
    return [*words, *(f"/{name}" for name in (*page.media, *named) if not name.startswith("data:"))]


def _is_good(one: Impression) -> bool:
    return 200 <= one.status < 300 and bool(one.digest)


def _is_page(answer: Answer) -> bool:
    return bool(answer.body) and ("html" in answer.content_type.lower() or b"<" in answer.body[:200])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _plain_title(one: Impression) -> tuple[str, ...]:
    own = set(_words(unquote(one.final_url.partition("://")[2].partition("/")[2])))
    return tuple(word for word in _words(one.title) if word not in own)


def _distance(one: Impression, other: Impression) -> tuple[int, int, int]:
    return (
        (one.fingerprint ^ other.fingerprint).bit_count(),
        abs(one.words - other.words),
        abs(one.parts - other.parts),
    )


def _hash(token: str) -> int:
    return int.from_bytes(blake2b(token.encode("utf-8", "replace"), digest_size=_BYTES).digest(), "big")


def _digest(tokens: Iterable[str]) -> int:
    return _hash("\n".join(sorted(set(tokens)))) or 1


def _simhash(tokens: Sequence[str]) -> int:
    """Return Charikar's simhash: near in bits for nearly the same words."""
    different = set(tokens)
    values = b"".join(blake2b(one.encode("utf-8", "replace"), digest_size=_BYTES).digest() for one in different)
    every = int.from_bytes(b"\x01" * len(different), "big")
    found = 0
    for place in range(_BYTES):
        column = int.from_bytes(values[place::_BYTES], "big")  # one byte of each value
        for bit in range(8):
            ones = (column >> bit & every).bit_count()
            found |= (ones * 2 > len(different)) << (8 * (_BYTES - 1 - place) + bit)
    return found


def _nonsense(place: str, seed: str, kind: str) -> str:
    raw = blake2b(f"{seed}|{place}|{kind}".encode("utf-8", "replace"), digest_size=14).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in raw)
