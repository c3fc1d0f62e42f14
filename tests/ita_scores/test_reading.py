"""Files of scores as people make them: spellings, columns by year, refusals that name the row, the empty template."""

from __future__ import annotations

import io
from contextlib import suppress
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.checklist import load
from oitcrawler.errors import ChecklistError, UsageError
from oitcrawler.ita_scores import analyse, doubts, indicators, parse, read, scale_of, scores_template, years
from oitcrawler.ita_scores.labels import labels_of
from oitcrawler.ita_scores.numbers import NotAScore, score_in

from ..cases import table

FOLDER = Path(__file__).parent
LABELS = labels_of(indicators())


def cases(name: str) -> Any:
    return table(FOLDER / f"{name}.yaml")


@pytest.mark.parametrize(("cell", "number"), cases("cells")["read"].items())
def test_numbers_as_people_write_them(cell: str, number: str | None) -> None:
    found = score_in(cell)
    assert (None if found is None else str(found)) == number


@pytest.mark.parametrize("cell", cases("cells")["refused"])
def test_what_is_no_score_is_refused(cell: str) -> None:
    with pytest.raises(NotAScore):
        score_in(cell)


@given(st.decimals(0, 100, places=2))
def test_every_score_reads_back(number: Decimal) -> None:
    thai = str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert score_in(str(number)) == score_in(thai) == score_in(f"ร้อยละ {thai} คะแนน") == number


@given(st.text(max_size=60))
def test_no_text_breaks_the_readers(text: str) -> None:
    LABELS.read(text)
    with suppress(NotAScore):
        score_in(text)


@pytest.mark.parametrize(("label", "named"), cases("labels").items())
def test_labels(label: str, named: str | None) -> None:
    mark = LABELS.read(label)
    told = mark and " ".join(filter(None, (mark.level.value, mark.key, str(mark.part) if mark.part else "")))
    assert told == named


