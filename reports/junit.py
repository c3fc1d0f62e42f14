"""The verdicts as JUnit XML, for machines that watch test results: a suite an indicator, a case an item; and links.

A gap is a failure; what a person must look at and what could not be checked is skipped, never passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from oitcrawler.model import Lang, Outcome, Text, Verdict
from oitcrawler.report import BrokenLink, Finding, ItemResult, Report

from ._safe import clean, shortened
from ._text import CAUSES, VERDICTS

STEM: Final = "junit"
SUFFIX: Final = "xml"
MEDIA_TYPE: Final = "application/xml"
_LONGEST: Final = 4_000
_MOST_SOURCES: Final = 20
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNDECIDED: Final = (Verdict.REVIEW, Verdict.COULD_NOT_CHECK, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class _Case:
    """One case; `kind` is "" for one that passed, else `failure` or `skipped`."""

    name: str
    group: str
    kind: str = ""
    type: str = ""
    message: str = ""
    detail: str = ""


def render(report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
    """Return the file; messages are in one language, numbers keep Arabic digits."""
    suites = [*_indicators(report, lang), ("links", tuple(_links(report, lang)))]
    cases = [case for _, every in suites for case in every]
    root = ET.Element("testsuites", {"name": "oitcrawler", **_counts(cases)})
    for number, (name, every) in enumerate(suites):
        _suite(root, number, name, every, report)
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _suite(root: ET.Element, number: int, name: str, cases: tuple[_Case, ...], report: Report) -> None:
    suite = ET.SubElement(
        root,
        "testsuite",
        {
            "name": _text(name),
            "id": str(number),
            "package": "oitcrawler",
            "timestamp": _moment(report.run.started_at),
            "hostname": _text(_host(report)),
            **_counts(cases),
        },
    )
    properties = ET.SubElement(suite, "properties")
    for key, value in (("checklist", report.checklist.key), ("as-of", report.run.as_of), ("run", report.run.id)):
        ET.SubElement(properties, "property", {"name": key, "value": _text(value)})
    for case in cases:
        element = ET.SubElement(
            suite, "testcase", {"name": _text(case.name), "classname": _text(case.group), "time": "0"}
        )
        if case.kind:
            kind_of = {"type": _text(case.type)} if case.type else {}
            found = ET.SubElement(element, case.kind, {**kind_of, "message": _text(case.message)})
            found.text = _lines(case.detail) or None
    ET.SubElement(suite, "system-out")
    ET.SubElement(suite, "system-err")


def _counts(cases: list[_Case] | tuple[_Case, ...]) -> dict[str, str]:
    return {
        "tests": str(len(cases)),
        "failures": str(sum(1 for one in cases if one.kind == "failure")),
        "errors": "0",
        "skipped": str(sum(1 for one in cases if one.kind == "skipped")),
        "time": "0",
    }


def _indicators(report: Report, lang: Lang) -> Iterator[tuple[str, tuple[_Case, ...]]]:
    titles = {one.id: one.title.to(lang) for one in report.checklist.indicators}
    named = dict.fromkeys((*titles, *(item.indicator for item in report.items)))
    findings: dict[str, list[Finding]] = {}
    for one in report.findings:
        findings.setdefault(one.item or "", []).append(one)
    for indicator in named:
        items = (item for item in report.items if item.indicator == indicator)
        cases = tuple(_item(item, findings.get(item.id, []), report, lang) for item in items)
        yield f"{indicator} {titles.get(indicator, '')}".strip(), cases


def _item(item: ItemResult, findings: list[Finding], report: Report, lang: Lang) -> _Case:
    name, group = f"{item.id} {item.title.to(lang)}", f"oit.{report.checklist.key}.{item.sub}"
    if item.verdict is Verdict.PASS:
        return _Case(name, group)
    summary = item.summary.to(lang)
    if item.verdict in _UNDECIDED:
        return _Case(name, group, "skipped", "", f"{VERDICTS[item.verdict].to(lang)}: {summary}")
    codes = [one.code for one in item.requirements if one.outcome is Outcome.NOT_MET and one.code]
    return _Case(name, group, "failure", codes[0] if codes else "gap", summary, _detail(findings, lang))


def _detail(findings: list[Finding], lang: Lang) -> str:
    """Return what is still to be mended, a line each."""
    there = (one for one in findings if one.status not in ("mended", "set-aside"))
    return "\n".join(f"[{one.code}] {clean(one.message.to(lang))} {clean(one.url)}" for one in there)


def _links(report: Report, lang: Lang) -> Iterator[_Case]:
    links = report.links
    for one in links.broken:
        if one.confirmed:
            yield _Case(one.url, "links", "failure", str(one.cause), _cause(one, lang), _sources(one))
        else:
            suspect = Text("น่าจะเสีย รอยืนยัน", "suspect, to be confirmed").to(lang)
            yield _Case(one.url, "links", "skipped", "", f"{suspect}: {_cause(one, lang)}")
    for one in links.unverified:
        unknown = Text("ตรวจไม่ได้ ไม่นับว่าเสีย", "could not verify, not called broken").to(lang)
        yield _Case(one.url, "links", "skipped", "", f"{unknown}: {_cause(one, lang)}")
    working = links.checked - len(links.broken) - len(links.unverified)
    if working > 0:
        yield _Case(Text(f"ลิงก์ที่ใช้ได้ {working} ที่อยู่", f"{working} addresses work").to(lang), "links")
    elif not links.checked:
        none = Text("ยังไม่ได้ตรวจลิงก์", "no link was looked at").to(lang)
        yield _Case(none, "links", "skipped", "", none)


def _cause(one: BrokenLink, lang: Lang) -> str:
    return f"{CAUSES[one.cause].name.to(lang)} {one.detail}".strip()


def _sources(one: BrokenLink) -> str:
    lines = [f"{clean(source.page)} {clean(source.text)}".strip() for source in one.sources[:_MOST_SOURCES]]
    more = len(one.sources) - _MOST_SOURCES
    return "\n".join([*lines, f"+ {more}"] if more > 0 else lines)


def _text(text: str) -> str:
    return shortened(clean(_NOT_XML.sub("\ufffd", text)), _LONGEST)


def _lines(text: str) -> str:
    return shortened(_NOT_XML.sub("\ufffd", text), 10 * _LONGEST)


def _moment(iso: str) -> str:
    """Return a moment as JUnit writes it: UTC, no zone. What is no moment becomes the beginning of the era."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return "1970-01-01T00:00:00"
    return f"{at if at.tzinfo is None else at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"


def _host(report: Report) -> str:
    try:
        host = urlsplit(report.agency.url).hostname
    except ValueError:
        host = None
    return host or "unknown"
