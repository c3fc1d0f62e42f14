"""`oitcrawler schedule …` and `oitcrawler due`: looking at sites regularly, by the system's own timer or another."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .options import (
    FailOnDue,
    HistoryOption,
    JsonOption,
    LangOption,
    NotifyOption,
    OutOption,
    Spoken,
    UrlArgument,
)

app = typer.Typer(
    no_args_is_help=True,
    help="ตั้งเวลาตรวจเว็บไซต์เป็นประจำด้วยตัวตั้งเวลาของเครื่อง · Look at a site regularly, by the system's own timer.",
)


class Regular(StrEnum):
    """What can be done regularly."""

    LINKS = "links"
    CHECK = "check"


EveryOption = Annotated[int, typer.Option("--every", min=1, max=366, help="ทุกกี่วัน · Days between runs.")]
RegistryOption = Annotated[
    Path | None,
    typer.Option("--registry", help="ไฟล์รายการตั้งเวลา (ปกติในโฟลเดอร์ข้อมูลของผู้ใช้) · File of the schedules."),
]


@app.command("install")
def install(
    url: UrlArgument,
    extra: Annotated[
        list[str] | None,
        typer.Argument(help="คำสั่งย่อยอื่น ใส่หลัง -- เช่น -- --kind province · Further options of the command, after --."),
    ] = None,
    every: EveryOption = 15,
    at: Annotated[
        str | None, typer.Option("--at", help="เวลา เช่น 02:00 (ปกติเลือกให้ในช่วงกลางคืน) · Time of day; chosen at night.")
    ] = None,
    out: OutOption = None,
    command: Annotated[
        Regular, typer.Option("--command", help="งานที่ทำ links หรือ check · What is done.")
    ] = Regular.LINKS,
    year: Annotated[str | None, typer.Option("--year", help="รายการตรวจของ check เช่น 2568 · List for check.")] = None,
    history: HistoryOption = None,
    notify: NotifyOption = None,
    show: Annotated[bool, typer.Option("--print", help="แสดงสิ่งที่จะเขียน ไม่ตั้งจริง · Show, do not install.")] = False,
    timer: Annotated[
        bool, typer.Option("--timer/--no-timer", help="ตั้งตัวตั้งเวลาของเครื่องด้วยหรือไม่ · Set the system's timer, or not.")
    ] = True,
    registry: RegistryOption = None,
    lang: LangOption = Spoken.TH,
) -> None:
    """ตั้งเวลาตรวจเว็บไซต์ ปกติทุก 15 วัน สั่งซ้ำคือแก้ไข · Look at a site every 15 days; said again, it is changed.

    เครื่องปิดอยู่ในเวลานั้นก็ไม่เป็นไร จะตรวจหลังเปิดเครื่องครั้งต่อไป
    """
    from .run_schedule import InstallRequest, run_install, show_install

    request = InstallRequest(
        url=url,
        command=command.value,
        every=every,
        at=at,
        out=out,
        year=year or "",
        history=history,
        notify=notify,
        extra=tuple(extra or ()),
        registry=registry,
        timer=timer,
    )
    (show_install if show else run_install)(request, lang.value)


@app.command("list")
def list_schedules(
    registry: RegistryOption = None,
    history: HistoryOption = None,
    lang: LangOption = Spoken.TH,
) -> None:
    """แสดงเว็บไซต์ที่ตั้งเวลาไว้ และรอบถัดไป · Show what is looked at regularly, and when next."""
    from .run_schedule import run_list

    run_list(registry, history, lang.value)


@app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(help="ชื่อหรือที่อยู่เว็บไซต์ · Name or address.")],
    registry: RegistryOption = None,
    lang: LangOption = Spoken.TH,
) -> None:
    """เลิกตั้งเวลา ผลที่ตรวจแล้วยังอยู่ · Stop looking at a site regularly; results stay."""
    from .run_schedule import run_remove

    run_remove(name, registry, lang.value)


def due(
    sites: Annotated[
        list[str] | None, typer.Argument(help="ชื่อหรือเว็บไซต์ ไม่ใส่คือทุกแห่งที่ตั้งไว้ · Names or sites; all if none.")
    ] = None,
    run: Annotated[bool, typer.Option("--run", help="ตรวจที่ถึงกำหนดทีละแห่ง · Run what is due, one by one.")] = False,
    every: Annotated[
        int | None, typer.Option("--every", min=1, max=366, help="ถือว่าทุกกี่วัน แทนที่ตั้งไว้ · Days, instead of those kept.")
    ] = None,
    as_json: JsonOption = False,
    fail_on: Annotated[
        FailOnDue, typer.Option("--fail-on", help="ให้รหัสจบเป็น 1 เมื่อยังมีที่ถึงกำหนด · Exit 1 while something is due.")
    ] = FailOnDue.NEVER,
    retry: Annotated[
        int,
        typer.Option("--retry", min=0, help="นาทีก่อนลองแห่งที่ไม่สำเร็จอีกครั้ง · Minutes before a failed run is tried again."),
    ] = 0,
    history: HistoryOption = None,
    registry: RegistryOption = None,
    lang: LangOption = Spoken.TH,
) -> None:
    """บอกว่าเว็บไซต์ใดถึงกำหนดตรวจ และตรวจให้เมื่อใส่ --run · Which sites are due; with --run, look at them.

    ตัดสินจากประวัติการตรวจจริง ใช้กับตัวตั้งเวลาใดก็ได้ เว็บไซต์ที่ไม่ได้ตั้งเวลาไว้ก็ถามได้
    """
    from .run_due import DueRequest, execute, show

    request = DueRequest(tuple(sites or ()), every, retry, history, registry)
    left = execute(request, lang.value, as_json=as_json) if run else show(request, lang.value, as_json=as_json)
    raise typer.Exit(1 if fail_on is FailOnDue.DUE and left else 0)
