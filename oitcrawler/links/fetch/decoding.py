"""Unpacks bodies that servers send packed."""

from __future__ import annotations

import zlib
from collections.abc import Callable

ACCEPTED = "gzip, deflate"
_GZIP = 16 + zlib.MAX_WBITS


class Undecodable(ValueError):
    """A body that is not packed as its header says."""


def unpack(body: bytes, encoding: str, limit: int) -> bytes | None:
    """Return at most `limit` + 1 bytes of what was packed; None if we do not know how.

    `encoding` is the Content-Encoding header. A body that stops in the middle gives what is there. Raises Undecodable.
    """
    for name in reversed([one.strip().lower() for one in encoding.split(",") if one.strip()]):
        if name == "identity" or not body:
            continue
        unpacker = _UNPACKERS.get(name)
        if unpacker is None:
            return None
        body = unpacker(body, limit + 1)
    return body


def _gunzip(body: bytes, limit: int) -> bytes:
    found = b""
    while body and len(found) < limit:
        member = zlib.decompressobj(_GZIP)
        try:
            found += member.decompress(body, limit - len(found))
        except zlib.error as wrong:
            if found:  # rubbish after the end, which browsers ignore
                break
            raise Undecodable(str(wrong)) from wrong
        body = member.unused_data
    return found


def _inflate(body: bytes, limit: int) -> bytes:
    """Unpack "deflate", which half of the servers take for raw deflate and the other half for zlib."""
    try:
        return zlib.decompressobj().decompress(body, limit)
    except zlib.error:
        pass
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, limit)
    except zlib.error as wrong:
        raise Undecodable(str(wrong)) from wrong


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
}
