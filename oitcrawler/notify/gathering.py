"""The news of the two kinds of runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ..model import Cause, Verdict
from ..report import BrokenLink, ItemResult, LinkRun, Report
from .model import GapNews, LinkNews, News

_MOST_PAGES: Final = 3


def news_of_links(run: LinkRun, report_path: Path | None) -> News:
    """Return the news of a run of the link audit."""
    known = {one.url: one for one in run.links.broken}
    return News(
        site=run.domain,
        run_id=run.id,
        finished_at=_moment(run.finished_at),
        broke=_told(run.broke, known),
        mended=tuple(LinkNews(url) for url in run.mended),
        came_back=_told(run.came_back, known),
        report_path=report_path.absolute() if report_path is not None else None,
        broken=len(run.links.broken),
        unverified=len(run.links.unverified) + run.over_budget,
    )


def news_of_report(
    report: Report,
    report_path: Path | None,
    *,
    broke: Iterable[str] = (),
    mended: Iterable[str] = (),
    came_back: Iterable[str] = (),
) -> News:
    """Return the news of a run of `check`; the addresses are those that the history saw change.

    An item is a gap no longer only when its evidence was found: one that could not be checked this time is no news. In
    the first run of a site all its gaps are new; without a history nobody knows what is new, and nothing is said to be.
    """
    known = {one.url: one for one in report.links.broken}
    before = report.past.runs[-1].verdicts if report.past is not None and report.past.runs else {}
    new = [one for one in report.gaps() if report.past is not None and before.get(one.id) is not Verdict.GAP]
    gone = [one for one in report.items if one.verdict is Verdict.PASS and before.get(one.id) is Verdict.GAP]
    return News(
        site=report.agency.domain,
        run_id=report.run.id,
        finished_at=_moment(report.run.finished_at),
        broke=_told(broke, known),
        mended=tuple(LinkNews(url) for url in mended),
        came_back=_told(came_back, known),
        new_gaps=_items(new),
        mended_gaps=_items(gone),
        report_path=report_path.absolute() if report_path is not None else None,
        broken=len(report.links.broken),
        unverified=len(report.links.unverified),
        gaps=report.count(Verdict.GAP),
        unchecked=report.count(Verdict.COULD_NOT_CHECK),
    )


def _told(urls: Iterable[str], known: dict[str, BrokenLink]) -> tuple[LinkNews, ...]:
    return tuple(LinkNews(url, _cause(known.get(url)), _pages(known.get(url))) for url in sorted(urls))


def _cause(one: BrokenLink | None) -> Cause | None:
    return one.cause if one is not None else None


def _pages(one: BrokenLink | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.page for source in one.sources))[:_MOST_PAGES] if one is not None else ()


def _items(several: Iterable[ItemResult]) -> tuple[GapNews, ...]:
    return tuple(GapNews(one.id, one.title) for one in several)


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
