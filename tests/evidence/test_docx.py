"""Word documents: text in reading order, tables with merged cells, pictures that are no text."""

from __future__ import annotations

import io
import zipfile

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from oitcrawler.evidence.model import Kind, Remark
from oitcrawler.model import Cause

from .papers import picture, word
from .reading import read


def manual(document: Document) -> None:
    document.add_heading("คู่มือการปฏิบัติงาน", 1)
    document.add_paragraph("ขององค์การบริหารส่วนตำบลตัวอย่าง โทร 0-4299-9999")
    table = document.add_table(3, 3)
    for row, texts in enumerate([("ขั้นตอน", "วิธีการ", "ระยะเวลา"), ("1", "ยื่นคำขอ", "5 นาที"), ("2", "ตรวจสอบ", "1 วัน")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.add_heading("ช่องทางการให้บริการ", 2)
    document.add_paragraph("ท้ายเอกสาร")


def test_paragraphs_and_tables_in_order() -> None:
    seen = read(word(manual))
    assert (seen.kind, seen.obstacle, seen.title) == (Kind.DOCX, None, "คู่มือการปฏิบัติงาน")
    assert [one.text for one in seen.passages] == [
        "คู่มือการปฏิบัติงาน",
        "ขององค์การบริหารส่วนตำบลตัวอย่าง โทร 0-4299-9999",
        "ขั้นตอน วิธีการ ระยะเวลา",
        "1 ยื่นคำขอ 5 นาที",
        "2 ตรวจสอบ 1 วัน",
        "ช่องทางการให้บริการ",
        "ท้ายเอกสาร",
    ]
    assert [(one.level, one.text) for one in seen.headings] == [(1, "คู่มือการปฏิบัติงาน"), (2, "ช่องทางการให้บริการ")]
    assert seen.tables[0].header == ("ขั้นตอน", "วิธีการ", "ระยะเวลา")
    assert [row.cells[1] for row in seen.tables[0].rows] == ["ยื่นคำขอ", "ตรวจสอบ"]
    assert [one.value for one in seen.contacts] == ["0-4299-9999"]


def test_merged_cells_and_header_of_two_lines() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(4, 4)
        texts = [
            ("ที่", "โครงการ", "งบประมาณ", ""),
            ("", "", "ตั้งไว้", "เบิกจ่าย"),
            ("1", "ถนน", "100", "90"),
            ("2", "", "200", "1"),
        ]
        for row, line in enumerate(texts):
            for column, text in enumerate(line):
                table.cell(row, column).text = text
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(1, 1))
        table.cell(0, 2).merge(table.cell(0, 3))
        table.cell(2, 1).merge(table.cell(3, 1))

    table = read(word(fill)).tables[0]
    assert table.header == ("ที่", "โครงการ", "งบประมาณ ตั้งไว้", "งบประมาณ เบิกจ่าย")
    assert [row.cells for row in table.rows] == [("1", "ถนน", "100", "90"), ("2", "ถนน", "200", "1")]


def test_title_without_styles_is_the_first_line() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("ประกาศองค์การบริหารส่วนตำบลตัวอย่าง")
        document.add_paragraph("เรื่อง นโยบายไม่รับของขวัญ")

    assert read(word(fill)).title == "ประกาศองค์การบริหารส่วนตำบลตัวอย่าง เรื่อง นโยบายไม่รับของขวัญ"


def test_text_boxes_content_controls_and_tracked_changes() -> None:
    def fill(document: Document) -> None:
        space = nsdecls("w")
        body = document.element.body
        control = f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>ในช่องกรอก</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        changed = (
            f"<w:p {space}><w:ins w:id='1'><w:r><w:t>เพิ่ม</w:t></w:r></w:ins>"
            "<w:del w:id='2'><w:r><w:delText>ลบ</w:delText></w:r></w:del></w:p>"
        )
        boxed = (
            f"<w:p {space}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>ในกล่อง</w:t></w:r></w:p></w:txbxContent></w:pict>"
            "<w:t>นอกกล่อง</w:t></w:r></w:p>"
        )
        for place, xml in enumerate((control, changed, boxed)):
            body.insert(place, parse_xml(xml))

    assert [one.text for one in read(word(fill)).passages] == ["ในช่องกรอก", "เพิ่ม", "ในกล่อง", "นอกกล่อง"]


def test_document_of_pictures_only() -> None:
    seen = read(word(lambda document: document.add_picture(io.BytesIO(picture("PNG"))) and None))
    assert (seen.obstacle, seen.passages) == (Cause.SCANNED, ())


def test_empty_document() -> None:
    assert read(word(lambda document: None)).obstacle is Cause.EMPTY_BODY


def linked(document: Document) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    names = [document.part.relate_to(url, kind, is_external=True) for url in ("https://a.example.go.th/1.pdf", "2.pdf")]
    space = nsdecls("w", "r")
    links = [f"<w:hyperlink {space} r:id='{name}'><w:r><w:t>ดาวน์โหลด</w:t></w:r></w:hyperlink>" for name in names]
    field = f"<w:r {space}><w:instrText> HYPERLINK &quot;https://b.example.go.th/3&quot; </w:instrText></w:r>"
    document.add_paragraph("แผน ")._p.append(parse_xml(links[0]))
    table = document.add_table(2, 2)
    for place, text in enumerate(("ปี", "ไฟล์", "2568", "")):
        table.cell(place // 2, place % 2).text = text
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(links[1]))
    document.add_paragraph("ดูเพิ่มเติม")._p.append(parse_xml(field))


def test_links_with_their_words_and_rows() -> None:
    assert [(one.url, one.text, one.row) for one in read(word(linked)).links] == [
        ("https://a.example.go.th/1.pdf", "ดาวน์โหลด", ""),
        ("https://www.tambon.example.go.th/ita/2.pdf", "ดาวน์โหลด", "2568 ดาวน์โหลด"),
        ("https://b.example.go.th/3", "ดูเพิ่มเติม", ""),
    ]


def test_document_with_macros_is_read_and_remarked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(manual))) as plain, zipfile.ZipFile(out, "w") as copy:
        for name in plain.namelist():
            kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
            main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            copy.writestr(name, plain.read(name).replace(main, kind))
        copy.writestr("word/vbaProject.bin", b"x")
    seen = read(out.getvalue())
    assert (seen.obstacle, seen.title, seen.remarks) == (None, "คู่มือการปฏิบัติงาน", (Remark.MACROS,))
    assert read(word(manual)).remarks == ()


def test_rows_marked_as_header() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(3, 2)
        for place, text in enumerate(("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก")):
            table.cell(place // 2, place % 2).text = text
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))

    assert read(word(fill)).tables[0].header == ("หนึ่ง", "สอง")
