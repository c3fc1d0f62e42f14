"""Judges a site against a list: evidence × checklist → verdicts and findings. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .checklist import Checklist, Item, Topic
from .checks import Agency, Case
from .evidence.model import Evidence
from .evidence.site import Site
from .locate import Index, Located, coverage_for, index, locate
from .measures import Measures
from .model import CouldNotCheck, Fault, NotMet, Outcome, Result, Review, Text, Verdict
from .report import Finding, ItemEvidence, ItemResult, Measure, RequirementResult, Severity
from .requirements import (
    UNREADABLE,
    as_written,
    judge_requirement,
    located_result,
    without_evidence,
)
from .score import worth

MAX_EVIDENCE = 12


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


def audit(site: Site, checklist: Checklist, measures: Measures, agency: Agency, as_of: date) -> Audit:
    """Judge every item of a list on one site, as of a day."""
    of = index(site, checklist)
    points = worth(checklist)
    items: list[ItemResult] = []
    findings: list[Finding] = []
    for item in checklist.items:
        judged = tuple(_judge_item(of, item, agency, as_of))
        found = tuple(_findings(item, judged, measures, site))
        items.append(_result(item, judged, checklist, measures, points[item.id]))
        findings.extend(found)
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


def _judge_item(of: Index, item: Item, agency: Agency, as_of: date) -> Iterable[_Judged]:
    for topic in item.topics:
        located = locate(of, item, topic)
        case = Case(
            found=located.found,
            home=of.site.home,
            domain=of.site.domain,
            agency=agency,
            year=of.checklist.year,
            as_of=as_of,
            coverage=coverage_for(of, of.site.coverage, topic.name),
        )
        there = located_result(item, located, case)
        yield _Judged(topic, located, as_written(None, topic.name, there), there)
        for requirement in item.requirements:
            if requirement.topic != topic.name:
                continue
            result = judge_requirement(requirement, case) if located.found else without_evidence(there)
            yield _Judged(topic, located, as_written(requirement, topic.name, result), result)


def _result(
    item: Item, judged: tuple[_Judged, ...], checklist: Checklist, measures: Measures, points: float
) -> ItemResult:
    requirements = tuple(one.written for one in judged)
    decided = verdict((one.outcome for one in requirements), item.status)
    located = tuple({one.topic.name: one.located for one in judged}.values())
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
        evidence=tuple(_evidence(located)),
        candidates=tuple(_candidates(located)) if decided is Verdict.REVIEW else (),
        measures=tuple(_measures(item, judged, checklist, measures)),
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


def _evidence(located: tuple[Located, ...]) -> Iterable[ItemEvidence]:
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
            yield _shown(evidence, quote, reason)


def _linked(attached: bool) -> Text:
    if attached:
        return Text("เอกสารที่ลิงก์อยู่ในหน้าหลักฐาน", "a document linked on the evidence page")
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
        if isinstance(result, NotMet | Review):
            yield from _of_result(item, one.topic, result, measures, site)
        elif isinstance(result, CouldNotCheck) and result.proof and result.proof[0].url not in unreadable:
            unreadable.add(result.proof[0].url)
            yield _finding(item, one.topic, UNREADABLE, Fault(result.proof[0], result.reason), "low", measures)


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
