"""What is typed on the command line in more than one command: options, and how their values are read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

HISTORY_HELP = (
    "ฐานข้อมูลประวัติ: ไฟล์ SQLite หรือ postgresql://… (ปกติอยู่ในโฟลเดอร์ข้อมูลของผู้ใช้ หรือตาม OITCRAWLER_HISTORY)"
    " · The history: a file or postgresql://…"
)


class Spoken(StrEnum):
    """Languages of screens and reports."""

    TH = "th"
    EN = "en"


class Render(StrEnum):
    """When a crawl opens pages in a browser."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


class LinksRender(StrEnum):
    """When an audit of links opens pages in a browser: never all of them, for there are too many."""

    AUTO = "auto"
    NEVER = "never"


class FailOn(StrEnum):
    """What makes the exit code of a judgement 1."""

    NEVER = "never"
    GAP = "gap"
    BROKEN = "broken"


class FailOnBroken(StrEnum):
    """What makes the exit code of an audit of links 1."""

    NEVER = "never"
    BROKEN = "broken"


class FailOnChange(StrEnum):
    """What makes the exit code of a comparison 1."""

    NEVER = "never"
    CHANGE = "change"


class FailOnDue(StrEnum):
    """What makes the exit code of `due` 1."""

    NEVER = "never"
    DUE = "due"


UrlArgument = Annotated[str, typer.Argument(help="ที่อยู่เว็บไซต์หลัก · Address of the main website.")]
YearOption = Annotated[str, typer.Option("--year", help="ปีงบประมาณของรายการตรวจ · The list to use, e.g. 2568.")]
OutOption = Annotated[Path | None, typer.Option("--out", help="โฟลเดอร์เก็บผล · Folder for the results.")]
FormatsOption = Annotated[str, typer.Option("--formats", help="รูปแบบรายงาน คั่นด้วยจุลภาค · Report formats.")]
PatienceOption = Annotated[
    float, typer.Option("--patience", min=0, help="วินาทีก่อนลองลิงก์เสียซ้ำ · Seconds before a broken link is tried again.")
]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private-hosts", help="ยอมให้เปิดที่อยู่ภายใน · Allow private addresses.")
]
_RENDER = typer.Option("--render", help="เปิดด้วยเบราว์เซอร์ · When to use a browser.")
RenderOption = Annotated[Render, _RENDER]
LinksRenderOption = Annotated[LinksRender, _RENDER]
FreshOption = Annotated[bool, typer.Option("--fresh", help="เริ่มใหม่ ไม่ทำต่อ · Do not resume an unfinished run.")]
HistoryOption = Annotated[str | None, typer.Option("--history", help=HISTORY_HELP)]
EarlierRunsOption = Annotated[str | None, typer.Option("--history", help="ที่เก็บประวัติ · Where the history is kept.")]
NotifyOption = Annotated[Path | None, typer.Option("--notify", help="ไฟล์ตั้งค่าการแจ้งเตือน · Settings of notifications.")]
ForceOption = Annotated[bool, typer.Option("--force", help="เขียนทับไฟล์เดิม · Overwrite a file that is there.")]
JsonOption = Annotated[bool, typer.Option("--json", help="ผลเป็น JSON · Write JSON.")]
LangOption = Annotated[Spoken, typer.Option("--lang", help="ภาษา th หรือ en · Language.")]


def format_names(written: str) -> tuple[str, ...]:
    """Return the formats that `--formats` names, with commas between them, each once."""
    return tuple(dict.fromkeys(name.strip().lower() for name in written.split(",") if name.strip()))


def typed_day(written: str | None) -> date | None:
    """Return a day written YYYY-MM-DD in the common era. Raises BadParameter for anything else."""
    if written is None:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r}: YYYY-MM-DD, e.g. 2025-04-30") from None
    if day.year >= 2400:
        raise typer.BadParameter(f"{written!r}: ใช้ปี ค.ศ. เช่น {day.year - 543} · use the common era")
    return day
