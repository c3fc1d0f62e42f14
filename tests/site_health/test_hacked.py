"""Hacked pages are told from innocent ones: pages with the truth beside them in `pages.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oitcrawler import measures
from oitcrawler.site_health import PageBytes, hacked_findings
from oitcrawler.site_health.hacked import signs
from oitcrawler.site_health.hacked_words import is_about_the_law, may_hold_spam, sold_in, spam_words
from oitcrawler.site_health.hiding import hides

from ..cases import table

DOMAIN = "example.go.th"
HOME = f"https://www.{DOMAIN}/"
MARKUP = (
    *("<div style='display:none'>", "<a href='https://a.example.com/'>", "สล็อต", "</a>", "<p>", "\x00"),
    *("<style>.x{", "}</style>", "激安", "<marquee width=1>"),
)
BLOCKS = {
    "{japanese}": "<p>" + "このたびはとてもやすいおみせのごあんないをいたします。" * 6 + "</p>",
    "{russian}": "<p>" + "Самые лучшие предложения для наших посетителей каждый день. " * 6 + "</p>",
    "{chinese}": "<p>" + "欢迎来到我们的小镇这里有美丽的寺庙和河流" * 40 + "</p>",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A page and what is to be found on it."""

    name: str
    url: str
    page: str
    expected: tuple[str, ...]


def _cases() -> list[Case]:
    written = table(Path(__file__).parent / "pages.yaml")
    return [_case(one) for one in written]


def _case(one: dict[str, str]) -> Case:
    body = one["body"]
    for name, block in BLOCKS.items():
        body = body.replace(name, block)
    page = (
        f"<html lang='th'><head>{one.get('head', '<title>อบต.ตัวอย่าง</title>')}</head><body><h1>องค์การบริหารส่วนตำบลตัวอย่าง"
        f"</h1><ul><li><a href='/'>หน้าแรก</a></li></ul>{body}<p>ติดต่อเรา</p></body></html>"
    )
    return Case(one["name"], one.get("url", f"{HOME}page.php?id=1"), page, tuple(one["expected"]))


def _found(case: Case, encoding: str) -> tuple[str, ...]:
    content_type = f"text/html; charset={encoding}"
    body = case.page.encode(encoding.replace("windows-874", "cp874"), "xmlcharrefreplace")
    return tuple(("" if one.is_sure else "?") + one.code for one in signs(body, content_type, case.url, DOMAIN))


@pytest.mark.parametrize("encoding", ["utf-8", "windows-874"])
@pytest.mark.parametrize("case", _cases(), ids=lambda one: one.name)
def test_a_page_is_judged_as_a_person_would(case: Case, encoding: str) -> None:
    assert _found(case, encoding) == case.expected


def test_a_template_on_many_pages_is_one_finding() -> None:
    spam = '<div style="display:none"><a href="https://a.example.com/">สล็อต</a><a href="https://b.example.com/">บาคาร่า</a></div>'
    pages = [PageBytes(f"{HOME}{number}", "text/html; charset=utf-8", spam.encode()) for number in (3, 1, 2)]
    (one,) = hacked_findings(pages, DOMAIN, measures.load())
    assert (one.code, one.severity, one.url) == ("hidden-spam-links", "high", f"{HOME}1")
    assert "อีก 2 หน้า" in one.message.th
    assert "a.example.com" in one.message.en


def test_what_asks_to_look_is_of_low_severity() -> None:
    body = '<div hidden><a href="https://a.example.com/">คาสิโน</a></div>'.encode()
    (one,) = hacked_findings([PageBytes(HOME, "text/html; charset=utf-8", body)], DOMAIN, measures.load())
    assert one.severity == "low"
    assert one.message.th.startswith("ควรตรวจ")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("display:none", True),
        ("DISPLAY : NONE !important", True),
        ("position:absolute; left:-10000px", True),
        ("height:1px;overflow:hidden", True),
        ("height:1px", False),
        ("max-height:0;overflow:auto", True),
        ("color:white;background-color:#FFFFFF", True),
        ("color:#333;background:#fff", False),
        ("opacity:0", True),
        ("opacity:0.5", False),
        ("font-size:10px", False),
        ("margin-left:-15px", False),
        ("line-height:1;overflow:hidden", False),
        ("", False),
    ],
)
def test_what_hides(style: str, expected: bool) -> None:
    assert hides(style) is expected


@pytest.mark.parametrize(
    ("text", "sells"),
    [
        ("สล็อต บาคาร่า เว็บตรง เครดิตฟรี", True),
        ("จับกุมเว็บพนัน สล็อต บาคาร่า เว็บตรง เครดิตฟรี", False),
        ("เว็บตรง เครดิตฟรี", False),
        ("", False),
    ],
)
def test_selling_is_told_from_warning(text: str, sells: bool) -> None:
    words, selling = sold_in(text)
    assert bool(words and selling) is sells


@given(st.text(max_size=200))
def test_every_word_of_spam_lets_its_page_be_read(text: str) -> None:
    for word in ("สล็อต", "ufabet", "viagra", "казино", "スーパーコピー"):
        page = f"{text} {word} "
        if spam_words(page):
            assert may_hold_spam(page.encode("utf-8", "replace"))
    is_about_the_law(text)


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("ข่าวประชาสัมพันธ์ของเทศบาล", "utf-8", False),
        ("ข่าวประชาสัมพันธ์ของเทศบาล", "cp874", False),
        ("สล็อตแตกง่าย", "cp874", True),
        ("ข่าว UFAbet", "cp874", True),
        ("VIAGRA", "utf-8", True),
        ("\u212aamagra, judi\u0307", "utf-8", True),
        ("JUD\u0130", "utf-8", True),
        ("cas\u0130no", "utf-8", False),
        ("КАЗИНО", "utf-8", True),
        ("sloขt", "utf-8", False),
        ("通販", "utf-8", True),
        ("&#3626;" * 8, "utf-8", True),
        ("&#3626;" * 7, "utf-8", False),
    ],
)
def test_pages_worth_parsing(text: str, encoding: str, expected: bool) -> None:
    assert may_hold_spam(f"<p>{text}</p>".encode(encoding)) is expected


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div style='display:none'>",
                "<a href='https://a.example.com/'>",
                "สล็อต",
                "</a>",
                "<p>",
                "<style>.x{",
                "}</style>",
                "激安",
                "\x00",
            ]
        ),
        max_size=30,
    )
)
def test_any_markup_is_taken(parts: list[str]) -> None:
    page = "".join(parts).encode()
    assert signs(page, "text/html", HOME, DOMAIN) == signs(page, "text/html", HOME, DOMAIN)
