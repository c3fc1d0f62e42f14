"""Sites written by hand (`sites/*.yaml`), each with its truth.

    about: what is special about the structure
    menu: {address: text}            on every page
    pages: {address: HTML of the content, or {title, body}}
    opaque: [address]                pages that say nothing of what they are
    files: {address: title, or [title, text]}
    gone: [address]                  the server says that nothing is there
    truth: {year: {item: [address], or ask}}

Every address that the truth names must be located, and no other; `ask` stands for what only a person can decide; an
item that the truth does not name has no evidence there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from oitcrawler.model import Cause

from ..cases import table
from .recorded import AGENCY, Content, address, html_of
from .scoring import Truth, checklist

SITES = Path(__file__).with_name("sites")
KEYS = {"about", "menu", "pages", "opaque", "files", "gone", "truth"}


@dataclass(frozen=True, slots=True)
class Written:
    """One site with its truth by year."""

    content: Content
    truth: dict[int, Truth]


def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in SITES.glob("*.yaml")))


@cache
def written(name: str) -> Written:
    raw = table(SITES / f"{name}.yaml")
    unknown = set(raw) - KEYS
    if unknown:
        raise ValueError(f"{name}: unknown keys {sorted(unknown)}")
    menu = (
        "<ul>"
        + "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in raw.get("menu", {}).items())
        + "</ul>"
    )
    pages = {address(path): html_of(AGENCY, "<p>เอกสารเผยแพร่</p>", menu) for path in ("/", *raw.get("opaque", ()))}
    pages |= {address(path): _page(one, menu) for path, one in raw["pages"].items()}
    files = {address(path): _file(one) for path, one in raw.get("files", {}).items()}
    gone = {address(path): Cause.NOT_FOUND for path in raw.get("gone", ())}
    truth = {year: _truth(year, wanted) for year, wanted in raw["truth"].items()}
    return Written(Content(pages, files, gone), truth)


def _page(raw: Any, menu: str) -> str:
    if isinstance(raw, str):
        return html_of(AGENCY, raw, menu)
    return html_of(raw["title"], raw.get("body", f"<h1>{raw['title']}</h1><p>รายละเอียด</p>"), menu)


def _file(raw: Any) -> tuple[str, str]:
    return (raw or "", "") if not isinstance(raw, list) else (raw[0], raw[1])


def _truth(year: int, wanted: dict[str, Any]) -> Truth:
    of = checklist(str(year))
    unknown = set(wanted) - {item.id for item in of.items}
    if unknown:
        raise ValueError(f"{year} has no {sorted(unknown)}")
    on_main_page = {item.id for item in of.items if item.topics[0].find.on == "main-page"}
    return {
        item.id: None if wanted.get(item.id) == "ask" else frozenset(address(path) for path in wanted.get(item.id, ()))
        for item in of.items
        if item.id not in on_main_page
    }
