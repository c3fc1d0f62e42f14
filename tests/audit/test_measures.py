"""Who mends a finding, until when, and by which measure: by kind of agency, topic, and the agency's own file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler import measures
from oitcrawler.agency_file import AgencyFile
from oitcrawler.checklist import Checklist, available, topic_names
from oitcrawler.checklist import load as read_list
from oitcrawler.checklist_schema import WrittenDue
from oitcrawler.due import due_of
from oitcrawler.measures import assigned
from oitcrawler.model import Text
from oitcrawler.report import Finding, FindingStatus

AS_OF = date(2025, 4, 30)
OWN = AgencyFile.model_validate(
    {
        "units": {"procurement": "ฝ่ายพัสดุตัวอย่าง", "webmaster": {"th": "คนดูแลเว็บ", "en": "web person"}},
        "people": {"webmaster": {"name": "นางสาวก"}, "personnel": {"name": "นายข", "phone": "0 2000 0000"}},
        "responsible": {
            "annual-procurement": {"person": {"name": "นายค"}},
            "o2": {"unit": ["clerk", "personnel"]},
            "news": {"unit": "public-relations", "person": {"name": "นางง"}},
        },
        "measures": {"broken-link": {"measure": "ตรวจทุกวัน ข้อ {item}", "due": {"within_days": 3}}},
    }
)


@cache
def every() -> measures.Measures:
    """Return the shipped measures, read once."""
    return measures.load()


@cache
def of_year(key: str) -> Checklist:
    """Return a shipped list, read once."""
    return read_list(key)


def finding(code: str, item: str | None, status: FindingStatus = "open", first_seen: str = "") -> Finding:
    """Return a finding as a check makes it."""
    none = Text("ไม่มี", "none")
    return Finding(
        code, item, "high", "https://www.example.go.th/", none, none, none, status=status, first_seen=first_seen
    )


@pytest.mark.parametrize("key", available())
def test_every_kind_of_every_list_has_an_owner_of_its_own_words(key: str) -> None:
    checklist = of_year(key)
    for kind in checklist.kinds:
        told = every().of(kind)
        for item in checklist.items:
            for topic in item.topics:
                owner = told.owner("evidence-not-found", topic, item.id)
                assert re.search("[ก-๛]", owner.th), (kind, topic.name)
                assert not re.search("[ก-๛]", owner.en), (kind, topic.name)
                assert kind == "lao" or "ปลัด" not in owner.th, (kind, topic.name, owner.th)
                assert kind == "college" or "ฝ่ายแผนงานและความร่วมมือ" not in owner.th


def test_no_measure_speaks_of_one_kind_of_agency_to_another() -> None:
    told = every().of("university")
    checklist = of_year("2568")
    for item in checklist.items:
        for code in every().findings:
            made = told.measure(code, checklist, item, item.topics[0])
            said = " ".join(text.th for text in (made.issue, made.measure, *made.steps, made.monitoring, made.owner))
            assert not re.search(r"ปลัด|อบต[.]|กองช่าง", said), (code, item.id, said)


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("lao", "procurement", "กองคลัง งานพัสดุและทรัพย์สิน"),
        ("university", "procurement", "กองคลัง งานพัสดุ"),
        ("college", "planning", "ฝ่ายแผนงานและความร่วมมือ งานวางแผนและงบประมาณ"),
        ("province", "complaints", "สำนักงานจังหวัด กลุ่มงานศูนย์ดำรงธรรมจังหวัด"),
        ("hospital", "finance", "หน่วยงานที่รับผิดชอบด้านการเงิน"),
        ("", "finance", "หน่วยงานที่รับผิดชอบด้านการเงิน"),
        ("lao", "no-such-unit", "no-such-unit"),
    ],
)
def test_a_unit_is_called_as_its_kind_of_agency_calls_it(kind: str, key: str, words: str) -> None:
    assert every().of(kind).unit(key).th == words


def test_every_topic_says_how_its_evidence_is_prepared() -> None:
    assert set(every().topics) == set(topic_names())
    for one in every().topics.values():
        assert 2 <= len(one.steps) <= 4
        for language in ("th", "en"):
            assert "{year}" in getattr(one.time_frame, language)
            for text in (one.measure, *one.steps, one.time_frame, one.monitoring):
                places = set(re.findall(r"\{(.*?)\}", getattr(text, language)))
                assert places <= {"item", "title", "year", "next_year"} | set(every().units.written)


def test_the_steps_of_a_topic_stand_in_the_place_that_the_measure_leaves_for_them() -> None:
    checklist = of_year("2568")
    item = checklist.item("o11")
    made = every().of("lao").measure("evidence-not-found", checklist, item, item.topics[0])
    general = every().of("lao").measure("evidence-not-found", checklist, item, None)
    assert "Walk-in" in made.steps[1].th
    assert (made.steps[0], made.steps[-2:]) == (general.steps[0], general.steps[-2:])
    assert "O11" in general.steps[1].th
    assert made.measure.th == "มาตรการจัดเก็บและเผยแพร่สถิติการให้บริการแยกตามงานและช่องทาง"
    assert made.time_frame.th.startswith("ต.ค. 2568 – มี.ค. 2569")
    assert made.owner.th == "ทุกสำนัก/กองที่ให้บริการ"
    digits = every().measure("egp-number-length", checklist, checklist.item("o13"), checklist.item("o13").topics[0])
    assert "11 หลัก" in digits.measure.th  # a measure that leaves no place for the topic keeps its own


@pytest.mark.parametrize(
    ("code", "item", "owner", "person"),
    [
        ("evidence-not-found", "o13", "ฝ่ายพัสดุตัวอย่าง", "นายค"),
        ("egp-number-length", "o13", "ฝ่ายพัสดุตัวอย่าง", "นายค"),
        ("evidence-not-found", "o2", "สำนักปลัด ร่วมกับ สำนักปลัด งานการเจ้าหน้าที่", "นายข 0 2000 0000"),
        ("evidence-not-found", "o4", "สำนักปลัด งานประชาสัมพันธ์", "นางง"),
        ("label-contradicts-document", "o4", "คนดูแลเว็บ", "นางสาวก"),
        ("broken-link", None, "คนดูแลเว็บ", "นางสาวก"),
        ("evidence-not-found", "o99", "สำนักปลัด", ""),
    ],
)
def test_the_agency_s_own_file_says_who_mends_it(code: str, item: str | None, owner: str, person: str) -> None:
    (made,) = assigned([finding(code, item)], every().of("lao", OWN), of_year("2568"), AS_OF)
    assert (made.owner.th, made.person) == (owner, person)


def test_a_finding_of_an_item_with_two_topics_keeps_the_unit_of_its_own() -> None:
    told, checklist = every().of("lao"), of_year("2568")
    first, second = checklist.item("o1").topics
    assert told.owner("content-missing", first) != told.owner("content-missing", second)
    for topic in (first, second):
        one = replace(finding("content-missing", "o1"), owner=told.owner("content-missing", topic))
        assert assigned([one], told, checklist, AS_OF)[0].owner == one.owner


def test_own_measures_replace_only_the_columns_that_they_name() -> None:
    checklist = of_year("2568")
    item = checklist.item("o4")
    own = every().of("lao", OWN).measure("broken-link", checklist, item, None)
    usual = every().of("lao").measure("broken-link", checklist, item, None)
    assert own.measure == Text("ตรวจทุกวัน ข้อ O4", "ตรวจทุกวัน ข้อ O4")
    assert (own.steps, own.time_frame) == (usual.steps, usual.time_frame)
    assert own.owner.en == "web person"


@pytest.mark.parametrize(
    ("code", "status", "first_seen", "due"),
    [
        ("broken-link", "open", "", "2025-05-07"),
        ("broken-link", "open", "2025-04-01T02:10:00+00:00", "2025-04-08"),
        ("broken-link", "came-back", "2025-04-29", "2025-05-06"),
        ("evidence-not-found", "open", "", "2025-05-30"),
        ("service-not-online", "open", "", "2026-03-31"),
        ("broken-link", "mended", "2025-04-01", ""),
        ("broken-link", "set-aside", "2025-04-01", ""),
        ("broken-link", "could-not-check", "2025-04-01", "2025-04-08"),
    ],
)
def test_a_day_counts_from_when_it_was_first_seen(code: str, status: FindingStatus, first_seen: str, due: str) -> None:
    told, checklist = every().of("lao"), of_year("2568")
    once = assigned([finding(code, None, status, first_seen)], told, checklist, AS_OF)
    assert once[0].due == due
    assert assigned(once, told, checklist, AS_OF) == once


def test_the_agency_may_give_less_time() -> None:
    (made,) = assigned([finding("broken-link", None)], every().of("lao", OWN), of_year("2568"), AS_OF)
    assert made.due == "2025-05-03"


@pytest.mark.parametrize(
    ("month", "since", "year", "due"),
    [
        (3, date(2025, 1, 10), 2568, date(2025, 3, 31)),
        (3, date(2025, 3, 31), 2568, date(2025, 3, 31)),
        (3, date(2025, 4, 1), 2568, date(2026, 3, 31)),
        (2, date(2024, 1, 5), 2567, date(2024, 2, 29)),
        (12, date(2024, 8, 1), 2568, date(2024, 12, 31)),
        (9, date(2024, 8, 1), 2568, date(2025, 9, 30)),  # not before the year that is judged has begun
        (10, date(2030, 1, 1), 2568, date(2030, 10, 31)),
    ],
)
def test_the_end_of_a_month_is_one_that_can_still_be_kept(month: int, since: date, year: int, due: date) -> None:
    assert due_of(WrittenDue(month=month), since, year) == due


@given(st.integers(1, 12), st.integers(1, 366), st.dates(date(2010, 1, 1), date(2090, 1, 1)), st.integers(2560, 2620))
def test_no_day_is_past_when_it_is_set(month: int, days: int, since: date, year: int) -> None:
    by_month, by_days = due_of(WrittenDue(month=month), since, year), due_of(WrittenDue(within_days=days), since, year)
    assert by_month >= since
    assert by_days > since
    assert by_month.month == month
    assert by_month >= date(year - 544, 10, 1)


def test_the_files_that_measures_rest_on_are_named() -> None:
    assert [name for name, digest in every().files if len(digest) == 64] == [
        "measures.yaml",
        "topic-measures.yaml",
        "units.yaml",
    ]
