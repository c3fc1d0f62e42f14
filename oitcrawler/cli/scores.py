"""`oitcrawler scores …`: the file for the agency's published ITA results."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..model import Text
from .options import ForceOption, LangOption, Spoken, YearOption

app = typer.Typer(no_args_is_help=True, help="ผลคะแนน ITA ที่ประกาศแล้ว · The agency's published ITA results.")


@app.callback()
def _scores() -> None:
    """Keep `template` a word of its own, however few commands there are."""


@app.command("template")
def template(
    out: Annotated[Path, typer.Argument(help="ชื่อไฟล์ .xlsx .csv หรือ .yaml · File to write.")],
    year: YearOption,
    force: ForceOption = False,
    lang: LangOption = Spoken.TH,
) -> None:
    """เขียนแบบกรอกผลคะแนน แล้วใช้กับ --scores · Write a sheet for the scores, to be filled in and given with --scores."""
    from ..checklist import load
    from ..ita_scores import scale_of, scores_template
    from .folders import write_new
    from .screen import Screen

    checklist = load(year)
    write_new(out, scores_template(out, scale_of(checklist.year), checklist, lang.value), force=force)
    Screen(lang.value).say(Text(f"เขียน {out} แล้ว กรอกคะแนนแล้วใช้กับ --scores", f"{out} written; fill it in for --scores"))
