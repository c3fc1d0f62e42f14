"""PDFs: text, tables over several pages, and honest obstacles."""

from __future__ import annotations

import re
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from oitcrawler.evidence import Source, extract
from oitcrawler.evidence.model import ContactKind, Depth, Evidence, Kind, Place, Remark
from oitcrawler.evidence.pdf import MAX_PAGES
from oitcrawler.evidence.pdf_links import MAX_SPOTS
from oitcrawler.evidence.pdf_text import clean_text, is_legible, title_from
from oitcrawler.model import Cause, Origin

from .papers import aligned, lines, pdf, recognised, ruled, scan
from .reading import ROOT, URL, read

HEADER = ("ลำดับ", "โครงการ", "งบประมาณ")


def cells(evidence: Evidence, table: int = 0) -> list[tuple[str, ...]]:
    return [row.cells for row in evidence.tables[table].rows]


def test_text_page_by_page() -> None:
    seen = read(
        pdf(
            lines("ประกาศองค์การบริหารส่วนตำบลตัวอย่าง", "เรื่อง แผนการจัดซื้อจัดจ้าง ประจำปี 2568", "โทร. 0-4299-9999"),
            lines("หน้าที่สอง"),
        )
    )
    assert (seen.kind, seen.obstacle, seen.page_count) == (Kind.PDF, None, 2)
    assert [(one.page, one.text.splitlines()[0]) for one in seen.passages] == [
        (1, "ประกาศองค์การบริหารส่วนตำบลตัวอย่าง"),
        (2, "หน้าที่สอง"),
    ]
    assert seen.title == "ประกาศองค์การบริหารส่วนตำบลตัวอย่าง เรื่อง แผนการจัดซื้อจัดจ้าง ประจำปี 2568"
    assert [(one.kind, one.value) for one in seen.contacts] == [(ContactKind.PHONE, "0-4299-9999")]


def test_damaged_text_layer_is_repaired_and_says_so() -> None:
    seen = read(pdf(lines("การด าเนินงานประจ าปี"), lines("ข้อความที่ไม่เสียหาย")))
    assert [(one.text, one.origin) for one in seen.passages] == [
        ("การดำเนินงานประจำปี", Origin.REPAIRED),
        ("ข้อความที่ไม่เสียหาย", Origin.LAYER),
    ]


def test_ruled_table_that_goes_on_with_its_header_repeated() -> None:
    first = ruled([HEADER, ("1", "ก่อสร้างถนน", "450,000.00"), ("2", "ซ่อมอาคาร", "99,000.00")])
    second = ruled([HEADER, ("3", "จัดซื้อครุภัณฑ์", "12,500.00")], top=780)
    seen = read(pdf(first, second, lines("ท้ายเอกสาร")))
    assert len(seen.tables) == 1
    assert seen.tables[0].header == HEADER
    assert cells(seen) == [
        ("1", "ก่อสร้างถนน", "450,000.00"),
        ("2", "ซ่อมอาคาร", "99,000.00"),
        ("3", "จัดซื้อครุภัณฑ์", "12,500.00"),
    ]
    assert [(row.page, row.number) for row in seen.tables[0].rows] == [(1, 2), (1, 3), (2, 5)]


def test_ruled_table_that_goes_on_without_a_header() -> None:
    seen = read(
        pdf(ruled([HEADER, ("1", "ก่อสร้างถนน", "450,000")]), ruled([("2", "ซ่อมอาคาร", "9,000"), ("3", "ก", "1")]))
    )
    assert [row[0] for row in cells(seen)] == ["1", "2", "3"]


def test_another_table_on_the_next_page_stays_another() -> None:
    other = ruled([("เดือน", "จำนวน", "ร้อยละ"), ("ต.ค.", "3", "10")])
    seen = read(pdf(ruled([HEADER, ("1", "ก่อสร้างถนน", "450,000")]), other))
    assert [table.header for table in seen.tables] == [HEADER, ("เดือน", "จำนวน", "ร้อยละ")]


