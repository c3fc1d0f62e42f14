"""What is mixed content and what is not."""

from __future__ import annotations

import pytest

from oitcrawler.links.model import RefKind
from oitcrawler.links.scanning.facts import mixed_content

PAGE = "https://www.example.go.th/index.php"

CASES = {
    "picture": (PAGE, RefKind.IMAGE, "http://www.example.go.th/a.png", True),
    "script": (PAGE, RefKind.SCRIPT, "http://cdn.example.com/a.js", True),
    "style": (PAGE, RefKind.STYLE, "http://www.example.go.th/a.css", True),
    "frame": (PAGE, RefKind.FRAME, "http://other.example.go.th/", True),
    "font-of-a-style": (PAGE, RefKind.CSS, "http://www.example.go.th/f.woff", True),
    "capitals": ("HTTPS://www.example.go.th/", RefKind.IMAGE, "HTTP://www.example.go.th/a.png", True),
    "over-https": (PAGE, RefKind.IMAGE, "https://www.example.go.th/a.png", False),
    "page-over-http": ("http://www.example.go.th/", RefKind.IMAGE, "http://www.example.go.th/a.png", False),
    "link-that-is-followed": (PAGE, RefKind.LINK, "http://other.example.go.th/", False),
    "form": (PAGE, RefKind.FORM, "http://www.example.go.th/send.php", False),
    "canonical": (PAGE, RefKind.CANONICAL, "http://www.example.go.th/", False),
    "document": (PAGE, RefKind.DOCUMENT, "http://www.example.go.th/", False),
    "localhost": (PAGE, RefKind.IMAGE, "http://localhost:8080/a.png", False),
    "loopback": (PAGE, RefKind.IMAGE, "http://127.0.0.1/a.png", False),
    "name-that-begins-like-loopback": (PAGE, RefKind.IMAGE, "http://127.example.go.th/a.png", True),
}


@pytest.mark.parametrize(("page", "kind", "target", "expected"), CASES.values(), ids=CASES)
def test_mixed_content(page: str, kind: RefKind, target: str, expected: bool) -> None:
    assert mixed_content(page, kind, target) is expected
