"""`oitcrawler diff …`: what is different between two runs, and whether site, rule, tool or question changed it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import FailOnChange, JsonOption, LangOption, Spoken


def diff(
    before: Annotated[Path, typer.Argument(help="ผลรอบเดิม (โฟลเดอร์หรือ report.json) · The earlier run.")],
    after: Annotated[Path | None, typer.Argument(help="ผลรอบใหม่ ไม่ใส่คือสองรอบล่าสุดของโฟลเดอร์ · The later run.")] = None,
    as_json: JsonOption = False,
    fail_on: Annotated[
        FailOnChange, typer.Option("--fail-on", help="ให้รหัสจบเป็น 1 เมื่อมีสิ่งที่เปลี่ยน · Exit 1 on a change.")
    ] = FailOnChange.NEVER,
    lang: LangOption = Spoken.TH,
) -> None:
    """เทียบผลสองรอบ บอกว่าผลเปลี่ยนเพราะเว็บไซต์ เกณฑ์ โปรแกรม หรือคำถาม · What changed between two runs, and why.

    ผลแต่ละข้อที่เปลี่ยนบอกหน้าเว็บและไบต์ ไฟล์เกณฑ์ หรือรุ่นของโปรแกรม โดยตรวจข้อมูลเดิมซ้ำด้วยเกณฑ์ปัจจุบัน
    """
    import json

    from ..difference_told import told
    from ..replay import compare_runs
    from .screen_diff import show_difference

    found = compare_runs(before, after)
    if as_json:
        typer.echo(json.dumps(told(found.difference, found.not_replayed), ensure_ascii=False, indent=2))
    else:
        show_difference(found.difference, found.not_replayed, lang.value)
    raise typer.Exit(1 if fail_on is FailOnChange.CHANGE and found.difference.anything else 0)
