"""Timers of a systemd user session: a service and a timer in the user's own folder.

systemd.timer(5): `Persistent=` makes up for a missed start, and only for `OnCalendar=`; intervals are counted anew when
the machine starts. systemd.service(5), "Command lines": words are split at spaces, in double quotes a backslash is an
escape, `%` begins a specifier everywhere, `$` a variable in the arguments.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ..errors import UsageError
from ..model import Text
from .commands import Commands, refused
from .timer import Job, Piece, as_before_on_failure, drop, keep, title_of

_SYSTEMCTL: Final = ("systemctl", "--user")


def service_file(job: Job) -> str:
    """Return the service that a timer starts."""
    return f"""[Unit]
Description={_plain(f"oitcrawler due --run ({job.name})")}

[Service]
Type=oneshot
WorkingDirectory={_plain(str(job.folder))}
ExecStart={_command_line(job.program)}
Nice=10
"""


def timer_file(job: Job) -> str:
    """Return the timer: once a day at the site's own time, made up for when it was missed."""
    return f"""[Unit]
Description={_plain(f"oitcrawler ({job.name})")}

[Timer]
OnCalendar=*-*-* {job.at:%H:%M}:00
Persistent=true
AccuracySec=1min

[Install]
WantedBy=timers.target
"""


class Systemd:
    """Installs timers in the user's session of systemd."""

    called = Text("systemd ของผู้ใช้", "systemd user timer")

    def __init__(self, commands: Commands, folder: Path | None = None) -> None:
        self._commands = commands
        self._folder = folder if folder is not None else _usual_folder()

    def works(self) -> bool:
        """Whether there is a user session that answers."""
        return self._commands.run((*_SYSTEMCTL, "show-environment")).code == 0

    def planned(self, job: Job) -> tuple[Piece, ...]:
        """Return the two files, and what makes systemd read them."""
        service, timer = self._files(job.name)
        return (
            Piece(str(service), service_file(job)),
            Piece(str(timer), timer_file(job)),
            *(Piece(" ".join(words)) for words in _starting(job.name)),
        )

    def install(self, job: Job) -> tuple[Text, ...]:
        """Write the files and start the timer; when that fails, the files are as before."""
        service, timer = self._files(job.name)
        with as_before_on_failure(service, timer):
            keep(service, service_file(job).encode())
            keep(timer, timer_file(job).encode())
            for words in _starting(job.name):
                self._call(words)
        return self._hints()

    def remove(self, name: str) -> None:
        """Stop the timer and delete the files, also when systemd does not answer."""
        self._commands.run((*_SYSTEMCTL, "disable", "--now", f"{title_of(name)}.timer"))
        for path in self._files(name):
            drop(path)
        self._commands.run((*_SYSTEMCTL, "daemon-reload"))

    def is_there(self, name: str) -> bool:
        """Whether one of the files is there."""
        return any(path.exists() for path in self._files(name))

    def _files(self, name: str) -> tuple[Path, Path]:
        title = title_of(name)
        return self._folder / f"{title}.service", self._folder / f"{title}.timer"

    def _call(self, words: Sequence[str]) -> None:
        ended = self._commands.run(words)
        if ended.code != 0:
            raise refused(words, ended)

    def _hints(self) -> tuple[Text, ...]:
        """Say that timers of a user stop when the user logs out, where that is so."""
        ended = self._commands.run(("loginctl", "show-user", str(os.getuid()), "--property=Linger"))
        if ended.out.strip() == b"Linger=yes":
            return ()
        return (
            Text(
                "ตัวตั้งเวลานี้ทำงานเฉพาะเมื่อผู้ใช้เข้าระบบอยู่ ถ้าเป็นเครื่องแม่ข่าย ให้สั่ง loginctl enable-linger หนึ่งครั้ง",
                "this timer works only while the user is logged in; on a server, say once: loginctl enable-linger",
            ),
        )


def _usual_folder() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".config") / "systemd" / "user"


def _starting(name: str) -> tuple[tuple[str, ...], ...]:
    # `enable --now` leaves a timer alone that is already at work, also when its file has changed.
    timer = f"{title_of(name)}.timer"
    return (
        (*_SYSTEMCTL, "daemon-reload"),
        (*_SYSTEMCTL, "enable", "--now", timer),
        (*_SYSTEMCTL, "restart", timer),
    )


def _command_line(words: Sequence[str]) -> str:
    program, *arguments = words
    return " ".join((_quoted(program), *(_quoted(word).replace("$", "$$") for word in arguments)))


def _quoted(word: str) -> str:
    escaped = _plain(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(value: str) -> str:
    """Return a value without specifiers. Raises UsageError for one that a line cannot hold."""
    if any(ord(sign) < 32 for sign in value):
        raise UsageError(
            Text(
                f"ใช้ชื่อที่มีอักขระควบคุมกับ systemd ไม่ได้: {value!r}", f"a control character cannot stand in a unit: {value!r}"
            )
        )
    return value.replace("%", "%%")
