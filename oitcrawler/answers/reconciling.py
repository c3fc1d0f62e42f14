"""Holds a sheet of answers against what was found on the site: what the audit asks of it, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ..checklist import Item, Topic
from ..checks import Case, Found
from ..evidence.model import Place
from ..locate import Index, Located
from ..locate.attached import with_attached
from ..model import BlindSpot, CouldNotCheck, Coverage, Met, NotApplicable, NotMet, Outcome, Result, Review, Text
from ..report import RequirementResult
from ..requirements import judge_requirement
from ..urls import same_site
from .judging import Declaration, Declarations
from .model import Answers
from .places import Places
from .standing import MISMATCH, Standing, rank

DECLARED: Final = "declared"
_PERIOD_CHECKS: Final = ("document-covers-period", "months-complete", "activity-dated")
_TEXT: Final = Text(
    "URL ที่หน่วยงานแจ้งไว้เปิดได้และเป็นหลักฐานของข้อนี้", "The declared addresses open and are the evidence of this item"
)
_TOGETHER: Final = NotApplicable(
    Text("ดูรวมกับหลักฐานอื่นของข้อนี้ในข้อกำหนด", "is judged together with the other evidence of this item")
)
_CONTENT: Final = (Place.CONTENT, Place.TABLE)
_NO_PERIOD: Final = NotApplicable(Text("ข้อนี้ไม่มีเกณฑ์เรื่องช่วงเวลา", "this item has no rule about its period"))

Searched = Iterable[tuple[Item, Topic, Located]]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The answers of one run. Without a sheet it asks for nothing and says nothing."""

    of: Index
    answers: Answers
    judging: Declarations

    @classmethod
    def begun(cls, of: Index, answers: Answers | None) -> Reconciliation:
        """Begin with what was read quickly."""
        return cls(of, answers or Answers("", ""), Declarations(of, Places(of.site)))

    def to_read(self, searched: Searched) -> tuple[Found, ...]:
        """Return what is to be read closely beside what was found by searching: all that is declared, and its files."""
        extra: dict[str, Found] = {}
        for item, topic, located in searched:
            answer = self.answers.by_item.get(item.id)
            if answer is None:
                continue
            found = self.judging.declaration(item, topic, answer, located).located.found
            behind = (Found(page) for page in self.judging.pages(answer))
            extra |= {one.evidence.url: one for one in (*behind, *found)}
        known = {one.evidence.url for _, _, located in searched for one in located.found}
        return tuple(extra[url] for url in sorted(set(extra) - known))

    def having_read(self, read: Iterable[Found]) -> Reconciliation:
        """Go on with what was read closely."""
        closely = {one.evidence.url: one for one in read}
        return replace(self, judging=replace(self.judging, whole=closely))

    def declaration(self, item: Item, topic: Topic, searched: Located) -> Declaration | None:
        """Return what is declared for a topic of an item; None when the sheet does not name the item."""
        answer = self.answers.by_item.get(item.id)
        return None if answer is None else self.judging.declaration(item, topic, answer, searched)

    def coverage(self, topic: Topic, declaration: Declaration | None) -> Coverage:
        """Return what counts for "it is not there": the whole site, or what good declared addresses lead to.

        Of the site are left out blind spots that are known from the sheet alone: without it nobody would have looked
        there. Of declared evidence count the declared addresses that did not open, and what its pages link unseen.
        """
        site = self.of.site
        if declaration is None or not declaration.standings or decides(declaration) or topic.find.on == "main-page":
            declared = set(self.answers.addresses(site.start_url))
            return site.coverage.for_subject(lambda spot: spot.url not in declared or spot.url in site.inbound)
        found = declaration.located.found
        linked = {link.url for one in found for link in one.evidence.links if link.place in _CONTENT}
        unseen = [one for one in declaration.standings if isinstance(one.result, CouldNotCheck)]
        spots = (
            *(spot for spot in site.coverage.blind_spots if spot.url in linked),
            *(BlindSpot(one.address.url, one.result.cause) for one in unseen if isinstance(one.result, CouldNotCheck)),
        )
        pages = sum(one.evidence.is_page for one in found)
        left = sum(same_site(url, site.domain) and url not in site.by_url for url in linked)
        return Coverage(pages, len(found) - pages, over_budget=left, home=None, blind_spots=spots)

    def dated(self, declaration: Declaration, item: Item, topic: Topic, case: Case) -> Declaration:
        """Answer for each good address whether it is of the period, by the item's own rule about it.

        Only what plainly is of another period is said of one address: several may cover the period together.
        """
        rules = {one.check: one for one in reversed(item.requirements) if one.topic == topic.name}
        rule = next((rules[name] for name in _PERIOD_CHECKS if name in rules), None)

        def asked(one: Standing) -> Standing:
            if not one.is_good or not one.belongs.chosen:
                return one
            if rule is None:
                return replace(one, year=_NO_PERIOD)
            found = self.judging.read(with_attached(self.of, one.belongs.chosen, topic.name))
            result = judge_requirement(rule, replace(case, found=found))
            is_part = isinstance(result, NotMet) and result.code != MISMATCH
            return replace(one, year=_TOGETHER if is_part else result)

        return replace(declaration, standings=tuple(asked(one) for one in declaration.standings))


def as_row(topic: str, gate: Result) -> RequirementResult:
    """Return what the declared addresses come to as a row among an item's requirements."""
    return RequirementResult(
        id=DECLARED,
        text=_TEXT,
        topic=topic,
        confirmed=True,
        source="",
        outcome=Outcome(gate.outcome),
        reason=gate.reason,
        evidence=() if isinstance(gate, NotApplicable) else gate.proof,
        code=gate.code if isinstance(gate, NotMet | Review) else None,
        cause=gate.cause if isinstance(gate, CouldNotCheck) else None,
    )


def decides(declaration: Declaration | None) -> bool:
    """Whether what is declared forbids to judge an item by what was found elsewhere."""
    return declaration is not None and bool(declaration.answer.urls) and not isinstance(declaration.gate, Met)


def declared_pages(declarations: Iterable[Declaration | None]) -> frozenset[str]:
    """Return the final addresses behind what is declared."""
    pages = (one.address.page for each in declarations if each is not None for one in each.standings)
    return frozenset(page.final_url for page in pages if page is not None)


def merged(declarations: Mapping[str, Declaration]) -> tuple[tuple[str, Standing], ...]:
    """Return each declared address once, with the topic for which it stands best."""
    best: dict[tuple[str, int], tuple[str, Standing]] = {}
    for topic, declaration in declarations.items():
        for one in declaration.standings:
            key = (one.address.url, one.address.declared.row)
            known = best.get(key)
            if known is None or rank(one.result) < rank(known[1].result):
                best[key] = (topic, one)
    return tuple(best.values())


def better_urls(declarations: Mapping[str, Declaration]) -> tuple[str, ...]:
    """Return the addresses that should rather be declared: where none is good, or a list or another year's is."""
    found: dict[str, None] = {}
    for one in declarations.values():
        good = [each for each in one.standings if each.is_good]
        lists = [each for each in good if each.belongs.is_list]
        wrong_year = good and all(isinstance(each.year, NotMet) for each in good)
        if not good or wrong_year:
            found |= dict.fromkeys(page.url for page in one.better)
        elif lists and len(lists) == len(good):
            found |= dict.fromkeys(chosen.evidence.url for each in lists for chosen in each.belongs.chosen[:3])
    return tuple(found)
