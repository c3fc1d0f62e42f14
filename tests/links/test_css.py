"""What a style sheet names, and what in it only looks like an address."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.links.model import RefKind
from oitcrawler.links.scanning.css import scan_css

URL = "https://www.example.go.th/theme/site.css"

CASES = {
    "url-bare": ("a{background:url(bg.png)}", ["bg.png"]),
    "url-quoted": ("a{background:url( 'a b.png' ) ; b: url(\"c.png\")}", ["a b.png", "c.png"]),
    "upper-case": ("A{BACKGROUND:URL(BG.PNG)}", ["BG.PNG"]),
    "line-breaks": ("a{b:url(\n  x.png\n)}", ["x.png"]),
    "parentheses-in-quotes": ("a{b:url('x(1).png')}", ["x(1).png"]),
    "escapes": (r"a{b:url(x\20y\(1\).png)}", ["x y(1).png"]),
    "thai": ("a{b:url(ภาพ/พื้น.png)}", ["ภาพ/พื้น.png"]),
    "import-text": ("@import \"a.css\"; @import 'b.css' print;", ["a.css", "b.css"]),
    "import-url": ('@import url(a.css); @import/* x */url("b.css") screen;', ["a.css", "b.css"]),
    "font-face": (
        "@font-face{src:url(f.eot);src:url('f.eot?#iefix') format('embedded-opentype'),url(f.woff)}",
        ["f.eot", "f.eot?#iefix", "f.woff"],
    ),
    "image-set": (
        'a{b:image-set("1.png" 1x, url(2.png) 2x, "3.avif" type("image/avif"))}',
        ["1.png", "2.png", "3.avif"],
    ),
    "once": ("a{b:url(x.png)} c{d:url(x.png)}", ["x.png"]),
    "comment": ("/* url(no.png) @import 'no.css' */ a{b:url(x.png)}", ["x.png"]),
    "comment-never-ends": ("a{b:url(x.png)} /* url(no.png)", ["x.png"]),
    "comment-in-text": ("a{content:'/*'} b{c:url(x.png)} d{content:'*/'}", ["x.png"]),
    "url-in-text": ('a{content:"url(no.png)"}', []),
    "data": ("a{b:url(data:image/png;base64,AA==);c:url('data:image/gif;base64,R0lG')}", []),
    "data-with-markup": ("a{b:url(data:image/svg+xml;utf8,<svg fill='url(%23g)'/>)}", []),
    "same-page": ("a{clip-path:url(#shape);b:url('#g')}", []),
    "empty": ("a{b:url();c:url('')}", []),
    "namespace": ("@namespace svg url(http://www.w3.org/2000/svg); a{b:url(x.png)}", ["x.png"]),
    "behaviour-of-old-browsers": ("a{behavior:url(pie.htc);b:url(x.png)}", ["x.png"]),
    "other-functions": ("a{b:my-url(no.png);c:urls(no.png)}", []),
    "filter-file": ("a{filter:url(filters.svg#blur)}", ["filters.svg#blur"]),
    "colleague's-drive": (r"a{b:url('C:\\pictures\\bg.png')}", [r"C:\pictures\bg.png"]),
    "not-closed": ("a{b:url(x.png", []),
    "about": ("a{b:url(about:blank)}", []),
}


@pytest.mark.parametrize(("text", "named"), CASES.values(), ids=CASES)
def test_names(text: str, named: list[str]) -> None:
    assert [ref.raw for ref in scan_css(text.encode(), "text/css", URL).refs] == named


def test_a_sheet_is_told_from_a_picture_and_each_has_its_line() -> None:
    scanned = scan_css(b"@import 'a.css';\n\n.x{\n background:url(b.png)}", "text/css", URL)
    assert [(ref.kind, ref.place) for ref in scanned.refs] == [(RefKind.STYLE, "line 1"), (RefKind.CSS, "line 4")]
    assert scanned.base == URL


def test_a_sheet_in_windows_874_is_read_in_it() -> None:
    body = "/* พื้นหลังของหน้าแรกเทศบาลตำบลตัวอย่าง */ a{b:url(ภาพพื้นหลัง.png)}".encode("cp874")
    scanned = scan_css(body, "text/css", URL)
    assert [ref.raw for ref in scanned.refs] == ["ภาพพื้นหลัง.png"]
    assert scanned.encoding == "cp874"


@given(st.binary(max_size=200) | st.text(alphabet="url(@import)'\"/*\\;{} a.png#:", max_size=120).map(str.encode))
def test_never_raises(body: bytes) -> None:
    assert all(ref.raw.strip() for ref in scan_css(body, "text/css", URL).refs)


@pytest.mark.parametrize(
    "piece",
    ["url(", "url( ", "@import ", "image-set(", "'", "/*", "@namespace ", "\\", "image-set((", 'url("', "url(data:"],
)
def test_what_never_closes_takes_no_long(piece: str) -> None:
    begun = time.perf_counter()
    scan_css((piece * (200_000 // len(piece))).encode(), "text/css", URL)
    assert time.perf_counter() - begun < 2
