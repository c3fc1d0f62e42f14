"""Whether the page behind a declared address is the evidence of an item, by its names and by the links that lead to it.

That the agency declares an address is itself a strong sign, but it cannot be the only one: an all-clear needs the page
to say by some name what it is (its title, its heading, the words of a link to it, or the agency's own list). A page
that says nothing is for a person to look at; a page that plainly is something else is no evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..about import understand
from ..checklist import Item, Topic
from ..evidence.model import Evidence, Link, Place
from ..evidence.site import Inbound
from ..locate import PERHAPS, Candidate, Index, wanted_year
from ..locate.candidates import candidates, labels_of
from ..locate.labels import says_something, years
from ..locate.lists import section_year, speaks_of_assessment
from ..locate.subjects import Match
from ..model import CouldNotCheck, Met, NotMet, Origin, Review, Text
from ..thai.fold import fold
from .pages import is_search, says_nothing_is_here
from .places import Places, place_key
from .standing import NOT_EVIDENCE, OTHER_YEAR, Address, Belonging

NAMED: Final = 0.72
PLAINLY: Final = 0.9
_ENOUGH_CONTACTS: Final = 2
_CONTENT: Final = (Place.CONTENT, Place.TABLE)
# What these look for can stand on a home page; what the others look for is a document or a page of its own.
_ON_ANY_PAGE: Final = frozenset({"contact-parts-shown", "social-on-main-page"})
_PERHAPS_ON_HOME: Final = frozenset(
    {
        "entries-dated",
        "service-online",
        "on-main-page",
        "form-offered",
        "questions-both-ways",
        "complaint-channel-separate",
    }
)


def belonging(of: Index, places: Places, address: Address, item: Item, topic: Topic) -> Belonging:
    """Judge one address for one topic of an item. `address.page` must have been fetched."""
    page = address.page
    if page is None:
        raise ValueError("nothing was fetched for this address")
    if of.site.home is not None and page.final_url == of.site.home.final_url:
        return _home(of, address, page, item, topic)
    if is_search(address.url, page):
        return Belonging(_no(address, "เป็นหน้าผลการค้นหา", "is a page of search results"))
    if (empty := says_nothing_is_here(page)) is not None:
        said = " ".join(empty.text.split())
        no = _no(address, f"หน้านี้แสดงว่า “{said}”", f"the page says “{said}”")
        return Belonging(replace(no, proof=(page.cite(said, selector=empty.selector),)))
    return (
        _named(of, places, address, page, item, topic)
        or _list(of, page, item, topic)
        or _something_else(of, places, address, page, item, topic)
    )


def _home(of: Index, address: Address, page: Evidence, item: Item, topic: Topic) -> Belonging:
    checks = {one.check for one in item.requirements if one.topic == topic.name}
    shows_contacts = len({one.kind for one in page.contacts}) >= _ENOUGH_CONTACTS
    if topic.find.on == "main-page" or (checks and checks <= _ON_ANY_PAGE and shows_contacts):
        here = _yes(address, "หน้าแรกของเว็บไซต์หลัก", "the main page of the website")
        return Belonging(here, (_candidate(page, 1.0, ()),))
    if place_key(address.url) != place_key(page.final_url) and place_key(address.url) != place_key(of.site.start_url):
        return Belonging(
            _no(address, "ถูกส่งต่อไปหน้าแรก แสดงว่าไม่มีหน้านี้แล้ว", "leads back to the home page: what was there is gone")
        )
    listed = _list(of, page, item, topic)
    if listed is not None:
        return listed
    if checks & (_PERHAPS_ON_HOME | _ON_ANY_PAGE):
        return Belonging(_unsure(address, "เป็นหน้าแรกของเว็บไซต์", "is the home page of the website"))
    return Belonging(
        _no(address, "เป็นหน้าแรกของเว็บไซต์ ไม่ใช่หน้าของข้อมูลข้อนี้", "is the home page, not the page of this item")
    )


def _named(of: Index, places: Places, address: Address, page: Evidence, item: Item, topic: Topic) -> Belonging | None:
    """Accept a page that is linked, listed or titled as this topic."""
    wanted = wanted_year(of, item, topic)
    linked = next(
        (one for one in candidates(of, item, topic.name, wanted) if one.evidence.final_url == page.final_url), None
    )
    best = _best_name(of, places, address, page, topic.name)
    if linked is not None and linked.score >= PERHAPS and not _names_another(of, page, item, best):
        chosen = replace(linked, evidence=page)
        return Belonging(Met(Text(f"ใช่: {linked.why.th}", f"yes: {linked.why.en}"), (linked.via,)), (chosen,))
    if best is not None and best.score >= NAMED:
        said = Text(f"ชื่อของหน้าหรือเอกสารตรงกับ “{best.phrase}”", f"its name matches “{best.phrase}”")
        return Belonging(Met(said, (address.cite(),)), (_candidate(page, best.score, _link_labels(places, address)),))
    return None


def _best_name(of: Index, places: Places, address: Address, page: Evidence, topic: str) -> Match | None:
    texts = (*_names(page, _link_labels(places, address)), *_link_labels(places, address))
    found = [of.subjects.score(text, topic) for text in texts if says_something(text)]
    return max(found, key=lambda one: one.score, default=None)


def _names(page: Evidence, labels: tuple[str, ...]) -> Iterator[str]:
    title = understand(page, labels).title
    headings = [one.text for one in page.headings if one.level <= 2][:4]
    yield from dict.fromkeys(
        text for text in (title.value if title else "", page.title, *headings, page.file_name) if text
    )


def _link_labels(places: Places, address: Address) -> tuple[str, ...]:
    labels = (text for one in places.links_to(address) for text in _words(one))
    return tuple(dict.fromkeys(text for text in labels if text))[:20]


def _words(one: Inbound) -> tuple[str, ...]:
    return (one.link.text,) if says_something(one.link.text) else (one.link.text, one.link.row)


def _names_another(of: Index, page: Evidence, item: Item, own: Match | None) -> bool:
    """Whether the title of a page plainly names the subject of another item, and nothing of it names this one."""
    return _other(of, page, item) is not None and (own is None or own.score < PERHAPS)


def _other(of: Index, page: Evidence, item: Item) -> Match | None:
    """Return the subject of another item that a page's names plainly give."""
    mine = {topic.name for topic in item.topics}
    found = [best for text in _names(page, ()) if says_something(text) and (best := of.subjects.best(text)) is not None]
    if any(one.topic in mine and one.score >= PERHAPS for one in found):
        return None
    return next((one for one in found if one.score >= PLAINLY), None)


