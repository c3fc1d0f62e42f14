"""What is written for each of the system's timers, and what is called."""

from __future__ import annotations

import plistlib
import re
import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.errors import OutputError, UsageError
from oitcrawler.schedule import Ended, SystemCommands
from oitcrawler.schedule.cron import Cron, line_of, with_job, without_job
from oitcrawler.schedule.launchd import Launchd
from oitcrawler.schedule.systemd import Systemd, service_file, timer_file
from oitcrawler.schedule.timers import remove_everywhere, timers, usable
from oitcrawler.schedule.windows_tasks import WindowsTasks, encoded, task_file, windowless

from .parts import SITE, Crontab, Programs, job

OWN = f"oitcrawler-{SITE}"
ODD = ("/usr/bin/py thon", "50% ไทย", "$HOME", 'a "q"', "it's", "back\\slash", "")


def odd(folder: str = "/srv/โฟลเดอร์ ก %h $X") -> Path:
    return Path(folder)


def refusing(*words: str) -> Programs:
    """Return programs of which those that are called with these words refuse."""

    def answer(called: Sequence[str], stdin: bytes) -> Ended:
        del stdin
        return Ended(1, err=b"Failed to connect to bus") if set(words) <= set(called) else Ended(0)

    return Programs(answer)


# --- systemd


def test_a_systemd_timer_starts_every_night_and_makes_up_for_a_missed_night() -> None:
    lines = timer_file(job()).splitlines()
    assert "OnCalendar=*-*-* 02:17:00" in lines
    assert "Persistent=true" in lines
    assert "WantedBy=timers.target" in lines


def test_words_of_a_systemd_service_are_escaped() -> None:
    one = replace(job(odd()), program=ODD)
    lines = service_file(one).splitlines()
    assert "WorkingDirectory=/srv/โฟลเดอร์ ก %%h $X" in lines
    assert 'ExecStart="/usr/bin/py thon" "50%% ไทย" "$$HOME" "a \\"q\\"" "it\'s" "back\\\\slash" ""' in lines


def test_a_line_break_is_refused_rather_than_begin_another_line() -> None:
    with pytest.raises(UsageError, match="control character"):
        service_file(replace(job(), program=("/usr/bin/python", "a\nExecStart=/bin/sh")))


def test_systemd_is_told_and_told_again_when_something_changed(tmp_path: Path) -> None:
    programs = Programs()
    timer = Systemd(programs, tmp_path / "user")
    hints = timer.install(job())
    timer.install(job(minute=40))
    assert "02:40:00" in (tmp_path / "user" / f"{OWN}.timer").read_text("utf-8")
    assert ("systemctl", "--user", "daemon-reload") in programs.calls
    assert ("systemctl", "--user", "restart", f"{OWN}.timer") in programs.calls
    assert any("enable-linger" in hint.en for hint in hints)
    assert timer.is_there(SITE)
    timer.remove(SITE)
    assert not timer.is_there(SITE)
    assert list((tmp_path / "user").iterdir()) == []
    assert ("systemctl", "--user", "disable", "--now", f"{OWN}.timer") in programs.calls


def test_a_lingering_user_needs_no_hint(tmp_path: Path) -> None:
    programs = Programs(lambda words, _: Ended(0, b"Linger=yes\n") if words[0] == "loginctl" else Ended(0))
    assert Systemd(programs, tmp_path).install(job()) == ()


def test_a_systemd_that_refuses_leaves_files_as_they_were(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Failed to connect to bus"):
        Systemd(refusing("enable"), tmp_path).install(job())
    assert list(tmp_path.iterdir()) == []
    Systemd(Programs(), tmp_path).install(job())
    with pytest.raises(UsageError, match="Failed to connect to bus"):
        Systemd(refusing("restart"), tmp_path).install(job(minute=40))
    assert "02:17:00" in (tmp_path / f"{OWN}.timer").read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        Systemd(Programs(), tmp_path / "file" / "user").install(job())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze")
def test_systemd_itself_reads_the_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "โฟลเดอร์ ก %h $X"
    folder.mkdir()
    one = replace(job(folder), program=(shutil.which("true") or "/bin/true", *ODD[1:]))
    Systemd(Programs(), tmp_path / "user").install(one)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    units = [str(path) for path in sorted((tmp_path / "user").iterdir())]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *units],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if OWN in line]) == (0, [])
    assert len(units) == 2


# --- cron

