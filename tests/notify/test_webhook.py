"""Telling programs on the web, with one on this machine."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import ssl
from pathlib import Path
from typing import Any

import pytest
import trustme

from oitcrawler.notify import Settings, tell
from oitcrawler.notify import webhook as webhooks
from oitcrawler.notify.settings import Email, Webhook
from oitcrawler.notify.webhook import body_of, send_webhook

from .parts import NEWS, PAGE, QUIET, SITE, Hook, MailServer, hook_server, mail_server


def settings(hook: Hook, folder: Path, **changes: Any) -> Settings:
    written = {"url": hook.url, "allow_private_hosts": True, "timeout": 5, **changes}
    return Settings(False, "th", None, (Webhook.model_validate(written),), folder)


def sent(hook: Hook, folder: Path, slept: list[float] | None = None, **changes: Any) -> str:
    """Send the news; return what went wrong, "" for nothing."""
    asked = settings(hook, folder, **changes)
    trouble = send_webhook(NEWS, asked, asked.webhooks[0], {"HOOK": "ลับ"}, (slept if slept is not None else []).append)
    return trouble.en if trouble is not None else ""


def test_the_changes_are_posted_as_json(tmp_path: Path) -> None:
    with hook_server(Hook()) as hook:
        told = tell(NEWS, settings(hook, tmp_path), {})
    assert (len(told.sent), told.trouble) == (1, ())
    ((headers, body),) = hook.got
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert "x-oitcrawler-signature" not in headers
    said = json.loads(body)
    assert said["schema"] == "oitcrawler.news/1"
    assert (said["site"], said["run"], said["changed"], said["test"]) == (SITE, "run-7", True, False)
    assert said["broke"] == [{"url": f"{PAGE}แผน.pdf", "cause": "http-404", "pages": [PAGE, f"{PAGE}ita"]}]
    assert said["new_gaps"][0]["item"] == "o13"
    assert said["now"] == {"broken": 3, "unverified": 2, "gaps": 1, "could_not_check": 4}


def test_a_secret_signs_the_body(tmp_path: Path) -> None:
    with hook_server(Hook()) as hook:
        assert sent(hook, tmp_path, secret_env="HOOK") == ""
    ((headers, body),) = hook.got
    expected = hmac.new("ลับ".encode(), body, hashlib.sha256).hexdigest()
    assert headers["x-oitcrawler-signature"] == f"sha256={expected}"


def test_nothing_is_posted_when_nothing_changed(tmp_path: Path) -> None:
    with hook_server(Hook()) as hook:
        tell(QUIET, settings(hook, tmp_path), {})
    assert hook.got == []
    assert json.loads(body_of(QUIET))["changed"] is False


# Answers; how often it is asked; what is told.
ANSWERS: dict[str, tuple[list[int], int, str]] = {
    "taken": ([204], 1, ""),
    "taken at the second time": ([503, 200], 2, ""),
    "too many at first": ([429, 200], 2, ""),
    "broken for long": ([500, 502, 200], 2, "HTTP 502"),
    "unknown": ([404, 200], 1, "HTTP 404"),
    "refused": ([401, 200], 1, "HTTP 401"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_one_more_try_where_it_may_help(tmp_path: Path, name: str) -> None:
    answers, times, said = ANSWERS[name]
    slept: list[float] = []
    with hook_server(Hook(list(answers))) as hook:
        trouble = sent(hook, tmp_path, slept)
    assert len(hook.got) == times
    assert slept == [webhooks.PAUSE] * (times - 1)
    assert trouble.endswith(said)
    assert bool(trouble) is bool(said)
    assert "T0K3N" not in trouble


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    with hook_server(Hook()) as other, hook_server(Hook([302], where=other.url)) as hook:
        assert "HTTP 302" in sent(hook, tmp_path)
    assert other.got == []


def test_a_program_that_does_not_answer_in_time(tmp_path: Path) -> None:
    with hook_server(Hook(delay=30)) as hook:
        assert "no answer in time" in sent(hook, tmp_path, timeout=0.2)
    assert len(hook.got) == 2


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        hook = Hook(url=f"http://127.0.0.1:{free.getsockname()[1]}/hooks/T0K3N")
    slept: list[float] = []
    trouble = sent(hook, tmp_path, slept)
    assert "cannot be reached" in trouble
    assert "T0K3N" not in trouble
    assert len(slept) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254"])
def test_a_private_address_is_asked_only_if_that_is_meant(tmp_path: Path, host: str) -> None:
    with hook_server(Hook()) as hook:
        port = hook.url.split(":")[2]
        trouble = sent(hook, tmp_path, url=f"http://{host}:{port}", allow_private_hosts=False)
    assert "allow_private_hosts: true" in trouble
    assert hook.got == []


def test_a_name_that_leads_to_a_private_address_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_: object, **__: object) -> list[object]:
        return [(2, 1, 6, "", ("203.0.113.9", 0)), (2, 1, 6, "", ("192.168.1.9", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    hook = Hook(url="https://chat.example.go.th/hooks/T0K3N")
    assert "allow_private_hosts: true" in sent(hook, tmp_path, allow_private_hosts=False)


def test_an_unknown_authority_is_not_trusted(tmp_path: Path) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    slept: list[float] = []
    with hook_server(Hook(), context) as hook:
        assert "bad certificate" in sent(hook, tmp_path, slept)
    assert (hook.got, slept) == ([], [])


def test_a_secret_that_is_missing_is_told(tmp_path: Path) -> None:
    with hook_server(Hook()) as hook:
        assert "cannot open" in sent(hook, tmp_path, secret_file="none.txt")
    assert hook.got == []


def test_one_that_fails_does_not_keep_the_others_from_being_told(tmp_path: Path) -> None:
    with mail_server(MailServer(refuse={"MAIL": "550 no"})) as server, hook_server(Hook()) as hook:
        mail = Email(
            host="127.0.0.1", port=server.port, security="none", sender="a@example.go.th", to=("b@example.go.th",)
        )
        hooks = settings(hook, tmp_path).webhooks
        told = tell(NEWS, Settings(False, "th", mail, hooks, tmp_path), {})
    assert (len(told.sent), len(told.trouble)) == (1, 1)
    assert len(hook.got) == 1
