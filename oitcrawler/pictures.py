"""Pictures of the places on web pages that a report cites, taken in a browser and kept beside the snapshot.

A picture is a help for the eye and proves nothing: the verdicts rest on the snapshot. A page that has moved on, or does
not show the words that were cited, gives no picture rather than a wrong one.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import re
import secrets
from collections.abc import Awaitable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil
from playwright.async_api import Browser, BrowserContext, ElementHandle, Page, Response, Route, async_playwright
from playwright.async_api import Error as PlaywrightError

from .addresses import is_private
from .crawl.browser import launch_arguments
from .crawl.browser_guard import BrowserGuard
from .model import Citation, Outcome, Verdict
from .report import ItemResult, Picture, Report
from .thai.fold import arabic_digits, fold

FOLDER: Final = "pictures"
INDEX: Final = "pictures.json"
MEDIA_TYPE: Final = "image/jpeg"
MOST_BYTES: Final = 60_000
MOST_PLACES: Final = 60
PER_ITEM: Final = 4
"""How many places of one item are shown, so that none takes the room of all others."""
_VIEW: Final = {"width": 1200, "height": 900}
_WIDTH: Final = 900
_HEIGHT: Final = 500
_LEAST: Final = 440, 180
_AROUND: Final = 60
_TRIES: Final = ((60, 1.0), (45, 1.0), (30, 1.0), (30, 0.6))
"""Quality and share of the size, until the picture is small enough."""
_SETTLE: Final = 2.5
_CLOSING: Final = 8.0
_WORD: Final = re.compile(r"[^\s“”\"'()/|,:;]{4,}")
# What lies over the place (a notice that fills the screen on the first visit) is taken away, never the page itself.
# Folded parts, as the lists of evidence of many agencies are, are unfolded; what is hidden for good stays so.
_SHOW: Final = """element => {
  const folds = /accordion|collaps|tab|panel|pane|toggle|fold|dropdown|menu|content|faq/i;
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
    if (one.tagName === "DETAILS") one.open = true;
    const look = getComputedStyle(one);
    const isHidden = look.display === "none" || look.visibility === "hidden" || one.clientHeight === 0;
    if (!isHidden || !folds.test(`${one.className} ${one.id} ${one.getAttribute("role")}`)) continue;
    one.hidden = false;
    for (const [name, value] of Object.entries({
      display: "block", visibility: "visible", height: "auto", "max-height": "none", opacity: "1",
    })) one.style.setProperty(name, value, "important");
  }
  const isLong = element.getBoundingClientRect().height > 400;
  element.scrollIntoView({block: isLong ? "start" : "center", inline: "nearest", behavior: "instant"});
  if (isLong) scrollBy({top: -60, behavior: "instant"});
  for (let tries = 0; tries < 6; tries++) {
    const box = element.getBoundingClientRect();
    const x = Math.min(Math.max(box.x + Math.min(box.width, 800) / 2, 1), innerWidth - 2);
    const y = Math.min(Math.max(box.y + Math.min(box.height, 400) / 2, 1), innerHeight - 2);
    let over = document.elementFromPoint(x, y);
    if (!over || element.contains(over) || over.contains(element)) break;
    while (over.parentElement && over.parentElement !== document.body && !over.parentElement.contains(element))
      over = over.parentElement;
    if (over === document.body || over === document.documentElement) break;
    if (!["fixed", "absolute", "sticky"].includes(getComputedStyle(over).position)) break;
    over.style.setProperty("display", "none", "important");
  }
  const before = element.getAttribute("style") || "";
  const box = element.getBoundingClientRect();
  const hasRoom = box.left > 6 && box.top > 6 && box.right < document.documentElement.clientWidth - 6;
  element.style.setProperty("outline", "4px solid #c2410c", "important");
  element.style.setProperty("outline-offset", hasRoom ? "2px" : "-4px", "important");
  return before;
}"""
_RESTORE: Final = "(element, before) => element.setAttribute('style', before)"
_TEXT: Final = """element => {
  const parts = [element.textContent];
  const inside = element.querySelectorAll("[href], [alt], [title], [action], [value], [src]");
  for (const one of [element, ...inside].slice(0, 200))
    for (const name of ["href", "alt", "title", "action", "value", "placeholder", "src"])
      parts.push(one.getAttribute(name) || "");
  return parts.join(" ").slice(0, 200000);
}"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page; `quote` are words that must stand there still ("" for any)."""

    url: str
    selector: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many pages are opened and places shown; seconds for one page and for all of them."""

    pages: int = 40
    places: int = MOST_PLACES
    page_seconds: float = 20.0
    all_seconds: float = 120.0


def places_of(report: Report, most: int = MOST_PLACES) -> tuple[Place, ...]:
    """Return the places worth a picture, each once: of gaps, of findings, of what a person must see, of passes."""
    found: dict[tuple[str, str], Place] = {}
    for place in _cited(report):
        if place.url.startswith(("http://", "https://")) and place.selector:
            found.setdefault((place.url, place.selector), place)
    return tuple(found.values())[:most]


def _cited(report: Report) -> Iterator[Place]:
    for item in report.gaps():
        yield from _of_item(item)
    for finding in report.findings:
        if finding.selector and finding.status in ("open", "came-back"):
            yield Place(finding.url, finding.selector)
    for verdict in (Verdict.REVIEW, Verdict.COULD_NOT_CHECK, Verdict.PASS):
        for item in report.items:
            if item.verdict is verdict:
                yield from _of_item(item)


def _of_item(item: ItemResult) -> Iterator[Place]:
    """Yield the places of one item, those of requirements that are not met first."""
    order = (Outcome.NOT_MET, Outcome.REVIEW, Outcome.COULD_NOT_CHECK, Outcome.MET)
    cites: list[Citation] = []
    for outcome in order:
        cites.extend(cite for one in item.requirements if one.outcome is outcome for cite in one.evidence)
    places = {(one.url, one.selector): Place(one.url, one.selector, one.quote) for one in cites if one.selector}
    yield from tuple(places.values())[:PER_ITEM]


def take_pictures(
    places: Iterable[Place], browser: str, limits: Limits | None = None, *, allow_private_hosts: bool = False
) -> tuple[Picture, ...]:
    """Take a picture of each place, in the order given; what cannot be shown gives none, and never an error.

    `browser` is the path of a Chromium, Chrome or Edge. Every page is opened once, one after the other.
    """
    bounds = limits or Limits()
    wanted = tuple(dict.fromkeys(places))[: bounds.places]
    if not wanted:
        return ()
    camera = _Camera(browser, bounds, allow_private=allow_private_hosts)
    taken = asyncio.run(camera.take(wanted))
    return tuple(taken[place] for place in wanted if place in taken)


class _Camera:
    """Opens pages in one browser, and leaves no process behind."""

    def __init__(self, program: str, limits: Limits, *, allow_private: bool) -> None:
        self._program = program
        self._limits = limits
        self._allow_private = allow_private
        self._guard = _Guard(allow_private=allow_private)
        self._mark = f"--oitcrawler-pictures={secrets.token_hex(8)}"
        self._taken: dict[Place, Picture] = {}

    async def take(self, places: tuple[Place, ...]) -> dict[Place, Picture]:
        """Take what can be taken in the time there is."""
        try:
            with contextlib.suppress(TimeoutError, PlaywrightError, OSError):
                await asyncio.wait_for(self._all(places), self._limits.all_seconds)
        finally:
            _end_left(self._mark)
        return self._taken

    async def _all(self, places: tuple[Place, ...]) -> None:
        by_page: dict[str, list[Place]] = {}
        for place in places:
            by_page.setdefault(place.url, []).append(place)
        arguments = [*launch_arguments(allow_private_hosts=self._allow_private), self._mark]
        playwright = await async_playwright().start()
        try:
            browser = await playwright.chromium.launch(executable_path=self._program, args=arguments)
            try:
                for url in list(by_page)[: self._limits.pages]:
                    with contextlib.suppress(TimeoutError, PlaywrightError):
                        await asyncio.wait_for(self._page(browser, url, by_page[url]), self._limits.page_seconds)
            finally:
                await _within(browser.close())
        finally:
            await _within(playwright.stop())

    async def _page(self, browser: Browser, url: str, places: list[Place]) -> None:
        context = await browser.new_context(
            accept_downloads=False,
            ignore_https_errors=True,
            locale="th-TH",
            service_workers="block",
            viewport={"width": _VIEW["width"], "height": _VIEW["height"]},
            reduced_motion="reduce",
        )
        try:
            page = await self._opened(context, url)
            for place in places if page is not None else ():
                picture = await self._place(page, place) if page is not None else None
                if picture is not None:
                    self._taken[place] = picture
        finally:
            await _within(context.close())

    async def _opened(self, context: BrowserContext, url: str) -> Page | None:
        page = await context.new_page()
        page.on("popup", lambda popup: asyncio.ensure_future(_within(popup.close())))
        await page.route("**/*", self._route)
        answer = await page.goto(url, wait_until="domcontentloaded", timeout=self._limits.page_seconds * 1000)
        if answer is None or not answer.ok or not (self._allow_private or await _is_public(answer)):
            return None
        with contextlib.suppress(PlaywrightError):
            await page.wait_for_load_state("networkidle", timeout=_SETTLE * 1000)
        return page

    async def _route(self, route: Route) -> None:
        if await self._guard(route.request):
            await route.abort("blockedbyclient")
        else:
            await route.continue_()

    async def _place(self, page: Page, place: Place) -> Picture | None:
        try:
            found = await page.query_selector(place.selector)
            if found is None or not _says(await found.evaluate(_TEXT), place.quote):
                return None
            before = await found.evaluate(_SHOW)
            try:
                return await _shot(page, found, place)
            finally:
                await found.evaluate(_RESTORE, before)
        except PlaywrightError:
            return None


class _Guard(BrowserGuard):
    """As for crawling, but pictures and typefaces are loaded: this is for people's eyes."""

    DRESSING = frozenset({"media"})


