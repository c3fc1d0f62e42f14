"""Years in file names and slugs: "017-งบหน้า68.pdf", "ita66-2", "oit2023"."""

from __future__ import annotations

import re
from typing import Final

from .mentions import Mention, Reading, Role
from .periods import Precision
from .stretches import Basis, common_years, year_of_basis

_SLUG: Final = re.compile(
    r"(?<![^\s/|\"'()<>])[^\s/|\"'()<>]{1,160}\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|rar|jpe?g|png|html?|php|aspx)(?![a-z])"
    r"|(?<![a-z])(?:ita|oit|moit|iit|eit|lpa)[\w-]{0,40}\d[\w-]{0,80}"
)
_YEAR: Final = re.compile(r"(?<!\d)(?:25[3-9]\d|20[0-4]\d)(?!\d)")
_SHORT_YEAR: Final = re.compile(
    r"(?<=[ก-๎])[5-7]\d(?![\da-z])|(?<=[-_.])[5-7]\d(?=\.[a-z]{3,4}$)"
    r"|(?:(?<=ita)|(?<=oit)|(?<=iit)|(?<=eit)|(?<=lpa)|(?<=plan)|(?<=report)|(?<=budget))[5-7]\d(?![\da-z])"
)


def slug_years(text: str) -> list[Mention]:
    """Return the fiscal years that file names and slugs in a view's text carry.

    Two digits count only when nothing else in the name is a year, directly after letters ("งบหน้า68") or at the end
    ("moit1-1-68"). The name of a file is a hint and no proof: a page's slug often says another year than the page.
    """
    return [mention for slug in _SLUG.finditer(text) if (mention := _mention(slug)) is not None]


def _mention(slug: re.Match[str]) -> Mention | None:
    found = list(_YEAR.finditer(slug[0])) or list(_SHORT_YEAR.finditer(slug[0]))
    years = {common_years(int(one[0]), len(one[0]), None)[0] for one in found}
    if len(years) != 1:
        return None
    reading = Reading(year_of_basis(Basis.FISCAL, years.pop()), Precision.FISCAL_YEAR)
    return Mention(Role.DATED, slug.start(), slug.end(), (reading,))
