"""Until when the agency's domain name is registered, as the registry tells it (RDAP, RFC 9083).

This is a request to somebody else than the agency, so it is made only where it is asked for, once, with a time-out, and
never about addresses that have no registered name. A registry that does not answer, or tells no end (which is usual),
gives no finding: nobody could see.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from ..model import Text
from ..report import Finding
from ..thai.writing import thai_day
from ..urls import site_domain
from .finding import Wording, health_finding

EXPIRING: Final = "domain-expiring"
NEAR: Final = 60
"""Days before its end from which a name is to be renewed; renewing a .th name takes an agency's paperwork."""

_THAI_REGISTRY = "https://rdap.thains.co.th/domain/"
_EVERY_REGISTRY = "https://rdap.org/domain/"
_MOST = 256 * 1024
_NEVER_REGISTERED = frozenset({"localhost", "local", "test", "example", "invalid", "internal", "lan", "home"})
Fetch = Callable[[str, float], bytes]


@dataclass(frozen=True, slots=True)
class DomainLook:
    """What the registry said about a domain: the day on which it ends, or why that is not known."""

    domain: str
    ends: date | None = None
    unknown: str = ""


def question(url: str) -> str:
    """Return the address that tells of a site's domain; "" for IP addresses, local and unregistered names."""
    domain = site_domain(url)
    is_name = "." in domain and not domain.replace(".", "").isdigit() and ":" not in domain
    if not is_name or domain.rsplit(".", 1)[-1] in _NEVER_REGISTERED:
        return ""
    return (_THAI_REGISTRY if domain.endswith(".th") else _EVERY_REGISTRY) + domain


def ask_registry(url: str, timeout: float = 10.0, fetch: Fetch | None = None) -> DomainLook:
    """Ask until when the domain of a site is registered; `timeout` in seconds. Never raises for what a network does."""
    domain, address = site_domain(url), question(url)
    if not address:
        return DomainLook(domain, unknown="no-registered-name")
    try:
        return read_rdap((fetch or fetch_rdap)(address, timeout), domain)
    except (OSError, urllib.error.URLError, ValueError) as failed:
        return DomainLook(domain, unknown=f"no-answer: {type(failed).__name__}")


def read_rdap(body: bytes, domain: str) -> DomainLook:
    """Return what an answer says about `domain`; an answer about another one says nothing."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return DomainLook(domain, unknown="not-json")
    if not isinstance(answer, dict) or str(answer.get("ldhName", "")).lower().rstrip(".") != domain.lower():
        return DomainLook(domain, unknown="another-domain")
    events = answer.get("events")
    told = [one for one in events if isinstance(one, dict)] if isinstance(events, list) else []
    days = [_day(one.get("eventDate")) for one in told if one.get("eventAction") == "expiration"]
    known = [day for day in days if day is not None]
    return DomainLook(domain, max(known)) if known else DomainLook(domain, unknown="no-end-told")


def domain_findings(look: DomainLook | None, as_of: date | None, measures: Wording) -> Iterator[Finding]:
    """Yield a finding when the domain ends within two months of `as_of`, or has ended."""
    if look is None or look.ends is None or as_of is None or (look.ends - as_of).days > NEAR:
        return
    days = (look.ends - as_of).days
    when = (f"อีก {days} วัน", f"in {days} days") if days >= 0 else (f"เกินมาแล้ว {-days} วัน", f"{-days} days ago")
    message = Text(
        f"ชื่อโดเมน {look.domain} ครบกำหนดต่ออายุวันที่ {thai_day(look.ends)} ({when[0]}) ตามข้อมูลของนายทะเบียนโดเมน",
        f"the domain {look.domain} is registered until {look.ends} ({when[1]}), as the registry has it",
    )
    yield health_finding(EXPIRING, f"https://{look.domain}/", message, measures)


def _day(moment: object) -> date | None:
    try:
        found = datetime.fromisoformat(moment) if isinstance(moment, str) else None
    except ValueError:
        return None
    if found is None:
        return None
    return (found if found.tzinfo is None else found.astimezone(UTC)).date()


def fetch_rdap(address: str, timeout: float) -> bytes:
    """Return a registry's answer, at most 256 KB of it. Raises OSError for what a network does."""
    asked = urllib.request.Request(address, headers={"Accept": "application/rdap+json"})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=timeout) as answer:  # noqa: S310
        body: bytes = answer.read(_MOST)
        return body
