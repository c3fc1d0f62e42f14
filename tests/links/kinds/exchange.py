"""HTTP as bytes: one request and whatever is put on the wire for it."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

LONGEST_HANG = 30.0
MAX_BODY = 1 << 20
Target = tuple[bytes, bytes | None]


@dataclass(slots=True)
class Exchange:
    """One request, and the connection on which it is answered. `count` says how often it was made before."""

    connection: socket.socket
    host: str
    scheme: str
    method: str
    target: str
    headers: Mapping[str, str]
    closing: threading.Event
    count: int = 0
    keep: bool = True
    answered: dict[str, str] = field(default_factory=dict)

    @property
    def where(self) -> Target:
        """The path and the query as the server's programs see them: decoded bytes."""
        return where(self.target)

    def put(self, data: bytes) -> None:
        """Put bytes on the wire."""
        self.connection.sendall(data)

    def send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Answer as a well-behaved server does."""
        self.put(head_of(status, {**headers, "Content-Length": str(len(body))}))
        if self.method != "HEAD":
            self.put(body)

    def reset(self) -> None:
        """Break the connection off with a reset."""
        self.keep = False
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def hang(self, seconds: float = LONGEST_HANG) -> None:
        """Say nothing for a while, or until the server is closed."""
        self.closing.wait(seconds)


def where(target: str) -> Target:
    """Return path and query of a request's target, percent-decoded; the query is None when there is none."""
    path, mark, query = target.partition("#")[0].partition("?")
    return unquote_to_bytes(path.encode("latin-1", "replace")), unquote_to_bytes(
        query.encode("latin-1", "replace")
    ) if mark else None


def head_of(status: int, headers: Mapping[str, str], *, reason: str = "OK", line_end: str = "\r\n") -> bytes:
    """Return status line and headers as bytes (UTF-8, as careless servers send them)."""
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return line_end.join(lines).encode()


def read_request(source: BinaryIO) -> tuple[str, str, dict[str, str]] | None:
    """Read one request; None when the client has gone. The target's bytes are kept as latin-1 letters."""
    parts = source.readline(65536).decode("latin-1").split()
    if len(parts) < 2:
        return None
    headers: dict[str, str] = {}
    while line := source.readline(65536).decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    source.read(min(int(headers.get("content-length") or 0), MAX_BODY))
    target = parts[1]
    if target.startswith(("http://", "https://")):
        target = "/" + target.partition("://")[2].partition("/")[2]
    return parts[0].upper(), target, headers
