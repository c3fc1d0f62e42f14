"""The report as one HTML file that asks nothing of anybody: styles, script and typeface are inside.

It opens from a folder, without a server and without a network, and prints on A4.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from oitcrawler.model import Cause, Lang, Text
from oitcrawler.report import Report

from . import _safe, _text, _written
from ._labels import LABELS
from ._labels_more import OF_OTHER_AUTHORITIES, OF_OTHER_LISTS, PLACES, REF_KINDS
from ._page import environment, policy, said, source, style
from ._tables import STATUSES
from ._thai_digits import in_thai_digits
from ._view import COMPARED_BY, view_of

STEM: Final = "report"
SUFFIX: Final = "html"
MEDIA_TYPE: Final = "text/html"


def render(report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
    """Return the page in one language. The same Report gives the same bytes.

    With `thai_digits` a Thai page writes its numbers in Thai digits; codes, addresses and quotes stay as they are.
    """
    thai = thai_digits and lang == "th"
    sheet, script = _style(report, lang, thai_digits=thai), source("html.js")
    page = _environment(lang, *_is_other(report)).get_template("html.j2")
    text = page.render(
        report=report,
        view=view_of(report),
        thai_digits=thai,
        style=Markup(sheet),  # noqa: S704 - our own file, and names only as escaped CSS strings
        script=Markup(script),  # noqa: S704 - our own file
        policy=policy(sheet, script),
    )
    return (in_thai_digits(text) if thai else text).encode("utf-8")


@cache  # templates are translated once for all pages of a kind: that takes longer than to fill them in
def _environment(lang: Lang, is_other_list: bool, is_other_authority: bool) -> Environment:
    env = environment(lang, _labels(is_other_list, is_other_authority), _words(lang))
    env.filters.update(
        after=lambda value, name: _safe.without_start(str(said(value, lang)), name),
        points=_written.points,
        interval=_written.interval,
        short_day=lambda iso: _short_day(iso, lang),
        where=lambda place: _where(place, lang),
        words_of=lambda parts: " · ".join(str(said(one, lang)) for one in parts if one),
        fiscal_year=lambda year: _written.fiscal_year(year, lang),
    )
    return env


def _is_other(report: Report) -> tuple[bool, bool]:
    """Return whether the list is another one than OIT, and its authority another one than that of ITA."""
    title = report.checklist.title
    return "OIT" not in title.th and "OIT" not in title.en, report.checklist.authority not in COMPARED_BY


def _labels(is_other_list: bool, is_other_authority: bool) -> Mapping[str, Text]:
    """Return the labels that fit the list: those of OIT and ITA only for lists that are so."""
    labels = {**LABELS}
    if is_other_list:
        labels.update(OF_OTHER_LISTS)
    if is_other_authority:
        labels.update(OF_OTHER_AUTHORITIES)
    return labels


def _where(place: str, lang: Lang) -> str:
    """Say where a link stands in a page: `menu`, `line 214`, `page 3`; other words stay as they are."""
    name, _, number = place.partition(" ")
    words = PLACES.get(name)
    return words.to(lang).format(n=_safe.clean(number)) if words else _safe.clean(place)


def _short_day(iso: str, lang: Lang) -> str:
    """Write a day for a chart: `28/4/68`, of the Buddhist era in Thai."""
    parts = iso[:10].split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return _safe.clean(iso)[:10]
    year = int(parts[0]) + (_written.BUDDHIST_OFFSET if lang == "th" else 0)
    return f"{int(parts[2])}/{int(parts[1])}/{year % 100:02}"


def _words(lang: Lang) -> dict[str, object]:
    """Return the tables of words, by the names that the templates use."""

    def cause_name(cause: Cause) -> str:
        return _text.CAUSES[cause].name.to(lang)

    return {
        "verdicts": _text.VERDICTS,
        "verdict_meanings": _text.VERDICT_MEANINGS,
        "outcomes": _text.OUTCOMES,
        "outcome_verdicts": _text.OUTCOME_VERDICTS,
        "severities": _text.SEVERITIES,
        "kinds": _text.KINDS,
        "causes": _text.CAUSES,
        "cause_name": cause_name,
        "statuses": STATUSES,
        "ref_kinds": {kind: words.to(lang) for kind, words in REF_KINDS.items()},
    }


def _style(report: Report, lang: Lang, *, thai_digits: bool) -> str:
    """Return the style sheet; the agency, the list and the year stand at the foot of each printed page."""
    name = report.agency.names[0] if report.agency.names else report.agency.domain
    is_other_list, _ = _is_other(report)
    subject = "" if is_other_list else "OIT "
    foot = f"{name} · {subject}{_written.fiscal_year(report.checklist.year, lang)}"
    return style("html.css", foot, LABELS["page"].to(lang), thai_digits=thai_digits)
