"""What the terminal shows of regular runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..model import Lang, Text
from ..schedule import Attempt, Due, Schedule
from ..schedule.timer import Piece
from ..thai.writing import thai_day

_NEVER = Text("ยังไม่เคย", "never")
_LIST = (
    Text("ชื่อ", "Name"),
    Text("งาน", "Runs"),
    Text("ทุกกี่วัน", "Days"),
    Text("เวลา", "At"),
    Text("ตรวจล่าสุด", "Last run"),
    Text("รอบถัดไป", "Next"),
    Text("ตัวตั้งเวลา", "Timer"),
    Text("โฟลเดอร์ผล", "Folder"),
)
_DUE = (
    Text("ชื่อ", "Name"),
    Text("งาน", "Runs"),
    Text("ตรวจล่าสุด", "Last run"),
    Text("ถึงกำหนด", "Due"),
    Text("", ""),
)


class ScheduleScreen:
    """Regular runs on a terminal, in one language; a silent one shows nothing."""

    def __init__(self, lang: Lang, *, silent: bool = False) -> None:
        self._lang: Lang = lang
        self._out = Console(highlight=False, soft_wrap=True, quiet=silent)

    def say(self, text: Text) -> None:
        """Print one sentence."""
        self._out.print(text.to(self._lang), markup=False)

    def planned(self, called: Text, pieces: Sequence[Piece]) -> None:
        """Print what an installation would write and call."""
        self.say(
            Text(f"ยังไม่ได้ตั้งจริง จะตั้งกับ {called.th} ดังนี้", f"Nothing is installed. With {called.en} this would be done:")
        )
        for piece in pieces:
            self._out.print(f"\n[bold]{'' if piece.content else '$ '}{escape(piece.where)}[/]")
            if piece.content:
                self._out.print(piece.content.rstrip(), markup=False)

    def installed(self, one: Due, called: Text | None, now: datetime, *, updated: bool) -> None:
        """Print what has been installed, and when it will be run next. `called` is the timer, None without one."""
        schedule = one.schedule
        done = Text("แก้ไขการตั้งเวลาแล้ว", "Changed") if updated else Text("ตั้งเวลาแล้ว", "Scheduled")
        words, days, at = f"{schedule.command} {schedule.year}".strip(), schedule.every, f"{schedule.at:%H:%M}"
        by = called or Text("คำสั่ง oitcrawler due --run ที่ต้องสั่งเอง", "`oitcrawler due --run`, started by yourself")
        self.say(
            Text(
                f"{done.th}: {schedule.name} ({words}) ทุก {days} วัน เวลา {at} น. ด้วย {by.th}",
                f"{done.en}: {schedule.name} ({words}), every {days} days at {at}, by {by.en}",
            )
        )
        self.say(Text(f"ผลอยู่ที่ {schedule.out}", f"Results go to {schedule.out}"))
        when = self._next(one, now)
        self.say(Text(f"รอบถัดไป: {when} (สั่งตรวจเองก่อนได้ทุกเมื่อ)", f"Next run: {when} (you can run it yourself before)"))

    def removed(self, name: str) -> None:
        """Say that a schedule was taken away."""
        self.say(Text(f"เลิกตั้งเวลา {name} แล้ว ผลที่ตรวจไว้ยังอยู่", f"{name} is no longer scheduled; its results stay"))

    def schedules(self, found: Sequence[Due], there: Mapping[str, Text | None], now: datetime, place: Path) -> None:
        """Print all schedules."""
        if not found:
            self.say(Text("ยังไม่ได้ตั้งเวลาตรวจเว็บไซต์ใด", "Nothing is scheduled"))
            return
        rows = []
        for one in sorted(found, key=lambda due: due.schedule.name):
            schedule, timer = one.schedule, there.get(one.schedule.name)
            name = (
                timer.to(self._lang)
                if timer
                else Text("ไม่มี (สั่ง due --run เอง)", "none (start due --run)").to(self._lang)
            )
            rows.append(
                (
                    schedule.name,
                    f"{schedule.command} {schedule.year}".strip(),
                    str(schedule.every),
                    f"{schedule.at:%H:%M}",
                    self._last(one),
                    self._next(one, now),
                    name,
                    schedule.out,
                )
            )
        self._table(_LIST, rows)
        self._troubles(found)
        self.say(Text(f"รายการอยู่ที่ {place}", f"Kept in {place}"))

    def due(self, found: Sequence[Due], now: datetime) -> None:
        """Print what is due and what is not."""
        if not found:
            self.say(Text("ยังไม่ได้ตั้งเวลาตรวจเว็บไซต์ใด", "Nothing is scheduled"))
            return
        self._table(
            _DUE,
            [
                (one.schedule.name, one.schedule.command, self._last(one), self._next(one, now), self._failed(one))
                for one in found
            ],
        )
        self._troubles(found)

    def begins(self, schedule: Schedule) -> None:
        """Say that a run begins."""
        self.say(Text(f"เริ่มตรวจ {schedule.name} …", f"{schedule.name} begins …"))

    def ended(self, schedule: Schedule, attempt: Attempt, again: datetime | None) -> None:
        """Say how a run ended."""
        if attempt.done:
            self.say(Text(f"ตรวจ {schedule.name} เสร็จ ผลอยู่ที่ {schedule.out}", f"{schedule.name} done: {schedule.out}"))
            return
        then = (
            Text(f" จะลองอีกครั้ง {again:%H:%M} น.", f", will be tried again at {again:%H:%M}") if again else Text("", "")
        )
        self.say(
            Text(
                f"ตรวจ {schedule.name} ไม่สำเร็จ (รหัส {attempt.code}){then.th}",
                f"{schedule.name} failed (exit code {attempt.code}){then.en}",
            )
        )

    def _last(self, one: Due) -> str:
        return self._day(one.last) if one.last is not None else _NEVER.to(self._lang)

    def _next(self, one: Due, now: datetime) -> str:
        if one.at is None:
            return "?"
        if not one.is_due(now):
            return self._day(one.at)
        if one.last is None and one.schedule.installed_at is None:
            return Text("ถึงกำหนด", "due").to(self._lang)
        return Text(f"ถึงกำหนดตั้งแต่ {self._day(one.at)}", f"due since {self._day(one.at)}").to(self._lang)

    def _failed(self, one: Due) -> str:
        if one.attempt is None or one.attempt.done:
            return ""
        day, code = self._day(one.attempt.ended_at), one.attempt.code
        return Text(f"ครั้งล่าสุดไม่สำเร็จ {day} (รหัส {code})", f"failed {day} (exit code {code})").to(self._lang)

    def _troubles(self, found: Iterable[Due]) -> None:
        for one in found:
            if one.trouble is not None:
                self.say(
                    Text(
                        f"ไม่ทราบว่า {one.schedule.name} ถึงกำหนดหรือยัง: {one.trouble.th}",
                        f"whether {one.schedule.name} is due is not known: {one.trouble.en}",
                    )
                )

    def _day(self, moment: datetime) -> str:
        here = moment.astimezone()
        day: date = here.date()
        return Text(f"{thai_day(day)} {here:%H:%M} น.", f"{day.isoformat()} {here:%H:%M}").to(self._lang)

    def _table(self, columns: Sequence[Text], rows: Iterable[Sequence[str]]) -> None:
        table = Table(box=None, pad_edge=False)
        for heading in columns:
            table.add_column(heading.to(self._lang), overflow="fold")
        for row in rows:
            table.add_row(*map(escape, row))
        self._out.print(table)
