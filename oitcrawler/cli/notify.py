"""`oitcrawler notify …`: telling people and programs of a finished run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import ForceOption, LangOption, Spoken

app = typer.Typer(
    no_args_is_help=True,
    help="การแจ้งเตือนทางอีเมลและ webhook · Notifications by e-mail and webhook.",
)


@app.command("template")
def template(
    out: Annotated[Path, typer.Argument(help="ชื่อไฟล์ .yaml · File to write.")] = Path("notify.yaml"),
    force: ForceOption = False,
    lang: LangOption = Spoken.TH,
) -> None:
    """เขียนไฟล์ตั้งค่าการแจ้งเตือนตั้งต้นพร้อมคำอธิบาย · Write commented settings to be filled in."""
    from .run_notify import write_template

    write_template(out, lang.value, force=force)


@app.command("test")
def send_test_message(
    notify: Annotated[
        Path | None,
        typer.Option("--notify", help="ไฟล์ตั้งค่า (ปกติในโฟลเดอร์ตั้งค่าของผู้ใช้) · The settings; the user's own if not given."),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", help="โฟลเดอร์ผลที่อาจมี notify.yaml · Folder of results that may hold notify.yaml.")
    ] = Path(),
    lang: LangOption = Spoken.TH,
) -> None:
    """ส่งข้อความทดสอบถึงทุกคนที่ตั้งไว้ · Send a test message to all who are to be told.

    จบด้วยรหัส 2 เมื่อส่งไม่สำเร็จแม้แห่งเดียว
    """
    from .run_notify import send_test

    raise typer.Exit(0 if send_test(notify, out, lang.value) else 2)
