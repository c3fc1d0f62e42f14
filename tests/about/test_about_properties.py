"""Whatever a document says: understanding it never fails, is repeatable, and quotes only what stands there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from oitcrawler.about import About, Said, Where, understand
from oitcrawler.evidence.model import Evidence, Kind, Passage
from oitcrawler.model import Origin

from .papers import evidence_of
from .test_about import CASES

FRAGMENTS = (
    "ประกาศ", "คำสั่ง", "บันทึกข้อความ", "ส่วนราชการ", "เรื่อง", "เรียน", "แผนดำเนินงาน", "รายงานผล", "องค์การบริหารส่วนตำบล",
    "ตัวอย่าง", "เทศบาลตำบลสมมติ", "สำนักงาน", "จังหวัด", "อำเภอ", "ประจำปีงบประมาณ", "พ.ศ.", "2567", "๒๕๖๘", "(", ")",
    "(นายสมชาย ใจดี)", "นายก", "ประกาศ ณ วันที่", "1 ตุลาคม 2566", "รอบ 6 เดือนแรก", "-----", "ที่", "\n", " ", "1.", "สขร.1",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=40).map("".join)


def paper(pages: list[str], kind: Kind, origin: Origin) -> Evidence:
    passages = tuple(Passage(text, page=number, origin=origin) for number, text in enumerate(pages, 1))
    return Evidence(url="", final_url="", kind=kind, digest="", passages=passages, file_name="แผน_2567.pdf")


def said(about: About) -> list[Said[object]]:
    values = (about.title, about.kind, about.agency, about.fiscal_year, about.period, about.issued, about.signatory)
    return [Said(one.value, one.quote, one.where, one.page, one.origin) for one in values if one is not None]


@settings(max_examples=150, deadline=None)
@given(
    pages=st.lists(TEXTS, max_size=6),
    kind=st.sampled_from((Kind.PDF, Kind.DOCX, Kind.HTML, Kind.XLSX)),
    origin=st.sampled_from((Origin.LAYER, Origin.OCR)),
    labels=st.lists(TEXTS, max_size=3),
)
def test_anything_is_understood_in_the_same_way_twice(
    pages: list[str], kind: Kind, origin: Origin, labels: list[str]
) -> None:
    evidence = paper(pages, kind, origin)
    about = understand(evidence, labels)
    assert about == understand(evidence, labels)
    assert all(one.quote.strip() for one in said(about))
    if origin is Origin.OCR:
        assert about.disagreements == ()


def test_the_content_is_quoted_as_it_stands_and_on_its_page() -> None:
    for case in CASES:
        raw = {name: value for name, value in case.items() if name not in ("name", "labels", "missed", "expect")}
        if raw.get("kind", "pdf") != "pdf" or raw.get("origin") == "ocr":
            continue
        evidence = evidence_of(raw)
        pages = {one.page: "".join(one.text.split()) for one in evidence.passages}
        about = understand(evidence, case.get("labels", ()))
        for one in said(about):
            if one.where is Where.CONTENT and one not in (about.title, about.signatory) and one.quote != "บันทึกข้อความ":
                quote = "".join(one.quote.split())
                assert quote in pages[one.page] or one.quote == getattr(about.title, "quote", None), case["name"]
