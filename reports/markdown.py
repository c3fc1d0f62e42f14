"""A summary for chat or e-mail: score, verdicts, the most costly gaps, what changed, links, what was not checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oitcrawler.model import Lang, Text, Verdict
from oitcrawler.report import ItemResult, Report

from . import _written
from ._safe import clean, readable, shortened, web_address
from ._text import CAUSES, VERDICTS

STEM: Final = "summary"
SUFFIX: Final = "md"
MEDIA_TYPE: Final = "text/markdown"
_MOST: Final = 10
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~@:&$-])")
_MARKED_LINE: Final = re.compile(r"^(\d+)([.)])")
_THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def render(report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
    """Return at most 60 lines; with `thai_digits` numbers are written in Thai digits, addresses are not."""
    lines: list[str] = []
    for heading, body in _sections(report, lang):
        lines += ([] if not lines else [""]) + [heading, "", *body]
    if thai_digits and lang == "th":
        lines = [_thai(line) for line in lines]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _thai(line: str) -> str:
    return "".join(
        part if part.startswith("<http") else part.translate(_THAI_DIGITS) for part in re.split(r"(<http[^>]*>)", line)
    )


def escaped(text: str, most: int = 200) -> str:
    """Return a text that Markdown shows as it stands: no link, no emphasis, no mention, no markup."""
    return _MARKED_LINE.sub(r"\1\\\2", _MARKS.sub(r"\\\1", shortened(clean(text), most)))


def _sections(report: Report, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    yield f"# {_title(report, lang)}", _head(report, lang)
    yield f"## {_said('คะแนนและผลตรวจ', 'Score and verdicts', lang)}", _score(report, lang)
    yield f"## {_said('ช่องว่างที่กระทบคะแนนมากที่สุด', 'The most costly gaps', lang)}", _gaps(report, lang)
    if report.past is not None:
        yield f"## {_said('สิ่งที่เปลี่ยนจากครั้งก่อน', 'Changed since the last run', lang)}", _changes(report, lang)
    yield f"## {_said('ลิงก์', 'Links', lang)}", _links(report, lang)
    yield f"## {_said('สิ่งที่ตรวจไม่ได้', 'What could not be checked', lang)}", _unseen(report, lang)


def _said(th: str, en: str, lang: Lang) -> str:
    return Text(th, en).to(lang)


def _title(report: Report, lang: Lang) -> str:
    name = report.agency.names[0] if report.agency.names else report.agency.domain
    return f"{escaped(name, 120)} · OIT {_written.fiscal_year(report.checklist.year, lang)}"


def _head(report: Report, lang: Lang) -> list[str]:
    url = web_address(report.agency.url)
    site = f"<{url}>" if url and not re.search(r"[<>\s]", url) else escaped(readable(report.agency.url))
    day = escaped(_written.day(report.run.as_of, lang))
    return [f"{_said('เว็บไซต์', 'Website', lang)} {site} · {_said('ณ วันที่', 'as of', lang)} {day}"]


def _score(report: Report, lang: Lang) -> list[str]:
    score = _written.interval(report.score.oit)
    name = _said("คะแนน OIT จากหลักฐานที่พบ", "OIT score by the evidence located", lang)
    undecided = report.count(Verdict.REVIEW) + report.count(Verdict.COULD_NOT_CHECK)
    range_ = _said(f" (เป็นช่วง เพราะยังไม่สรุป {undecided} ข้อ)", f" (a range: {undecided} items are undecided)", lang)
    counts = " · ".join(f"{VERDICTS[one].to(lang)} {report.count(one)}" for one in Verdict if report.count(one))
    judge = _said("ผู้ประเมินเป็นผู้ตัดสิน", "The assessor judges.", lang)
    return [f"- {name} **{score}**{'' if report.score.oit.decided else range_}", f"- {counts or '–'}", f"- {judge}"]


def _gaps(report: Report, lang: Lang) -> list[str]:
    gaps = report.gaps()
    if not gaps:
        return [_no_gap(report, lang)]
    lines = [f"{number}. {_gap(item, lang)}" for number, item in enumerate(gaps[:_MOST], 1)]
    if len(gaps) > _MOST:
        more = len(gaps) - _MOST
        lines += ["", _said(f"และอีก {more} ข้อ", f"and {more} more", lang)]
    return lines


def _no_gap(report: Report, lang: Lang) -> str:
    undecided = report.count(Verdict.REVIEW) + report.count(Verdict.COULD_NOT_CHECK)
    if not report.items:
        return _said("ไม่มีข้อใดที่ตรวจ", "No item was judged", lang)
    none = _said("ไม่พบช่องว่างในส่วนที่ตรวจได้", "No gap was seen in what could be checked", lang)
    still = _said(f" แต่ยังไม่สรุป {undecided} ข้อ", f"; {undecided} items are undecided", lang)
    return none + (still if undecided else "")


def _gap(item: ItemResult, lang: Lang) -> str:
    worth = _said(f"ราว {_written.points(item.worth)} คะแนน", f"about {_written.points(item.worth)} points", lang)
    name = f"**{escaped(item.id.upper())}** {escaped(item.title.to(lang), 90)}"
    return f"{name} ({worth}): {escaped(item.summary.to(lang))}"


def _changes(report: Report, lang: Lang) -> list[str]:
    past = report.past
    if past is None:
        return []
    lines = [
        f"- **{escaped(one.item.upper())}** {VERDICTS[one.before].to(lang)} → {VERDICTS[one.after].to(lang)}: "
        f"{escaped(one.why.to(lang), 140)}"
        for one in past.changes[:_MOST]
    ]
    if len(past.changes) > _MOST:
        more = len(past.changes) - _MOST
        lines.append(f"- {_said(f'และอีก {more} ข้อ', f'and {more} more', lang)}")
    new, mended, back = len(past.new), len(past.mended), len(past.came_back)
    told = Text(
        f"สิ่งที่ต้องแก้: ใหม่ {new} แก้แล้ว {mended} กลับมาอีก {back}",
        f"To mend: {new} new, {mended} mended, {back} came back",
    )
    lines.append(f"- {told.to(lang)}")
    return lines


def _links(report: Report, lang: Lang) -> list[str]:
    links = report.links
    if not links.checked:
        return [_said("ยังไม่ได้ตรวจลิงก์", "No link was looked at", lang)]
    sure = sum(1 for one in links.broken if one.confirmed)
    suspect, unknown = len(links.broken) - sure, len(links.unverified)
    told = Text(
        f"ตรวจ {links.checked} ที่อยู่: เสีย {sure} น่าจะเสีย {suspect} ตรวจไม่ได้ {unknown}",
        f"{links.checked} addresses: {sure} broken, {suspect} suspect, {unknown} could not be verified",
    )
    return [f"- {told.to(lang)}"]


def _unseen(report: Report, lang: Lang) -> list[str]:
    coverage = report.coverage
    lines = []
    if coverage.home is not None:
        home = CAUSES[coverage.home].name.to(lang)
        lines.append(f"- **{_said('เปิดหน้าแรกไม่ได้', 'The home page did not open', lang)}**: {escaped(home)}")
    if coverage.over_budget:
        over = coverage.over_budget
        lines.append(f"- {_said(f'เกินจำนวนหน้าที่กำหนด {over} ที่อยู่', f'{over} addresses over the budget', lang)}")
    causes = sorted(coverage.failed_by_cause, key=lambda one: (-coverage.failed_by_cause[one], one))
    shown = causes[:5]
    lines += [f"- {escaped(CAUSES[one].name.to(lang))}: {coverage.failed_by_cause[one]}" for one in shown]
    rest = sum(coverage.failed_by_cause[one] for one in causes[5:])
    if rest:
        lines.append(f"- {_said('สาเหตุอื่น', 'Other causes', lang)}: {rest}")
    items = [item for item in report.items if item.verdict is Verdict.COULD_NOT_CHECK]
    if items:
        names = ", ".join(escaped(item.id.upper(), 12) for item in items[:40])
        lines.append(f"- {_said('ข้อที่ตรวจไม่ได้', 'Items that could not be checked', lang)}: {names}")
    read = _said(
        f"อ่านได้ {coverage.pages} หน้า {coverage.documents} เอกสาร",
        f"{coverage.pages} pages and {coverage.documents} documents were read",
        lang,
    )
    return [*lines, f"- {read}"]
