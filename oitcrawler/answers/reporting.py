"""What a report says of declared addresses: each with its four answers, and what is to be mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..checklist import Item, Topic
from ..evidence.social import network_of
from ..measures import Measures
from ..model import Cause, CouldNotCheck, NotApplicable, NotMet, Outcome, Result, Review, Text
from ..report import AnswersView, DeclaredQuestion, DeclaredUrl, Filed, Finding, Severity
from ..requirements import UNREADABLE
from .judging import Declaration
from .model import Answers
from .reconciling import better_urls, merged
from .standing import BETTER, MISSING, OTHER_YEAR, UNLINKED, Standing


def as_view(answers: Answers) -> AnswersView:
    """Return a sheet as the report names it."""
    urls = sum(len(one.urls) for one in answers.by_item.values())
    return AnswersView(answers.name, answers.digest, len(answers.by_item), urls)


def filed(declarations: Mapping[str, Declaration]) -> Filed:
    """Return what was declared for an item; the declarations come by topic."""
    return Filed(tuple(_url(one) for _, one in merged(declarations)), better_urls(declarations))


def _url(one: Standing) -> DeclaredUrl:
    result, declared, page = one.shown, one.address.declared, one.address.page
    return DeclaredUrl(
        url=one.address.url,
        row=declared.row,
        sheet=declared.sheet,
        note=declared.note,
        title=(page.title or page.file_name) if page is not None else "",
        outcome=Outcome(result.outcome),
        reason=result.reason,
        code=result.code if isinstance(result, NotMet | Review) else None,
        cause=result.cause if isinstance(result, CouldNotCheck) else None,
        questions=tuple(_question(asked, answer) for asked, answer in one.questions),
        is_linked=one.is_linked,
    )


def _question(asked: str, answer: Result) -> DeclaredQuestion:
    proof = () if isinstance(answer, NotApplicable) else answer.proof
    return DeclaredQuestion(str(asked), Outcome(answer.outcome), answer.reason, proof[:3])


def findings(
    item: Item, topics: Mapping[str, Topic], declarations: Mapping[str, Declaration], measures: Measures
) -> Iterator[Finding]:
    """Return what is to be mended in the sheet, or on the site so that the sheet is right."""
    better = better_urls(declarations)
    for name, one in merged(declarations):
        topic = topics[name]
        if topic.find.on == "main-page" and network_of(one.address.url) is not None:
            continue  # the topic's own check says it
        for code, reason, is_sure in _faults(one):
            yield _finding(
                item, topic, code, _with_better(one, reason, better), measures, one.address.url, is_sure=is_sure
            )
    missing = [one.gate for one in declarations.values() if isinstance(one.gate, Review) and one.gate.code == MISSING]
    if missing:
        topic = next(iter(topics.values()))
        yield _finding(item, topic, MISSING, missing[0].reason, measures, better[0] if better else "", is_sure=True)


def _faults(one: Standing) -> Iterator[tuple[str, Text, bool]]:
    """Return codes and reasons; the third tells whether it is sure."""
    result = one.result
    if isinstance(result, NotMet | Review):
        yield result.code, result.reason, isinstance(result, NotMet)
    elif isinstance(result, CouldNotCheck) and result.cause is not Cause.NOT_FETCHED:
        yield UNREADABLE, result.reason, False
    if not one.is_good:
        return
    if isinstance(one.year, NotMet):
        yield OTHER_YEAR, one.year.reason, True
    if one.belongs.is_list:
        yield BETTER, one.belongs.result.reason, False
    if one.is_linked is False:
        reason = Text(
            "ไม่มีเมนูหรือลิงก์ใดจากหน้าแรกไปถึง ประชาชนที่เข้าเว็บไซต์จะไม่พบ",
            "no menu or link leads there from the home page; a visitor will not find it",
        )
        yield UNLINKED, reason, False


def _with_better(one: Standing, reason: Text, better: tuple[str, ...]) -> Text:
    at = one.address
    th, en = f"URL ที่แจ้งไว้ {at.url}: {reason.th}", f"declared {at.url}: {reason.en}"
    if better and better[0] not in reason.th and (not one.is_good or isinstance(one.year, NotMet)):
        return Text(f"{th} · URL ที่ควรแจ้งแทน: {better[0]}", f"{en} · rather declare {better[0]}")
    return Text(th, en)


def _finding(
    item: Item, topic: Topic, code: str, message: Text, measures: Measures, url: str, *, is_sure: bool
) -> Finding:
    severity: Severity = measures.severity(code) if is_sure else "low"
    return Finding(
        code=code,
        item=item.id,
        severity=severity,
        url=url,
        message=message,
        fix=measures.fix(code),
        owner=measures.owner(code, topic),
    )
