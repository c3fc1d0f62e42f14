"""A difference as plain values for programs: `oitcrawler.diff/1`, what `diff --json` writes. Pure."""

from __future__ import annotations

from .difference import Difference, Place, Reason, VerdictChange
from .model import Text
from .report import Interval
from .reported import Reported, ReportedFinding, ReportedLink

SCHEMA = "oitcrawler.diff/1"
Json = dict[str, object]


def told(one: Difference, not_replayed: Text | None = None) -> Json:
    """Return everything that is different, with the reasons in both languages."""
    before, after = one.score
    return {
        "schema": SCHEMA,
        "before": _side(one.before, before),
        "after": _side(one.after, after),
        "changed": {
            "site": one.changed.site,
            "files": list(one.changed.files),
            "version": list(one.changed.version) if one.changed.version else None,
            "question": [
                {"what": asked.what, "before": asked.before, "after": asked.after} for asked in one.changed.question
            ],
        },
        "replayed": one.replayed,
        "not_replayed": _both(not_replayed) if not_replayed else None,
        "anything": one.anything,
        "flip_rate": one.flip_rate,
        "verdicts": [_verdict(change) for change in one.verdicts],
        "findings": {"new": _findings(one.new_findings), "mended": _findings(one.mended_findings)},
        "links": {"broken": _links(one.new_broken), "mended": _links(one.mended_links)},
    }


def _side(report: Reported, score: Interval) -> Json:
    return {
        "run": report.run.id,
        "url": report.agency.url,
        "started_at": report.run.started_at,
        "as_of": report.run.as_of,
        "checklist": report.checklist.key,
        "digest": report.checklist.digest,
        "version": report.tool.version,
        "score": {"min": score.min, "max": score.max},
    }


def _verdict(change: VerdictChange) -> Json:
    return {
        "item": change.item,
        "title": change.title,
        "before": str(change.before),
        "after": str(change.after),
        "own_before": str(change.own_before),
        "own_after": str(change.own_after),
        "reasons": [_reason(one) for one in change.reasons],
    }


def _reason(one: Reason) -> Json:
    return {
        "because": str(one.because),
        "certain": one.certain,
        "said": _both(one.said),
        "places": [_place(place) for place in one.places],
        "files": list(one.files),
    }


def _place(one: Place) -> Json:
    return {
        "url": one.url,
        "how": one.how,
        "before": one.before,
        "after": one.after,
        "cause": one.cause or None,
        "removed": list(one.removed),
        "added": list(one.added),
        "same_text": one.same_text,
    }


def _findings(found: tuple[ReportedFinding, ...]) -> list[Json]:
    return [
        {
            "code": one.code,
            "item": one.item,
            "url": one.url,
            "page": one.location.page,
            "row": one.location.row,
            "message": one.message,
        }
        for one in found
    ]


def _links(found: tuple[ReportedLink, ...]) -> list[Json]:
    return [{"url": one.url, "cause": one.cause, "confirmed": one.confirmed} for one in found]


def _both(text: Text) -> Json:
    return {"th": text.th, "en": text.en}
