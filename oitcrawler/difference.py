"""What is different between two reports on one website, and why each verdict changed. Pure.

Why a verdict changed follows from what may have changed it at all (another crawl, other files of the list, another
version, another question) and, where more than one may have, from replays: the earlier crawl judged again by the
rules and the tool of today, with the earlier question and with the later one. Each step of

    earlier report → replay, earlier question → replay, later question → later crawl → later report

changes one thing alone: rule or tool, question, site, rule or tool.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from .grounds import place_of
from .model import Text, Verdict
from .report import Interval
from .reported import Reported, ReportedFinding, ReportedItem, ReportedLink

K = TypeVar("K")
V = TypeVar("V")


class Because(StrEnum):
    """What changed a verdict."""

    SITE = "site"
    RULE = "rule"
    TOOL = "tool"
    QUESTION = "question"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Place:
    """A page or document that is not as it was: `how` is changed, new, gone or failed (then with its `cause`).

    `before` and `after` are digests, empty where there was nothing. `removed` and `added` are lines that stand in one
    of the two texts alone; `same_text` says that only the bytes differ, None that the texts were not compared.
    """

    url: str
    how: str
    before: str
    after: str
    cause: str = ""
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    same_text: bool | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a change; not `certain` when something else may have been it."""

    because: Because
    certain: bool
    said: Text
    places: tuple[Place, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """An item whose verdict is another; `own` are the verdicts of the tool itself."""

    item: str
    title: str
    before: Verdict
    after: Verdict
    own_before: Verdict
    own_after: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Something of the question that is another: what, before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What may have changed a verdict between two reports."""

    site: bool
    files: tuple[str, ...]
    version: tuple[str, str] | None
    question: tuple[Asked, ...]

    def possible(self) -> tuple[Because, ...]:
        """Return what may be a reason at all."""
        there = (
            (Because.SITE, self.site),
            (Because.RULE, bool(self.files)),
            (Because.TOOL, self.version is not None),
            (Because.QUESTION, bool(self.question)),
        )
        return tuple(which for which, is_there in there if is_there)


@dataclass(frozen=True, slots=True)
class Replays:
    """The tool's own verdicts by item, as today's rules and tool give them.

    `asked_before` and `asked_after`: the earlier crawl with the earlier and with the later question; `after`: the
    later crawl. `is_today` says that the later report is itself by the rules and tool of today; where it is not, the
    replays tell something only as far as they agree with both reports.
    """

    asked_before: Mapping[str, Verdict]
    asked_after: Mapping[str, Verdict]
    after: Mapping[str, Verdict]
    is_today: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that is different between two reports."""

    before: Reported
    after: Reported
    changed: Changed
    replayed: bool
    verdicts: tuple[VerdictChange, ...]
    new_findings: tuple[ReportedFinding, ...]
    mended_findings: tuple[ReportedFinding, ...]
    new_broken: tuple[ReportedLink, ...]
    mended_links: tuple[ReportedLink, ...]

    @property
    def anything(self) -> bool:
        """Whether any verdict, finding or link is different."""
        return bool(self.verdicts or self.new_findings or self.mended_findings or self.new_broken or self.mended_links)

    @property
    def flip_rate(self) -> float:
        """How many of a hundred items have another verdict."""
        return round(100 * len(self.verdicts) / len(self.after.items), 2) if self.after.items else 0.0

    @property
    def score(self) -> tuple[Interval, Interval]:
        """The scores before and after."""
        return self.before.score.oit, self.after.score.oit


def changed_between(before: Reported, after: Reported) -> Changed:
    """Return what may have changed verdicts between two reports on the same list."""
    files = {*before.checklist.files, *after.checklist.files}
    other = sorted(one for one in files if before.checklist.files.get(one) != after.checklist.files.get(one))
    old, new = before.tool.version, after.tool.version
    asked = (
        Asked("as-of", before.run.as_of, after.run.as_of),
        Asked("kind", before.checklist.kind, after.checklist.kind),
        Asked("name", ", ".join(before.agency.names), ", ".join(after.agency.names)),
        Asked("answers", _sheet(before), _sheet(after)),
    )
    return Changed(
        site=(before.run.started_at, before.agency.url) != (after.run.started_at, after.agency.url),
        files=tuple(other),
        version=(old, new) if old != new else None,
        question=tuple(one for one in asked if one.before != one.after),
    )


def _sheet(report: Reported) -> str:
    return f"{report.answers.name} {report.answers.sha256[:12]}" if report.answers else ""


def flipped(before: Reported, after: Reported) -> tuple[tuple[ReportedItem, ReportedItem], ...]:
    """Return the items whose verdict is another, before and after."""
    pairs = ((before.item(one.id), one) for one in after.items)
    return tuple((old, new) for old, new in pairs if old is not None and old.verdict is not new.verdict)


def differ(
    before: Reported,
    after: Reported,
    replays: Replays | None = None,
    places: Mapping[str, tuple[Place, ...]] | None = None,
) -> Difference:
    """Return what is different. `places` tells for an item which of its pages and documents are not as they were."""
    changed = changed_between(before, after)
    where = places or {}
    verdicts = tuple(
        VerdictChange(
            item=new.id,
            title=new.title,
            before=old.verdict,
            after=new.verdict,
            own_before=old.own,
            own_after=new.own,
            reasons=tuple(_reasons(old, new, changed, replays, where.get(new.id, ()))),
        )
        for old, new in flipped(before, after)
    )
    new_findings, mended = _findings(before, after)
    broken, working = _links(before, after)
    return Difference(before, after, changed, replays is not None, verdicts, new_findings, mended, broken, working)


def _reasons(
    old: ReportedItem, new: ReportedItem, changed: Changed, replays: Replays | None, places: tuple[Place, ...]
) -> Iterable[Reason]:
    if old.own is not new.own:
        found = _steps(old, new, changed, replays)
        possible = changed.possible()
        certain = bool(found) or len(possible) == 1
        for because in found or possible or (Because.TOOL,):
            both = {Because.RULE, Because.TOOL} <= set(found)  # what changed together cannot be told apart
            sure = certain and not (both and because in (Because.RULE, Because.TOOL))
            yield _reason(because, sure, new, changed, places)
    if (old.decision and old.decision.state) != (new.decision and new.decision.state) or old.own is new.own:
        yield Reason(Because.DECISION, certain=True, said=_decided(new))


def _steps(old: ReportedItem, new: ReportedItem, changed: Changed, replays: Replays | None) -> tuple[Because, ...]:
    """Return what the replays show to have changed the verdict; nothing when they show nothing."""
    if replays is None:
        return ()
    first, second, third = (one.get(new.id) for one in (replays.asked_before, replays.asked_after, replays.after))
    by_machine = first is not old.own or third is not new.own
    if by_machine and not replays.is_today:
        return ()
    possible = changed.possible()
    machine = tuple(one for one in (Because.RULE, Because.TOOL) if one in possible)
    found: list[Because] = []
    if first is not second and Because.QUESTION in possible:
        found.append(Because.QUESTION)
    if second is not third and Because.SITE in possible:
        found.append(Because.SITE)
    if by_machine:
        found.extend(machine or (() if found else (Because.TOOL,)))
    return tuple(found)


def _reason(because: Because, certain: bool, new: ReportedItem, changed: Changed, places: tuple[Place, ...]) -> Reason:
    if because is Because.SITE:
        return Reason(because, certain, Text("เว็บไซต์เปลี่ยนไป", "the site changed"), places)
    if because is Because.RULE:
        files = _files_of(new, changed.files)
        names = ", ".join(files)
        return Reason(because, certain, Text(f"เกณฑ์เปลี่ยนไป: {names}", f"the rule changed: {names}"), files=files)
    if because is Because.TOOL:
        return Reason(because, certain, _tool(changed))
    asked = "; ".join(f"{one.what} {one.before or '–'} → {one.after or '–'}" for one in changed.question)
    return Reason(because, certain, Text(f"คำถามเปลี่ยนไป: {asked}", f"the question changed: {asked}"))


def _files_of(item: ReportedItem, files: tuple[str, ...]) -> tuple[str, ...]:
    """Return the changed files that concern an item: its list and its topics; all where it is none of these."""
    topics = {f"topics/{name}.yaml" for name in item.topics}
    own = tuple(one for one in files if one in topics or "/" not in one)
    return own or files


def _tool(changed: Changed) -> Text:
    if changed.version is None:
        return Text(
            "โปรแกรมหรือเครื่องที่ใช้ให้ผลต่างไป แม้รุ่นเท่าเดิม (เช่น มีหรือไม่มี OCR)",
            "the tool or its machine gives another result, although its version is the same (for example by OCR)",
        )
    old, new = changed.version
    return Text(f"โปรแกรมเปลี่ยนรุ่น: {old} → {new}", f"the tool changed: {old} → {new}")


def _decided(new: ReportedItem) -> Text:
    if new.decision is None:
        return Text("คำตัดสินของคนถูกลบออก", "a person's decision was taken back")
    reason = new.decision.reason
    if new.decision.state == "counts":
        return Text(f"คนตัดสินเมื่อ {new.decision.day}: {reason}", f"a person decided on {new.decision.day}: {reason}")
    if new.decision.state == "expired":
        return Text(f"คำตัดสินหมดอายุเมื่อ {new.decision.until}", f"the decision ended on {new.decision.until}")
    return Text(
        "หลักฐานเปลี่ยนไปหลังการตัดสิน คำตัดสินจึงไม่นับ", "the evidence changed after the decision, which no longer counts"
    )


def _findings(before: Reported, after: Reported) -> tuple[tuple[ReportedFinding, ...], tuple[ReportedFinding, ...]]:
    def key(one: ReportedFinding, start: str) -> tuple[object, ...]:
        where = one.location
        return one.code, one.item, place_of(one.url, start), where.page, where.row, where.selector

    def listed(report: Reported) -> list[tuple[tuple[object, ...], ReportedFinding]]:
        # A broken link stands among the links; its finding would say the same twice. What a person set aside is not
        # mended by that: it is still there.
        return [(key(one, report.agency.url), one) for one in report.findings if one.code != "broken-link"]

    old, new = listed(before), listed(after)
    return _alone(new, old), _alone(old, new)


def _links(before: Reported, after: Reported) -> tuple[tuple[ReportedLink, ...], tuple[ReportedLink, ...]]:
    old = [((place_of(one.url, before.agency.url),), one) for one in before.links.broken]
    new = [((place_of(one.url, after.agency.url),), one) for one in after.links.broken]
    return _alone(new, old), _alone(old, new)


def _alone(these: list[tuple[K, V]], those: list[tuple[K, V]]) -> tuple[V, ...]:
    missing = Counter(key for key, _ in these) - Counter(key for key, _ in those)
    found: list[V] = []
    for key, one in these:
        if missing[key] > 0:
            missing[key] -= 1
            found.append(one)
    return tuple(found)
