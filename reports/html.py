"""The report as one HTML file that asks nothing of anybody: styles, script and typeface are inside.

It opens from a folder, without a server and without a network, and prints on A4.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from oitcrawler.model import Cause, Lang, Text
from oitcrawler.report import Report

from . import _safe, _text, _written
from ._labels import LABELS
from ._labels_more import OF_OTHER_AUTHORITIES, OF_OTHER_LISTS, PLACES, REF_KINDS
from ._tables import STATUSES
from ._thai_digits import in_thai_digits, words_in_thai_digits
from ._view import COMPARED_BY, view_of

STEM: Final = "report"
SUFFIX: Final = "html"
MEDIA_TYPE: Final = "text/html"

_FOLDER = files("oitcrawler.reports")
_RANGES = {
    "thai": "U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+FEFF,U+FFFD",
}
_FACE = (
    '@font-face{{font-family:"Sarabun";font-style:normal;font-weight:{weight};font-display:swap;'
    'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{range}}}\n'
)


def render(report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
    """Return the page in one language. The same Report gives the same bytes.

    With `thai_digits` a Thai page writes its numbers in Thai digits; codes, addresses and quotes stay as they are.
    """
    thai = thai_digits and lang == "th"
    style, script = _style(report, lang, thai_digits=thai), _source("html.js")
    page = _environment(report, lang).get_template("html.j2")
    text = page.render(
        report=report,
        view=view_of(report),
        thai_digits=thai,
        style=Markup(style),  # noqa: S704 - our own file, and names only as escaped CSS strings
        script=Markup(script),  # noqa: S704 - our own file
        policy=_policy(style, script),
    )
    return (in_thai_digits(text) if thai else text).encode("utf-8")


class _Templates(BaseLoader):
    """Loads the templates that lie beside this module, from a folder or from a wheel."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, None]:
        source = _FOLDER / template
        if not source.is_file():
            raise TemplateNotFound(template)
        return source.read_text("utf-8"), template, None


def _environment(report: Report, lang: Lang) -> Environment:
    own = _labels_of(report)

    def label(name: str, **values: object) -> str:
        words = own[name].to(lang)
        return words.format(**{key: said(value) for key, value in values.items()}) if values else words

    def said(value: object) -> object:
        """Turn every value that a template prints into safe words of one language."""
        if isinstance(value, Text):
            return _safe.clean(value.to(lang))
        if value is None:
            return ""
        return value if isinstance(value, Markup) or not isinstance(value, str) else _safe.clean(value)

    env = Environment(
        loader=_Templates(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=said,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(_words(lang), t=label, lang=lang)
    env.filters.update(
        after=lambda value, name: _safe.without_start(str(said(value)), name),
        link=_safe.web_address,
        readable=_safe.readable,
        short=lambda value, most: _safe.shortened(str(said(value)), most),
        points=_written.points,
        interval=_written.interval,
        day=lambda iso: _written.day(iso, lang),
        short_day=lambda iso: _short_day(iso, lang),
        where=lambda place: _where(place, lang),
        words_of=lambda parts: " · ".join(str(said(one)) for one in parts if one),
        moment=lambda iso: _written.moment(iso, lang),
        fiscal_year=lambda year: _written.fiscal_year(year, lang),
        number=lambda count: f"{count:,}",
    )
    return env


def _labels_of(report: Report) -> Mapping[str, Text]:
    """Return the labels that fit the list: those of OIT and ITA only for lists that are so."""
    title = report.checklist.title
    labels = {**LABELS}
    if "OIT" not in title.th and "OIT" not in title.en:
        labels.update(OF_OTHER_LISTS)
    if report.checklist.authority not in COMPARED_BY:
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
    """Return the style sheet: the typeface, our own rules, and what stands at the foot of each printed page."""
    name = report.agency.names[0] if report.agency.names else report.agency.domain
    subject = "OIT " if _labels_of(report)["title"] is LABELS["title"] else ""
    foot = _safe.shortened(f"{name} · {subject}{_written.fiscal_year(report.checklist.year, lang)}", 90)
    foot = words_in_thai_digits(foot) if thai_digits else foot
    kind = ", thai" if thai_digits else ""
    page = LABELS["page"].to(lang)
    margin = (
        f"@page{{@bottom-left{{content:{_safe.css_string(foot)}}}"
        f'@bottom-right{{content:{_safe.css_string(page + " ")} counter(page{kind}) " / " counter(pages{kind})}}}}\n'
    )
    return _faces() + _source("html.css") + margin


def _faces() -> str:
    faces = []
    for weight in (400, 700):
        for script, characters in _RANGES.items():
            body = (_FOLDER / f"sarabun-{script}-{weight}.woff2").read_bytes()
            data = base64.b64encode(body).decode("ascii")
            faces.append(_FACE.format(weight=weight, data=data, range=characters))
    return "".join(faces)


def _source(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Return a content security policy under which only our own style and script run and nothing is fetched."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
