"""`schedule` and `due`, on a machine that has a crontab and no session of systemd."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from oitcrawler.cli.schedule import app, due
from oitcrawler.errors import OutputError, UsageError
from oitcrawler.history import open_history
from oitcrawler.schedule import Attempts, Registry
from oitcrawler.schedule.registry import locked
from oitcrawler.schedule.starting import Starter, carried

from ..schedule.parts import SCHEDULE
from .sites import page, served

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the programs that stand in are scripts of a shell")
SITE = "tambon-tuayang.example.go.th"
QUICK = ("--", "--patience", "0", "--render", "never", "--allow-private-hosts")
CRONTAB = """#!/bin/sh
case "$1" in
  -l) [ -f "$0.table" ] || {{ echo "no crontab for somebody" >&2; exit 1; }}; /bin/cat "$0.table" ;;
  -) /bin/cat > "$0.table" ;;
esac
"""


class Machine:
    """A user's machine in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "programs"
        self.registry = folder / "ข้อมูล" / "schedules.json"
        self.history = folder / "h.sqlite3"
        self.programs.mkdir()
        self.program("systemctl", "#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n")
        self.program("crontab", CRONTAB.replace("{{", "{").replace("}}", "}"))

    def program(self, name: str, content: str) -> None:
        path = self.programs / name
        path.write_text(content)
        path.chmod(0o755)

    @property
    def table(self) -> str:
        path = self.programs / "crontab.table"
        return path.read_text("utf-8") if path.exists() else ""

    def says(self, *words: str, code: int = 0) -> str:
        """Run a command; return what it shows. Raises what it raises."""
        top = typer.Typer()
        top.add_typer(app, name="schedule")
        top.command()(due)
        first, rest = (
            words[: words.index("--")] if "--" in words else words,
            words[words.index("--") :] if "--" in words else (),
        )
        done = CliRunner(env={"COLUMNS": "240", "NO_COLOR": "1"}).invoke(
            top, [*first, "--registry", str(self.registry), *rest]
        )
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return done.output

    def ran(self, site: str, days_ago: int) -> None:
        """Keep a finished run of so many days ago in the history."""
        at = datetime.now().astimezone() - timedelta(days=days_ago)
        with open_history(str(self.history)) as history, history.begin(site, "links", at) as run:
            run.finish(at)

    def due(self, *words: str) -> dict[str, dict[str, object]]:
        return {one["name"]: one for one in json.loads(self.says("due", "--json", *words))}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(made.programs))
    monkeypatch.setenv("OITCRAWLER_HISTORY", str(made.history))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return made


def test_install_list_change_and_remove(machine: Machine) -> None:
    machine.program("crontab.table", "5 4 * * * true\n")
    text = machine.says("schedule", "install", f"https://www.{SITE}/", "--lang", "en")
    assert re.search(rf"Scheduled: {SITE} \(links\), every 15 days at \d\d:\d\d, by cron", text)
    assert str(machine.folder / f"links-www.{SITE}") in text
    assert f"-m oitcrawler due --run --retry 15 --registry '{machine.registry}'" in machine.table
    assert (machine.folder / f"links-www.{SITE}").is_dir()
    first = Registry(machine.registry).all()

    text = machine.says("schedule", "install", SITE, "--every", "7", "--at", "03:05", "--lang", "en")
    assert "Changed" in text
    (one,) = Registry(machine.registry).all()
    assert (one.every, f"{one.at:%H:%M}", one.installed_at) == (7, "03:05", first[0].installed_at)
    assert machine.table.count("due --run") == 1
    assert "5 * * * * cd" in machine.table

    text = machine.says("schedule", "list")
    assert re.search(rf"{SITE}\s+links\s+7\s+03:05\s+ยังไม่เคย.*cron", text)

    assert "เลิกตั้งเวลา" in machine.says("schedule", "remove", f"http://{SITE}")
    assert machine.table == "5 4 * * * true\n"
    assert "ยังไม่ได้ตั้งเวลา" in machine.says("schedule", "list")


def test_print_writes_nothing(machine: Machine) -> None:
    text = machine.says("schedule", "install", SITE, "--print", "--lang", "en")
    assert "Nothing is installed" in text
    assert f"# oitcrawler-{SITE} begin" in text
    assert machine.table == ""
    assert not machine.registry.exists()


