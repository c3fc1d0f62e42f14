"""Broken links met on the way: what is broken, what nobody can know, and who carries the link."""

from __future__ import annotations

import pytest

from oitcrawler.links.broken import BROKEN, broken_links
from oitcrawler.model import Cause
from oitcrawler.snapshots import Resource

from ..audit.building import BASE, link, page, site

HOME = page("", "หน้าแรก", "", link("a", "แผนพัฒนา"), link("b", "ข่าว"))
NEWS = page("b", "ข่าว", "", link("a", "แผนพัฒนา (ใหม่)"))


def tried(path: str, cause: Cause | None, status: int | None = None) -> Resource:
    return Resource(
        BASE + path, BASE + path, status, "", "", 0, cause, False, (), "2025-04-30T00:00:00+00:00", "", "", 1
    )


def test_a_missing_page_names_every_page_that_links_it() -> None:
    found = broken_links(site(HOME, NEWS), (tried("", None), tried("a", Cause.NOT_FOUND, 404), tried("b", None)))
    assert found.checked == 3
    (one,) = found.broken
    assert (one.url, one.cause, one.status, one.confirmed) == (f"{BASE}a", Cause.NOT_FOUND, 404, False)
    assert [(source.page, source.text) for source in one.sources] == [
        (BASE, "แผนพัฒนา"),
        (f"{BASE}b", "แผนพัฒนา (ใหม่)"),
    ]


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause in BROKEN and not cause.means_gone])
def test_what_failed_once_is_only_a_suspect(cause: Cause) -> None:
    (one,) = broken_links(site(HOME), (tried("a", cause),)).broken
    assert not one.confirmed


@pytest.mark.parametrize(
    "cause",
    [
        Cause.FORBIDDEN,
        Cause.RATE_LIMITED,
        Cause.BOT_WALL,
        Cause.UNAUTHORIZED,
        Cause.ROBOTS,
        Cause.TIMEOUT,
        Cause.TLS,
        Cause.NO_BROWSER,
        Cause.OVER_BUDGET,
        Cause.HOST_DOWN,
        Cause.PRIVATE_ADDRESS,
        Cause.TOO_LARGE,
    ],
)
def test_what_nobody_can_know_is_not_called_broken(cause: Cause) -> None:
    assert broken_links(site(HOME), (tried("a", cause),)).broken == ()


def test_an_address_that_no_visible_link_leads_to_is_left_out() -> None:
    assert broken_links(site(HOME), (tried("hidden", Cause.NOT_FOUND, 404),)).broken == ()
