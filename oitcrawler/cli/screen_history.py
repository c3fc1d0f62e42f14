"""What the terminal shows of the history: sites, runs, and what became of links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from rich.console import Console
from rich.table import Table

from ..errors import UsageError
from ..history import ChangedLink, LinkChanges, LinkLife, RunRow, RunState, SiteRow, day_of
from ..links.model import Standing
from ..model import Lang, Text
from ..report import Interval
from ..thai.writing import thai_day

MOST = 20
_KINDS = {
    "check": Text("ตรวจ OIT", "check"),
    "links": Text("ตรวจลิงก์", "links"),
    "verify": Text("ตรวจซ้ำ", "verify"),
}
_STATES = {
    RunState.RUNNING: Text("กำลังตรวจ", "at work"),
    RunState.FINISHED: Text("เสร็จ", "finished"),
    RunState.BROKEN_OFF: Text("หยุดกลางคัน ไม่นับ", "broken off, does not count"),
}
_SITES = (
    Text("เว็บไซต์", "Site"),
    Text("จำนวนรอบ", "Runs"),
    Text("ล่าสุด", "Last"),
    Text("คะแนน OIT", "OIT score"),
    Text("ลิงก์เสียอยู่", "Broken now"),
)
_RUNS = (
    Text("รอบ", "Run"),
    Text("วันที่", "Day"),
    Text("งาน", "Kind"),
    Text("ผล", "State"),
    Text("รายการ", "List"),
    Text("คะแนน OIT", "OIT score"),
    Text("ลิงก์", "Links"),
    Text("เสีย", "Broken"),
    Text("ยืนยันไม่ได้", "Unverified"),
)
_LINKS = (
    Text("ลิงก์", "Link"),
    Text("สาเหตุ", "Cause"),
    Text("เสียตั้งแต่", "Broken since"),
    Text("แน่ใจ", "Sure"),
    Text("เสียมาแล้ว", "Times"),
)
_MENDED = (Text("ลิงก์", "Link"), Text("เสียตั้งแต่", "Broken since"), Text("ใช้ได้เมื่อ", "Works since"))
_CHANGES = (
    (Text("เสียใหม่", "Broke"), "broke"),
    (Text("กลับมาเสียอีก", "Came back"), "came_back"),
    (Text("ใช้ได้แล้ว", "Mended"), "mended"),
    (Text("ยังเสียอยู่", "Still broken"), "still"),
    (Text("ไม่มีหน้าใดลิงก์ไปแล้ว (ไม่ได้นับว่าแก้)", "No page names it any more (not counted as mended)"), "gone"),
    (Text("ยืนยันไม่ได้ ถือตามผลเดิม", "Could not be verified; what was known still holds"), "unverified"),
)


class HistoryScreen:
    """The history on a terminal, in one language."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._out = Console(highlight=False, soft_wrap=True)

    def sites(self, sites: Sequence[SiteRow], runs: Sequence[RunRow], place: str) -> None:
        """Print the sites and the latest runs."""
        self._say(Text(f"ประวัติอยู่ที่ {place}", f"The history is in {place}"))
        if not sites:
            self._say(Text("ยังไม่มีประวัติ", "There is no history yet"))
            return
        rows = [
            (
                one.site,
                str(one.runs),
                self._day(one.last.started_at if one.last else None),
                _score(one.last),
                str(one.broken),
            )
            for one in sites
        ]
        self._table(_SITES, rows)
        self._runs(runs, with_site=len(sites) > 1)

    def site(self, named: str, runs: Sequence[RunRow], lives: Sequence[LinkLife]) -> None:
        """Print one site's runs and what became of its links. Raises UsageError for a site without any run."""
        _refuse_unknown(named, runs)
        self._runs(runs, with_site=False)
        broken = [one for one in lives if one.is_broken]
        self._lives(broken, MOST)
        mended = sorted(
            (one for one in lives if _is_mended(one)), key=lambda one: (one.mended_at, one.url), reverse=True
        )
        if mended:
            self._title(Text("ลิงก์ที่เคยเสียและใช้ได้แล้ว", "Links that were broken and work again"), len(mended))
            self._table(
                _MENDED, [(one.url, self._day(one.broken_since), self._day(one.mended_at)) for one in mended[:MOST]]
            )
            self._more(len(mended))
        unsure = sum(one.unverified_since is not None and one.gone_at is None for one in lives)
        if unsure:
            self._say(Text(f"รอบล่าสุดยืนยันไม่ได้ {unsure} ลิงก์ ถือตามผลเดิม", f"{unsure} links could not be verified lately"))

    def broken(self, named: str, runs: Sequence[RunRow], lives: Sequence[LinkLife]) -> None:
        """Print all links that are broken now. Raises UsageError for a site without any run."""
        _refuse_unknown(named, runs)
        self._lives(lives, len(lives))

    def run(self, run: RunRow, changes: LinkChanges, *, whole: bool) -> None:
        """Print what one run changed; with `whole` every address."""
        self._runs((run,), with_site=True)
        if run.state is not RunState.FINISHED:
            self._say(Text("รอบนี้ไม่จบ จึงไม่เปลี่ยนผลใด", "This run did not finish and changes nothing"))
            return
        shown = [(title, getattr(changes, name)) for title, name in _CHANGES]
        for title, found in shown:
            self._changed(title, found, len(found) if whole else MOST)
        if not any(found for _, found in shown):
            self._say(Text("ไม่มีลิงก์เสีย และไม่มีอะไรเปลี่ยน", "No broken link, and nothing changed"))

    def _runs(self, runs: Sequence[RunRow], *, with_site: bool) -> None:
        latest = runs[-MOST:]
        heads = (*_RUNS, _SITES[0]) if with_site else _RUNS
        rows = [(*self._row(one), *((one.site,) if with_site else ())) for one in reversed(latest)]
        self._table(heads, rows)

    def _row(self, one: RunRow) -> tuple[str, ...]:
        words = (_KINDS[one.kind].to(self._lang), _STATES[one.state].to(self._lang))
        counts = tuple(str(number) if one.looked else "–" for number in (one.looked, one.broken, one.unverified))
        return (str(one.id), self._day(one.started_at), *words, one.year or "–", _score(one), *counts)

    def _lives(self, broken: Sequence[LinkLife], most: int) -> None:
        if not broken:
            self._say(Text("ไม่มีลิงก์ที่รู้ว่าเสียอยู่", "No link is known to be broken"))
            return
        self._title(Text("ลิงก์ที่เสียอยู่", "Links that are broken"), len(broken))
        # First those that came back, then the oldest: they have been waiting longest.
        ordered = sorted(broken, key=lambda one: (not one.came_back, day_of(one.broken_since), one.url))
        self._table(_LINKS, [self._life(one) for one in ordered[:most]])
        self._more(len(broken), most)

    def _life(self, one: LinkLife) -> tuple[str, ...]:
        sure = Text("ยืนยันแล้ว", "confirmed") if one.confirmed else Text("น่าสงสัย", "suspect")
        times = (
            Text(f"{one.times_broken} ครั้ง", f"{one.times_broken} times")
            if one.came_back
            else Text("ครั้งแรก", "first time")
        )
        return (
            one.url,
            _cause(one.cause, one.status),
            self._day(one.broken_since),
            sure.to(self._lang),
            times.to(self._lang),
        )

    def _changed(self, title: Text, found: Sequence[ChangedLink], most: int) -> None:
        if found:
            self._title(title, len(found))
            for one in found[:most]:
                cause = _cause(one.cause, one.status)
                self._out.print(f"  {one.url}" + (f" ({cause})" if cause else ""), markup=False)
            self._more(len(found), most)

    def _day(self, moment: datetime | None) -> str:
        day = day_of(moment)
        return (thai_day(date.fromisoformat(day)) if self._lang == "th" else day) if day else "–"

    def _table(self, heads: Sequence[Text], rows: Sequence[tuple[str, ...]]) -> None:
        table = Table(box=None, pad_edge=False)
        for head in heads:
            table.add_column(head.to(self._lang), overflow="fold")
        for row in rows:
            table.add_row(*(_plain(cell) for cell in row))
        self._out.print(table)

    def _title(self, title: Text, count: int) -> None:
        self._out.print(f"\n{title.to(self._lang)}: {count}", markup=False, style="bold")

    def _more(self, count: int, most: int = MOST) -> None:
        if count > most:
            self._say(
                Text(
                    f"  และอีก {count - most} รายการ (--broken แสดงทั้งหมด)",
                    f"  and {count - most} more (--broken shows all)",
                )
            )

    def _say(self, text: Text) -> None:
        self._out.print(text.to(self._lang), markup=False)


def _refuse_unknown(named: str, runs: Sequence[RunRow]) -> None:
    if not runs:
        raise UsageError(Text(f"ไม่มีประวัติของ {named}", f"the history knows nothing of {named}"))


def _plain(cell: str) -> str:
    return cell.replace("[", r"\[")


def _is_mended(one: LinkLife) -> bool:
    return one.standing is Standing.WORKS and one.mended_at is not None and one.gone_at is None


def _cause(cause: object, status: int | None) -> str:
    return f"{cause or ''}" + (f" {status}" if cause and status and str(status) not in str(cause) else "")


def _score(run: RunRow | None) -> str:
    oit: Interval | None = run.oit if run else None
    if oit is None:
        return "–"
    return f"{oit.min:.2f}" if oit.decided else f"{oit.min:.2f}–{oit.max:.2f}"
