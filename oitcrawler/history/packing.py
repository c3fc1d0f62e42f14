"""A whole Report as compressed bytes and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Final

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from ..model import Text
from ..report import Report
from .identity import storable
from .model import HistoryTrouble

VERSION: Final = 1
"""Raised when an older program could misread what is written."""

# Dataclasses of the standard library take this from what holds them, hence the tuple around the report.
_CONFIG: Final = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64", ser_json_inf_nan="constants")


def pack(report: Report) -> bytes:
    """Return a report as compressed JSON."""
    try:
        plain = _json((report,))
    except PydanticSerializationError:  # half a surrogate pair in a text that came from a page
        written = _adapter().dump_python((report,), warnings=False, fallback=_as_dict)
        plain = _json(_adapter().validate_python(_clean(written)))
    return zlib.compress(plain, 6)


def unpack(packed: bytes, version: int, program: str) -> Report:
    """Return the report again. Raises HistoryTrouble for one of a newer version and for a damaged one.

    `program` is the version of the program that wrote it, for the message.
    """
    if version > VERSION:
        raise HistoryTrouble(
            Text(
                f"รายงานนี้เขียนโดยโปรแกรมรุ่นใหม่กว่า ({program}) ให้ปรับรุ่นโปรแกรมก่อน",
                f"this report was written by a newer version ({program}); update the program first",
            )
        )
    try:
        (report,) = _adapter().validate_json(zlib.decompress(packed))
    except (zlib.error, ValidationError) as damaged:
        raise HistoryTrouble(
            Text(
                f"รายงานที่เก็บไว้อ่านไม่ได้ อาจเสียหายหรือเป็นของรุ่นเก่า ({program}) ให้ตรวจใหม่",
                f"the stored report cannot be read: damaged, or of an old version ({program}); run the check again",
            )
        ) from damaged
    return report


def texts(written: str) -> tuple[str, ...]:
    """Return the texts of a JSON list."""
    return tuple(str(one) for one in json.loads(written))


def listed(several: tuple[str, ...]) -> str:
    """Return texts as a JSON list."""
    return json.dumps([storable(one) for one in several], ensure_ascii=False)


def _json(held: tuple[Report]) -> bytes:
    return _adapter().dump_json(held, warnings=False, fallback=_as_dict)


def _as_dict(value: object) -> object:
    """Return a mapping that is no dict as one; nothing else in a report is unknown to pydantic."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _clean(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {_clean(key): _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_clean(one) for one in value)
    return value


@cache
def _adapter() -> TypeAdapter[tuple[Report]]:
    return TypeAdapter(tuple[Report], config=_CONFIG)
