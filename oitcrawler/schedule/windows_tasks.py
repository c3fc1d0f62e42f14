"""Windows Task Scheduler: a task of the user, in XML, registered by `schtasks`.

The file is UTF-16 with a byte order mark, little endian: `schtasks` refuses UTF-8. `StartWhenAvailable` makes up for a
missed start, and `RunOnlyIfNetworkAvailable` waits for the network. The task runs with the token of the user who is
logged on: that needs no password and no administrator ([MS-TSCH] 3.2.5.4.2, Registering a Task).
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath
from typing import Final
from xml.sax.saxutils import escape

from ..model import Text
from .commands import Commands, refused
from .timer import Job, Piece, keep, title_of

_SID: Final = re.compile(rb"S-1-[0-9-]+")
_BOM: Final = b"\xff\xfe"
_NAMESPACE: Final = "http://schemas.microsoft.com/windows/2004/02/mit/task"


def task_file(job: Job, user: str = "") -> str:
    """Return the task. `user` is the identifier (SID) of who it is run as; without it, who registers it."""
    program, *arguments = job.program
    owner = f"<UserId>{_xml(user)}</UserId>" if user else ""
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="{_NAMESPACE}">
  <RegistrationInfo>
    <Description>{_xml(f"oitcrawler due --run ({job.name})")}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{job.day.isoformat()}T{job.at:%H:%M}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      {owner}<LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>P3D</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{_xml(program)}</Command>
      <Arguments>{_xml(subprocess.list2cmdline(arguments))}</Arguments>
      <WorkingDirectory>{_xml(str(job.folder))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def encoded(xml: str) -> bytes:
    """Return a task as the bytes that `schtasks` reads."""
    return _BOM + xml.replace("\n", "\r\n").encode("utf-16-le")


def windowless(program: str) -> str:
    """Return the interpreter that opens no window, if it stands beside the one that does."""
    quiet = PureWindowsPath(program).with_name("pythonw.exe")
    return str(quiet) if Path(str(quiet)).is_file() else program


class WindowsTasks:
    """Registers tasks by `schtasks`."""

    called = Text("ตัวกำหนดเวลางานของ Windows (Task Scheduler)", "Windows Task Scheduler")

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def works(self) -> bool:
        """Every Windows has it; what it refuses is told by `install`."""
        return True

    def planned(self, job: Job) -> tuple[Piece, ...]:
        """Return the task, and the call that registers it."""
        file = f"{job.title}.xml"
        return (Piece(file, task_file(_quiet(job), self._user())), Piece(" ".join(_creating(job, file))))

    def install(self, job: Job) -> tuple[Text, ...]:
        """Register the task in the place of the one of its name."""
        with tempfile.TemporaryDirectory(prefix="oitcrawler-") as folder:
            path = Path(folder) / "task.xml"
            keep(path, encoded(task_file(_quiet(job), self._user())))
            self._call(_creating(job, str(path)))
        return (
            Text(
                "ตรวจเมื่อเปิดเครื่องและเข้าใช้ Windows อยู่ ถ้าปิดเครื่องในเวลานั้น จะตรวจหลังเปิดเครื่องครั้งต่อไป",
                "it runs while you are logged on to Windows; if the machine is off then, it runs after the next start",
            ),
        )

    def remove(self, name: str) -> None:
        """Delete the task."""
        self._call(("schtasks", "/Delete", "/F", "/TN", title_of(name)))

    def is_there(self, name: str) -> bool:
        """Whether the task is registered."""
        return self._commands.run(("schtasks", "/Query", "/TN", title_of(name))).code == 0

    def _user(self) -> str:
        ended = self._commands.run(("whoami", "/user", "/fo", "csv", "/nh"))
        found = _SID.search(ended.out) if ended.code == 0 else None
        return found[0].decode() if found else ""

    def _call(self, words: Sequence[str]) -> None:
        ended = self._commands.run(words)
        if ended.code != 0:
            raise refused(words, ended)


def _quiet(job: Job) -> Job:
    program, *arguments = job.program
    return Job(job.name, job.at, (windowless(program), *arguments), job.folder, job.day)


def _creating(job: Job, file: str) -> tuple[str, ...]:
    return ("schtasks", "/Create", "/F", "/TN", job.title, "/XML", file)


def _xml(text: str) -> str:
    return escape(text, {'"': "&quot;"})