@pytest.mark.parametrize("case", cases("wrong"))
def test_wrong_files_are_refused_with_the_place(case: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        parse(case["name"], case["body"].encode())
    for word in case["says"]:
        assert word in refused.value.text.th


def test_columns_by_year_give_the_year_before() -> None:
    body = "ตัวชี้วัด,คะแนนปี 2567,คะแนนปี 2568,ผลต่าง\nการปฏิบัติหน้าที่,90.00,92.50,2.50\nการใช้งบประมาณ,80,-,-\n"
    scores = parse("a.csv", body.encode())
    assert scores.year == 2568
    assert scores.indicators == {"1": Decimal("92.50")}
    assert scores.previous is not None
    assert scores.previous.year == 2567
    assert scores.previous.indicators == {"1": Decimal("90.00"), "2": Decimal("80.00")}


def test_rows_that_nobody_could_place_are_told() -> None:
    body = "ปีงบประมาณ,2568\nรายการ,คะแนน\nการปฏิบัติหน้าที่,90\nการปฏิบัติตามหน้าที่อื่น,70\n"
    scores = parse("a.csv", body.encode())
    assert [one.th for one in scores.unread] == ["แถวที่ 4: “การปฏิบัติตามหน้าที่อื่น”"]
    assert any("การปฏิบัติตามหน้าที่อื่น" in one.th for one in doubts(analyse(scores, scale_of(2568))))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874", "utf-16"])
def test_encodings_of_excel(encoding: str) -> None:
    body = "ปีงบประมาณ;๒๕๖๘\nรายการ;คะแนน\nการปฏิบัติหน้าที่;๙๐,๕\nการใช้งบประมาณ;๘๐,๒๕\n".encode(encoding, "strict")
    assert dict(parse("a.csv", body).indicators) == {"1": Decimal("90.50"), "2": Decimal("80.25")}


def test_a_workbook_with_merged_cells_and_numbers() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568", None, None],
        ["ที่", "ตัวชี้วัด", "ผลคะแนน"],
        ["แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)", None, None],
        [1, "การปฏิบัติหน้าที่", 90.78],
        [2, "การใช้งบประมาณ", 89.83],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:C3")
    body = io.BytesIO()
    book.save(body)
    scores = parse("a.xlsx", body.getvalue())
    assert scores.year == 2568
    assert dict(scores.indicators) == {"1": Decimal("90.78"), "2": Decimal("89.83")}


def test_results_that_do_not_agree_are_told() -> None:
    same = ", ".join(f"{number}: 90" for number in range(1, 11))
    text = f"year: 2565\ntotal: 95\nrating: AA\nindicators: {{{same}}}\n"
    text += "questions: {i1: 50, i2: 50, i3: 50, i4: 50, i5: 50, i6: 50, i31: 40}\nitems: {o44: 0}\n"
    scores = parse("a.yaml", text.encode())
    listed = load("2565")
    told = " ".join(one.th for one in doubts(analyse(scores, scale_of(2565), listed), listed))
    for word in ("คะแนนรวมในไฟล์ 95.00", "i31", "ตัวชี้วัดที่ 1 ในไฟล์ได้ 90.00", "o44"):
        assert word in told


@pytest.mark.parametrize(
    ("year", "total", "each", "names", "sure"),
    [
        (2568, "95.30", ("97", "90.17", "97"), ["ผ่านดี"], True),
        (2568, "96", ("96", "97", "95"), ["ผ่านดีเยี่ยม"], True),
        (2568, "94.64", ("97", "84.99", "97"), ["ผ่าน"], True),
        (2568, "96", (None, None, None), ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน"], False),
        (2568, "80", ("80", "80", "80"), ["ต้องปรับปรุง"], False),
        (2565, "85", ("85", "85", "85"), ["A"], True),
        (2565, "84.99", ("85", "85", "85"), ["B"], True),
        (2565, "45", ("45", "45", "45"), ["E", "F"], False),
        (2565, "39.99", ("45", "45", "45"), ["F"], True),
        (2566, "91", ("91", "91", "91"), ["A"], False),
    ],
)
def test_ratings(year: int, total: str, each: tuple[str | None, ...], names: list[str], sure: bool) -> None:
    from oitcrawler.ita_scores.rating import rate

    found = rate(scale_of(year), Decimal(total), [None if one is None else Decimal(one) for one in each])
    assert [one.th for one in found.names] == names
    assert found.confirmed is sure


def test_a_year_without_a_scale_is_refused() -> None:
    with pytest.raises(ChecklistError, match="2599"):
        scale_of(2599)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".yaml"])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_template_reads_back_once_filled_in(suffix: str, lang: Any, tmp_path: Path) -> None:
    path = tmp_path / f"scores{suffix}"
    path.write_bytes(scores_template(PurePath(path.name), scale_of(2565), load("2565"), lang))
    _fill(path)
    scores = read(path)
    assert scores.year == 2565
    assert len(scores.indicators) == 10
    assert len(scores.questions) == 45
    assert len(scores.items) == 43
    assert scores.unread == ()
    assert scores.total is not None


def _fill(path: Path) -> None:
    """Write 90 beside every label of a template."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        sheet = book.active
        assert sheet is not None
        for row in list(sheet.iter_rows(min_row=5)):
            row[2].value = 90
        book.save(path)
    elif path.suffix == ".csv":
        lines = path.read_text("utf-8-sig").splitlines()
        filled = [*lines[:4], *(f"{line.removesuffix(',,')},90," for line in lines[4:])]
        path.write_text("\n".join(filled), "utf-8")
    else:
        lines = path.read_text("utf-8").split("previous:")[0].splitlines()
        at = lines.index("scores:") + 1
        path.write_text("\n".join([*lines[:at], *(f"{line.split(':')[0]}: 90" for line in lines[at:])]), "utf-8")


def test_an_empty_template_has_no_scores() -> None:
    with pytest.raises(UsageError, match="no score"):
        parse("a.csv", scores_template(PurePath("a.csv"), scale_of(2568), None))


def test_every_known_year_has_all_indicators_in_its_instruments() -> None:
    for year in years():
        scale = scale_of(year)
        assert sorted((n for one in scale.instruments for n in one.indicators), key=int) == [
            one.number for one in scale.indicators
        ]
        assert sum(one.weight for one in scale.instruments) == 100
