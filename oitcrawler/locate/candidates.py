"""The pages and documents that may be an item's evidence, ranked, each with the reason kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from ..about import understand
from ..about.model import Where
from ..checklist import Checklist, Item
from ..evidence.model import Evidence, Kind, Link, Place
from ..evidence.site import Inbound, Site
from ..model import Cause, Citation, Text
from ..thai.fold import fold
from ..urls import same_site
from .codes import Writing
from .copied import only_asks
from .labels import says_something, years
from .lists import (
    Entry,
    entries,
    is_of_another_body,
    list_year,
    names_a_list,
    section_year,
    speaks_of_assessment,
    year_by_links,
)
from .reading import own_codes
from .subjects import Match, Subjects

_CODE_SCORE = {Writing.LETTER: 0.96, Writing.ITEM_WORD: 0.92, Writing.BARE_NUMBER: 0.88}
_NEWS = ("ข่าว", "กิจกรรม", "news", "activity", "ประชาสัมพันธ์")
_PLACE_FACTOR = {Place.FOOTER: 0.97, Place.ASIDE: 0.97}
_ON_EVERY_PAGE = (Place.MENU, Place.HEADER, Place.FOOTER, Place.ASIDE, Place.BREADCRUMB)
_CONTENT = (Place.CONTENT, Place.TABLE)
WORDS_FROM = 0.5
TITLE_FROM = 0.8
YEAR_BONUS = 0.02
OTHER_YEAR = 0.9
OTHER_SECTION = 0.5
NEWS_FACTOR = 0.8
OTHER_BODY = 0.75
MOST_SUBJECTS = 2
ONLY_ASKS = 0.6
"""What is found is left to a person then: it may have been put into other words, but it may be copied."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One page or document that may be the evidence, with where its link stands and why it was considered.

    `group` names the list (page and code) through which it came, so that several links under one item stay together;
    `coded` says that the agency itself wrote the item's code of this year beside it.
    """

    evidence: Evidence
    score: float
    labels: tuple[str, ...]
    via: Citation
    why: Text
    group: str
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Worded:
    """A link whose words, or a page whose title, names a topic. `link` is None for a title."""

    source: Evidence
    link: Link | None
    match: Match
    label: str


@dataclass(frozen=True, slots=True)
class Index:
    """What is looked up for every item of one site and list: coded entries by number, and labels by topic."""

    site: Site
    checklist: Checklist
    subjects: Subjects
    coded: Mapping[int, tuple[Entry, ...]]
    worded: Mapping[str, tuple[Worded, ...]]


def index(site: Site, checklist: Checklist) -> Index:
    """Read all links and titles of a site once. A menu that stands on every page counts once."""
    subjects = Subjects(checklist)
    coded: dict[int, list[Entry]] = {}
    worded: dict[str, list[Worded]] = {}
    seen: set[tuple[str, str, str]] = set()
    for page in _home_first(site):
        lines: dict[Link, str] = {}
        for entry in entries(page, checklist, subjects, inbound_of(site, page)):
            coded.setdefault(entry.number, []).append(entry)
            lines[entry.link] = entry.label
        for link in page.links:
            key = (link.url, link.text, link.row) if link.place in _ON_EVERY_PAGE else (link.url, link.text, page.url)
            if key not in seen:
                seen.add(key)
                _collect(worded, page, link, _label_texts(link, lines.get(link)), subjects, WORDS_FROM)
        if page is not site.home:
            _collect(worded, page, None, _titles(page, subjects), subjects, TITLE_FROM)
        if not page.is_page and page.text and not says_something(page.title):
            _collect(worded, page, None, _printed_title(page), subjects, TITLE_FROM)
    return Index(site, checklist, subjects, _frozen(coded), _frozen(worded))


def _titles(page: Evidence, subjects: Subjects) -> list[str]:
    """Return what names a page: its title, and its headings unless they name many subjects, as a list's do."""
    headings = [heading.text for heading in page.headings if heading.level <= 2]
    best = (subjects.best(text) for text in headings)
    named = {one.topic for one in best if one is not None and one.score >= TITLE_FROM}
    return [page.title, *(headings if len(named) <= MOST_SUBJECTS else ())]


