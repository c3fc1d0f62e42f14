"""`oitcrawler links URL`: every link of a site, which are broken, where they stand, and what has changed."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import (
    FailOnBroken,
    FormatsOption,
    FreshOption,
    LangOption,
    LinksRender,
    LinksRenderOption,
    NotifyOption,
    OutOption,
    PatienceOption,
    PrivateOption,
    Spoken,
    UrlArgument,
    format_names,
)


def links(
    url: UrlArgument,
    out: OutOption = None,
    formats: FormatsOption = "html,json,csv",
    max_links: Annotated[
        int, typer.Option("--max-links", min=1, help="จำนวนที่อยู่สูงสุด · At most so many addresses.")
    ] = 200_000,
    patience: PatienceOption = 12.0,
    render: LinksRenderOption = LinksRender.AUTO,
    allow_private_hosts: PrivateOption = False,
    history: Annotated[
        str | None, typer.Option("--history", help="ที่เก็บประวัติ หรือ none · Where the history is kept, or none.")
    ] = None,
    notify: NotifyOption = None,
    fresh: FreshOption = False,
    fail_on: Annotated[
        FailOnBroken, typer.Option("--fail-on", help="ให้รหัสจบเป็น 1 เมื่อพบลิงก์เสีย · Exit 1 on broken links.")
    ] = FailOnBroken.NEVER,
    lang: LangOption = Spoken.TH,
) -> None:
    """ตรวจลิงก์ทั้งเว็บไซต์ บอกลิงก์เสีย สาเหตุ และหน้าที่มีลิงก์ · Every link of a site: which are broken, why, and where.

    จำผลรอบก่อนไว้ บอกได้ว่าลิงก์ใดเพิ่งเสีย แก้แล้ว หรือกลับมาเสียอีก
    """
    from .run_links import LinksRequest, run_links
    from .screen import Screen

    request = LinksRequest(
        url=url,
        out=out,
        formats=format_names(formats),
        most=max_links,
        patience=patience,
        render=render.value,
        allow_private_hosts=allow_private_hosts,
        history=history,
        notify=notify,
        fresh=fresh,
    )
    found = run_links(request, Screen(lang.value))
    raise typer.Exit(1 if fail_on is FailOnBroken.BROKEN and found.links.broken else 0)
