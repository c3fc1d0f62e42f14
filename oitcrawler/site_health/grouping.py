"""From signs on pages to findings: the same words and links on many pages, as in a template, are one."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Text
from ..report import Finding
from .finding import Wording, health_finding
from .hacked import Sign


def findings_of(seen: Iterable[tuple[str, Sign]], measures: Wording) -> tuple[Finding, ...]:
    """Return one finding for each kind of sign, at the first page that shows it; `seen` are pages with their signs."""
    met: dict[tuple[str, str, tuple[str, ...]], list[tuple[str, Sign]]] = {}
    for url, sign in seen:
        met.setdefault((sign.code, sign.quote if not sign.hosts else "", sign.hosts), []).append((url, sign))
    return tuple(_one_finding(sorted(places, key=lambda one: one[0]), measures) for _, places in sorted(met.items()))


def _one_finding(places: list[tuple[str, Sign]], measures: Wording) -> Finding:
    url, sign = places[0]
    message = _at_more(sign.message, len(places) - 1)
    quoted = Text(f"{message.th}: “{sign.quote}”", f"{message.en}: “{sign.quote}”")
    is_sure = any(one.is_sure for _, one in places)
    return health_finding(sign.code, url, quoted, measures, is_sure=is_sure)


def _at_more(message: Text, more: int) -> Text:
    if not more:
        return message
    return Text(f"{message.th} (พบอีก {more} หน้า)", f"{message.en} (also on {more} other pages)")
