"""What the terminal shows of the difference between two runs."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..difference import Difference, Place, Reason
from ..model import Lang, Text
from ..report import Interval
from ..reported import ReportedFinding, ReportedLink
from .screen_decide import WORDS

_HOW = {
    "changed": Text("เปลี่ยนไป", "changed"),
    "failed": Text("เปิดไม่ได้", "could not be fetched"),
    "gone": Text("ไม่มีแล้ว", "is gone"),
    "new": Text("มีใหม่", "is new"),
}
_COLUMNS = (Text("ข้อ", "Item"), Text("เดิม", "Before"), Text("ใหม่", "After"), Text("เพราะ", "Why"))
MOST = 20


def show_difference(one: Difference, not_replayed: Text | None, lang: Lang) -> None:
    """Print what is different, in words."""
    _Shown(lang).difference(one, not_replayed)


class _Shown:
    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._out = Console(highlight=False, soft_wrap=True)

    def difference(self, one: Difference, not_replayed: Text | None) -> None:
        before, after = one.before.run, one.after.run
        self._line(Text("เดิม", "Before"), f"{before.started_at} · {before.as_of} · {one.before.tool.version}")
        self._line(Text("ใหม่", "After"), f"{after.started_at} · {after.as_of} · {one.after.tool.version}")
        old, new = (_score(score) for score in one.score)
        self._line(Text("คะแนน OIT", "OIT score"), old if old == new else f"{old} → {new}")
        if not one.anything:
            self._say(Text("ไม่มีอะไรเปลี่ยน", "Nothing changed"))
            return
        total = len(one.after.items)
        self._say(
            Text(f"ผลเปลี่ยน {len(one.verdicts)} จาก {total} ข้อ", f"{len(one.verdicts)} of {total} verdicts changed")
        )
        if one.verdicts:
            self._verdicts(one)
        if not_replayed is not None:
            self._say(Text(f"ไม่ได้ตรวจซ้ำเพื่อยืนยัน: {not_replayed.th}", f"Not replayed: {not_replayed.en}"))
        self._findings(Text("สิ่งที่พบใหม่", "New findings"), one.new_findings)
        self._findings(Text("สิ่งที่แก้แล้วหรือไม่พบอีก", "Mended or no longer found"), one.mended_findings)
        self._links(Text("ลิงก์เสียใหม่", "Links broken since"), one.new_broken)
        self._links(Text("ลิงก์ที่ใช้ได้แล้วหรือถูกนำออก", "Links mended or removed"), one.mended_links)

    def _verdicts(self, one: Difference) -> None:
        table = Table(box=None, pad_edge=False)
        for heading in _COLUMNS:
            table.add_column(heading.to(self._lang), overflow="fold")
        for change in one.verdicts:
            why = "\n".join(line for reason in change.reasons for line in self._reason(reason))
            words = (WORDS[verdict].to(self._lang) for verdict in (change.before, change.after))
            table.add_row(change.item, *words, escape(why))
        self._out.print(table)

    def _reason(self, one: Reason) -> list[str]:
        unsure = "" if one.certain else Text(" (อาจเป็นเพราะ)", " (perhaps)").to(self._lang)
        return [f"{one.said.to(self._lang)}{unsure}", *(line for place in one.places for line in self._place(place))]

    def _place(self, one: Place) -> list[str]:
        bytes_of = f"{one.before[:12] or '–'} → {one.after[:12] or '–'}"
        cause = f" ({one.cause})" if one.cause else ""
        lines = [f"  {one.url} {_HOW[one.how].to(self._lang)}{cause} [{bytes_of}]"]
        if one.same_text:
            lines.append("    " + Text("ข้อความเดิม ไบต์ต่างกัน", "the same text in other bytes").to(self._lang))
        return [*lines, *(f"    − {line}" for line in one.removed), *(f"    + {line}" for line in one.added)]

    def _findings(self, title: Text, found: tuple[ReportedFinding, ...]) -> None:
        self._many(title, [f"{(one.item or '–').upper()} {one.code} {one.url} {one.message}" for one in found])

    def _links(self, title: Text, found: tuple[ReportedLink, ...]) -> None:
        self._many(title, [f"{one.url} ({one.cause})" for one in found])

    def _many(self, title: Text, lines: list[str]) -> None:
        if lines:
            self._out.print(f"[bold]{escape(title.to(self._lang))}: {len(lines)}[/]")
            for line in lines[:MOST]:
                self._out.print(f"  {line}", markup=False)
            if len(lines) > MOST:
                more = len(lines) - MOST
                self._say(Text(f"  และอีก {more} รายการ (--json แสดงทั้งหมด)", f"  and {more} more (--json shows all)"))

    def _line(self, name: Text, value: str) -> None:
        self._out.print(f"{name.to(self._lang)}: {value}", markup=False)

    def _say(self, text: Text) -> None:
        self._out.print(text.to(self._lang), markup=False)


def _score(value: Interval) -> str:
    return f"{value.min:.2f}" if value.decided else f"{value.min:.2f}–{value.max:.2f}"
