"""Whether whoever types the plain address of the main website is led to the encrypted one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..model import Cause, Text
from ..report import Finding
from ..urls import host_of, same_site, site_domain
from .finding import Wording, health_finding

PLAIN: Final = "http-without-tls"
NOT_LED: Final = "http-not-redirected"
_NOBODY_THERE = frozenset({Cause.REFUSED, Cause.RESET})


@dataclass(frozen=True, slots=True)
class Door:
    """What came of opening the main website with one scheme: the last address after redirects, or why not."""

    final_url: str
    status: int | None = None
    cause: Cause | None = None

    @property
    def opens(self) -> bool:
        """Whether a page was answered."""
        return self.cause is None and self.status is not None and self.status < 400


@dataclass(frozen=True, slots=True)
class Doors:
    """The main website asked for with http and with https, each once and without a page's links being followed."""

    http: Door
    https: Door


def doors_of(start_url: str) -> tuple[str, str]:
    """Return the two addresses to ask for; empty when the site stands on a port of its own, which has one scheme."""
    rest = start_url.partition("://")[2]
    place = rest.partition("/")[0]
    if ":" in place.rpartition("]")[2] or not host_of(start_url):
        return ("", "")
    return f"http://{rest}", f"https://{rest}"


def transport_findings(start_url: str, doors: Doors | None, measures: Wording) -> Iterator[Finding]:
    """Yield what is wrong with the doors; a door at which nobody could be heard says nothing.

    Without `doors` only the address by which the site was crawled is judged.
    """
    if _is_local(start_url):
        return
    if doors is None:
        if start_url.startswith("http://"):
            yield _plain(start_url, measures)
        return
    if not doors.http.opens or not _is_plain(doors.http.final_url, start_url):
        return
    if doors.https.opens and doors.https.final_url.startswith("https://"):
        message = Text(
            f"เปิด {doors.http.final_url} แล้วไม่ถูกส่งต่อไปยัง https ทั้งที่เว็บไซต์เปิดด้วย https ได้",
            f"{doors.http.final_url} does not lead to https, though the website opens with https",
        )
        yield health_finding(NOT_LED, doors.http.final_url, message, measures)
    elif doors.https.opens or doors.https.cause in _NOBODY_THERE:
        yield _plain(doors.http.final_url, measures)


def _plain(url: str, measures: Wording) -> Finding:
    message = Text("เว็บไซต์หลักเปิดด้วย http ที่ไม่เข้ารหัส", "the main website is served over http without TLS")
    return health_finding(PLAIN, url, message, measures)


def _is_plain(final_url: str, start_url: str) -> bool:
    return final_url.startswith("http://") and same_site(final_url, site_domain(start_url))


def _is_local(url: str) -> bool:
    return host_of(url) == "localhost" or host_of(url).startswith("127.") or host_of(url) == "::1"
