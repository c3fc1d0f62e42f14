"""Accounts of social networks are told from share buttons and bare addresses."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.evidence.model import Place
from oitcrawler.evidence.social import account

from .reading import read_page

PAGE = "https://www.facebook.com/tambon.example"


@pytest.mark.parametrize(
    ("url", "network", "handle"),
    [
        (f"{PAGE}/", "facebook", "tambon.example"),
        ("https://m.facebook.com/tambon.example?ref=x", "facebook", "tambon.example"),
        ("https://fb.com/tambon.example", "facebook", "tambon.example"),
        ("https://fb.me/tambon.example", "facebook", "tambon.example"),
        ("https://www.facebook.com/tambon.example/posts/12345", "facebook", "tambon.example"),
        ("https://www.facebook.com/profile.php?id=100012345", "facebook", "100012345"),
        ("https://www.facebook.com/pages/Tambon/12345", "facebook", "12345"),
        ("https://www.facebook.com/people/%E0%B8%AD%E0%B8%9A%E0%B8%95/100012345/", "facebook", "100012345"),
        ("https://www.facebook.com/groups/tambon", "facebook", "tambon"),
        ("https://www.facebook.com/share/18xyzABCDE/?mibextid=w", "facebook", "18xyzABCDE"),
        (
            f"https://www.facebook.com/plugins/page.php?href={quote(PAGE, safe='')}&tabs=timeline",
            "facebook",
            "tambon.example",
        ),
        ("https://www.facebook.com/", "facebook", ""),
        ("https://www.facebook.com/watch/?v=1", "facebook", ""),
        ("https://www.facebook.com/photo/?fbid=1", "facebook", ""),
        ("https://line.me/R/ti/p/%40tambon", "line", "@tambon"),
        ("https://line.me/ti/p/~tambon", "line", "~tambon"),
        ("https://page.line.me/tambon", "line", "tambon"),
        ("https://lin.ee/Ab12", "line", "Ab12"),
        ("https://line.me/", "line", ""),
        ("https://www.youtube.com/@tambon", "youtube", "@tambon"),
        ("https://www.youtube.com/channel/UC12/videos", "youtube", "UC12"),
        ("https://www.youtube.com/watch?v=1", "youtube", ""),
        ("https://youtu.be/abc", "youtube", ""),
        ("https://twitter.com/tambon", "x", "tambon"),
        ("https://x.com/", "x", ""),
        ("https://www.instagram.com/tambon/", "instagram", "tambon"),
        ("https://www.instagram.com/p/xx/", "instagram", ""),
        ("https://www.tiktok.com/@tambon", "tiktok", "@tambon"),
    ],
)
def test_accounts(url: str, network: str, handle: str) -> None:
    found = account(url)
    assert found
    assert (found.network, found.handle, found.is_share) == (network, handle, False)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/sharer.php?u=x",
        "https://www.facebook.com/share.php?u=x",
        "https://www.facebook.com/dialog/share?href=x",
        "https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fwww.tambon.example.go.th",
        "https://www.facebook.com/plugins/page.php?href=",
        "https://twitter.com/intent/tweet?text=x",
        "https://twitter.com/share?url=x",
        "https://social-plugins.line.me/lineit/share?url=x",
        "https://line.me/R/msg/text/?x",
        "https://timeline.line.me/social-plugin/share?url=x",
    ],
)
def test_share_buttons(url: str) -> None:
    found = account(url)
    assert found
    assert (found.is_share, found.handle) == (True, "")


@pytest.mark.parametrize("url", ["https://www.tambon.example.go.th/facebook.com", "https://notfacebook.com/a", "x", ""])
def test_other_addresses(url: str) -> None:
    assert account(url) is None


def test_socials_of_a_page() -> None:
    page = read_page(
        f"""<p>เนื้อหาหลักของหน้านี้ยาวพอ</p><a href="https://www.facebook.com/sharer.php?u=x">แชร์</a>
        <footer><a href="{PAGE}"><img src="fb.png" alt="อบต.ตัวอย่าง"></a></footer>
        <iframe src="https://www.facebook.com/plugins/page.php?href={quote(PAGE, safe="")}"></iframe>
        <div class="fb-page" data-href="https://www.facebook.com/other"></div>"""
    )
    shown = [(one.handle, one.is_share, one.place, one.text) for one in page.socials]
    assert shown == [
        ("", True, Place.CONTENT, "แชร์"),
        ("tambon.example", False, Place.FOOTER, "อบต.ตัวอย่าง"),
        ("tambon.example", False, Place.CONTENT, ""),
        ("other", False, Place.CONTENT, ""),
    ]
    assert all("plugins" not in one.url for one in page.links)


@given(st.text(alphabet="abc/%?=&.@~pagesrti0", max_size=40))
def test_any_address_on_a_network(tail: str) -> None:
    for host in ("www.facebook.com", "line.me", "www.youtube.com"):
        found = account(f"https://{host}/{tail}")
        assert found
        assert not (found.is_share and found.handle)
