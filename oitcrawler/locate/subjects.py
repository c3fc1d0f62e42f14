"""Which subject a label is about: compares its words with the names of every topic of a list.

A label is given to one topic at most, the one whose name explains most of it; its neighbours ("plan", "six-month
report", "annual report" of the same thing) then do not get it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ..checklist import Checklist, Topic
from ..thai.fold import skeleton
from .labels import core, of_the_agency, spelled

EVENT_WORDS = (
    "ประชุม", "อบรม", "ขอเชิญ", "เชิญชวน", "ร่วมกิจกรรม", "ลงพื้นที่", "ต้อนรับ", "มอบ", "รับสมัคร", "ประชาสัมพันธ์",
    "ศึกษาดูงาน", "เปิดงาน", "เปิดโครงการ", "พิธี", "ร่วมงาน", "ขอความร่วมมือ",
)  # fmt: skip
# What a text is, when it begins so: a text that begins with one of these is not what a name without it says.
_OTHER_THINGS = (
    "คณะกรรมการ", "คณะทำงาน", "คำสั่ง", "โครงการ", "คู่มือ", "แบบสอบถาม", "แบบสำรวจ", "แบบประเมิน", "แบบฟอร์ม", "ติดตาม",
    "มาตรการ", "สถิติ", "หลักเกณฑ์", "กองทุน", "ศูนย์", "ความรู้", "รายชื่อ", "จำนวน", "ระเบียบวาระ",
    "การลด", "ลด",
)  # fmt: skip
# Heads of names that one slip of a letter must not turn into each other (ผล and แผน share their skeleton but for it).
_HEADS = (
    "แผน", "ผล", "รายงาน", "สรุป", "คู่มือ", "ประกาศ", "สถิติ", "มาตรการ", "มาตรฐาน", "นโยบาย", "หลักเกณฑ์", "ช่องทาง", "ข้อมูล",
    "การดำเนิน", "การประเมิน", "แนว", "ข่าว", "โครงสร้าง", "โครงการ",
)  # fmt: skip
# Wording of the handbook about what an item must hold: copied on to pages, it has all the words and no evidence.
_REQUIREMENT = re.compile(
    "อย่างน้อยประกอบด้วย|ประกอบด้วยข้อมูล|ที่มีข้อมูลรายละเอียด|มีข้อมูลรายละเอียด|ต้องแสดง|เป็นการดำเนินการในปี|เป็นข้อมูลในปี"
    "|^แสดง(?!ความคิดเห็น)|กรณีไม่มี|กรณีที่ไม่มี|ใช้บังคับในปี|ที่บุคคลภายนอกสามารถ|หน่วยงานจะต้อง|สามารถจัดทำข้อมูลเป็น"
)
_RESULTS = ("ผล", "รายงาน", "สรุป")
_SHORT = 8
_EVENT_FACTOR = 0.6
_OTHER_THING_FACTOR = 0.65
_REQUIREMENT_FACTOR = 0.6
_HEAD_BONUS = 0.04
_HEADLESS_FACTOR = 0.85
_BEHEADED_FACTOR = 0.55


@dataclass(frozen=True, slots=True)
class Match:
    """How well a label names a topic: `score` from 0 to 1, and the phrase that matched."""

    topic: str
    score: float
    phrase: str


@dataclass(frozen=True, slots=True)
class _Label:
    """The words of a label, the same without spaces, their skeleton, and the head: what the label says it is."""

    words: str
    close: str
    bones: str
    head: str

    @classmethod
    def of(cls, words: str) -> _Label:
        close = words.replace(" ", "")
        return cls(words, close, skeleton(words), _head(close))


@dataclass(frozen=True, slots=True)
class _Name:
    phrase: str
    spelled: str
    label: _Label


@dataclass(frozen=True, slots=True)
class _Subject:
    topic: str
    names: tuple[_Name, ...]
    words: tuple[tuple[str, ...], ...]
    avoid: tuple[str, ...]


class Subjects:
    """The topics of one list, ready for comparison. Item titles of the year count as names of their topic."""

    def __init__(self, checklist: Checklist) -> None:
        titles: dict[str, set[str]] = {}
        topics: dict[str, Topic] = {}
        for item in checklist.items:
            for topic in item.topics:
                topics[topic.name] = topic
                own = titles.setdefault(topic.name, set())
                if len(item.topics) == 1:
                    own.add(item.title.th)
        self._prefix = checklist.item_prefix
        self._subjects = tuple(_subject(topics[name], titles[name], self._prefix) for name in sorted(topics))
        self._ranked = lru_cache(maxsize=100_000)(self._rank)

    def rank(self, label: str) -> tuple[Match, ...]:
        """Return the topics that a label may be about, best first (ties by name)."""
        return self._ranked(core(label, self._prefix), of_the_agency(label, self._prefix))

    def best(self, label: str) -> Match | None:
        """Return the topic that a label is about, or None."""
        ranked = self.rank(label)
        return ranked[0] if ranked else None

    def score(self, label: str, topic: str) -> Match:
        """Return how well a label names one topic; a label that names another one better scores low."""
        ranked = self.rank(label)
        own = next((one for one in ranked if one.topic == topic), Match(topic, 0.0, ""))
        if ranked and ranked[0].topic != topic and ranked[0].score > own.score + 0.02:
            return Match(topic, own.score * 0.5, own.phrase)
        return own

    def _rank(self, words: str, of_the_agency: str) -> tuple[Match, ...]:
        if not words:
            return ()
        labels = [_Label.of(text) for text in dict.fromkeys((words, of_the_agency))]
        best = (max((_match(label, one) for label in labels), key=_score) for one in self._subjects)
        return tuple(sorted((one for one in best if one.score > 0.3), key=_best_first))


def _score(match: Match) -> float:
    return match.score


def _best_first(match: Match) -> tuple[float, int, str]:
    return -match.score, -len(match.phrase), match.topic


def _subject(topic: Topic, titles: set[str], prefix: str) -> _Subject:
    names = tuple(dict.fromkeys([*sorted(titles), *topic.find.names]))
    return _Subject(
        topic.name,
        tuple(_name(name, prefix) for name in names),
        tuple(tuple(spelled(word) for word in group) for group in topic.find.words),
        tuple(spelled(phrase) for phrase in topic.find.avoid),
    )


def _name(name: str, prefix: str) -> _Name:
    return _Name(name, spelled(name), _Label.of(of_the_agency(name, prefix) or spelled(name)))


def _match(label: _Label, subject: _Subject) -> Match:
    score, phrase, plain = 0.0, "", ""
    for name in subject.names:
        found = _name_score(label, name.label)
        if found > score:
            score, phrase, plain = found, name.phrase, name.spelled
    if score < 0.97:
        groups = _groups_score(label.words, subject)
        if groups > score:
            score = groups
            phrase = plain = " + ".join(group[0] for group in subject.words)
        score = _lowered(label.words, score, plain, subject)
    return Match(subject.topic, score, phrase)


def _name_score(label: _Label, name: _Label) -> float:
    """Return how much of a label a name explains.

    Thai puts what a thing is first, so a name that the label begins with weighs more, and a label that is only the
    tail of a name has lost what the thing is.
    """
    close, wanted = label.close, name.close
    if close == wanted:
        return 1.0
    if wanted in close:
        share = len(wanted) / len(close)
        if len(wanted) < _SHORT:
            return 0.9 * share
        return 0.5 + 0.44 * share + (_HEAD_BONUS if close.startswith(wanted) else 0.0)
    if close in wanted and len(close) >= max(_SHORT, 0.6 * len(wanted)):
        score = 0.45 + 0.45 * len(close) / len(wanted)
        if wanted.startswith(close):
            return score
        return score * (_HEADLESS_FACTOR if name.head in (label.head, "") else _BEHEADED_FACTOR)
    return _likeness(label, name)


def _likeness(label: _Label, name: _Label) -> float:
    length = len(name.bones)
    if length < _SHORT or abs(len(label.bones) - length) > max(3, 0.2 * length):
        return 0.0
    likeness = fuzz.ratio(label.bones, name.bones, score_cutoff=86) / 100
    if not likeness or label.head not in (name.head, ""):
        return 0.0
    return likeness * 0.95 if fuzz.ratio(label.bones[:5], name.bones[:5]) >= 75 else 0.0


def _head(close: str) -> str:
    found = next((head for head in _HEADS if close.startswith(head)), "")
    return _RESULTS[0] if found in _RESULTS else found  # รายงานผล…, สรุปผล… and ผล… are one thing


def _groups_score(words: str, subject: _Subject) -> float:
    if not subject.words:
        return 0.0
    hits = [max((len(word) for word in group if word in words), default=0) for group in subject.words]
    if not all(hits):
        return 0.0
    return 0.5 + 0.35 * min(1.0, sum(hits) / len(words))


def _lowered(words: str, score: float, phrase: str, subject: _Subject) -> float:
    if not score:
        return 0.0
    if any(avoided in words and avoided not in phrase for avoided in subject.avoid):
        score *= 0.4
    if any(word in words and word not in phrase for word in EVENT_WORDS):
        score *= _EVENT_FACTOR
    if any(words.startswith(thing) and not _begins(thing, subject) for thing in _OTHER_THINGS):
        score *= _OTHER_THING_FACTOR
    if _REQUIREMENT.search(words):
        score *= _REQUIREMENT_FACTOR
    return score


def _begins(thing: str, subject: _Subject) -> bool:
    """Whether what a text begins with is also how a name of the subject begins, or one of its words."""
    names = (name.label.close for name in subject.names)
    return any(name.startswith(thing) for name in names) or any(thing in group for group in subject.words)
