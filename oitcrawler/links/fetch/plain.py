"""Tells the replies that are as plain as most are, and reads their heads; all others are for a reader of everything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

NO_BODY = frozenset({204, 304})

_HEAD = re.compile(rb"HTTP/1\.1 ([2-9]\d\d)(?: [ -~]*)?\r\n((?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~]*\r\n)+)\r\n")
_STAYS = {"": True, "keep-alive": True, "close": False}
_LONGEST = 15  # digits of a length


@dataclass(slots=True)
class Plain:
    """The head of a plain reply: where it ends, the length of the body, and whether the connection stays open."""

    status: int
    headers: Mapping[str, str]
    end: int
    length: int
    stays: bool


def plain_head(came: bytes | bytearray, size: int, *, to_head: bool) -> Plain | None:
    """Return the head of a reply that begins with the first `size` bytes that came; None if it is not plain.

    Plain is what has all its head at once, in ASCII, each header once, and a body of announced length or none.
    `to_head` says that the reply is to HEAD, and has no body.
    """
    found = _HEAD.match(came, 0, size)
    if found is None:
        return None
    lines = found[2].decode("ascii").split("\r\n")
    headers = {}
    for line in lines[:-1]:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip(" \t")
    stays = _STAYS.get(headers.get("connection", "").lower())
    if stays is None or len(headers) != len(lines) - 1 or "transfer-encoding" in headers:
        return None
    status = int(found[1])
    length = "0" if to_head or status in NO_BODY else headers.get("content-length", "")
    if not length.isdigit() or len(length) > _LONGEST:
        return None
    return Plain(status, headers, found.end(), int(length), stays)
