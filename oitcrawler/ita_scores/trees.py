"""A YAML file of scores to what it states; keys may be in any order and depth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..errors import ChecklistError, UsageError
from ..model import Text
from ..thai.fold import fold
from ..yamlfile import Path, YamlFile, parse
from .entries import Entry, Stated, number_at, year_in
from .labels import Labels
from .model import Level, Mark
from .tables import without_code

_PREVIOUS: Final = frozenset({"previous", "ปีก่อน", "ปีก่อนหน้า", "last year", "last_year"})
_YEAR: Final = frozenset({"year", "ปี", "ปีงบประมาณ", "fiscal_year"})
_AGENCY: Final = frozenset({"agency", "หน่วยงาน", "ชื่อหน่วยงาน"})
_RATING: Final = frozenset({"rating", "ระดับ", "ระดับผลการประเมิน", "grade", "level"})
_SCORE: Final = ("score", "คะแนน", "ผลคะแนน", "value")
_TITLE: Final = ("title", "ชื่อ", "รายละเอียด", "name", "text")
_CODE: Final = ("code", "id", "ข้อ", "รหัส", "ตัวชี้วัด", "ตัวชี้วัดที่", "indicator")


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    file: YamlFile
    labels: Labels

    def stated(self, data: object, path: Path) -> Stated:
        made = Stated(entries=tuple(self.entries(data, path, "")))
        if isinstance(data, Mapping):
            for key, value in data.items():
                word, at = fold(str(key)), (*path, str(key))
                if word in _YEAR:
                    made = replace(made, year=self.year(value, at))
                elif word in _AGENCY:
                    made = replace(made, agency=str(value or ""))
                elif word in _RATING:
                    made = replace(made, rating=str(value or ""))
                elif word in _PREVIOUS and value is not None:
                    made = replace(made, previous=self.stated(value, at))
        return made

    def year(self, value: object, path: Path) -> int | None:
        if value is None:
            return None
        year = year_in(str(value))
        if year is None:
            raise self.file.wrong(path, Text(f"“{value}” ไม่ใช่ปี ให้เขียนเช่น 2568", f"“{value}” is no year; write 2568"))
        return year

    def entries(self, data: object, path: Path, indicator: str) -> Iterator[Entry]:
        """Yield the numbers below a place; `indicator` is the one that the place stands under."""
        if isinstance(data, Mapping):
            row = self.row(data, path, indicator)
            if row is not None:
                yield from row
                return
            for key, value in data.items():
                if fold(str(key)) not in _PREVIOUS | _YEAR | _AGENCY | _RATING:
                    yield from self.below(str(key), value, (*path, str(key)), indicator)
        elif isinstance(data, Sequence) and not isinstance(data, str):
            for at, value in enumerate(data):
                yield from self.entries(value, (*path, at), indicator)

    def below(self, key: str, value: object, path: Path, indicator: str) -> Iterator[Entry]:
        in_indicators = bool(path[:-1]) and fold(str(path[-2])) in {"indicators", "ตัวชี้วัด"}
        mark = self.labels.read(key) or (self.labels.plain(key) if in_indicators else None)
        if mark is None:
            if isinstance(value, Mapping | list):
                yield from self.entries(value, path, indicator)
            elif value is not None:
                raise self.file.wrong(path, _unknown(key))
            return
        yield from self.marked(mark, value, path, indicator, without_code(key))

    def marked(self, mark: Mark, value: object, path: Path, indicator: str, title: str) -> Iterator[Entry]:
        if isinstance(value, Mapping):
            under = mark.key if mark.level is Level.INDICATOR else indicator
            score = _first(value, _SCORE)
            words = str(_first(value, _TITLE) or title)
            rest = {key: one for key, one in value.items() if fold(str(key)) not in {*_SCORE, *_TITLE}}
            yield from self.marked(mark, score, path, indicator, words)
            yield from self.entries(rest, path, under)
        elif isinstance(value, list) and mark.level is Level.INSTRUMENT:
            for part, one in enumerate(value, 1):
                yield from self.marked(replace(mark, part=part), one, (*path, part - 1), indicator, title)
        else:
            where = self.where(path)
            number = number_at(self.name, where, value)
            kept = title if mark.level in (Level.QUESTION, Level.ITEM) else ""
            if number is not None and mark.level is not Level.SUB:
                yield Entry(where, mark, number, kept, indicator)

    def row(self, data: Mapping[object, object], path: Path, indicator: str) -> Iterator[Entry] | None:
        """Return the entries of a mapping that is a row: a code beside a score."""
        code = _first(data, _CODE)
        if code is None or _first(data, _SCORE) is None:
            return None
        mark = self.labels.read(str(code)) or self.labels.plain(str(code))
        if mark is None:
            raise self.file.wrong(path, _unknown(str(code)))
        title = str(_first(data, _TITLE) or without_code(str(code)))
        return self.marked(mark, _first(data, _SCORE), path, indicator, title)

    def where(self, path: Path) -> Text:
        line = self.file.line(path)
        return Text(f"บรรทัดที่ {line}", f"line {line}")


def read_yaml(name: str, text: str, labels: Labels) -> Stated:
    """Return what a YAML file states. Raises UsageError, with file and line, for what does not fit."""
    try:
        file = parse(name, text)
        return _Reader(name, file, labels).stated(file.data, ())
    except ChecklistError as error:
        raise UsageError(error.text) from None


def _first(data: Mapping[object, object], words: Sequence[str]) -> object:
    named = {fold(str(key)): value for key, value in data.items()}
    return next((named[word] for word in words if word in named), None)


def _unknown(key: str) -> Text:
    return Text(
        f"ไม่รู้จัก “{key}” ใช้ได้: ตัวชี้วัดที่ 1–10 หรือชื่อตัวชี้วัด, i1, e1, o1, IIT, EIT, OIT, total, goal, rating, year, agency",
        f"“{key}” is not known; there are: indicators 1–10 or their names, i1, e1, o1, IIT, EIT, OIT, total, "
        "goal, rating, year, agency",
    )
