"""A run of the link audit as one HTML file for whoever mends the website: it asks nothing of anybody."""

from __future__ import annotations

from functools import cache
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from oitcrawler.model import Lang
from oitcrawler.report import LinkRun

from . import _link_run_view, _page, _text
from ._link_labels import LABELS
from ._link_spots import FRAME, part_of
from ._link_words import kind_words, place_words, remark_words

STEM: Final = "links"
SUFFIX: Final = "html"
MEDIA_TYPE: Final = "text/html"


def render(run: LinkRun, lang: Lang) -> bytes:
    """Return the page in one language. The same run gives the same bytes."""
    title = LABELS["title"].to(lang)
    style = _page.style("links.css", f"{title} · {run.domain}", LABELS["page"].to(lang))
    script = _page.source("links.js")
    page = _environment(lang).get_template("links_html.j2")
    text = page.render(
        run=run,
        view=_link_run_view.view_of(run),
        style=Markup(style),  # noqa: S704 - our own file, and names only as escaped CSS strings
        script=Markup(script),  # noqa: S704 - our own file
        policy=_page.policy(style, script),
    )
    return text.encode("utf-8")


@cache  # templates are translated once for all pages of a language: that takes longer than to fill them in
def _environment(lang: Lang) -> Environment:
    return _page.environment(lang, LABELS, _words(lang))


def _words(lang: Lang) -> dict[str, object]:
    return {
        "causes": _text.CAUSES,
        "severities": _text.SEVERITIES,
        "kind_words": lambda kind: kind_words(kind, lang),
        "place_words": lambda place: place_words(place, lang),
        "remark_words": remark_words,
        "is_frame": lambda place: part_of(place) in FRAME,
        "most_findings": _link_run_view.MOST_FINDINGS,
    }
