"""`notify.yaml`: what it may say, how a mistake in it is told, and where passwords come from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oitcrawler.errors import ChecklistError, UsageError
from oitcrawler.notify import TEMPLATE, Settings, configuration_for, load
from oitcrawler.notify.passwords import from_place

SAMPLE = Path(__file__).parents[2] / "docs" / "notify.sample.yaml"
MAIL = "email: {host: smtp.example.go.th, sender: a@example.go.th, to: b@example.go.th"


def settings(folder: Path, text: str) -> Settings:
    path = folder / "notify.yaml"
    path.write_text(text, "utf-8")
    return load(path)


def test_the_documented_sample_loads() -> None:
    sample = load(SAMPLE)
    assert sample.email is not None
    assert (sample.email.usual_port, sample.email.password_file) == (587, "smtp-password.txt")
    assert sample.webhooks[0].url.startswith("https://")
    assert sample.for_timers() == ()
    assert not sample.always
    assert SAMPLE.read_text("utf-8") == TEMPLATE


def test_little_is_needed(tmp_path: Path) -> None:
    found = settings(tmp_path, f"{MAIL}, security: none}}\n")
    assert found.email is not None
    assert (found.email.to, found.email.usual_port, found.lang) == (("b@example.go.th",), 25, "th")


WRONG = {
    "a password in the file": (f"{MAIL},\n  password: x}}\n", ":2", "password_env, password_file"),
    "an unknown part": ("lang: th\nsms: 0\n", ":2", "there are: always, email, lang, webhooks"),
    "nobody": ("lang: th\n", ":1", "nobody is told"),
    "a user without password": (f"{MAIL},\n  user: a}}\n", ":1", "user goes with"),
    "a password without user": (f"{MAIL},\n  password_env: A}}\n", ":1", "user goes with"),
    "two places of a password": (f"{MAIL}, user: a, password_env: A,\n  password_file: b}}\n", ":1", "user goes with"),
    "a password in the clear": (f"{MAIL}, user: a, password_env: A, security: none}}\n", ":1", "in the clear"),
    "no address": ("email: {host: h, sender: a@b.th,\n  to: [someone]}\n", ":2", "no e-mail address"),
    "nobody in the list": ("email: {host: h, sender: a@b.th,\n  to: []}\n", ":2", "at least 1"),
    "a header in an address": (
        'email: {host: h, to: a@b.th,\n  sender: "a@b.th\\r\\nBcc: c@d.th"}\n', ":2", "control characters",
    ),
    "a line break in a host": (
        'email: {sender: a@b.th, to: a@b.th,\n  host: "h\\nQUIT"}\n', ":2", "control characters",
    ),
    "a port": (f"{MAIL},\n  port: 99999}}\n", ":2", "65535"),
    "an address of no web": ("webhooks:\n  - url: file:///etc/passwd\n", ":2", "must be https"),
    "a password in an address": ("webhooks:\n  - url: https://u:p@example.go.th/\n", ":2", "without a password"),
    "an address that is none": ("webhooks:\n  - url: https://[x/\n", ":2", "must be https"),
    "two secrets": ("webhooks:\n  - {url: 'https://e.th/', secret_env: A, secret_file: b}\n", ":2", "either"),
    "no end of waiting": (f"{MAIL},\n  timeout: .inf}}\n", ":2", "300"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, name: str) -> None:
    text, line, said = WRONG[name]
    with pytest.raises(ChecklistError) as told:
        settings(tmp_path, text)
    assert told.value.text.en.startswith(f"notify.yaml{line}"), told.value.text.en
    assert said in told.value.text.en


def test_which_file_counts(tmp_path: Path) -> None:
    out, own = tmp_path / "out", tmp_path / "own"
    for folder, lang in ((out, "th"), (own, "en")):
        folder.mkdir()
        settings(folder, f"lang: {lang}\n{MAIL}, security: none}}\n")
    nowhere = tmp_path / "nowhere"
    assert [one.lang for one in (configuration_for(None, out, own), configuration_for(None, nowhere, own)) if one] == [
        "th",
        "en",
    ]
    assert configuration_for(None, nowhere, nowhere) is None
    named = configuration_for(own / "notify.yaml", out, own)
    assert named is not None
    assert (named.lang, named.folder) == ("en", own)
    with pytest.raises(UsageError, match="cannot open"):
        configuration_for(nowhere / "notify.yaml", out, own)


def test_a_timer_knows_no_variables(tmp_path: Path) -> None:
    text = f"{MAIL}, user: a, password_env: SMTP_PASSWORD}}\nwebhooks: [{{url: 'https://e.th/', secret_env: HOOK}}]\n"
    told = settings(tmp_path, text).for_timers()
    assert [word in one.en for word, one in zip(("SMTP_PASSWORD", "HOOK"), told, strict=True)] == [True, True]


def secret(folder: Path, content: bytes, mode: int = 0o600) -> str:
    path = folder / "secret.txt"
    path.write_bytes(content)
    path.chmod(mode)
    return path.name


@pytest.mark.parametrize("content", ["รหัส ลับ".encode(), "รหัส ลับ\n".encode(), "\ufeffรหัส ลับ\r\nmore".encode()])
def test_a_password_is_the_first_line_of_its_file(tmp_path: Path, content: bytes) -> None:
    assert from_place(None, secret(tmp_path, content), tmp_path, {}) == "รหัส ลับ"


def test_a_password_of_the_environment(tmp_path: Path) -> None:
    assert from_place("A", None, tmp_path, {"A": "x"}) == "x"
    assert from_place(None, None, tmp_path, {"A": "x"}) is None
    for around in ({}, {"A": ""}):
        with pytest.raises(UsageError, match="variable A"):
            from_place("A", None, tmp_path, around)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_file_that_others_can_open_is_refused(tmp_path: Path, mode: int) -> None:
    name = secret(tmp_path, b"hush", mode)
    with pytest.raises(UsageError, match="chmod 600") as told:
        from_place(None, name, tmp_path, {})
    assert "hush" not in str(told.value.text)


@pytest.mark.parametrize(("content", "said"), [(b"", "is empty"), (b"\nx", "is empty"), (b"\xca\xc7", "not UTF-8")])
def test_a_file_without_a_password_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        from_place(None, secret(tmp_path, content), tmp_path, {})
    with pytest.raises(UsageError, match="cannot open"):
        from_place(None, "none.txt", tmp_path, {})
