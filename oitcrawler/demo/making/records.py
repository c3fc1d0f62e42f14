"""The content of the demo site as it is written in `content/`, read into values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict, cast

import yaml

CONTENT = Path(__file__).parent / "content"
AGENCY = "องค์การบริหารส่วนตำบลตัวอย่างสุข"


class Person(TypedDict):
    """One fictional person."""

    key: str
    group: str
    name: str
    position: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file for download; `path` is its address on the site and decides its format."""

    key: str
    path: str
    modified: date
    title: str
    body: str
    paper: str = "a4"


@dataclass(frozen=True, slots=True)
class Page:
    """One web page; `charset` other than utf-8 is served without being named."""

    path: str
    title: str
    body: str
    modified: date
    crumbs: tuple[str, ...] = ()
    charset: str = "utf-8"
    layout: str = "page"


@dataclass(frozen=True, slots=True)
class ItaRow:
    """One row of an ITA page: the code as it is written, the item's name, links (text, target), and a note."""

    code: str
    name: str
    links: tuple[tuple[str, str], ...] = ()
    note: str = ""
    group: str = ""


def _load(pattern: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for path in sorted(CONTENT.glob(pattern)):
        found.extend(yaml.safe_load(path.read_text("utf-8")))
    return found


def documents() -> tuple[Document, ...]:
    """Return all documents, in the order of their addresses."""
    read = [Document(**cast("dict[str, str]", one)) for one in _load("documents-*.yaml")]  # type: ignore[arg-type]
    return tuple(sorted(read, key=lambda one: one.path))


def pages() -> tuple[Page, ...]:
    """Return all web pages, in the order of their addresses."""
    read = [Page(**{**one, "crumbs": tuple(cast("list[str]", one.get("crumbs", [])))}) for one in _load("pages-*.yaml")]  # type: ignore[arg-type]
    return tuple(sorted(read, key=lambda one: one.path))


def people() -> tuple[Person, ...]:
    """Return the people of the agency."""
    return tuple(cast("Person", one) for one in _load("people.yaml"))


def menu() -> list[dict[str, object]]:
    """Return the menus of the site: a label with entries of label and path."""
    return _load("menu.yaml")


def ita(year: int) -> tuple[ItaRow, ...]:
    """Return the rows of one year's ITA page."""
    rows = []
    for one in _load(f"ita-{year}.yaml"):
        links = tuple((text, target) for text, target in cast("list[list[str]]", one.get("links", [])))
        rows.append(ItaRow(**{**one, "links": links}))  # type: ignore[arg-type]
    return tuple(rows)
