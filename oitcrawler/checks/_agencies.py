"""Whether a name on a page belongs to the agency that is judged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..thai.fold import fold

_KINDS = (
    ("องค์การบริหารส่วนตำบล", "อบต."),
    ("องค์การบริหารส่วนจังหวัด", "อบจ."),
    ("เทศบาลนคร", "ทน."),
    ("เทศบาลเมือง", "ทม."),
    ("เทศบาลตำบล", "ทต."),
    ("เทศบาล", "เทศบาล"),
    ("อบต", "อบต."),
    ("อบจ", "อบจ."),
    ("ทต.", "ทต."),
    ("ทม.", "ทม."),
    ("ทน.", "ทน."),
    ("โรงพยาบาล", "รพ."),
    ("วิทยาลัย", "วิทยาลัย"),
    ("โรงเรียน", "รร."),
    ("สถานีตำรวจ", "สภ."),
    ("สำนักงาน", "สำนักงาน"),
)
_AFTER = re.compile(r"^[\s.]*([ก-๙]{3,})")


def own_names(names: Sequence[str]) -> frozenset[str]:
    """Return the proper names in an agency's names or its site's title, without the words for its kind."""
    found = (_proper(name) for name in names)
    return frozenset(one for one in found if one)


def _proper(name: str) -> str:
    folded = fold(name)
    for kind, _ in _KINDS:
        place = folded.find(kind)
        if place >= 0 and (after := _AFTER.match(folded[place + len(kind) :])):
            return after[1]
    return folded.replace(" ", "")


def names_another(text: str, names: Sequence[str]) -> str | None:
    """Return the agency that `text` names when it is another of the same sort, else None."""
    folded = fold(text).replace(" ", "")
    own = own_names(names)
    if not own or any(one in folded for one in own):
        return None
    for kind, short in _KINDS:
        place = folded.find(kind)
        if place >= 0 and (found := _AFTER.match(folded[place + len(kind) :])):
            return f"{short}{found[1][:40]}"
    return None
