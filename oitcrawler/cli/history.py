"""`oitcrawler history …`: which runs there were, and which links broke, were mended and came back."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import HistoryOption, LangOption, Spoken


def history(
    site: Annotated[str | None, typer.Argument(help="เว็บไซต์ ไม่ใส่คือทุกเว็บไซต์ · The site; all if not given.")] = None,
    site_option: Annotated[str | None, typer.Option("--site", help="เหมือนใส่ชื่อเว็บไซต์ · The same as SITE.")] = None,
    broken: Annotated[
        bool, typer.Option("--broken", help="เฉพาะลิงก์ที่เสียอยู่ตอนนี้ ทั้งหมด · Only the links broken now, all of them.")
    ] = False,
    run: Annotated[int | None, typer.Option("--run", help="สิ่งที่เปลี่ยนในรอบหนึ่ง · What one run changed.")] = None,
    place: HistoryOption = None,
    lang: LangOption = Spoken.TH,
) -> None:
    """ดูประวัติการตรวจ: รอบที่ตรวจ ลิงก์ที่เสีย แก้แล้ว และกลับมาเสียอีก · Earlier runs, and what became of each link."""
    from ..errors import UsageError
    from ..history import open_history
    from ..model import Text
    from .screen_history import HistoryScreen

    named = site or site_option
    if broken and named is None:
        raise UsageError(Text("--broken ต้องระบุเว็บไซต์", "--broken needs a site"))
    screen = HistoryScreen(lang.value)
    with open_history(place) as opened:
        if run is not None:
            screen.run(opened.run(run), opened.changes(run), whole=broken)
        elif named is None:
            screen.sites(opened.sites(), opened.runs(), opened.place)
        elif broken:
            screen.broken(named, opened.runs(named), opened.link_lives(named, broken=True))
        else:
            screen.site(named, opened.runs(named), opened.link_lives(named))
