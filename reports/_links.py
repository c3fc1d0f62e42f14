"""The links of a site as plain values, for the formats that programs read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from oitcrawler.model import Lang
from oitcrawler.report import BrokenLink, Finding, Links

from ._link_words import remark_words
from ._text import CAUSES

Json: TypeAlias = str | int | float | bool | Sequence["Json"] | Mapping[str, "Json"] | None


def links(found: Links, lang: Lang) -> dict[str, Json]:
    """Return the `links` object of `report.json` and `links.json`, with what each cause means and what mends it."""
    return {
        "checked": found.checked,
        "broken": [link(one, lang) for one in found.broken],
        "unverified": [link(one, lang) for one in found.unverified],
        "remarks": [_remark(one, lang) for one in found.remarks],
        "mended": list(found.mended),
    }


def link(one: BrokenLink, lang: Lang) -> dict[str, Json]:
    """Return one link with every page that carries it."""
    return {
        "url": one.url,
        "cause": str(one.cause),
        "status": one.status,
        "confirmed": one.confirmed,
        "sources": [
            {
                "page": source.page,
                "text": source.text,
                "place": source.place,
                "kind": source.kind,
                "written": source.written,
            }
            for source in one.sources
        ],
        "first_seen": one.first_seen,
        "final_url": one.final_url,
        "detail": one.detail,
        "runs": one.runs,
        "meaning": CAUSES[one.cause].name.to(lang),
        "fix": CAUSES[one.cause].advice.to(lang),
    }


def _remark(one: BrokenLink, lang: Lang) -> dict[str, Json]:
    """Return a link that works; what is remarked stands where the others have their cause."""
    meaning, fix = remark_words(one.detail.split(" ")[0])
    return {**link(one, lang), "meaning": meaning.to(lang), "fix": fix.to(lang)}


def finding(one: Finding, lang: Lang) -> dict[str, Json]:
    """Return one finding."""
    return {
        "id": one.id,
        "code": one.code,
        "item": one.item,
        "severity": one.severity,
        "url": one.url,
        "location": {"page": one.page, "row": one.row, "selector": one.selector},
        "message": one.message.to(lang),
        "fix": one.fix.to(lang),
        "owner": one.owner.to(lang),
        "person": one.person,
        "due": one.due,
        "status": one.status,
        "first_seen": one.first_seen,
        "mended": one.mended,
    }
