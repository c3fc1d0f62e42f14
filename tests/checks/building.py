"""Turn the compact evidence of a case file into the values that checks are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from oitcrawler.checks import Agency, Case, Found
from oitcrawler.evidence.changes import Change, Extent
from oitcrawler.evidence.model import (
    Contact,
    ContactKind,
    Evidence,
    Field,
    Form,
    Heading,
    Image,
    Kind,
    Link,
    Passage,
    Place,
    Row,
    SocialLink,
    Table,
)
from oitcrawler.model import BlindSpot, Cause, Coverage, Origin, Text

HOST = "https://www.example.go.th"


def case_of(raw: Mapping[str, Any]) -> Case:
    """Return the case that a test describes."""
    only(raw, CASE_KEYS)
    return Case(
        found=tuple(found_of(one) for one in raw.get("found", ())),
        home=evidence_of({"url": f"{HOST}/", **raw["home"]}) if raw.get("home") is not None else None,
        domain=raw.get("domain", "example.go.th"),
        agency=agency_of(raw.get("agency", {})),
        year=raw.get("year", 2568),
        as_of=raw.get("as_of", date(2025, 4, 30)),
        coverage=coverage_of(raw.get("coverage", {})),
        carriers=tuple(evidence_of({"url": f"{HOST}/list", **one}) for one in raw.get("carriers", ())),
    )


def agency_of(raw: Mapping[str, Any]) -> Agency:
    only(raw, {"names", "kind"})
    return Agency(tuple(raw.get("names", ("องค์การบริหารส่วนตำบลตัวอย่าง",))), raw.get("kind", "lao"))


def coverage_of(raw: Mapping[str, Any]) -> Coverage:
    """Return a complete coverage unless the case says what was not seen."""
    only(raw, {"home", "over_budget", "blind"})
    return Coverage(
        pages=12,
        documents=3,
        over_budget=raw.get("over_budget", 0),
        home=Cause(raw["home"]) if "home" in raw else None,
        blind_spots=tuple(BlindSpot(f"{HOST}/{place}", Cause(cause)) for place, cause in raw.get("blind", {}).items()),
    )


def found_of(raw: Mapping[str, Any]) -> Found:
    raw = dict(raw)
    labels, attached, via = raw.pop("labels", ()), raw.pop("attached", False), raw.pop("via", None)
    changes = tuple(change_of(one) for one in raw.pop("changes", ()))
    evidence = evidence_of(raw)
    cited = evidence_of({"url": f"{HOST}/"}).cite(via) if via is not None else None
    return Found(evidence, tuple(labels), attached, cited, changes)


def change_of(raw: Mapping[str, Any]) -> Change:
    """`removed` and `added` are the lines that differ between the version before and the one that stands there now."""
    only(raw, {"extent", "removed", "added"})
    removed, added = tuple(raw.get("removed", ())), tuple(raw.get("added", ()))
    seen, since = "2025-04-01T03:00:00+00:00", "2025-04-16T03:00:00+00:00"
    return Change(Extent(raw["extent"]), "digest before", seen, since, removed, added, len(added), 20)


def evidence_of(raw: Mapping[str, Any]) -> Evidence:
    only(raw, EVIDENCE_KEYS)
    kind = Kind(raw.get("kind", "html"))
    url = raw.get("url", f"{HOST}/evidence.{kind.value}")
    obstacle = Cause(raw["obstacle"]) if "obstacle" in raw else None
    return Evidence(
        url=url,
        final_url=raw.get("final_url", url),
        kind=kind,
        digest="sha256:" + "0" * 64,
        title=raw.get("title", ""),
        file_name=raw.get("file_name", ""),
        obstacle=obstacle,
        detail=Text("อ่านไม่ได้", "cannot be read") if obstacle else None,
        passages=passages_of(raw, kind),
        headings=tuple(heading_of(one) for one in raw.get("headings", ())),
        breadcrumb=tuple(raw.get("breadcrumb", ())),
        links=tuple(link_of(one) for one in raw.get("links", ())),
        tables=tuple(table_of(one, kind) for one in raw.get("tables", ())),
        forms=tuple(form_of(one) for one in raw.get("forms", ())),
        images=tuple(image_of(number, one) for number, one in enumerate(raw.get("images", ()))),
        contacts=tuple(contact_of(one) for one in raw.get("contacts", ())),
        socials=tuple(social_of(one) for one in raw.get("socials", ())),
        page_count=len(raw.get("pages", ())) or None,
    )


CASE_KEYS = {
    *("name", "params", "year", "agency", "domain", "coverage", "home", "found", "as_of", "carriers", "expect"),
}
EVIDENCE_KEYS = {
    *("url", "final_url", "kind", "title", "file_name", "obstacle", "text", "blocks", "pages", "ocr", "headings"),
    *("breadcrumb", "links", "tables", "forms", "images", "contacts", "socials"),
}


def passages_of(raw: Mapping[str, Any], kind: Kind) -> tuple[Passage, ...]:
    """`text` is one passage, `blocks` are blocks of a page, `pages` pages of a document; `ocr` marks a scan."""
    origin = Origin.OCR if raw.get("ocr") else Origin.MARKUP if kind is Kind.HTML else Origin.LAYER
    single = (Passage(raw["text"], 1 if kind is Kind.PDF else None, None, origin),) if "text" in raw else ()
    blocks = (
        Passage(text, None, f"p:nth-of-type({number})", origin) for number, text in numbered(raw.get("blocks", ()))
    )
    pages = (Passage(text, number, None, origin) for number, text in numbered(raw.get("pages", ())))
    return (*single, *blocks, *pages)


def numbered(texts: Sequence[str]) -> Sequence[tuple[int, str]]:
    return list(enumerate(texts, 1))


def heading_of(raw: Any) -> Heading:
    return Heading(2, raw, "h2") if isinstance(raw, str) else Heading(raw["level"], raw["text"], f"h{raw['level']}")


def link_of(raw: Any) -> Link:
    raw = {"text": raw} if isinstance(raw, str) else raw
    only(raw, {"text", "url", "place", "row", "headings", "is_image"})
    return Link(
        url=raw.get("url", f"{HOST}/link"),
        text=raw.get("text", ""),
        place=Place(raw.get("place", "content")),
        row=raw.get("row", ""),
        headings=tuple(raw.get("headings", ())),
        selector="a",
        is_image=raw.get("is_image", False),
    )


def table_of(raw: Mapping[str, Any], kind: Kind) -> Table:
    only(raw, {"header", "rows", "caption", "page", "sheet", "ocr"})
    page = raw.get("page", 1 if kind is Kind.PDF else None)
    rows = tuple(
        Row(tuple("" if cell is None else str(cell) for cell in cells), number, page)
        for number, cells in enumerate(raw.get("rows", ()), 2)
    )
    origin = Origin.OCR if raw.get("ocr") else Origin.MARKUP if kind is not Kind.PDF else Origin.LAYER
    header = tuple(str(cell) for cell in raw.get("header", ()))
    return Table(header, rows, raw.get("caption", ""), page, raw.get("sheet"), "table", origin)


def form_of(raw: Mapping[str, Any]) -> Form:
    only(raw, {"action", "fields", "headings", "submit", "search", "login"})
    fields = tuple(Field(one["type"], one.get("name", ""), one.get("label", "")) for one in raw.get("fields", ()))
    return Form(
        raw.get("action", f"{HOST}/send"),
        fields,
        tuple(raw.get("headings", ())),
        raw.get("submit", "ส่ง"),
        "form",
        raw.get("search", False),
        raw.get("login", False),
    )


def image_of(number: int, raw: Any) -> Image:
    raw = {"near": raw} if isinstance(raw, str) else raw
    only(raw, {"url", "alt", "near"})
    return Image(
        raw.get("url", f"{HOST}/img/{number}.jpg"), raw.get("alt", ""), raw.get("near", ""), f"img:nth({number})"
    )


def contact_of(raw: Mapping[str, Any]) -> Contact:
    only(raw, {"kind", "value", "quote", "place"})
    return Contact(
        ContactKind(raw["kind"]),
        raw["value"],
        raw.get("quote", raw["value"]),
        "address",
        Place(raw.get("place", "content")),
    )


def social_of(raw: Mapping[str, Any]) -> SocialLink:
    only(raw, {"network", "url", "handle", "text", "place", "share"})
    return SocialLink(
        raw["network"],
        raw["url"],
        raw.get("handle", ""),
        raw.get("text", ""),
        Place(raw.get("place", "footer")),
        raw.get("share", False),
        "a.social",
    )


def only(raw: Mapping[str, Any], allowed: set[str]) -> None:
    """Refuse a key that means nothing, so that a misspelt case cannot pass by saying less."""
    unknown = set(raw) - allowed
    if unknown:
        raise ValueError(f"unknown keys {sorted(unknown)}; there are {sorted(allowed)}")
