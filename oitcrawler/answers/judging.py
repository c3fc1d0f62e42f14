"""Judges what an agency declared for an item, and decides what the item is judged by.

The assessor opens what is declared and nothing else (ITAS, 2564: a later clarification looks only at what was disclosed
at the original link of the answer). So, for an item with declared addresses:

* where any of them is the item's evidence, that evidence, with the documents that it links, is what the checks judge;
  addresses beside it that are not evidence are reported, but do not undo it;
* where none is, that decides: a gap where it is plain (nothing is there, a login, another site, something else), could
  not check where an address did not open for the tool, review where the page does not say what it is. Evidence that was
  found elsewhere on the site does not turn this into an all-clear; its address is the remedy. Nor are its faults held
  against the agency, which did not declare it;
* an item that was answered without any address is judged by what the site shows, but is at most `review`: in ITAS it
  would have no answer, and the sheet may not be finished;
* an item that the sheet does not name is judged as if there were no sheet.

For a topic whose evidence is the main page, a declared social network's address goes to the topic's own check, which
knows what to say of it (seed 004, o9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..checklist import Item, Topic
from ..checks import Found
from ..checks.base import best_of
from ..evidence.model import Evidence, Kind
from ..evidence.social import network_of
from ..locate import Candidate, Index, Located, Sureness
from ..locate.attached import with_attached
from ..model import Cause, Met, NotApplicable, Result, Review, Text
from .belonging import belonging
from .model import Answer
from .places import Places, on_site, opens
from .standing import MISSING, NOT_ASKED, NOT_EVIDENCE, Address, Belonging, Standing

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the declared addresses come to for one topic of an item.

    `gate` is the result that everything else of the topic hangs on; `located` is what the checks look at when it is
    met; `better` are the pages of the site that are the evidence and were not declared, best first.
    """

    answer: Answer
    standings: tuple[Standing, ...]
    gate: Result
    located: Located
    better: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Declarations:
    """Judges the answers of one site. `whole` is what was read again more closely, by its address."""

    of: Index
    places: Places
    whole: Mapping[str, Found] = field(default_factory=dict)

    def read(self, found: Iterable[Found]) -> tuple[Found, ...]:
        """Return what was found as it was read closely, where it was."""
        return tuple(self._read(one) for one in found)

    def _read(self, one: Found) -> Found:
        whole = self.whole.get(one.evidence.url)
        return replace(one, evidence=whole.evidence, changes=whole.changes) if whole is not None else one

    def pages(self, answer: Answer) -> tuple[Evidence, ...]:
        """Return what lies behind the addresses of an answer."""
        found = (self._address(answer, number).page for number in range(len(answer.urls)))
        return tuple(one for one in found if one is not None)

    def declaration(self, item: Item, topic: Topic, answer: Answer, searched: Located) -> Declaration:
        """Judge an answer for one topic; `searched` is what was found without looking at what is declared."""
        if not answer.urls:
            return Declaration(answer, (), _missing(searched), searched, _evidence(searched))
        standings = tuple(self._standing(item, topic, answer, number) for number in range(len(answer.urls)))
        good = tuple(one for one in standings if one.is_good)
        better = tuple(one for one in _evidence(searched) if not any(_is_declared(one, two) for two in standings))
        if topic.find.on == "main-page" and (social := _socials(standings)):
            home = (Found(self.of.site.home),) if self.of.site.home else ()
            first = standings[0].address
            shown = Met(Text("มี URL ที่แจ้งไว้", "an address is declared"), (first.cite(first.url),))
            return Declaration(answer, standings, shown, Located(Sureness.FOUND, (*social, *home), ()), better)
        if not good:
            return Declaration(answer, standings, best_of(one.result for one in standings), searched, better)
        chosen = {one.evidence.final_url: one for each in good for one in each.belongs.chosen}
        located = self._located(topic, tuple(chosen.values()), searched)
        gate = best_of(one.result for one in good)
        return Declaration(answer, standings, gate, located, better)

    def _located(self, topic: Topic, chosen: tuple[Candidate, ...], searched: Located) -> Located:
        if topic.find.on == "main-page":
            return searched
        return Located(Sureness.FOUND, self.read(with_attached(self.of, chosen, topic.name)), chosen)

    def _address(self, answer: Answer, number: int) -> Address:
        found = self.places.address(answer.urls[number])
        whole = self.whole.get(found.page.url) if found.page is not None else None
        return replace(found, page=whole.evidence) if whole is not None else found

    def _standing(self, item: Item, topic: Topic, answer: Answer, number: int) -> Standing:
        address = self._address(answer, number)
        there, open_ = on_site(address, self.places), opens(address)
        if not isinstance(open_, Met) or address.page is None:
            return Standing(address, there, open_, Belonging(NOT_ASKED), NOT_ASKED)
        belongs = self._belonging(item, topic, address)
        return Standing(address, there, open_, belongs, NOT_ASKED, self.places.is_reached(address.page))

    def _belonging(self, item: Item, topic: Topic, address: Address) -> Belonging:
        """Judge for the topic; a page that is plainly of a sister topic of the item is judged by the topic's checks."""
        own = belonging(self.of, self.places, address, item, topic)
        if topic.find.on == "main-page" and address.page is not None and not isinstance(own.result, Met):
            return _shows(address.page)
        if not isinstance(own.result, Review) or not any(
            one.topic == topic.name and one.confirmed for one in item.requirements
        ):
            return own
        sisters = (belonging(self.of, self.places, address, item, one) for one in item.topics if one.name != topic.name)
        return next((one for one in sisters if isinstance(one.result, Met) and not one.is_list), own)


