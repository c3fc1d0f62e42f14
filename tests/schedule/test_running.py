"""Running what is due, with a machine and a year that are simulated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from oitcrawler.schedule import Attempt, Attempts, Schedule, standings
from oitcrawler.schedule.registry import locked
from oitcrawler.schedule.running import Work, run_due

from .parts import HERE, SCHEDULE, SITE, Known, Notes, SimulatedClock, moment, scheduled


class Machine:
    """Schedules, a history and a clock; `codes` are the exit codes of each site's runs, the last one for ever."""

    def __init__(self, folder: Path, *schedules: Schedule, retry: timedelta | None = None) -> None:
        self.schedules = schedules
        self.known = Known()
        self.clock = SimulatedClock(moment(20, 2, 17))
        self.notes = Notes()
        self.attempts = Attempts(folder / "attempts.json")
        self.codes: dict[str, list[int]] = {}
        self.takes = timedelta(minutes=30)
        self.remembers = True
        self.ran: list[tuple[str, datetime]] = []
        self.meanwhile: Callable[[], None] = lambda: None
        self.work = Work(
            standings=lambda: standings(self.schedules, self.known, self.attempts.all(), HERE),
            start=self.start,
            known=self.known,
            attempts=self.attempts,
            clock=self.clock,
            witness=self.notes,
            retry=retry,
        )

    def start(self, schedule: Schedule) -> int:
        self.ran.append((schedule.name, self.clock.at))
        codes = self.codes.get(schedule.name, [0])
        code = codes.pop(0) if len(codes) > 1 else codes[0]
        self.clock.at += self.takes
        self.meanwhile()
        if code in (0, 1) and self.remembers:
            self.known.last[schedule.name] = self.clock.at
        return code

    def run(self) -> Mapping[str, Attempt]:
        return run_due(self.work)


def test_each_that_is_due_is_run_once_the_longest_overdue_first(tmp_path: Path) -> None:
    machine = Machine(tmp_path, *map(scheduled, ("a.th", "b.th", "c.th")))
    machine.known.last = {"a.th": moment(4), "b.th": moment(1), "c.th": moment(19)}
    assert set(machine.run()) == {"a.th", "b.th"}
    assert machine.notes.said == ["b.th begins", "b.th done", "a.th begins", "a.th done"]
    assert machine.run() == {}


def test_one_that_fails_does_not_stop_the_others_and_waits_for_its_next_night(tmp_path: Path) -> None:
    machine = Machine(tmp_path, *map(scheduled, ("a.th", "b.th")))
    machine.known.last = {"a.th": moment(1), "b.th": moment(2)}
    machine.codes = {"a.th": [2, 0]}
    assert [one.done for one in machine.run().values()] == [False, True]
    machine.clock.at = moment(20, 23)
    assert machine.run() == {}
    machine.clock.at = moment(21, 2, 17)
    assert machine.run()["a.th"].done


def test_a_failed_one_is_tried_once_more_when_that_is_asked(tmp_path: Path) -> None:
    machine = Machine(tmp_path, *map(scheduled, ("a.th", "b.th")), retry=timedelta(minutes=15))
    machine.known.last = {"a.th": moment(1), "b.th": moment(2)}
    machine.codes = {"a.th": [2, 0], "b.th": [130]}
    ended = machine.run()
    assert (ended["a.th"].done, ended["b.th"].done) == (True, False)
    assert machine.notes.said == [
        "a.th begins", "a.th 2, again 03:02", "b.th begins", "b.th 130, again 03:32",
        "a.th begins", "a.th done", "b.th begins", "b.th 130",
    ]  # fmt: skip


def test_a_second_try_waits_its_time(tmp_path: Path) -> None:
    machine = Machine(tmp_path, SCHEDULE, retry=timedelta(minutes=15))
    machine.known.last, machine.codes = {SITE: moment(1)}, {SITE: [2]}
    machine.run()
    (_, first), (_, second) = machine.ran
    assert second >= first + machine.takes + timedelta(minutes=15)


def test_what_becomes_due_while_another_runs_is_run_too(tmp_path: Path) -> None:
    machine = Machine(tmp_path, scheduled("a.th"))
    machine.known.last = {"a.th": moment(1), "b.th": moment(1)}

    def install_another() -> None:
        machine.schedules = (scheduled("a.th"), scheduled("b.th"))

    machine.meanwhile = install_another
    assert set(machine.run()) == {"a.th", "b.th"}


@pytest.mark.parametrize("in_history", [True, False])
def test_exit_code_one_is_a_finished_run_only_if_the_history_says_so(tmp_path: Path, *, in_history: bool) -> None:
    machine = Machine(tmp_path, SCHEDULE)
    machine.known.last, machine.codes = {SITE: moment(1)}, {SITE: [1]}
    machine.remembers = in_history  # a program that broke ends with 1, too
    assert machine.run()[SITE].done is in_history


def test_trouble_with_one_history_begins_nothing_and_stops_nobody(tmp_path: Path) -> None:
    machine = Machine(tmp_path, *map(scheduled, ("a.th", "b.th")))
    machine.known.last = {"a.th": "no server", "b.th": moment(1)}
    assert set(machine.run()) == {"b.th"}


def test_a_year_of_nights_keeps_the_interval_also_on_a_machine_that_is_off_at_night(tmp_path: Path) -> None:
    machine = Machine(tmp_path, SCHEDULE)
    machine.known.last = {SITE: moment(1, 3)}
    off = {day for day in range(365) if day % 7 in (5, 6)}  # a machine that is off at weekends, and on from 8 o'clock
    for day in range(365):
        if day not in off:
            machine.clock.at = moment(1, 8, 17) + timedelta(days=day)
            machine.run()
    gaps = {
        (later.date() - earlier.date()).days
        for (_, earlier), (_, later) in zip(machine.ran, machine.ran[1:], strict=False)
    }
    assert len(machine.ran) >= 22
    assert gaps <= {15, 16, 17}


def test_a_lock_is_for_one_alone(tmp_path: Path) -> None:
    with locked(tmp_path / "due.lock", 0) as first:
        assert first
        with locked(tmp_path / "due.lock", 0) as second:
            assert not second
    with locked(tmp_path / "due.lock", 0) as third:
        assert third
