"""Tells people of a finished run, by mail and webhook, as `notify.yaml` says; trouble with that fails no run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..history import LinkChanges
from ..notify_file import settings_file
from ..report import LinkRun
from .screen import Screen

if TYPE_CHECKING:
    from ..notify.model import News
    from ..notify.settings import Settings
    from .writing import Done


def settings_of(named: Path | None, out: Path) -> Settings | None:
    """Return the settings that `settings_file` finds; None for none, and then nothing of this is loaded."""
    found = settings_file(named, out)
    if found is None:
        return None
    from ..notify.settings import load

    return load(found)


def tell_report(done: Done, changes: LinkChanges | None, settings: Settings | None, screen: Screen) -> None:
    """Tell of a check; `changes` are what the history saw of links."""
    if settings is None:
        return
    from ..notify.gathering import news_of_report

    known = changes or LinkChanges()
    news = news_of_report(
        done.report,
        done.files[0] if done.files else None,
        broke=[one.url for one in known.broke],
        mended=[one.url for one in known.mended],
        came_back=[one.url for one in known.came_back],
    )
    _tell(news, settings, screen)


def tell_links(run: LinkRun, files: tuple[Path, ...], settings: Settings | None, screen: Screen) -> None:
    """Tell of a link audit."""
    if settings is None:
        return
    from ..notify.gathering import news_of_links

    _tell(news_of_links(run, files[0] if files else None), settings, screen)


def _tell(news: News, settings: Settings, screen: Screen) -> None:
    from ..notify.telling import tell

    for trouble in tell(news, settings).trouble:
        screen.error(trouble.to(screen.lang))
