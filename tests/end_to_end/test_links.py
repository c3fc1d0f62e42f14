"""The whole link audit on the site with every kind of link: nothing broken is missed, nothing that works is accused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from oitcrawler.reports.links_json import document

from oitcrawler import link_audit, measures
from oitcrawler.crawl import CrawlOptions
from oitcrawler.link_audit import LinkOptions, audit_site
from oitcrawler.links.fetch import FetchOptions
from oitcrawler.links.second_looks import Patience
from oitcrawler.report import LinkRun

from ..crawl.crawling import without_proxies
from ..links.kinds.measuring import Measured, asked_twice, measure
from ..links.kinds.world import World, serve

pytestmark = pytest.mark.slow

KNOWN_MISSES = {
    "fragment-external": "the place is on another site's page, of which only the beginning is read",
    "in-docx-field": "the address is in a field's instruction and not in the document's relations",
}
ASKED_AGAIN = {
    "app-home": "by the browser, which reads pages made by scripts",
    "scripted-page": "the same",
    "rendered-fragment": "the same",
    "fragment-external-app": "the same",
    "login-linked": "as another page sends there",
    "tls-chain-mendable": "once more with the certificate that was missing",
}
PACED = "pace-"  # of a host that asks for patience now and then
MOST_PER_TRAP = 60
MOST_REPEATED = 2  # a busy machine runs into a time-out, and what did is asked for again


@dataclass(frozen=True, slots=True)
class Seen:
    """One audit of the world, and what of it was true."""

    world: World
    run: LinkRun
    document: dict[str, Any]
    measured: Measured
    asked: tuple[tuple[str, str, str], ...]
    with_browser: bool


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    with pytest.MonkeyPatch.context() as patch, serve() as world:
        without_proxies(patch)
        patch.setenv("SSL_CERT_FILE", str(world.trusted))
        # The hosts of this world are one machine that does not tire.
        patch.setattr(link_audit, "FetchOptions", partial(FetchOptions, longest_gap=0.3))
        crawl = CrawlOptions(
            hosts=world.hosts,
            allow_private_hosts=True,
            timeout=2.0,
            document_timeout=6.0,
            render_timeout=7.0,
            retry_delay=0.1,
            longest_wait=2.0,
            concurrency=6,
        )
        options = LinkOptions(crawl, Patience(0.2, 0.2))
        run = audit_site(world.start, tmp_path_factory.mktemp("links"), options, None, measures.load)
        asked = tuple(world.asked)
        written = document(run, "th")
        with_browser = crawl.browser is not None
        yield Seen(world, run, written, measure(written, world.truth, asked, browser=with_browser), asked, with_browser)


def test_every_kind_of_broken_link_is_found(seen: Seen) -> None:
    assert set(seen.measured.missed) <= set(KNOWN_MISSES), seen.measured.told()
    assert set(seen.measured.evaded) <= set(KNOWN_MISSES)
    assert len(seen.measured.found) >= 200
    assert dict(seen.measured.wrong_cause) == {}
    assert seen.measured.unsourced == ()


def test_nothing_that_works_is_called_broken_and_nobody_is_accused(seen: Seen) -> None:
    assert seen.measured.false_alarms == ()
    assert seen.measured.accused == ()
    assert seen.measured.doubted == ()
    if seen.with_browser:
        assert seen.measured.unsaid == ()


def test_no_trap_costs_more_than_a_few_pages_and_each_is_told(seen: Seen) -> None:
    assert {trap: count for trap, count in seen.measured.traps.items() if count > MOST_PER_TRAP} == {}
    assert sum(count for _, count in seen.run.left_alone) > 500
    assert seen.document["coverage"]["left_alone"]


def test_equal_addresses_are_asked_for_once(seen: Seen) -> None:
    twice = {kind for kind in asked_twice(seen.world.truth, seen.asked) if not kind.startswith(PACED)}
    repeated = sorted(twice - set(ASKED_AGAIN))
    assert len(repeated) <= MOST_REPEATED, repeated
    assert seen.run.over_budget == 0
