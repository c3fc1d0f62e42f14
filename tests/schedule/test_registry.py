"""The files of the schedules and of attempts."""

from __future__ import annotations

import os
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from oitcrawler.errors import OutputError, UsageError
from oitcrawler.schedule import Attempt, Attempts, Registry

from .parts import SCHEDULE, SITE, moment, scheduled

CHECK = replace(
    SCHEDULE,
    name=f"{SITE}-check",
    command="check",
    year="2568",
    extra=("--kind", "lao"),
    environment={"OITCRAWLER_HISTORY": "postgresql://u:p@db.example.go.th/oit"},
)


def test_schedules_come_back_as_they_were(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "ข้อมูล" / "schedules.json")
    assert registry.all() == ()
    registry.put(SCHEDULE)
    registry.put(CHECK)
    assert Registry(registry.path).all() == (SCHEDULE, CHECK)
    assert registry.named(SITE, None) == (SCHEDULE,)
    assert registry.named("https://…", SITE) == (SCHEDULE, CHECK)
    assert registry.named("other", "other.th") == ()
    registry.put(replace(SCHEDULE, every=7))
    registry.take_out(CHECK.name)
    registry.take_out("never there")
    assert [one.every for one in registry.all()] == [7]


def test_the_command_line_of_a_run() -> None:
    assert SCHEDULE.arguments() == ("links", f"https://www.{SITE}/", "--out", "/srv/ผลตรวจ ลิงก์")
    assert CHECK.arguments()[2:] == ("--year", "2568", "--out", "/srv/ผลตรวจ ลิงก์", "--kind", "lao")


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX")
def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "schedules.json")
    registry.put(CHECK)
    assert stat.S_IMODE(registry.path.stat().st_mode) == 0o600


DAMAGED = {
    "no JSON": ('{"schema": "oitcrawler', "cannot read"),
    "a list": ("[]", "cannot read"),
    "another version": ('{"schema": "oitcrawler.schedules/9", "schedules": []}', "another version"),
    "a part is missing": ('{"schema": "oitcrawler.schedules/1", "schedules": [{"name": "a"}]}', "schedules → 0"),
    "not text": ("\udcff", "cannot read"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_told_and_never_overwritten(tmp_path: Path, name: str) -> None:
    content, said = DAMAGED[name]
    registry = Registry(tmp_path / "schedules.json")
    registry.path.write_bytes(content.encode("utf-8", "surrogateescape"))
    for act in (registry.all, lambda: registry.put(SCHEDULE), lambda: registry.take_out("a")):
        with pytest.raises(UsageError, match=said):
            act()
    assert registry.path.read_bytes() == content.encode("utf-8", "surrogateescape")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        Registry(tmp_path / "file" / "schedules.json").put(SCHEDULE)


def test_nothing_is_lost_when_many_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "schedules.json"
    writers = [
        threading.Thread(target=Registry(path).put, args=(scheduled(f"site-{number:02}.th"),)) for number in range(12)
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join(20)
    assert len(Registry(path).all()) == 12


def test_attempts_come_back_and_a_damaged_file_means_that_nothing_is_known(tmp_path: Path) -> None:
    attempts = Attempts.beside(Registry(tmp_path / "schedules.json"))
    assert attempts.all() == {}
    failed = Attempt(moment(3), 2, done=False)
    attempts.put("b", failed)
    attempts.put("a", Attempt(moment(4), 0, done=True))
    assert attempts.all()["b"] == failed
    (tmp_path / "attempts.json").write_text("{")
    assert attempts.all() == {}
