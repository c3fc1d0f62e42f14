"""Where a declared address lies and whether it opens: on the agency's site, without a login, with something there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from ..evidence.model import Evidence
from ..evidence.site import Inbound, Site
from ..evidence.social import network_of
from ..model import Cause, CouldNotCheck, Met, NotMet, Result, Review, Text
from ..shares import resolve_share
from ..urls import same_site
from .model import Declared
from .standing import BROKEN, LOGIN, NOT_ASKED, OFF_SITE, Address

# The answer of a server, or of a file service, that the public does not get in. 403 is not among them: that is also
# what servers tell programs that they would show to people.
_CLOSED: Final = frozenset({Cause.LOGIN, Cause.UNAUTHORIZED, Cause.ACCESS_REQUEST})
# The file came and a person can open it; that the tool cannot read it is another question.
_OPENED: Final = frozenset(
    {
        Cause.SCANNED,
        Cause.ENCRYPTED,
        Cause.PARSER_ERROR,
        Cause.PARSER_CRASH,
        Cause.READING_TIME,
        Cause.READING_MEMORY,
        Cause.UNKNOWN_TYPE,
        Cause.NO_BROWSER,
        Cause.RENDER_FAILED,
    }
)


def place_key(url: str) -> tuple[str, str, str]:
    """Return what makes two spellings of an address one place: host without www, path without its last slash, query."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return (parts.hostname or "").removeprefix("www.") + port, unquote(parts.path).rstrip("/"), parts.query


class Places:
    """Finds what was fetched for an address, also under another spelling of it, and who links to it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._by_key: Mapping[tuple[str, str, str], Evidence] = {
            place_key(url): site.by_url[url] for url in sorted(site.by_url, reverse=True)
        }
        self._reached = _reached(site)

    def address(self, declared: Declared) -> Address:
        """Return a declared address with what lies behind it."""
        url = declared.address(self.site.start_url)
        return Address(declared, url, self.site.by_url.get(url) or self._by_key.get(place_key(url)))

    def links_to(self, address: Address) -> tuple[Inbound, ...]:
        """Return the links of the agency's own pages to an address or to the same share."""
        urls = {address.url, *((address.page.url, address.page.final_url) if address.page else ())}
        share = resolve_share(address.url)
        found = [one for url in sorted(urls) for one in self.site.inbound.get(url, ())]
        if share is not None and not found:
            spelt = (
                url for url in self.site.inbound if (other := resolve_share(url)) and other.identity == share.identity
            )
            found = [one for url in spelt for one in self.site.inbound[url]]
        return tuple(one for one in found if same_site(one.source.final_url, self.site.domain))

    def is_reached(self, page: Evidence) -> bool | None:
        """Whether links lead from the home page to this one; None when too little was seen to say no."""
        if {page.url, page.final_url} & self._reached:
            return True
        return None if self.is_partly_unseen else False

    @property
    def is_partly_unseen(self) -> bool:
        """Whether something that the site's own pages link was not seen, so that "nothing links it" cannot be said."""
        coverage = self.site.coverage
        unread = any(spot.url in self.site.inbound for spot in coverage.blind_spots)
        return unread or coverage.home is not None or coverage.over_budget > 0 or bool(coverage.left_alone)


def _reached(site: Site) -> frozenset[str]:
    if site.home is None:
        return frozenset()
    waiting, seen = [site.home], {site.home.url, site.home.final_url}
    while waiting:
        for link in waiting.pop().links:
            target = site.by_url.get(link.url)
            if link.url not in seen:
                seen.add(link.url)
                if target is not None:
                    seen |= {target.url, target.final_url}
                    waiting.append(target)
    return frozenset(seen)


def on_site(address: Address, places: Places) -> Result:
    """Judge whether an address is on the agency's main website.

    A file of a file service counts where a page of the website links it; what lies elsewhere and is linked, a person
    judges. Source: the clarification of ITAS for 2564 (data must be found on the main website); seed 004, o9 (an
    address of a social network is not an address of the main website).
    """
    site = places.site
    network = network_of(address.url)
    if network is not None:
        return _elsewhere(
            address,
            Text(
                f"เป็นที่อยู่ของ {network} ไม่ใช่เว็บไซต์หลักของหน่วยงาน",
                f"is an address of {network}, not of the agency's main website",
            ),
        )
    if same_site(address.url, site.domain):
        return Met(Text("อยู่บนเว็บไซต์หลักของหน่วยงาน", "is on the agency's main website"), (address.cite(address.url),))
    links = places.links_to(address)
    if not links:
        return _unlinked_elsewhere(address, places)
    via = links[0].source.cite(links[0].link.text or address.url, selector=links[0].link.selector)
    if resolve_share(address.url) is not None:
        return Met(Text("เป็นไฟล์ที่หน้าเว็บของหน่วยงานลิงก์ไว้", "is a file that the agency's own page links"), (via,))
    return Review(
        OFF_SITE,
        Text(
            f"อยู่บนเว็บไซต์อื่น แม้เว็บไซต์หลักจะมีลิงก์ไปถึง ควรแจ้ง URL ของหน้าที่ลิงก์คือ {via.url}",
            f"is on another website, though the main one links there; rather give the page that links it, {via.url}",
        ),
        (via,),
    )


def _unlinked_elsewhere(address: Address, places: Places) -> Result:
    is_share = resolve_share(address.url) is not None
    what = Text("เป็นลิงก์แชร์ไฟล์", "is a shared file") if is_share else Text("อยู่บนเว็บไซต์อื่น", "is on another website")
    reason = Text(
        f"{what.th} และไม่พบหน้าใดของเว็บไซต์หลักที่ลิงก์ไปถึง ควรวางลิงก์ไว้บนเว็บไซต์หลักแล้วแจ้ง URL ของหน้านั้น",
        f"{what.en}, and no page of the main website was found to link it; link it there and give that page",
    )
    if is_share or places.is_partly_unseen:
        return Review(OFF_SITE, reason, (address.cite(address.url),))
    return _elsewhere(address, reason)


def _elsewhere(address: Address, reason: Text) -> NotMet:
    return NotMet(OFF_SITE, reason, (address.cite(address.url),))


def opens(address: Address) -> Result:
    """Judge whether an address opens for the public: it answers, and asks for no login."""
    page = address.page
    if network_of(address.url) is not None and page is None:
        return NOT_ASKED
    if page is None:
        return CouldNotCheck(
            Cause.NOT_FETCHED,
            Text(
                "ยังไม่ได้เปิดในการสำรวจครั้งนี้ ให้ตรวจใหม่ด้วยคำสั่ง check --answers",
                "was not opened in that crawl; run “check --answers” to open it",
            ),
            (address.cite(),),
        )
    if page.obstacle is None or page.obstacle in _OPENED:
        return Met(Text("เปิดได้โดยไม่ต้องลงชื่อเข้าใช้", "opens without a login"), (address.cite(),))
    if page.obstacle.means_gone:
        return NotMet(
            BROKEN,
            Text("เซิร์ฟเวอร์ตอบว่าไม่มีหน้านี้", "the server says that there is no such page"),
            (address.cite(address.url),),
        )
    if page.obstacle in _CLOSED:
        reason = page.detail or Text("ต้องลงชื่อเข้าใช้หรือขอสิทธิ์จึงจะเปิดได้", "asks for a login or for permission")
        return NotMet(LOGIN, reason, (address.cite(address.url),))
    why = page.detail or Text(f"เปิดไม่ได้ ({page.obstacle})", f"could not be opened ({page.obstacle})")
    return CouldNotCheck(page.obstacle, why, (address.cite(address.url),))
