"""Units and measures as files: their own folder's, and what is refused with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oitcrawler import measures
from oitcrawler.checklist import available, load, shipped
from oitcrawler.errors import ChecklistError
from oitcrawler.units import joined, load_units

SOUND = Path(__file__).with_name("sound")
LISTS = Path(__file__).parents[1] / "audit" / "lists"


def copied(folder: Path, name: str, old: str, new: str) -> Path:
    copy = folder / "lists"
    shutil.copytree(LISTS, copy)
    (copy / name).write_text((copy / name).read_text("utf-8").replace(old, new, 1), "utf-8")
    return copy


def test_a_folder_without_units_uses_those_of_the_product() -> None:
    assert load_units(SOUND, shipped()) == load_units(shipped(), shipped())
    assert measures.load(LISTS).of("lao").unit("clerk").th == "สำนักปลัด"


def test_a_folder_may_have_units_of_its_own(tmp_path: Path) -> None:
    copy = tmp_path / "lists"
    shutil.copytree(SOUND, copy)
    (copy / "units.yaml").write_text("units: {clerk: {neutral: {th: ธุรการ, en: Office}}}\n", "utf-8")
    assert available(copy) == ("2599",)
    assert load("2599", copy).items[0].topics[0].owner == ("clerk",)
    (copy / "units.yaml").write_text("units: {head: {neutral: {th: ผอ., en: Head}}}\n", "utf-8")
    with pytest.raises(ChecklistError, match=r"topics/\w+.yaml:2.*no unit 'clerk'; there are: head"):
        load("2599", copy)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("within_days: 15", "within_days: 0", r"measures.yaml:7.*greater than or equal to 1"),
        ("    due: {within_days: 15}\n", "", r"measures.yaml:\d+.*due.*must be written"),
        ("within_days: 15", "weeks: 2", r"measures.yaml:7.*unknown key 'weeks'; there are: month, within_days"),
        ("severity: high", "severity: high\n    owner: boss", r"measures.yaml:7.*no unit 'boss'"),
        ("measure: {th", "owner: boss\n      measure: {th", r"measures.yaml:\d+.*no unit 'boss'"),
        ("issue: {th", "from_topic: [steps]\n      issue: {th", r"measures.yaml:\d+.*'measure', 'time_frame'"),
    ],
)
def test_a_mistake_in_the_measures_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(ChecklistError, match=says):
        measures.load(copied(tmp_path, "measures.yaml", old, new))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("topics:\n  - {topics: [nws]}\n", r"topic-measures.yaml:2.*must be written"),
        (
            "topics:\n  - {{topics: [nws], {rest}}}\n",
            r":2.*'nws' does not exist or stands twice; there are: annual-plan",
        ),
        ("topics:\n  - {{topics: [annual-plan, annual-plan], {rest}}}\n", r":2.*stands twice"),
        ("topics:\n  - {{topics: [annual-plan], owner: clerk, {rest}}}\n", r":2.*unknown key 'owner'"),
    ],
)
def test_a_mistake_in_the_measures_of_topics_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    rest = "measure: &x {th: ก, en: a}, steps: [*x], time_frame: *x, monitoring: *x"
    copy = copied(tmp_path, "measures.yaml", "", "")
    (copy / "topic-measures.yaml").write_text(
        text.replace("{{", "{").replace("}}", "}").replace("{rest}", rest), "utf-8"
    )
    with pytest.raises(ChecklistError, match=says):
        measures.load(copy)


def test_units_that_work_together_are_named_once_each() -> None:
    units = load_units(shipped(), shipped())
    both = joined(units.name(key, "lao") for key in ("ethics", "finance", "personnel"))
    assert both.th == "สำนักปลัด งานการเจ้าหน้าที่ ร่วมกับ กองคลัง งานการเงินและบัญชี"


def test_files_that_are_no_lists_are_not_taken_for_lists(tmp_path: Path) -> None:
    copy = copied(tmp_path, "2590.yaml", "", "")
    for name in ("notes.yaml", "other.yml", "2590-old.yaml.bak"):
        (copy / name).write_text("x: 1\n", "utf-8")
    assert available(copy) == ("2590",)
