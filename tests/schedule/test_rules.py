"""From when on a site is due."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.schedule import Attempt, due_at, first_day, name_of, night_time, standings
from oitcrawler.schedule.rules import LONG_AGO

from .parts import HERE, SCHEDULE, SITE, Known, moment, scheduled

SITES = [f"tambon-{number}.example.go.th" for number in range(600)]
FAILED = Attempt(moment(16, 2, 40), 2, done=False)

# What is known: last run, last attempt; from when on the site is due (every 15 days at 02:17).
CASES = {
    "fifteen days by the calendar, though the run ended after its time": (moment(1, 4), None, moment(16, 2, 17)),
    "a run by hand in the evening": (moment(1, 22), None, moment(16, 2, 17)),
    "a run that ended in UTC on the day before": (
        datetime(2025, 4, 30, 19, 30, tzinfo=UTC), None, moment(16, 2, 17),
    ),
    "long missed: due since then": (moment(2, month=1), None, moment(17, 2, 17, month=1)),
    "an attempt failed: the next night": (moment(1, 4), FAILED, moment(17, 2, 17)),
    "an attempt failed before its time of day": (
        moment(1, 4), Attempt(moment(17, 1, 0), 2, done=False), moment(17, 2, 17),
    ),
    "an attempt failed, but somebody ran it since": (moment(16, 9), FAILED, moment(31, 2, 17)),
    "an old failed attempt delays nothing": (moment(1, 4), Attempt(moment(1, 3), 2, done=False), moment(16, 2, 17)),
    "an attempt that was done": (moment(1, 4), Attempt(moment(1, 4), 0, done=True), moment(16, 2, 17)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_due(name: str) -> None:
    last, attempt, expected = CASES[name]
    assert due_at(SCHEDULE, last, attempt, HERE) == expected


def test_a_site_that_was_never_run_has_its_first_turn_within_the_interval() -> None:
    for every in (1, 15, 30):
        for name in SITES[:60]:
            one = scheduled(name, every=every)
            first = due_at(one, None, None, HERE)
            assert one.installed_at is not None
            assert one.installed_at <= first < one.installed_at + timedelta(days=every + 1)
            assert first.timetz().replace(tzinfo=None) == one.at


def test_what_stands_in_no_registry_is_due_at_once() -> None:
    assert due_at(replace(SCHEDULE, installed_at=None), None, None, HERE) == datetime(*LONG_AGO, tzinfo=HERE)


def test_sites_are_spread_over_the_night_and_the_days() -> None:
    times = Counter(night_time(one) for one in SITES)
    assert min(times) >= time(0, 30)
    assert max(times) <= time(5, 30)
    assert max(times.values()) <= 10
    days = Counter(first_day(one, 15, date(2025, 5, 1)) for one in SITES)
    assert len(days) == 15
    assert min(days.values()) > 20


def test_a_site_has_its_own_time_on_every_machine() -> None:
    assert night_time(SITE) == time(0, 55)
    assert first_day(SITE, 15, date(2025, 5, 1)) == date(2025, 5, 1)
    assert first_day(SITE, 15, date(2025, 5, 2)) == date(2025, 5, 16)


def test_the_longest_overdue_comes_first_and_trouble_last() -> None:
    known = Known({"a.th": moment(10), "b.th": moment(1), "c.th": "the database is locked"})
    found = standings((scheduled("c.th"), scheduled("a.th"), scheduled("b.th")), known, {}, HERE)
    assert [one.schedule.name for one in found] == ["b.th", "a.th", "c.th"]
    assert found[2].trouble is not None
    assert found[2].trouble.en == "the database is locked"
    assert not found[2].is_due(moment(31))


def test_a_timer_that_goes_off_a_little_early_is_not_sent_away() -> None:
    (one,) = standings((SCHEDULE,), Known({SITE: moment(1)}), {}, HERE)
    assert one.is_due(moment(16, 2, 16))
    assert not one.is_due(moment(16, 2, 0))


def test_without_a_history_a_finished_attempt_is_what_counts() -> None:
    done = Attempt(moment(3, 3), 0, done=True)
    (one,) = standings((SCHEDULE,), Known(), {SITE: done}, HERE)
    assert one.last == moment(3, 3)
    assert one.at == moment(18, 2, 17)


NAMES = {
    ("example.go.th", "links"): "example.go.th",
    ("example.go.th", "check"): "example.go.th-check",
    ("example.go.th:8080", "links"): r"example\.go\.th-8080-[0-9a-f]{6}",
    ("example.go.th/sub/ไทย", "links"): r"example\.go\.th-sub-[0-9a-f]{6}",
    ("[2001:db8::1]", "links"): r"2001-db8-1-[0-9a-f]{6}",
}


@pytest.mark.parametrize(("site", "command"), NAMES)
def test_names(site: str, command: str) -> None:
    assert re.fullmatch(NAMES[site, command], name_of(site, command))  # type: ignore[arg-type]


@given(st.text(min_size=1))
def test_every_name_can_be_a_file_and_a_unit(site: str) -> None:
    assert re.fullmatch(r"[a-z0-9.-]{1,100}", name_of(site, "links"))


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_sites_never_share_a_name(one: str, other: str) -> None:
    assert (name_of(one, "links") == name_of(other, "links")) is (one == other)


@given(st.integers(1, 366), st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.text())
def test_a_first_day_is_the_next_of_an_endless_row(every: int, since: date, site: str) -> None:
    day = first_day(site, every, since)
    assert since <= day < since + timedelta(days=every)
    assert first_day(site, every, day) == day
    assert first_day(site, every, day + timedelta(days=1)) == day + timedelta(days=every)
