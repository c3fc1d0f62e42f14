"""Conditional requests: what has not changed is not sent again."""

from __future__ import annotations

import asyncio

from oitcrawler.links.fetch import Fetcher, Validators
from oitcrawler.links.model import Answer

from .server import Server, Talk, Way, answer, answers, quick, redirect, reply

DAY = "Mon, 06 Jan 2025 08:00:00 GMT"


async def versioned(talk: Talk) -> None:
    said = talk.asked.headers
    same = said.get("if-none-match") == '"v1"' or said.get("if-modified-since") == DAY
    await talk.say(reply(b"", status="304 Not Modified") if same else reply(b"hello", 'ETag: "v1"'))


def test_what_has_not_changed_is_unchanged() -> None:
    for known in (Validators('"v1"'), Validators(last_modified=DAY), Validators('"v1"', DAY)):
        found = answer(versioned, validators=known)
        assert (found.failure, found.status, found.unchanged, found.body) == (None, 304, True, b"")


def test_what_has_changed_comes_whole() -> None:
    for known in (Validators('"v0"'), Validators(), None):
        found = answer(versioned, validators=known)
        assert (found.failure, found.status, found.unchanged, found.body) == (None, 200, False, b"hello")
    assert found.headers["etag"] == '"v1"'


def test_validators_are_for_their_own_address_alone() -> None:
    ways: dict[str, Way] = {"/a": redirect("/b"), "/b": versioned}
    (found,), server = answers(ways, "/a", validators=Validators('"v1"'))
    assert (found.status, found.unchanged) == (200, False)
    assert ["if-none-match" in one.headers for one in server.log] == [True, False]


def test_validators_of_where_a_redirect_led() -> None:
    async def ask() -> Answer:
        async with Server({"/a": redirect("/b"), "/b": versioned}) as server, Fetcher(quick()) as fetcher:
            return await fetcher.ask(f"{server.url}/a", validators=Validators('"v1"', url=f"{server.url}/b"))

    found = asyncio.run(ask())
    assert (found.status, found.unchanged, len(found.hops)) == (304, True, 1)
