"""What one report means for the lives of findings. Pure.

A finding that is no longer found is mended only if this run could see that it is: an item or requirement that could
not be checked, a page that failed, a site that was not read to its end leave it `could-not-check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from ..model import Outcome, Verdict
from ..report import Finding, FindingStatus, Report
from .identity import LINK_CODES, about, address_key, exact_place
from .model import FindingLife

GONE_WITH: Final = frozenset({"mended", "could-not-check"})
"""With these a report tells of a finding that it did not find."""


def after_report(lives: Mapping[str, FindingLife], report: Report, run: int, at: datetime) -> tuple[FindingLife, ...]:
    """Return the lives that a report changes or begins, sorted by id. Its findings have ids (`identified`)."""
    named = {one.id: one for one in report.findings}
    changed = [_found(lives.get(name), one, report, run, at) for name, one in named.items() if _is_there(one)]
    for name, life in lives.items():
        told = named.get(name)
        if told is None:
            changed.append(_vanished(life, _silence(life, report), at))
        elif not _is_there(told):
            changed.append(_vanished(life, told.status, at))
    return tuple(sorted(changed, key=lambda one: one.id))


def _is_there(one: Finding) -> bool:
    return one.status not in GONE_WITH


def _found(before: FindingLife | None, one: Finding, report: Report, run: int, at: datetime) -> FindingLife:
    status: FindingStatus = "set-aside" if one.status == "set-aside" else "open"
    if before is None:
        return FindingLife(
            id=one.id,
            list_key=report.checklist.key,
            code=one.code,
            item=one.item,
            url=about(one),
            place=exact_place(one),
            requirements=_requirements(one, report),
            status=status,
            first_seen=at,
            last_seen=at,
            mended_at=None,
            came_back_at=None,
            times=1,
            last_run=run,
        )
    seen = replace(
        before,
        last_seen=at,
        last_run=run,
        url=about(one),
        place=exact_place(one),
        requirements=_requirements(one, report),
    )
    if before.status == "mended":
        back: FindingStatus = "set-aside" if status == "set-aside" else "came-back"
        return replace(seen, status=back, came_back_at=at, times=before.times + 1)
    is_back = status == "open" and before.came_back_at is not None
    return replace(seen, status="came-back" if is_back else status)


def _vanished(life: FindingLife, status: FindingStatus, at: datetime) -> FindingLife:
    if life.status == "mended":
        return life
    return replace(life, status=status, mended_at=at if status == "mended" else life.mended_at)


def _silence(life: FindingLife, report: Report) -> FindingStatus:
    return "mended" if _could_see(life, report) else "could-not-check"


def _could_see(life: FindingLife, report: Report) -> bool:
    if life.item is None:
        return _could_see_place(life, report)
    item = next((one for one in report.items if one.id == life.item), None)
    if item is None or item.verdict is Verdict.COULD_NOT_CHECK:
        return False
    own = [one.outcome for one in item.requirements if not life.requirements or one.id in life.requirements]
    return Outcome.COULD_NOT_CHECK not in own


def _could_see_place(life: FindingLife, report: Report) -> bool:
    if report.coverage.home is not None or report.coverage.over_budget:
        return False
    unseen = [one.url for one in report.coverage.blind_spots]
    if life.code in LINK_CODES:
        unseen += [one.url for one in report.links.unverified]
    return address_key(life.url) not in {address_key(one) for one in unseen}


def _requirements(one: Finding, report: Report) -> tuple[str, ...]:
    """Return the ids of the item's requirements that gave this finding."""
    found: Iterable[str] = (
        requirement.id
        for item in report.items
        if item.id == one.item
        for requirement in item.requirements
        if requirement.code == one.code
    )
    return tuple(sorted(set(found)))
