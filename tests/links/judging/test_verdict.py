"""Every kind of answer, each with what it means: broken, good although it looks odd, and what nobody can tell."""

from __future__ import annotations

import pytest

from oitcrawler.links.judging import judge, needs_habits

from .cases import TABLES, Case, cases

ALL = [case for table in TABLES for case in cases(table)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.standing}: {case.name}")
def test_an_answer_means(case: Case) -> None:
    look = judge(case.aim, case.answer, case.host)
    assert (str(look.standing), str(look.cause or "")) == (case.standing, case.cause), look
    if case.needs is not None:
        assert look.needs == case.needs
    if case.remarks is not None:
        assert look.remarks == case.remarks


def test_names_are_told_apart() -> None:
    names = [case.name for case in ALL]
    assert len(names) == len(set(names)) >= 150


@pytest.mark.parametrize("case", [one for one in ALL if one.host], ids=lambda case: case.name)
def test_the_host_is_asked_where_its_habits_decide(case: Case) -> None:
    """Where only the comparison with other answers tells that a page is not there, the comparison is asked for."""
    if judge(case.aim, case.answer) != judge(case.aim, case.answer, case.host):
        assert needs_habits(case.aim, case.answer)
