"""A site on this machine that knows what it was asked, and tells browsers when nothing has changed."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .sites import Pages


@dataclass(slots=True)
class Counted:
    """What is served (it may change meanwhile), and what was asked: (method, path, status) in order.

    `posts` are paths that take nothing but POST, `moved` lead elsewhere; each request takes `delay` seconds.
    """

    pages: Pages
    url: str = ""
    posts: frozenset[str] = frozenset()
    moved: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    asked: list[tuple[str, str, int]] = field(default_factory=list)

    def paths(self) -> Counter[str]:
        """Return how often each address was asked for."""
        return Counter(path for _, path, _ in self.asked)

    def read(self) -> Counter[str]:
        """Return how often the content of each address was sent."""
        return Counter(path for method, path, status in self.asked if method == "GET" and status == 200)

    def statuses(self) -> Counter[int]:
        """Return how often each status was answered."""
        return Counter(status for _, _, status in self.asked)


@contextmanager
def counting(pages: Pages, *, posts: frozenset[str] = frozenset(), delay: float = 0.0) -> Iterator[Counted]:
    """Serve `pages` with ETags on 127.0.0.1; addresses that cannot exist are answered with 404."""
    site = Counted(pages, posts=posts, delay=delay)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_GET(self) -> None:
            time.sleep(site.delay)
            kind, body = site.pages.get(self.path, ("text/html", b"<h1>404</h1>"))
            tag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
            there = self.path in site.pages
            same = there and self.headers.get("If-None-Match") == tag
            status = 405 if self.path in site.posts else 304 if same else 200 if there else 404
            status = 302 if self.path in site.moved else status
            site.asked.append((self.command, self.path, status))
            with suppress(OSError):  # whoever asked may have been stopped
                self._send(status, kind, body, tag if there else "")

        def _send(self, status: int, kind: str, body: bytes, tag: str) -> None:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", site.moved[self.path])
            if tag:
                self.send_header("ETag", tag)
            if status != 304:
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 304 and self.command == "GET":
                self.wfile.write(body)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        serving.daemon_threads = True
        site.url = f"http://127.0.0.1:{serving.server_address[1]}/"
        thread = threading.Thread(target=serving.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield site
        serving.shutdown()
        thread.join()
