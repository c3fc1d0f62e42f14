"""Statuses and pages, each to its cause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.walls import cause_of_status, is_bot_wall, is_login

from .crawl.server import PADDING


@given(st.integers(100, 999))
def test_every_status_but_success_has_a_cause(status: int) -> None:
    assert (cause_of_status(status) is None) == (200 <= status < 300)


WALLS: dict[str, tuple[int, dict[str, str], str]] = {
    "cloudflare": (403, {"cf-mitigated": "challenge"}, "x"),
    "cloudflare by title": (503, {}, "<title>Just a moment...</title>"),
    "cloudflare, refused": (403, {}, "<title>Attention Required! | Cloudflare</title>"),
    "imperva": (403, {}, '<iframe src="/_Incapsula_Resource?x=1"></iframe>'),
    "ddos-guard": (403, {}, "<title>DDoS-Guard</title>"),
    "captcha": (429, {}, '<div class="g-recaptcha"></div>'),
    "cookie by script": (200, {}, "<script>document.cookie='a=1';location.reload();</script>"),
    "slowAES": (
        200,
        {},
        '<script src="/aes.js"></script><script>document.cookie="__test="+1;location.href="/?i=1";</script>'
        "<noscript>This site requires Javascript to work</noscript>",
    ),
}
NO_WALLS: dict[str, tuple[int, dict[str, str], str]] = {
    "a page": (200, {}, f"<title>อบต.ตัวอย่าง</title><p>{PADDING}</p>"),
    "a page with a captcha on its form": (200, {}, f'<p>{PADDING}</p><div class="g-recaptcha"></div>'),
    "a page that counts visitors": (
        200,
        {},
        f"<script>document.cookie='a=1';location.href='x'</script><p>{PADDING}</p>",
    ),
    "a plain refusal": (403, {}, "<h1>Forbidden</h1>"),
    "a page about security": (200, {}, "<h1>just a moment</h1>"),
    "a big page": (200, {}, "<title>Just a moment</title>" + "x" * 70_000),
}


@pytest.mark.parametrize("name", WALLS)
def test_walls(name: str) -> None:
    status, headers, body = WALLS[name]
    assert is_bot_wall(status, headers, body.encode())


@pytest.mark.parametrize("name", NO_WALLS)
def test_no_walls(name: str) -> None:
    status, headers, body = NO_WALLS[name]
    assert not is_bot_wall(status, headers, body.encode())


ASKS = '<form><input type="password" name="p"></form>'
SITE = "https://www.example.go.th"


@pytest.mark.parametrize(
    ("url", "final_url", "body", "expected"),
    [
        ("/plan", "/login.php?next=/plan", ASKS, True),
        ("/plan", "/wp-login.php", ASKS, True),
        ("/plan", "/account/signin", ASKS, True),
        ("/login", "/login.php", ASKS, False),
        ("/plan", "/plan", ASKS, False),
        ("/plan", "/home", ASKS, False),
        ("/plan", "/login-manual", "<p>คู่มือ</p>", False),
    ],
)
def test_logins(url: str, final_url: str, body: str, expected: bool) -> None:
    assert is_login(SITE + url, SITE + final_url, body.encode()) is expected
