"""`oitcrawler decide …`: a person's judgement of an item, kept beside the results of `check`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from ..model import Text
from .options import LangOption, Spoken, typed_day


class Decided(StrEnum):
    """What a person may decide."""

    PASS = "pass"
    GAP = "gap"


def decide(
    run: Annotated[Path, typer.Argument(help="โฟลเดอร์ผลของ check · Folder of the results of `check`.")],
    item: Annotated[str | None, typer.Argument(help="ข้อ เช่น o13 · An item, e.g. o13.")] = None,
    verdict: Annotated[Decided | None, typer.Argument(help="ผลที่ตัดสิน · What is decided: pass, gap.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="เหตุผล ต้องบอกเมื่อตัดสิน · Why; needed to decide.")] = "",
    until: Annotated[
        str | None, typer.Option("--until", help="ใช้ถึงวันที่ (ค.ศ.) · The last day it counts, YYYY-MM-DD.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="ผู้ตัดสิน (ไม่บังคับ) · Who decided; may be left out.")] = "",
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", help="ที่อยู่หลักฐานที่ใช้ตัดสิน ใส่ซ้ำได้ · Address that was judged, repeatable."),
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="แสดงคำตัดสินที่มี · Show the decisions there are.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="ลบคำตัดสินของข้อนี้ · Take the decision back.")] = False,
    export: Annotated[
        Path | None, typer.Option("--export", help="เขียนคำตัดสินเป็นแถวตัวอย่าง · Write labelled rows, JSON Lines.")
    ] = None,
    lang: LangOption = Spoken.TH,
) -> None:
    """บันทึกคำตัดสินของคนในข้อหนึ่ง ใช้แทนผลของเครื่องมือในครั้งต่อไป · Decide an item; later runs keep to it.

    รายงานแสดงคำตัดสินคู่กับผลของเครื่องมือเสมอ และจะถามใหม่เมื่อหลักฐานเปลี่ยนไป
    """
    from ..decided import Wanted, export_rows, forget_item, known_in, record
    from .screen_decide import DecisionScreen

    screen, end = DecisionScreen(lang.value), typed_day(until)
    alone = item is None and verdict is None
    if show and alone and not (forget or export):
        screen.decisions(known_in(run), date.today())
    elif export and alone and not (forget or show):
        screen.exported(export_rows(run, export), export)
    elif forget and item is not None and verdict is None and not (show or export):
        screen.forgotten(forget_item(run, item), run)
    elif item is not None and verdict is not None and reason.strip() and not (forget or show or export):
        wanted = Wanted(item, verdict.value, reason.strip(), date.today(), end, by.strip(), tuple(evidence or ()))
        screen.recorded(record(run, wanted), run)
    else:
        raise UsageError(
            Text(
                'ระบุข้อ ผล และเหตุผล เช่น decide โฟลเดอร์ o13 pass --reason "…" '
                "หรือใช้ --list, --export ไฟล์, ข้อ --forget อย่างเดียว",
                'name item, verdict and reason: decide FOLDER o13 pass --reason "…"; '
                "or one of --list, --export FILE, ITEM --forget alone",
            )
        )
