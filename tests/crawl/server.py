"""A web server on 127.0.0.1 that misbehaves in all the ways that agencies' servers do. Bounded in everything."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LONGEST_HANG = 20.0
PADDING = "องค์การบริหารส่วนตำบลตัวอย่างยินดีต้อนรับ ข้อมูลในหน้านี้เป็นข้อมูลสมมุติเพื่อการทดสอบ " * 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What a route answers; `act` replaces it by something that no well-behaved server does."""

    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    act: Callable[[Handler], None] | None = None


def page(text: str = PADDING, *links: tuple[str, str], head: str = "") -> Answer:
    """Make a Thai page with links (address, text)."""
    anchors = "".join(f'<p><a href="{href}">{label}</a></p>' for href, label in links)
    return Answer(
        f"<!doctype html><html lang=th><head><title>อบต.ตัวอย่าง</title>{head}</head>"
        f"<body><p>{text}</p>{anchors}</body></html>".encode()
    )


def pdf(text: str = "แผน") -> Answer:
    """Make what starts and ends like a PDF."""
    return Answer(b"%PDF-1.4\n% " + text.encode() + b"\nstartxref\n0\n%%EOF\n", "application/pdf")


def redirect(to: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Make a redirect."""
    return Answer(b"", status=302, headers={"Location": to, **(headers or {})})


Route = Answer | Callable[["Handler"], Answer]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = LONGEST_HANG
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0]
        self.server.note(self.path, {name.title(): value for name, value in self.headers.items()}, host)
        route = self.server.route(self.path, host)
        answer = route(self) if callable(route) else route
        if answer.act is not None:
            self.close_connection = True
            answer.act(self)
            return
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.type, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Serves routes by path (with query) or host and path; anything else is a 404.

    `log` holds the paths asked for, in order, `asked` the same with their hosts.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, routes: Mapping[str, Route], tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes = dict(routes)
        self.tls = tls
        self.log: list[str] = []
        self.asked: list[str] = []
        self.headers: dict[str, dict[str, str]] = {}
        self.closing = threading.Event()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.server_port}"

    def route(self, path: str, host: str = "") -> Route:
        return (
            self.routes.get(f"{host}{path}") or self.routes.get(path) or Answer("ไม่พบหน้าที่ต้องการ".encode(), status=404)
        )

    def note(self, path: str, headers: dict[str, str], host: str) -> None:
        with self._lock:
            self.log.append(path)
            self.asked.append(f"{host}{path}")
            self.headers[path] = headers

    def times(self, path: str) -> int:
        return self.log.count(path)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        connection, address = super().get_request()
        connection.settimeout(LONGEST_HANG)
        if self.tls is None:
            return connection, address
        return self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def serve(routes: Mapping[str, Route], tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server for the time of the `with`."""
    server = Server(routes, tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def closed_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def reset(handler: Handler) -> None:
    """Break the connection off with a reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def hang(handler: Handler) -> None:
    """Say nothing."""
    handler.server.closing.wait(LONGEST_HANG)


def not_http(handler: Handler) -> None:
    """Answer in no language."""
    handler.wfile.write(b"\x16\x03\x01 220 ready\r\n\r\n")


def cut_short(handler: Handler) -> None:
    """Promise more than comes."""
    body = pdf().body
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Content-Length", str(len(body) + 5000))
    handler.end_headers()
    handler.wfile.write(body)


def fifty_gigabytes(handler: Handler) -> None:
    """Promise 50 GB and begin to send them."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Content-Length", str(50 * 1024**3))
    handler.end_headers()
    _pour(handler, 64)


def endless(handler: Handler) -> None:
    """Send HTML without end (here: 64 MB at most)."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.wfile.write(b"<html><body>")
    _pour(handler, 64)


def _pour(handler: Handler, megabytes: int) -> None:
    with suppress(OSError):
        for _ in range(megabytes * 16):
            if handler.server.closing.is_set():
                return
            handler.wfile.write(b"<p>x</p>" * 8192)
