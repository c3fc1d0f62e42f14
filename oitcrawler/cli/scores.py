"""`oitcrawler scores …`: the file for the agency's published ITA results."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from ..model import Text
from .typed import Spoken

app = typer.Typer(no_args_is_help=True, help="ผลคะแนน ITA ที่ประกาศแล้ว · The agency's published ITA results.")


@app.callback()
def _scores() -> None:
    """Keep `template` a word of its own, however few commands there are."""


@app.command("template")
def template(
    out: Annotated[Path, typer.Argument(help="ชื่อไฟล์ .xlsx .csv หรือ .yaml · File to write.")],
    year: Annotated[str, typer.Option("--year", help="ปีงบประมาณของรายการตรวจ · The list to use, e.g. 2568.")],
    force: Annotated[bool, typer.Option("--force", help="เขียนทับไฟล์เดิม · Overwrite a file that is there.")] = False,
    lang: Annotated[Spoken, typer.Option("--lang", help="ภาษา th หรือ en · Language.")] = Spoken.TH,
) -> None:
    """เขียนแบบกรอกผลคะแนน แล้วใช้กับ --scores · Write a sheet for the scores, to be filled in and given with --scores."""
    from ..checklist import load
    from ..ita_scores import scale_of, scores_template
    from .folders import write
    from .screen import Screen

    if out.exists() and not force:
        raise UsageError(
            Text(f"มีไฟล์ {out} อยู่แล้ว ใช้ --force เพื่อเขียนทับ", f"{out} is there already; overwrite it with --force")
        )
    checklist = load(year)
    write(out, scores_template(out, scale_of(checklist.year), checklist, lang.value))
    Screen(lang.value).say(Text(f"เขียน {out} แล้ว กรอกคะแนนแล้วใช้กับ --scores", f"{out} written; fill it in for --scores"))
