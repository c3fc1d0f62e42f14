"""What a finding means, how it is mended, by whom and until when, and the measure against it.

Read from `measures.yaml`, `topic-measures.yaml` and `units.yaml` of `checklists/`, with what the agency's own file
puts in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources.abc import Traversable

from .agency_file import AgencyFile, Known, OwnMeasure, Responsible
from .checklist import Checklist, Item, Topic, available, shipped, topic_names
from .checklist import load as load_list
from .checklist_schema import (
    Bilingual,
    WrittenFinding,
    WrittenMeasure,
    WrittenMeasures,
    WrittenTopicMeasure,
    WrittenTopicMeasures,
)
from .due import due_of
from .model import Text
from .report import SET_ASIDE, Finding, Measure, Severity
from .units import DEFAULT, Units, joined, load_units
from .units import FILE as UNITS
from .yamlfile import YamlFile, open_yaml

FILE = "measures.yaml"
TOPICS = "topic-measures.yaml"
_PLACE = re.compile(r"\{([a-z_-]+)\}")
_DATED = ("mended", SET_ASIDE)
"""Findings of these states have no day until which they should be mended."""


_WHOLE_SITE = Item("", Text("เว็บไซต์ของหน่วยงาน", "the agency's website"), "", (), (), "", "", "")


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures by finding code, as one agency reads them; `digest` names the exact wording of the file.

    `kind` and `agency` choose the names of units; without them the neutral names stand.
    """

    findings: Mapping[str, WrittenFinding]
    digest: str = ""
    topics: Mapping[str, WrittenTopicMeasure] = field(default_factory=dict)
    units: Units = field(default_factory=Units)
    kind: str = ""
    agency: AgencyFile = field(default_factory=AgencyFile)
    topics_digest: str = ""

    def of(self, kind: str, agency: AgencyFile | None = None) -> Measures:
        """Return the measures as a kind of agency, and an agency with its own file, reads them."""
        return replace(self, kind=kind, agency=agency or AgencyFile())

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The files that the measures rest on, each with its digest."""
        return ((FILE, self.digest), (TOPICS, self.topics_digest), (UNITS, self.units.digest))

    def severity(self, code: str) -> Severity:
        """Return how much a finding matters. Raises KeyError for an unknown code."""
        return self.findings[code].severity

    def fix(self, code: str) -> Text:
        """Return how a finding is mended. Raises KeyError for an unknown code."""
        return self.findings[code].fix.text()

    def unit(self, key: str) -> Text:
        """Return the name of a unit: the agency's own, else that of its kind, else the neutral one."""
        own = self.agency.units.get(key)
        return own.text() if own is not None else self.units.name(key, self.kind)

    def owner(self, code: str, topic: Topic | None, item: str = "") -> Text:
        """Return who mends it, by name: see `unit_keys`. Raises KeyError for an unknown code."""
        return joined(self.unit(key) for key in self.unit_keys(code, topic, item))

    def unit_keys(self, code: str, topic: Topic | None, item: str = "") -> tuple[str, ...]:
        """Return the units that mend it.

        They are those of the agency's own measure, else the finding's own, else those that the agency made responsible
        for the item or the topic, else the topic's, else the office of the clerk. Raises KeyError for an unknown code.
        """
        own = self._own_units(code)
        if own is not None:
            return own
        said = self._responsible(item, topic)
        if said is not None and said.unit is not None:
            return said.unit
        return topic.owner if topic else DEFAULT

    def person(self, code: str, topic: Topic | None, item: str = "") -> str:
        """Return who is responsible by the agency's own file, on one line; "" when it names nobody."""
        said = self._responsible(item, topic) if self._own_units(code) is None else None
        if said is not None and said.person is not None:
            return said.person.told()
        heads = (self.agency.people.get(key) for key in self.unit_keys(code, topic, item))
        return " / ".join(one.told() for one in heads if one is not None)

    def due(self, code: str, since: date, year: int) -> date:
        """Return until when what was seen `since` should be mended, judged for fiscal year `year` (B.E.).

        Raises KeyError for an unknown code.
        """
        own = self.agency.measures.get(code, OwnMeasure())
        return due_of(own.due or self.findings[code].due, since, year)

    def measure(self, code: str, checklist: Checklist, item: Item, topic: Topic | None) -> Measure:
        """Return the measure against a gap in an item. Raises KeyError for an unknown code."""
        written, own = self.findings[code].measure, self.agency.measures.get(code, OwnMeasure())
        of_topic = self.topics.get(topic.name) if topic else None
        columns = of_topic if of_topic is not None else written
        taken = {name: columns if name in written.from_topic else written for name in _COLUMNS}
        return Measure(
            code=code,
            item=item.id,
            issue=self._fill(written.issue, checklist, item),
            measure=self._fill(own.measure or taken["measure"].measure, checklist, item),
            steps=tuple(self._fill(step, checklist, item) for step in own.steps or _steps(written, of_topic)),
            time_frame=self._fill(own.time_frame or taken["time_frame"].time_frame, checklist, item),
            owner=self._measure_owner(code, topic, item.id),
            monitoring=self._fill(own.monitoring or taken["monitoring"].monitoring, checklist, item),
        )

    def measure_for(self, code: str, checklist: Checklist, item: str | None) -> Measure | None:
        """Return the measure against a finding of an item, or (`item` None) of the site as a whole, if there is one."""
        if code not in self.findings:
            return None
        if item is not None:
            found = next((one for one in checklist.items if one.id == item), None)
            return None if found is None else self.measure(code, checklist, found, found.topics[0])
        return self.measure(code, checklist, _WHOLE_SITE, None)

    def _measure_owner(self, code: str, topic: Topic | None, item: str) -> Text:
        keys = self.findings[code].measure.owner
        own = self.agency.measures.get(code, OwnMeasure()).unit
        if keys is not None and own is None:
            return joined(self.unit(key) for key in keys)
        return self.owner(code, topic, item)

    def _own_units(self, code: str) -> tuple[str, ...] | None:
        own = self.agency.measures.get(code, OwnMeasure()).unit
        return own if own is not None else self.findings[code].owner

    def _responsible(self, item: str, topic: Topic | None) -> Responsible | None:
        every = self.agency.responsible
        return every.get(item) or (every.get(topic.name) if topic else None)

    def _fill(self, words: Bilingual, checklist: Checklist, item: Item) -> Text:
        year = checklist.year
        places = {
            "item": Text(item.id.upper(), item.id.upper()),
            "title": item.title,
            "year": Text(str(year), str(year)),
            "next_year": Text(str(year + 1), str(year + 1)),
        }

        def named(key: str) -> Text:
            return places[key] if key in places else self.unit(key)

        return Text(
            _PLACE.sub(lambda found: named(found[1]).th, words.th),
            _PLACE.sub(lambda found: named(found[1]).en, words.en),
        )


