"""`oitcrawler verify RUN`: look again at what was open, and mark what is mended and what came back."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import (
    EarlierRunsOption,
    FormatsOption,
    LangOption,
    PatienceOption,
    PrivateOption,
    Spoken,
    format_names,
)


def verify(
    run: Annotated[str, typer.Argument(help="โฟลเดอร์ผลตรวจ หรือเลขรอบในประวัติ · Folder of results, or number of a run.")],
    formats: FormatsOption = "html,json,xlsx",
    history: EarlierRunsOption = None,
    patience: PatienceOption = 12.0,
    allow_private_hosts: PrivateOption = False,
    lang: LangOption = Spoken.TH,
) -> None:
    """ตรวจซ้ำเฉพาะสิ่งที่ค้างอยู่ บอกว่าแก้แล้วเมื่อใด และอะไรกลับมาอีก · Re-check what was open: what is mended, what came back.

    เปิดใหม่เฉพาะหน้าและเอกสารที่เกี่ยวกับสิ่งที่ค้าง ส่วนที่เหลือใช้ข้อมูลของรอบก่อน
    """
    from .run_verify import VerifyRequest, run_verify
    from .screen import Screen

    request = VerifyRequest(run, format_names(formats), history, patience, allow_private_hosts)
    run_verify(request, Screen(lang.value))
