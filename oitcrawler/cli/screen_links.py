"""What the terminal shows of a run of the link audit."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from ..model import Lang, Text
from ..report import BrokenLink, LinkRun

MOST = 20


def show_link_run(run: LinkRun, files: tuple[Path, ...], lang: Lang) -> None:
    """Print what is broken, what has changed, and where the reports are."""
    shown = _Shown(lang)
    shown.counts(run)
    shown.changes(run)
    shown.broken(run)
    for path in files:
        shown.say(Text(f"รายงาน: {path}", f"Report: {path}"))


class _Shown:
    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._out = Console(highlight=False, soft_wrap=True)

    def say(self, text: Text, colour: str = "") -> None:
        words = escape(text.to(self._lang))
        self._out.print(f"[{colour}]{words}[/]" if colour else words)

    def counts(self, run: LinkRun) -> None:
        sure = sum(1 for one in run.links.broken if one.confirmed)
        suspects = len(run.links.broken) - sure
        self.say(
            Text(
                f"ตรวจ {run.links.checked:,} ที่อยู่ จาก {run.pages:,} หน้า: เสีย {sure:,} สงสัยว่าเสีย {suspects:,}"
                f" ยืนยันไม่ได้ {len(run.links.unverified):,}",
                f"{run.links.checked:,} addresses from {run.pages:,} pages: {sure:,} broken, {suspects:,} suspects,"
                f" {len(run.links.unverified):,} could not be verified",
            ),
            "bold",
        )
        for pattern, count in run.left_alone:
            self.say(
                Text(
                    f"เว้นไว้ {count:,} ที่อยู่รูปแบบ {pattern}", f"{count:,} addresses of this pattern left alone: {pattern}"
                )
            )
        if run.over_budget:
            self.say(
                Text(
                    f"ยังไม่ได้ตรวจ {run.over_budget:,} ที่อยู่ เพราะเกินจำนวนที่กำหนด",
                    f"{run.over_budget:,} addresses were not looked at: over the limit",
                ),
                "magenta",
            )

    def changes(self, run: LinkRun) -> None:
        if not run.before:
            return
        self.say(
            Text(
                f"เทียบกับรอบก่อน: เสียใหม่ {len(run.broke)} แก้แล้ว {len(run.mended)} กลับมาเสียอีก {len(run.came_back)}",
                f"Since last time: {len(run.broke)} broke, {len(run.mended)} mended, {len(run.came_back)} came back",
            )
        )

    def broken(self, run: LinkRun) -> None:
        for one in run.links.broken[:MOST]:
            self._out.print(f"  [red]✗[/] {escape(one.url)} [dim]{escape(str(one.cause))}[/]")
            self._source(one)
        left = len(run.links.broken) - MOST
        if left > 0:
            self.say(Text(f"  และอีก {left:,} ลิงก์ในรายงาน", f"  and {left:,} more in the report"))

    def _source(self, one: BrokenLink) -> None:
        first = one.sources[0]
        others = len({source.page for source in one.sources}) - 1
        more = Text(f" และอีก {others:,} หน้า", f" and {others:,} more pages").to(self._lang) if others else ""
        self._out.print(f"    “{escape(first.text)}” {escape(first.page)}{escape(more)}")