def _printed_title(document: Evidence) -> list[str]:
    """Return the title that a document prints on itself, for one whose links and properties say nothing."""
    title = understand(document).title
    return [title.value] if title is not None and title.where is Where.CONTENT else []


def _collect(
    worded: dict[str, list[Worded]],
    page: Evidence,
    link: Link | None,
    texts: list[str],
    subjects: Subjects,
    at_least: float,
) -> None:
    best: dict[str, Worded] = {}
    for text in texts:
        for ranked in subjects.rank(text):
            match = subjects.score(text, ranked.topic)
            known = best.get(match.topic)
            if match.score >= at_least and (known is None or match.score > known.match.score):
                best[match.topic] = Worded(page, link, match, text)
    for topic, found in best.items():
        worded.setdefault(topic, []).append(found)


def _home_first(site: Site) -> Iterator[Evidence]:
    if site.home is not None:
        yield site.home
    yield from (page for page in site.evidence if page is not site.home)


def _label_texts(link: Link, line: str | None) -> list[str]:
    """Return the texts that say what a link is: its own, or for one that says nothing its row and heading.

    `line` is the line of an item's list in which it stands: that alone then. A row of several items says nothing of
    one of them, and neither does the heading over a whole list.
    """
    if says_something(link.text):
        return [link.text]
    if line:
        return [line]
    texts = [text for text in labels_of(link) if not names_a_list(text) or text == link.row]
    return [text for text in texts if len({code.numbers for code in own_codes(text, "o")}) <= 1]


Key = TypeVar("Key")
Value = TypeVar("Value")


