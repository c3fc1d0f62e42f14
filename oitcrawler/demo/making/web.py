"""Renders the demo's web pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import cast

import jinja2
import yaml

from ..calendar import MONTHS
from .expand import expand
from .markup import LINK, Block, Command, Grid, Head, Items, Para
from .records import AGENCY, CONTENT, Document, Page, ita, menu, people

TEMPLATES = Path(__file__).parent / "templates"
NEWS = "/news/detail/"
UNLISTED = (NEWS, "/ita", "/webboard/topic", "/search", "/admin")


@dataclass(frozen=True, slots=True)
class Site:
    """All pages and documents, as far as pages need to know them."""

    pages: tuple[Page, ...]
    documents: tuple[Document, ...]

    def address(self, target: str) -> str:
        """Return the address of a link's target. Raises KeyError for an unknown document key."""
        if not target.startswith("@"):
            return target
        found = {one.key: one.path for one in self.documents}
        return found[target[1:]]


def render(page: Page, site: Site) -> bytes:
    """Return the page as it is served, in its own charset."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    body = "\n".join(_html(block, site) for block in expand(page.body))
    layout = environment.get_template(f"{page.layout}.html.j2")
    return layout.render(page=page, body=body, agency=AGENCY, menu=menu()).encode(page.charset)


def thai_date(day: date) -> str:
    """Write a day as Thai news does: 9 ธันวาคม 2564."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"


def _html(block: Block, site: Site) -> str:
    match block:
        case Head(text):
            return f"<h3>{_inline(text, site)}</h3>"
        case Para(text):
            return f"<p>{_inline(text, site)}</p>"
        case Items(items):
            return "<ul>\n" + "\n".join(f"<li>{_inline(item, site)}</li>" for item in items) + "\n</ul>"
        case Grid():
            return _grid(block, site)
        case Command(name, argument):
            return COMMANDS[name](argument, site)


def _inline(text: str, site: Site) -> str:
    parts = LINK.split(text)
    out = [escape(parts[0], quote=False)]
    for label, target, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        out.append(_link(label, target, site) + escape(after, quote=False))
    return "".join(out)


def _link(label: str, target: str, site: Site) -> str:
    address = site.address(target)
    window = ' target="_blank"' if re.search(r"\.\w{3,4}$", address) or address.startswith("http") else ""
    return f'<a href="{escape(address)}"{window}>{escape(label, quote=False)}</a>'


def _grid(grid: Grid, site: Site) -> str:
    rows = ["<tr>" + "".join(f"<th>{_inline(cell, site)}</th>" for cell in grid.head) + "</tr>"]
    rows += ["<tr>" + "".join(f"<td>{_inline(cell, site)}</td>" for cell in row) + "</tr>" for row in grid.rows]
    return '<table class="data">\n' + "\n".join(rows) + "\n</table>"


def _people(group: str, _site: Site) -> str:
    cards = [
        f'<div class="person"><img src="/images/people/{one["key"]}.png" alt="{one["name"]}" width="120" height="150">'
        f'<div class="name">{one["name"]}</div><div class="position">{one["position"]}</div>'
        f'<div class="tel">โทรศัพท์ {one["phone"]}</div><div class="mail">e-mail : {one["email"]}</div></div>'
        for one in people()
        if one["group"] == group
    ]
    return '<div class="people">\n' + "\n".join(cards) + "\n</div>"


def _image(argument: str, _site: Site) -> str:
    source, _, alt = argument.partition("|")
    return f'<p class="picture"><img src="{source.strip()}" alt="{escape(alt.strip())}"></p>'


def _form(name: str, _site: Site) -> str:
    forms = cast("dict[str, dict[str, object]]", yaml.safe_load((CONTENT / "forms.yaml").read_text("utf-8")))
    form = forms[name]
    rows = [_field(*one) for one in cast("list[list[str]]", form["fields"])]
    return (
        f'<form method="post" action="{form["action"]}" enctype="multipart/form-data" class="entry">\n'
        + "\n".join(rows)
        + f'\n<div class="row"><button type="submit">{form["submit"]}</button></div>\n</form>'
    )


def _field(kind: str, name: str, label: str, *choices: str) -> str:
    start = f'<div class="row"><label for="{name}">{label}</label> '
    if kind == "textarea":
        return f'{start}<textarea id="{name}" name="{name}" rows="6"></textarea></div>'
    if kind == "select":
        options = "".join(f"<option>{choice}</option>" for choice in choices)
        return f'{start}<select id="{name}" name="{name}">{options}</select></div>'
    return f'{start}<input type="{kind}" id="{name}" name="{name}"></div>'


def _news(argument: str, site: Site) -> str:
    first, last = (int(part) for part in argument.split("-"))
    found = sorted((one for one in site.pages if one.path.startswith(NEWS)), key=lambda one: one.modified, reverse=True)
    rows = [
        f'<div class="news"><span class="day">{thai_date(one.modified)}</span> '
        f'<a href="{one.path}">{escape(one.title, quote=False)}</a></div>'
        for one in found[first - 1 : last]
    ]
    return "\n".join(rows)


def _ita(year: str, site: Site) -> str:
    return _ita_table(int(year), site) if year == "2565" else _ita_accordion(int(year), site)


def _ita_table(year: int, site: Site) -> str:
    out = ['<table class="ita" border="1">', "<tr><th>ข้อ</th><th>ข้อมูล</th><th>URL</th><th>คำอธิบาย</th></tr>"]
    group = ""
    for row in ita(year):
        if row.group and row.group != group:
            group = row.group
            out.append(f'<tr class="group"><td colspan="4"><b>{group}</b></td></tr>')
        links = "<br>".join(_link(text, target, site) for text, target in row.links) or "-"
        out.append(f"<tr><td>{row.code}</td><td>{row.name}</td><td>{links}</td><td>{escape(row.note)}</td></tr>")
    return "\n".join([*out, "</table>"])


def _ita_accordion(year: int, site: Site) -> str:
    out = ['<div class="accordion">']
    group = ""
    for row in ita(year):
        if row.group and row.group != group:
            group = row.group
            out.append(f"<h2>{group}</h2>")
        links = "".join(f"<li>{_link(text, target, site)}</li>" for text, target in row.links)
        body = (f"<p>{_inline(row.note, site)}</p>" if row.note else "") + (f"<ul>{links}</ul>" if links else "")
        out.append(
            f'<div class="accordion-item"><h3 class="accordion-header"><button type="button" class="accordion-button">'
            f'{row.code} {row.name}</button></h3>\n<div class="accordion-body collapse">{body}</div></div>'
        )
    return "\n".join([*out, "</div>"])


def _sitemap(_argument: str, site: Site) -> str:
    shown = [one for one in site.pages if not one.path.startswith(UNLISTED)]
    rows = [f'<li><a href="{one.path}">{escape(one.title, quote=False)}</a></li>' for one in shown]
    return "<ul>\n" + "\n".join(rows) + "\n</ul>"


def _raw(argument: str, _site: Site) -> str:
    return argument


COMMANDS: dict[str, Callable[[str, Site], str]] = {
    "people": _people,
    "image": _image,
    "form": _form,
    "news": _news,
    "ita": _ita,
    "sitemap": _sitemap,
    "html": _raw,
}
