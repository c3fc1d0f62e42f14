"""The evidence is reached from the main page by its menu or content within a few clicks.

Looks at the links of the main page, and at the page that carries the link to the evidence.

Codes:
* `not-linked-from-main-page`: the main page was read and links neither the evidence nor the page that holds it. A gap
  only for one click; for more, pages in between may lead there, and a person must look.

Source: reference oit-2565 o9, o17, o30 and oit-2566 o18 (reached from the main website).
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from ..evidence.model import Evidence, Link
from ..model import Citation, Met, Result, Review, Text
from ._channels import cite_link
from ._verdicts import absent, blind_of, in_name, nothing_found
from ._words import name, opening
from .base import Case, CheckParams, Found

CODES = ("not-linked-from-main-page",)


class Params(CheckParams):
    """`clicks` is how many clicks from the main page are allowed."""

    clicks: int = 2


def check(case: Case, params: Params) -> Result:
    """Judge whether one of the evidence found is near enough to the main page."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("หลักฐาน", "the evidence"))
    if case.home is None:
        return absent(case.coverage, CODES[0], _unlinked(case.found[0].evidence, params.clicks))
    for one in case.found:
        path = _path(case, one)
        if path and len(path) <= params.clicks:
            return _reached(one.evidence, path)
    blind = blind_of((Found(case.home),)) or blind_of(case.found)
    return blind or _not_reached(case.home, case.found[0].evidence, params.clicks)


def _path(case: Case, found: Found) -> tuple[Citation, ...]:
    """Return the clicks that lead from the main page to an evidence, empty when none is known."""
    home = case.home
    if home is None:
        return ()
    if _same(found.evidence, home.final_url) or _same(found.evidence, home.url):
        return (opening(home),) if home.obstacle is None else ()
    direct = _link_to(home, {found.evidence.url, found.evidence.final_url})
    if direct is not None:
        return (cite_link(home, direct),)
    if found.via is None:
        return _through_page(case, home, found)
    if _key(found.via.url) in (_key(home.url), _key(home.final_url)):
        return (found.via,)
    first = _link_to(home, {found.via.url})
    return (cite_link(home, first), found.via) if first is not None else ()


def _through_page(case: Case, home: Evidence, found: Found) -> tuple[Citation, ...]:
    """Return the two clicks through a page among the evidence that links the document."""
    for page in case.found:
        second = _link_to(page.evidence, {found.evidence.url, found.evidence.final_url})
        first = _link_to(home, {page.evidence.url, page.evidence.final_url})
        if page is not found and first is not None and second is not None:
            return cite_link(home, first), cite_link(page.evidence, second)
    return ()


def _link_to(page: Evidence, urls: set[str]) -> Link | None:
    keys = {_key(url) for url in urls}
    return next((link for link in page.links if _key(link.url) in keys), None)


def _same(evidence: Evidence, url: str) -> bool:
    return _key(url) in (_key(evidence.url), _key(evidence.final_url))


def _key(url: str) -> tuple[str, str, str]:
    """Return what makes two addresses one place: host without www, path, query."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), unquote(parts.path).rstrip("/"), parts.query


def _reached(evidence: Evidence, path: tuple[Citation, ...]) -> Met:
    return Met(
        in_name(
            evidence,
            f"เข้าถึงได้จากหน้าหลักใน {len(path)} คลิก",
            f"is reached from the main page in {len(path)} click{'s' if len(path) > 1 else ''}",
        ),
        path,
    )


def _not_reached(home: Evidence, evidence: Evidence, clicks: int) -> Result:
    reason = _unlinked(evidence, clicks)
    if clicks == 1:
        return absent(home, CODES[0], reason, (home.cite(name(home)),))
    look = Text(
        f"{reason.th} โปรดลองเปิดจากเมนูของหน้าหลัก",
        f"{reason.en}; please try to open it from the main page's menu",
    )
    return Review(CODES[0], look, (evidence.cite(name(evidence)),))


def _unlinked(evidence: Evidence, clicks: int) -> Text:
    return in_name(
        evidence,
        f"ไม่พบเส้นทางจากหน้าหลักภายใน {clicks} คลิก",
        f"no way from the main page within {clicks} click{'s' if clicks > 1 else ''} was found",
    )
