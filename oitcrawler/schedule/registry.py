"""What the user's data folder keeps of regular runs: the schedules, and how the last attempt at each ended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import platformdirs
from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from ..errors import OutputError, UsageError
from ..model import Text
from ..whole_files import write_whole
from .model import Attempt, Schedule

SCHEMA: Final = "oitcrawler.schedules/1"
_FILE: Final = "schedules.json"
_WRITE_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class _Schedules:
    schema: str
    schedules: tuple[Schedule, ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempts:
    attempts: Mapping[str, Attempt] = field(default_factory=dict)


class Registry:
    """The schedules of one user, in one file that only this user can read (a database's address may stand in it)."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else usual_place()

    def all(self) -> tuple[Schedule, ...]:
        """Return the schedules by name. Raises UsageError for a file that cannot be read; it is never overwritten."""
        body = _read(self.path)
        if body is None:
            return ()
        self._refuse_newer(body)
        try:
            kept = _whole().validate_json(body)
        except ValidationError as error:
            place = " → ".join(str(part) for part in error.errors()[0]["loc"])
            raise self._damaged(place) from error
        return tuple(sorted(kept.schedules, key=lambda one: one.name))

    def named(self, words: str, site: str | None) -> tuple[Schedule, ...]:
        """Return the schedules of a name, else those of a site."""
        there = self.all()
        return tuple(one for one in there if one.name == words) or tuple(one for one in there if one.site == site)

    def put(self, schedule: Schedule) -> None:
        """Keep a schedule in the place of the one of its name, if there is one."""
        with self._writing():
            self._write(({one.name: one for one in self.all()} | {schedule.name: schedule}).values())

    def take_out(self, name: str) -> None:
        """Forget a schedule."""
        with self._writing():
            self._write(one for one in self.all() if one.name != name)

    def _write(self, schedules: Iterable[Schedule]) -> None:
        kept = _Schedules(SCHEMA, tuple(sorted(schedules, key=lambda one: one.name)))
        write_whole(self.path, _whole().dump_json(kept, indent=2), private=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        make_folder(self.path.parent)
        with locked(self.path.with_suffix(".lock"), _WRITE_SECONDS) as taken:
            if not taken:
                raise UsageError(
                    Text(
                        f"มีโปรแกรมอื่นกำลังเขียน {self.path} อยู่ ลองใหม่อีกครั้ง",
                        f"another process is writing {self.path}; try again",
                    )
                )
            yield

    def _refuse_newer(self, body: bytes) -> None:
        try:
            schema = json.loads(body).get("schema")
        except (ValueError, AttributeError) as error:
            raise self._damaged("") from error
        if schema != SCHEMA:
            raise UsageError(
                Text(
                    f"{self.path} เขียนโดยโปรแกรมรุ่นอื่น ({schema}) รุ่นนี้อ่านได้เฉพาะ {SCHEMA}",
                    f"{self.path} was written by another version ({schema}); this one reads {SCHEMA}",
                )
            )

    def _damaged(self, place: str) -> UsageError:
        where = f" ({place})" if place else ""
        return UsageError(
            Text(
                f"อ่านรายการตั้งเวลา {self.path} ไม่ได้{where} แก้ไฟล์ หรือย้ายออกแล้วตั้งเวลาใหม่",
                f"cannot read the schedules in {self.path}{where}; mend the file, or move it away and install again",
            )
        )


class Attempts:
    """How the last attempt at each schedule ended. A missing or damaged file only means that nothing is known."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def beside(cls, registry: Registry) -> Attempts:
        """Return the attempts that are kept beside a registry."""
        return cls(registry.path.with_name("attempts.json"))

    def all(self) -> Mapping[str, Attempt]:
        """Return the last attempts by the name of the schedule."""
        body = _read(self._path)
        try:
            return _tried().validate_json(body).attempts if body is not None else {}
        except ValidationError:
            return {}

    def put(self, name: str, attempt: Attempt) -> None:
        """Keep how an attempt ended. Only who holds the lock of `due --run` may write."""
        make_folder(self._path.parent)
        kept = _Attempts(dict(sorted({**self.all(), name: attempt}.items())))
        write_whole(self._path, _tried().dump_json(kept, indent=2), private=True)


def usual_place() -> Path:
    """Return the file of the schedules in the user's data folder."""
    return platformdirs.user_data_path("oitcrawler", appauthor=False) / _FILE


@contextmanager
def locked(path: Path, seconds: float) -> Iterator[bool]:
    """Hold a lock that ends with this process; tell whether it could be taken within so many seconds."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        yield False
        return
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield True
    finally:
        lock.release()


def make_folder(folder: Path) -> None:
    """Make a folder. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(
            Text(f"เปิดไฟล์ {path} ไม่ได้: {error.strerror}", f"cannot open {path}: {error.strerror}")
        ) from error


def unwritable(path: Path, error: OSError) -> OutputError:
    """Build the error of a file or folder that cannot be written."""
    return OutputError(Text(f"เขียน {path} ไม่ได้: {error.strerror}", f"cannot write {path}: {error.strerror}"))


@cache
def _whole() -> TypeAdapter[_Schedules]:
    return TypeAdapter(_Schedules)


@cache
def _tried() -> TypeAdapter[_Attempts]:
    return TypeAdapter(_Attempts)
