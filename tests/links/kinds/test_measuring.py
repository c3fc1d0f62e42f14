from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from .measuring import asked_twice, measure, trap_requests
from .site import file_of
from .truth import Kind, load

TRUTH = load()
PAGES = [TRUTH.fill(f"{{own}}{carrier.page}") for carrier in TRUTH.carriers]


def entry(kind: Kind, **changes: Any) -> dict[str, Any]:
    url = TRUTH.fill(kind.url)
    page = TRUTH.fill(f"{{own}}{file_of(kind) or kind.page}")
    sources = [
        {"page": one, "text": "x", "place": "", "kind": "link", "written": TRUTH.fill(kind.written or kind.url)}
        for one in (PAGES if kind.everywhere else [page])
    ]
    return {"url": url, "cause": str(kind.cause[0]) if kind.cause else "http-404", "sources": sources, **changes}


def named(name: str) -> Kind:
    return next(kind for kind in TRUTH.kinds() if kind.kind == name)


def document(broken: list[dict[str, Any]], unverified: list[dict[str, Any]] | None = None) -> Mapping[str, Any]:
    return {"schema": "oitcrawler.links/1", "links": {"checked": 9, "broken": broken, "unverified": unverified or []}}


def perfect() -> Mapping[str, Any]:
    return document(
        [entry(kind) for kind in TRUTH.kinds("broken")], [entry(kind) for kind in TRUTH.kinds("unverified")]
    )


def test_a_perfect_audit_is_measured_as_perfect() -> None:
    measured = measure(perfect(), TRUTH)
    assert measured.recall == 1.0
    assert (
        measured.told().splitlines()[0]
        == f"found {len(TRUTH.kinds('broken'))} of {len(TRUTH.kinds('broken'))} kinds (100.0%)"
    )
    faults = (measured.missed, measured.false_alarms, measured.accused, measured.doubted, measured.unsaid)
    assert faults == ((), (), (), (), ())
    assert (dict(measured.wrong_cause), measured.unsourced) == ({}, ())


def test_an_audit_that_says_nothing_finds_nothing() -> None:
    measured = measure(document([]), TRUTH)
    assert measured.recall == 0.0
    assert len(measured.unsaid) == len(TRUTH.kinds("unverified"))


@pytest.mark.parametrize("name", [kind.kind for kind in TRUTH.kinds("broken")[::9]])
def test_each_kind_can_be_missed_alone(name: str) -> None:
    rest = document([entry(kind) for kind in TRUTH.kinds("broken") if kind.kind != name])
    assert measure(rest, TRUTH).missed == (name,)


@pytest.mark.parametrize("name", ["head-403", "flaky-500", "tis-620-query", "not-mailto", "drive-open"])
def test_a_good_link_called_broken_is_a_false_alarm(name: str) -> None:
    assert name in measure(document([entry(named(name))]), TRUTH).false_alarms


def test_an_address_of_no_kind_called_broken_is_a_false_alarm() -> None:
    stranger = {"url": "https://www.tambon-tuayang.example.go.th/contact.html", "cause": "http-404", "sources": []}
    assert measure(document([stranger]), TRUTH).false_alarms == (stranger["url"],)


def test_what_nobody_can_verify_must_not_be_called_broken() -> None:
    assert measure(document([entry(named("robot-403"))]), TRUTH).accused == ("robot-403",)


def test_doubt_about_a_good_link_and_about_a_broken_one_are_told_apart() -> None:
    measured = measure(document([], [entry(named("head-403")), entry(named("refused"))]), TRUTH)
    assert (measured.doubted, measured.evaded) == (("head-403",), ("refused",))
    assert "refused" in measured.missed


def test_a_cause_that_is_not_right_is_told() -> None:
    measured = measure(document([entry(named("dns"), cause="timeout")]), TRUTH)
    assert (measured.found, dict(measured.wrong_cause)) == (("dns",), {"dns": "timeout"})


@pytest.mark.parametrize("name", ["not-found", "not-found-everywhere", "in-css-file", "in-pdf"])
def test_a_page_that_is_not_named_is_told(name: str) -> None:
    found = entry(named(name))
    assert measure(document([found]), TRUTH).unsourced == ()
    assert measure(document([{**found, "sources": found["sources"][:-1]}]), TRUTH).unsourced == (name,)


def test_a_missing_fragment_is_known_by_the_way_it_is_written() -> None:
    kind = named("fragment-other-page")
    bare = entry(kind, url=TRUTH.fill(kind.url).partition("#")[0])
    assert measure(document([bare]), TRUTH).found == (kind.kind,)


def test_without_a_browser_what_only_a_browser_sees_is_not_missed() -> None:
    broken = [entry(kind) for kind in TRUTH.kinds("broken") if not kind.browser]
    assert measure(document(broken), TRUTH, browser=False).recall == 1.0
    assert "inserted" in measure(document(broken), TRUTH).missed


def test_requests_are_counted_per_trap_and_host() -> None:
    asked = [("own", "GET", "/calendar.php?year=1"), ("own", "GET", "/contact.html"), ("mirror", "GET", "/")]
    counted = trap_requests(TRUTH, asked)
    assert {trap: times for trap, times in counted.items() if times} == {"calendar": 1, "mirror": 1}


def test_an_address_got_twice_under_two_spellings_is_told() -> None:
    asked = [("own", "GET", "/spell/plain.html"), ("own", "GET", "/spell/%70lain.html")]
    assert "plain" in asked_twice(TRUTH, asked)
    assert asked_twice(TRUTH, asked[:1]) == ()
