"""Builds the site from the truth: pages that carry the links, what they link to, and what each address answers."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from oitcrawler.model import Cause

from .elements import CSS, FILES, HEAD, markup
from .exchange import Exchange, Target, where
from .pages import MENU, NAME, framed, prose
from .papers import linked, papers
from .truth import Carrier, Kind, Serve, Truth

ARCHIVE_PAGES, PER_PAGE = 12, 8
BEHIND_PAGING = "/archive/attachment-only-on-the-last-page.pdf"


@dataclass(slots=True)
class Site:
    """What every address answers: by host, then by decoded path and query. `bodies` are the files by name."""

    truth: Truth
    bodies: dict[str, bytes]
    routes: dict[tuple[str, Target], Serve] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    _origins: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._origins = {
            origin: key.removesuffix("_http") for key, origin in self.truth.origins.items() if "://" in origin
        }

    def answer(self, host: str, at: Target) -> Serve | None:
        """Return what an address answers; a route without a query answers every query if it is a chain."""
        if (found := self.routes.get((host, at))) is not None:
            return found
        whole = self.routes.get((host, (at[0], None)))
        return whole if whole is not None and whole.does.endswith("chain") else None

    def traps_at(self, exchange: Exchange) -> Iterator[str]:
        """Name the traps to which a request belongs."""
        for trap in self.truth.traps:
            if trap.host == exchange.host and exchange.target.startswith(trap.prefix):
                yield trap.trap

    def put(self, url: str, made: Serve) -> None:
        """Let an address (with `{host}` or absolute) answer so; addresses of no host of ours are left out."""
        filled = self.truth.fill(url)
        host = self._host(filled)
        if host is not None:
            target = filled.partition("://")[2].partition("/")[2]
            at = where("/" + target.encode().decode("latin-1"))
            self.routes[host, at] = self._filled(made)

    def _host(self, url: str) -> str | None:
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        return self._origins.get(f"{parts.scheme}://{parts.netloc}")

    def _filled(self, made: Serve) -> Serve:
        inner = {
            name: self._filled(part) for name, part in (("head", made.head), ("first", made.first)) if part is not None
        }
        texts = {name: self.truth.fill(getattr(made, name)) for name in ("to", "text", "html", "referer")}
        return made.model_copy(update={**inner, **texts})


def site_of(truth: Truth, bodies: Mapping[str, bytes]) -> Site:
    """Build everything that the hosts of a truth serve."""
    site = Site(truth, {**papers(), **bodies})
    everywhere = tuple((kind, truth.fill(kind.written or kind.url)) for kind in truth.kinds() if kind.everywhere)
    menu = (*MENU, *((written, kind.text or "เมนู") for kind, written in everywhere))
    _furniture(site, menu)
    number = 0
    for carrier in truth.carriers:
        number = _carry(site, carrier, number, menu)
    for key, host in truth.hosts.items():
        if host.robots:
            site.put(f"{{{key}}}/robots.txt", Serve(html=host.robots, type="text/plain"))
    return site


def _carry(site: Site, carrier: Carrier, number: int, menu: tuple[tuple[str, str], ...]) -> int:
    head = [carrier.head, f'<base href="{site.truth.fill(carrier.base)}">' if carrier.base else ""]
    body: list[str] = []
    for kind in carrier.kinds:
        number += 1
        _route(site, kind)
        if not kind.everywhere:
            made = _element(site, kind, number)
            (head if kind.element in HEAD else body).append(f"{made}<!-- {kind.kind} -->")
    text = f"<p>{prose(number, 4)}</p>\n" + "\n".join(f"<div>{one}</div>" for one in body)
    _page(site, carrier.page, carrier.title, text, menu, head="".join(head), charset=carrier.charset)
    return number


def _route(site: Site, kind: Kind) -> None:
    if not kind.same and not kind.unasked:
        default = Serve(code=404, title="404", text="ไม่พบหน้า") if Cause.NOT_FOUND in kind.cause else _sound(kind)
        site.put(kind.url, kind.serve or default)
    for url, made in kind.routes.items():
        site.put(url, made)


def _sound(kind: Kind) -> Serve:
    return Serve(title=f"รายละเอียด {sum(map(ord, kind.kind))}", text=prose(sum(map(ord, kind.kind))))


def _element(site: Site, kind: Kind, number: int) -> str:
    written = site.truth.fill(kind.written or kind.url)
    text = kind.text or f"รายการที่ {number}"
    if kind.element not in FILES:
        return markup(kind.element, written, text, number, raw=kind.raw)
    suffix, type_ = FILES[kind.element]
    address = file_of(kind)
    site.bodies[address] = _file(site, kind, written, text)
    site.put(f"{{own}}{address}", Serve(file=address, type=type_))
    if kind.element == "css-imported":
        outer = f"/files/{kind.kind}-outer.css"
        site.bodies[outer] = f'@import "{kind.kind}.css";\n'.encode()
        site.put(f"{{own}}{outer}", Serve(file=outer, type=type_))
        address = outer
    element = {"css": "stylesheet", "html": "iframe"}.get(suffix, "a")
    return markup(element, address, text, number)


def file_of(kind: Kind) -> str:
    """Return the path of the file in which a kind's link stands; "" when it stands in the page."""
    return f"/files/{kind.kind}.{FILES[kind.element][0]}" if kind.element in FILES else ""


