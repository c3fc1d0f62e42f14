"""`notify.yaml`: who is told, and how. Passwords and secrets never stand in it.

They come from an environment variable or from a file that only its owner can read; a timer knows no variables of a
session, so that regular runs need the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from ..checklist_schema import Written
from ..model import Lang, Text
from ..notify_file import FILE_NAME, settings_file
from ..yamlfile import open_given

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ADDRESS: Final = re.compile(r"[^\s@<>(),;:\"\\\[\]]+@[^\s@<>(),;:\"\\\[\]]+")
_PORTS: Final = {"starttls": 587, "ssl": 465, "none": 25}


def _one_line(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("ต้องเขียนในบรรทัดเดียว · must be one line without control characters")
    return value


def _mail_address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise ValueError("ไม่ใช่ที่อยู่อีเมล เช่น web@example.go.th · is no e-mail address")
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username is not None:
        raise ValueError("ต้องขึ้นต้นด้วย https:// และไม่มีรหัสผ่าน · must be https://… without a password in it")
    return value


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)]
MailAddress = Annotated[Line, AfterValidator(_mail_address)]
Seconds = Annotated[float, Field(gt=0, le=300)]


class Email(Written):
    """A server that takes mail. `security`: `starttls` (port 587), `ssl` (465) or, without a user, `none` (25)."""

    host: Line
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "ssl", "none"] = "starttls"
    user: Line | None = None
    password_env: Line | None = None
    password_file: Line | None = None
    ca_file: Line | None = None
    sender: MailAddress
    to: Annotated[tuple[MailAddress, ...], BeforeValidator(_several), Field(min_length=1)]
    timeout: Seconds = 30.0

    @model_validator(mode="after")
    def _fits(self) -> Email:
        given = [one for one in (self.password_env, self.password_file) if one is not None]
        if (self.user is None) is not (not given) or len(given) > 1:
            raise ValueError(
                "user ต้องมาคู่กับ password_env หรือ password_file อย่างใดอย่างหนึ่ง · user goes with either password_env or"
                " password_file"
            )
        if self.user is not None and self.security == "none":
            raise ValueError(
                "ห้ามส่งรหัสผ่านโดยไม่เข้ารหัส ใช้ starttls หรือ ssl · no password is sent in the clear: starttls or ssl"
            )
        return self

    @property
    def usual_port(self) -> int:
        """The port, as written or as usual."""
        return self.port if self.port is not None else _PORTS[self.security]


class Webhook(Written):
    """A program on the web that is sent the changes as JSON, signed with the secret if there is one."""

    url: Annotated[Line, AfterValidator(_web_address)]
    secret_env: Line | None = None
    secret_file: Line | None = None
    allow_private_hosts: bool = False
    timeout: Seconds = 15.0

    @model_validator(mode="after")
    def _fits(self) -> Webhook:
        if self.secret_env is not None and self.secret_file is not None:
            raise ValueError("ใช้ secret_env หรือ secret_file อย่างเดียว · either secret_env or secret_file")
        return self


class WrittenSettings(Written):
    """The whole file."""

    always: bool = False
    lang: Lang = "th"
    email: Email | None = None
    webhooks: tuple[Webhook, ...] = ()

    @model_validator(mode="after")
    def _tells_somebody(self) -> WrittenSettings:
        if self.email is None and not self.webhooks:
            raise ValueError("ยังไม่ได้บอกว่าแจ้งใคร ใส่ email หรือ webhooks · nobody is told: write email or webhooks")
        return self


@dataclass(frozen=True, slots=True)
class Settings:
    """Who is told; `always`: also when nothing changed. Relative paths are meant from `folder`, where the file is."""

    always: bool
    lang: Lang
    email: Email | None
    webhooks: tuple[Webhook, ...]
    folder: Path

    def for_timers(self) -> tuple[Text, ...]:
        """Return what a timer, which has no variables of a session, would lack."""
        written = [self.email.password_env] if self.email is not None else []
        names = (*written, *(hook.secret_env for hook in self.webhooks))
        return tuple(_unknown_to_timers(name) for name in names if name is not None)


def load(path: Path) -> Settings:
    """Read a file of settings.

    Raises UsageError when it cannot be read, ChecklistError, with file and line, for what does not fit.
    """
    written = open_given(path).read(WrittenSettings)
    return Settings(written.always, written.lang, written.email, written.webhooks, path.absolute().parent)


def configuration_for(named: Path | None, out: Path, usual: Path | None = None) -> Settings | None:
    """Return the settings that `settings_file` finds, or None. Raises as `load`."""
    found = settings_file(named, out, usual)
    return load(found) if found is not None else None


def _unknown_to_timers(name: str) -> Text:
    return Text(
        f"ตัวตั้งเวลาไม่รู้จักตัวแปร {name} ใช้ password_file หรือ secret_file ใน {FILE_NAME} แทน",
        f"a timer does not know the variable {name}; use password_file or secret_file in {FILE_NAME}",
    )
