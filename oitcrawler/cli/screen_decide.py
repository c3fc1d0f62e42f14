"""What the terminal shows of people's decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..decided import Exported
from ..decisions import Decision, Decisions
from ..model import Lang, Text, Verdict

WORDS = {
    Verdict.PASS: Text("พบหลักฐานครบ", "evidence located"),
    Verdict.GAP: Text("มีช่องว่าง", "gap"),
    Verdict.REVIEW: Text("ให้คนตรวจ", "review"),
    Verdict.COULD_NOT_CHECK: Text("ตรวจไม่ได้", "could not check"),
    Verdict.NOT_APPLICABLE: Text("ไม่เกี่ยวข้อง", "not applicable"),
}
_COLUMNS = (
    Text("ปี", "List"),
    Text("ข้อ", "Item"),
    Text("คนตัดสินว่า", "Decided"),
    Text("เครื่องมือ", "Tool"),
    Text("วันที่", "Day"),
    Text("ใช้ถึง", "Until"),
    Text("เหตุผล", "Reason"),
)


class DecisionScreen:
    """A terminal in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._out = Console(highlight=False, soft_wrap=True)

    def decisions(self, known: Decisions, today: date) -> None:
        """Print the decisions of a folder; those that have ended say so."""
        if not known.decisions:
            self._line("ยังไม่มีคำตัดสินในโฟลเดอร์นี้", "There are no decisions in this folder")
            return
        table = Table(box=None, pad_edge=False)
        for heading in _COLUMNS:
            table.add_column(heading.to(self.lang), overflow="fold")
        ended = Text(" (หมดอายุ)", " (ended)").to(self.lang)
        for one in known.decisions:
            end = f"{one.until}{'' if one.counts_on(today) else ended}" if one.until else "–"
            said, own = (WORDS[which].to(self.lang) for which in (one.verdict, one.own))
            reason = f"{one.reason} ({one.by})" if one.by else one.reason
            table.add_row(one.year, one.item, said, own, str(one.day), end, escape(reason))
        self._out.print(table)

    def recorded(self, one: Decision, run: Path) -> None:
        """Say what was noted, and how the report is renewed."""
        watched = sum(1 for held in one.evidence if held.sha256)
        said, own = WORDS[one.verdict], WORDS[one.own]
        end = Text(f" ใช้ถึง {one.until}", f" until {one.until}") if one.until else Text("", "")
        self._line(
            f"บันทึกแล้ว: ข้อ {one.item} คนตัดสินว่า “{said.th}”{end.th} (ผลของเครื่องมือ: {own.th}) เฝ้าดูหลักฐาน {watched} รายการ",
            f"Noted: {one.item} decided “{said.en}”{end.en} (the tool's own verdict: {own.en}); "
            f"{watched} pieces of evidence are watched",
        )
        for held in one.evidence:
            if not held.sha256:
                self._line(
                    f"เครื่องมือไม่ได้เห็น {held.url} จึงไม่รู้เมื่อเปลี่ยนไป ควรกำหนด --until",
                    f"the tool has not seen {held.url} and cannot know when it changes; better set --until",
                )
        self._renew(run, one.year)

    def forgotten(self, gone: tuple[Decision, ...], run: Path) -> None:
        """Say what was taken back."""
        for one in gone:
            self._line(f"ลบคำตัดสินของข้อ {one.item} แล้ว", f"The decision about {one.item} is taken back")
            self._renew(run, one.year)

    def exported(self, written: Exported, path: Path) -> None:
        """Say what was written, and what was not."""
        gaps = sum(1 for row in written.rows if row["item"] is None)
        self._line(
            f"เขียน {len(written.rows)} แถวลง {path} จากคำตัดสิน {written.decisions} ข้อ "
            f"({gaps} แถวเป็นของช่องว่าง ซึ่งไม่บอกว่าคำนั้นเป็นของข้อใด)",
            f"{len(written.rows)} rows of {written.decisions} decisions written to {path} "
            f"({gaps} of gaps, which do not label the words)",
        )
        if written.others:
            self._line(
                f"ไม่ได้เขียนคำตัดสินของรายการปีอื่น {written.others} ข้อ",
                f"{written.others} decisions about other lists were not written",
            )

    def _renew(self, run: Path, year: str) -> None:
        command = f'oitcrawler judge "{run}" --year {year}'
        self._line(f"เขียนรายงานใหม่ด้วย: {command}", f"To renew the report: {command}")

    def _line(self, th: str, en: str) -> None:
        self._out.print(Text(th, en).to(self.lang), markup=False)
