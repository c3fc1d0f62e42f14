"""Pages that only a browser can show: recognised, rendered, and never taken for empty ones."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from oitcrawler.crawl import find_browser
from oitcrawler.crawl.browser import launch_arguments
from oitcrawler.crawl.render import needs_browser, shows_more
from oitcrawler.model import Cause
from oitcrawler.snapshots import Snapshot

from .crawling import crawled, quick
from .server import PADDING, Answer, hang, page, pdf, serve

TYPE = "text/html; charset=utf-8"
SCRIPT = '<script src="/app.js"></script>'

# name → (body, whether only a browser can show it)
PAGES = {
    "react": (f'<div id="root"></div>{SCRIPT}', True),
    "vue": (f"<div id=app></div>{SCRIPT}", True),
    "next": (f'<div id="__next"><!-- --></div>{SCRIPT}', True),
    "nuxt": (f'<div id="__nuxt"></div>{SCRIPT}', True),
    "angular": (f"<app-root>กำลังโหลด…</app-root>{SCRIPT}", True),
    "with a header": (f'<a href="/">หน้าหลัก</a><div id="root"></div>{SCRIPT}', True),
    "asks for scripts": (
        f'<noscript>You need to enable JavaScript to run this app.</noscript><div id="main"></div>{SCRIPT}',
        True,
    ),
    "asks for scripts beside a link": (
        f'<a href="/a">ก</a><noscript>โปรดเปิด JavaScript</noscript><div></div>{SCRIPT}',
        True,
    ),
    "nothing but scripts": (f"<body>{SCRIPT}</body>", True),
    "intro with a picture": (f'<a href="/index.php"><img src="/intro.jpg" alt="เข้าสู่เว็บไซต์"></a>{SCRIPT}', False),
    "nothing but a picture": (f'<img src="/structure.jpg">{SCRIPT}', False),
    "a frame": (f'<iframe src="/inner.html"></iframe>{SCRIPT}', False),
    "loading": (f'<div id="app"><img src="/spinner.gif"> กำลังโหลด</div>{SCRIPT}', True),
    "full page with scripts": (f'<p>{PADDING}</p><a href="/a">ก</a>{SCRIPT}', False),
    "full page with an empty root": (f'<p>{PADDING}</p><div id="app"></div>{SCRIPT}', False),
    "full page that mentions scripts": (f"<p>{PADDING}</p><noscript>JavaScript</noscript>{SCRIPT}", False),
    "short page without scripts": ("<p>อยู่ระหว่างปรับปรุง</p>", False),
    "empty": ("", False),
}


@pytest.mark.parametrize("name", PAGES)
def test_shells_are_recognised(name: str) -> None:
    body, expected = PAGES[name]
    assert needs_browser(body.encode(), TYPE, "https://www.example.go.th/") is expected


@pytest.mark.parametrize(
    ("rendered", "expected"),
    [
        (f"<p>{PADDING}</p>", True),
        ('<a href="/a">ก</a><a href="/b">ข</a>', True),
        ('<a href="/a">ก</a>', False),
        ("Loading…", False),
        ("เกิดข้อผิดพลาด", False),
        ("", False),
    ],
)
def test_what_a_browser_made_of_it_is_judged(rendered: str, expected: bool) -> None:
    static = f'<a href="/a">ก</a><div id="root"></div>{SCRIPT}'.encode()
    assert shows_more(rendered.encode(), TYPE, static, TYPE, "https://www.example.go.th/") is expected


def test_a_shell_in_windows_874() -> None:
    body = f'<meta charset=windows-874><div id="root"></div><noscript>กรุณาเปิด JavaScript</noscript>{SCRIPT}'
    assert needs_browser(body.encode("cp874"), "text/html", "https://www.example.go.th/")


SHELL = f'<html><head><title>ระบบ</title></head><body><div id="root"></div>{SCRIPT}</body></html>'
APP = f"""
const root = document.getElementById("root");
fetch("/api").then((answer) => answer.json()).then((found) => {{
  root.innerHTML = "<h1>" + found.title + "</h1><p>{PADDING}</p><a href='/files/plan.pdf'>แผน</a>";
}});
"""
ROUTES = {
    "/": page(PADDING, ("/app", "ระบบใหม่"), ("/old", "ระบบเก่า"), ("/broken", "ระบบเสีย"), ("/no-data", "ระบบว่าง")),
    "/app": Answer(SHELL.encode()),
    "/old": Answer(SHELL.replace("/app.js", "/old.js").encode("cp874"), "text/html; charset=windows-874"),
    "/broken": Answer(SHELL.replace("/app.js", "/broken.js").encode()),
    "/no-data": Answer(SHELL.replace("/app.js", "/no-data.js").encode()),
    "/app.js": Answer(APP.encode(), "text/javascript; charset=utf-8"),
    "/old.js": Answer(APP.replace("/files/", "/old-files/").encode(), "text/javascript; charset=utf-8"),
    "/broken.js": Answer(b"throw new Error()", "text/javascript"),
    "/no-data.js": Answer(b"document.getElementById('root').innerText = 'Loading...'", "text/javascript"),
    "/api": Answer('{"title": "ข้อมูลสาธารณะ ✓"}'.encode(), "application/json"),
    "/files/plan.pdf": pdf(),
    "/old-files/plan.pdf": pdf("2"),
}

browser = pytest.mark.browser
needs_one = pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge on this computer")


@browser
@needs_one
def test_applications_are_rendered_and_their_links_followed(tmp_path: Path) -> None:
    with serve(ROUTES) as server:
        found = crawled(server.url, tmp_path, quick(browser=find_browser()))
    assert {path: (one.cause, one.rendered) for path, one in found.items()} == {
        "/": (None, False),
        "/app": (None, True),
        "/old": (None, True),
        "/broken": (Cause.RENDER_FAILED, False),
        "/no-data": (Cause.RENDER_FAILED, False),
        "/files/plan.pdf": (None, False),
        "/old-files/plan.pdf": (None, False),
    }
    with Snapshot.open(tmp_path) as snapshot:
        for path in ("/app", "/old"):
            assert found[path].content_type == TYPE
            assert "<h1>ข้อมูลสาธารณะ ✓</h1>" in snapshot.body(found[path].digest).decode()
    assert server.times("/app.js") == 1
    assert server.headers["/api"]["User-Agent"].startswith("oitcrawler/")


@browser
@needs_one
def test_a_page_that_hangs_in_the_browser_is_given_up(tmp_path: Path) -> None:
    with serve(ROUTES | {"/app.js": Answer(act=hang), "/old.js": Answer(act=hang)}) as server:
        found = crawled(server.url, tmp_path, quick(browser=find_browser(), render_timeout=3.0))
    assert found["/app"].cause is found["/old"].cause is Cause.RENDER_FAILED
    assert found["/"].cause is None


@browser
@needs_one
def test_everything_can_be_rendered(tmp_path: Path) -> None:
    with serve({"/": page()}) as server:
        found = crawled(server.url, tmp_path, quick(browser=find_browser(), render="always"))
    assert found["/"].rendered


@browser
@needs_one
def test_the_browser_itself_reaches_no_private_address(tmp_path: Path) -> None:
    with serve({"/": page()}) as server:
        _dump(f"http://127.0.0.1:{server.server_port}/", tmp_path, allow_private_hosts=True)
        asked = len(server.log)
        assert asked
        for host in ("127.0.0.1", "localhost"):
            _dump(f"http://{host}:{server.server_port}/", tmp_path, allow_private_hosts=False)
        assert len(server.log) == asked


def _dump(url: str, folder: Path, *, allow_private_hosts: bool) -> None:
    arguments = launch_arguments(allow_private_hosts=allow_private_hosts)
    subprocess.run(
        [find_browser() or "", "--headless", *arguments, f"--user-data-dir={folder}", "--dump-dom", url],
        capture_output=True,
        timeout=60,
        check=False,
    )


@browser
@needs_one
def test_what_hangs_beside_the_content_does_not_matter(tmp_path: Path) -> None:
    shell = SHELL.replace("</body>", '<iframe src="/counter"></iframe></body>')
    with serve(ROUTES | {"/app": Answer(shell.encode()), "/counter": Answer(act=hang)}) as server:
        found = crawled(f"{server.url}/app", tmp_path, quick(browser=find_browser(), render_timeout=8.0, timeout=0.5))
    assert (found["/app"].cause, found["/app"].rendered) == (None, True)


@pytest.mark.parametrize("options", [quick(browser=None), quick(browser="/usr/bin/none", render="never")])
def test_without_a_browser_the_cause_is_named(options: object, tmp_path: Path) -> None:
    with serve(ROUTES) as server:
        found = crawled(server.url, tmp_path, options)  # type: ignore[arg-type]
    assert found["/app"].cause is Cause.NO_BROWSER
    assert not found["/app"].rendered
    assert found["/app"].digest, "the static page is kept"
    assert "/files/plan.pdf" not in found


def test_a_browser_that_does_not_start_is_a_failed_rendering(tmp_path: Path) -> None:
    with serve(ROUTES) as server:
        found = crawled(server.url, tmp_path, quick(browser=str(tmp_path / "no-browser")))
    assert found["/app"].cause is Cause.RENDER_FAILED
    assert found["/"].cause is None


def test_a_browser_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "chrome"
    monkeypatch.setenv("OITCRAWLER_BROWSER", str(program))
    assert find_browser() is None
    program.write_text("")
    assert find_browser() == str(program)


def test_a_browser_on_the_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OITCRAWLER_BROWSER", raising=False)
    program = tmp_path / "google-chrome"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == str(program)


def test_a_browser_of_playwright_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OITCRAWLER_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    program = tmp_path / "chromium-1200" / "chrome-linux64" / "chrome"
    program.parent.mkdir(parents=True)
    program.write_text("")
    assert find_browser() == str(program)


def test_the_sandbox_is_given_up_only_by_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    assert "--no-sandbox" not in launch_arguments(allow_private_hosts=True)
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    assert "--no-sandbox" in launch_arguments(allow_private_hosts=True)
