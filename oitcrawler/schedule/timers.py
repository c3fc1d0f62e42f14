"""Which of the system's own timers this machine has."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ..errors import UsageError
from ..model import Text
from .commands import Commands
from .cron import Cron
from .launchd import Launchd
from .systemd import Systemd
from .timer import Timer
from .windows_tasks import WindowsTasks


def timers(commands: Commands, platform: str = sys.platform) -> tuple[Timer, ...]:
    """Return the kinds of timers that this kind of system may have, the best first."""
    if platform == "win32":
        return (WindowsTasks(commands),)
    if platform == "darwin":
        return (Launchd(commands),)
    return (Systemd(commands), Cron(commands))


def usable(several: Sequence[Timer]) -> Timer:
    """Return the first timer that works here. Raises UsageError when there is none."""
    for one in several:
        if one.works():
            return one
    raise UsageError(
        Text(
            "เครื่องนี้ไม่มีตัวตั้งเวลาที่ใช้ได้ (systemd ของผู้ใช้ หรือ cron) ใช้ --no-timer แล้วสั่ง oitcrawler due --run วันละครั้งด้วยวิธีอื่น",
            "this machine has no timer that can be used (systemd user session, cron); use --no-timer, and start"
            " `oitcrawler due --run` once a day by other means",
        )
    )


def remove_everywhere(several: Sequence[Timer], name: str, but: Timer | None = None) -> bool:
    """Take a job away from all timers (`but` one); tell whether there was one."""
    found = [one for one in several if one is not but and one.is_there(name)]
    for one in found:
        one.remove(name)
    return bool(found)
