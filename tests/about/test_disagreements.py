"""A label accuses a document only when both sides are plain."""

from __future__ import annotations

import pytest

from oitcrawler.about import Disagreement, Field, Where, message, understand
from oitcrawler.evidence.model import Evidence, Kind, Passage
from oitcrawler.model import Origin

REPORT = "รายงานผลการดำเนินงาน\nประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลสมมติ"


def found(label: str, text: str = REPORT, *, file: str = "x.pdf", origin: Origin = Origin.LAYER) -> list[Disagreement]:
    passages = (Passage(text, page=1, origin=origin),)
    evidence = Evidence(url="", final_url="", kind=Kind.PDF, digest="", file_name=file, passages=passages)
    return list(understand(evidence, [label]).disagreements)


@pytest.mark.parametrize(
    "label",
    [
        "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568",
        "รายงานผลการดำเนินงาน ปี 2565",
        "รายงานผลการดำเนินงาน ประจำปี ๒๕๖๘",
        "รายงานผลการดำเนินงาน รอบ 6 เดือนแรก ปีงบประมาณ พ.ศ. 2568",
        "O12 รายงานผลการดำเนินงานประจำปี พ.ศ. 2566",
    ],
)
def test_a_plain_other_year_is_a_disagreement(label: str) -> None:
    (one,) = found(label)
    assert (one.field, one.believed.value, one.other.where) == (Field.FISCAL_YEAR, "2567", Where.LABEL)
    assert one.other.quote == label
    assert one.believed.page == 1


@pytest.mark.parametrize(
    "label",
    [
        "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567",
        "รายงานผลการดำเนินงาน ปี 67",
        "รายงานผลการดำเนินงาน ปี 68",
        "ITA 2568",
        "ITA ประจำปี 2568 รายงานผลการดำเนินงาน",
        "รายงานผลการดำเนินงาน (OIT 2568)",
        "การประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568",
        "รายงานผลการดำเนินงาน ตุลาคม 2566",
        "รายงานผลการดำเนินงาน ประกาศเมื่อ 3 มกราคม 2568",
        "รายงานผล ปี 2567 และแผน ปี 2568",
        "รายงานตามพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540",
        "ดาวน์โหลด",
        "ข่าวประชาสัมพันธ์เทศบาลตำบลสมมติ",
        "ทต.สมมติ รายงาน",
        "ประกาศเทศบาลตำบลสมมุติ",
    ],
)
def test_what_may_mean_the_same_is_none(label: str) -> None:
    assert found(label) == []


def test_what_ocr_read_contradicts_nothing() -> None:
    label = "แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568 เทศบาลตำบลทดลอง"
    assert found(label, origin=Origin.OCR) == []
    assert len(found(label)) == 3


@pytest.mark.parametrize("file", ["2568-0012.pdf", "ita2568.pdf", "o12_2568.pdf", "20250115.pdf", "สแกน 68.pdf"])
def test_numbers_in_a_file_name_accuse_nobody(file: str) -> None:
    assert found("", file=file) == []


def test_a_plain_file_name_does() -> None:
    (one,) = found("", file="รายงานผล_2568.pdf")
    assert message(one).th == "ชื่อไฟล์ระบุปี 2568 แต่ในเอกสารเป็นปี 2567"
    assert message(one).en == "the file's name says 2568, but the document says 2567"


def test_the_year_of_signing_is_no_other_year() -> None:
    text = "ประกาศเทศบาลตำบลสมมติ\nเรื่อง แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2568\nประกาศ ณ วันที่ 20 กันยายน 2567"
    assert found("ประกาศแผนการจัดซื้อจัดจ้าง ประจำปี 2567", text) == []
    assert len(found("ประกาศแผนการจัดซื้อจัดจ้าง ประจำปี 2566", text)) == 1


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("แผนการจัดซื้อจัดจ้าง", "ประกาศเทศบาลตำบลสมมติ\nเรื่อง แผนการจัดซื้อจัดจ้าง"),
        ("รายงานข้อมูลสถิติ", "สถิติการให้บริการ\nเทศบาลตำบลสมมติ"),
        ("รายงานผล", "แบบรายงานผล ปี 2567\nเทศบาลตำบลสมมติ"),
        ("แผนและรายงานผลการดำเนินงาน", "รายงานผลการดำเนินงาน"),
        ("นโยบายหรือแผน", "คู่มือการปฏิบัติงาน"),
    ],
)
def test_what_brings_or_is_called_another_sort_is_none(label: str, text: str) -> None:
    assert found(label, text) == []


def test_a_plan_is_no_report() -> None:
    (one,) = found("แผนการใช้จ่ายงบประมาณ", "รายงานการใช้จ่ายงบประมาณ\nเทศบาลตำบลสมมติ")
    assert message(one).th == "ลิงก์ระบุว่าเป็นแผน แต่ในเอกสารเป็นรายงาน"
    assert message(one).en == "the link promises a plan, but the document is a report"
