"""The contact block of a page, which may be spread over several lines, links and a map frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from .contacts import email_in, find_contacts, is_map
from .links import Target
from .model import Contact, ContactKind, Place
from .outlinks import label
from .passages import Run
from .places import Placing
from .selectors import Selectors
from .tree import Tree


def read_contacts(
    tree: Tree, placing: Placing, selectors: Selectors, runs: Sequence[Run], targets: Sequence[Target]
) -> tuple[Contact, ...]:
    """Return the contact parts of a page, each value once for each place."""
    found = [*_in_text(placing, selectors, runs), *_in_links(tree, placing, selectors)]
    for target in targets:
        if is_map(target.url):
            found.append(_contact(tree, placing, selectors, ContactKind.MAP, target.url, target.element))
    return tuple({(one.kind, one.value, one.place): one for one in reversed(found)}.values())[::-1]


def _in_text(placing: Placing, selectors: Selectors, runs: Sequence[Run]) -> Iterator[Contact]:
    text = "\n".join(run.text for run in runs)
    starts = [0, *accumulate(len(run.text) + 1 for run in runs)]
    for part in find_contacts(text):
        element = runs[bisect_right(starts, part.start) - 1].element
        yield Contact(part.kind, part.value, part.quote, selectors.of(element), placing.places[element])


def _in_links(tree: Tree, placing: Placing, selectors: Selectors) -> Iterator[Contact]:
    for one in range(len(tree)):
        if tree.hidden[one]:
            continue
        href = tree.get(one, "href").strip()
        scheme, _, rest = href.partition(":")
        hidden = tree.get(one, "data-cfemail") or href.partition("/cdn-cgi/l/email-protection#")[2]
        address = _unscrambled(hidden) if hidden else rest.partition("?")[0] if scheme.lower() == "mailto" else ""
        if email := email_in(address):
            yield _contact(tree, placing, selectors, ContactKind.EMAIL, email, one)
        if scheme.lower() == "tel":
            for part in find_contacts(f"โทร {rest}"):
                yield _contact(tree, placing, selectors, part.kind, part.value, one)


def _contact(
    tree: Tree, placing: Placing, selectors: Selectors, kind: ContactKind, value: str, element: int
) -> Contact:
    place: Place = placing.places[element]
    return Contact(kind, value, label(tree, element) or value, selectors.of(element), place)


def _unscrambled(code: str) -> str:
    """Return the address behind Cloudflare's e-mail protection: bytes in hexadecimal, the first one the key."""
    try:
        raw = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(byte ^ raw[0] for byte in raw[1:]).decode("utf-8", "replace") if raw else ""
