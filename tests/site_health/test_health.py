"""Findings about hosts, doors, the domain, redirects and lost evidence: only what was seen is said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from oitcrawler import measures
from oitcrawler.evidence.changes import Change, Extent
from oitcrawler.model import Cause, Verdict
from oitcrawler.report import Finding, Ground
from oitcrawler.reported import ReportedItem
from oitcrawler.site_health import (
    CODES,
    Compared,
    Door,
    Doors,
    HealthQuestion,
    LastRun,
    Seen,
    doors_of,
    health_findings,
)
from oitcrawler.snapshots import Host, Resource, Snapshot
from oitcrawler.versions import Version, Versions

START = "https://www.example.go.th/"
AS_OF = date(2026, 3, 1)
MEASURES = measures.load()


def findings(
    start_url: str = START,
    hosts: Iterable[Host] = (),
    question: HealthQuestion | None = None,
    resources: Iterable[Resource] = (),
    bodies: dict[str, bytes] | None = None,
) -> tuple[Finding, ...]:
    snapshot = SimpleNamespace(
        hosts=lambda: tuple(hosts),
        resources=lambda: tuple(resources),
        body=lambda digest: (bodies or {})[digest],
        meta=SimpleNamespace(start_url=start_url),
    )
    return health_findings(cast(Snapshot, snapshot), MEASURES, question or HealthQuestion(as_of=AS_OF))


def resource(url: str, cause: Cause | None = None, digest: str = "", content_type: str = "text/html") -> Resource:
    return Resource(url, url, 200, content_type, digest, 1, cause, False, (), "2026-03-01T00:00:00+00:00", "", "", 1)


def test_every_code_has_its_measure() -> None:
    assert set(CODES) <= set(MEASURES.findings)
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize(
    "tls", ["expired", "self-signed", "wrong-host", "incomplete-chain", "untrusted", "old-protocol"]
)
def test_a_faulty_certificate_is_a_finding_that_names_the_host(tls: str) -> None:
    (one,) = findings(hosts=[Host("www.example.go.th", tls, None, "ok", "")])
    assert one.code == "tls-certificate"
    assert "www.example.go.th" in one.message.th


@pytest.mark.parametrize("tls", ["ok", "failed", None])
def test_a_good_or_unknown_certificate_is_none(tls: str | None) -> None:
    assert findings(hosts=[Host("www.example.go.th", tls, None, "ok", "")]) == ()


def test_the_certificate_of_somebody_else_is_not_the_agencys() -> None:
    assert findings(hosts=[Host("drive.example.com", "expired", None, "ok", "")]) == ()


@pytest.mark.parametrize(
    ("not_after", "code"),
    [
        ("2026-03-31T12:00:00+00:00", "certificate-expiring"),
        ("2026-03-01T00:00:00+00:00", "certificate-expiring"),
        ("2026-02-20T00:00:00+00:00", "certificate-expiring"),
        ("2026-04-01T00:00:00+00:00", None),
        ("2027-01-01T00:00:00+00:00", None),
        ("not a moment", None),
        ("", None),
    ],
)
def test_a_certificate_is_near_its_end_thirty_days_before(not_after: str, code: str | None) -> None:
    found = findings(hosts=[Host("www.example.go.th", "ok", not_after, "ok", "")])
    assert [one.code for one in found] == ([code] if code else [])


def test_the_day_of_an_end_is_told_in_the_buddhist_era_and_without_a_day_nothing_is_judged() -> None:
    hosts = [Host("www.example.go.th", "ok", "2026-03-11T00:00:00+00:00", "ok", "")]
    assert "11 มี.ค. 2569 (อีก 10 วัน)" in findings(hosts=hosts)[0].message.th
    assert findings(hosts=hosts, question=HealthQuestion()) == ()


HTTP = Door("http://www.example.go.th/", 200)
HTTPS = Door("https://www.example.go.th/", 200)


@pytest.mark.parametrize(
    ("http", "https", "expected"),
    [
        (Door("https://www.example.go.th/", 200), HTTPS, None),
        (HTTP, HTTPS, "http-not-redirected"),
        (HTTP, Door("", cause=Cause.REFUSED), "http-without-tls"),
        (HTTP, Door("http://www.example.go.th/", 200), "http-without-tls"),  # https leads back to http
        (HTTP, Door("", cause=Cause.TIMEOUT), None),  # nobody knows
        (HTTP, Door("", cause=Cause.TLS), None),
        (HTTP, Door("https://www.example.go.th/", 503), None),
        (Door("", cause=Cause.REFUSED), HTTPS, None),
        (Door("http://www.example.go.th/", 403), HTTPS, None),
        (Door("http://gateway.example.com/", 200), HTTPS, None),  # not the agency's page at all
    ],
)
def test_doors(http: Door, https: Door, expected: str | None) -> None:
    found = findings(question=HealthQuestion(doors=Doors(http, https)))
    assert [one.code for one in found] == ([expected] if expected else [])


def test_without_doors_the_address_of_the_crawl_is_judged() -> None:
    assert [one.code for one in findings("http://www.example.go.th/")] == ["http-without-tls"]
    assert findings("http://127.0.0.1:8000/") == ()
    assert findings("http://localhost/") == ()


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("https://www.example.go.th/a?b=1", ("http://www.example.go.th/a?b=1", "https://www.example.go.th/a?b=1")),
        ("http://www.example.go.th:8080/", ("", "")),
        ("nonsense", ("", "")),
    ],
)
def test_the_doors_of_a_site(start: str, expected: tuple[str, str]) -> None:
    assert doors_of(start) == expected


NORMAL = Seen(START, 200, "<title>อบต.ตัวอย่าง</title>".encode())
SELLS = "<title>สล็อตเว็บตรง เครดิตฟรี</title>".encode()


@pytest.mark.parametrize(
    ("searching", "expected"),
    [
        (NORMAL, None),
        (Seen("https://bet.example.com/", 200, SELLS), "high"),
        (Seen("https://other.example.com/", 200, b"<title>Welcome</title>"), "low"),
        (Seen(START, 200, SELLS), "high"),
        (Seen("https://www.another.go.th/", 200, b""), None),
        (Seen("https://challenges.cloudflare.com/", 200, b""), None),
        (Seen("https://bet.example.com/", None, b""), None),
        (Seen(START, 403, SELLS), None),
        (Seen(START, 200, "<title>เตือนภัยสล็อต เครดิตฟรี</title>".encode()), None),
    ],
)
def test_only_those_who_come_from_a_search_are_sent_away(searching: Seen, expected: str | None) -> None:
    compared = (Compared(START, NORMAL, searching), Compared(START, NORMAL, searching, is_robot=True))
    found = findings(question=HealthQuestion(compared=compared))
    assert {(one.code, one.severity) for one in found} == (
        {("visitor-dependent-redirect", expected)} if expected else set()
    )


def test_a_site_that_moved_for_all_is_no_trick() -> None:
    away = Seen("https://new.example.com/", 200, b"")
    assert findings(question=HealthQuestion(compared=(Compared(START, away, away),))) == ()


PLAN = f"{START}plan.pdf"


def item(verdict: Verdict = Verdict.PASS) -> ReportedItem:
    return ReportedItem("o10", "แผน", ("annual-plan",), verdict, "", (Ground(PLAN, "old", label="แผนประจำปี"),))


def version(extent: Extent, first_seen: str = "2026-03-01T00:00:00") -> Versions:
    change = Change(extent, "old", "2026-02-01T00:00:00", first_seen, count=3, lines=9)
    return Versions((Version(PLAN, "new", first_seen, first_seen, change=change),))


@pytest.mark.parametrize(
    ("cause", "versions", "verdict", "expected"),
    [
        (Cause.NOT_FOUND, Versions(), Verdict.PASS, "evidence-vanished"),
        (Cause.GONE, Versions(), Verdict.PASS, "evidence-vanished"),
        (Cause.TIMEOUT, Versions(), Verdict.PASS, None),
        (Cause.SERVER_ERROR, Versions(), Verdict.PASS, None),
        (Cause.FORBIDDEN, Versions(), Verdict.PASS, None),
        (Cause.NOT_FOUND, Versions(), Verdict.GAP, None),
        (None, Versions(), Verdict.PASS, None),
        (None, version(Extent.TEXT), Verdict.PASS, "evidence-changed"),
        (None, version(Extent.SAME_TEXT), Verdict.PASS, None),
        (None, version(Extent.OTHER_YEAR), Verdict.PASS, None),
        (None, version(Extent.UNREADABLE), Verdict.PASS, None),
        (None, version(Extent.TEXT, "2026-01-01T00:00:00"), Verdict.PASS, None),  # the last run knew it
    ],
)
def test_evidence_that_went(cause: Cause | None, versions: Versions, verdict: Verdict, expected: str | None) -> None:
    last = LastRun((item(verdict), item(verdict)), "2026-02-01T00:00:00")
    found = findings(
        question=HealthQuestion(last=last, versions=versions),
        resources=[resource(PLAN, cause, content_type="application/pdf")],
    )
    assert [(one.code, one.item, one.url) for one in found] == ([(expected, "o10", PLAN)] if expected else [])
    assert all("แผนประจำปี" in one.message.th for one in found)


def test_evidence_that_this_crawl_did_not_meet_is_not_called_gone() -> None:
    assert findings(question=HealthQuestion(last=LastRun((item(),), "2026-02-01T00:00:00"))) == ()


def test_the_pages_of_the_snapshot_are_looked_through_and_those_of_others_are_not() -> None:
    body = '<div hidden><a href="https://a.example.com/">สล็อต</a><a href="https://b.example.com/">บาคาร่า</a></div>'
    bodies = {"one": body.encode()}
    pages = [resource(f"{START}a", digest="one"), resource("https://other.example.com/", digest="one")]
    unread = [resource(f"{START}b", Cause.TOO_LARGE, "one"), resource(f"{START}c.pdf", None, "one", "application/pdf")]
    found = findings(resources=[*pages, *unread], bodies=bodies)
    assert [(one.code, one.url) for one in found] == [("hidden-spam-links", f"{START}a")]
