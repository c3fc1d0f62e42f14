"""Texts written for this project reach the right items of every list, and the counting of right and wrong is right."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from oitcrawler import accuracy
from oitcrawler.accuracy import Judged, Labelled, Score
from oitcrawler.checklist import Checklist, Item, available, load, topic_names
from oitcrawler.locate.labelling import LabelCandidate, Labeller, LabelView
from oitcrawler.model import Text

from .cases import table

GROUPS = table(Path(__file__).parent / "locate" / "labels.yaml")
LISTS = available()
SCRIPT = Path(__file__).parents[1] / "scripts" / "accuracy.py"
WHY = Text("เพราะ", "because")


@cache
def checklist(key: str) -> Checklist:
    return load(key)


@cache
def rows(key: str) -> tuple[Labelled, ...]:
    return tuple(_rows(key))


def _rows(key: str) -> Iterator[Labelled]:
    for group in GROUPS:
        items: dict[str, str] = {str(of): item for of, item in group.get("items", {}).items()}
        item = "none" if group.get("none") else items.get(key)
        for text in group["texts"] if item else ():
            belongs = frozenset[str]() if item in (None, "none") else frozenset((item,))
            yield Labelled(text, key, belongs, agency=group["about"], negative_kind="" if belongs else group["about"])


@cache
def judged(key: str) -> tuple[Judged, ...]:
    return accuracy.judge(rows(key), {key: Labeller(checklist(key))})


@pytest.mark.parametrize("key", LISTS)
def test_the_words_alone_find_the_item(key: str) -> None:
    (score,) = accuracy.per_list(judged(key))
    assert score.n >= 25
    assert (score.precision or 0) >= 0.98, list(accuracy.errors(judged(key)))
    assert (score.recall or 0) >= 0.97, list(accuracy.errors(judged(key)))
    assert score.by_code == 0


@pytest.mark.parametrize("key", LISTS)
def test_what_belongs_to_no_item_is_left_alone(key: str) -> None:
    for share in accuracy.negatives(judged(key)):
        assert share.share <= 0.02, list(accuracy.errors(judged(key)))


@pytest.mark.parametrize("about", [group["about"] for group in GROUPS])
def test_every_group_reaches_its_item(about: str) -> None:
    mine = [one for key in LISTS for one in judged(key) if one.row.agency == about]
    assert mine
    assert sum(one.right for one in mine) / len(mine) >= 0.9, list(accuracy.errors(mine))


@pytest.mark.parametrize("name", topic_names())
def test_without_its_names_and_words_a_topic_is_not_found(name: str) -> None:
    tried = 0
    for of in map(checklist, LISTS):
        ids = {item.id for item in of.items if [topic.name for topic in item.topics] == [name]}
        mine = [one.row for one in judged(of.key) if one.right and one.row.items & ids]
        damaged = accuracy.judge(mine, {of.key: Labeller(_without(of, name))}) if mine else ()
        assert not [one for one in damaged if one.right]
        tried += len(damaged)
    assert tried


def _without(of: Checklist, name: str) -> Checklist:
    """Return the list with nothing by which a topic is recognised."""

    def damaged(item: Item) -> Item:
        if all(topic.name != name for topic in item.topics):
            return item
        topics = tuple(
            replace(one, find=one.find.model_copy(update={"names": (), "words": ()})) if one.name == name else one
            for one in item.topics
        )
        return replace(item, title=Text("–", "–"), topics=topics)

    return replace(of, items=tuple(map(damaged, of.items)))


def answered(row: Labelled, item: str, confidence: float, *, by_code: bool = False) -> Judged:
    return Judged(row, LabelView(item, confidence, WHY, (LabelCandidate("o1", confidence, WHY),), by_code))


O1 = Labelled("ก", "2568", frozenset({"o1"}), agency="อบต.ตัวอย่าง")
O2 = Labelled("ข", "2568", frozenset({"o2"}), agency="ทต.ตัวอย่าง")
NO = Labelled("ค", "2568", frozenset(), agency="ทต.ตัวอย่าง", negative_kind="menu")
SAMPLE = (
    answered(O1, "o1", 0.99, by_code=True),
    answered(O1, "none", 0.3),
    answered(O2, "o1", 0.91),
    answered(NO, "o1", 0.92),
    answered(NO, "none", 0.1),
)


def test_scores_per_item() -> None:
    first, second = accuracy.per_item(SAMPLE)
    assert first == Score(("2568", "o1"), n=2, answered=3, right=1, by_code=1)
    assert first.precision == pytest.approx(1 / 3)
    assert first.recall == 0.5
    assert second == Score(("2568", "o2"), n=1, answered=0, right=0, by_code=0)
    assert (second.precision, second.recall) == (None, 0.0)


def test_scores_per_list_and_agency() -> None:
    assert accuracy.per_list(SAMPLE) == (Score(("2568",), n=3, answered=3, right=1, by_code=1),)
    assert [one.name[0] for one in accuracy.per_agency(SAMPLE)] == ["ทต.ตัวอย่าง", "อบต.ตัวอย่าง"]


def test_negatives_and_calibration() -> None:
    (menu,) = accuracy.negatives(SAMPLE)
    assert (menu.name, menu.n, menu.count, menu.share) == ("menu", 2, 1, 0.5)
    shares = {one.name: (one.n, one.count) for one in accuracy.calibration(SAMPLE)}
    assert shares == {"0.00": (1, 0), "0.20": (1, 1), "0.90": (2, 0), "0.98": (1, 1)}


def test_one_text_of_two_items_counts_once() -> None:
    both = accuracy.merged([O1, replace(O1, items=frozenset({"o2"})), O2])
    assert [one.items for one in both] == [{"o1", "o2"}, {"o2"}]
    assert Judged(both[0], LabelView("o2", 0.9, WHY, ())).right


def test_items_of_other_years_and_empty_texts_are_left_out() -> None:
    labellers = {"2568": Labeller(checklist("2568"))}
    assert not accuracy.judge([replace(NO, negative_kind=accuracy.OTHER_YEARS_ITEM)], labellers)
    assert not accuracy.judge([replace(O1, text="O1").without_code], labellers)
    assert not accuracy.judge([replace(O1, list_key="2500")], labellers)


def test_the_script_prints_its_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main = runpy.run_path(str(SCRIPT))["main"]
    file = tmp_path / "labels.jsonl"
    lines = [
        {"year": 2568, "framework": "NACC-28-2568", "item": "o13", "text": "O13 รายงานผลจัดซื้อจัดจ้าง", "explicit": True},
        {"year": 2568, "framework": "NACC-28-2568", "item": "none", "text": "หน้าแรก", "negative_kind": "menu"},
    ]
    file.write_text("\n".join(json.dumps(one) for one in lines), "utf-8")
    assert main([str(file), "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "| 2568 | o13 | 1 | 1.000 | 1.000 | 0 |" in shown
    assert "| menu | 1 | 0 | 0.000 |" in shown
    assert main([str(file), "--strip-codes"]) == 0
    assert "# Texts as they are" not in capsys.readouterr().out
    assert main([str(tmp_path / "missing.jsonl")]) == 2
