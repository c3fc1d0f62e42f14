"""Reads `checklists/` and refuses, with file and line, whatever does not fit together.

A year names topics, a topic names checks; nothing points back. No year inherits from another. A year's file may
be any authority's list: nothing here knows the numbers or the arithmetic of one of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from . import checks
from .checklist_schema import Find, UsedRequirement, WrittenItem, WrittenTopic, WrittenYear
from .checks import CheckParams
from .errors import ChecklistError
from .model import Text
from .units import Units, load_units
from .yamlfile import YamlFile, open_yaml

_LIST = re.compile(r"(?:[a-z0-9-]*[a-z]-)?\d{4}\.yaml")
"""A list is named by its fiscal year, after its authority where that is another; other files hold other data."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject with a stable name; `owner` are the keys of the units that prepare its evidence (see `units.py`)."""

    name: str
    title: Text
    find: Find
    owner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a year asks of an item, bound to its check and parameters.

    `source` says where the rule was read; `confirmed` whether it is sure for this year.
    """

    id: str
    topic: str
    text: Text
    check: str
    params: CheckParams
    confirmed: bool
    source: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a year's list."""

    id: str
    title: Text
    sub: str
    topics: tuple[Topic, ...]
    requirements: tuple[Requirement, ...]
    period: str
    status: str
    name_confidence: str

    @property
    def number(self) -> int:
        """The number in the item's id: 13 of `o13`."""
        return int("".join(char for char in self.id if char.isdigit()))


@dataclass(frozen=True, slots=True)
class Sub:
    """A sub-indicator of the list; its score is the mean of its items."""

    id: str
    title: Text
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator; its score is the mean of its sub-indicators."""

    id: str
    title: Text
    subs: tuple[Sub, ...]


@dataclass(frozen=True, slots=True)
class Scoring:
    """What an item is worth when it is met and when it is not (0–100), and whether `means` of groups can be built.

    Without `means` the grouping is not known. `confirmed` and `source` say where this was read.
    """

    met: float = 100.0
    not_met: float = 0.0
    means: bool = True
    confirmed: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """One authority's list for one year.

    `digest` names the exact wording of every file that it rests on; `files` are those files, each with its own digest.
    """

    key: str
    year: int
    authority: str
    title: Text
    item_prefix: str
    kinds: Mapping[str, Text]
    notes: tuple[Text, ...]
    indicators: tuple[Indicator, ...]
    items: tuple[Item, ...]
    digest: str
    scoring: Scoring = Scoring()
    files: tuple[tuple[str, str], ...] = ()

    def item(self, item_id: str) -> Item:
        """Return an item. Raises ChecklistError with the ids that exist."""
        for one in self.items:
            if one.id == item_id.lower():
                return one
        ids = f"{self.items[0].id}–{self.items[-1].id}"
        raise ChecklistError(
            Text(f"รายการปี {self.key} ไม่มีข้อ {item_id} มี {ids}", f"{self.key} has no item {item_id}; there are {ids}")
        )


def shipped() -> Traversable:
    """Return the folder of the checklists that come with the product."""
    return files("oitcrawler.checklists")


def available(folder: Traversable | None = None) -> tuple[str, ...]:
    """Return the keys of all lists (file names without `.yaml`), sorted."""
    names = (one.name for one in (folder or shipped()).iterdir())
    return tuple(sorted(name[:-5] for name in names if _LIST.fullmatch(name)))


def topic_names(folder: Traversable | None = None) -> tuple[str, ...]:
    """Return the names of all topics, sorted."""
    names = (one.name for one in ((folder or shipped()) / "topics").iterdir())
    return tuple(sorted(name[:-5] for name in names if name.endswith(".yaml")))


def load(key: str, folder: Traversable | None = None) -> Checklist:
    """Load a list by its key, for example `2568`. Raises ChecklistError for whatever does not fit."""
    folder = folder or shipped()
    if key not in available(folder):
        there = ", ".join(available(folder))
        raise ChecklistError(Text(f"ไม่มีรายการตรวจของปี {key} มี: {there}", f"no checklist {key!r}; there are: {there}"))
    return read(open_yaml(folder / f"{key}.yaml", f"{key}.yaml"), folder, key)


def read(file: YamlFile, folder: Traversable, key: str) -> Checklist:
    """Build the list from a parsed year's file and the topics of a folder."""
    year = file.read(WrittenYear)
    topics = _Topics(folder)
    subs = _check_subs(file, year)
    items = tuple(_item(file, index, written, year, topics) for index, written in enumerate(year.items))
    _check_ids(file, year, subs)
    return Checklist(
        key=key,
        year=year.year,
        authority=year.authority,
        title=year.title.text(),
        item_prefix=year.item_prefix,
        kinds={name: text.text() for name, text in year.kinds.items()},
        notes=tuple(note.text() for note in year.notes),
        indicators=tuple(
            Indicator(one.id, one.title.text(), tuple(Sub(s.id, s.title.text(), s.confirmed) for s in one.subs))
            for one in year.indicators
        ),
        items=items,
        digest=_digest(file, topics),
        scoring=_scoring(file, year),
        files=tuple((one.name, one.digest) for one in (file, *(used for _, used in topics.used()))),
    )


