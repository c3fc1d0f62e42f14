"""What a service's page means; a page that nobody knows never means that the document is gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.model import Cause
from oitcrawler.shares import Answer, Share, describe, judge, resolve_share, way_on

LINK = "https://drive.google.com/file/d/1Example_File-0001/view"


def share(link: str = LINK) -> Share:
    found = resolve_share(link)
    assert found is not None
    return found


def page(body: str, title: str = "Google Drive", status: int = 200, url: str = LINK) -> Answer:
    return Answer(url, status, f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(), True)


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("<h1>You need access</h1><p>Request access, or switch to an account with access.</p>", Cause.ACCESS_REQUEST),
        ("<h1>คุณต้องมีสิทธิ์เข้าถึง</h1><p>ขอสิทธิ์เข้าถึง หรือเปลี่ยนไปใช้บัญชีที่มีสิทธิ์</p>", Cause.ACCESS_REQUEST),
        ("<p>You need permission to access this item</p>", Cause.ACCESS_REQUEST),
        ("<p>This item might not exist or is no longer available</p>", Cause.ACCESS_REQUEST),
        ("<p>Sorry, the file you have requested does not exist.</p>", Cause.NOT_FOUND),
        ("<p>ขออภัย ไฟล์ที่คุณขอไม่มีอยู่</p>", Cause.NOT_FOUND),
        ("<p>File is in owner&#39;s trash</p>", Cause.NOT_FOUND),
        ("<p>This item was deleted</p>", Cause.NOT_FOUND),
        ("<p>The sharing link has expired</p>", Cause.NOT_FOUND),
        ("<p>Too many users have viewed or downloaded this file recently.</p>", Cause.RATE_LIMITED),
        ("<p>ขออภัย คุณไม่สามารถดูหรือดาวน์โหลดไฟล์นี้ในขณะนี้</p>", Cause.RATE_LIMITED),
        ("<p>This account's links are generating too much traffic</p>", Cause.RATE_LIMITED),
        ("<p>The owner hasn't given you permission to download this file.</p>", Cause.FORBIDDEN),
        ("<p>Sorry, unable to open the file at this time.</p>", Cause.NO_BROWSER),
        ("<script>var t = 'You need access';</script><!-- file not found --><p>…</p>", Cause.NO_BROWSER),
        ("<button>ลงชื่อเข้าใช้</button><button>Request edit access</button>", Cause.NO_BROWSER),
    ],
)
def test_phrases(body: str, cause: Cause) -> None:
    assert judge(share(), page(body)) is cause


@pytest.mark.parametrize(
    "title", ["ไฟล์ถูกลบ.pdf - Google Drive", "แบบขอสิทธิ์เข้าถึงข้อมูล - Google ไดรฟ์", "You need access - Google Docs"]
)
def test_a_name_of_a_file_is_not_the_services_word(title: str) -> None:
    assert judge(share(), page(f"<h1>{title}</h1>", title)) is Cause.NO_BROWSER


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_a_status_without_words_is_left_to_those_who_know_all_servers(status: int) -> None:
    assert judge(share(), page("", status=status)) is None


def test_an_attached_page_is_a_file() -> None:
    assert judge(share(), Answer(LINK, 200, b"<html>You need access</html>", True, is_attachment=True)) is None


@given(st.text(max_size=300), st.sampled_from([200, 403, 500]))
def test_no_other_page_means_gone(body: str, status: int) -> None:
    cause = judge(share(), page(body, status=status))
    assert cause is None or not cause.means_gone


@given(st.binary(max_size=200), st.booleans())
def test_the_way_on_stays_with_the_service(body: bytes, is_form: bool) -> None:
    form = b'<form id="download-form" action="' + body.replace(b'"', b"") + b'"><input name=a value="1"></form>'
    onward = way_on(share(), Answer(LINK, 200, form if is_form else body, True))
    assert onward is None or onward.fetch_url.partition("/")[2].startswith("/drive.google.com/")


def test_words_for_readers() -> None:
    said = describe(share(), Cause.ACCESS_REQUEST)
    assert said is not None
    assert "ขอสิทธิ์เข้าถึง" in said.th
    book = describe(share("https://anyflip.com/abcde/fghi/"), Cause.NO_BROWSER)
    assert book is not None
    assert "PDF" in book.en
    assert describe(share(), Cause.TIMEOUT) is None
