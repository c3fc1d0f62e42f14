"""What `notify` does: write settings to begin with, and send a test message."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ..errors import UsageError
from ..model import Lang, Text
from ..notify import FILE_NAME, TEMPLATE, Told, configuration_for, sample_news, tell
from .folders import write_new
from .screen import Screen


def send_test(named: Path | None, out: Path, lang: Lang) -> bool:
    """Send a test message; tell whether it reached all. Raises UsageError when there are no settings."""
    settings = configuration_for(named, out)
    if settings is None:
        raise UsageError(
            Text(
                f"ไม่พบ {FILE_NAME} ใช้ --notify ระบุไฟล์ หรือสร้างด้วย oitcrawler notify template",
                f"there is no {FILE_NAME}; name one with --notify, or make one: oitcrawler notify template",
            )
        )
    told = tell(sample_news(datetime.now().astimezone()), settings)
    _show(told, Screen(lang))
    return not told.trouble


def write_template(path: Path, lang: Lang, *, force: bool) -> None:
    """Write settings to begin with. Raises UsageError for a file that is there, OutputError."""
    write_new(path, TEMPLATE.encode(), force=force)
    Screen(lang).say(Text(f"เขียน {path} แล้ว เปิดแก้ด้วย Notepad ได้", f"{path} written; edit it in any text editor"))


def _show(told: Told, screen: Screen) -> None:
    for text in told.sent:
        screen.say(text)
    for text in told.trouble:
        screen.error(text.to(screen.lang))
