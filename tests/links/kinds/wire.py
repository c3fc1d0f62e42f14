"""Ways of putting an answer on the wire that browsers understand and careful clients stumble over."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping

from .exchange import Exchange, head_of

Headers = Mapping[str, str]
Wire = Callable[[Exchange, int, Headers, bytes], None]


def _sized(headers: Headers, body: bytes) -> dict[str, str]:
    return {**headers, "Content-Length": str(len(body))}


def _finish(exchange: Exchange, head: bytes, body: bytes) -> None:
    exchange.put(head if exchange.method == "HEAD" else head + body)


def lf_only(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Lines of the head end in LF alone, as home-made servers write them."""
    _finish(exchange, head_of(status, _sized(headers, body), line_end="\n"), body)


def big_headers(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """48 KB of headers: one cookie for every module of the content management system."""
    many = {f"X-Module-{number}": "ก" * 250 for number in range(64)}
    _finish(exchange, head_of(status, {**_sized(headers, body), **many}), body)


def long_header(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """One header of 24 KB, as a content security policy grows."""
    policy = "default-src " + " ".join(f"https://part{number}.example.com" for number in range(800))
    _finish(exchange, head_of(status, {**_sized(headers, body), "Content-Security-Policy": policy}), body)


def http10(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """HTTP/1.0, no length: the body ends with the connection."""
    exchange.keep = False
    _finish(exchange, head_of(status, headers).replace(b"HTTP/1.1", b"HTTP/1.0", 1), body)


def no_length(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """No length and no chunks: the body ends with the connection."""
    exchange.keep = False
    _finish(exchange, head_of(status, {**headers, "Connection": "close"}), body)


def closes_quietly(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Keeps the connection, as it says, and closes it at once."""
    exchange.keep = False
    exchange.send(status, {**headers, "Connection": "keep-alive"}, body)


def no_reason(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """A status line without words and without the space before them."""
    _finish(exchange, head_of(status, _sized(headers, body), reason="").replace(b" \r\n", b"\r\n", 1), body)


def odd_reason(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """A status line with Thai words."""
    _finish(exchange, head_of(status, _sized(headers, body), reason="ไม่พบปัญหา 404"), body)


def early_hints(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """A 103 before the answer."""
    exchange.put(b"HTTP/1.1 103 Early Hints\r\nLink: </style/site.css>; rel=preload; as=style\r\n\r\n")
    exchange.send(status, headers, body)


def goes_on(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """A 100 that nobody asked for."""
    exchange.put(b"HTTP/1.1 100 Continue\r\n\r\n")
    exchange.send(status, headers, body)


def folded(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """A header continued on the next line."""
    head = head_of(status, {**_sized(headers, body), "X-Note": "first"})
    _finish(exchange, head.replace(b"X-Note: first\r\n", b"X-Note: first\r\n second\r\n"), body)


def tight_header(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """No space after the colon, odd capitals."""
    lines = [f"{name.swapcase()}:{value}" for name, value in _sized(headers, body).items()]
    _finish(exchange, "\r\n".join([f"HTTP/1.1 {status} OK", *lines, "", ""]).encode(), body)


def eight_bit_header(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """A header in TIS-620."""
    head = head_of(status, {**_sized(headers, body), "X-Agency": "?"})
    _finish(exchange, head.replace(b"X-Agency: ?", b"X-Agency: " + "เทศบาล".encode("cp874")), body)


def spare_bytes(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Two bytes more than announced, then the end."""
    exchange.keep = False
    _finish(exchange, head_of(status, _sized(headers, body)), body + b"\r\n")


def length_twice(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """The same length announced by the server and by the program."""
    head = head_of(status, _sized(headers, body))
    _finish(exchange, head.replace(b"\r\n\r\n", b"\r\nContent-Length: %d\r\n\r\n" % len(body)), body)


def gzipped(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """gzip, asked for or not."""
    exchange.send(status, {**headers, "Content-Encoding": "gzip"}, gzip.compress(body, mtime=0))


def deflated(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Deflate as the standard has it."""
    exchange.send(status, {**headers, "Content-Encoding": "deflate"}, zlib.compress(body))


def raw_deflated(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Deflate as old servers have it: without the two bytes in front."""
    exchange.send(status, {**headers, "Content-Encoding": "deflate"}, zlib.compress(body)[2:-4])


def encoded_as_none(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """An encoding that says: none."""
    exchange.send(status, {**headers, "Content-Encoding": "none"}, body)


def broken_gzip(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Says gzip and is not: browsers show an error."""
    exchange.send(status, {**headers, "Content-Encoding": "gzip"}, b"\x00broken" + body)


def chunked(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Chunks with extensions and a trailer."""
    half = len(body) // 2 or 1
    parts = b"".join(
        b"%X;part=%d\r\n%s\r\n" % (len(part), number, part)
        for number, part in enumerate((body[:half], body[half:]))
        if part
    )
    head = head_of(status, {**headers, "Transfer-Encoding": "Chunked", "Trailer": "X-Sum"})
    _finish(exchange, head, parts + b"0\r\nX-Sum: 1\r\n\r\n")


def chunks_broken_off(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Chunks without the last one."""
    exchange.keep = False
    _finish(exchange, head_of(status, {**headers, "Transfer-Encoding": "chunked"}), b"%X\r\n%s\r\n" % (len(body), body))


def cut_short(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Less than announced, then the end."""
    exchange.keep = False
    _finish(exchange, head_of(status, {**headers, "Content-Length": str(len(body) + 50_000)}), body)


def head_without_length(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """HEAD announces nothing (0 bytes), GET sends the whole."""
    if exchange.method == "HEAD":
        exchange.put(head_of(status, {**headers, "Content-Length": "0"}))
    else:
        exchange.send(status, headers, body)


def head_with_body(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """Sends the body even to HEAD, then closes."""
    exchange.keep = exchange.method != "HEAD"
    exchange.put(head_of(status, _sized(headers, body)) + body)


def slowly(exchange: Exchange, status: int, headers: Headers, body: bytes) -> None:
    """One second and a half between head and body."""
    exchange.put(head_of(status, _sized(headers, body)))
    exchange.hang(1.5)
    if exchange.method != "HEAD":
        exchange.put(body)


WIRES: Mapping[str, Wire] = {
    wire.__name__.replace("_", "-"): wire
    for wire in (
        lf_only, big_headers, long_header, http10, no_length, closes_quietly, no_reason, odd_reason, early_hints,
        goes_on, folded, tight_header, eight_bit_header, spare_bytes, length_twice, gzipped, deflated, raw_deflated,
        encoded_as_none, broken_gzip, chunked, chunks_broken_off, cut_short, head_without_length, head_with_body,
        slowly,
    )
}  # fmt: skip
