"""Serves the demo agency's site from memory on this machine's loopback address."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from . import calendar

ARCHIVE = Path(__file__).with_name("site.zip")
HTML = "text/html; charset=utf-8"
NOT_FOUND = (
    '<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>ไม่พบหน้าที่ต้องการ</title></head>'
    '<body><h1>ไม่พบหน้าที่ต้องการ (404)</h1><p>หน้านี้อาจถูกย้ายหรือลบไปแล้ว <a href="/">กลับหน้าหลัก</a></p></body></html>'
).encode()
THANKS = (
    '<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>ได้รับข้อมูลแล้ว</title></head>'
    "<body><h1>ได้รับข้อมูลแล้ว</h1><p>นี่คือเว็บไซต์ตัวอย่าง จึงไม่ได้บันทึกข้อมูลใด</p></body></html>"
).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answers at one address."""

    type: str
    modified: str
    body: bytes

    @property
    def etag(self) -> str:
        """The entity tag: a digest of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


def load(archive: Path = ARCHIVE) -> Mapping[str, Answer]:
    """Read all answers into memory, by address. Raises FileNotFoundError if the archive is not there."""
    with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        return {
            one["path"]: Answer(one["type"], _http_date(one["modified"]), packed.read(one["member"]))
            for one in manifest
        }


@contextmanager
def serve(port: int = 0) -> Iterator[str]:
    """Serve the site on 127.0.0.1 while the context lasts; give its address, for example `http://127.0.0.1:40123/`.

    `port` 0 takes a free one. Raises OSError if the port is taken.
    """
    server = _Server(load(), port)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="demo-site", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answers: Mapping[str, Answer], port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answers = answers

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: a visitor who hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer with headers and body."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with headers only."""
        self._answer(with_body=False)

    def do_POST(self) -> None:
        """Thank for a form; nothing is kept."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._send(HTTPStatus.OK, {"Content-Type": HTML}, THANKS, with_body=True)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""

    def _answer(self, *, with_body: bool) -> None:
        found = self._find()
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, {"Content-Type": HTML}, NOT_FOUND, with_body=with_body)
            return
        headers = {"Content-Type": found.type, "ETag": found.etag, "Last-Modified": found.modified}
        if self.headers.get("If-None-Match") == found.etag:
            self._send(HTTPStatus.NOT_MODIFIED, headers, b"", with_body=False)
            return
        self._send(HTTPStatus.OK, headers, found.body, with_body=with_body)

    def _find(self) -> Answer | None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if path == "/calendar":
            return Answer(HTML, _http_date("2025-04-01"), calendar.page(parse_qs(parts.query)))
        server = self.server
        if not isinstance(server, _Server):
            return None
        return server.answers.get(path) or server.answers.get(path.rstrip("/"))

    def _send(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes, *, with_body: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


def _http_date(day: str) -> str:
    return format_datetime(datetime.fromisoformat(day).replace(hour=2, tzinfo=UTC), usegmt=True)
