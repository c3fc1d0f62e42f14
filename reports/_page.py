"""What every self-contained page of ours is made of: templates, typeface, and a policy that fetches nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from oitcrawler.model import Lang, Text

from . import _safe, _written
from ._thai_digits import words_in_thai_digits

FOOT: Final = 90
"""Characters at the foot of a printed page."""
_FOLDER = files("oitcrawler.reports")
_RANGES: Final = {
    "thai": "U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+FEFF,U+FFFD",
}
_FACE: Final = (
    '@font-face{{font-family:"Sarabun";font-style:normal;font-weight:{weight};font-display:swap;'
    'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{range}}}\n'
)


class _Templates(BaseLoader):
    """Loads the templates that lie beside this module, from a folder or from a wheel."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, None]:
        lying = _FOLDER / template
        if not lying.is_file():
            raise TemplateNotFound(template)
        return lying.read_text("utf-8"), template, None


def environment(lang: Lang, labels: Mapping[str, Text], words: Mapping[str, object]) -> Environment:
    """Return the templates' surroundings for one language: `t` gives a label, `words` are further names.

    Every value that a template prints is cleaned of control characters and escaped.
    """

    def label(name: str, **values: object) -> str:
        text = labels[name].to(lang)
        return text.format(**{key: said(value, lang) for key, value in values.items()}) if values else text

    made = Environment(
        loader=_Templates(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: said(value, lang),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(words, t=label, lang=lang)
    made.filters.update(
        link=_safe.web_address,
        readable=_safe.readable,
        short=lambda value, most: _safe.shortened(str(said(value, lang)), most),
        day=lambda iso: _written.day(iso, lang),
        moment=lambda iso: _written.moment(iso, lang),
        number=lambda count: f"{count:,}",
    )
    return made


def said(value: object, lang: Lang) -> object:
    """Turn a value that a template prints into safe words of one language."""
    if isinstance(value, Text):
        return _safe.clean(value.to(lang))
    if value is None:
        return ""
    return value if isinstance(value, Markup) or not isinstance(value, str) else _safe.clean(value)


def style(name: str, foot: str, page: str, *, thai_digits: bool = False) -> str:
    """Return a style sheet of ours: typeface, the frame of all pages, its own rules, the foot of each printed page."""
    shown = _safe.shortened(foot, FOOT)
    left = words_in_thai_digits(shown) if thai_digits else shown
    kind = ", thai" if thai_digits else ""
    margin = (
        f"@page{{@bottom-left{{content:{_safe.css_string(left)}}}"
        f'@bottom-right{{content:{_safe.css_string(page + " ")} counter(page{kind}) " / " counter(pages{kind})}}}}\n'
    )
    return _faces() + source("frame.css") + source(name) + margin


def source(name: str) -> str:
    """Return a file of this folder as text."""
    return (_FOLDER / name).read_text("utf-8")


def policy(style_sheet: str, script: str) -> str:
    """Return a content security policy under which only our own style and script run and nothing is fetched."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style_sheet)}'; script-src 'sha256-{_digest(script)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _faces() -> str:
    faces = []
    for weight in (400, 700):
        for script, characters in _RANGES.items():
            body = (_FOLDER / f"sarabun-{script}-{weight}.woff2").read_bytes()
            data = base64.b64encode(body).decode("ascii")
            faces.append(_FACE.format(weight=weight, data=data, range=characters))
    return "".join(faces)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
