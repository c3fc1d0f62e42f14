"""Judging holds for any answer: it never raises, never changes its mind, and never accuses what only HEAD refused."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from oitcrawler.links.judging import Aim, HostHabits, impression_of, judge, judge_document, needs_habits, random_paths
from oitcrawler.links.judging.reading import read_page, title_of
from oitcrawler.links.model import Answer, Hop, RefKind, Standing
from oitcrawler.model import Cause

from .bodies import made
from .cases import TABLES, cases

BODIES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([case.answer.body for table in TABLES for case in cases(table)]),
    st.builds(
        lambda body, place, junk: body[:place] + junk + body[place:],
        st.sampled_from([made(name) for name in ("pdf", "docx", "xls", "jpg", "png", "zip")]),
        st.integers(0, 5000),
        st.binary(max_size=40),
    ),
)
ADDRESSES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["http://[::1", "http://a.go.th/%zz?x=%", "https://a.go.th/แผน.pdf#x", "http://", "//a", "x:y"]),
    st.sampled_from([case.aim.url for table in TABLES for case in cases(table)]),
)
ANSWERS = st.builds(
    Answer,
    url=ADDRESSES,
    final_url=ADDRESSES,
    status=st.one_of(st.none(), st.integers(100, 999), st.just(200)),
    method=st.sampled_from(["GET", "HEAD", "BROWSER"]),
    headers=st.dictionaries(
        st.sampled_from(["content-type", "content-disposition", "retry-after", "refresh", "cf-mitigated"]),
        st.one_of(st.text(max_size=30), st.sampled_from(["text/html", "application/pdf", "image/png", "challenge"])),
    ),
    body=BODIES,
    size=st.one_of(st.none(), st.integers(0, 10**9)),
    whole=st.booleans(),
    cut=st.booleans(),
    hops=st.lists(st.builds(Hop, ADDRESSES, st.integers(300, 308)), max_size=3).map(tuple),
    failure=st.one_of(st.none(), st.sampled_from(Cause)),
    tls=st.sampled_from(["", "ok", "expired", "failed", "incomplete-chain", "no such verdict"]),
    unchanged=st.booleans(),
)
AIMS = st.builds(Aim, ADDRESSES, st.sampled_from(RefKind), st.booleans())


@settings(max_examples=300, deadline=None)
@given(AIMS, ANSWERS, st.lists(ANSWERS, max_size=3))
def test_any_answer_means_something(aim: Aim, answer: Answer, others: list[Answer]) -> None:
    impressions = tuple(map(impression_of, others))
    host = HostHabits(aim.url, impressions[0] if impressions else None, impressions[1:])
    look = judge(aim, answer, host)
    assert look == judge(aim, answer, host)
    assert look.needs in ("", "get", "browser", "time")
    assert not (answer.method == "BROWSER" and look.needs == "browser" and look.standing is Standing.BROKEN)
    assert needs_habits(aim, answer) in (True, False)


@settings(max_examples=100, deadline=None)
@given(AIMS, ANSWERS)
def test_a_head_accuses_nobody_but_for_a_certificate(aim: Aim, answer: Answer) -> None:
    look = judge(aim, replace(answer, method="HEAD", tls=""))
    assert look.standing is not Standing.BROKEN or look.cause in (
        Cause.MALFORMED,
        Cause.LOCAL_ADDRESS,
        Cause.MIXED_CONTENT,
    )


@settings(max_examples=100, deadline=None)
@given(BODIES, st.text(max_size=30), st.sampled_from(["", "pdf", "docx", "zip", "jpg", "xls", "mp4"]), st.booleans())
def test_any_bytes_can_be_judged_as_a_file(body: bytes, content_type: str, suffix: str, is_whole: bool) -> None:
    found = judge_document(body, content_type, suffix, is_whole=is_whole)
    assert found.cause in (None, Cause.EMPTY_FILE, Cause.WRONG_TYPE, Cause.DAMAGED, Cause.TRUNCATED)
    assert not (found.cause is Cause.TRUNCATED and not is_whole)


@settings(max_examples=100, deadline=None)
@given(BODIES, st.text(max_size=30))
def test_any_bytes_can_be_read_as_a_page(body: bytes, content_type: str) -> None:
    page = read_page(body, content_type)
    assert len(page.content) <= len(page.shown) + len(page.blocks) + 1
    assert isinstance(title_of(body), str)


@given(ADDRESSES, st.text(max_size=10))
def test_addresses_that_cannot_exist(url: str, seed: str) -> None:
    paths = random_paths(url, seed)
    assert paths == random_paths(url, seed)
    assert len(set(paths)) == 2


def test_addresses_that_cannot_exist_have_the_suffix_that_was_asked_for() -> None:
    folder, page = random_paths("https://www.a.example.go.th/news/view.php?id=5", "1")
    assert folder.startswith("https://www.a.example.go.th/")
    assert "." not in folder.rsplit("/", 1)[1]
    assert page.endswith(".php")
    assert random_paths("https://www.a.example.go.th/x.php", "2") != (folder, page)


def test_an_impression_is_small() -> None:
    case = next(one for one in cases("good") if one.name == "an ordinary page")
    seen = impression_of(case.answer)
    assert len(repr((seen.title, seen.final_url, seen.content_type))) < 400
    assert seen.fingerprint.bit_length() <= seen.digest.bit_length() + 64 <= 128
