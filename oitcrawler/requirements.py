"""Judges one requirement: runs its check, and keeps the check's failure and the rule's doubt from becoming a gap."""

from __future__ import annotations

import logging
from dataclasses import replace

from . import checks
from .checklist import Item, Requirement
from .checks import Case, Found
from .locate import Located, Sureness
from .model import (
    Cause,
    Citation,
    CouldNotCheck,
    Met,
    NotApplicable,
    NotMet,
    Outcome,
    Result,
    Review,
    Text,
    not_there,
)
from .report import RequirementResult

logger = logging.getLogger(__name__)

LOCATED = "located"
NOT_FOUND = "evidence-not-found"
AMBIGUOUS = "evidence-ambiguous"
UNREADABLE = "evidence-unreadable"
CLOSED = "access-request-needed"

_FOUND_TEXT = Text("พบหลักฐานของข้อนี้บนเว็บไซต์หลัก", "Evidence of this item is on the main website")
_NOTHING_TO_CHECK = Text("ยังไม่มีหลักฐานให้ตรวจ", "There is no evidence to check yet")


def located_result(item: Item, located: Located, case: Case) -> Result:
    """Judge whether the evidence of an item is there at all.

    That it must be is sure for every item that was read in some source; what is only presumed of a list
    (`name_confidence` guess) gives advice.
    """
    result = _located(item, located, case)
    if isinstance(result, NotMet) and item.name_confidence == "guess":
        return as_advice(result)
    return result


def _located(item: Item, located: Located, case: Case) -> Result:
    title = item.title
    if located.sureness is Sureness.FOUND and (closed := _all_closed(located, title)) is not None:
        return closed
    if located.sureness is Sureness.FOUND:
        return Met(_FOUND_TEXT, tuple(_place(one) for one in located.found[:5]))
    if located.sureness is Sureness.AMBIGUOUS:
        return Review(
            AMBIGUOUS,
            Text(
                f"มีหน้าที่อาจเป็นหลักฐานของ “{title.th}” แต่ยังไม่แน่ใจ โปรดเลือกจากรายการด้านล่าง",
                f"There are pages that may be the evidence of “{title.en}”, but it is not sure; please choose below",
            ),
            tuple(one.via for one in located.ranked),
        )
    if located.sureness is Sureness.GONE:
        return NotMet(
            NOT_FOUND,
            Text(
                f"มีลิงก์ไปยัง “{title.th}” แต่ปลายทางไม่มีหน้าหรือไฟล์อยู่จริง",
                f"There is a link to “{title.en}”, but nothing is there",
            ),
            tuple(one.via for one in located.ranked),
        )
    return not_there(
        case.coverage,
        NOT_FOUND,
        Text(f"ไม่พบ “{title.th}” บนเว็บไซต์หลัก", f"“{title.en}” was not found on the main website"),
    )


def _all_closed(located: Located, title: Text) -> NotMet | None:
    """Say that everything found asks for permission: an assessor cannot open it either, as the link shows."""
    places = [one.via for one in located.found if one.via is not None and is_closed(one)]
    if not places or len(places) < len(located.found):
        return None
    return NotMet(
        CLOSED,
        Text(
            f"ลิงก์ของ “{title.th}” ต้องลงชื่อเข้าใช้หรือขอสิทธิ์เข้าถึง ประชาชนและผู้ประเมินเปิดไม่ได้",
            f"The link of “{title.en}” asks to sign in or to request access; neither public nor assessor can open it",
        ),
        tuple(places[:5]),
    )


def is_closed(found: Found) -> bool:
    """Whether evidence is a shared file that asks an anonymous visitor for permission."""
    return found.evidence.obstacle is Cause.ACCESS_REQUEST


def judge_requirement(requirement: Requirement, case: Case) -> Result:
    """Run the check of a requirement.

    A requirement whose source is not confirmed gives advice (`Review`), never a gap. A check that raises gives
    `CouldNotCheck`: the tool's own failure is neither the agency's gap nor its success.
    """
    if requirement.kinds and case.agency.kind not in requirement.kinds:
        return NotApplicable(Text("ไม่ใช้กับหน่วยงานประเภทนี้", "Does not concern this kind of agency"))
    check = checks.load(requirement.check)
    try:
        result = check.check(case, requirement.params)
    except Exception as error:  # the only broad except: a broken check must not end the run
        logger.exception("check %s failed", requirement.check)
        name = type(error).__name__
        return CouldNotCheck(
            Cause.TOOL_ERROR,
            Text(f"การตรวจ {requirement.check} ขัดข้อง ({name})", f"the check {requirement.check} failed ({name})"),
        )
    if isinstance(result, NotMet) and not requirement.confirmed:
        return as_advice(result)
    return result


def as_advice(result: NotMet) -> Review:
    """Turn "not met" of an unconfirmed rule into advice for a person to weigh."""
    return Review(
        result.code,
        Text(
            f"{result.reason.th} (เกณฑ์ข้อนี้ยังไม่มีแหล่งยืนยันของปีนี้ จึงเป็นเพียงข้อแนะนำ)",
            f"{result.reason.en} (the source of this rule is not confirmed for this year, so it is advice only)",
        ),
        result.proof,
        result.faults,
    )


def without_evidence(located: Result) -> Result:
    """Return what the other requirements of an item come to when its evidence was not located."""
    if isinstance(located, CouldNotCheck):
        return replace(located, proof=())
    return NotApplicable(_NOTHING_TO_CHECK)


def as_written(requirement: Requirement | None, topic: str, result: Result) -> RequirementResult:
    """Return a result as the report shows it; None stands for the requirement that evidence is there."""
    proof: tuple[Citation, ...] = () if isinstance(result, NotApplicable) else result.proof
    return RequirementResult(
        id=requirement.id if requirement else LOCATED,
        text=requirement.text if requirement else _FOUND_TEXT,
        topic=topic,
        confirmed=requirement.confirmed if requirement else True,
        source=requirement.source if requirement else "",
        outcome=Outcome(result.outcome),
        reason=result.reason,
        evidence=proof,
        code=result.code if isinstance(result, NotMet | Review) else None,
        cause=result.cause if isinstance(result, CouldNotCheck) else None,
    )


def _place(one: Found) -> Citation:
    evidence = one.evidence
    return one.via or evidence.cite(evidence.title or evidence.file_name or evidence.final_url)