async def _shot(page: Page, element: ElementHandle, place: Place) -> Picture | None:
    box = await element.bounding_box()
    if box is None or box["width"] < 2 or box["height"] < 2:
        return None
    for quality, share in _TRIES:
        most_width, most_height = int(_WIDTH * share), int(_HEIGHT * share)
        left, width = _span(box["x"], box["width"], (_LEAST[0], most_width), _VIEW["width"])
        top, height = _span(box["y"], box["height"], (_LEAST[1], most_height), _VIEW["height"])
        if width < 2 or height < 2:
            return None
        data = await page.screenshot(
            type="jpeg",
            quality=quality,
            clip={"x": left, "y": top, "width": width, "height": height},
            animations="disabled",
            timeout=8000,
        )
        if len(data) <= MOST_BYTES:
            return Picture(place.url, place.selector, MEDIA_TYPE, width, height, data)
    return None


def _span(start: float, length: float, bounds: tuple[int, int], whole: int) -> tuple[int, int]:
    """Return from where and how far to show: the place with something around it; of a long one its beginning."""
    least, most = bounds
    shown = min(most, max(least, int(length) + 2 * _AROUND), whole)
    around = max(8.0, (shown - length) / 2)
    first = int(min(max(start - around, 0), whole - shown))
    return first, shown


