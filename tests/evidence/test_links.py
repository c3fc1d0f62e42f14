"""Links come with their place, their row and what stands above them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from oitcrawler.evidence.model import Place

from .reading import ROOT, link, read, read_page

MENU = """
<div id="top-menu" class="navbar navbar-default"><ul class="nav">
  <li><a href="/index">หน้าแรก</a></li>
  <li><a href="#">แผนงาน</a>
    <ul class="dropdown-menu" style="display:none">
      <li><a href="/public/list/data/index/menu/1190">แผนพัฒนาท้องถิ่น</a></li>
      <li><a href="javascript:void(0)" onclick="location.href='/public/list/data/index/menu/1191'">แผนดำเนินงาน</a></li>
    </ul></li>
</ul></div>
<div class="breadcrumb-area"><a href="/index">หน้าหลัก</a> &raquo; <span>แผนพัฒนาท้องถิ่น</span></div>
<div class="container"><div class="page-title">แผนพัฒนาท้องถิ่น</div>
  <div class="card"><div class="card-header">ปีงบประมาณ 2568</div>
    <div class="card-body"><div class="row">ฉบับที่ 1 <a class="btn" href="/storage/a.pdf">ดาวน์โหลด</a></div></div></div>
  <div class="card"><div class="card-header">ปีงบประมาณ 2567</div>
    <div class="card-body"><div class="row">ฉบับที่ 2 <a class="btn" href="/storage/b.pdf">ดาวน์โหลด</a></div></div></div>