def _frozen(found: dict[Key, list[Value]]) -> Mapping[Key, tuple[Value, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def candidates(of: Index, item: Item, topic: str, wanted_year: int) -> tuple[Candidate, ...]:
    """Return everything that may be the evidence of one topic of an item, best first.

    `wanted_year` is the fiscal year that the evidence should be of (the year before, for yearly results).
    """
    found: dict[str, Candidate] = {}
    for one in (*_by_code(of, item), *_by_words(of, topic, wanted_year)):
        key = one.evidence.final_url
        best = found.get(key)
        if best is None:
            found[key] = one
        else:
            higher, lower = (one, best) if one.score > best.score else (best, one)
            found[key] = replace(higher, labels=tuple(dict.fromkeys((*higher.labels, *lower.labels))))
    weighed = (replace(one, score=one.score * ONLY_ASKS) if only_asks(one.evidence) else one for one in found.values())
    return tuple(sorted(weighed, key=lambda one: (-round(one.score, 4), one.evidence.final_url)))


def _by_code(of: Index, item: Item) -> Iterator[Candidate]:
    for entry in of.coded.get(item.number, ()):
        score = _CODE_SCORE[entry.writing]
        if entry.agrees:
            score += 0.03
        elif entry.agrees is False:
            score -= 0.4
        if entry.year is None:
            score -= 0.1
        of_year = Text(f" ปี {entry.year}", f" of {entry.year}") if entry.year else Text("", "")
        code, page = item.id.upper(), entry.source.title
        why = Text(
            f"อยู่ในรายการข้อ {code}{of_year.th} ของหน้า “{page}”",
            f"listed as {code}{of_year.en} on the page “{page}”",
        )
        found = _candidate(of, entry.source, entry.link, score, why, f"{entry.source.final_url}#{item.id}")
        yield replace(found, coded=True)


def _by_words(of: Index, topic: str, wanted_year: int) -> Iterator[Candidate]:
    for one in of.worded.get(topic, ()):
        if _is_later(of, one):
            continue
        if one.link is None:
            yield _by_title(of, one, wanted_year)
            continue
        score = one.match.score * _PLACE_FACTOR.get(one.link.place, 1.0)
        score *= _year_factor(of, one.source, one.link, one.label, wanted_year)
        if one.link.place in _CONTENT and _is_news(one.source):
            score *= NEWS_FACTOR
        if is_of_another_body(one.link, one.source):
            score *= OTHER_BODY
        why = Text(
            f"ข้อความลิงก์ “{_short(one.label)}” ตรงกับ “{one.match.phrase}”",
            f"the link text “{_short(one.label)}” matches “{one.match.phrase}”",
        )
        score = min(score + _year_bonus(one.label, wanted_year), 0.95)
        yield _candidate(of, one.source, one.link, score, why, one.link.url)


def _is_later(of: Index, one: Worded) -> bool:
    """Whether a label, its section or its target's title names only years after the assessed one.

    What was made for a later year cannot have been this year's evidence.
    """
    target = of.site.by_url.get(one.link.url) if one.link else one.source
    section = section_year(one.link, one.source) if one.link else None
    named = years(one.label) or ((section,) if section else ()) or (years(target.title) if target else ())
    return bool(named) and min(named) > of.checklist.year


def _by_title(of: Index, one: Worded, wanted_year: int) -> Candidate:
    page, phrase = one.source, one.match.phrase
    why = Text(f"ชื่อหน้าหรือเอกสารตรงกับ “{phrase}”", f"its title matches “{phrase}”")
    factor = NEWS_FACTOR if _is_news(page) else 0.9
    if _hangs_on_another_year(of, page, wanted_year):
        factor *= OTHER_SECTION
    return Candidate(page, one.match.score * factor, (), page.cite(one.label), why, page.final_url)


def inbound_of(site: Site, page: Evidence) -> tuple[Inbound, ...]:
    """Return the links to a page, by the address that they name and the one it was sent on to."""
    sent_on = site.inbound.get(page.final_url, ()) if page.final_url != page.url else ()
    return (*site.inbound.get(page.url, ()), *sent_on)


def _hangs_on_another_year(of: Index, page: Evidence, wanted_year: int) -> bool:
    """Whether every link in content to a page stands in the part of some other year."""
    inbound = [one for one in inbound_of(of.site, page) if one.link.place in _CONTENT]
    return bool(inbound) and all(_is_of_another_year(of, one.source, one.link, wanted_year) for one in inbound)


def _is_of_another_year(of: Index, source: Evidence, link: Link, wanted_year: int) -> bool:
    """Whether a link stands in a part of another year: another year's list of items, or another year's documents."""
    if speaks_of_assessment(source):
        listed = list_year(link, source) or year_by_links(inbound_of(of.site, source))
        if listed is not None:
            return listed != of.checklist.year
    return section_year(link, source) not in (None, of.checklist.year, wanted_year)


def _year_factor(of: Index, source: Evidence, link: Link, label: str, wanted_year: int) -> float:
    if _is_of_another_year(of, source, link, wanted_year):
        return OTHER_SECTION
    named = years(label)
    return OTHER_YEAR if named and wanted_year not in named else 1.0


def _year_bonus(label: str, wanted_year: int) -> float:
    return YEAR_BONUS if wanted_year in years(label) else 0.0


def _is_news(source: Evidence) -> bool:
    where = fold(f"{source.title} {source.final_url}")
    return any(word in where for word in _NEWS)


def _candidate(of: Index, source: Evidence, link: Link, score: float, why: Text, group: str) -> Candidate:
    target = of.site.by_url.get(link.url) or _unseen(link, of.site)
    via = source.cite(link.text or link.row or link.url, selector=link.selector)
    return Candidate(target, score, labels_of(link), via, why, group)


def labels_of(link: Link) -> tuple[str, ...]:
    """Return the texts that stand with a link: its own, its row's, and the heading right above it."""
    return tuple(dict.fromkeys(text for text in (link.text, link.row, *link.headings[-1:]) if text))


def _unseen(link: Link, site: Site) -> Evidence:
    """Stand in for a target that was not fetched: one on another site, or one that the crawl did not come to."""
    if same_site(link.url, site.domain):
        return Evidence(link.url, link.url, Kind.OTHER, "", link.text, obstacle=Cause.NOT_FETCHED)
    return Evidence(
        url=link.url,
        final_url=link.url,
        kind=Kind.OTHER,
        digest="",
        title=link.text,
        obstacle=Cause.OFF_SITE,
        detail=Text("อยู่นอกเว็บไซต์ของหน่วยงาน จึงไม่ได้เปิดอ่าน", "is not on the agency's website and was not opened"),
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:79] + "…"


def alive(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates whose address does not answer "there is nothing here"."""
    return tuple(one for one in found if one.evidence.obstacle is None or not one.evidence.obstacle.means_gone)
