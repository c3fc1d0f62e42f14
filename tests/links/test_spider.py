"""How the audit goes through a site: what is read, what is only looked at, and what is the agency's own."""

from __future__ import annotations

import pytest
from oitcrawler.spiders.links import GLANCE_BYTES, LinksSpider

from oitcrawler.links.model import RefKind

SPIDER = LinksSpider("https://www.tuayang.example.go.th/")
OWN, OTHER = "https://www.tuayang.example.go.th", "https://partner.example.or.th"

CASES = [
    (f"{OWN}/news", RefKind.LINK, ("page", "GET", True)),
    (f"{OWN}/", RefKind.FRAME, ("page", "GET", True)),
    (f"{OWN}/index.php?id=3", RefKind.LINK, ("page", "GET", True)),
    ("https://sub.tuayang.example.go.th/x", RefKind.LINK, ("page", "GET", True)),
    (f"{OWN}/plan.pdf", RefKind.LINK, ("document", "GET", True)),
    (f"{OWN}/PLAN.DOCX?v=2", RefKind.LINK, ("document", "GET", True)),
    (f"{OWN}/old.zip", RefKind.LINK, ("document", "GET", False)),
    (f"{OWN}/logo.png", RefKind.IMAGE, ("other", "HEAD", False)),
    (f"{OWN}/logo.png", RefKind.LINK, ("document", "HEAD", False)),
    (f"{OWN}/picture.php?id=1", RefKind.IMAGE, ("other", "HEAD", False)),
    (f"{OWN}/site.js", RefKind.SCRIPT, ("other", "HEAD", False)),
    (f"{OWN}/site.css", RefKind.STYLE, ("style", "GET", True)),
    (f"{OWN}/theme.php?css=1", RefKind.STYLE, ("style", "GET", True)),
    (f"{OWN}/more.css", RefKind.CSS, ("style", "GET", True)),
    (f"{OWN}/back.png", RefKind.CSS, ("other", "HEAD", False)),
    (f"{OWN}/send", RefKind.FORM, ("other", "HEAD", False)),
    (f"{OTHER}/", RefKind.LINK, ("page", "GET", False)),
    (f"{OTHER}/plan.pdf", RefKind.LINK, ("document", "GET", False)),
    (f"{OTHER}/site.css", RefKind.STYLE, ("style", "GET", False)),
]


@pytest.mark.parametrize(("url", "kind", "expected"), CASES)
def test_how_an_address_is_asked_for(url: str, kind: RefKind, expected: tuple[str, str, bool]) -> None:
    found = SPIDER.approach(url, kind)
    assert (found.sort, found.method, found.follow) == expected


@pytest.mark.parametrize("kind", RefKind)
@pytest.mark.parametrize("path", ["/", "/plan.pdf", "/a.png", "/s.css", "/x.zip"])
def test_of_other_sites_a_glance_is_enough(path: str, kind: RefKind) -> None:
    found = SPIDER.approach(OTHER + path, kind)
    assert (found.limit, found.is_own, found.follow) == (GLANCE_BYTES, False, False)


@pytest.mark.parametrize(
    ("start", "url", "is_own"),
    [
        ("https://www.tuayang.example.go.th/", "http://tuayang.example.go.th/x", True),
        ("https://www.tuayang.example.go.th/", "https://partner.example.or.th/", False),
        ("https://www.tuayang.example.go.th/", "https://tuayang.example.go.th.evil.example/", False),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/a", True),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8001/a", False),
        ("http://localhost:8000/", "http://localhost:8000/a", True),
        ("http://[::1]:8000/", "http://[::1]:8000/a", True),
        ("http://[::1]:8000/", "http://[::1]/a", False),
    ],
)
def test_what_is_the_agencys_own(start: str, url: str, is_own: bool) -> None:
    assert LinksSpider(start).is_own(url) is is_own
