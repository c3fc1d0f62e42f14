"""JUnit XML: its shape, and that only what was seen to be wrong fails and only what was seen to be right passes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]
from oitcrawler.reports import _text

from oitcrawler.model import Lang, Verdict
from oitcrawler.report import Interval, Links, Report, Score, format_named

from . import golden
from .listed import listed
from .sample import BROKEN, all_pass, finding, sample
from .trials import hostile, huge

SHAPE = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
NOTHING = sample(items=(), findings=(), links=Links(0, ()), score=Score(Interval(0, 100), {}, {}))
REPORTS = {
    "sample": sample(), "listed": listed(), "hostile": hostile(), "huge": huge(500, 200), "all pass": all_pass(),
    "nothing": NOTHING,
}  # fmt: skip


def rendered(report: Report, lang: Lang = "th") -> bytes:
    return format_named("junit").render(report, lang)


def cases(report: Report) -> dict[str, etree._Element]:
    return {str(one.get("name")): one for one in etree.fromstring(rendered(report, "en")).iter("testcase")}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_golden(lang: Lang) -> None:
    golden.compare(f"junit.{lang}.xml.txt", rendered(listed(), lang).decode("utf-8"))


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_it_has_the_shape_that_build_servers_read(name: str, lang: Lang) -> None:
    root = etree.fromstring(rendered(REPORTS[name], lang))
    SHAPE.assertValid(root)
    suites = list(root)
    for count in ("tests", "failures", "skipped"):
        assert int(str(root.get(count))) == sum(int(str(suite.get(count))) for suite in suites)
    for suite in suites:
        found = Counter(child.tag for case in suite.iter("testcase") for child in case)
        assert (found["failure"], found["skipped"]) == (int(suite.get("failures", 0)), int(suite.get("skipped", 0)))
        assert sum(1 for _ in suite.iter("testcase")) == int(suite.get("tests", 0))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_becomes_what_it_is(verdict: Verdict) -> None:
    kinds = {Verdict.PASS: [], Verdict.GAP: ["failure"]}
    found = cases(sample())
    for item in sample().items:
        if item.verdict is verdict:
            case = found[f"{item.id} {item.title.en}"]
            assert [child.tag for child in case] == kinds.get(verdict, ["skipped"])
            if verdict in (Verdict.REVIEW, Verdict.COULD_NOT_CHECK):
                assert str(case[0].get("message")).startswith(_text.VERDICTS[verdict].en)


def test_a_gap_names_its_findings_that_are_still_open() -> None:
    report = sample(findings=(finding(1), finding(2, status="mended"), finding(3, status="set-aside"), finding(4)))
    (gap,) = [case for name, case in cases(report).items() if name.startswith("o13 ")]
    lines = str(gap[0].text).splitlines()
    assert len(lines) == 2
    assert all(line.startswith("[egp-number-length] In row") for line in lines)
    assert gap[0].get("type") == "period-mismatch"


def test_only_a_confirmed_link_fails() -> None:
    found = cases(listed())
    sure, suspect = BROKEN
    assert [child.tag for child in found[sure.url]] == ["failure"]
    assert [child.tag for child in found[suspect.url]] == ["skipped"]
    assert [child.tag for child in found["https://social.example.com/page"]] == ["skipped"]
    assert [child.tag for child in found["409 addresses work"]] == []


def test_links_that_were_not_looked_at_do_not_pass() -> None:
    (case,) = cases(NOTHING).values()
    assert [child.tag for child in case] == ["skipped"]
    broken_only = cases(replace(NOTHING, links=Links(2, BROKEN)))
    assert [child.tag for case in broken_only.values() for child in case] == ["failure", "skipped"]


def test_moments_that_are_none_do_not_break_the_shape() -> None:
    root = etree.fromstring(rendered(sample(run=replace(sample().run, started_at="yesterday"))))
    SHAPE.assertValid(root)
    assert root[0].get("timestamp") == "1970-01-01T00:00:00"