def _says(text: str, quote: str) -> bool:
    """Whether words of the quote stand at the place; a quote without words fits everywhere."""
    words = _WORD.findall(arabic_digits(fold(quote))[:400])
    there = arabic_digits(fold(text))
    return not words or any(word in there for word in words)


async def _is_public(answer: Response) -> bool:
    """Whether it was a public address that answered: redirects inside the browser pass no guard."""
    address = await answer.server_addr()
    return address is None or not is_private(address["ipAddress"])


async def _within(closing: Awaitable[None]) -> None:
    with contextlib.suppress(TimeoutError, PlaywrightError):
        await asyncio.wait_for(closing, _CLOSING)


def _end_left(mark: str) -> None:
    """End what is left of a browser that did not close."""
    for one in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if mark in one.cmdline():
                one.kill()


def keep(folder: Path, pictures: Iterable[Picture]) -> None:
    """Keep pictures in a snapshot's folder, in place of those that were there. Raises OSError."""
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    kept = []
    for one in pictures:
        digest = hashlib.sha256(one.data).hexdigest()
        (place / f"{digest}.jpg").write_bytes(one.data)
        kept.append([one.url, one.selector, one.width, one.height, digest])
    (place / INDEX).write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    known = {f"{one[4]}.jpg" for one in kept}
    for old in place.glob("*.jpg"):
        if old.name not in known:
            old.unlink()


def kept(folder: Path) -> tuple[Picture, ...]:
    """Return the pictures that were kept with a snapshot; none for what is missing, damaged or not ours."""
    try:
        rows = json.loads((folder / FOLDER / INDEX).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    found = (_read(folder / FOLDER, row) for row in (rows if isinstance(rows, list) else ()))
    return tuple(one for one in found if one is not None)


def _read(folder: Path, row: object) -> Picture | None:
    match row:
        case [str(url), str(selector), int(width), int(height), str(digest)] if re.fullmatch("[0-9a-f]{64}", digest):
            try:
                data = (folder / f"{digest}.jpg").read_bytes()
            except OSError:
                return None
            fits = hashlib.sha256(data).hexdigest() == digest
            return Picture(url, selector, MEDIA_TYPE, width, height, data) if fits else None
        case _:
            return None
