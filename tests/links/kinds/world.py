"""Serves the site and all the hosts around it on 127.0.0.1: one port a host, http and https on the same."""

from __future__ import annotations

import selectors
import socket
import ssl
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from .answers import answer
from .certificates import Certificates
from .exchange import LONGEST_HANG, Exchange, read_request
from .site import Site, site_of
from .traps import TRAPS
from .truth import Host, Serve, Truth, load, named, origins_of

NOT_FOUND = Serve(code=404, title="404", text="<p>ไม่พบหน้าที่ต้องการ</p>")
_NO_TLS = frozenset({"none", "refuses"})


@dataclass(slots=True)
class World:
    """A running world: where it begins, what to send where, and what was asked of it.

    `hosts` maps host names to `127.0.0.1:port` (`CrawlOptions.hosts`); `trusted` is the file for SSL_CERT_FILE. `asked`
    holds (host, method, target) for every request in order.
    """

    truth: Truth
    start: str
    hosts: Mapping[str, str]
    trusted: Path
    site: Site
    closing: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _seconds: dict[str, Counter[int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def browser_arguments(self) -> list[str]:
        """What a Chromium needs to see this world."""
        rules = ",".join(f"MAP {host} {place}" for host, place in sorted(self.hosts.items()))
        return [f"--host-resolver-rules={rules}", "--ignore-certificate-errors"]

    def forget(self) -> None:
        """Begin counting anew, as before a first run."""
        with self._lock:
            self.asked.clear()
            self.counts.clear()

    def times(self, host: str, target: str, method: str = "GET") -> int:
        """Return how often an address was asked for."""
        return self.counts[host, method, target]

    def note(self, host: str, method: str, target: str) -> int:
        """Count a request; return how often it was made before."""
        with self._lock:
            self.asked.append((host, method, target))
            self.counts[host, method, target] += 1
            return self.counts[host, method, target] - 1

    def too_many(self, host: str, rate: int, second: int) -> bool:
        """Whether a host has had more requests in a second than it allows."""
        with self._lock:
            count = self._seconds.setdefault(host, Counter())
            count[second] += 1
            return count[second] > rate


@contextmanager
def serve(*, by_names: bool = True) -> Iterator[World]:
    """Run the world; without `by_names` every host is `127.0.0.1:port`, and what needs names is left out."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        truth = load()
        listeners = {key: _listen(host, stack) for key, host in truth.hosts.items()}
        ports = {key: int(one.getsockname()[1]) for key, one in listeners.items()}
        origins = named(truth.hosts) if by_names else _addressed(truth.hosts, ports)
        truth = load(origins, by_names=by_names)
        certificates = Certificates(folder, f"{origins['authority_http']}/issuer.crt")
        site = site_of(truth, {"issuer": certificates.issuer})
        hosts = {host.name.encode("idna").decode(): f"127.0.0.1:{ports[key]}" for key, host in truth.hosts.items()}
        start = f"{origins['own']}/"
        world = World(truth, start, hosts if by_names else {}, certificates.trusted, site)
        _run(world, listeners, certificates, stack)
        yield world


def _listen(host: Host, stack: ExitStack) -> socket.socket:
    listener = stack.enter_context(socket.socket())
    listener.bind(("127.0.0.1", 0))
    if host.listens == "well":
        listener.listen(128)
    elif host.listens == "silent":
        listener.listen(0)
        for _ in range(3):  # once its queue is full, Linux drops what else knocks
            knocking = stack.enter_context(socket.socket())
            knocking.setblocking(False)
            knocking.connect_ex(listener.getsockname())
    return listener


def _addressed(hosts: Mapping[str, Host], ports: Mapping[str, int]) -> dict[str, str]:
    places = {key: f"127.0.0.1:{port}" for key, port in ports.items()}
    return origins_of(places, {key: "http" if host.tls == "good" else "https" for key, host in hosts.items()})


def _run(world: World, listeners: Mapping[str, socket.socket], certificates: Certificates, stack: ExitStack) -> None:
    chooser = stack.enter_context(selectors.DefaultSelector())
    for key, listener in listeners.items():
        host = world.truth.hosts[key]
        if host.listens == "well":
            tls = None if host.tls in _NO_TLS else certificates.context(host.tls, host.name.encode("idna").decode())
            chooser.register(listener, selectors.EVENT_READ, _Door(world, key, host, tls))
    thread = threading.Thread(target=_accept, args=(world, chooser), daemon=True)
    thread.start()
    stack.callback(thread.join, 5)
    stack.callback(world.closing.set)


def _accept(world: World, chooser: selectors.BaseSelector) -> None:
    while not world.closing.is_set():
        for ready, _ in chooser.select(0.05):
            listener = ready.fileobj
            assert isinstance(listener, socket.socket)
            with suppress(OSError):
                connection, _ = listener.accept()
                connection.settimeout(LONGEST_HANG)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=ready.data.greet, args=(connection,), daemon=True).start()


@dataclass(frozen=True, slots=True)
class _Door:
    """One host's way in."""

    world: World
    key: str
    host: Host
    tls: ssl.SSLContext | None

    def greet(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), ExitStack() as stack:
            stack.enter_context(connection)
            scheme = "https" if connection.recv(1, socket.MSG_PEEK) == b"\x16" else "http"
            if scheme == "https" and self.tls is None:
                if self.host.tls == "none":
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                return
            if scheme == "https" and self.tls is not None:
                connection = stack.enter_context(self.tls.wrap_socket(connection, server_side=True))
            self._converse(connection, scheme)

    def _converse(self, connection: socket.socket, scheme: str) -> None:
        with connection.makefile("rb") as source:
            keep = True
            while keep and not self.world.closing.is_set():
                if (request := read_request(source)) is None:
                    return
                method, target, headers = request
                count = self.world.note(self.key, method, target)
                exchange = Exchange(connection, self.key, scheme, method, target, headers, self.world.closing, count)
                self._answer(exchange)
                keep = exchange.keep and headers.get("connection", "").lower() != "close"

    def _answer(self, exchange: Exchange) -> None:
        made = self.world.site.answer(exchange.host, exchange.where)
        if made is None:
            made = next((TRAPS[name](exchange) for name in self.world.site.traps_at(exchange)), None)
        made = made or self.host.unknown or NOT_FOUND
        if made.rate and self.world.too_many(self.key, made.rate, int(time.monotonic())):
            made = Serve(code=429, title="429", text="slow down", bare=True, headers={"Retry-After": "1"})
        answer(exchange, made, self.world.site.bodies)
