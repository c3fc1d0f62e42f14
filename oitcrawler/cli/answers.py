"""`oitcrawler answers …`: the sheet of addresses that an agency files in ITAS, empty or filled from a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from ..model import Lang, Text
from .options import ForceOption, LangOption, Spoken, YearOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..answers.writing import Row

app = typer.Typer(
    no_args_is_help=True,
    help="ไฟล์ URL ที่ตอบใน ITAS · The sheet of addresses that are filed as answers.",
)


@app.command("template")
def template(
    year: YearOption,
    out: Annotated[Path | None, typer.Argument(help="ชื่อไฟล์ .xlsx หรือ .csv · File to write.")] = None,
    force: ForceOption = False,
    lang: LangOption = Spoken.TH,
) -> None:
    """เขียนไฟล์เปล่าให้กรอก URL รายข้อ แล้วตรวจด้วย check --answers · Write an empty sheet of a year's items."""
    from ..answers.filling import empty_rows
    from ..checklist import load

    checklist = load(year)
    path = out or Path(f"answers-{year}.xlsx")
    _write(path, empty_rows(checklist, lang.value), lang.value, judged=False, force=force)


@app.command("fill")
def fill(
    run: Annotated[Path, typer.Argument(help="โฟลเดอร์ผลของ check หรือ snapshot · Folder of a run, or a snapshot.")],
    out: Annotated[Path | None, typer.Argument(help="ชื่อไฟล์ .xlsx หรือ .csv · File to write.")] = None,
    year: Annotated[
        str | None, typer.Option("--year", help="ปีของรายการ เมื่อยังไม่มีรายงาน · The list, where there is no report yet.")
    ] = None,
    force: ForceOption = False,
    lang: LangOption = Spoken.TH,
) -> None:
    """เขียนไฟล์คำตอบจากผลตรวจ พร้อมผลและสิ่งที่ต้องดู ให้เจ้าหน้าที่ตรวจก่อนใช้ · Fill a sheet from a run, to be checked."""
    from ..answers.filling import filled_rows

    report = _report(run, year, lang.value)
    path = out or report.parent / "answers-filled.xlsx"
    _write(path, filled_rows(report, lang.value), lang.value, judged=True, force=force)


def _report(run: Path, year: str | None, lang: Lang) -> Path:
    """Return the report of a run; a snapshot without one is judged first."""
    from ..answers.filling import REPORT
    from .histories import NO_HISTORY
    from .requests import Asked, JudgeRequest, Wishes
    from .run import run_judge
    from .screen import Screen

    if run.is_file() and run.name == REPORT:
        return run
    there = next((folder / REPORT for folder in (run, run.parent) if (folder / REPORT).is_file()), None)
    if there is not None and year is None:
        return there
    if year is None:
        raise UsageError(
            Text(
                f"ในโฟลเดอร์ {run} ไม่มี {REPORT} ถ้าเป็น snapshot ให้ระบุ --year ด้วย",
                f"{run} has no {REPORT}; for a snapshot, name the list with --year",
            )
        )
    request = JudgeRequest(run, Asked(year), None, Wishes(("json",), history=NO_HISTORY))
    return run_judge(request, Screen(lang)).files[0]


def _write(path: Path, rows: Sequence[Row], lang: Lang, *, judged: bool, force: bool) -> None:
    from ..answers.writing import render
    from .folders import write_new
    from .screen import Screen

    write_new(path, render(path, rows, lang, judged=judged), force=force)
    items = len({row.item for row in rows})
    Screen(lang).say(Text(f"เขียน {path} แล้ว ({items} ข้อ)", f"{path} written ({items} items)"))
