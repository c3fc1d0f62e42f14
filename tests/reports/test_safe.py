"""Texts and addresses of strangers."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oitcrawler.reports import _safe

from .trials import HOSTILE, HOSTILE_URLS

STRANGE = st.text(st.characters(codec=None), max_size=60)


@given(STRANGE)
def test_a_clean_text_has_nothing_unseen_and_can_be_written(text: str) -> None:
    clean = _safe.clean(text)
    clean.encode("utf-8")
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in clean)
    assert not any(
        unicodedata.bidirectional(char) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI") for char in clean
    )
    assert _safe.clean(clean) == clean


@given(st.text(st.characters(whitelist_categories=("Lo", "Mn", "Nd")), max_size=40))
def test_letters_marks_and_digits_stay(text: str) -> None:
    assert _safe.clean(text) == text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_lose_their_controls(name: str) -> None:
    assert not set(_safe.clean(HOSTILE[name])) & set("\x00\x1b\x9f\u2028\u202e\u202c\u2066\u2069\ud800")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.go.th/ita?ปี=2568#o13",
        "http://example.go.th",
        "HTTPS://EXAMPLE.GO.TH/A",
        "https://เทศบาลตัวอย่าง.ไทย/",
        "http://10.0.0.1:8080/x",
    ],
)
def test_web_addresses_are_linked(url: str) -> None:
    assert _safe.web_address(url) == url


@pytest.mark.parametrize("name", sorted(set(HOSTILE_URLS) - {"quote", "long"}))
def test_other_addresses_are_not(name: str) -> None:
    assert _safe.web_address(HOSTILE_URLS[name]) is None


@pytest.mark.parametrize(
    "url", ["", "#o1", "/menu", "vbscript:x", "mailto:a@example.go.th", "http:/x", "https://", " http://a"]
)
def test_what_is_no_web_address_is_not_linked(url: str) -> None:
    assert _safe.web_address(url) is None


@given(STRANGE)
def test_only_http_and_https_are_ever_linked(url: str) -> None:
    address = _safe.web_address(url)
    assert address is None or address.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://a.go.th/%E0%B8%82%E0%B9%89%E0%B8%AD1.pdf", "https://a.go.th/ข้อ1.pdf"),
        ("https://a.go.th/a%20b%2Fc%3F", "https://a.go.th/a%20b%2Fc%3F"),  # what has a meaning in an address stays
        ("https://a.go.th/%A2%E9%CD", "https://a.go.th/%A2%E9%CD"),  # windows-874: not certain, so left alone
        ("https://a.go.th/%E2%80%AEgpj.exe", "https://a.go.th/gpj.exe"),
    ],
)
def test_addresses_are_shown_as_people_read_them(url: str, words: str) -> None:
    assert _safe.readable(url) == words


@given(STRANGE)
def test_a_css_string_never_ends_early(text: str) -> None:
    inside = _safe.css_string(text)[1:-1]
    assert not set(inside) & set("\"'<>\n\r;{}")


@pytest.mark.parametrize(
    ("text", "rest"),
    [("O6 แผน", "แผน"), ("o6: แผน", "แผน"), ("O60 แผน", "O60 แผน"), ("แผน O6", "แผน O6"), ("O6", "")],
)
def test_an_item_is_not_named_twice(text: str, rest: str) -> None:
    assert _safe.without_start(text, "o6") == rest


def test_long_texts_end_with_an_ellipsis() -> None:
    assert _safe.shortened("ก" * 10, 10) == "ก" * 10
    assert _safe.shortened("ก" * 11, 10) == "ก" * 9 + "…"
