"""What the site's addresses do when they are asked: one function a behaviour, named by `does` in the truth."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from email.utils import formatdate
from urllib.parse import parse_qs, quote

from .exchange import Exchange
from .pages import bare, framed
from .truth import Serve
from .wire import WIRES

Bodies = Mapping[str, bytes]
Behaviour = Callable[[Exchange, Serve, Bodies], None]
COOKIE = "seen=1"


def answer(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Answer a request as the truth says."""
    chosen = _chosen(exchange, serve)
    if refusal := _refusal(exchange, chosen):
        chosen = refusal
    BEHAVIOURS[chosen.does](exchange, chosen, bodies)


def _chosen(exchange: Exchange, serve: Serve) -> Serve:
    if serve.head is not None and exchange.method == "HEAD":
        return serve.head
    if serve.first is not None and exchange.count < serve.times:
        return serve.first
    return serve


def _refusal(exchange: Exchange, serve: Serve) -> Serve | None:
    if serve.referer and not exchange.headers.get("referer", "").startswith(serve.referer):
        return Serve(code=403, title="Forbidden", text="hot linking")
    if serve.cookie and serve.cookie not in exchange.headers.get("cookie", ""):
        return Serve(code=403, title="Forbidden", text="no cookie")
    return None


def page(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """A page of title and text (or `html` as it stands), with the site's menu unless `bare`; or a `file`."""
    body = bodies[serve.file] if serve.file else _body(exchange, serve)
    headers = {"Content-Type": serve.type or f"text/html; charset={serve.charset}", **_dated(serve.headers)}
    if serve.type == "none":
        del headers["Content-Type"]
    if serve.wait:
        exchange.hang(serve.wait)
    if serve.wire:
        WIRES[serve.wire](exchange, serve.code, headers, body)
    else:
        exchange.send(serve.code, headers, body)


def _body(exchange: Exchange, serve: Serve) -> bytes:
    text = serve.text.replace("{path}", quote(exchange.target.encode("latin-1"), safe="/?=&%"))
    made = serve.html or (bare(serve.title, text) if serve.bare else framed(serve.title, text))
    return made.encode("cp874" if serve.charset in ("windows-874", "tis-620") else "utf-8")


def _dated(headers: Mapping[str, str]) -> dict[str, str]:
    return {
        name: formatdate(time.time() + float(value[1:]), usegmt=True) if value.startswith("+") else value
        for name, value in headers.items()
    }


def redirect(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """A redirect `to` an address (none at all when empty), 302 unless `code` says otherwise."""
    headers = {"Location": serve.to.replace("{n}", str(exchange.count)), **serve.headers}
    exchange.send(302 if serve.code == 200 else serve.code, headers if serve.to else serve.headers, b"")


def chain(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """`length` redirects, then the page."""
    path, _, query = exchange.target.partition("?")
    step = int(parse_qs(query).get("step", ["0"])[0])
    if step < serve.length:
        exchange.send(302, {"Location": f"{path}?step={step + 1}"}, b"")
    else:
        page(exchange, serve, bodies)


def endless_chain(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Redirects to a longer and longer address."""
    path, _, query = exchange.target.partition("?")
    exchange.send(302, {"Location": f"{path}?{query}&again=1" if query else f"{path}?again=1"}, b"")


def cookie_wall(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Sets a cookie and sends back to the same address, until the cookie comes."""
    if COOKIE in exchange.headers.get("cookie", ""):
        page(exchange, serve, bodies)
    else:
        exchange.send(302, {"Location": exchange.target, "Set-Cookie": f"{COOKIE}; Path=/"}, b"")


def upgrade(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Plain http is sent on to `to`; https gets the page."""
    if exchange.scheme == "http":
        exchange.send(301, {"Location": serve.to}, b"")
    else:
        page(exchange, serve, bodies)


def flip(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Https is sent to http and http to https, for ever."""
    other = "http" if exchange.scheme == "https" else "https"
    exchange.send(302, {"Location": f"{other}:{serve.to.partition(':')[2]}"}, b"")


def reset(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Breaks the connection off."""
    exchange.reset()


def reset_in_body(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Breaks the connection off after the head."""
    exchange.put(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n<html><title>")
    exchange.hang(0.1)
    exchange.reset()


def close(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Closes the connection without a word."""
    exchange.keep = False


def hang(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Says nothing."""
    exchange.keep = False
    exchange.hang()


def hang_in_head(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Says the status and nothing more."""
    exchange.keep = False
    exchange.put(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    exchange.hang()


def drip(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """One byte after another, for ever (here: for a minute)."""
    exchange.keep = False
    exchange.put(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html>")
    for _ in range(240):
        if exchange.closing.wait(0.25):
            return
        exchange.put(b" ")


def not_http(exchange: Exchange, serve: Serve, bodies: Bodies) -> None:
    """Answers in another language."""
    exchange.keep = False
    exchange.put(b"220 ftp.example.com ready\r\n530 Login incorrect\r\n")


BEHAVIOURS: Mapping[str, Behaviour] = {
    behaviour.__name__.replace("_", "-"): behaviour
    for behaviour in (
        page, redirect, chain, endless_chain, cookie_wall, upgrade, flip, reset, reset_in_body, close, hang,
        hang_in_head, drip, not_http,
    )
}  # fmt: skip
