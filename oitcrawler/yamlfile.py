"""YAML files that say in which line a mistake is."""

from __future__ import annotations

import hashlib
import pathlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Final, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError

from .errors import ChecklistError, UsageError
from .model import Text

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: its name for messages, its data, and the line of every key and list entry."""

    name: str
    data: object
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line (from 1) of the deepest known part of a path."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    @property
    def digest(self) -> str:
        """The SHA-256 of what the file says; comments and layout do not count."""
        return hashlib.sha256(repr(self.data).encode()).hexdigest()

    def wrong(self, path: Path, what: Text) -> ChecklistError:
        """Build the error that names file, line and place."""
        where = f"{self.name}:{self.line(path)}"
        place = " → ".join(str(part) for part in path)
        inside = f" ({place})" if place else ""
        return ChecklistError(Text(f"{where}{inside}: {what.th}", f"{where}{inside}: {what.en}"))

    def read(self, model: type[Model]) -> Model:
        """Read the data as a model. Raises ChecklistError for the first thing that does not fit."""
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            raise self._explain(error, model) from None

    def _explain(self, error: ValidationError, model: type[BaseModel]) -> ChecklistError:
        found = error.errors()
        first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])  # a typo explains the rest
        path = tuple(part for part in first["loc"] if not _is_model_tag(part))
        if first["type"] == "extra_forbidden":
            allowed = ", ".join(sorted(_fields_at(model, path[:-1])))
            word = path[-1] if path else ""
            return self.wrong(
                path, Text(f"ไม่รู้จักคำว่า {word!r} ใช้ได้: {allowed}", f"unknown key {word!r}; there are: {allowed}")
            )
        if first["type"] == "missing":
            return self.wrong(path, Text("ขาดรายการนี้ ต้องเขียนไว้", "is missing and must be written"))
        return self.wrong(path, Text(f"ไม่ถูกต้อง: {first['msg']}", f"does not fit: {first['msg']}"))


_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where PyYAML was built with it: ten times as fast, and of the same meaning."""


def parse(name: str, text: str) -> YamlFile:
    """Parse YAML, refusing what plain YAML lets pass. Raises ChecklistError with file and line.

    Refused: syntax errors, the same key twice in one mapping, and files that are empty.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = error.problem or "not YAML"
        raise ChecklistError(
            Text(f"{name}:{line}: ไฟล์ YAML เขียนผิดรูปแบบ: {what}", f"{name}:{line}: not well-formed YAML: {what}")
        ) from None
    if node is None:
        raise ChecklistError(Text(f"{name}:1: ไฟล์ว่าง", f"{name}:1: the file is empty"))
    lines: dict[Path, int] = {}
    for path, line in _walk(name, node, ()):
        lines[path] = line
    return YamlFile(name, data, lines)


def open_yaml(place: Traversable, name: str) -> YamlFile:
    """Read a YAML file of UTF-8 text. Raises ChecklistError with file and line, also where it is not UTF-8."""
    try:
        return parse(name, place.read_text("utf-8-sig"))  # Notepad writes a byte order mark
    except UnicodeDecodeError as error:
        raise ChecklistError(
            Text(f"{name}: ไม่ใช่ข้อความ UTF-8 (ไบต์ที่ {error.start})", f"{name}: not UTF-8 text (byte {error.start})")
        ) from None


def open_given(path: pathlib.Path) -> YamlFile:
    """Read a YAML file that the user has named. Raises as `open_yaml`, and UsageError when it cannot be opened."""
    try:
        return open_yaml(path, path.name)
    except OSError as error:
        raise UsageError(
            Text(f"เปิดไฟล์ {path} ไม่ได้: {error.strerror}", f"cannot open {path}: {error.strerror}")
        ) from error


def _walk(name: str, node: yaml.Node, path: Path) -> Iterator[tuple[Path, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            word, line = str(key.value), key.start_mark.line + 1
            if word in seen:
                raise ChecklistError(
                    Text(
                        f"{name}:{line}: เขียน {word!r} ซ้ำกับบรรทัดที่ {seen[word]} ให้เหลือเพียงครั้งเดียว",
                        f"{name}:{line}: {word!r} stands already in line {seen[word]}; write it once",
                    )
                )
            seen[word] = line
            yield from _walk(name, value, (*path, word))
            yield (*path, word), line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _walk(name, value, (*path, index))


def _is_model_tag(part: object) -> bool:
    return isinstance(part, str) and ("[" in part or part.startswith("function-"))


def _fields_at(model: type[BaseModel], path: Path) -> set[str]:
    """Return the keys allowed at a path inside a model, as far as they can be told."""
    current: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, int) or current is None:
            continue
        info = current.model_fields.get(part) or next(
            (one for one in current.model_fields.values() if one.alias == part), None
        )
        if info is not None:
            current = _model_in(info.annotation)
    if current is None:
        return set()
    return {info.alias or name for name, info in current.model_fields.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in cast(tuple[object, ...], getattr(annotation, "__args__", ())):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
