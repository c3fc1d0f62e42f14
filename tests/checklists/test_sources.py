"""What is sure and what is not: a rule that nobody has read for a list may advise, and never accuse."""

from __future__ import annotations

import re
from functools import cache

import pytest

from oitcrawler.checklist import Checklist, Item, Requirement, available
from oitcrawler.checklist import load as read_list

_READ_IN = re.compile(r"reference (\d{4}) (o\d+)")
_OWN = re.compile(r"name of the item|seed \d+ o\d+ FY\d{4}|reference \d{4} o\d+|reference frameworks")
NACC = ("2564", "2565", "2566", "2567", "2568", "2569")
PRESUMED = {"2569": {"o2", "o5", "o6", "o7"}}
READ_OF_2567 = {"o1", "o2", "o3", "o10", "o25", "o30"}


@cache
def load(key: str) -> Checklist:
    """Return a shipped list, read once."""
    return read_list(key)


def rules(checklist: Checklist) -> list[tuple[Item, Requirement]]:
    """Return every item with each of its requirements."""
    return [(item, one) for item in checklist.items for one in item.requirements]


@pytest.mark.parametrize("key", available())
def test_a_sure_rule_was_read_for_this_item_of_this_list(key: str) -> None:
    checklist = load(key)
    for item, one in rules(checklist):
        if one.confirmed:
            assert _OWN.search(one.source), f"{item.id} {one.id}: {one.source}"
            for year, number in _READ_IN.findall(one.source):
                assert (int(year), number) == (checklist.year, item.id), f"{item.id} {one.id}: {one.source}"
            for year in re.findall(r"FY(\d{4})", one.source):
                assert int(year) == checklist.year, f"{item.id} {one.id}: {one.source}"


@pytest.mark.parametrize("key", NACC)
def test_a_source_of_this_year_names_this_item(key: str) -> None:
    for item, one in rules(load(key)):
        own = [number for year, number in _READ_IN.findall(one.source) if year == key]
        assert set(own) <= {item.id}, f"{item.id} {one.id}: {one.source}"


@pytest.mark.parametrize("key", available())
def test_a_presumed_item_is_left_to_people(key: str) -> None:
    checklist = load(key)
    guessed = {item.id for item in checklist.items if item.name_confidence == "guess"}
    assert guessed == PRESUMED.get(key, set())
    for item in checklist.items:
        if item.id in guessed:
            assert item.status == "manual"
            assert "presumed" in item.title.en
            assert not any(one.confirmed for one in item.requirements)


def test_only_a_few_names_of_2567_were_read() -> None:
    checklist = load("2567")
    assert {item.id for item in checklist.items if item.name_confidence == "sure"} == READ_OF_2567
    assert any("presumed" in note.en for note in checklist.notes)


def test_another_authority_s_rules_are_advice_for_the_colleges() -> None:
    sure = {(item.id, one.id) for item, one in rules(load("ovec-2569")) if one.confirmed}
    assert sure == {("o6", "plan-with-budget-of-year"), ("o19", "complaints-counted"), ("o19", "complaints-of-period")}


@pytest.mark.parametrize(
    ("key", "requirement", "sure"),
    [
        ("2564", "structure-both-sides", False),
        ("2565", "structure-both-sides", False),
        ("2566", "structure-both-sides", True),
        ("2567", "structure-both-sides", True),
        ("2568", "structure-both-sides", True),
        ("2569", "structure-both-sides", True),
        ("2566", "executives-both-sides", True),
        ("2567", "executives-both-sides", False),
        ("2568", "executives-both-sides", False),
    ],
)
def test_local_governments_show_politicians_and_officials(key: str, requirement: str, sure: bool) -> None:
    (found,) = [one for _, one in rules(load(key)) if one.id == requirement]
    assert found.kinds == ("lao",)
    assert found.confirmed is sure


@pytest.mark.parametrize(("key", "sure"), [("2566", False), ("2567", False), ("2568", True), ("2569", True)])
def test_provinces_show_the_governor_and_the_regional_units(key: str, sure: bool) -> None:
    (found,) = [one for _, one in rules(load(key)) if one.id == "structure-of-province"]
    assert found.kinds == ("province",)
    assert found.confirmed is sure


def test_the_lists_of_one_authority_know_the_same_kinds_and_another_its_own() -> None:
    kinds = {key: set(load(key).kinds) for key in available()}
    assert len({frozenset(kinds[key]) for key in NACC}) == 1
    assert kinds["ovec-2569"] == {"college"}
    assert {load(key).authority for key in NACC} == {"nacc"}
    assert load("ovec-2569").authority == "ovec"


@pytest.mark.parametrize(
    ("subject", "numbers"),
    [
        ("ข่าวประชาสัมพันธ์", {"2564": "o7", "2566": "o7", "2567": "o5", "2568": "o4", "2569": "o4", "ovec-2569": "o9"}),
        ("E-Service", {"2564": "o17", "2566": "o18", "2567": "o13", "2568": "o10", "ovec-2569": "o14"}),
        ("แผนปฏิบัติการป้องกันการทุจริต", {"2564": "o39", "2566": "o36", "2567": "o32", "2568": "o25"}),
        ("รายงานผลการดำเนินงานประจำปี", {"2564": "o12", "2565": "o12", "2566": "o13", "2567": "o9", "2568": "o7"}),
    ],
)
def test_one_subject_has_another_number_every_year(subject: str, numbers: dict[str, str]) -> None:
    for key, number in numbers.items():
        assert load(key).item(number).title.th == subject
