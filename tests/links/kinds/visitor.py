"""A visitor of the world: asks as a browser does, and says what the server answered. For testing the world itself."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from .world import World

SAFE = "/%:@!$&'()*+,;=~[]|^\"?-._"
Reply = tuple[int, dict[str, str], bytes]
TOO_LONG = 5 << 20


@dataclass(slots=True)
class Visitor:
    """Follows redirects with cookies and Referer. `patience` is how long a server may be silent, in seconds."""

    world: World
    patience: float = 3.0
    cookies: dict[str, str] = field(default_factory=dict)

    def visit(self, url: str, method: str = "GET") -> tuple[int, bytes]:
        """Return the last status and the body; OSError and ssl.SSLError as they come, ConnectionError for no answer."""
        for _ in range(20):
            status, headers, body = self.ask(url, method)
            if "set-cookie" in headers:
                self.cookies[urlsplit(url).netloc] = headers["set-cookie"].partition(";")[0]
            if status not in (301, 302, 303, 307, 308) or "location" not in headers:
                return status, body
            url = urljoin(url, headers["location"].encode("latin-1").decode())
        raise ConnectionError("redirects without end")

    def ask(self, url: str, method: str = "GET", *, tls: ssl.SSLContext | None = None) -> Reply:
        """Ask once."""
        parts = urlsplit(url)
        with self._connect(url, tls) as connection:
            target = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
            lines = [f"{method} {target} HTTP/1.1", f"Host: {parts.netloc}", f"Referer: {self.world.start}"]
            lines += [f"Cookie: {self.cookies[parts.netloc]}"] if parts.netloc in self.cookies else []
            connection.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
            return _parsed(_read(connection))

    def _connect(self, url: str, tls: ssl.SSLContext | None) -> socket.socket:
        parts = urlsplit(url)
        name = (parts.hostname or "").encode("idna").decode()
        place = self.world.hosts.get(name) or parts.netloc
        connection = socket.create_connection(("127.0.0.1", int(place.rpartition(":")[2])), self.patience)
        if parts.scheme != "https":
            return connection
        try:
            return (tls or _tolerant()).wrap_socket(connection, server_hostname=name)
        except BaseException:
            connection.close()
            raise


def _tolerant() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _read(connection: socket.socket) -> bytes:
    received = b""
    while len(received) < TOO_LONG and (more := connection.recv(65536)):
        received += more
    if not received:
        raise ConnectionError("no answer")
    return received


def _parsed(received: bytes) -> Reply:
    while received.startswith((b"HTTP/1.1 100", b"HTTP/1.1 103")):
        received = received.partition(b"\r\n\r\n")[2]
    line_end = b"\r\n" if b"\r\n\r\n" in received else b"\n"
    head, _, body = received.partition(line_end * 2)
    first, *lines = head.decode("latin-1").splitlines()
    if not first.startswith("HTTP/"):
        raise ConnectionError("no HTTP")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split()[1]), headers, body
