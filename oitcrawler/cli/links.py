"""`oitcrawler links URL`: every link of a site, which are broken, where they stand, and what has changed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .typed import Spoken


class FailOn(StrEnum):
    """What makes the exit code 1."""

    NEVER = "never"
    BROKEN = "broken"


class Render(StrEnum):
    """When pages are opened in a browser."""

    AUTO = "auto"
    NEVER = "never"


def links(
    url: Annotated[str, typer.Argument(help="ที่อยู่เว็บไซต์หลัก · Address of the main website.")],
    out: Annotated[Path | None, typer.Option("--out", help="โฟลเดอร์เก็บผล · Folder for the results.")] = None,
    formats: Annotated[
        str, typer.Option("--formats", help="รูปแบบรายงาน คั่นด้วยจุลภาค · Report formats.")
    ] = "html,json,csv",
    max_links: Annotated[
        int, typer.Option("--max-links", min=1, help="จำนวนที่อยู่สูงสุด · At most so many addresses.")
    ] = 200_000,
    patience: Annotated[
        float,
        typer.Option("--patience", min=0, help="วินาทีก่อนลองลิงก์เสียซ้ำ · Seconds before a broken link is tried again."),
    ] = 12.0,
    render: Annotated[Render, typer.Option("--render", help="เปิดด้วยเบราว์เซอร์ · When to use a browser.")] = Render.AUTO,
    allow_private_hosts: Annotated[
        bool, typer.Option("--allow-private-hosts", help="ยอมให้เปิดที่อยู่ภายใน · Allow private addresses.")
    ] = False,
    history: Annotated[
        str | None, typer.Option("--history", help="ที่เก็บประวัติ หรือ none · Where the history is kept, or none.")
    ] = None,
    notify: Annotated[
        Path | None, typer.Option("--notify", help="ไฟล์ตั้งค่าการแจ้งเตือน · Settings of notifications.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="เริ่มใหม่ ไม่ทำต่อ · Do not resume an unfinished run.")] = False,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="ให้รหัสจบเป็น 1 เมื่อพบลิงก์เสีย · Exit 1 on broken links.")
    ] = FailOn.NEVER,
    lang: Annotated[Spoken, typer.Option("--lang", help="ภาษา th หรือ en · Language.")] = Spoken.TH,
) -> None:
    """ตรวจลิงก์ทั้งเว็บไซต์ บอกลิงก์เสีย สาเหตุ และหน้าที่มีลิงก์ · Every link of a site: which are broken, why, and where.

    จำผลรอบก่อนไว้ บอกได้ว่าลิงก์ใดเพิ่งเสีย แก้แล้ว หรือกลับมาเสียอีก
    """
    from .run_links import LinksRequest, run_links
    from .screen import Screen

    request = LinksRequest(
        url=url,
        out=out,
        formats=tuple(dict.fromkeys(name.strip().lower() for name in formats.split(",") if name.strip())),
        most=max_links,
        patience=patience,
        render=render.value,
        allow_private_hosts=allow_private_hosts,
        history=history,
        notify=notify,
        fresh=fresh,
    )
    found = run_links(request, Screen(lang.value))
    raise typer.Exit(1 if fail_on is FailOn.BROKEN and found.links.broken else 0)
