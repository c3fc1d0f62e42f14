"""Telling people and programs that a finished run changed something: by e-mail and by webhook.

A notification that fails never fails the run: what went wrong is returned as sentences (`Told.trouble`).
"""

from __future__ import annotations

from ..notify_file import FILE_NAME
from .gathering import news_of_links, news_of_report
from .model import GapNews, LinkNews, News, Told
from .settings import Settings, configuration_for, load
from .telling import sample_news, tell
from .template import TEMPLATE

__all__ = [
    "FILE_NAME",
    "TEMPLATE",
    "GapNews",
    "LinkNews",
    "News",
    "Settings",
    "Told",
    "configuration_for",
    "load",
    "news_of_links",
    "news_of_report",
    "sample_news",
    "tell",
]