def test_removing_what_is_not_there_says_what_is(machine: Machine) -> None:
    machine.says("schedule", "install", SITE, "--no-timer")
    for name in ("other.example.go.th", "no name at all"):
        with pytest.raises(UsageError, match=f"is not scheduled; there are: {SITE}"):
            machine.says("schedule", "remove", name)


def test_a_timer_whose_schedule_was_lost_can_be_removed(machine: Machine) -> None:
    machine.says("schedule", "install", SITE)
    machine.registry.unlink()
    machine.says("schedule", "remove", SITE)
    assert machine.table == ""


def test_a_timer_that_fails_keeps_nothing(machine: Machine) -> None:
    machine.program("crontab", "#!/bin/sh\n[ $1 = -l ] || { echo 'disk full' >&2; exit 1; }\n")
    with pytest.raises(UsageError, match="disk full"):
        machine.says("schedule", "install", SITE)
    assert Registry(machine.registry).all() == ()


def test_a_machine_without_timer(machine: Machine) -> None:
    machine.program("crontab", "#!/bin/sh\nexit 127\n")
    with pytest.raises(UsageError, match="--no-timer"):
        machine.says("schedule", "install", SITE)
    assert "due --run" in machine.says("schedule", "install", SITE, "--no-timer")
    assert "ไม่มี (สั่ง due --run เอง)" in machine.says("schedule", "list")


def test_a_check_is_kept_with_its_own_words(machine: Machine) -> None:
    words = ("--command", "check", "--year", "2568", "--history", "none")
    machine.says("schedule", "install", SITE, *words, "--", "--kind", "province")
    (one,) = Registry(machine.registry).all()
    assert one.name == f"{SITE}-check"
    assert one.arguments() == (
        "check", f"https://{SITE}/", "--year", "2568", "--out", str(machine.folder / f"oit-{SITE}"),
        "--history", "none", "--kind", "province",
    )  # fmt: skip
    assert "OITCRAWLER_HISTORY" not in one.environment