def test_merged_cells_are_repeated_and_a_title_row_is_the_caption() -> None:
    rows = [("แผนงาน ปี 2568", "<", "<"), HEADER, ("1", "รวมสองช่อง", "<"), ("2", "ซ่อมอาคาร", "9,000")]
    seen = read(pdf(ruled(rows)))
    assert seen.tables[0].caption == "แผนงาน ปี 2568"
    assert seen.tables[0].header == HEADER
    assert cells(seen)[0] == ("1", "รวมสองช่อง", "รวมสองช่อง")


def test_turned_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -595)
        ruled([HEADER, ("1", "ก่อสร้างถนน", "450,000")], top=500)(canvas)

    seen = read(pdf(draw))
    assert seen.tables[0].header == HEADER
    assert cells(seen) == [("1", "ก่อสร้างถนน", "450,000")]


def test_number_wrapped_in_a_narrow_cell_stays_one_number() -> None:
    def draw(canvas: Canvas) -> None:
        ruled([("ที่", "เลขที่โครงการ", "ชื่อ"), ("1", "", "ก"), ("2", "", "ข")], edges=(60, 100, 150, 300), height=40)(
            canvas
        )
        canvas.drawString(104, 648, "6703729")
        canvas.drawString(104, 632, "3062")
        canvas.drawString(104, 608, "67037293063"[:7])
        canvas.drawString(104, 592, "67037293063"[7:])

    assert [row[1] for row in cells(read(pdf(draw)))] == ["67037293062", "67037293063"]


def test_columns_without_lines() -> None:
    rows = [HEADER, ("1", "ก่อสร้างถนนคอนกรีต", "450,000.00"), ("2", "ซ่อมอาคาร", "99,000.00"), ("3", "จัดซื้อ", "1,200.00")]
    seen = read(pdf(aligned(rows)))
    assert seen.tables[0].header == HEADER
    assert cells(seen)[1] == ("2", "ซ่อมอาคาร", "99,000.00")


def test_prose_and_frames_are_no_tables() -> None:
    def framed(canvas: Canvas) -> None:
        canvas.rect(40, 40, 515, 760)
        canvas.rect(42, 42, 511, 756)
        lines("รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2568", "ข้อความบรรทัดที่สอง", "บรรทัดที่สาม")(canvas)

    assert read(pdf(framed)).tables == ()


def test_scan_is_no_silence() -> None:
    seen = read(pdf(scan, scan))
    assert (seen.obstacle, seen.passages, seen.page_count) == (Cause.SCANNED, (), 2)
    assert seen.detail
    assert "ทุกหน้า" in seen.detail.th
    assert "publish" in seen.detail.en


def test_scan_with_the_mark_of_a_scanning_app_is_a_scan() -> None:
    def draw(canvas: Canvas) -> None:
        scan(canvas)
        canvas.drawString(400, 20, "Scanned with CamScanner")

    assert read(pdf(draw)).obstacle is Cause.SCANNED


def test_scanned_pages_among_others_are_named() -> None:
    seen = read(pdf(lines("บันทึกข้อความ", "เรื่อง รายงานผลการดำเนินงาน"), scan, lines("ลงชื่อ")))
    assert seen.obstacle is Cause.SCANNED
    assert [one.page for one in seen.passages] == [1, 3]
    assert seen.detail
    assert "หน้า 2" in seen.detail.th


def test_recognised_text_is_marked_as_such_and_shows_no_absence() -> None:
    text = "รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ขององค์การบริหารส่วนตำบลตัวอย่าง"
    seen = read(pdf(recognised(text), lines("หน้าที่พิมพ์จากโปรแกรม"), scan))
    assert (seen.obstacle, seen.unread_pages) == (Cause.SCANNED, (3,))
    assert [(one.page, one.origin) for one in seen.passages] == [(1, Origin.OCR), (2, Origin.LAYER)]
    assert seen.detail
    assert "OCR ซ้อนอยู่ (หน้า 1)" in seen.detail.th
    assert "อ่านข้อความไม่ได้ (หน้า 3)" in seen.detail.th
    assert read(pdf(recognised(text))).unread_pages == ()


