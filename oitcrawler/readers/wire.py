"""What travels between parent and worker, as JSON that is checked field by field: nothing is ever unpickled."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Final, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from ..evidence.model import Depth, Evidence
from ..evidence.ocr import OcrSettings, Recogniser
from ..evidence.source import Source
from ..model import Cause
from .frames import Garbage

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker is told at its start: the parent's process id, the limits in bytes, its folder."""

    parent: int
    memory: int
    answer: int
    folder: str


@dataclass(frozen=True, slots=True)
class Scans:
    """How the pages without text are to be read, and by which Tesseract."""

    settings: OcrSettings
    program: Recogniser


@dataclass(frozen=True, slots=True)
class Order:
    """A document to be read, without its body, in so many seconds; with `scans` also its pages without text."""

    url: str
    final_url: str
    content_type: str
    digest: str
    cause: Cause | None
    rendered: bool
    depth: Depth
    seconds: float
    scans: Scans | None = None
    name: str = ""

    def source(self, body: bytes) -> Source:
        """Return the document as it is given to a parser."""
        return Source(
            self.url, self.final_url, self.content_type, body, self.digest, self.cause, self.rendered, self.name
        )


def pack(value: object) -> bytes:
    """Return a dataclass as JSON; half of a surrogate pair, which no file may hold, becomes U+FFFD."""
    try:
        return _adapter(type(value)).dump_json(value, exclude_defaults=True)
    except PydanticSerializationError:
        return _adapter(type(value)).dump_json(whole(value), exclude_defaults=True)


def unpack(kind: type[_Value], payload: bytes) -> _Value:
    """Return the dataclass that JSON stands for. Raises Garbage when it is anything else."""
    try:
        found: _Value = _adapter(kind).validate_json(payload, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise Garbage(f"{kind.__name__}: {first['loc']} {first['msg']}") from error
    return found


def whole(value: _Value) -> _Value:
    """Return a value of dataclasses, tuples and strings without halves of surrogate pairs."""
    found: Any = value
    if isinstance(value, str) and type(value) is str:
        found = _SURROGATE.sub("\ufffd", value)
    elif isinstance(value, tuple):
        found = tuple(whole(one) for one in value)
    elif is_dataclass(value) and not isinstance(value, type):
        found = type(value)(**{one.name: whole(getattr(value, one.name)) for one in fields(value) if one.init})
    answer: _Value = found
    return answer


def _adapter(kind: type[_Value]) -> TypeAdapter[_Value]:
    return _made(cast(Hashable, kind))  # mypy does not see that classes are hashable


@cache
def _made(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type[Any]", kind))


def same_document(evidence: Evidence, source: Source) -> bool:
    """Whether a worker speaks of the document that it was given."""
    told = (evidence.url, evidence.final_url, evidence.digest, evidence.size, evidence.rendered)
    given = (source.url, source.final_url, source.digest, len(source.body), source.rendered)
    return told == whole(given)


def has_unread(evidence: Evidence) -> bool:
    """Whether there is something in a document for OCR to read."""
    return bool(evidence.unread_pages) or evidence.obstacle is Cause.SCANNED
