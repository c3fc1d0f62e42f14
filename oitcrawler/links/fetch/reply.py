"""What one request brought: a server's reply, or the failure to get one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model import Cause
from .decoding import Undecodable, unpack

REDIRECTS = frozenset({301, 302, 303, 307, 308})
REDIRECT_BODY = 64 * 1024
"""Bytes that are read of what a redirect says beside its address."""


class Failed(Exception):
    """No reply came.

    `in_handshake` says that the connection ended where TLS is agreed upon, `tls` is what the failure says of the
    certificate.
    """

    def __init__(self, cause: Cause, detail: str, *, in_handshake: bool = False, tls: str = "") -> None:
        super().__init__(detail)
        self.cause = cause
        self.detail = detail
        self.in_handshake = in_handshake
        self.tls = tls


@dataclass(frozen=True, slots=True)
class Request:
    """One request: `headers` are those that differ from the session's own, `limit` the bytes of body to keep."""

    url: str
    method: str
    headers: Mapping[str, str]
    limit: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said.

    `headers` have lower-case names and can be printed; `location` is the raw header. `failure` says that the body
    did not come as announced; `latency` counts the seconds until the reply began.
    """

    status: int
    headers: Mapping[str, str]
    location: bytes | None = None
    cookies: tuple[str, ...] = ()
    body: bytes = b""
    size: int | None = None
    whole: bool = True
    cut: bool = False
    failure: Cause | None = None
    detail: str = ""
    latency: float = 0.0


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a reply.

    `headers` have lower-case names; bytes that are not UTF-8 stand as surrogates.
    """

    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...]
    latency: float


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a reply as it came, `cut` when we stopped reading, `failure` when the server did."""

    raw: bytes
    cut: bool = False
    failure: Failed | None = None


class Unreadable(Exception):
    """A reply came that a strict reader of HTTP does not understand; a browser might."""


def printable(raw: bytes) -> str:
    """Return a header's bytes as people meant them: UTF-8, else TIS-620, as old servers name their files."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp874", "replace")


def reply_of(request: Request, head: Head, body: Body) -> Reply:
    """Put a reply together: printable headers, the body unpacked and cut to what was asked for."""
    headers = {name: _readable(value) for name, value in head.headers.items()}
    location = head.headers.get("location")
    kept, cut, failed = _unpacked(body, headers.get("content-encoding", ""), request.limit)
    return Reply(
        status=head.status,
        headers=headers,
        location=None if location is None else location.encode("utf-8", "surrogateescape"),
        cookies=head.cookies,
        body=kept,
        size=_announced(headers),
        whole=not cut and failed is None,
        cut=cut,
        failure=failed.cause if failed else None,
        detail=failed.detail if failed else "",
        latency=head.latency,
    )


def _unpacked(body: Body, encoding: str, limit: int) -> tuple[bytes, bool, Failed | None]:
    kept: bytes | None = body.raw
    failed = body.failure
    if encoding and kept:
        try:
            kept = unpack(kept, encoding, limit)
        except Undecodable as wrong:
            failed = failed or Failed(Cause.PROTOCOL, f"the body is not {encoding}, as its header says: {wrong}")
    if kept is None:  # packed in a way that nobody asked for: not seen, and so nothing is said of it
        return b"", True, failed
    return kept[:limit], body.cut or len(kept) > limit, failed


def _readable(value: str) -> str:
    return value if value.isascii() else printable(value.encode("utf-8", "surrogateescape"))


def _announced(headers: Mapping[str, str]) -> int | None:
    """Return the length of the body that the headers announce; None if they do not, or of a packed body."""
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()) or headers.get("content-encoding", "identity") != "identity":
        return None
    return int(length)
