"""When in the night and on which day a site has its turn: spread over sites, the same for one site on every machine.

Many agencies' sites share few servers, so that a country's worth of audits must not begin at one minute.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, time, timedelta
from typing import Final

from .model import CommandName

_NIGHT_BEGINS: Final = 30
_NIGHT_MINUTES: Final = 300
"""The night in which sites are visited, in minutes: 00:30 to 05:30."""
_UNSAFE: Final = re.compile(r"[^a-z0-9.-]+")
_LONGEST: Final = 80


def night_time(site: str) -> time:
    """Return a site's own time of day, from 00:30 to 05:30."""
    minutes = _NIGHT_BEGINS + _number(site, 0) % (_NIGHT_MINUTES + 1)
    return time(minutes // 60, minutes % 60)


def first_day(site: str, every: int, since: date) -> date:
    """Return the first of a site's own days, one in every `every` (days, at least 1), that is not before a day."""
    return since + timedelta(days=(_number(site, 4) - since.toordinal()) % every)


def name_of(site: str, command: CommandName) -> str:
    """Return the name of a schedule, which can be the name of a file, of a systemd unit and of a Windows task.

    It is the site's name where that can be; else what is left of it, with a few figures that make it unmistakable.
    """
    plain = _UNSAFE.sub("-", site.lower()).strip("-.")[:_LONGEST]
    if plain != site:
        plain = f"{plain}-{hashlib.sha256(site.encode()).hexdigest()[:6]}"
    return plain if command == "links" else f"{plain}-{command}"


def _number(site: str, start: int) -> int:
    return int.from_bytes(hashlib.sha256(site.encode()).digest()[start : start + 4])