TABLES = {
    "none": b"",
    "somebody's lines": b"# mine\nMAILTO=x@example.go.th\n5 4 * * * echo \\% done\n",
    "no line break at the end": b"5 4 * * * true",
    "another's of ours": with_job(b"", replace(job(), name="other.example.go.th")),
    "bytes of an old code page and a carriage return": b"5 4 * * * echo \xa1\xd2\r\n\r\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_other_lines_of_the_table_stay(name: str) -> None:
    before = TABLES[name]
    once = with_job(before, job())
    assert once.startswith(before)
    assert with_job(once, job()) == once
    assert line_of(job(minute=40)).encode() in with_job(once, job(minute=40))
    assert without_job(once, SITE).rstrip(b"\n") == before.rstrip(b"\n")


@given(st.binary(max_size=300).filter(lambda table: OWN.encode() not in table))
def test_any_table_comes_back_as_it_was(table: bytes) -> None:
    closed = table if table.endswith(b"\n") or not table else table + b"\n"
    assert without_job(with_job(table, job()), SITE) == closed


@pytest.mark.parametrize("lost", ["begin", "end"])
def test_a_table_with_a_lost_mark_is_not_touched(lost: str) -> None:
    whole = with_job(b"5 4 * * * true\n", job()) + b"6 4 * * * true\n"
    table = b"".join(line for line in whole.splitlines(keepends=True) if f"{OWN} {lost}".encode() not in line)
    crontab = Crontab(table)
    for act in (lambda: Cron(crontab).install(job()), lambda: Cron(crontab).remove(SITE)):
        with pytest.raises(UsageError, match="crontab -e"):
            act()
    assert crontab.table == table


def test_the_line_starts_every_hour_in_the_shell_of_cron() -> None:
    one = replace(job(odd()), program=ODD)
    minute, *stars, command = line_of(one).split(" ", 5)
    assert (minute, stars) == ("17", ["*"] * 4)
    assert re.findall(r"(?<!\\)%", command) == []
    words = shlex.split(command.replace("\\%", "%"))
    assert words[:3] == ["cd", str(odd()), "&&"]
    assert tuple(words[3 : 3 + len(ODD)]) == ODD


@pytest.mark.parametrize("word", ["x" * 1000, "a\nb"], ids=["too long", "a line break"])
def test_what_cron_would_cut_off_is_refused(word: str) -> None:
    with pytest.raises(UsageError, match="too long for cron"):
        line_of(replace(job(), program=("/usr/bin/python", word)))


def test_cron_from_nothing_and_back() -> None:
    crontab = Crontab()
    cron = Cron(crontab)
    assert cron.works()
    assert not cron.is_there(SITE)
    assert cron.install(job()) == ()
    cron.install(job())
    assert cron.is_there(SITE)
    assert crontab.table is not None
    assert crontab.table.count(b"due --run") == 1
    cron.remove(SITE)
    assert crontab.table == b""


@pytest.mark.parametrize(
    "answer", [Ended(1, err=b"crontab: you (x) are not allowed"), Ended(124, err=b"no answer"), Ended(127)]
)
def test_a_table_that_cannot_be_read_is_never_replaced(answer: Ended) -> None:
    programs = Programs(lambda _words, _stdin: answer)
    cron = Cron(programs)
    assert not cron.works()
    for act in (lambda: cron.install(job()), lambda: cron.remove(SITE)):
        with pytest.raises(UsageError):
            act()
    assert set(programs.calls) == {("crontab", "-l")}


def test_the_words_of_another_cron_for_no_table() -> None:
    said = b"crontab: can't open 'somebody': No such file or directory\n"
    assert Cron(Programs(lambda _words, _stdin: Ended(1, err=said))).works()


# --- Windows

SPACE = {"task": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


def windows_job(program: str = r"C:\โปรแกรม A&B\python.exe") -> ET.Element:
    words = (program, "-m", "oitcrawler", "due", "--registry", "C:\\ผู้ใช้ <ก>\\schedules.json", 'a "q"')
    written = encoded(task_file(replace(job(r"C:\ผู้ใช้ <ก>"), program=words), "S-1-5-21-1-2-3-1001"))
    assert written.startswith(b"\xff\xfe")
    assert b"\r\x00\n\x00" in written
    return ET.fromstring(written)


TASK = {
    "Triggers/CalendarTrigger/StartBoundary": "2025-05-01T02:17:00",
    "Triggers/CalendarTrigger/ScheduleByDay/DaysInterval": "1",
    "Settings/StartWhenAvailable": "true",
    "Settings/RunOnlyIfNetworkAvailable": "true",
    "Settings/DisallowStartIfOnBatteries": "false",
    "Settings/MultipleInstancesPolicy": "IgnoreNew",
    "Principals/Principal/UserId": "S-1-5-21-1-2-3-1001",
    "Principals/Principal/LogonType": "InteractiveToken",
    "Principals/Principal/RunLevel": "LeastPrivilege",
    "Actions/Exec/Command": r"C:\โปรแกรม A&B\python.exe",
    "Actions/Exec/Arguments": r'-m oitcrawler due --registry "C:\ผู้ใช้ <ก>\schedules.json" "a \"q\""',
    "Actions/Exec/WorkingDirectory": r"C:\ผู้ใช้ <ก>",
}


@pytest.mark.parametrize("place", TASK)
def test_a_task_of_windows(place: str) -> None:
    found = windows_job().find("/".join(f"task:{part}" for part in place.split("/")), SPACE)
    assert found is not None
    assert found.text == TASK[place]


def test_a_task_without_a_known_user_names_none() -> None:
    assert "UserId" not in task_file(job())


def test_schtasks_is_given_a_file_that_is_taken_away_again() -> None:
    seen: list[bytes] = []

    def answer(words: Sequence[str], stdin: bytes) -> Ended:
        del stdin
        if words[0] == "whoami":
            return Ended(0, '"เครื่อง\\ผู้ใช้","S-1-5-21-7-8-9-1001"\r\n'.encode("cp874"))
        if "/Create" in words:
            seen.append(Path(words[-1]).read_bytes())
        return Ended(0)

    programs = Programs(answer)
    hints = WindowsTasks(programs).install(job())
    assert "S-1-5-21-7-8-9-1001" in seen[0].decode("utf-16")
    called = next(words for words in programs.calls if "/Create" in words)
    assert called[:-1] == ("schtasks", "/Create", "/F", "/TN", OWN, "/XML")
    assert not Path(called[-1]).exists()
    assert len(hints) == 1


def test_a_refusal_of_windows_is_told() -> None:
    with pytest.raises(UsageError, match="Failed to connect"):
        WindowsTasks(refusing("/Create")).install(job())


def test_windows_asks_and_deletes_by_name() -> None:
    programs = Programs()
    tasks = WindowsTasks(programs)
    assert tasks.is_there(SITE)
    tasks.remove(SITE)
    assert programs.calls == [("schtasks", "/Query", "/TN", OWN), ("schtasks", "/Delete", "/F", "/TN", OWN)]


def test_an_interpreter_without_window_is_taken_where_there_is_one(tmp_path: Path) -> None:
    program = tmp_path / "python.exe"
    assert windowless(str(program)) == str(program)


# --- macOS


def test_an_agent_of_launchd(tmp_path: Path) -> None:
    programs = Programs()
    agent = Launchd(programs, tmp_path)
    agent.install(job())
    agent.install(job(minute=40))
    path = tmp_path / f"{OWN}.plist"
    said = plistlib.loads(path.read_bytes())
    assert said["StartCalendarInterval"] == {"Hour": 2, "Minute": 40}
    assert said["ProgramArguments"] == list(job().program)
    assert said["RunAtLoad"] is True
    assert [words[1] for words in programs.calls] == ["load", "unload", "load"]
    agent.remove(SITE)
    assert not agent.is_there(SITE)


def test_a_launchd_that_refuses_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Launchd(refusing("load"), tmp_path).install(job())
    assert list(tmp_path.iterdir()) == []


# --- which of them


@pytest.mark.parametrize(
    ("platform", "kinds"),
    [("win32", [WindowsTasks]), ("darwin", [Launchd]), ("linux", [Systemd, Cron]), ("freebsd14", [Systemd, Cron])],
)
def test_each_system_has_its_own(platform: str, kinds: list[type]) -> None:
    assert [type(one) for one in timers(Programs(), platform)] == kinds


def test_cron_where_no_session_of_systemd_answers() -> None:
    assert isinstance(usable(timers(Crontab(b""), "linux")), Cron)
    assert isinstance(usable(timers(Programs(), "linux")), Systemd)


def test_a_machine_without_any_timer_is_told_what_to_do() -> None:
    with pytest.raises(UsageError, match="--no-timer"):
        usable(timers(Programs(lambda _words, _stdin: Ended(127)), "linux"))


def test_a_job_is_taken_away_from_all_timers_but_one(tmp_path: Path) -> None:
    crontab = Crontab(with_job(b"", job()))
    systemd, cron = Systemd(Programs(), tmp_path), Cron(crontab)
    systemd.install(job())
    assert remove_everywhere((systemd, cron), SITE, but=systemd)
    assert systemd.is_there(SITE)
    assert not cron.is_there(SITE)
    assert remove_everywhere((systemd, cron), SITE)
    assert not remove_everywhere((systemd, cron), SITE)


# --- programs


def test_programs_answer_or_are_told_to_be_missing() -> None:
    done = SystemCommands().run(("cat",), "ไทย".encode())
    assert (done.code, done.out.decode()) == (0, "ไทย")
    missing = SystemCommands().run(("oitcrawler-no-such-program",))
    assert missing.code == 127
    assert missing.said
