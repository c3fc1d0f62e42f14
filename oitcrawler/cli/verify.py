"""`oitcrawler verify RUN`: look again at what was open, and mark what is mended and what came back."""

from __future__ import annotations

from typing import Annotated

import typer

from .typed import Spoken


def verify(
    run: Annotated[str, typer.Argument(help="โฟลเดอร์ผลตรวจ หรือเลขรอบในประวัติ · Folder of results, or number of a run.")],
    formats: Annotated[
        str, typer.Option("--formats", help="รูปแบบรายงาน คั่นด้วยจุลภาค · Report formats.")
    ] = "html,json,xlsx",
    history: Annotated[str | None, typer.Option("--history", help="ที่เก็บประวัติ · Where the history is kept.")] = None,
    patience: Annotated[
        float,
        typer.Option("--patience", min=0, help="วินาทีก่อนลองลิงก์เสียซ้ำ · Seconds before a broken link is tried again."),
    ] = 12.0,
    allow_private_hosts: Annotated[
        bool, typer.Option("--allow-private-hosts", help="ยอมให้เปิดที่อยู่ภายใน · Allow private addresses.")
    ] = False,
    lang: Annotated[Spoken, typer.Option("--lang", help="ภาษา th หรือ en · Language.")] = Spoken.TH,
) -> None:
    """ตรวจซ้ำเฉพาะสิ่งที่ค้างอยู่ บอกว่าแก้แล้วเมื่อใด และอะไรกลับมาอีก · Re-check what was open: what is mended, what came back.

    เปิดใหม่เฉพาะหน้าและเอกสารที่เกี่ยวกับสิ่งที่ค้าง ส่วนที่เหลือใช้ข้อมูลของรอบก่อน
    """
    from .run_verify import VerifyRequest, run_verify
    from .screen import Screen

    names = tuple(dict.fromkeys(name.strip().lower() for name in formats.split(",") if name.strip()))
    run_verify(VerifyRequest(run, names, history, patience, allow_private_hosts), Screen(lang.value))
