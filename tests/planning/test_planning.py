"""The plan: what it takes from scores, check and history, and what it leaves for a person to fill in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oitcrawler.ita_scores import read
from oitcrawler.model import Cause, Text
from oitcrawler.planning import plan_of
from oitcrawler.report import BrokenLink, Interval, Links, Measure, Past, PastRun, Report
from oitcrawler.report.plan import Listing, Paper, Paragraph, PlanTable

from ..reports.sample import FINDINGS, finding, measure, sample

PUBLISHED = Path(__file__).parents[1] / "ita_scores" / "published"
PAST = Past((PastRun("a", "2024-11-02", Interval(40, 60), {}),))


def words(paper: Paper) -> str:
    """Return a paper as text, a line for each paragraph, entry and row."""
    lines: list[str] = []
    for chapter in paper.chapters:
        lines.append(f"# {chapter.title.th}")
        for block in chapter.body:
            if isinstance(block, Paragraph):
                lines.append(block.text.th)
            elif isinstance(block, Listing):
                lines.extend(one.th for one in block.entries)
            else:
                lines.extend(_row(row) for row in block.rows)
    return "\n".join(lines)


def _row(row: tuple[tuple[Text | Cause, ...], ...]) -> str:
    return " | ".join(" / ".join(part.th if isinstance(part, Text) else part.value for part in cell) for cell in row)


def chapter(text: str, title: str) -> str:
    """Return the lines of the chapter whose title has these words."""
    return next(part for part in text.split("# ") if title in part.split("\n")[0])


def test_strengths_and_weaknesses_stand_in_the_agencys_own_order() -> None:
    text = words(plan_of(sample(), read(PUBLISHED / "every-question.csv")).measures)
    told = [line.split()[1] for line in chapter(text, "3.1").splitlines() if line.startswith("ตัวชี้วัดที่ ")]
    assert told == ["10", "1", "3", "5", "2"]
    told = [line.split()[1] for line in chapter(text, "3.2").splitlines() if line.startswith("ตัวชี้วัดที่ ")]
    assert told == ["8", "9", "7", "6", "4"]


def test_indicators_below_the_agencys_goal_are_told_and_get_measures() -> None:
    text = words(plan_of(sample(), read(PUBLISHED / "indicators-only.yaml")).measures)
    assert "ต่ำกว่าเป้าหมายของผู้บริหาร (90.00 คะแนน) จำนวน 2 ตัวชี้วัด" in text
    assert "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร ได้ 88.18 คะแนน | มาตรการ" in chapter(text, "5.2")


def test_low_questions_make_a_measure_though_their_indicator_passes() -> None:
    text = chapter(words(plan_of(sample(), read(PUBLISHED / "every-question.csv")).measures), "5.1")
    assert "ตัวชี้วัดที่ 2 การใช้งบประมาณ ได้ 85.20 คะแนน โดยข้อที่ต่ำกว่า 85: i7 (70.02), i12 (75.28)" in text


def test_item_numbers_of_another_year_are_not_held_against_items_of_this_one() -> None:
    text = words(plan_of(sample(), read(PUBLISHED / "every-question.csv")).measures)
    assert "ผลประเมินปี 2565: 0.00" not in text
    assert "หมายเลขข้อของสองปีอาจไม่ตรงกัน" in text
    same = words(plan_of(sample(), read(PUBLISHED / "external-survey-in-parts.yaml")).measures)
    assert "ผลประเมินปี 2568: 0.00 คะแนน" in chapter(same, "ข้อ O6 ")


def test_what_is_not_known_is_left_to_fill_in_and_never_invented() -> None:
    text = words(plan_of(sample()).measures)
    assert "[กรอก: ผลคะแนนที่ประกาศ]" in text
    assert "ระดับผลการประเมิน" not in text
    assert "66.25–84.38" in text
    named = plan_of(sample(agency=replace(sample().agency, names=())))
    assert named.measures.title[-1].th == "[กรอก: ชื่อหน่วยงาน]"


def with_measures(*against: tuple[str, tuple[str, ...]]) -> Report:
    """Return the sample whose gaps have measures with steps that name the item."""
    report = sample()
    steps = dict(against)
    items = tuple(
        replace(
            one,
            measures=tuple(
                replace(m, steps=tuple(Text(step, step) for step in steps[one.id]), owner=Text(f"กอง{one.id}", one.id))
                for m in one.measures
                if one.id in steps
            ),
        )
        for one in report.items
    )
    return replace(report, items=items)


def test_equal_measures_of_several_items_are_one_row() -> None:
    report = with_measures(("o6", ("จัดทำข้อ O6",)), ("o11", ("จัดทำข้อ O11",)), ("o13", ("ทำอย่างอื่น",)))
    rows = chapter(words(plan_of(report).measures), "5.3").splitlines()[1:]
    assert len(rows) == 2
    together = next(row for row in rows if "จัดทำข้อ O6, O11" in row)
    assert "กองo6 / กองo11" in together


def test_a_site_with_broken_links_gets_the_measure_against_them() -> None:
    def measure_of(code: str, item: str | None) -> Measure | None:
        if (code, item) != ("broken-link", None):
            return None
        return replace(measure("", "", ""), code=code, item="", measure=Text("ตรวจลิงก์", "check links"))

    assert "ตรวจลิงก์ |" in chapter(words(plan_of(sample(), None, measure_of).measures), "5.3")
    suspect = BrokenLink("https://a.example/", Cause.DNS, None, False, (), "")
    unsure = plan_of(sample(links=Links(3, (suspect,))), None, measure_of)
    assert "ตรวจลิงก์ |" not in chapter(words(unsure.measures), "5.3")


@pytest.mark.parametrize(
    ("statuses", "success"),
    [
        (("mended", "mended"), "แก้ไขครบตามที่ตรวจพบ"),
        (("mended", "open"), "แก้ไขแล้ว 1 จาก 2 จุด"),
        (("open", "came-back"), "ยังไม่พบการแก้ไขจากการตรวจ"),
        (("mended", "could-not-check"), "แก้ไขแล้ว 1 จาก 2 จุด"),
        (("mended", "set-aside"), "แก้ไขครบตามที่ตรวจพบ"),
    ],
)
def test_results_by_measure_come_from_history(statuses: tuple[str, ...], success: str) -> None:
    found = tuple(
        finding(at, code="period-mismatch", item="o6", status=one, mended="2025-02-01" if one == "mended" else "")
        for at, one in enumerate(statuses)
    )
    rows = chapter(words(plan_of(sample(past=PAST, findings=found)).results), "3. ")
    assert success in rows.splitlines()[1]


def test_what_could_not_be_checked_again_is_neither_mended_nor_open() -> None:
    found = (finding(1, code="period-mismatch", item="o6", status="could-not-check"),)
    row = chapter(words(plan_of(sample(past=PAST, findings=found)).results), "3. ").splitlines()[1]
    assert "ครั้งนี้ตรวจซ้ำไม่ได้ 1 จุด" in row
    assert "ยังไม่พบการแก้ไข" not in row


def test_without_history_success_is_left_to_people() -> None:
    row = chapter(words(plan_of(sample(findings=FINDINGS)).results), "3. ").splitlines()[1]
    assert row.endswith("[กรอก: ผลที่เกิดขึ้นต่อผู้รับบริการหรือหน่วยงาน]")
    assert "จาก" not in row.split(" | ")[3]


def test_the_measures_run_in_the_year_after_and_results_are_of_the_year_of_the_check() -> None:
    plan = plan_of(sample())
    assert plan.year == 2569
    assert "2569" in plan.measures.title[1].th
    assert "2568" in plan.results.title[1].th


def test_a_table_with_a_row_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        PlanTable((Text("ก", "a"), Text("ข", "b")), (((Text("ก", "a"),),),), (1, 1))
