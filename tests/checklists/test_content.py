"""The shipped checklists fit together: years, topics, checks and measures, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from oitcrawler import checks, measures
from oitcrawler.answers.standing import CODES as DECLARED_CODES
from oitcrawler.checklist import Checklist, available, check_topics, shipped, topic_names
from oitcrawler.checklist import load as read_list
from oitcrawler.checklist_schema import Find, WrittenTopic
from oitcrawler.checks.document_covers_period import Params as PeriodParams
from oitcrawler.locate.subjects import Subjects
from oitcrawler.model import Text
from oitcrawler.requirements import AMBIGUOUS, CLOSED, NOT_FOUND, UNREADABLE
from oitcrawler.site_health import CODES as HEALTH_CODES
from oitcrawler.thai.fold import arabic_digits, fold
from oitcrawler.yamlfile import parse

YEARS = available()
OF_THE_ENGINE = {
    NOT_FOUND,
    AMBIGUOUS,
    UNREADABLE,
    "label-contradicts-document",
    CLOSED,
    "broken-link",
    *HEALTH_CODES,
    *DECLARED_CODES,
}
PLACES = {"item", "title", "year", "next_year"}
_THAI = re.compile("[ก-๛]")
_YEAR = re.compile(r"(?<!\d)(?:25[5-9]\d|26[0-4]\d|20[1-4]\d)(?!\d)")
_ITEM_NUMBER = re.compile(r"(?<![a-z0-9])[oO0]\d{1,2}(?!\d)")

GROUPS_OF_2565 = {"9.1": 9, "9.2": 8, "9.3": 7, "9.4": 4, "9.5": 5, "10.1": 8, "10.2": 2}
GROUPS = {
    "2564": GROUPS_OF_2565,
    "2565": GROUPS_OF_2565,
    "2566": {"9.1": 10, "9.2": 8, "9.3": 4, "9.4": 4, "9.5": 4, "10.1": 8, "10.2": 5},
    "2567": {"9.1": 6, "9.2": 7, "9.3": 4, "9.4": 4, "9.5": 4, "10.1": 8, "10.2": 2},
    "2568": {"9.1": 5, "9.2": 2, "9.3": 4, "9.4": 2, "9.5": 3, "10.1": 4, "10.2": 2, "10.3": 2, "10.4": 2, "10.5": 2},
    "2569": {"9-10.x": 26},
    "ovec-2569": {"9.1": 5, "9.2": 4, "9.3": 2, "9.4": 4, "9.5": 2, "10.1": 2, "10.2": 4},
}
"""How many items, in the order of their numbers, each sub-indicator of a list holds."""

SURE_GROUPS = {
    "2564": set(GROUPS_OF_2565),
    "2565": set(GROUPS_OF_2565),
    "2566": {"9.2", "9.3", "9.4", "9.5"},
    "2567": set(),
    "2568": set(),
    "2569": set(),
    "ovec-2569": set(GROUPS["ovec-2569"]),
}
"""The sub-indicators of which the items are known for sure."""


@cache
def load(key: str) -> Checklist:
    """Return a shipped list, read once."""
    return read_list(key)


@cache
def every_measure() -> measures.Measures:
    """Return the shipped measures, read once."""
    return measures.load()


def lists() -> tuple[Checklist, ...]:
    """Return every shipped list."""
    return tuple(load(key) for key in YEARS)


@cache
def topic(name: str) -> WrittenTopic:
    """Return a topic as it is written."""
    return parse(name, (shipped() / "topics" / f"{name}.yaml").read_text("utf-8")).read(WrittenTopic)


def test_every_topic_fits_its_checks() -> None:
    check_topics()


def test_every_list_is_told_here() -> None:
    assert set(YEARS) == set(GROUPS) == set(SURE_GROUPS)


@pytest.mark.parametrize("key", sorted(GROUPS))
def test_the_items_are_numbered_and_grouped_without_a_hole(key: str) -> None:
    checklist = load(key)
    in_order = [sub for sub, size in GROUPS[key].items() for _ in range(size)]
    assert [(item.id, item.sub) for item in checklist.items] == [(f"o{n}", sub) for n, sub in enumerate(in_order, 1)]
    assert [sub.id for one in checklist.indicators for sub in one.subs] == list(GROUPS[key])


@pytest.mark.parametrize("key", sorted(GROUPS))
def test_a_grouping_that_is_not_known_for_sure_is_said_so(key: str) -> None:
    checklist = load(key)
    sure = {sub.id for indicator in checklist.indicators for sub in indicator.subs if sub.confirmed}
    assert sure == SURE_GROUPS[key]
    if sure != set(GROUPS[key]) or not checklist.scoring.confirmed:
        assert any(re.search(r"not (?:yet )?(?:confirmed|known)|no source", note.en) for note in checklist.notes)


def test_every_topic_is_used_by_some_year() -> None:
    used = {topic.name for checklist in lists() for item in checklist.items for topic in item.topics}
    assert used == set(topic_names())


def test_every_requirement_is_used_by_some_year() -> None:
    used = {(one.topic, one.id) for checklist in lists() for item in checklist.items for one in item.requirements}
    assert used == {(name, requirement) for name in topic_names() for requirement in topic(name).requirements}


def test_every_check_is_used_by_some_topic() -> None:
    used = {one.check for name in topic_names() for one in topic(name).requirements.values()}
    assert used == set(checks.names())


def test_every_finding_has_its_measure_and_no_measure_is_idle() -> None:
    codes = {code for name in checks.names() for code in checks.load(name).CODES} | OF_THE_ENGINE
    assert set(every_measure().findings) == codes


def texts(value: object) -> Iterator[Text]:
    """Yield every bilingual text inside a written file."""
    if isinstance(value, dict):
        if set(value) == {"th", "en"}:
            yield Text(str(value["th"]), str(value["en"]))
        elif {"name_th", "name_en"} <= set(value):
            yield Text(str(value["name_th"]), str(value["name_en"]))
        else:
            for inner in value.values():
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def _files() -> tuple[str, ...]:
    return (
        *(f"{key}.yaml" for key in YEARS),
        "measures.yaml",
        "topic-measures.yaml",
        "units.yaml",
        *(f"topics/{name}.yaml" for name in topic_names()),
    )


@pytest.mark.parametrize("name", _files())
def test_both_languages_are_filled_each_with_its_own(name: str) -> None:
    said = list(texts(parse(name, (shipped() / name).read_text("utf-8")).data))
    assert said
    for text in said:
        assert not _THAI.search(text.en.replace("สขร.1", "")), text.en
        assert _THAI.search(text.th) or text.th == text.en or fold(text.th) in _LOAN_WORDS, text.th


_LOAN_WORDS = {"q&a", "social network", "e-service", "no gift policy"}


@pytest.mark.parametrize("name", topic_names())
def test_a_topic_carries_no_number_of_a_year(name: str) -> None:
    raw = arabic_digits((shipped() / "topics" / f"{name}.yaml").read_text("utf-8"))
    assert not _YEAR.search(raw)
    assert not _ITEM_NUMBER.search(raw)
    assert "offset" not in raw


@pytest.mark.parametrize("name", topic_names())
def test_no_phrase_of_a_topic_is_written_twice_or_shuts_out_its_own_name(name: str) -> None:
    find: Find = topic(name).find
    folded = [fold(one) for one in find.names]
    assert len(folded) == len(set(folded))
    assert not {fold(one) for one in find.avoid} & set(folded)
    for group in find.words:
        assert not set(map(fold, group)) & set(map(fold, find.avoid))


def test_only_the_social_network_is_looked_for_on_the_main_page_itself() -> None:
    assert [name for name in topic_names() if topic(name).find.on == "main-page"] == ["social-network"]


@pytest.mark.parametrize("key", YEARS)
def test_the_official_name_of_an_item_is_taken_for_its_own_topic(key: str) -> None:
    checklist = load(key)
    subjects = Subjects(checklist)
    for item in checklist.items:
        own = [subjects.score(item.title.th, topic.name) for topic in item.topics]
        assert min(one.score for one in own) >= 0.95, item.id


ONE_ITEM = {"organisation-structure", "powers-and-duties"}
"""Two topics that several lists ask for in one item, under one name."""


@pytest.mark.parametrize("key", YEARS)
def test_no_name_belongs_to_two_topics_of_one_year(key: str) -> None:
    owners: dict[str, str] = {}
    for item in load(key).items:
        for one in item.topics:
            for name in map(fold, one.find.names):
                pair = {owners.setdefault(name, one.name), one.name}
                assert len(pair) == 1 or pair == ONE_ITEM, f"{name}: {pair}"


def test_results_of_a_year_are_those_of_the_year_before() -> None:
    """Yearly results are published after the year has ended: 2565 judges those of 2564, 2568 those of 2567."""
    for checklist, wanted in (
        (load("2565"), {"o12", "o20", "o24", "o28", "o41"}),
        (load("2564"), {"o12", "o20", "o24", "o28", "o41"}),
        (load("2566"), {"o13", "o22", "o26", "o38"}),
        (load("2567"), {"o9", "o17", "o19", "o31", "o33"}),
        (load("2568"), {"o7", "o13", "o15"}),
        (load("2569"), {"o12", "o14", "o18", "o22", "o24", "o26"}),
        (load("ovec-2569"), set[str]()),
    ):
        sure = {
            item.id
            for item in checklist.items
            for one in item.requirements
            if one.confirmed and isinstance(one.params, PeriodParams) and one.params.offset == -1
        }
        assert sure == wanted


PERIOD_IN_NAME = re.compile(r"ประจำปี|รอบ 6 เดือน|รายเดือน")


NOT_KNOWN_WHICH_PERIOD = {
    "2569": {"o6", "o7", "o11"},  # o6 and o7 are presumed; of o11 it is not known how many months
    "ovec-2569": {"o7", "o8", "o11", "o21", "o22"},  # school year or fiscal year, and o21, o22 are named differently
}


@pytest.mark.parametrize("key", YEARS)
def test_an_item_with_a_period_in_its_name_must_be_of_it(key: str) -> None:
    asks_for_a_period = {"document-covers-period", "months-complete"}
    unsure = {
        item.id
        for item in load(key).items
        if PERIOD_IN_NAME.search(item.title.th)
        and not any(one.confirmed and one.check in asks_for_a_period for one in item.requirements)
    }
    assert unsure == NOT_KNOWN_WHICH_PERIOD.get(key, set())


@pytest.mark.parametrize("code", sorted(every_measure().findings))
def test_a_measure_has_its_columns_and_knows_its_places(code: str) -> None:
    written = every_measure().findings[code]
    words = [side for text in texts(written.model_dump(mode="json")) for side in (text.th, text.en)]
    assert {place for one in words for place in re.findall(r"\{(.*?)\}", one)} <= PLACES | set(
        every_measure().units.written
    )
    assert 2 <= len(written.measure.steps) <= 5
    assert "{year}" in written.measure.time_frame.th
    assert "{year}" in written.measure.time_frame.en
    assert not _YEAR.search(" ".join(words))


@pytest.mark.parametrize("key", YEARS)
def test_every_measure_can_be_written_for_every_item(key: str) -> None:
    checklist = load(key)
    every = every_measure()
    for item in checklist.items:
        for code in every.findings:
            made = every.measure(code, checklist, item, item.topics[0])
            for text in (made.issue, made.measure, *made.steps, made.time_frame, made.owner, made.monitoring):
                assert "{" not in text.th + text.en
    first = checklist.items[0]
    assert str(checklist.year + 1) in every.measure("egp-number-length", checklist, first, None).time_frame.th
