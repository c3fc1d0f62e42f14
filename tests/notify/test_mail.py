"""Sending e-mail, to a server on this machine."""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
import trustme

from oitcrawler.notify import Settings, Told, sample_news, tell
from oitcrawler.notify.settings import Email

from .parts import FINISHED, NEWS, PASSWORD, QUIET, USER, MailServer, mail_server


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def folder(tmp_path: Path, authority: trustme.CA) -> Path:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    (tmp_path / "password.txt").write_text(f"{PASSWORD}\n", "utf-8")
    (tmp_path / "password.txt").chmod(0o600)
    return tmp_path


def settings(server: MailServer, folder: Path, /, **changes: Any) -> Settings:
    written = {
        "host": "127.0.0.1", "port": server.port, "security": "none", "sender": "web@example.go.th",
        "to": ("a@example.go.th",), "timeout": 5, **changes,
    }  # fmt: skip
    always = bool(written.pop("always", False))
    return Settings(always, "th", Email.model_validate(written), (), folder)


ENCRYPTED = {"security": "starttls", "ca_file": "ca.pem", "user": USER, "password_file": "password.txt"}


def test_mail_without_a_user_reaches_the_server(folder: Path) -> None:
    with mail_server(MailServer()) as server:
        told = tell(NEWS, settings(server, folder, to=("a@example.go.th", "b@example.go.th")), {})
    assert told.trouble == ()
    assert "a@example.go.th, b@example.go.th" in told.sent[0].en
    (mail,) = server.got
    assert (mail.sender, mail.to) == ("web@example.go.th", ["a@example.go.th", "b@example.go.th"])
    message = message_from_bytes(mail.content, policy=policy.default)
    assert "ลิงก์เสียใหม่ 1" in message["Subject"]


@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_a_password_is_sent_encrypted_alone(folder: Path, tls: ssl.SSLContext, security: str) -> None:
    with mail_server(MailServer(tls, from_start=security == "ssl")) as server:
        told = tell(NEWS, settings(server, folder, **ENCRYPTED | {"security": security}), {})
    assert told.trouble == ()
    assert [(mail.user, mail.encrypted) for mail in server.got] == [(USER, True)]


def test_a_password_of_the_environment(folder: Path, tls: ssl.SSLContext) -> None:
    changes = ENCRYPTED | {"password_file": None, "password_env": "SMTP_PASSWORD"}
    with mail_server(MailServer(tls)) as server:
        assert tell(NEWS, settings(server, folder, **changes), {"SMTP_PASSWORD": PASSWORD}).trouble == ()
        (trouble,) = tell(NEWS, settings(server, folder, **changes), {}).trouble
    assert "variable SMTP_PASSWORD" in trouble.en
    assert len(server.got) == 1


def test_nothing_is_sent_when_nothing_changed_unless_asked(folder: Path) -> None:
    with mail_server(MailServer()) as server:
        assert tell(QUIET, settings(server, folder), {}) == Told()
        assert server.words == []
        assert tell(QUIET, settings(server, folder, always=True), {}).trouble == ()
        assert tell(sample_news(FINISHED), settings(server, folder), {}).trouble == ()
    assert len(server.got) == 2


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """Give a list that holds everything that was logged or written, once it is needed."""
    found: list[str] = []
    with caplog.at_level(logging.DEBUG):
        yield found
    found.append(caplog.text)
    written = capfd.readouterr()
    assert PASSWORD not in "".join((*found, written.out, written.err))


TROUBLE: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "the sender is refused": ({"refuse": {"MAIL": "550 not you"}}, {}, "code 550"),
    "the mail is refused": ({"refuse": {"DATA": "554 spam"}}, {}, "code 554"),
    "all readers are refused": ({}, {"to": ("nobody@example.go.th",)}, "for nobody@example.go.th"),
    "one reader is refused": ({}, {"to": ("nobody@example.go.th", "a@example.go.th")}, "for nobody@example.go.th"),
    "no greeting": ({"silent": True}, {"timeout": 0.3}, "did not answer in time"),
    "no encryption is offered": ({}, ENCRYPTED, "STARTTLS"),
    "a file of authorities that is not there": ({}, ENCRYPTED | {"ca_file": "none.pem"}, "No such file"),
}


@pytest.mark.parametrize("name", TROUBLE)
def test_what_goes_wrong_is_told_and_raises_nothing(folder: Path, name: str, logged: list[str]) -> None:
    serving, asked, said = TROUBLE[name]
    with mail_server(MailServer(**serving)) as server:
        told = tell(NEWS, settings(server, folder, **asked), {})
    assert told.sent == ()
    (trouble,) = told.trouble
    assert said in trouble.en
    assert "127.0.0.1" in trouble.th
    assert not any(word.startswith("AUTH") for word in server.words)
    assert PASSWORD not in repr(trouble)


def test_a_wrong_password_is_told_without_it(folder: Path, tls: ssl.SSLContext, logged: list[str]) -> None:
    wrong = "another-s3cret"
    (folder / "password.txt").write_text(wrong)
    with mail_server(MailServer(tls)) as server:
        (trouble,) = tell(NEWS, settings(server, folder, **ENCRYPTED), {}).trouble
    assert "refused (535)" in trouble.en
    attempts = [word.split(" ")[2] for word in server.words if word.startswith("AUTH PLAIN")]
    assert attempts
    assert [secret for secret in (wrong, *attempts) if secret in repr(trouble)] == []


def test_a_password_that_the_protocol_cannot_carry_is_told(folder: Path, tls: ssl.SSLContext) -> None:
    (folder / "password.txt").write_text("รหัสลับ", "utf-8")
    with mail_server(MailServer(tls)) as server:
        (trouble,) = tell(NEWS, settings(server, folder, **ENCRYPTED), {}).trouble
    assert "characters that cannot be sent" in trouble.en
    assert "รหัสลับ" not in repr(trouble)


def test_a_server_of_an_unknown_authority_gets_no_password(folder: Path, tls: ssl.SSLContext) -> None:
    with mail_server(MailServer(tls)) as server:
        (trouble,) = tell(NEWS, settings(server, folder, **ENCRYPTED | {"ca_file": None}), {}).trouble
    assert "CERTIFICATE_VERIFY_FAILED" in trouble.en
    assert server.words[-1] == "STARTTLS"


def test_a_server_that_is_not_there(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    gone = MailServer(port=port)
    (trouble,) = tell(NEWS, settings(gone, folder), {}).trouble
    assert "refused" in trouble.en


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 80 + ".th", "ก" * 80], ids=["unknown", "long", "Thai"])
def test_a_host_that_cannot_be(folder: Path, host: str) -> None:
    (trouble,) = tell(NEWS, settings(MailServer(port=25), folder, host=host), {}).trouble
    assert host in trouble.en


def test_a_failing_server_does_not_keep_the_others_from_being_told(folder: Path) -> None:
    with mail_server(MailServer(refuse={"MAIL": "550 no"})) as server:
        one = settings(server, folder)
        (trouble,) = tell(replace(NEWS, run_id="x"), one, {}).trouble
    assert "550" in trouble.en
