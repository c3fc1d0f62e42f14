"""Forms, with the labels that their fields have for a visitor."""

from __future__ import annotations

import pytest

from oitcrawler.evidence.model import Field, Form

from .reading import ROOT, read_page

COMPLAINT = """
<h2>แจ้งเรื่องร้องเรียนการทุจริต</h2>
<form action="/public/fraudcomplaint/save" method="post"><input type="hidden" name="_token" value="x">
<div class="form-group"><label for="name">ชื่อผู้ร้อง</label><input type="text" id="name" name="name"></div>
<label>อีเมล <input type="email" name="email"></label>
<table><tr><td>เรื่อง</td><td><input name="topic"></td></tr></table>
<p>รายละเอียด<br><textarea name="detail"></textarea></p>
<input type="file" name="file" placeholder="แนบไฟล์"><select name="type" aria-label="ประเภท"><option>1</option></select>
<button type="submit">ส่งเรื่องร้องเรียน</button></form>"""


def only(markup: str) -> Form:
    forms = read_page(markup).forms
    assert len(forms) == 1
    return forms[0]


def test_labels_however_they_are_tied_to_a_field() -> None:
    form = only(COMPLAINT)
    assert form.fields == (
        Field("text", "name", "ชื่อผู้ร้อง"),
        Field("email", "email", "อีเมล"),
        Field("text", "topic", "เรื่อง"),
        Field("textarea", "detail", "รายละเอียด"),
        Field("file", "file", "แนบไฟล์"),
        Field("select", "type", "ประเภท"),
    )
    assert form.action == f"{ROOT}/public/fraudcomplaint/save"
    assert form.headings == ("แจ้งเรื่องร้องเรียนการทุจริต",)
    assert form.submit == "ส่งเรื่องร้องเรียน"
    assert not form.is_search
    assert not form.is_login


@pytest.mark.parametrize(
    ("markup", "is_search", "is_login"),
    [
        ("<form action=/search><input name=q></form>", True, False),
        ("<form role=search><input name=s placeholder='ค้นหา...'><button>ค้น</button></form>", True, False),
        ("<form><input type=search name=x></form>", True, False),
        ("<form action=/find class=searchform><input name=x><input type=submit value=ค้นหา></form>", True, False),
        ("<form><input name=user><input type=password name=pw><input type=submit value=Login></form>", False, True),
        ("<form><input name=email placeholder='อีเมลรับข่าว'></form>", False, False),
        ("<form action=/search><input name=title><textarea name=q></textarea></form>", False, False),
    ],
)
def test_search_and_login_forms_are_marked(markup: str, is_search: bool, is_login: bool) -> None:
    form = only(markup)
    assert (form.is_search, form.is_login) == (is_search, is_login)


def test_fields_outside_a_form_count_when_a_text_can_be_written() -> None:
    form = only("<h2>ถาม-ตอบ</h2><div>คำถาม <textarea id=question></textarea><button>ส่ง</button></div>")
    assert form.fields == (Field("textarea", "question", "คำถาม"),)
    assert (form.action, form.headings) == ("", ("ถาม-ตอบ",))
    assert read_page("<input name=q>").forms == ()


def test_hidden_forms_and_forms_without_fields_are_none() -> None:
    assert read_page("<div style='display:none'><form><input name=a></form></div>").forms == ()
    assert read_page("<form><input type=hidden name=b><button>x</button></form>").forms == ()
