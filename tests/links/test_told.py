"""What is told of the links of a site: every page that has them, what is wrong with the writing, and how sure it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from oitcrawler.links.model import Answer
from oitcrawler.links.told import SPREAD
from oitcrawler.model import Cause

from .small_site import START, Site, audited, failed, page, sources

MENU = '<nav><a href="/lost">เมนู</a></nav>'


def test_every_page_that_carries_a_link_is_told_however_it_is_written(tmp_path: Path) -> None:
    site = Site(
        {
            "/": page("/a/", "/b", more=MENU),
            "/a/": page("../lost", "/a/x", more=MENU),
            "/a/x": page("../lost", f"{START}lost"),
            "/b": page("LOST", "lost#part", more=MENU),
        }
    )
    found = audited(tmp_path, site).links
    assert sources(found.broken)["/lost http-404"] == ["/", "/a/", "/a/", "/a/x", "/a/x", "/b", "/b"]
    (lost,) = [one for one in found.broken if one.url == f"{START}lost"]
    assert {(one.place, one.text) for one in lost.sources if one.page == START} == {("menu", "เมนู")}
    assert {one.written for one in lost.sources if one.page.endswith("/x")} == {"../lost", f"{START}lost"}
    assert site.asked.count("/lost") == 2  # and once more, to be sure


def test_a_page_to_which_redirects_lead_is_one_source_under_its_own_address(tmp_path: Path) -> None:
    moved = Answer("", f"{START}new", 200, headers={"content-type": "text/html"}, body=page("/lost"))
    site = Site({"/": page("/old", "/older"), "/old": moved, "/older": moved, "/new": page("/lost")})
    found = audited(tmp_path, site)
    assert sources(found.links.broken) == {"/lost http-404": ["/new"]}


FRAGMENTS = {
    "there": ('<p id="part">ก</p>', "#part", False),
    "by name": ('<a name="part">ก</a>', "#part", False),
    "in Thai, encoded": ('<p id="ส่วน">ก</p>', "#%E0%B8%AA%E0%B9%88%E0%B8%A7%E0%B8%99", False),
    "not there": ("<p>ก</p>", "#part", True),
    "in other letters": ('<p id="Part">ก</p>', "#part", True),
    "the top": ("", "#top", False),
    "state of a script": ("", "#!/news", False),
}


@pytest.mark.parametrize("name", FRAGMENTS)
def test_fragments(tmp_path: Path, name: str) -> None:
    more, fragment, is_broken = FRAGMENTS[name]
    site = Site({"/": page(f"/a{fragment}"), "/a": page("/", more=more)})
    found = sources(audited(tmp_path, site).links.broken)
    assert found == ({f"/a{fragment} missing-fragment": ["/"]} if is_broken else {})


def test_a_fragment_that_a_script_may_make_is_unverified_and_no_certainty(tmp_path: Path) -> None:
    script = Answer("", "", 200, headers={"content-type": "text/javascript"}, body=b"1;")
    site = Site({"/": page("/a#part"), "/a": page("/", more="<script src='/s.js'></script>"), "/s.js": script})
    found = audited(tmp_path, site).links
    assert found.broken == ()
    assert [(one.url, one.confirmed) for one in found.unverified] == [(f"{START}a#part", False)]


def test_a_fragment_of_a_page_that_nobody_could_read_is_nothing(tmp_path: Path) -> None:
    site = Site({"/": page("/a#part", "https://other.example.or.th/#x"), "/a": failed(Cause.TIMEOUT)})
    site.content["https://other.example.or.th/"] = failed(Cause.TIMEOUT)
    assert not any("#" in one.url for one in audited(tmp_path, site).links.broken)


def test_a_fragment_of_another_site_is_looked_for_where_its_page_came_whole(tmp_path: Path) -> None:
    site = Site({"/": page("https://other.example.or.th/#x", "https://other.example.or.th/#y")})
    site.content["https://other.example.or.th/"] = page(more='<p id="x">ก</p>')
    assert [one.url for one in audited(tmp_path, site).links.broken] == ["https://other.example.or.th/#y"]


def test_mixed_content_is_told_beside_what_else_is_wrong(tmp_path: Path) -> None:
    pictures = '<img src="http://old.example.or.th/a.png" alt="ก"><img src="http://old.example.or.th/b.gif" alt="ข">'
    site = Site({"/": page("http://old.example.or.th/b.gif", more=pictures)})
    site.content["http://old.example.or.th/b.gif"] = Answer(
        "", "", 200, headers={"content-type": "image/gif"}, body=b"GIF89a" + b"\0" * 40 + b";"
    )
    found = sources(audited(tmp_path, site).links.broken)
    assert found == {
        "http://old.example.or.th/a.png http-404": ["/"],
        "http://old.example.or.th/a.png mixed-content": ["/"],
        "http://old.example.or.th/b.gif mixed-content": ["/"],
    }


@pytest.mark.parametrize(("step", "confirmed"), [(0.001, False), (SPREAD + 1, True)])
def test_a_link_is_confirmed_only_after_looks_spread_in_time(tmp_path: Path, step: float, confirmed: bool) -> None:
    found = audited(tmp_path, Site({"/": page("/lost")}), step=step).links
    assert [one.confirmed for one in found.broken] == [confirmed]


def test_what_was_broken_before_needs_no_second_look(tmp_path: Path) -> None:
    site = Site({"/": page("/lost")})
    found = audited(tmp_path, site, spared=frozenset({f"{START}lost"}), step=100).links
    assert site.asked.count("/lost") == 1
    assert [one.confirmed for one in found.broken] == [False]  # that is for the history to say


def test_what_passed_by_the_second_look_is_not_told(tmp_path: Path) -> None:
    answers = [failed(Cause.RESET), Answer("", "", 200, headers={"content-type": "text/html"}, body=page("/lost"))]
    site = Site({"/": page("/a"), "/a": lambda: answers.pop(0)})
    assert set(sources(audited(tmp_path, site).links.broken)) == {"/lost http-404"}


@pytest.mark.parametrize("cause", [Cause.FORBIDDEN, Cause.RATE_LIMITED])
def test_what_nobody_can_verify_is_never_broken(tmp_path: Path, cause: Cause) -> None:
    status = {Cause.FORBIDDEN: 403, Cause.RATE_LIMITED: 429}[cause]
    site = Site({"/": page("https://social.example.com/x")})
    site.content["https://social.example.com/x"] = Answer("", "", status, headers={"content-type": "text/html"})
    found = audited(tmp_path, site).links
    assert found.broken == ()
    assert [one.url for one in found.unverified] == ["https://social.example.com/x"]


def test_a_second_run_without_a_change_tells_the_same(tmp_path: Path) -> None:
    site = Site({"/": page("/a", "/lost", "/a#no", more=MENU), "/a": page("/lost", "file:///C:/x.doc", more=MENU)})
    first = audited(tmp_path, site)
    read = len(site.asked)
    second = audited(tmp_path, site)
    assert [(one.url, one.cause, one.sources) for one in second.links.broken] == [
        (one.url, one.cause, one.sources) for one in first.links.broken
    ]
    assert (second.pages, second.links.checked) == (first.pages, first.links.checked)
    assert len(site.asked) <= 2 * read
