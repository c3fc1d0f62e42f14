"""What `links` does: audit, remember, write, tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..crawl import CrawlOptions, find_browser
from ..link_audit import LinkOptions, audit_site
from ..links.second_looks import Patience
from ..report import LinkRun, link_format_named
from ..urls import host_of
from ..whole_files import write_whole
from .folders import made_folder, start_url
from .histories import broken_before, remembering
from .screen import Screen
from .screen_links import show_link_run
from .telling import settings_of, tell_links

if TYPE_CHECKING:
    from ..history import History
    from ..measures import Measures


@dataclass(frozen=True, slots=True)
class LinksRequest:
    """What `links` is asked."""

    url: str
    out: Path | None
    formats: tuple[str, ...]
    most: int
    patience: float
    render: Literal["auto", "never"]
    allow_private_hosts: bool
    history: str | None
    notify: Path | None
    fresh: bool


def run_links(request: LinksRequest, screen: Screen) -> LinkRun:
    """Audit the links of a site and write the reports. What can be wrong is looked at before the first request."""
    url = start_url(request.url)
    formats = tuple(link_format_named(name) for name in request.formats)
    out = made_folder(request.out or Path(f"links-{host_of(url)}"))
    settings = settings_of(request.notify, out)
    with remembering(request.history) as history:
        found = _audited(request, url, out, history, screen)
    files = tuple(write_whole(out / f"{one.STEM}.{one.SUFFIX}", one.render(found, screen.lang)) for one in formats)
    show_link_run(found, files, screen.lang)
    tell_links(found, files, settings, screen)
    return found


def _audited(request: LinksRequest, url: str, out: Path, history: History | None, screen: Screen) -> LinkRun:
    options = _options(request)
    if history is None:
        with screen.auditing(url) as progress:
            return audit_site(url, out, replace(options, on_progress=progress), None, _measures)
    before = [one for one in history.runs(url) if one.finished_at is not None]
    spared = broken_before(history, url)
    with history.begin(url, "links", datetime.now(UTC)) as run, screen.auditing(url) as progress:
        found = audit_site(url, out, replace(options, spared=spared, on_progress=progress), run, _measures)
        run.finish(datetime.now(UTC))
    changes = history.changes(run.id)
    return replace(
        found,
        before=before[-1].finished_at.isoformat() if before and before[-1].finished_at else "",
        broke=tuple(one.url for one in changes.broke),
        mended=tuple(one.url for one in changes.mended),
        came_back=tuple(one.url for one in changes.came_back),
    )


def _measures() -> Measures:
    from .. import measures

    return measures.load()


def _options(request: LinksRequest) -> LinkOptions:
    crawl = CrawlOptions(
        render=request.render,
        allow_private_hosts=request.allow_private_hosts,
        browser=find_browser() if request.render != "never" else None,
    )
    patience = Patience(request.patience, request.patience * 3)
    return LinkOptions(crawl=crawl, patience=patience, most=request.most, fresh=request.fresh)