def _list(of: Index, page: Evidence, item: Item, topic: Topic) -> Belonging | None:
    """Accept a page whose content lists the item and leads to its evidence: one click more than needed."""
    if not page.is_page:
        return None
    listed = _listed(of, page, item, topic)
    chosen = {one.evidence.final_url: one for one in listed if one.evidence.final_url != page.final_url}
    if not chosen:
        return None
    first = next(iter(chosen.values()))
    reason = Text(
        f"เป็นหน้ารวมที่ลิงก์ไปยังหลักฐานของข้อนี้ URL ที่ตรงกว่าคือ {first.evidence.url}",
        f"is a list that leads to the evidence of this item; more direct is {first.evidence.url}",
    )
    return Belonging(Met(reason, tuple(one.via for one in chosen.values())[:3]), tuple(chosen.values()), is_list=True)


def _listed(of: Index, page: Evidence, item: Item, topic: Topic) -> Iterator[Candidate]:
    wanted = wanted_year(of, item, topic)
    # On a page of the assessment a year is that of the assessment, not that of the data.
    own = {of.checklist.year} if speaks_of_assessment(page) else {of.checklist.year, wanted}
    for entry in of.coded.get(item.number, ()):
        if entry.source.final_url == page.final_url and entry.agrees is not False and entry.link.place in _CONTENT:
            yield from _through(of, page, entry.link, NAMED)
    for one in of.worded.get(topic.name, ()):
        if one.source.final_url != page.final_url or one.link is None or one.match.score < NAMED:
            continue
        if one.link.place not in _CONTENT:
            continue
        section = section_year(one.link, page)
        named = years(one.label) or ((section,) if section is not None else ())
        if (section is None or section in own) and (not named or {of.checklist.year, wanted} & set(named)):
            yield from _through(of, page, one.link, one.match.score)