def _file(site: Site, kind: Kind, written: str, text: str) -> bytes:
    if kind.element in CSS:
        return CSS[kind.element](written).encode()
    if kind.element == "frame-page":
        return framed(text, f'<p>{prose(3)}</p><a href="{html.escape(written)}">{text}</a>').encode()
    return linked(kind.element, written)


def _page(
    site: Site,
    path: str,
    title: str,
    text: str,
    menu: tuple[tuple[str, str], ...] = MENU,
    *,
    head: str = "",
    charset: str = "utf-8",
) -> None:
    styles = '<link rel="stylesheet" href="/style/site.css">'
    made = framed(title, text, head=styles + head, menu=menu, charset=charset)
    site.bodies[f"page {path}"] = made.encode("cp874" if charset == "windows-874" else "utf-8", "xmlcharrefreplace")
    site.pages[path] = title
    site.put(f"{{own}}{path}", Serve(file=f"page {path}", charset=charset))


def _furniture(site: Site, menu: tuple[tuple[str, str], ...]) -> None:
    """The home page and what every site has: styles, pictures, an archive of news over many pages."""
    for path, name, type_ in (
        ("/style/site.css", "site.css", "text/css"),
        ("/images/logo.png", "logo.png", "image/png"),
        ("/favicon.ico", "logo.png", "image/png"),
    ):
        site.put(f"{{own}}{path}", Serve(file=name, type=type_))
    carriers = [carrier for carrier in site.truth.carriers if not carrier.page.startswith("/archive/")]
    chapters = [(carrier.page, carrier.title) for carrier in carriers]
    traps = [(site.truth.fill(trap.entry), trap.trap) for trap in site.truth.traps]
    for path in ("/", "/index.html"):
        links = "".join(f'<li><a href="{page}">{title}</a></li>' for page, title in (*chapters, *traps))
        _page(site, path, f"ยินดีต้อนรับสู่{NAME}", f"<p>{prose(1, 12)}</p><ul>{links}</ul>", menu)
    _page(site, "/contact.html", "ติดต่อเรา", f"<p>{prose(2)}</p><p>อีเมล saraban@example.go.th</p>", menu)
    for number in range(1, ARCHIVE_PAGES + 1):
        _archive(site, number, menu)


def _archive(site: Site, number: int, menu: tuple[tuple[str, str], ...]) -> None:
    first = (number - 1) * PER_PAGE
    for one in range(first, first + PER_PAGE):
        path = f"/archive/detail.php?id={one}"
        _page(site, path, f"ข่าวที่ {one}: {prose(one, 1)}", f"<p>{prose(one + 40, 14)}</p>", menu)
    links = "".join(f'<li><a href="detail.php?id={one}">ข่าวที่ {one}</a></li>' for one in range(first, first + PER_PAGE))
    others = "".join(f'<a href="list.php?page={one}">{one}</a> ' for one in range(1, ARCHIVE_PAGES + 1))
    last = f'<p><a href="{BEHIND_PAGING}">เอกสารแนบเก่า</a></p>' if number == ARCHIVE_PAGES else ""
    _page(
        site, f"/archive/list.php?page={number}", f"ข่าวประชาสัมพันธ์ หน้า {number}", f"<ul>{links}</ul>{last}{others}", menu
    )
