"""What a finding means, how it is mended, and the measure against it (`checklists/measures.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from .checklist import Checklist, Item, Topic, shipped
from .checklist_schema import Bilingual, WrittenFinding, WrittenMeasures
from .model import Text
from .report import Measure, Severity
from .yamlfile import parse

FILE = "measures.yaml"


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures by finding code; `digest` names the exact wording of the file."""

    findings: Mapping[str, WrittenFinding]
    digest: str = ""

    def severity(self, code: str) -> Severity:
        """Return how much a finding matters. Raises KeyError for an unknown code."""
        return self.findings[code].severity

    def fix(self, code: str) -> Text:
        """Return how a finding is mended. Raises KeyError for an unknown code."""
        return self.findings[code].fix.text()

    def owner(self, code: str, topic: Topic | None) -> Text:
        """Return the unit that mends it: the finding's own, else the topic's, else the office of the clerk."""
        own = self.findings[code].owner
        if own is not None:
            return own.text()
        return topic.owner if topic else Text("สำนักปลัด", "Office of the clerk")

    def measure(self, code: str, checklist: Checklist, item: Item, topic: Topic | None) -> Measure:
        """Return the measure against a gap in an item. Raises KeyError for an unknown code."""
        written = self.findings[code].measure

        def fill(words: Bilingual) -> Text:
            return Text(
                _fill(words.th, checklist, item.id, item.title.th), _fill(words.en, checklist, item.id, item.title.en)
            )

        return Measure(
            code=code,
            item=item.id,
            issue=fill(written.issue),
            measure=fill(written.measure),
            steps=tuple(fill(step) for step in written.steps),
            time_frame=fill(written.time_frame),
            owner=fill(written.owner) if written.owner else self.owner(code, topic),
            monitoring=fill(written.monitoring),
        )


def load(folder: Traversable | None = None) -> Measures:
    """Read the measures. Raises ChecklistError, with file and line, for what does not fit."""
    text = ((folder or shipped()) / FILE).read_text("utf-8")
    file = parse(FILE, text)
    return Measures(file.read(WrittenMeasures).findings, file.digest)


def _both(words: Bilingual | Text) -> tuple[str, str]:
    return words.th, words.en


def _fill(words: str, checklist: Checklist, item: str, title: str) -> str:
    year = checklist.year
    places = {"{item}": item.upper(), "{title}": title, "{year}": str(year), "{next_year}": str(year + 1)}
    for place, value in places.items():
        words = words.replace(place, value)
    return words