def test_paths_and_what_the_run_needs_of_the_environment_are_kept(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.go.th:3128")
    monkeypatch.setenv("OITCRAWLER_SMTP_PASSWORD", "hush")
    monkeypatch.setenv("OITCRAWLER_HISTORY", "h.sqlite3")
    machine.says("schedule", "install", SITE, "--no-timer", "--out", "ผล")
    (one,) = Registry(machine.registry).all()
    assert one.out == str(machine.folder / "ผล")
    assert one.environment == {
        "HTTPS_PROXY": "http://proxy.example.go.th:3128",
        "OITCRAWLER_HISTORY": str(machine.history),
    }
    assert stat.S_IMODE(machine.registry.stat().st_mode) == 0o600
    assert carried({"PATH": "x", "NO_PROXY": ""}) == {}


def test_notifications_are_looked_at_first_and_what_a_timer_lacks_is_told(machine: Machine) -> None:
    config = machine.folder / "notify.yaml"
    config.write_text("webhooks: [{url: 'https://chat.example.go.th/', secret_env: HOOK}]\n")
    text = machine.says("schedule", "install", SITE, "--no-timer", "--notify", "notify.yaml", "--lang", "en")
    assert "a timer does not know the variable HOOK" in text
    assert Registry(machine.registry).all()[0].extra == ("--notify", str(config))


WRONG = {
    "no address": (("not an address",), "not the address"),
    "no time": ((SITE, "--at", "25:00"), "is no time"),
    "check without a year": ((SITE, "--command", "check"), "needs it"),
    "a year without check": ((SITE, "--year", "2568"), "belongs to"),
    "settings that are not there": ((SITE, "--notify", "none.yaml"), "cannot open"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_kept(machine: Machine, name: str) -> None:
    words, said = WRONG[name]
    with pytest.raises(UsageError, match=said):
        machine.says("schedule", "install", *words)
    assert Registry(machine.registry).all() == ()


def test_a_wrong_option_of_the_run_is_told_now_and_not_at_night(machine: Machine) -> None:
    assert "--patient" in machine.says("schedule", "install", SITE, "--", "--patient", "0", code=2)
    assert Registry(machine.registry).all() == ()


def test_a_file_where_the_folder_should_be(machine: Machine) -> None:
    (machine.folder / "file").write_text("")
    with pytest.raises(OutputError):
        machine.says("schedule", "install", SITE, "--out", "file")


def test_due_is_decided_by_the_history(machine: Machine) -> None:
    for site, days in (("new.example.go.th", None), ("late.example.go.th", 40), ("fresh.example.go.th", 2)):
        machine.says("schedule", "install", site, "--no-timer", "--every", "20")
        if days is not None:
            machine.ran(site, days)
    found = machine.due()
    assert {name: one["due"] for name, one in found.items()} == {
        "late.example.go.th": True, "fresh.example.go.th": False, "new.example.go.th": False,
    }  # fmt: skip
    assert found["new.example.go.th"]["last_finished"] is None
    assert "due since" in machine.says("due", "--lang", "en")
    assert {name for name, one in machine.due("--every", "1").items() if one["due"]} >= {
        "late.example.go.th", "fresh.example.go.th",
    }  # fmt: skip
    machine.says("due", "--fail-on", "due", code=1)
    machine.says("due", "fresh.example.go.th", "--fail-on", "due")


def test_sites_that_nobody_scheduled_can_be_asked_for(machine: Machine) -> None:
    machine.ran("seen.example.go.th", 3)
    found = machine.due("https://www.seen.example.go.th", "never.example.go.th")
    assert {name: one["due"] for name, one in found.items()} == {
        "never.example.go.th": True, "seen.example.go.th": False,
    }  # fmt: skip
    assert found["never.example.go.th"]["due_at"] is None


def test_a_history_that_cannot_be_read_is_told_and_is_no_all_clear(machine: Machine) -> None:
    machine.says("schedule", "install", SITE, "--no-timer")
    machine.history.write_bytes(b"no database" * 100)
    (one,) = machine.due().values()
    assert one["trouble"]
    text = machine.says("due", "--lang", "en", "--fail-on", "due", code=1)
    assert f"whether {SITE} is due is not known" in text


def test_two_at_once_do_not_double(machine: Machine) -> None:
    machine.registry.parent.mkdir()
    with locked(machine.registry.with_name("due.lock"), 0):
        assert "another process" in machine.says("due", "--run", "never.example.go.th", "--lang", "en")
    assert Attempts.beside(Registry(machine.registry)).all() == {}


@pytest.mark.slow
def test_what_is_due_is_run_and_remembered(machine: Machine) -> None:
    with served({"/": page("อบต.ตัวอย่าง", '<a href="/b">ข</a>'), "/b": page("ข", "")}) as url:
        machine.says("schedule", "install", url, "--no-timer", "--every", "1", "--out", "ผล ลิงก์", *QUICK)
        machine.ran(url, 2)
        text = machine.says("due", "--run", "--lang", "en")
        (one,) = machine.due().values()
    assert "begins" in text
    assert f"done: {machine.folder / 'ผล ลิงก์'}" in text
    assert json.loads((machine.folder / "ผล ลิงก์" / "links.json").read_text("utf-8"))
    assert not one["due"]
    assert one["last_attempt"] is not None


def test_a_run_that_fails_is_told_and_waits_for_its_next_night(machine: Machine) -> None:
    later = f"{datetime.now() + timedelta(hours=6):%H:%M}"
    machine.says("schedule", "install", SITE, "--no-timer", "--every", "1", "--at", later, "--out", "out")
    machine.ran(SITE, 2)
    (machine.folder / "out").rmdir()
    (machine.folder / "out").write_text("a file where the folder should be")
    text = machine.says("due", "--run", "--lang", "en", "--fail-on", "due", code=1)
    assert "failed (exit code 2)" in text
    (one,) = machine.due().values()
    assert not one["due"]
    (log,) = (machine.registry.parent / "logs").iterdir()
    assert "oitcrawler:" in log.read_text("utf-8")
    assert "exit code 2" in machine.says("due", "--lang", "en")


def test_a_program_that_cannot_be_started_is_a_failed_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no python"))
    assert Starter(tmp_path / "logs").start(SCHEDULE) == 127
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        Starter(tmp_path / "file").start(SCHEDULE)
