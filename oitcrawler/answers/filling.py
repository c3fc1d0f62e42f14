"""Rows for a sheet of answers: empty ones of a year's list, or filled from a run's report for a person to check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from ..checklist import Checklist
from ..errors import SnapshotError
from ..model import Lang, Outcome, Text, Verdict
from ..report import ATTACHED_WHY
from ..urls import same_site
from .writing import Row

REPORT: Final = "report.json"
_MOST_URLS: Final = 3
_MOST_CANDIDATES: Final = 5
_VERDICTS: Final[Mapping[Verdict, Text]] = {
    Verdict.PASS: Text("พบหลักฐานครบ", "evidence located"),
    Verdict.GAP: Text("มีช่องว่าง", "gap"),
    Verdict.REVIEW: Text("ให้คนตรวจ", "review"),
    Verdict.COULD_NOT_CHECK: Text("ตรวจไม่ได้", "could not check"),
    Verdict.NOT_APPLICABLE: Text("ไม่เกี่ยวข้อง", "not applicable"),
}


@dataclass(frozen=True, slots=True)
class _Place:
    url: str


@dataclass(frozen=True, slots=True)
class _Evidence:
    url: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class _Requirement:
    id: str
    outcome: Outcome
    evidence: tuple[_Place, ...]


@dataclass(frozen=True, slots=True)
class _DeclaredUrl:
    url: str
    note: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class _Filed:
    urls: tuple[_DeclaredUrl, ...]
    better: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    title: str
    verdict: Verdict
    summary: str
    requirements: tuple[_Requirement, ...]
    evidence: tuple[_Evidence, ...]
    candidates: tuple[_Evidence, ...]
    filed: _Filed | None = None


@dataclass(frozen=True, slots=True)
class _Agency:
    domain: str


@dataclass(frozen=True, slots=True)
class _Report:
    agency: _Agency
    items: tuple[_Item, ...]


_ADAPTER: Final = TypeAdapter(_Report)


def empty_rows(checklist: Checklist, lang: Lang) -> tuple[Row, ...]:
    """Return a row for each item of a list, to be filled in."""
    return tuple(Row(item.id.upper(), item.title.to(lang)) for item in checklist.items)


def filled_rows(report: Path, lang: Lang) -> tuple[Row, ...]:
    """Return rows filled from a `report.json`. Raises SnapshotError for one that is no report."""
    try:
        read = _ADAPTER.validate_json(report.read_bytes())
    except (OSError, ValidationError) as broken:
        raise SnapshotError(
            Text(f"อ่านรายงาน {report} ไม่ได้ ให้สั่ง judge ใหม่", f"cannot read the report {report}; run “judge” again")
        ) from broken
    return tuple(row for item in read.items for row in _rows(item, read.agency.domain, lang))


def _rows(item: _Item, domain: str, lang: Lang) -> Iterator[Row]:
    urls = tuple(dict.fromkeys(_best(item, domain)))
    notes = {one.url: one.note for one in item.filed.urls} if item.filed else {}
    verdict, look = _VERDICTS[item.verdict].to(lang), _look(item, len(urls), lang)
    for number, url in enumerate(urls[:_MOST_URLS] or ("",)):
        yield Row(
            item.id.upper(),
            item.title,
            url,
            notes.get(url, ""),
            verdict if number == 0 else "",
            look if number == 0 else "",
        )


def _best(item: _Item, domain: str) -> Iterator[str]:
    """Yield the addresses to declare: what is better, else what stood the test, else what was surely found.

    What the agency declared stays unless it is plainly wrong. Where several pages may be it, none is picked: they are
    named for the person who looks.
    """
    if item.filed is not None:
        good = [one.url for one in item.filed.urls if one.outcome is Outcome.MET]
        open_ = [one.url for one in item.filed.urls if one.outcome is not Outcome.NOT_MET]
        if kept := item.filed.better or good or open_:
            yield from kept
            return
    if not any(one.id == "located" and one.outcome is Outcome.MET for one in item.requirements):
        return
    attached = {ATTACHED_WHY.th, ATTACHED_WHY.en}
    wrong = {one.url for one in item.filed.urls} if item.filed is not None else set()
    for one in item.evidence:
        if one.why not in attached and one.url not in wrong:
            yield one.url if same_site(one.url, domain) else _carrier(item, domain) or one.url


def _carrier(item: _Item, domain: str) -> str:
    """Return the page of the main website that links evidence which lies elsewhere."""
    places = (place.url for one in item.requirements if one.id == "located" for place in one.evidence)
    return next((url for url in places if same_site(url, domain)), "")


def _look(item: _Item, found: int, lang: Lang) -> str:
    parts = [item.summary]
    if item.verdict is Verdict.REVIEW and item.candidates and not found:
        shown = " · ".join(dict.fromkeys(one.url for one in item.candidates[:_MOST_CANDIDATES]))
        parts.append(Text(f"โปรดเปิดดูแล้วเลือก: {shown}", f"open and choose: {shown}").to(lang))
    if found > _MOST_URLS:
        more = found - _MOST_URLS
        parts.append(Text(f"ยังมีอีก {more} แห่งในรายงาน", f"{more} more in the report").to(lang))
    titles = " · ".join(dict.fromkeys(one.title for one in item.evidence[:2] if one.title))
    if item.verdict is Verdict.PASS and titles:
        parts.append(Text(f"เปิดตรวจ: {titles}", f"open and check: {titles}").to(lang))
    return "\n".join(parts)