def check_topics(folder: Traversable | None = None) -> None:
    """Try every topic by itself, with the parameters of its checks. Raises ChecklistError for the first that fails."""
    topics = _Topics(folder or shipped())
    for name in topics.names:
        file, written = topics.get(name)
        for requirement_id, requirement in written.requirements.items():
            path = ("requirements", requirement_id)
            _bind(file, (*path, "check"), (*path, "with"), requirement.check, requirement.params)


class _Topics:
    """The topic files of one folder, each read once."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder / "topics"
        self.names = topic_names(folder)
        self._units: Units = load_units(folder, shipped())
        self._read: dict[str, tuple[YamlFile, WrittenTopic]] = {}

    def get(self, name: str) -> tuple[YamlFile, WrittenTopic]:
        if name not in self._read:
            file = open_yaml(self._folder / f"{name}.yaml", f"topics/{name}.yaml")
            written = file.read(WrittenTopic)
            self._units.check(file, ("owner",), written.owner)
            self._read[name] = (file, written)
        return self._read[name]

    def used(self) -> Iterable[tuple[str, YamlFile]]:
        return ((name, self._read[name][0]) for name in sorted(self._read))


def _item(file: YamlFile, index: int, written: WrittenItem, year: WrittenYear, topics: _Topics) -> Item:
    path: tuple[str | int, ...] = ("items", index)
    for place, name in enumerate(written.topics):
        if name not in topics.names:
            there = ", ".join(topics.names)
            raise file.wrong(
                (*path, "topics", place),
                Text(
                    f"{written.id}: ไม่มีหัวเรื่อง {name!r} มี: {there}",
                    f"{written.id}: no topic {name!r}; there are: {there}",
                ),
            )
    if written.status != "manual" and not written.requires:
        raise file.wrong(
            path,
            Text(
                f"{written.id}: ไม่มี requires ทั้งที่ status เป็น {written.status} ให้เขียน requires หรือใช้ status: manual",
                f"{written.id}: no requires although status is {written.status}; write them or say status: manual",
            ),
        )
    requirements = tuple(
        _requirement(file, (*path, "requires", place), written, used, year, topics)
        for place, used in enumerate(written.requires)
    )
    return Item(
        id=written.id,
        title=written.title.text(),
        sub=written.sub,
        topics=tuple(_topic(name, topics, written) for name in written.topics),
        requirements=requirements,
        period=written.period,
        status=written.status,
        name_confidence=written.name_confidence,
    )


def _topic(name: str, topics: _Topics, item: WrittenItem) -> Topic:
    """Return a topic as an item uses it. The title of an item about several topics names each of them."""
    _, written = topics.get(name)
    names = (*written.find.names, item.title.th) if len(item.topics) > 1 else written.find.names
    find = written.find.model_copy(update={"names": tuple(dict.fromkeys(names))})
    return Topic(name, written.title.text(), find, written.owner)


def _requirement(
    file: YamlFile,
    path: tuple[str | int, ...],
    item: WrittenItem,
    used: UsedRequirement,
    year: WrittenYear,
    topics: _Topics,
) -> Requirement:
    owners = [name for name in item.topics if used.use in topics.get(name)[1].requirements]
    if len(owners) != 1:
        raise file.wrong((*path, "use"), _which(item, used, owners, topics))
    for place, kind in enumerate(used.kinds):
        if kind not in year.kinds:
            there = ", ".join(sorted(year.kinds))
            raise file.wrong(
                (*path, "kinds", place),
                Text(
                    f"{item.id}: ไม่มีประเภทหน่วยงาน {kind!r} มี: {there}",
                    f"{item.id}: no kind {kind!r}; there are: {there}",
                ),
            )
    written = topics.get(owners[0])[1].requirements[used.use]
    topic_file = topics.get(owners[0])[0]
    own = ("requirements", used.use)
    _bind(topic_file, (*own, "check"), (*own, "with"), written.check, written.params)
    params = _bind(file, (*path, "use"), (*path, "with"), written.check, {**written.params, **used.params})
    return Requirement(
        id=used.use,
        topic=owners[0],
        text=written.text.text(),
        check=written.check,
        params=params,
        confirmed=used.confirmed,
        source=used.source,
        kinds=used.kinds,
    )


def _which(item: WrittenItem, used: UsedRequirement, owners: list[str], topics: _Topics) -> Text:
    if owners:
        both = ", ".join(owners)
        return Text(
            f"{item.id}: {used.use!r} มีอยู่ในหลายหัวเรื่อง ({both}) ให้ตั้งชื่อให้ต่างกัน",
            f"{item.id}: {used.use!r} is in several topics ({both}); give them different names",
        )
    there = ", ".join(name for topic in item.topics for name in topics.get(topic)[1].requirements) or "–"
    return Text(
        f"{item.id}: ไม่มีข้อกำหนด {used.use!r} ในหัวเรื่อง {', '.join(item.topics)} มี: {there}",
        f"{item.id}: no requirement {used.use!r} in {', '.join(item.topics)}; there are: {there}",
    )


def _bind(
    file: YamlFile,
    check_path: tuple[str | int, ...],
    params_path: tuple[str | int, ...],
    name: str,
    params: dict[str, object],
) -> CheckParams:
    if name not in checks.names():
        there = ", ".join(checks.names())
        raise file.wrong(check_path, Text(f"ไม่มีการตรวจ {name!r} มี: {there}", f"no check {name!r}; there are: {there}"))
    model = checks.load(name).Params
    try:
        return model.model_validate(params)
    except ValidationError as error:
        first = error.errors()[0]
        place = tuple(part for part in first["loc"] if isinstance(part, str | int))
        there = ", ".join(sorted(model.model_fields)) or "–"
        word = ".".join(str(part) for part in place)
        raise file.wrong(
            (*params_path, *place),
            Text(
                f"พารามิเตอร์ {word!r} ของ {name} ไม่ถูกต้อง ({first['msg']}) ใช้ได้: {there}",
                f"parameter {word!r} of {name} does not fit ({first['msg']}); there are: {there}",
            ),
        ) from None


def _scoring(file: YamlFile, year: WrittenYear) -> Scoring:
    """Return how the list is scored. A list of unknown grouping must not call one of its groups confirmed."""
    one = year.scoring
    known = one.arithmetic == "means"
    if not known and any(sub.confirmed for indicator in year.indicators for sub in indicator.subs):
        thai = "การจัดกลุ่มยังไม่ทราบ ตัวชี้วัดย่อยทุกตัวต้องเขียน confirmed: false"
        raise file.wrong(("scoring",), Text(thai, "the grouping is not known: every sub must say confirmed: false"))
    return Scoring(one.met, one.not_met, known, one.confirmed, one.source)


def _check_subs(file: YamlFile, year: WrittenYear) -> dict[str, int]:
    subs: dict[str, int] = {}
    for place, indicator in enumerate(year.indicators):
        for inner, sub in enumerate(indicator.subs):
            if sub.id in subs:
                raise file.wrong(
                    ("indicators", place, "subs", inner, "id"),
                    Text(f"ตัวชี้วัดย่อย {sub.id} ซ้ำ", f"sub-indicator {sub.id} stands twice"),
                )
            subs[sub.id] = 0
    return subs


def _check_ids(file: YamlFile, year: WrittenYear, subs: dict[str, int]) -> None:
    seen: set[str] = set()
    for index, item in enumerate(year.items):
        if item.id in seen:
            raise file.wrong(("items", index, "id"), Text(f"ข้อ {item.id} ซ้ำ", f"item {item.id} stands twice"))
        if item.sub not in subs:
            there = ", ".join(subs)
            raise file.wrong(
                ("items", index, "sub"),
                Text(
                    f"{item.id}: ไม่มีตัวชี้วัดย่อย {item.sub} มี: {there}",
                    f"{item.id}: no sub-indicator {item.sub}; there are: {there}",
                ),
            )
        seen.add(item.id)
        subs[item.sub] += 1
    for place, indicator in enumerate(year.indicators):
        for inner, sub in enumerate(indicator.subs):
            if not subs[sub.id]:
                raise file.wrong(
                    ("indicators", place, "subs", inner),
                    Text(f"ตัวชี้วัดย่อย {sub.id} ไม่มีข้อใดเลย", f"sub-indicator {sub.id} has no item"),
                )


def _digest(file: YamlFile, topics: _Topics) -> str:
    hashed = hashlib.sha256()
    for name, one in ((file.name, file), *topics.used()):
        hashed.update(f"{name}\n{one.data!r}\n".encode())
    return hashed.hexdigest()
