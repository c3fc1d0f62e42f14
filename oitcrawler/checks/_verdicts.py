"""How checks say what they have seen without accusing by mistake or passing what was not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ..evidence.model import Evidence, Kind
from ..model import Citation, CouldNotCheck, Fault, Look, Met, NotMet, Origin, Result, Review, Text, not_there
from ._words import by_ocr, name, opening
from .base import Case, Found, each, unreadable

_DOCUMENTS = frozenset(Kind) - {Kind.HTML, Kind.TEXT, Kind.OTHER}


def absent(look: Look, code: str, reason: Text, proof: Sequence[Citation] = ()) -> Result:
    """Say that something is missing: `NotMet` if the look was complete, and a `Review` if the proof rests on OCR."""
    if look.obstacle is None and any(one.origin is Origin.OCR for one in proof):
        return Review(code, _scanned(reason), tuple(proof))
    return not_there(look, code, reason, tuple(proof))


def missing(evidence: Evidence, code: str, reason: Text, proof: Sequence[Citation] = ()) -> Result:
    """Say that an evidence lacks something: `NotMet` if all of it was read as text, else what stands in the way."""
    cited = tuple(proof) or (opening(evidence),)
    if by_ocr(evidence):
        return Review(code, _scanned(reason), cited)
    return absent(evidence, code, reason, cited)


def wrong(
    code: str, reason: Text, proof: Sequence[Citation], faults: Sequence[Fault] = (), *, scanned: bool = False
) -> NotMet | Review:
    """Say that what stands there is wrong; a `Review` when it rests on OCR, or the rest of the evidence does."""
    cited = (*proof, *(fault.at for fault in faults))
    if scanned or any(one.origin is Origin.OCR for one in cited):
        return Review(code, _scanned(reason), tuple(proof), tuple(faults))
    return NotMet(code, reason, tuple(proof), faults=tuple(faults))


def _scanned(reason: Text) -> Text:
    return Text(
        f"{reason.th} — อ่านจากภาพสแกนด้วย OCR ซึ่งอาจผิดได้ โปรดเปิดเอกสารดูด้วยตา",
        f"{reason.en} — read by OCR from a scan, which may be wrong; please look at the document itself",
    )


def judge_whole(found: Sequence[Found], judge: Callable[[Found], Result]) -> tuple[Result, ...]:
    """Judge each evidence by something that must hold in all of it: a part that was read proves no pass."""
    return tuple(_not_in_part(one, result) for one, result in zip(found, each(found, judge), strict=True))


def _not_in_part(found: Found, result: Result) -> Result:
    blind = unreadable(found)
    return blind if blind is not None and isinstance(result, Met) else result


def blind_of(found: Iterable[Found]) -> CouldNotCheck | None:
    """Return the first evidence's trouble, or None when all of it was read."""
    return next((blind for one in found if (blind := unreadable(one)) is not None), None)


def blind_page_of(found: Iterable[Found]) -> CouldNotCheck | None:
    """Return the first page's trouble; an unreadable document is passed over, because no form stands in one."""
    return blind_of(one for one in found if one.evidence.kind not in _DOCUMENTS)


def documents_first(case: Case) -> tuple[Found, ...]:
    """Return the documents that were found, or the pages when there is no document."""
    return case.documents() or case.found


def nothing_found(case: Case, code: str, what: Text) -> Result:
    """Say that nothing was found on the site for this requirement."""
    reason = Text(f"ไม่พบ{what.th}บนเว็บไซต์", f"{what.en} was not found on the site")
    return not_there(case.coverage, code, reason)


def in_name(evidence: Evidence, th: str, en: str) -> Text:
    """Say something about a named evidence."""
    title = name(evidence)
    return Text(f"“{title}”: {th}", f"“{title}”: {en}")


def lacking(look: Look, code: str, reason: Text, proof: Sequence[Citation], faults: Sequence[Fault]) -> Result:
    """Say that parts are missing, each named by a fault; what stands in the way of seeing wins over the gap."""
    result = absent(look, code, reason, (*proof, *(fault.at for fault in faults)))
    if isinstance(result, Review):
        return replace(result, proof=tuple(proof), faults=tuple(faults))
    return replace(result, proof=tuple(proof), faults=tuple(faults)) if isinstance(result, NotMet) else result