def _through(of: Index, page: Evidence, link: Link, score: float) -> Iterator[Candidate]:
    target = of.site.by_url.get(link.url)
    if target is None or target is of.site.home or (target.obstacle is not None and target.obstacle.means_gone):
        return
    why = Text(f"ลิงก์อยู่ในหน้าที่หน่วยงานแจ้งไว้ “{page.title}”", f"is linked on the declared page “{page.title}”")
    via = page.cite(link.text or link.row or link.url, selector=link.selector)
    yield Candidate(target, score, labels_of(link), via, why, f"{page.final_url}#declared")


def _something_else(of: Index, places: Places, address: Address, page: Evidence, item: Item, topic: Topic) -> Belonging:
    if page.obstacle is not None and not page.text.strip():
        why = page.detail or Text(f"อ่านเนื้อหาไม่ได้ ({page.obstacle})", f"its content cannot be read ({page.obstacle})")
        return Belonging(CouldNotCheck(page.obstacle, why, (address.cite(),)))
    if (year := _assessment_year(of, page)) is not None:
        return Belonging(_other_year(of, page, item, year))
    other = _other(of, page, item)
    if other is not None:
        return Belonging(_other_item(of, places, address, page, topic, other))
    return Belonging(
        _unsure(
            address,
            "ชื่อของหน้า เอกสาร และลิงก์ที่มาถึงไม่ได้บอกว่าเป็นข้อมูลของข้อนี้",
            "no title, heading or link says that it is of this item",
        )
    )


def _assessment_year(of: Index, page: Evidence) -> int | None:
    """Return the year of an ITA page when it is another one than the list's."""
    if not page.is_page or not speaks_of_assessment(page):
        return None
    named = years(page.title)
    return named[0] if len(named) == 1 and named[0] != of.checklist.year else None


def _other_year(of: Index, page: Evidence, item: Item, year: int) -> NotMet | Review:
    reason = Text(f"เป็นหน้าของปี {year} ไม่ใช่ปี {of.checklist.year}", f"is the page of {year}, not of {of.checklist.year}")
    proof = (page.cite(page.title),)
    if any(one.check == "document-covers-period" and one.confirmed for one in item.requirements):
        return NotMet(OTHER_YEAR, reason, proof)
    return Review(OTHER_YEAR, reason, proof)


def _other_item(
    of: Index, places: Places, address: Address, page: Evidence, topic: Topic, other: Match
) -> NotMet | Review:
    """Say that a page is of another item: a gap only when it was read whole and nowhere names this one."""
    item = next((one for one in of.checklist.items if any(two.name == other.topic for two in one.topics)), None)
    code = f" ({item.id.upper()})" if item else ""
    reason = Text(f"เป็นข้อมูลเรื่อง “{other.phrase}”{code} ไม่ใช่ข้อนี้", f"is about “{other.phrase}”{code}, not this item")
    text = fold(page.text).replace(" ", "")
    mentions = any(fold(name).replace(" ", "") in text for name in topic.find.names)
    is_linked_so = (best := _best_name(of, places, address, page, topic.name)) is not None and best.score >= 0.4
    is_doubtful = page.obstacle is not None or any(one.origin is Origin.OCR for one in page.passages)
    if is_doubtful or mentions or is_linked_so or not text:
        return Review(NOT_EVIDENCE, reason, (address.cite(),))
    return NotMet(NOT_EVIDENCE, reason, (address.cite(),))


def _candidate(page: Evidence, score: float, labels: tuple[str, ...]) -> Candidate:
    why = Text("หน่วยงานแจ้งไว้ในแบบคำตอบ", "declared by the agency in its answers")
    return Candidate(page, score, labels, page.cite(page.title or page.file_name or page.url), why, page.final_url)


def _yes(address: Address, th: str, en: str) -> Met:
    return Met(Text(th, en), (address.cite(),))


def _no(address: Address, th: str, en: str) -> NotMet:
    return NotMet(NOT_EVIDENCE, Text(th, en), (address.cite(),))


def _unsure(address: Address, th: str, en: str) -> Review:
    return Review(NOT_EVIDENCE, Text(f"{th} โปรดเปิดดู", f"{en}; please look"), (address.cite(),))