def test_text_under_a_picture_is_text_of_a_scan_and_text_over_one_is_not() -> None:
    words = "รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ขององค์การบริหารส่วนตำบลตัวอย่าง"

    def under(canvas: Canvas) -> None:
        lines(words)(canvas)
        scan(canvas)

    def over(canvas: Canvas) -> None:
        scan(canvas)
        lines(words)(canvas)

    seen = read(pdf(under, over))
    assert [one.origin for one in seen.passages] == [Origin.OCR, Origin.LAYER]


def test_table_read_by_recognition_only_is_marked_as_such() -> None:
    def draw(canvas: Canvas) -> None:
        recognised("ข้อความที่อ่านจากภาพสแกนซึ่งยาวพอที่จะนับว่าเป็นข้อความของหน้านี้จริง ๆ")(canvas)
        for place, row in enumerate([HEADER, ("1", "ถนน", "450"), ("2", "อาคาร", "99")]):
            for at, text in zip((60, 160, 360), row, strict=True):
                words = canvas.beginText(at, 600 - 20 * place)
                words.setTextRenderMode(3)
                words.textOut(text)
                canvas.drawText(words)

    seen = read(pdf(draw))
    assert [table.origin for table in seen.tables] == [Origin.OCR]


@pytest.mark.parametrize("depth", list(Depth))
def test_text_is_the_same_at_each_depth_and_tables_are_read_at_the_second(depth: Depth) -> None:
    body = pdf(lines("การด าเนินงานประจ าปี"), ruled([HEADER, ("1", "ก่อสร้างถนน", "450,000.00")]), scan)
    seen, whole = extract(Source(URL, URL, "", body, "d"), depth), read(body)
    assert seen.depth is depth
    assert (seen.passages, seen.unread_pages, seen.obstacle, seen.title) == (
        whole.passages,
        whole.unread_pages,
        whole.obstacle,
        whole.title,
    )
    assert len(seen.tables) == (depth is Depth.WHOLE)


def test_links_with_the_words_they_lie_on() -> None:
    def draw(canvas: Canvas) -> None:
        lines("รายงานผลการจัดซื้อจัดจ้าง", "แผนการจัดซื้อจัดจ้าง")(canvas)
        canvas.linkURL("https://www.tambon.example.go.th/o13.xlsx#x", (60, 775, 200, 793))
        canvas.linkURL("o12.pdf", (60, 755, 200, 773))
        canvas.linkURL("https://www.example.go.th/", (400, 100, 500, 120))
        canvas.linkURL("javascript:alert(1)", (400, 200, 500, 220))

    assert [(one.url, one.text, one.place) for one in read(pdf(draw)).links] == [
        (f"{ROOT}/o13.xlsx", "รายงานผลการจัดซื้อจัดจ้าง", Place.CONTENT),
        (f"{ROOT}/ita/o12.pdf", "แผนการจัดซื้อจัดจ้าง", Place.CONTENT),
        ("https://www.example.go.th/", "https://www.example.go.th/", Place.CONTENT),
    ]


def test_more_links_than_are_kept() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(MAX_SPOTS + 5):
            canvas.linkURL(f"https://www.example.go.th/{number}", (60, 100, 70, 110))

    assert len(read(pdf(lines("ข้อความ"), draw)).links) == MAX_SPOTS


