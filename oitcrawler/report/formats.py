"""The formats that show a Report: modules of `reports/`, found by name; they receive a Report and compute nothing."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Final, Protocol, cast

from ..errors import UsageError
from ..model import Lang, Text
from .links import LinkRun
from .whole import Report

OF_LINKS: Final = "links_"


class Format(Protocol):
    """The shape of a module in `reports/`: the file is named `STEM.SUFFIX`."""

    STEM: str
    SUFFIX: str
    MEDIA_TYPE: str

    def render(self, report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
        """Return the finished file; formats for machines keep Arabic digits."""


class LinkFormat(Protocol):
    """The shape of a module `reports/links_….py`, which shows a run of the link audit."""

    STEM: str
    SUFFIX: str
    MEDIA_TYPE: str

    def render(self, run: LinkRun, lang: Lang) -> bytes:
        """Return the finished file."""


def formats() -> tuple[str, ...]:
    """Return the names of the formats there are, sorted."""
    return tuple(name for name in _modules() if not name.startswith(OF_LINKS))


def link_formats() -> tuple[str, ...]:
    """Return the names of the formats for a run of the link audit, sorted."""
    return tuple(name.removeprefix(OF_LINKS) for name in _modules() if name.startswith(OF_LINKS))


def format_named(name: str) -> Format:
    """Return a format. Raises UsageError with the names that exist."""
    return cast(Format, _module(name, formats(), ""))


def link_format_named(name: str) -> LinkFormat:
    """Return a format for a run of the link audit. Raises UsageError with the names that exist."""
    return cast(LinkFormat, _module(name, link_formats(), OF_LINKS))


def _modules() -> tuple[str, ...]:
    package = import_module("oitcrawler.reports")
    names = (module.name for module in iter_modules(package.__path__))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def _module(name: str, known: tuple[str, ...], prefix: str) -> object:
    if name not in known:
        there = ", ".join(known)
        raise UsageError(Text(f"ไม่มีรายงานรูปแบบ {name!r} มี: {there}", f"no report format {name!r}; there are: {there}"))
    return import_module(f"oitcrawler.reports.{prefix}{name}")
