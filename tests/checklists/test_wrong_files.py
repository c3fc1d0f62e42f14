"""A mistake in a checklist is told with its file, its line, what is wrong and what would be right."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypedDict, cast

import pytest

from oitcrawler.checklist import available, check_topics, load, topic_names
from oitcrawler.errors import ChecklistError

from ..cases import table

HERE = Path(__file__).parent
SOUND = HERE / "sound"


class Case(TypedDict):
    """One mistake: what stands there, what somebody writes instead, and what the message must say."""

    name: str
    file: str
    change: str
    to: str
    where: str
    says: list[str]


def cases() -> list[Case]:
    """Return the mistakes beside this file."""
    return cast(list[Case], table(HERE / "wrong_files.yaml"))


def damaged(folder: Path, case: Case) -> Path:
    """Copy the sound list and make one mistake in it."""
    copy = folder / "lists"
    shutil.copytree(SOUND, copy)
    place = copy / case["file"]
    text = place.read_text("utf-8")
    if case["change"] == "encoding":
        place.write_bytes(text.encode(case["to"]))
    elif case["change"] == "all":
        place.write_text(case["to"], "utf-8")
    else:
        assert text.count(case["change"]) == 1, f"{case['name']}: {case['change']!r} is not once in {case['file']}"
        place.write_text(text.replace(case["change"], case["to"]), "utf-8")
    return copy


def test_the_sound_list_loads() -> None:
    assert available(SOUND) == ("2599",)
    assert topic_names(SOUND) == ("contact", "news")
    check_topics(SOUND)
    first, second = load("2599", SOUND).items
    assert (first.id, first.number, first.requirements[0].kinds) == ("o1", 1, ("lao",))
    assert first.requirements[0].params.model_dump() == {"at_least": 1, "offset": -1}
    assert not second.requirements[0].confirmed


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_a_mistake_is_told_with_place_and_remedy(case: Case, tmp_path: Path) -> None:
    with pytest.raises(ChecklistError) as told:
        load("2599", damaged(tmp_path, case))
    english, thai = told.value.text.en, told.value.text.th
    assert english.startswith(case["where"]), english
    assert thai.startswith(case["where"]), thai
    for words in case["says"]:
        assert words in english
    assert any("ก" <= char <= "๛" for char in thai)


@pytest.mark.parametrize("case", [one for one in cases() if one["file"].startswith("topics/")], ids=lambda c: c["name"])
def test_topics_are_tried_by_themselves_too(case: Case, tmp_path: Path) -> None:
    with pytest.raises(ChecklistError):
        check_topics(damaged(tmp_path, case))


def test_an_unknown_list_is_told_with_those_that_exist() -> None:
    with pytest.raises(ChecklistError, match=r"2567.*there are: 2599"):
        load("2567", SOUND)


def test_an_unknown_item_is_told_with_those_that_exist() -> None:
    checklist = load("2599", SOUND)
    assert checklist.item("O2").id == "o2"
    with pytest.raises(ChecklistError, match=r"no item o9; there are o1–o2"):
        checklist.item("o9")


def test_a_requirement_of_two_topics_of_one_item_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "lists"
    shutil.copytree(SOUND, copy)
    contact = copy / "topics" / "contact.yaml"
    contact.write_text(contact.read_text("utf-8").replace("parts-shown:", "news-of-year:"), "utf-8")
    year = copy / "2599.yaml"
    year.write_text(year.read_text("utf-8").replace("topics: [news]", "topics: [news, contact]"), "utf-8")
    with pytest.raises(ChecklistError, match=r"in several topics.*give them different names"):
        load("2599", copy)


def test_the_digest_changes_with_every_file_that_is_used(tmp_path: Path) -> None:
    copy = tmp_path / "lists"
    shutil.copytree(SOUND, copy)
    before = load("2599", copy).digest
    assert before == load("2599", SOUND).digest
    topic = copy / "topics" / "news.yaml"
    topic.write_text(topic.read_text("utf-8").replace("at_least: 1", "at_least: 2"), "utf-8")
    assert load("2599", copy).digest != before
