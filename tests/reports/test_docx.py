"""The Word documents: their text as a golden, their structure as Word reads it, and texts of people who mean harm."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document as Opened
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree  # type: ignore[import-untyped]
from oitcrawler.reports import docx, results

from oitcrawler.checklist import Checklist, load
from oitcrawler.errors import UsageError
from oitcrawler.ita_scores import parse
from oitcrawler.model import Lang, Text, Verdict
from oitcrawler.planning import plan_of
from oitcrawler.report import Interval, Measure, Past, PastRun, Report

from .golden import compare
from .sample import FINDINGS, finding, measure, sample
from .trials import hostile

SCORES = """
year: 2568
total: 85.07
rating: ผ่าน
indicators: {1: 100, 2: 100, 3: 100, 4: 96.88, 5: 100, 6: 99.67, 7: 99.87, 8: 83.00, 9: 75, 10: 60}
questions: {i10 การขอยืมทรัพย์สินของราชการ: 90.63}
items: {o6: 0, o11: 0, o13: 0, o23: 0, o27: 0, o8: 0}
previous: {total: 80.10, indicators: {4: 90.00}}
"""
MENDED = finding(
    5, code="period-mismatch", item="o25", status="mended", first_seen="2024-11-02", mended="2025-01-15T08:00:00+00:00"
)
BACK = finding(6, item="o13", status="came-back", first_seen="2024-11-02", due="2025-05-15")


def measure_of(code: str, item: str | None) -> Measure | None:
    """Return a measure for what no item carries."""
    if code == "broken-link":
        return replace(measure("", "", ""), code=code, item="", measure=Text("มาตรการตรวจลิงก์", "Check links"))
    return measure(item, "", "") if item else None


@cache
def planned(*, scores: bool = True) -> Report:
    """Return the sample with its plan."""
    report = sample()
    given = parse("a.yaml", SCORES.encode()) if scores else None
    return replace(report, plan=plan_of(report, given, measure_of, listed()))


@cache
def with_past() -> Report:
    """Return the sample with two earlier runs, one finding mended and one that came back."""
    runs = (
        PastRun("a", "2024-11-02", Interval(40, 60), {"o25": Verdict.GAP}),
        PastRun("b", "2025-01-15", Interval(62.5, 62.5), {"o25": Verdict.PASS}),
    )
    report = sample(past=Past(runs), findings=(*FINDINGS, MENDED, BACK))
    return replace(report, plan=plan_of(report, parse("a.yaml", SCORES.encode()), measure_of, listed()))


@cache
def listed() -> Checklist:
    return load("2568")


@cache
def plan(lang: Lang = "th") -> bytes:
    return bytes(docx.render(planned(), lang))


def opened(body: bytes) -> Document:
    return Opened(io.BytesIO(body))


def outline(body: bytes) -> str:
    """Return a document as text: headings, paragraphs, entries of lists, rows of tables, in their order."""
    return "\n".join(_lines(opened(body))) + "\n"


def _lines(document: Document) -> Iterator[str]:
    marks = {"List Bullet": "- ", "List Number": "1) ", "Title": "= ", "Note to the writer": "! "}
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(" / ".join(p.text for p in cell.paragraphs) for cell in row.cells)
        elif block.text:
            name = (block.style and block.style.name) or ""
            yield ("#" * int(name[-1]) + " " if name.startswith("Heading") else marks.get(name, "")) + block.text


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_plan_reads_as_when_a_person_last_looked(lang: Lang) -> None:
    compare(f"plan-{lang}.txt", outline(plan(lang)))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_report_on_results_reads_as_when_a_person_last_looked(lang: Lang) -> None:
    compare(f"results-{lang}.txt", outline(results.render(with_past(), lang)))


def test_without_scores_the_chapters_on_them_are_places_to_fill_in() -> None:
    text = outline(docx.render(planned(scores=False), "th"))
    assert "1 | การปฏิบัติหน้าที่ | [กรอก: คะแนน]" in text
    assert "[กรอก: มาตรการจากผล IIT (ไม่มีคะแนนในไฟล์ที่ให้มา)]" in text
    assert "ระดับผลการประเมิน" not in text


def test_without_history_nothing_is_called_mended() -> None:
    text = outline(results.render(planned(), "th"))
    assert "ตรวจพบว่าแก้ไขแล้วเมื่อ" not in text
    assert "[กรอก: รายการที่แก้ไขแล้ว]" in text


def test_thai_digits_are_everywhere_but_in_addresses() -> None:
    body = docx.render(planned(), "th", thai_digits=True)
    text = outline(body)
    assert "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙" in text
    assert "https://www.tambon-tuayang.example.go.th/uploads/procurement-2567.pdf หน้า ๔ แถว ๑๒" in text
    xml = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    assert xml.count('w:fmt="thaiNumbers"') == len(opened(body).sections)


@pytest.mark.parametrize("format_", [docx, results])
@pytest.mark.parametrize("digits", [False, True])
def test_every_part_is_well_formed_and_the_text_is_the_same_each_time(format_: ModuleType, digits: bool) -> None:
    first, second = (format_.render(with_past(), "th", thai_digits=digits) for _ in range(2))
    assert outline(first) == outline(second)
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


def test_thai_has_its_face_size_and_language() -> None:
    document = opened(plan())
    for name, size in (("Normal", "32"), ("Heading 1", "36"), ("Table text", "28")):
        properties = document.styles[name].element.rPr
        assert properties.find(qn("w:rFonts")).get(qn("w:cs")) == "TH Sarabun New"
        assert properties.find(qn("w:szCs")).get(qn("w:val")) == size
        assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
        assert "asciiTheme" not in etree.tostring(properties).decode()
    body = plan()
    fonts = zipfile.ZipFile(io.BytesIO(body)).read("word/fontTable.xml").decode()
    assert 'w:altName w:val="TH SarabunPSK;Sarabun"' in fonts


def test_tables_repeat_their_heading_and_lists_begin_at_one() -> None:
    document = opened(plan())
    assert document.tables
    for table in document.tables:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    numbers = {one.get(qn("w:val")) for one in document.element.body.iter(qn("w:numId"))}
    numbered = list(document.element.body.iter(qn("w:numPr")))
    assert len(numbers) >= 2
    assert len(numbered) > len(numbers)


def test_pages_are_a4_with_the_margins_of_letters_and_a_number() -> None:
    document = opened(plan())
    for section in document.sections:
        assert section.page_width is not None
        assert section.page_height is not None
        assert {round(section.page_width.cm, 1), round(section.page_height.cm, 1)} == {21.0, 29.7}
    assert [one.page_width.cm > 25 for one in document.sections if one.page_width] == [False, True, False]
    assert "PAGE" in document.sections[0].footer._element.xml


def test_days_of_the_file_come_from_the_report() -> None:
    properties = opened(plan()).core_properties
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2025, 4, 30)
    assert properties.title.startswith("มาตรการส่งเสริมคุณธรรม")


@pytest.mark.parametrize("format_", [docx, results])
def test_texts_of_people_who_mean_harm_stay_texts(format_: ModuleType) -> None:
    report = hostile()
    body = format_.render(replace(report, plan=plan_of(report)), "th")
    text = outline(body)
    assert "<script>alert" in text
    assert "\u202e" not in text
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        assert b"javascript:" not in b"".join(package.read(one) for one in package.namelist() if one.endswith(".rels"))


@pytest.mark.parametrize("format_", [docx, results])
def test_a_report_without_a_plan_is_refused(format_: ModuleType) -> None:
    with pytest.raises(UsageError):
        format_.render(sample(), "th")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_both_documents(tmp_path: Path) -> None:
    for format_ in (docx, results):
        (tmp_path / f"{format_.STEM}.docx").write_bytes(format_.render(with_past(), "th", thai_digits=True))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = sorted(str(one) for one in tmp_path.glob("*.docx"))
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
        timeout=120,
    )
    for name in ("plan", "results"):
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
