"""Judges a site against a list: evidence × checklist → verdicts and findings. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from .about import CODE as CONTRADICTED
from .about import message as disagreement
from .about import understand
from .answers import Answers
from .answers.judging import Declaration
from .answers.reconciling import Reconciliation, as_row, decides, declared_pages
from .answers.reporting import filed
from .answers.reporting import findings as findings_of_answers
from .checklist import Checklist, Item, Topic
from .checks import Agency, Case, Found
from .evidence.model import Evidence
from .evidence.site import Site
from .grounds import grounds_of
from .locate import Index, Located, coverage_for, index, locate
from .measures import Measures
from .model import CouldNotCheck, Fault, Met, NotMet, Outcome, Result, Review, Text, Verdict
from .report import ATTACHED_WHY, Finding, ItemEvidence, ItemResult, Measure, RequirementResult, Severity
from .requirements import (
    CLOSED,
    UNREADABLE,
    as_written,
    is_closed,
    judge_requirement,
    located_result,
    without_evidence,
)
from .score import worth

MAX_EVIDENCE = 12
Closely = Callable[[tuple[Found, ...]], tuple[Found, ...]]
_Seen = Mapping[tuple[str, str], Located]


@dataclass(frozen=True, slots=True)
class Audit:
    """The verdict of every item, and everything that is to be mended."""

    items: tuple[ItemResult, ...]
    findings: tuple[Finding, ...]

    def verdicts(self) -> Mapping[str, Verdict]:
        """Return the verdict of each item by its id."""
        return {item.id: item.verdict for item in self.items}


@dataclass(frozen=True, slots=True)
class _Judged:
    topic: Topic
    located: Located
    written: RequirementResult
    result: Result
    declaration: Declaration | None = None
    is_of_answers: bool = False


def audit(
    site: Site,
    checklist: Checklist,
    measures: Measures,
    agency: Agency,
    as_of: date,
    closely: Closely = lambda chosen: chosen,
    answers: Answers | None = None,
) -> Audit:
    """Judge every item of a list on one site, as of a day.

    `closely` is given everything that was chosen as evidence, before any check looks at it, and returns it read with
    tables and OCR, in the same order. `answers` are the addresses that the agency declared (see `answers.judging` for
    what they decide).
    """
    of = index(site, checklist)
    places = [(item, topic, locate(of, item, topic)) for item in checklist.items for topic in item.topics]
    held = Reconciliation.begun(of, answers)
    searched = tuple(found for _, _, located in places for found in located.found)
    read = closely((*searched, *held.to_read(places)))
    held = held.having_read(read)
    chosen = iter(read)
    seen = {
        (item.id, topic.name): replace(located, found=tuple(islice(chosen, len(located.found))))
        for item, topic, located in places
    }
    points = worth(checklist)
    items: list[ItemResult] = []
    findings: list[Finding] = []
    for item in checklist.items:
        judged = tuple(_judge_item(of, item, seen, agency, as_of, held))
        found = tuple(_findings(item, judged, measures, site))
        items.append(_result(item, judged, checklist, measures, points[item.id]))
        findings.extend((*found, *_contradictions(item, judged, measures, site), *_closed(item, judged, measures)))
        if declared := _declarations(judged):
            findings.extend(findings_of_answers(item, {one.name: one for one in item.topics}, declared, measures))
    return Audit(tuple(items), tuple(findings))


def verdict(outcomes: Iterable[Outcome], status: str = "automated") -> Verdict:
    """Return the verdict of an item: a gap wins over what could not be checked, that over review, that over pass.

    An item that the list leaves to people (`status` manual) is never more than `review`.
    """
    there = set(outcomes) - {Outcome.NOT_APPLICABLE}
    for outcome, meaning in (
        (Outcome.NOT_MET, Verdict.GAP),
        (Outcome.COULD_NOT_CHECK, Verdict.COULD_NOT_CHECK),
        (Outcome.REVIEW, Verdict.REVIEW),
    ):
        if outcome in there:
            return meaning
    if not there:
        return Verdict.NOT_APPLICABLE
    return Verdict.REVIEW if status == "manual" else Verdict.PASS


def _judge_item(
    of: Index, item: Item, seen: _Seen, agency: Agency, as_of: date, held: Reconciliation
) -> Iterable[_Judged]:
    for topic in item.topics:
        declaration = held.declaration(item, topic, seen[item.id, topic.name])
        located = declaration.located if declaration is not None else seen[item.id, topic.name]
        case = Case(
            found=located.found,
            home=of.site.home,
            domain=of.site.domain,
            agency=agency,
            year=of.checklist.year,
            as_of=as_of,
            coverage=coverage_for(of, held.coverage(topic, declaration), topic.name),
            carriers=_carriers(of.site, located.found),
        )
        there = located_result(item, located, case)
        if declaration is not None:
            declaration = held.dated(declaration, item, topic, case)
            yield _Judged(topic, located, as_row(topic.name, declaration.gate), declaration.gate, declaration, True)
            there = _behind(declaration, there)
        yield _Judged(topic, located, as_written(None, topic.name, there), there)
        if declaration is not None and decides(declaration):
            there = declaration.gate
        for requirement in item.requirements:
            if requirement.topic != topic.name:
                continue
            result = judge_requirement(requirement, case) if isinstance(there, Met) else without_evidence(there)
            yield _Judged(topic, located, as_written(requirement, topic.name, result), result)


def _behind(declaration: Declaration, there: Result) -> Result:
    """Return what is said of evidence elsewhere when what is declared is none: only what adds to it."""
    is_said = not decides(declaration) or isinstance(there, Met) or isinstance(declaration.gate, NotMet)
    return there if is_said else without_evidence(declaration.gate)


def _declarations(judged: tuple[_Judged, ...]) -> Mapping[str, Declaration]:
    return {one.topic.name: one.declaration for one in judged if one.declaration is not None}


def _carriers(site: Site, found: tuple[Found, ...]) -> tuple[Evidence, ...]:
    pages = (site.by_url.get(one.via.url) for one in found if one.via is not None)
    return tuple({page.final_url: page for page in pages if page is not None}.values())


def _result(
    item: Item, judged: tuple[_Judged, ...], checklist: Checklist, measures: Measures, points: float
) -> ItemResult:
    requirements = tuple(one.written for one in judged)
    decided = verdict((one.outcome for one in requirements), item.status)
    located = tuple({one.topic.name: one.located for one in judged}.values())
    declared = _declarations(judged)
    return ItemResult(
        id=item.id,
        title=item.title,
        topics=tuple(topic.name for topic in item.topics),
        indicator=next(one.id for one in checklist.indicators if any(sub.id == item.sub for sub in one.subs)),
        sub=item.sub,
        period=item.period,
        name_confidence=item.name_confidence,
        verdict=decided,
        worth=round(points, 4),
        summary=_summary(decided, judged),
        requirements=requirements,
        evidence=tuple(_evidence(located, declared_pages(declared.values()))),
        candidates=tuple(_candidates(located)) if decided is Verdict.REVIEW else (),
        measures=tuple(_measures(item, judged, checklist, measures)),
        grounds=grounds_of(located, undecided=decided is Verdict.REVIEW),
        filed=filed(declared) if declared else None,
    )


def _summary(decided: Verdict, judged: tuple[_Judged, ...]) -> Text:
    """Return the sentence that explains the verdict: the reasons of what decided it."""
    deciding = {
        Verdict.GAP: Outcome.NOT_MET,
        Verdict.COULD_NOT_CHECK: Outcome.COULD_NOT_CHECK,
        Verdict.REVIEW: Outcome.REVIEW,
    }.get(decided)
    reasons = list(dict.fromkeys(one.written.reason for one in judged if one.written.outcome is deciding))
    if decided is Verdict.NOT_APPLICABLE:
        return Text("ไม่ใช้กับหน่วยงานนี้", "Does not concern this agency")
    if decided is Verdict.REVIEW and not reasons:
        return Text("พบหลักฐาน แต่ข้อนี้ต้องให้คนตัดสิน", "Evidence located; a person must judge this item")
    if not reasons:
        return Text("พบหลักฐานและครบตามข้อกำหนดที่ตรวจ", "Evidence located; every requirement that was checked is met")
    return Text(" · ".join(one.th for one in reasons), " · ".join(one.en for one in reasons))


def _evidence(located: tuple[Located, ...], declared: frozenset[str]) -> Iterable[ItemEvidence]:
    seen: set[str] = set()
    for one in located:
        why = {candidate.evidence.final_url: candidate.why for candidate in one.ranked}
        for found in one.found[:MAX_EVIDENCE]:
            evidence = found.evidence
            if evidence.final_url in seen:
                continue
            seen.add(evidence.final_url)
            quote = found.labels[0] if found.labels else evidence.title
            reason = why.get(evidence.final_url, _linked(found.attached))
            yield replace(_shown(evidence, quote, reason), declared=evidence.final_url in declared)


def _linked(attached: bool) -> Text:
    if attached:
        return ATTACHED_WHY
    return Text("หน้าแรกของเว็บไซต์หลัก", "the main page of the website")


def _candidates(located: tuple[Located, ...]) -> Iterable[ItemEvidence]:
    for one in located:
        for candidate in one.ranked:
            yield _shown(candidate.evidence, candidate.via.quote, candidate.why)


def _shown(evidence: Evidence, quote: str, why: Text) -> ItemEvidence:
    return ItemEvidence(
        url=evidence.url,
        final_url=evidence.final_url,
        kind=str(evidence.kind),
        title=evidence.title,
        page=None,
        quote=quote,
        sha256=evidence.digest,
        why=why,
    )


def _measures(item: Item, judged: tuple[_Judged, ...], checklist: Checklist, measures: Measures) -> Iterable[Measure]:
    seen: set[str] = set()
    for one in judged:
        if isinstance(one.result, NotMet) and one.result.code not in seen:
            seen.add(one.result.code)
            yield measures.measure(one.result.code, checklist, item, one.topic)


def _findings(item: Item, judged: tuple[_Judged, ...], measures: Measures, site: Site) -> Iterable[Finding]:
    unreadable: set[str] = set()
    for one in judged:
        result = one.result
        if one.is_of_answers:
            continue
        if isinstance(result, NotMet | Review):
            yield from _of_result(item, one.topic, result, measures, site)
        elif isinstance(result, CouldNotCheck) and result.proof and result.proof[0].url not in unreadable:
            unreadable.add(result.proof[0].url)
            yield _finding(item, one.topic, UNREADABLE, Fault(result.proof[0], result.reason), "low", measures)


def _contradictions(item: Item, judged: tuple[_Judged, ...], measures: Measures, site: Site) -> Iterable[Finding]:
    """Find the documents of an item that are something else than the words that lead to them say."""
    seen: set[str] = set()
    for one in judged:
        for found in one.located.found:
            if found.evidence.is_page or found.evidence.url in seen:
                continue
            seen.add(found.evidence.url)
            for other in understand(found.evidence, _own_labels(found, site)).disagreements:
                at = found.evidence.cite(other.believed.quote, page=other.believed.page)
                yield _finding(item, one.topic, CONTRADICTED, Fault(at, disagreement(other)), "medium", measures)


def _closed(item: Item, judged: tuple[_Judged, ...], measures: Measures) -> Iterable[Finding]:
    """Find the shared files beside other evidence of an item that ask for permission."""
    if any(isinstance(one.result, NotMet) and one.result.code == CLOSED for one in judged):
        return
    shut = {found.evidence.url: (one, found) for one in judged for found in one.located.found if is_closed(found)}
    for one, found in shut.values():
        why = found.evidence.detail or Text("ต้องขอสิทธิ์เข้าถึง", "asks for permission")
        at = found.via or found.evidence.cite(found.evidence.title or found.evidence.url)
        yield _finding(item, one.topic, CLOSED, Fault(at, why), "medium", measures)


def _own_labels(found: Found, site: Site) -> tuple[str, ...]:
    """Return the words of a link and its row without the headings over it, which may name another year's section."""
    headings = {text for page in _carriers(site, (found,)) for link in page.links for text in link.headings}
    return tuple(label for label in found.labels if label not in headings)


def _of_result(item: Item, topic: Topic, result: NotMet | Review, measures: Measures, site: Site) -> Iterable[Finding]:
    severity: Severity = measures.severity(result.code) if isinstance(result, NotMet) else "low"
    faults = result.faults or tuple(Fault(one, result.reason) for one in result.proof[:1])
    for fault in faults:
        yield _finding(item, topic, result.code, fault, severity, measures)
    if not faults:
        yield Finding(
            code=result.code,
            item=item.id,
            severity=severity,
            url=site.start_url,
            message=result.reason,
            fix=measures.fix(result.code),
            owner=measures.owner(result.code, topic),
        )


def _finding(item: Item, topic: Topic, code: str, fault: Fault, severity: Severity, measures: Measures) -> Finding:
    at = fault.at
    return Finding(
        code=code,
        item=item.id,
        severity=severity,
        url=at.url,
        page=at.page,
        row=at.row,
        selector=at.selector,
        message=fault.message,
        fix=measures.fix(code),
        owner=measures.owner(code, topic),
    )
