"""`oitcrawler agency …`: the agency's own file, with its names, units, people and measures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..model import Text
from .options import ForceOption, LangOption, Spoken

app = typer.Typer(
    no_args_is_help=True,
    help="ไฟล์ข้อมูลของหน่วยงาน · The agency's own file: names, units, people, measures.",
)


@app.command("template")
def template(
    out: Annotated[Path, typer.Argument(help="ชื่อไฟล์ .yaml · File to write.")] = Path("agency.yaml"),
    kind: Annotated[str, typer.Option("--kind", help="ประเภทหน่วยงาน เช่น lao · Kind of agency.")] = "lao",
    force: ForceOption = False,
    lang: LangOption = Spoken.TH,
) -> None:
    """เขียนไฟล์ตั้งต้นพร้อมคำอธิบาย ให้เติมชื่อหน่วยงานภายในและผู้รับผิดชอบ · Write a commented file to be filled in."""
    from ..agency_template import template as written
    from ..measures import load
    from .folders import write_new
    from .screen import Screen

    write_new(out, written(load(), kind).encode("utf-8"), force=force)
    Screen(lang.value).say(Text(f"เขียน {out} แล้ว เปิดแก้ด้วย Notepad ได้", f"{out} written; edit it in any text editor"))


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="ไฟล์ของหน่วยงาน · The agency's file.")],
    lang: LangOption = Spoken.TH,
) -> None:
    """ตรวจว่าไฟล์ถูกต้อง บอกบรรทัดที่ผิด · Check the file; name the line of a mistake."""
    from ..agency_file import load
    from ..measures import known
    from .screen import Screen

    agency = load(file, known())
    name = agency.names[0] if agency.names else str(file)
    Screen(lang.value).say(Text(f"ไฟล์ของ {name} ถูกต้อง", f"the file of {name} is right"))
