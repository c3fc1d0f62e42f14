"""Evidence on which the last run's passes stood, and which is gone or says something else now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..model import Text, Verdict
from ..report import Finding, Ground
from ..snapshots import Resource
from .finding import Wording, both, health_finding

if TYPE_CHECKING:
    from ..reported import ReportedItem
    from ..versions import Version, Versions

GONE: Final = "evidence-vanished"
CHANGED: Final = "evidence-changed"


@dataclass(frozen=True, slots=True)
class LastRun:
    """What the run before this one found for the same list: its items, and the moment at which it started."""

    items: tuple[ReportedItem, ...]
    started_at: str


def changed_findings(
    last: LastRun, resources: Iterable[Resource], versions: Versions | None, measures: Wording
) -> Iterator[Finding]:
    """Yield a finding for each page or document behind a pass that the server itself says is gone, or that changed.

    What could not be opened for any other reason says nothing. Only documents with another text count as changed: pages
    change every day, and a new edition of another year is none.
    """
    now = {one.url: one for one in resources}
    told: set[str] = set()
    for item in last.items:
        if item.verdict is not Verdict.PASS:
            continue
        for ground in item.grounds:
            url = ground.url.partition("#")[0]
            if url in told:
                continue
            found = _judged(item, ground, now.get(url), _change(versions, url, last.started_at), measures)
            if found is not None:
                told.add(url)
                yield found


def _judged(
    item: ReportedItem, ground: Ground, now: Resource | None, change: Version | None, measures: Wording
) -> Finding | None:
    name = ground.label or ground.url
    start = Text(f"หลักฐานของข้อ {item.id.upper()} “{name}”", f"the evidence of {item.id.upper()}, “{name}”,")
    if now is not None and now.cause is not None and now.cause.means_gone:
        said = Text("ที่เคยเปิดได้ในรอบก่อน เปิดไม่ได้แล้ว", "which opened in the last run, is gone")
        return health_finding(GONE, ground.url, both(start, said), measures, item=item.id)
    if change is not None and change.change is not None:
        lines = change.change.count
        said = Text(
            f"มีเนื้อหาต่างจากที่ตรวจในรอบก่อน {lines} บรรทัด โปรดตรวจว่าแก้ไขโดยตั้งใจ และเผยแพร่หนังสือชี้แจงไว้คู่กัน",
            f"differs from the last run in {lines} lines; see that this was meant, and explain it in a letter",
        )
        return health_finding(CHANGED, ground.url, both(start, said), measures, item=item.id)
    return None


def _change(versions: Versions | None, url: str, since: str) -> Version | None:
    """Return the newest version of a document when its text changed after the last run began."""
    from ..evidence.changes import Extent

    latest = versions.latest(url) if versions is not None else None
    if latest is None or latest.change is None or latest.first_seen <= since:
        return None
    return latest if latest.change.extent is Extent.TEXT else None
