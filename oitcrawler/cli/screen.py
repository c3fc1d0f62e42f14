"""What the terminal shows: progress, results, tables and errors, in Thai or English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ..model import Lang, Text, Verdict
from ..report import Interval, Report

if TYPE_CHECKING:
    from ..checklist import Checklist, Item
    from ..crawl import CrawlProgress
    from ..doctor import Part
    from ..links.auditing import AuditProgress

_VERDICTS = {
    Verdict.PASS: (Text("พบหลักฐานครบ", "evidence located"), "green"),
    Verdict.GAP: (Text("มีช่องว่าง", "gap"), "red"),
    Verdict.REVIEW: (Text("ให้คนตรวจ", "review"), "yellow"),
    Verdict.COULD_NOT_CHECK: (Text("ตรวจไม่ได้", "could not check"), "magenta"),
    Verdict.NOT_APPLICABLE: (Text("ไม่เกี่ยวข้อง", "not applicable"), "dim"),
}
_STATES = {"ok": ("✓", "green"), "missing": ("✗", "red"), "old": ("!", "yellow"), "optional": ("–", "dim")}
_COLUMNS = (Text("ข้อ", "Item"), Text("ตัวชี้วัดย่อย", "Sub"), Text("ชื่อ", "Title"), Text("ช่วงเวลา", "Period"))
_SURE = {True: Text("ยืนยันแล้ว", "confirmed"), False: Text("ยังไม่ยืนยัน เป็นข้อแนะนำ", "not confirmed, advice only")}
MAX_GAPS = 15


class Screen:
    """A terminal in one language. Progress goes to standard error, results to standard output."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._out = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, text: Text) -> None:
        """Print one sentence."""
        self._out.print(escape(text.to(self.lang)))

    def error(self, sentence: str) -> None:
        """Print one sentence about what went wrong."""
        self._err.print(f"[bold red]oitcrawler:[/] {escape(sentence)}")

    @contextmanager
    def crawling(self, url: str) -> Iterator[Callable[[CrawlProgress], None]]:
        """Show a crawl's progress."""
        title = Text(f"กำลังสำรวจ {url}", f"Crawling {url}").to(self.lang)
        with self._progress() as bar:
            task = bar.add_task(escape(title), total=None)

            def show(at: CrawlProgress) -> None:
                done = at.pages + at.documents + at.failed
                words = Text(f"{at.pages} หน้า {at.documents} เอกสาร", f"{at.pages} pages {at.documents} documents")
                shown = escape(f"{title} · {words.to(self.lang)}")
                bar.update(task, completed=done, total=done + at.queued, description=shown)

            yield show

    @contextmanager
    def auditing(self, url: str) -> Iterator[Callable[[AuditProgress], None]]:
        """Show how far the links are looked at."""
        title = Text(f"กำลังตรวจลิงก์ {url}", f"Looking at the links of {url}").to(self.lang)
        with self._progress() as bar:
            task = bar.add_task(escape(title), total=None)

            def show(at: AuditProgress) -> None:
                bar.update(task, completed=at.looked, total=at.looked + at.queued)

            yield show

    @contextmanager
    def reading(self) -> Iterator[Callable[[int, int, str], None]]:
        """Show how far the fetched pages and documents are read."""
        title = Text("กำลังอ่านและตรวจหลักฐาน", "Reading and judging").to(self.lang)
        with self._progress() as bar:
            task = bar.add_task(title, total=None)

            def show(done: int, total: int, _url: str) -> None:
                bar.update(task, completed=done, total=total)

            yield show
            bar.update(task, completed=1, total=1)

    def result(self, report: Report, files: tuple[Path, ...]) -> None:
        """Print the score, the verdicts, the most costly gaps and where the report is."""
        shown = _score(report.score.oit)
        self._out.print(f"\n[bold]{escape(report.checklist.title.to(self.lang))}[/]")
        self._line(f"คะแนน OIT (ประมาณจากหลักฐานที่พบ): {shown}", f"OIT score (estimated): {shown}")
        if not report.score.grouped:
            self._line(
                "  ยังคำนวณคะแนนไม่ได้ เพราะไม่ทราบการจัดกลุ่มข้อของปีนี้", "  No score can be computed: the grouping is not known"
            )
        for indicator in report.checklist.indicators:
            number = _score(report.score.indicators[indicator.id])
            name = indicator.title.to(self.lang)
            self._line(f"  ตัวชี้วัดที่ {indicator.id} {name}: {number}", f"  Indicator {indicator.id} {name}: {number}")
        counts = "  ".join(
            f"[{colour}]{escape(words.to(self.lang))} {report.count(verdict)}[/]"
            for verdict, (words, colour) in _VERDICTS.items()
            if report.count(verdict)
        )
        self._out.print(counts)
        self._gaps(report)
        for path in files:
            self._line(f"รายงาน: {path}", f"Report: {path}")

    def parts(self, parts: tuple[Part, ...]) -> int:
        """Print what `doctor` found; return the exit code (1 when something needed is missing)."""
        for part in parts:
            sign, colour = _STATES[part.state]
            self._out.print(f"[{colour}]{sign}[/] {escape(part.name.to(self.lang))}: {escape(part.found)}")
            if part.mend is not None and part.state != "ok":
                self._out.print(f"    {escape(part.mend.to(self.lang))}")
        return 1 if any(part.state == "missing" for part in parts) else 0

    def checklists(self, loaded: tuple[Checklist, ...]) -> None:
        """Print the lists there are."""
        for one in loaded:
            ids = f"{one.items[0].id}–{one.items[-1].id}"
            count = Text(f"{len(one.items)} ข้อ", f"{len(one.items)} items").to(self.lang)
            self._out.print(f"[bold]{one.key}[/]  {escape(one.title.to(self.lang))}  ({ids}, {count})")

    def items(self, checklist: Checklist) -> None:
        """Print a year's items."""
        table = Table(box=None, pad_edge=False)
        for heading in _COLUMNS:
            table.add_column(heading.to(self.lang), overflow="fold")
        for item in checklist.items:
            table.add_row(item.id, item.sub, escape(item.title.to(self.lang)), escape(item.period))
        self._out.print(table)

    def item(self, checklist: Checklist, item: Item) -> None:
        """Print one item in detail: how it is found and what is required."""
        self._out.print(f"[bold]{checklist.key} {item.id}[/] {escape(item.title.to(self.lang))}")
        if item.period:
            self._line(f"ช่วงเวลา: {item.period}", f"Period: {item.period}")
        for topic in item.topics:
            names = ", ".join(topic.find.names)
            self._line(f"หัวเรื่อง {topic.name}: {names}", f"Topic {topic.name}: {names}")
        for one in item.requirements:
            sure = _SURE[one.confirmed]
            kinds = f" [{', '.join(one.kinds)}]" if one.kinds else ""
            self._out.print(f"  • {one.text.to(self.lang)}{kinds}", markup=False)
            self._out.print(f"    {one.check} · {sure.to(self.lang)} · {one.source}", markup=False, style="dim")

    def _line(self, th: str, en: str) -> None:
        self._out.print(Text(th, en).to(self.lang), markup=False)

    def _gaps(self, report: Report) -> None:
        gaps = report.gaps()
        for item in gaps[:MAX_GAPS]:
            self._out.print(f"[red]✗[/] {item.id.upper()} {escape(item.title.to(self.lang))}")
            self._out.print(f"    {item.summary.to(self.lang)}", markup=False)
        if len(gaps) > MAX_GAPS:
            more = len(gaps) - MAX_GAPS
            self._line(f"    และอีก {more} ข้อ ดูในรายงาน", f"    and {more} more in the report")

    def _progress(self) -> Progress:
        return Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._err,
            transient=True,
        )


def _score(value: Interval) -> str:
    return f"{value.min:.2f}" if value.decided else f"{value.min:.2f}–{value.max:.2f}"
