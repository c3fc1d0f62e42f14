"""Thai text is read right whatever a page declares."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.evidence.encoding import decode

THAI = "องค์การบริหารส่วนตำบลตัวอย่าง แผนปฏิบัติการป้องกันการทุจริต ปี ๒๕๖๘"


def page(text: str, declared: str | None) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head>{meta}<title>{text}</title></head><body>{text}</body></html>"


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-874", "TIS-620", "tis620", "no-such"])
@pytest.mark.parametrize("header", ["", "text/html", "text/html; charset=utf-8", "text/html; charset=ISO-8859-1"])
def test_thai_single_byte_page(declared: str | None, header: str) -> None:
    text, name = decode(page(THAI, declared).encode("cp874"), header)
    assert THAI in text
    assert "แผน".encode(name) == b"\xe1\xbc\xb9"


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-874", "tis-620", "iso-8859-1"])
def test_utf8_page(declared: str | None) -> None:
    text, name = decode(page(THAI, declared).encode(), "text/html; charset=windows-874")
    assert THAI in text
    assert name == "utf-8"


def test_utf8_with_letters_cut_in_two_stays_utf8() -> None:
    cut = THAI.encode()[:-2] + b"... " + THAI.encode() + THAI.encode()[:40]
    text, name = decode(page("X", "utf-8").encode().replace(b"X", cut), "")
    assert name == "utf-8"
    assert THAI in text


@pytest.mark.parametrize("word", ["แผน", "แผน 1", "เลย", "โครงสร้าง", "ไทย"])
def test_single_words_that_are_also_valid_utf8(word: str) -> None:
    assert decode(f"<title>{word}</title>".encode("cp874"), "")[0] == f"<title>{word}</title>"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_byte_order_mark_decides(codec: str) -> None:
    marks = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
    }
    assert decode(marks[codec] + THAI.encode(codec), "text/html; charset=tis-620") == (THAI, codec)


def test_western_page_is_not_taken_for_thai() -> None:
    text, name = decode(page("Café déjà vu à la carte", "iso-8859-1").encode("cp1252"), "")
    assert "Café déjà vu" in text
    assert name == "cp1252"


def test_declared_far_eastern_page() -> None:
    text, name = decode(page("日本語のページです。説明文。", "shift_jis").encode("shift_jis"), "")
    assert "日本語のページ" in text
    assert name == "shift_jis"


def test_ascii_page_keeps_its_declared_encoding_for_queries() -> None:
    assert decode(page("x", "windows-874").encode(), "")[1] == "cp874"
    assert decode(page("x", "utf-16").encode(), "")[1] == "utf-8"
    assert decode(b"x", "text/html; charset=tis-620")[1] == "cp874"
    assert decode(b"", "")[1] == "utf-8"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "text/html; charset=rot13", "text/html; charset=\x00", "a;charset=gbk"]),
)
def test_never_raises_and_names_a_codec(body: bytes, header: str) -> None:
    text, name = decode(body, header)
    assert isinstance(text, str)
    assert codecs.lookup(name).name == name


@given(st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E3A), min_size=1))
def test_round_trip_in_utf8(word: str) -> None:
    text = f"<p>{THAI} {word}</p>"
    assert decode(text.encode(), "")[0] == text
    assert decode(text.encode("cp874", "ignore"), "")[0] == text.encode("cp874", "ignore").decode("cp874")
