"""A site in memory, and an audit of it with a clock of its own: what the loop does, without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from oitcrawler.spiders.links import LinksSpider

from oitcrawler.links.asking import Asker, Method
from oitcrawler.links.auditing import Audited, AuditSettings, audit_links
from oitcrawler.links.book import FILE, Book, opened
from oitcrawler.links.fetch import Validators
from oitcrawler.links.model import Answer
from oitcrawler.links.recorded import Trusting
from oitcrawler.links.second_looks import Patience
from oitcrawler.model import Cause
from oitcrawler.report import BrokenLink

START = "https://www.tuayang.example.go.th/"
WORDS = "องค์การบริหารส่วนตำบลตัวอย่างยินดีต้อนรับ "


def page(*links: str, more: str = "", words: str = "") -> bytes:
    """Return a page with links in its content."""
    anchors = "".join(f'<p><a href="{one}">ไปที่ {one}</a></p>\n' for one in links)
    return f"<!doctype html><html><body><main><p>{WORDS * 4}{words}</p>\n{anchors}{more}</main></body></html>".encode()


@dataclass
class Site:
    """What is at each address (a path of `START`, or an absolute address): a body, an answer, or whoever makes one."""

    content: dict[str, bytes | Answer | Callable[[], Answer]]
    asked: list[str] = field(default_factory=list)

    async def ask(
        self,
        url: str,
        *,
        method: Method = "GET",
        referer: str = "",
        limit: int = 0,
        validators: Validators | None = None,
    ) -> Answer:
        """Answer as a server does: 404 for what is not there, 304 for what has not changed since the validators."""
        await asyncio.sleep(0)
        self.asked.append(url.removeprefix(START[:-1]))
        there = self.content.get(url.removeprefix(START[:-1]))
        if there is None:
            return Answer(url, url, 404, method, {"content-type": "text/html"}, b"<h1>404 not found</h1>" * 9)
        if isinstance(there, bytes):
            etag = f'"{hash(there)}"'
            if validators is not None and validators.etag == etag:
                return Answer(url, url, 304, method, unchanged=True)
            return Answer(url, url, 200, method, {"content-type": "text/html; charset=utf-8", "etag": etag}, there)
        answer = there() if callable(there) else there
        return replace(answer, url=url, final_url=answer.final_url or url)


@dataclass
class PathGate:
    """Leaves alone what is under `/trap/`."""

    asked: list[str] = field(default_factory=list)

    def admits(self, url: str, source: str) -> str:
        self.asked.append(url)
        return "trap/**" if "/trap/" in url else ""

    def read(self, url: str, body: bytes, new_addresses: int) -> None:
        """Nothing is learnt."""

    def left_alone(self) -> tuple[tuple[str, int], ...]:
        return ()


def failed(cause: Cause) -> Answer:
    return Answer("", "", failure=cause)


def audited(
    folder: Path, site: Asker, *, step: float = 0.01, trusting: frozenset[str] | None = None, **settings: object
) -> Audited:
    """Audit a site into the book of a folder. Each look at the clock takes `step` seconds.

    With `trusting`, what worked in the run before is taken for granted but for those addresses.
    """
    now = Clock(step)
    plain = AuditSettings(START, now=now, patience=Patience(0, 0), gate=PathGate())
    options = replace(plain, **settings)  # type: ignore[arg-type]
    with opened(folder / FILE, START, now()) as book:
        asker = site if trusting is None else Trusting(site, book, trusting)
        return asyncio.run(audit_links(book, LinksSpider(START), asker, options))


class Clock:
    """Tells a moment that goes on with each look."""

    def __init__(self, step: float) -> None:
        self._at = datetime(2025, 4, 28, tzinfo=UTC)
        self._step = timedelta(seconds=step)

    def __call__(self) -> str:
        self._at += self._step
        return self._at.isoformat(timespec="milliseconds")


def sources(links: tuple[BrokenLink, ...]) -> Mapping[str, list[str]]:
    """Return by address and cause the paths of the pages that are told."""
    return {
        f"{one.url.removeprefix(START[:-1])} {one.cause}": [two.page.removeprefix(START[:-1]) for two in one.sources]
        for one in links
    }


def rows(book: Book, table: str) -> int:
    (count,) = next(book.rows(f"SELECT count(*) FROM {table}"))
    return int(count)
