"""The report for programs: `report.json`, schema `oitcrawler.report/1` (`report.schema.json` beside this module).

Texts are in the chosen language. Keys stand in a fixed order, so the same Report gives the same bytes.
"""

from __future__ import annotations

import json
import re
from typing import Final

from oitcrawler.model import Citation, Coverage, Lang
from oitcrawler.report import (
    SCHEMA,
    AnswersView,
    ChecklistView,
    Decided,
    DeclaredUrl,
    Filed,
    Ground,
    Interval,
    ItemEvidence,
    ItemResult,
    Measure,
    Past,
    Report,
    RequirementResult,
    Score,
)

from ._links import Json, finding, links
from ._written import rounded

STEM: Final = "report"
SUFFIX: Final = "json"
MEDIA_TYPE: Final = "application/json"

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def render(report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
    """Return the report as UTF-8 JSON with a newline at the end."""
    text = json.dumps(document(report, lang), ensure_ascii=False, indent=2, allow_nan=False)
    return (_LONE_SURROGATE.sub("\ufffd", text) + "\n").encode("utf-8")


def document(report: Report, lang: Lang) -> dict[str, Json]:
    """Return the report as plain values, with texts in one language."""
    return {
        "schema": SCHEMA,
        "lang": lang,
        "tool": {"name": "oitcrawler", "version": report.version},
        "agency": {"url": report.agency.url, "domain": report.agency.domain, "names": list(report.agency.names)},
        "run": {
            "id": report.run.id,
            "started_at": report.run.started_at,
            "finished_at": report.run.finished_at,
            "as_of": report.run.as_of,
        },
        "checklist": _checklist(report.checklist, lang),
        "answers": _answers(report.answers),
        "coverage": _coverage(report.coverage),
        "score": _score(report.score),
        "items": [_item(one, lang) for one in report.items],
        "decisions": [
            {"item": one.id, "decision": _decision(one.decision, lang)} for one in report.items if one.decision
        ],
        "findings": [finding(one, lang) for one in report.findings],
        "links": links(report.links, lang),
        "past": None if report.past is None else _past(report.past),
    }


def _checklist(view: ChecklistView, lang: Lang) -> Json:
    return {
        "key": view.key,
        "year": view.year,
        "authority": view.authority,
        "title": view.title.to(lang),
        "kind": view.kind,
        "kind_title": view.kind_title.to(lang),
        "digest": view.digest,
        "files": dict(view.files),
        "notes": [note.to(lang) for note in view.notes],
        "indicators": [
            {
                "id": one.id,
                "title": one.title.to(lang),
                "subs": [{"id": sub.id, "title": sub.title.to(lang), "confirmed": sub.confirmed} for sub in one.subs],
            }
            for one in view.indicators
        ],
    }


def _coverage(coverage: Coverage) -> Json:
    return {
        "pages": coverage.pages,
        "documents": coverage.documents,
        "refused": coverage.refused,
        "failed_by_cause": {str(cause): coverage.failed_by_cause[cause] for cause in sorted(coverage.failed_by_cause)},
        "over_budget": coverage.over_budget,
        "home": None if coverage.home is None else str(coverage.home),
        "blind_spots": [
            {"url": spot.url, "cause": str(spot.cause), "labels": list(spot.labels)} for spot in coverage.blind_spots
        ],
        "left_alone": [{"pattern": pattern, "count": count} for pattern, count in coverage.left_alone],
    }


def _score(score: Score) -> Json:
    return {
        "oit": _interval(score.oit),
        "indicators": {key: _interval(score.indicators[key]) for key in sorted(score.indicators, key=_by_number)},
        "subs": {key: _interval(score.subs[key]) for key in sorted(score.subs, key=_by_number)},
        "unconfirmed": list(score.unconfirmed),
    }


def _interval(score: Interval) -> Json:
    return {"min": float(rounded(score.min)), "max": float(rounded(score.max))}


def _by_number(key: str) -> tuple[str, ...]:
    """Order `9.2` before `9.10` and `9` before `10`."""
    return tuple(part.rjust(8, "0") for part in key.split("."))


def _item(item: ItemResult, lang: Lang) -> Json:
    return {
        "id": item.id,
        "title": item.title.to(lang),
        "topic": item.topics[0] if item.topics else None,
        "topics": list(item.topics),
        "indicator": item.indicator,
        "sub": item.sub,
        "period": item.period,
        "name_confidence": item.name_confidence,
        "verdict": str(item.verdict),
        "worth": float(rounded(item.worth)),
        "summary": item.summary.to(lang),
        "requirements": [_requirement(one, lang) for one in item.requirements],
        "evidence": [_evidence(one, lang) for one in item.evidence],
        "candidates": [_evidence(one, lang) for one in item.candidates],
        "measures": [_measure(one, lang) for one in item.measures],
        "grounds": [_ground(one) for one in item.grounds],
        "decision": None if item.decision is None else _decision(item.decision, lang),
        "filed": None if item.filed is None else _filed(item.filed, lang),
    }


def _filed(filed: Filed, lang: Lang) -> Json:
    return {"urls": [_declared(one, lang) for one in filed.urls], "better": list(filed.better)}


def _declared(one: DeclaredUrl, lang: Lang) -> Json:
    return {
        "url": one.url,
        "row": one.row,
        "sheet": one.sheet,
        "note": one.note,
        "title": one.title,
        "outcome": str(one.outcome),
        "reason": one.reason.to(lang),
        "code": one.code,
        "cause": None if one.cause is None else str(one.cause),
        "linked": one.is_linked,
        "questions": [
            {
                "asked": answer.asked,
                "outcome": str(answer.outcome),
                "reason": answer.reason.to(lang),
                "evidence": [_citation(place) for place in answer.evidence],
            }
            for answer in one.questions
        ],
    }


def _answers(view: AnswersView | None) -> Json:
    if view is None:
        return None
    return {"name": view.name, "sha256": view.digest, "items": view.items, "urls": view.urls}


def _ground(one: Ground) -> Json:
    return {"url": one.url, "sha256": one.sha256, "words": one.words, "label": one.label, "via": one.via}


def _decision(one: Decided, lang: Lang) -> Json:
    return {
        "verdict": str(one.verdict),
        "state": one.state,
        "note": one.note.to(lang),
        "own": str(one.own),
        "own_summary": one.own_summary.to(lang),
        "reason": one.reason,
        "day": one.day,
        "until": one.until,
        "by": one.by,
        "evidence": [{"url": held.url, "sha256": held.sha256, "changed": held.changed} for held in one.evidence],
        "new": list(one.new),
    }


def _requirement(one: RequirementResult, lang: Lang) -> Json:
    return {
        "id": one.id,
        "text": one.text.to(lang),
        "topic": one.topic,
        "confirmed": one.confirmed,
        "source": one.source,
        "outcome": str(one.outcome),
        "reason": one.reason.to(lang),
        "code": one.code,
        "cause": None if one.cause is None else str(one.cause),
        "evidence": [_citation(place) for place in one.evidence],
    }


def _citation(place: Citation) -> Json:
    return {
        "url": place.url,
        "title": place.title,
        "page": place.page,
        "row": place.row,
        "selector": place.selector,
        "quote": place.quote,
        "origin": str(place.origin),
        "sha256": place.digest,
    }


def _evidence(one: ItemEvidence, lang: Lang) -> Json:
    return {
        "url": one.url,
        "final_url": one.final_url,
        "kind": one.kind,
        "title": one.title,
        "page": one.page,
        "quote": one.quote,
        "sha256": one.sha256,
        "why": one.why.to(lang),
        "declared": one.declared,
    }


def _measure(one: Measure, lang: Lang) -> Json:
    return {
        "code": one.code,
        "item": one.item,
        "issue": one.issue.to(lang),
        "measure": one.measure.to(lang),
        "steps": [step.to(lang) for step in one.steps],
        "time_frame": one.time_frame.to(lang),
        "owner": one.owner.to(lang),
        "monitoring": one.monitoring.to(lang),
    }


def _past(past: Past) -> Json:
    return {
        "runs": [
            {
                "id": one.id,
                "day": one.day,
                "oit": _interval(one.oit),
                "verdicts": {item: str(verdict) for item, verdict in sorted(one.verdicts.items())},
            }
            for one in past.runs
        ],
        "changes": [{"item": one.item, "before": str(one.before), "after": str(one.after)} for one in past.changes],
        "new": list(past.new),
        "mended": list(past.mended),
        "came_back": list(past.came_back),
    }
