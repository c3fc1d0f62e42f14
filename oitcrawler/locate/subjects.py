"""Which subject a label is about: compares its words with the names of every topic of a list.

A label is given to one topic at most, the one whose name explains most of it; its neighbours ("plan", "six-month
report", "annual report" of the same thing) then do not get it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ..checklist import Checklist, Topic
from ..thai import fold, skeleton
from .labels import core

EVENT_WORDS = (
    "ประชุม", "อบรม", "ขอเชิญ", "เชิญชวน", "ร่วมกิจกรรม", "ลงพื้นที่", "ต้อนรับ", "มอบ", "รับสมัคร", "ประชาสัมพันธ์",
    "ศึกษาดูงาน", "เปิดงาน", "เปิดโครงการ", "พิธี", "ร่วมงาน", "ขอความร่วมมือ",
)  # fmt: skip
_SHORT = 8
_EVENT_FACTOR = 0.6


@dataclass(frozen=True, slots=True)
class Match:
    """How well a label names a topic: `score` from 0 to 1, and the phrase that matched."""

    topic: str
    score: float
    phrase: str


@dataclass(frozen=True, slots=True)
class _Name:
    phrase: str
    folded: str
    bones: str


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
        self._subjects = tuple(_subject(topics[name], titles[name]) for name in sorted(topics))
        self._ranked = lru_cache(maxsize=100_000)(self._rank)

    def rank(self, label: str) -> tuple[Match, ...]:
        """Return the topics that a label may be about, best first (ties by name)."""
        return self._ranked(core(label, self._prefix))

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

    def _rank(self, words: str) -> tuple[Match, ...]:
        if not words:
            return ()
        bones = skeleton(words)
        matches = (_match(words, bones, subject) for subject in self._subjects)
        found = [one for one in matches if one.score > 0.3]
        return tuple(sorted(found, key=lambda one: (-one.score, -len(one.phrase), one.topic)))


def _subject(topic: Topic, titles: set[str]) -> _Subject:
    names = tuple(dict.fromkeys([*topic.find.names, *sorted(titles)]))
    return _Subject(
        topic.name,
        tuple(_Name(name, core(name) or fold(name), skeleton(core(name) or name)) for name in names),
        tuple(tuple(fold(word) for word in group) for group in topic.find.words),
        tuple(fold(phrase) for phrase in topic.find.avoid),
    )


def _match(words: str, bones: str, subject: _Subject) -> Match:
    best = Match(subject.topic, 0.0, "")
    for name in subject.names:
        score = _name_score(words, bones, name)
        if score > best.score:
            best = Match(subject.topic, score, name.phrase)
    if best.score < 0.97:
        groups = _groups_score(words, subject)
        if groups > best.score:
            best = Match(subject.topic, groups, " + ".join(group[0] for group in subject.words))
        best = _lowered(words, best, subject)
    return best


def _name_score(words: str, bones: str, name: _Name) -> float:
    if words == name.folded:
        return 1.0
    close = words.replace(" ", "")
    wanted = name.folded.replace(" ", "")
    if close == wanted:
        return 0.99
    if wanted in close:
        share = len(wanted) / len(close)
        return 0.9 * share if len(wanted) < _SHORT else 0.5 + 0.48 * share
    if close in wanted and len(close) >= max(_SHORT, 0.6 * len(wanted)):
        return 0.45 + 0.45 * len(close) / len(wanted)
    if len(name.bones) >= _SHORT and abs(len(bones) - len(name.bones)) <= max(3, 0.2 * len(name.bones)):
        likeness = fuzz.ratio(bones, name.bones) / 100
        return likeness * 0.95 if likeness >= 0.86 else 0.0
    return 0.0


def _groups_score(words: str, subject: _Subject) -> float:
    if not subject.words:
        return 0.0
    hits = [max((len(word) for word in group if word in words), default=0) for group in subject.words]
    if not all(hits):
        return 0.0
    return 0.5 + 0.35 * min(1.0, sum(hits) / len(words))


def _lowered(words: str, match: Match, subject: _Subject) -> Match:
    score = match.score
    phrase = core(match.phrase)
    if any(phrase_ in words and phrase_ not in phrase for phrase_ in subject.avoid):
        score *= 0.4
    if any(word in words and word not in phrase for word in EVENT_WORDS):
        score *= _EVENT_FACTOR
    return Match(match.topic, score, match.phrase)
