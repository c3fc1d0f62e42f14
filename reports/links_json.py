"""A run of the link audit for programs: `links.json`, schema `oitcrawler.links/1`."""

from __future__ import annotations

import json
import re
from typing import Final

from oitcrawler.model import Lang
from oitcrawler.report import LinkRun

from ._links import Json, finding, links

STEM: Final = "links"
SUFFIX: Final = "json"
MEDIA_TYPE: Final = "application/json"
SCHEMA: Final = "oitcrawler.links/1"

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def render(run: LinkRun, lang: Lang) -> bytes:
    """Return the run as UTF-8 JSON with a newline at the end."""
    text = json.dumps(document(run, lang), ensure_ascii=False, indent=1, allow_nan=False)
    return (_LONE_SURROGATE.sub("\ufffd", text) + "\n").encode("utf-8")


def document(run: LinkRun, lang: Lang) -> dict[str, Json]:
    """Return the run as plain values, with texts in one language."""
    return {
        "schema": SCHEMA,
        "lang": lang,
        "tool": {"name": "oitcrawler", "version": run.version},
        "site": {"url": run.url, "domain": run.domain},
        "run": {
            "id": run.id,
            "started_at": run.started_at,
            "finished_at": run.finished_at,
            "before": run.before,
        },
        "coverage": {
            "pages": run.pages,
            "over_budget": run.over_budget,
            "left_alone": [{"pattern": pattern, "count": count} for pattern, count in run.left_alone],
        },
        "links": links(run.links, lang),
        "changes": {"broke": list(run.broke), "mended": list(run.mended), "came_back": list(run.came_back)},
        "findings": [finding(one, lang) for one in run.findings],
    }
