"""Sets people's decisions over the verdicts of the tool. Pure: the day is the day as of which is judged.

A decision counts as long as it has not ended and what it was made about still stands there:

* An *ended* decision is listed and no longer counts; the tool's own verdict stands, as if nobody had decided.
* When what stood there has changed, the decision is *questioned* and no longer counts. To keep a pass would be an
  all-clear for bytes that nobody has seen, to keep a gap an accusation that may have been mended. Nor does the tool's
  own verdict take its place where the two disagree, because a person has said once that the tool is wrong here: the
  item falls back to review, with the tool's own finding. Where both say the same, the tool's verdict stands on its
  own proof; what the tool could not see stays "could not check".
* A pass rests on what stood there, a gap also on what did not: a gap is questioned, too, when new evidence appears.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from .audit import Audit
from .decisions import Decision, Decisions
from .errors import SnapshotError
from .evidence.site import Site
from .grounds import same_place, still_there
from .model import Outcome, Text, Verdict
from .report import SET_ASIDE, Decided, Finding, Ground, Held, ItemResult

QUESTION = Text(
    "หลักฐานเปลี่ยนไปหลังการตัดสิน โปรดดูอีกครั้ง", "the evidence has changed since it was decided; please look again"
)
_EXPIRED = Text(
    "คำตัดสินนี้หมดอายุแล้วและไม่นับ ใช้ผลของเครื่องมือ", "This decision has ended and no longer counts; the tool's verdict stands"
)
_WORDS = {
    Verdict.PASS: Text("พบหลักฐานครบ", "evidence located"),
    Verdict.GAP: Text("มีช่องว่าง", "gap"),
    Verdict.REVIEW: Text("ให้คนตรวจ", "review"),
    Verdict.COULD_NOT_CHECK: Text("ตรวจไม่ได้", "could not check"),
    Verdict.NOT_APPLICABLE: Text("ไม่เกี่ยวข้อง", "not applicable"),
}


def decide(found: Audit, decisions: Decisions, year: str, site: Site, as_of: date) -> Audit:
    """Return what was found with the decisions about the items of the list `year` set over it.

    Raises SnapshotError for a decision about an item that the list does not have.
    """
    taken = {one.item: one for one in decisions.within(year)}
    unknown = sorted(set(taken) - {item.id for item in found.items})
    if unknown:
        raise SnapshotError(
            Text(
                f"decisions.json มีคำตัดสินของข้อ {', '.join(unknown)} ซึ่งรายการปี {year} ไม่มี ใช้ decide --forget เพื่อลบ",
                f"decisions.json decides {', '.join(unknown)}, which the list {year} does not have; "
                "remove it with decide --forget",
            )
        )
    if not taken:
        return found
    items = tuple(_decided(item, taken[item.id], site, as_of) if item.id in taken else item for item in found.items)
    by_id = {item.id: item for item in items}
    return Audit(items, tuple(_finding(one, by_id) for one in found.findings))


def _decided(item: ItemResult, decision: Decision, site: Site, as_of: date) -> ItemResult:
    held = tuple(
        Held(one.url, one.sha256, not still_there(one, item.grounds, site) if one.sha256 else False)
        for one in decision.evidence
    )
    new = _new(decision, item.grounds, site)
    told = _told(item, decision, held, new, as_of)
    if told.state == "counts":
        measures = () if decision.verdict is Verdict.PASS else item.measures
        return replace(item, verdict=decision.verdict, summary=told.note, measures=measures, decision=told)
    if told.state == "expired":
        return replace(item, decision=told)
    both = f"{told.note.th} · {item.summary.th}", f"{told.note.en} · {item.summary.en}"
    return replace(item, verdict=_fallback(item.verdict, decision.verdict), summary=Text(*both), decision=told)


def _new(decision: Decision, now: tuple[Ground, ...], site: Site) -> tuple[str, ...]:
    """Return the addresses of evidence that was not there when a gap was decided."""
    if decision.verdict is not Verdict.GAP:
        return ()
    known = {one.sha256 for one in decision.evidence}
    urls = [one.url for one in decision.evidence if one.sha256]
    return tuple(
        one.url for one in now if one.sha256 not in known and not any(same_place(one.url, url, site) for url in urls)
    )


def _fallback(own: Verdict, decided: Verdict) -> Verdict:
    if own in (decided, Verdict.COULD_NOT_CHECK, Verdict.NOT_APPLICABLE):
        return own
    return Verdict.REVIEW


def _told(item: ItemResult, decision: Decision, held: tuple[Held, ...], new: tuple[str, ...], as_of: date) -> Decided:
    told = Decided(
        verdict=decision.verdict,
        state="counts",
        note=Text("", ""),
        own=item.verdict,
        own_summary=item.summary,
        reason=decision.reason,
        day=decision.day.isoformat(),
        until=decision.until.isoformat() if decision.until else None,
        by=decision.by,
        evidence=held,
        new=new,
    )
    if not decision.counts_on(as_of):
        return replace(told, state="expired", note=_EXPIRED)
    if new or any(one.changed for one in held):
        return replace(told, state="questioned", note=QUESTION)
    return replace(told, note=_counts(decision, item.verdict))


def _counts(decision: Decision, own: Verdict) -> Text:
    said, tool = _WORDS[decision.verdict], _WORDS[own]
    return Text(
        f"คนตัดสินว่า “{said.th}”: {decision.reason} (ผลของเครื่องมือ: {tool.th})",
        f"Decided by a person: “{said.en}”: {decision.reason} (the tool's own verdict: {tool.en})",
    )


def _finding(one: Finding, items: Mapping[str, ItemResult]) -> Finding:
    """Set aside what a person has overruled: the findings of the requirements that kept the item from passing."""
    item = items.get(one.item or "")
    if item is None or item.decision is None or item.verdict is not Verdict.PASS or item.decision.state != "counts":
        return one
    return replace(one, status=SET_ASIDE) if one.code in set(_overruled(item)) else one


def _overruled(item: ItemResult) -> Iterable[str]:
    return (
        one.code
        for one in item.requirements
        if one.code is not None and one.outcome in (Outcome.NOT_MET, Outcome.REVIEW)
    )