_COLUMNS = ("measure", "time_frame", "monitoring")


def assigned(findings: Iterable[Finding], measures: Measures, checklist: Checklist, as_of: date) -> tuple[Finding, ...]:
    """Return the findings with their owner, person and the day until which they should be mended.

    The day counts from when a finding was first seen, and from `as_of` where no history says so, so that a run later
    does not put it off. What is mended or set aside has none. Doing it again changes nothing.
    """
    items = {one.id: one for one in checklist.items}
    return tuple(_assigned(one, measures, items.get(one.item or ""), checklist.year, as_of) for one in findings)


def _assigned(one: Finding, measures: Measures, item: Item | None, year: int, as_of: date) -> Finding:
    topic = _topic_of(one, measures, item)
    name = item.id if item is not None else ""
    since = date.fromisoformat(one.first_seen[:10]) if one.first_seen else as_of
    return replace(
        one,
        owner=measures.owner(one.code, topic, name),
        person=measures.person(one.code, topic, name),
        due="" if one.status in _DATED else measures.due(one.code, since, year).isoformat(),
    )


def _topic_of(one: Finding, measures: Measures, item: Item | None) -> Topic | None:
    """Return the topic of an item that a finding is about, known by its owner where there are several."""
    if item is None:
        return None
    named = (topic for topic in item.topics if measures.owner(one.code, topic, item.id) == one.owner)
    return next(named, item.topics[0])


def load(folder: Traversable | None = None) -> Measures:
    """Read the measures. Raises ChecklistError, with file and line, for what does not fit."""
    place = folder or shipped()
    file = open_yaml(place / FILE, FILE)
    written, units = file.read(WrittenMeasures), load_units(place, shipped())
    for code, finding in written.findings.items():
        units.check(file, ("findings", code, "owner"), finding.owner or ())
        units.check(file, ("findings", code, "measure", "owner"), finding.measure.owner or ())
    of_topics = open_yaml(place / TOPICS, TOPICS) if (place / TOPICS).is_file() else None
    topics = _by_topic(of_topics, place) if of_topics is not None else {}
    return Measures(written.findings, file.digest, topics, units, topics_digest=of_topics.digest if of_topics else "")


def known(folder: Traversable | None = None) -> Known:
    """Return the names that an agency's file may use. Raises ChecklistError for lists that do not fit."""
    place = folder or shipped()
    lists, measures = tuple(load_list(key, place) for key in available(place)), load(place)
    return Known(
        kinds=frozenset(kind for one in lists for kind in one.kinds),
        units=frozenset(measures.units.written),
        topics=frozenset(topic_names(place)),
        items=frozenset(item.id for one in lists for item in one.items),
        codes=frozenset(measures.findings),
    )


def _by_topic(file: YamlFile, folder: Traversable) -> Mapping[str, WrittenTopicMeasure]:
    found: dict[str, WrittenTopicMeasure] = {}
    there = topic_names(folder)
    for index, one in enumerate(file.read(WrittenTopicMeasures).topics):
        for place, name in enumerate(one.topics):
            if name not in there or name in found:
                every = ", ".join(there)
                raise file.wrong(
                    ("topics", index, "topics", place),
                    Text(
                        f"หัวเรื่อง {name!r} ไม่มีหรือเขียนซ้ำ มี: {every}",
                        f"topic {name!r} does not exist or stands twice; there are: {every}",
                    ),
                )
            found[name] = one
    return found


def _steps(written: WrittenMeasure, of_topic: WrittenTopicMeasure | None) -> tuple[Bilingual, ...]:
    steps: list[Bilingual] = []
    for step in written.steps:
        steps.extend(of_topic.steps if step.from_topic and of_topic is not None else (step,))
    return tuple(steps)
