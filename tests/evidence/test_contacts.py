"""Contact blocks as agencies write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.evidence.contacts import find_contacts, is_map
from oitcrawler.evidence.model import ContactKind, Place

from .reading import read_page

ADDRESS, PHONE, FAX, EMAIL, MAP = ContactKind


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "ที่อยู่ เลขที่ 99 หมู่ 4 ตำบลตัวอย่าง อำเภอเมืองสมมติ จังหวัดสมมติ 39990\nโทร. 0-4299-9999 ต่อ 12 โทรสาร 0-4299-9998",
            [
                (ADDRESS, "ที่อยู่ เลขที่ 99 หมู่ 4 ตำบลตัวอย่าง อำเภอเมืองสมมติ จังหวัดสมมติ 39990"),
                (PHONE, "0-4299-9999 ต่อ 12"),
                (FAX, "0-4299-9998"),
            ],
        ),
        (
            "๑๒๓ ม.๕ ต.ตัวอย่าง อ.เมือง จ.สมมติ ๓๙๙๙๙ โทรศัพท์/โทรสาร ๐๔๒-๙๙๙๙๙๙",
            [(ADDRESS, "123 ม.5 ต.ตัวอย่าง อ.เมือง จ.สมมติ 39999"), (PHONE, "042-999999")],
        ),
        (
            "ที่ทำการ อบต.ตัวอย่าง 123/4 หมู่ที่ 5\nตำบลตัวอย่าง\nอำเภอเมือง\nจังหวัดสมมติ\n39999",
            [(ADDRESS, "123/4 หมู่ที่ 5 ตำบลตัวอย่าง อำเภอเมือง จังหวัดสมมติ 39999")],
        ),
        (
            "แขวงตัวอย่าง เขตตัวอย่าง กรุงเทพมหานคร 10999 Tel. 02-999-9999-10 Fax : 02 999 9998",
            [
                (ADDRESS, "แขวงตัวอย่าง เขตตัวอย่าง กรุงเทพมหานคร 10999"),
                (PHONE, "02-999-9999-10"),
                (FAX, "02 999 9998"),
            ],
        ),
        (
            "โทร 042999999, 042-999-998 แฟกซ์ 042999997",
            [(PHONE, "042999999"), (PHONE, "042-999-998"), (FAX, "042999997")],
        ),
        ("โทรสาร 042-999998 โทรศัพท์ 042-999999", [(FAX, "042-999998"), (PHONE, "042-999999")]),
        ("มือถือ 081-234-5678 หรือ 08 1234 5678", [(PHONE, "081-234-5678"), (PHONE, "08 1234 5678")]),
        ("(+66)42-999-999 / +66 2 999 9999", [(PHONE, "(+66)42-999-999"), (PHONE, "+66 2 999 9999")]),
        ("สายด่วน 1567", [(PHONE, "1567")]),
        ("saraban@example.go.th", [(EMAIL, "saraban@example.go.th")]),
        (
            "saraban(at)example.go.th, saraban [at] tambon[dot]go.th",
            [(EMAIL, "saraban@example.go.th"), (EMAIL, "saraban@tambon.go.th")],
        ),
        ("Call us +54 356 945234 or contact@example.com", []),
        ("เลขที่โครงการ 66037293062 เลขที่สัญญา 690714014761", []),
        ("งบประมาณ 1,059.95 66.01 บาท วันที่ 01-02-2568 เวลา 08.30-16.30 น.", []),
        ("ถนนสายตำบลไทย อำเภอเมือง จังหวัดสมมติ ระยะทาง 200 เมตร", []),
        ("ในเขตพื้นที่จังหวัด ให้เป็นไปตามกฎหมาย", []),
        ("logo@2x.png", []),
        ("เลขประจำตัวผู้เสียภาษี 0994000165999", []),
    ],
)
def test_parts_of_a_contact_block(text: str, parts: list[tuple[ContactKind, str]]) -> None:
    assert [(one.kind, one.value) for one in find_contacts(text)] == parts


def test_quote_shows_the_line() -> None:
    (found,) = find_contacts("ติดต่อเรา\nโทรศัพท์ 0-4299-9999 ในเวลาราชการ\nอื่น ๆ")
    assert found.quote == "โทรศัพท์ 0-4299-9999 ในเวลาราชการ"


def test_contact_block_of_a_page_spread_over_lines_links_and_a_frame() -> None:
    page = read_page(
        """<p>เนื้อหา</p><iframe src="https://www.google.com/maps/embed?pb=!1m18"></iframe>
        <div class="footer"><p>เลขที่ 99 หมู่ 4</p><p>ตำบลตัวอย่าง อำเภอเมือง<br>จังหวัดสมมติ 39990</p>
        <a href="tel:042999999">โทร</a>
        <a href="mailto:saraban@tambon.go.th?subject=x">อีเมล</a>
        <a class="__cf_email__" data-cfemail="2a4b6a48044d5a">[email protected]</a></div>"""
    )
    found = {(one.kind, one.value, one.place) for one in page.contacts}
    assert found == {
        (ADDRESS, "เลขที่ 99 หมู่ 4 ตำบลตัวอย่าง อำเภอเมือง จังหวัดสมมติ 39990", Place.FOOTER),
        (PHONE, "042999999", Place.FOOTER),
        (EMAIL, "saraban@tambon.go.th", Place.FOOTER),
        (EMAIL, "a@b.gp", Place.FOOTER),
        (MAP, "https://www.google.com/maps/embed?pb=!1m18", Place.CONTENT),
    }


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.google.com/maps/embed?pb=1", True),
        ("https://goo.gl/maps/abc", True),
        ("https://maps.app.goo.gl/abc", True),
        ("https://maps.google.co.th/?q=1,2", True),
        ("https://www.tambon.example.go.th/maps", False),
        ("https://www.tambon.example.go.th/?u=https://goo.gl/x", False),
    ],
)
def test_maps(url: str, expected: bool) -> None:
    assert is_map(url) is expected


@given(st.text(alphabet="โทร.แฟกซ์ตำบลอจ 0123456789-()/@at[].ก\n", max_size=120))
def test_any_text_is_searched(text: str) -> None:
    for one in find_contacts(text):
        assert one.value
        assert 0 <= one.start <= len(text)
