"""Which pages are worth reading: what is looked for first must never hide what is looked for then."""

from __future__ import annotations

import pytest

from oitcrawler.links.judging.parking import looks_parked
from oitcrawler.links.judging.suspicion import is_suspicious
from oitcrawler.links.model import Answer

URL = "https://www.tambon.example.go.th/x"
LONG = "<p>ข่าวประชาสัมพันธ์ของเทศบาล</p>" * 400
MIDDLE = "<p>ข่าวประชาสัมพันธ์ของเทศบาล</p>" * 100


def answer(text: str, encoding: str = "utf-8", url: str = URL) -> Answer:
    return Answer(url, url, 200, headers={"content-type": "text/html"}, body=text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (LONG, "utf-8", False),
        (MIDDLE, "utf-8", False),
        (MIDDLE * 2, "cp874", False),
        ("<p>ข่าว</p>", "utf-8", True),
        (f"{LONG}<p>ไม่พบหน้านี้</p>", "utf-8", True),
        (f"{LONG}<p>Page not found</p>", "utf-8", False),
        (f"{MIDDLE}<p>Page not FOUND</p>", "utf-8", True),
        (f"{MIDDLE}<p>SQL</p>", "utf-8", True),
        (f"{MIDDLE}<p>fouขnd</p>", "utf-8", False),
        (f"{MIDDLE}<p>ระบบขัดข้อง</p>", "utf-8", True),
        (f"{MIDDLE * 2}<p>ระบบขัดข้อง</p>", "cp874", True),
        (f"<title>เรื่องที่ 404</title>{LONG}", "utf-8", True),
        (f"<title>เรื่องที่ 4040</title>{LONG}", "utf-8", False),
        (f"<title>เรื่องที่ ๑404</title>{LONG}", "utf-8", False),
        (f"<title>ข้อผิดพลาด</title>{LONG}", "utf-8", True),
        (f"<title>ข้อผิดพลาด</title>{LONG}", "cp874", True),
        (f"<title>Server ERROR</title>{LONG}", "utf-8", True),
        (f"<title>\u017forry, no \u017flots</title>{LONG}", "utf-8", True),
        (f"<title>Is It Ex\u0131\u017fting</title>{LONG}", "utf-8", True),
        (f"<title>Ta\u212aen</title>{LONG}", "utf-8", False),
    ],
)
def test_words_of_pages_that_are_not_there(text: str, encoding: str, expected: bool) -> None:
    assert is_suspicious(answer(text, encoding), is_own=True) is expected


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("img1.SedoParking.com/x", True),
        ("//www.parkingcrew.net/", True),
        ("<div id=Parking-Lander>", True),
        ("cdn.parklogic.com", True),
        ("//cdn.parking/x.js", True),
        ("window.park \n= {}", True),
        ("domainparking", True),
        ("//img.bodis.com/a.png", True),
        ("bodiscdn.com", True),
        ("//d38psrni17bvxu.cloudfront.net/a", True),
        ("<html data-adblockkey='x'>", True),
        ("hugedomains.com/domain_profile.cfm", True),
        ("afternic.com/forsale/x", True),
        ("dan.com/buy-domain/x", True),
        ("src=/cgi-sys/defaultwebpage.cgi", True),
        ("namebrightstatic.com", True),
        ("above.com/marketplace/x", True),
        ("parking for cars, parking.com, a park", False),
        ("window.parking = 1", False),
        ("ns1.bodis.com", False),
        ("hugedomains.com", False),
        ("/cgi-sys/entropybanner.cgi", False),
        ("ข่าว" * 10_000 + "sedoparking.com", False),  # too far from the beginning
    ],
)
def test_marks_of_parking_services(mark: str, expected: bool) -> None:
    assert looks_parked(answer(f"<p>{mark}</p>")) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://sedo.com/x", True),
        ("https://www.sedo.com/x", True),
        ("https://notsedo.com/x", False),
        ("https://blog.dan.com/x", False),
        ("https://a.example.go.th/cgi-sys/suspendedpage.cgi", True),
        ("not an address", False),
    ],
)
def test_addresses_of_parking_services(url: str, expected: bool) -> None:
    assert looks_parked(answer("<p>x</p>", url=url)) is expected