def _shows(page: Evidence) -> Belonging:
    """Accept a page of the website that itself links the agency's accounts, as the main page does."""
    accounts = [one for one in page.socials if one.handle and not one.is_share]
    if not accounts:
        reason = Text(
            "หน้านี้ไม่มีลิงก์ไปยังเครือข่ายสังคมออนไลน์ของหน่วยงาน ควรแจ้ง URL ของหน้าแรกที่แสดงลิงก์นั้น",
            "the page links no social network; rather declare the main page, which shows the link",
        )
        return Belonging(Review(NOT_EVIDENCE, reason, (page.cite(page.title or page.url),)))
    text = Text("หน้านี้มีลิงก์ไปยังเครือข่ายสังคมออนไลน์", "the page links social networks")
    return Belonging(Met(text, (page.cite(f"{accounts[0].text} {accounts[0].url}", selector=accounts[0].selector),)))


def _socials(standings: Iterable[Standing]) -> tuple[Found, ...]:
    """Return the declared addresses of social networks as evidence, fetched or not."""
    urls = [one.address.url for one in standings if network_of(one.address.url) is not None]
    return tuple(
        Found(Evidence(url=url, final_url=url, kind=Kind.OTHER, digest="", title=url, obstacle=Cause.OFF_SITE))
        for url in urls
    )


def _missing(searched: Located) -> Result:
    if searched.sureness is not Sureness.FOUND:
        return NotApplicable(Text("ไม่ได้แจ้ง URL", "no address was declared"))
    at = searched.found[0]
    evidence = at.evidence
    return Review(
        MISSING,
        Text(
            f"ไม่ได้แจ้ง URL ของข้อนี้ แต่พบบนเว็บไซต์ที่ {evidence.url} ควรแจ้ง URL นี้",
            f"no address was declared, but the website has it at {evidence.url}; declare that",
        ),
        (at.via or evidence.cite(evidence.title or evidence.url),),
    )


def _evidence(searched: Located) -> tuple[Evidence, ...]:
    """Return the pages that were surely found, without the documents that hang on them."""
    if searched.sureness is not Sureness.FOUND:
        return ()
    return tuple(one.evidence for one in searched.found if not one.attached and one.evidence.obstacle is None)[:_SHOWN]


def _is_declared(evidence: Evidence, standing: Standing) -> bool:
    page = standing.address.page
    if page is None:
        return False
    same_bytes = bool(page.digest) and page.digest == evidence.digest
    return page.final_url == evidence.final_url or same_bytes