def test_scripts_and_embedded_files_are_remarked() -> None:
    plain = pdf(lines("ข้อความ"))
    assert read(plain).remarks == ()
    opening = plain.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction <</S /JavaScript /JS (1)>>")
    packed = zlib.compress(b"1 0 <</Names [(a.xlsx) <</EF <</F 9 0 R>> /Type /Filespec>>] /EmbeddedFiles 2 0 R>>")
    stream = b"99 0 obj\n<</Type /ObjStm /N 1 /First 4 /Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)
    assert read(opening).remarks == (Remark.SCRIPT,)
    assert read(plain.replace(b"%%EOF", stream + b"\n%%EOF")).remarks == (Remark.ATTACHMENTS,)


def test_blank_page_is_no_scan() -> None:
    assert read(pdf(lines("ข้อความ"), lambda canvas: None)).obstacle is None
    assert read(pdf(lambda canvas: None)).obstacle is Cause.EMPTY_BODY


def test_password() -> None:
    seen = read(pdf(lines("ลับ"), password="abc"))
    assert (seen.obstacle, seen.passages) == (Cause.ENCRYPTED, ())


def test_cut_short() -> None:
    whole = pdf(*[lines(f"หน้า {number}") for number in range(1, 30)])
    assert read(whole[: len(whole) // 2]).obstacle is Cause.TRUNCATED


def test_broken() -> None:
    seen = read(b"%PDF-1.4\nnothing of a document here\nstartxref\n0\n%%EOF\n")
    assert seen.obstacle is Cause.PARSER_ERROR
    assert seen.detail


def test_more_pages_than_are_read() -> None:
    seen = read(pdf(*[lines(f"page {number}") for number in range(MAX_PAGES + 3)]))
    assert (seen.obstacle, seen.page_count, len(seen.passages)) == (Cause.TOO_LARGE, MAX_PAGES + 3, MAX_PAGES)


@pytest.mark.parametrize(
    ("metadata", "first_page", "title"),
    [
        ("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 – 2570)", "หน้าปก", "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 – 2570)"),
        (
            "Microsoft Word - 4.doc",
            "รายงานผลการดำเนินงานตามแผนประจำปีงบประมาณ\n1",
            "รายงานผลการดำเนินงานตามแผนประจำปีงบประมาณ",
        ),
        ("งานนำเสนอ PowerPoint", "-1-\nโครงสร้างหน่วยงาน\nอบต.ตัวอย่าง", "โครงสร้างหน่วยงาน อบต.ตัวอย่าง"),
        ("", "ประกาศเทศบาลตำบลตัวอย่าง\n\nเรื่อง นโยบายไม่รับของขวัญ\nข้อ 1", "ประกาศเทศบาลตำบลตัวอย่าง เรื่อง นโยบายไม่รับของขวัญ"),
        ("Scan2023-10-16", "", ""),
        ("á¼¹»¯ÔºÑµÔ¡ÒÃ»éÍ§¡Ñ¹¡ÒÃ·Ø¨ÃÔµ", "", "แผนปฏิบัติการป้องกันการทุจริต"),
    ],
)
def test_title(metadata: str, first_page: str, title: str) -> None:
    assert title_from(metadata, [first_page]) == title


def test_fonts_without_unicode_are_illegible_and_old_thai_codes_are_read() -> None:
    assert not is_legible("\x01\x04 1 \r\n\x01\x07\x08\t\r\n\x04\x05ก\x07\x08")
    assert is_legible("รายงาน\r\n2568")
    old = "องค์การบริหารส่วนตำบลตัวอย่าง แผน".encode("cp874").decode("latin-1")
    assert clean_text(old) == "องค์การบริหารส่วนตำบลตัวอย่าง แผน"
    assert clean_text("déjà vu à la carte\r\nx") == "déjà vu à la carte\nx"


def test_every_obstacle_is_explained_in_both_languages() -> None:
    bodies = (pdf(scan), pdf(lines("x"), password="abc"), b"%PDF-1.4\n", pdf(lambda canvas: None))
    for body in bodies:
        seen = read(body)
        assert seen.obstacle
        assert seen.detail
        assert re.search("[ก-๙]", seen.detail.th)
        assert seen.detail.en.isascii()
