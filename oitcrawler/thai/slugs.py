"""Years and days in file names and slugs: "017-งบหน้า68.pdf", "ita66-2", "report_20240331.pdf"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final

from .mentions import Mention, Reading, Role
from .periods import Precision
from .stretches import Basis, common_years, year_of_basis

_SLUG: Final = re.compile(
    r"(?<![^\s/|\"'()<>])[^\s/|\"'()<>]{1,160}\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|rar|jpe?g|png|html?|php|aspx)(?![a-z])"
    r"|(?<![a-z])(?:ita|oit|moit|iit|eit|lpa|eb(?=[-_]?\d))[\w-]{0,40}\d[\w-]{0,80}"
)
# Without an ending a name is only told from running text when it stands alone.
_ALONE: Final = re.compile(
    r"[\s()\[\]|*•-]*(?P<name>\d{8}(?:t\d{4,6}z?)?|(?=[-_\d]*[a-z])[a-z\d]{1,40}(?:[-_][a-z\d]{1,40}){1,12}|[a-z]{2,30}(?:25[3-9]\d|20[0-4]\d))[\s()\[\]|]*"
)
_LONGEST: Final = 200
_HINT: Final = re.compile(r"\.(?:pdf|doc|xls|ppt|csv|zip|rar|jpe?g|png|htm|php|aspx)|ita|oit|iit|eit|lpa|eb[-_]?\d")
_YEAR: Final = re.compile(r"(?<!\d)(?:25[3-9]\d|20[0-4]\d)(?!\d)")
_SHORT_YEAR: Final = re.compile(
    r"(?<=[ก-๎])[5-7]\d(?![\da-z])|(?<=[-_.])[5-7]\d(?=(?:\.[a-z]{3,4})?$)"
    r"|(?:(?<=ita)|(?<=oit)|(?<=iit)|(?<=eit)|(?<=lpa)|(?<=plan)|(?<=report)|(?<=budget))[-_]?[5-7]\d(?![\da-z])"
)
_DAY: Final = re.compile(r"(?<!\d)(?:(\d{8})|(\d{6})(_\d{6}(?!\d))?)(?!\d|[a-su-z]|t(?!\d{4}))")
_SHORT_RANGE: Final = re.compile(r"(?<=[ก-๎])([5-7]\d)-([5-7]\d)(?!\d)")


def slug_years(text: str) -> list[Mention]:
    """Return the fiscal years or days that file names and slugs in a view's text carry.

    Two digits count only when nothing else in the name is a year, directly after letters ("งบหน้า68") or at the end
    ("moit1-1-68"); six are a day when its year is Buddhist ("310367"), or before a time of day ("240425_143212"). The
    name of a file is a hint and no proof: a page's slug often says another year than the page.
    """
    alone = _ALONE.fullmatch(text) if len(text) <= _LONGEST else None
    if alone is None and _HINT.search(text) is None:
        return []
    names = (
        [(alone["name"], alone.start("name"))] if alone else [(slug[0], slug.start()) for slug in _SLUG.finditer(text)]
    )
    return [mention for name, start in names if (mention := _mention(name, start)) is not None]


def _mention(name: str, at: int) -> Mention | None:
    for found in _DAY.finditer(name):
        days = tuple(dict.fromkeys(_days(found)))
        if days:
            start = at + found.start()
            readings = tuple(Reading((day, day), Precision.DAY) for day in days)
            return Mention(Role.DATED, start, start + len(found[1] or found[2]), readings)
    plan = _SHORT_RANGE.search(name)
    if plan and plan[1] < plan[2]:
        first, last = (year_of_basis(Basis.FISCAL, common_years(int(one), 2, None)[0]) for one in plan.groups())
        return Mention(Role.DATED, at, at + len(name), (Reading((first[0], last[1]), Precision.FISCAL_YEAR),))
    written = list(_YEAR.finditer(name)) or list(_SHORT_YEAR.finditer(name))
    years = {common_years(int(one[0].strip("-_")), len(one[0].strip("-_")), None)[0] for one in written}
    if len(years) != 1:
        return None
    reading = Reading(year_of_basis(Basis.FISCAL, years.pop()), Precision.FISCAL_YEAR)
    return Mention(Role.DATED, at, at + len(name), (reading,))


def _days(found: re.Match[str]) -> Iterator[date]:
    """Give the days that "20240331", "31032567", "310367", "670331" or "240331_101500" can mean."""
    whole, short, timed = found.groups()
    if whole:
        orders = ((whole[:4], whole[4:6], whole[6:]), (whole[4:], whole[2:4], whole[:2]))
    else:
        orders = ((short[4:], short[2:4], short[:2]), (short[:2], short[2:4], short[4:]))
    for year, month, day in orders if whole or not timed else orders[::-1]:
        value = int(year)
        possible = 2000 <= value <= 2049 or 2540 <= value <= 2599 or 50 <= value <= 79 or (timed and 10 <= value <= 35)
        if possible and 1 <= int(month) <= 12:
            common = common_years(value, len(year), None)[0]
            if 1 <= int(day) <= monthrange(common, int(month))[1]:
                yield date(common, int(month), int(day))
