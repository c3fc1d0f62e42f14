"""Share links: every spelling of one share is known as the same, and asks the service for its bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.shares import Share, resolve_share, serves
from oitcrawler.urls import normalise

from ..cases import table

CASES: list[dict[str, Any]] = table(Path(__file__).with_name("links.yaml"))
SAME = [(case["link"], other) for case in CASES for other in case.get("same", ())]
HOSTS = ("drive.google.com", "docs.google.com", "1drv.ms", "onedrive.live.com", "a.sharepoint.com", "www.dropbox.com")


def resolved(link: str) -> Share | None:
    return resolve_share(normalise(link, link) or "")


@pytest.mark.parametrize("case", CASES, ids=[case["link"] for case in CASES])
def test_what_a_link_names(case: dict[str, Any]) -> None:
    share = resolved(case["link"])
    if case["kind"] is None:
        assert share is None
        return
    assert share is not None
    assert share.kind == case["kind"]
    assert share.is_fetched == (case["kind"] != "form")
    assert (share.page_url, share.fetch_url) == (case.get("page", case["link"]), case.get("fetch", case["link"]))


@pytest.mark.parametrize(("link", "other"), SAME)
def test_spellings_of_one_share(link: str, other: str) -> None:
    one, same = resolved(link), resolved(other)
    assert one is not None
    assert same is not None
    assert one.identity == same.identity


def test_shares_that_differ_are_told_apart() -> None:
    identities = [share.identity for case in CASES if (share := resolved(case["link"]))]
    assert len(set(identities)) == len(identities)


@given(
    st.sampled_from(HOSTS),
    st.text(alphabet="/abcdefiopsuwx:._-!019=?&%กู", max_size=60),
    st.sampled_from(["", "file/d/", "open?id=", "drive/folders/", ":w:/s/", "redir?resid=", "s/", "spreadsheets/d/"]),
)
def test_any_address_is_read_and_leads_to_the_service_itself(host: str, path: str, begin: str) -> None:
    url = normalise(f"https://{host}/{begin}{path}", "")
    share = resolve_share(url) if url else None
    if share is None or not share.is_fetched:
        return
    assert serves(share.service, share.fetch_url)
    assert serves(share.service, share.page_url)
    for spelling in (share.fetch_url, share.page_url, share.identity):
        assert normalise(spelling, spelling) is not None
    page = resolve_share(share.page_url)
    assert page is not None
    assert page.identity == share.identity