</div>
<div id="footer"><a href="https://www.facebook.com/tambon.example">เฟซบุ๊ก</a></div>
"""


def test_menu_page_of_a_vendor() -> None:
    page = read_page(MENU)
    plan = link(page, "/menu/1190")
    assert (plan.place, plan.text, plan.headings) == (Place.MENU, "แผนพัฒนาท้องถิ่น", ("แผนงาน",))
    assert link(page, "/menu/1191").text == "แผนดำเนินงาน"
    first, second = link(page, "/a.pdf"), link(page, "/b.pdf")
    assert first.place is Place.CONTENT
    assert first.headings == ("แผนพัฒนาท้องถิ่น", "ปีงบประมาณ 2568")
    assert second.headings == ("แผนพัฒนาท้องถิ่น", "ปีงบประมาณ 2567")
    assert first.row.endswith("ฉบับที่ 1 ดาวน์โหลด")
    assert page.breadcrumb == ("หน้าหลัก", "แผนพัฒนาท้องถิ่น")
    assert link(page, "facebook.com/tambon.example").place is Place.FOOTER


ITA_TABLE = """
<h1>เทศบาลตำบลตัวอย่าง</h1><h2>ITA ประจำปี 2568</h2>
<table class="table table-bordered">
<tr><th>ข้อ</th><th>ข้อมูล</th><th>URL</th><th>คำอธิบาย</th></tr>
<tr><td colspan="4"><b>ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน</b></td></tr>
<tr><td>O1</td><td>โครงสร้าง อำนาจหน้าที่</td><td><a href="/o1.php">คลิก</a>
<a href="/o1b.php">(ลิงก์ที่ 2)</a></td><td>เมนู "เกี่ยวกับเรา"</td></tr>
<tr><td>O2</td><td>ข้อมูลผู้บริหาร</td><td><a href="o2.pdf"><img src="/pdf.gif" alt="เปิดไฟล์"></a></td><td></td></tr>
<tr><td colspan="4"><b>ตัวชี้วัดย่อยที่ 9.2 การบริหารงาน</b></td></tr>
<tr><td>O7</td><td>แผนยุทธศาสตร์</td><td>ไม่มี</td><td><a href="/menu/7">ดูเมนู</a></td></tr>
</table>"""


def test_table_of_items() -> None:
    page = read_page(ITA_TABLE)
    one = link(page, "/o1.php")
    assert one.place is Place.TABLE
    assert one.row.startswith("O1 โครงสร้าง อำนาจหน้าที่ คลิก")
    assert one.headings == ("เทศบาลตำบลตัวอย่าง", "ITA ประจำปี 2568", "ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน")
    two = link(page, "/ita/o2.pdf")
    assert (two.text, two.is_image) == ("เปิดไฟล์", True)
    assert link(page, "/menu/7").headings[-1] == "ตัวชี้วัดย่อยที่ 9.2 การบริหารงาน"


@pytest.mark.parametrize(
    ("markup", "headings"),
    [
        pytest.param(
            """<div class="accordion"><div class="accordion-item"><h3 class="accordion-header"><button
            data-bs-toggle="collapse" data-bs-target="#c2">O2 ผู้บริหาร</button></h3><div id="c2" class="collapse">
            <div class="accordion-body"><a href="/x.pdf">เปิด</a></div></div></div></div>""",
            ("ITA 2568", "O2 ผู้บริหาร"),
            id="bootstrap accordion",
        ),
        pytest.param(
            """<details><summary>O2 ผู้บริหาร</summary><div><a href="/x.pdf">เปิด</a></div></details>""",
            ("ITA 2568", "O2 ผู้บริหาร"),
            id="details",
        ),
        pytest.param(
            """<ul class="nav nav-tabs"><li><a data-toggle="tab" href="#y1">ปี 2567</a></li><li><a data-toggle="tab"
            href="#y2">ปี 2568</a></li></ul><div class="tab-content"><div id="y1" class="tab-pane">-</div>
            <div id="y2" class="tab-pane" style="display:none"><p><a href="/x.pdf">เปิด</a></p></div></div>""",
            ("ITA 2568", "ปี 2568"),
            id="tabs",
        ),
        pytest.param(
            """<div role="tablist"><div class="elementor-tab-title" aria-controls="t9" role="tab">ไตรมาส 1</div></div>
            <div id="t9" class="elementor-tab" role="tabpanel" hidden="hidden"><a href="/x.pdf">เปิด</a></div>""",
            ("ITA 2568", "ไตรมาส 1"),
            id="elementor tabs",
        ),
        pytest.param(
            """<a href="#m5" data-toggle="modal">O5 ข่าวประชาสัมพันธ์</a><h2>ติดต่อเรา</h2><div class="modal fade"
            id="m5" aria-hidden="true"><div class="modal-header"><h5>คำอธิบาย</h5></div>
            <a href="/x.pdf">ลิงค์</a></div>""",
            ("คำอธิบาย", "O5 ข่าวประชาสัมพันธ์"),
            id="modal window",
        ),
        pytest.param(
            """<h3>O2 ผู้บริหาร</h3><div style="display:none"><a href="/x.pdf">เปิด</a></div>""",
            ("ITA 2568", "O2 ผู้บริหาร"),
            id="panel under a title",
        ),
        pytest.param(
            """<p><b>ปีงบประมาณ 2568</b></p><p>แผน <a href="/x.pdf">เปิด</a></p>""",
            ("ITA 2568", "ปีงบประมาณ 2568"),
            id="bold paragraph",
        ),
        pytest.param(
            """<aside><h3>เมนู</h3></aside><p>แผน <a href="/x.pdf">เปิด</a></p>""",
            ("ITA 2568",),
            id="heading of the side column",
        ),
        pytest.param(
            """<div class="panel"><div class="panel-heading">ก</div>..</div><p>แผน <a href="/x.pdf">เปิด</a></p>""",
            ("ITA 2568",),
            id="heading of another box",
        ),
        pytest.param("""<h3>ก</h3><h4>ข</h4><h3>ค</h3><a href="/x.pdf">เปิด</a>""", ("ITA 2568", "ค"), id="levels"),
        pytest.param("""<h3><a href="/x.pdf">เปิด</a></h3>""", ("ITA 2568",), id="link in a heading"),
        pytest.param(
            """<table><caption>แผนจัดซื้อ</caption><tr><th>ก</th><th>ข</th></tr><tr><td>1</td><td><a href="/x.pdf">เปิด</a>
            </td></tr></table>""",
            ("ITA 2568", "แผนจัดซื้อ"),
            id="caption",
        ),
        pytest.param(
            """<fieldset><legend>ร้องเรียน</legend><a href="/x.pdf">เปิด</a></fieldset>""",
            ("ITA 2568", "ร้องเรียน"),
            id="legend",
        ),
        pytest.param(
            """<dl><dt>2567</dt><dd>-</dd><dt>2568</dt><dd><a href="/x.pdf">เปิด</a></dd></dl>""",
            ("ITA 2568", "2568"),
            id="definition list",
        ),
    ],
)
def test_headings_and_titles_that_hold_a_link(markup: str, headings: tuple[str, ...]) -> None:
    assert link(read_page(f"<h2>ITA 2568</h2>{markup}"), "/x.pdf").headings == headings


@pytest.mark.parametrize(
    ("markup", "row"),
    [
        ("<ul><li>O7 แผนยุทธศาสตร์ <a href='/x.pdf'>ดาวน์โหลด</a></li></ul>", "O7 แผนยุทธศาสตร์ ดาวน์โหลด"),
        ("<p>O7 แผน <a href='/x.pdf'>คลิก</a></p>", "O7 แผน คลิก"),
        ("<p><a href='/x.pdf'>O7 แผน</a></p>", ""),
        ("<div class='col'><div><h4>O7 แผน</h4></div><div><a href='/x.pdf'>ดู</a></div></div>", "O7 แผน ดู"),
        ("<ul><li>แผน <a href='/x.pdf'>ดู</a><ul><li>อื่น</li></ul></li></ul>", "แผน ดู"),
        ("<div class='card'><h5>แผน</h5><img src=a.png><a href='/x.pdf' class='stretched-link'></a></div>", "แผน"),
        ("<div><p>ก</p><ul><li>ข</li></ul><iframe src='/x.pdf'></iframe></div>", ""),
    ],
)
def test_row_of_a_link(markup: str, row: str) -> None:
    assert link(read_page(markup), "/x.pdf").row == row


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<a href='/x.pdf'><img src='a.gif' alt='คู่มือประชาชน'></a>", "คู่มือประชาชน"),
        ("<a href='/x.pdf' title='คู่มือประชาชน'><i class='fa'></i></a>", "คู่มือประชาชน"),
        ("<map name=m><area href='/x.pdf' alt='คู่มือประชาชน'></map><img usemap='#m' src=a.gif>", "คู่มือประชาชน"),
        ("<a href='#' onclick=\"window.open('/x.pdf','_blank')\">คู่มือประชาชน</a>", "คู่มือประชาชน"),
        ("<div onclick=\"location.href='/x.pdf'\">คู่มือประชาชน</div>", "คู่มือประชาชน"),
        ("<iframe src='/x.pdf' title='คู่มือประชาชน'></iframe>", "คู่มือประชาชน"),
        ("<object data='/x.pdf' title='คู่มือประชาชน'><a href='/y.pdf'>เปิด</a></object>", "คู่มือประชาชน"),
        ("<embed src='/x.pdf' title='คู่มือประชาชน'>", "คู่มือประชาชน"),
        ("<iframe title='คู่มือประชาชน' src='/pdfjs/web/viewer.html?file=%2Fx.pdf'></iframe>", "คู่มือประชาชน"),
        (
            f"<iframe title='คู่มือประชาชน' src='https://docs.google.com/gview?url={ROOT}/x.pdf&embedded=true'></iframe>",
            "คู่มือประชาชน",
        ),
        ("<div class='_df_book' source='/x.pdf' title='คู่มือประชาชน'></div>", "คู่มือประชาชน"),
        ("<a href=' /x.pdf '>คู่มือ<span>ประชาชน</span></a>", "คู่มือประชาชน"),
    ],
)
def test_every_way_to_a_document(markup: str, text: str) -> None:
    assert link(read_page(markup), "/x.pdf").text == text


@pytest.mark.parametrize("name", ["{{ngClass}}", "{x", "a{b}", "{}", "{a}b=1", "{% if open %}"])
def test_attributes_of_templates_that_nobody_filled_in_break_nothing(name: str) -> None:
    assert link(read_page(f"<div {name} class=box><a {name} href=/x.pdf>แผน</a></div>"), "/x.pdf").text == "แผน"


def test_viewer_started_by_a_script() -> None:
    page = read_page("<h2>O10</h2><div id=v></div><script>PDFObject.embed('/f/x.pdf#view=fit', '#v');</script>")
    assert link(page, "/f/x.pdf").headings == ("O10",)


@pytest.mark.parametrize(
    "markup",
    [
        "<div style='display:none'><a href='/x.pdf'>ก</a></div>",
        "<div style='color:red; visibility: hidden'><a href='/x.pdf'>ก</a></div>",
        "<p hidden><a href='/x.pdf'>ก</a></p>",
        "<div aria-hidden='true'><a href='/x.pdf'>ก</a></div>",
        "<noscript><a href='/x.pdf'>ก</a></noscript>",
        "<template><a href='/x.pdf'>ก</a></template>",
        "<!-- <a href='/x.pdf'>ก</a> -->",
        "<a href='javascript:void(0)'>ก</a>",
        "<a href='#x.pdf'>ก</a>",
        "<a href=''>ก</a>",
        "<a href='file:///C:/x.pdf'>ก</a>",
        "<iframe src='https://www.googletagmanager.com/x.pdf'></iframe>",
    ],
)
def test_what_a_visitor_cannot_follow(markup: str) -> None:
    page = read_page(f"<p>ข้อความ</p>{markup}")
    assert page.links == ()


def test_hidden_text_is_no_passage_and_visible_text_is_kept_whole() -> None:
    page = read_page(
        "<p>องค์<b>การ</b>บริหาร<span style='display:none'>ลับ</span>ส่วนตำบล<!-- x -->ตัวอย่าง<br>บรรทัดสอง</p>"
        "<script>var a</script><style>p{}</style><select><option>2568</option></select><p>&nbsp;</p>"
    )
    assert [one.text for one in page.passages] == ["องค์การบริหารส่วนตำบลตัวอย่าง\nบรรทัดสอง"]


def test_base_href_and_page_in_windows_874_without_charset() -> None:
    markup = "<html><head><base href='/public/'><title>อบต.ตัวอย่าง</title></head><body><a href='list?q=แผน'>แผนพัฒนา</a>"
    page = read(markup.encode("cp874"), "text/html")
    assert page.title == "อบต.ตัวอย่าง"
    assert [(one.url, one.text) for one in page.links] == [(f"{ROOT}/public/list?q=%E1%BC%B9", "แผนพัฒนา")]


LAYOUT = """
<table width="1000"><tr><td colspan="2"><img src="banner.jpg"></td></tr>
<tr><td width="200"><table><tr><td><a href="m1.php">หน้าแรก</a></td></tr><tr><td><a href="m2.php">ประวัติ</a></td></tr>
<tr><td><a href="m3.php">บุคลากร</a></td></tr><tr><td><a href="m4.php">แผนงาน</a></td></tr>
<tr><td><a href="m5.php">ข่าว</a></td></tr><tr><td><a href="m6.php">จัดซื้อ</a></td></tr>
<tr><td><a href="m7.php">กระดานข่าว</a></td></tr><tr><td><a href="m8.php">ติดต่อ</a></td></tr></table></td>
<td><table><tr><td><font size="4"><b>ผลการดำเนินงาน</b></font></td></tr>
<tr><td><table border="1"><tr><td>ลำดับ</td><td>รายการ</td><td>ไฟล์</td></tr>
<tr><td>1</td><td>รายงานผลไตรมาส 1</td><td><a href="q1.pdf">เปิด</a></td></tr>
<tr><td>2</td><td>รายงานผลไตรมาส 2</td><td><a href="q2.pdf">เปิด</a></td></tr></table></td></tr></table>
<p>ข้อความของหน้านี้ที่ยาวพอสมควรเพื่อให้เนื้อหาหลักมีน้ำหนักมากกว่าเมนูด้านซ้ายของหน้าเว็บไซต์แบบเก่าที่ใช้ตารางจัดหน้า</p></td></tr></table>
"""


def test_tables_for_layout_are_no_data() -> None:
    page = read_page(LAYOUT)
    assert [table.header for table in page.tables] == [("ลำดับ", "รายการ", "ไฟล์")]
    assert [row.cells for row in page.tables[0].rows] == [
        ("1", "รายงานผลไตรมาส 1", "เปิด"),
        ("2", "รายงานผลไตรมาส 2", "เปิด"),
    ]
    assert link(page, "/q1.pdf").row == "1 รายงานผลไตรมาส 1 เปิด"
    assert link(page, "/q1.pdf").place is Place.TABLE
    assert link(page, "/m4.php").place is Place.MENU


def test_long_list_of_items_is_content_and_not_a_menu() -> None:
    items = "".join(f"<li><a href='/o{n}'>O{n} เรื่องที่ {n}</a></li>" for n in range(1, 29))
    menu = "".join(f"<li><a href='/m{n}'>เมนู {n}</a></li>" for n in range(1, 12))
    page = read_page(f"<ul>{menu}</ul><h2>OIT 2568</h2><ul>{items}</ul>")
    assert link(page, "/o28").place is Place.CONTENT
    assert link(page, "/m11").place is Place.MENU


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("<nav><a href='/x'>ก</a></nav>", Place.MENU),
        ("<div role=navigation><a href='/x'>ก</a></div>", Place.MENU),
        ("<div class='sidebar'><a href='/x'>ก</a></div>", Place.ASIDE),
        ("<header><a href='/x'>ก</a></header>", Place.HEADER),
        ("<main><article><header><a href='/x'>ก</a></header></article></main>", Place.CONTENT),
        ("<div class='card'><div class='card-footer'><a href='/x'>ก</a></div></div>", Place.CONTENT),
        ("<footer><nav><a href='/x'>ก</a></nav></footer>", Place.FOOTER),
        ("<ol class='breadcrumb'><li><a href='/x'>ก</a></li></ol>", Place.BREADCRUMB),
        (
            "<div class='menu_content'><p>คำอธิบายยาวกว่าลิงก์มากอย่างเห็นได้ชัด</p><a href='/x'>ก</a></div>",
            Place.CONTENT,
        ),
        ("<div class='nav-tabs nav-pills'><a href='/x'>ก</a></div>", Place.CONTENT),
    ],
)
def test_place_of_a_link(markup: str, place: Place) -> None:
    filler = "<p>" + "เนื้อหาหลักของหน้านี้ " * 12 + "</p>"
    assert link(read_page(markup + filler), "/x").place is place


def test_selectors_lead_to_one_element() -> None:
    markup = MENU + ITA_TABLE + LAYOUT
    page = read_page(markup)
    root = BeautifulSoup(f"<body>{markup}</body>", "lxml")
    selectors = {one.selector for one in page.links if one.selector}
    assert len(selectors) > 20
    for one in page.links:
        assert one.selector
        found = root.select(one.selector)
        assert len(found) == 1, one.selector


@pytest.mark.parametrize(
    "markup",
    [
        '<!doctype html><title>อบต.</title><nav><a href="/plan">แผน</a></nav><main><p>ข้อความ</p></main>',
        '<!doctype html><html lang=th><title>อบต.</title><header><a href="/plan">แผน</a></header>ข้อความ',
        '<html><head><title>อบต.</title><section><a href="/plan">แผน</a></section></head><body>ข้อความ</body></html>',
        '<meta charset=utf-8><title>อบต.</title><script>1</script><main><a href="/plan">แผน</a></main><p>ข้อความ</p>',
    ],
)
def test_a_page_that_writes_no_body_shows_what_a_browser_shows(markup: str) -> None:
    seen = read_page(markup)
    assert [link.text for link in seen.links] == ["แผน"]
    assert "ข้อความ" in seen.text
    assert seen.title == "อบต."
