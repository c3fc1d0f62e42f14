"""`oitcrawler report RUN`: the report of any stored run, in any format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import EarlierRunsOption, LangOption, Spoken, format_names


def report(
    run: Annotated[
        str, typer.Argument(help="เลขรอบในประวัติ, last หรือโฟลเดอร์ผลตรวจ · Number of a run, last, or a folder.")
    ] = "last",
    site: Annotated[str | None, typer.Option("--site", help="เว็บไซต์ของรอบล่าสุด · Whose last run.")] = None,
    formats: Annotated[str, typer.Option("--format", "--formats", help="รูปแบบ คั่นด้วยจุลภาค · Formats.")] = "html",
    out: Annotated[Path, typer.Option("--out", help="โฟลเดอร์เก็บผล · Folder for the files.")] = Path("."),
    scores: Annotated[
        Path | None, typer.Option("--scores", help="ผลคะแนน ITA ที่ประกาศแล้ว · Published ITA results.")
    ] = None,
    agency: Annotated[Path | None, typer.Option("--agency", help="ไฟล์ของหน่วยงาน · The agency's own file.")] = None,
    thai_digits: Annotated[bool, typer.Option("--thai-digits", help="เขียนตัวเลขไทย · Thai digits.")] = False,
    history: EarlierRunsOption = None,
    lang: LangOption = Spoken.TH,
) -> None:
    """เขียนรายงานของรอบที่เก็บไว้ในรูปแบบใดก็ได้ โดยไม่ต้องตรวจใหม่ · Write the report of a stored run in any format."""
    from .requests import Wishes
    from .run_report import run_report
    from .screen import Screen

    wishes = Wishes(format_names(formats), thai_digits, scores, agency, history)
    run_report(run, site, out, wishes, Screen(lang.value))
