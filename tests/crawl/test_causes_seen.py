"""One crawl of an agency whose server fails in every way: each failure has its cause, and nothing else suffers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from oitcrawler.model import Cause
from oitcrawler.snapshots import Resource, Snapshot

from .crawling import crawled, quick
from .server import (
    PADDING,
    Answer,
    Handler,
    Route,
    Server,
    closed_port,
    cut_short,
    endless,
    fifty_gigabytes,
    hang,
    not_http,
    page,
    pdf,
    redirect,
    reset,
    serve,
)

CHALLENGE = "<html><head><title>Just a moment...</title></head><body><script src=/c.js></script></body></html>"
COOKIE_WALL = "<html><body><script>document.cookie='k=1';location.href='/cookie-wall?1';</script></body></html>"
SHELL = '<html><head><title>ระบบ</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>'
LOGIN = f"<html><body><p>{PADDING}</p><form><input name=u><input type=password name=p></form></body></html>"
CALENDAR = "/calendar?year={year}&month=1"

# path → (what the server does, what the snapshot says)
CASES: dict[str, tuple[Route, Cause | None]] = {
    "/ok": (page(), None),
    "/unauthorized": (Answer(status=401), Cause.UNAUTHORIZED),
    "/forbidden": (Answer(b"no", status=403), Cause.FORBIDDEN),
    "/not-found": (Answer(PADDING.encode(), status=404), Cause.NOT_FOUND),
    "/gone": (Answer(status=410), Cause.GONE),
    "/teapot": (Answer(status=418), Cause.CLIENT_ERROR),
    "/error": (Answer(b"<b>Fatal error</b>", status=500), Cause.SERVER_ERROR),
    "/unavailable": (Answer(status=503), Cause.SERVER_ERROR),
    "/999": (Answer(status=999), Cause.BOT_WALL),
    "/challenge": (Answer(CHALLENGE.encode(), status=503), Cause.BOT_WALL),
    "/challenge-200": (Answer(CHALLENGE.encode()), Cause.BOT_WALL),
    "/mitigated": (
        Answer(b"<p>x</p>", status=403, headers={"cf-mitigated": "challenge"}),
        Cause.BOT_WALL,
    ),
    "/cookie-wall": (Answer(COOKIE_WALL.encode()), Cause.BOT_WALL),
    "/members": (redirect("/login.php"), Cause.LOGIN),
    "/empty": (Answer(b""), Cause.EMPTY_BODY),
    "/blank": (Answer(b"  \n "), Cause.EMPTY_BODY),
    "/no-location": (Answer(status=302), Cause.PROTOCOL),
    "/loop": (redirect("/loop"), Cause.REDIRECT_LOOP),
    "/loop-a": (redirect("/loop-b"), Cause.REDIRECT_LOOP),
    "/reset": (Answer(act=reset), Cause.RESET),
    "/hang": (Answer(act=hang), Cause.TIMEOUT),
    "/not-http": (Answer(act=not_http), Cause.PROTOCOL),
    "/huge.pdf": (Answer(act=fifty_gigabytes), Cause.TOO_LARGE),
    "/endless": (Answer(act=endless), Cause.TOO_LARGE),
    "/cut.pdf": (Answer(act=cut_short), Cause.TRUNCATED),
    "/error-page.pdf": (page("ไม่พบไฟล์ " + PADDING), Cause.WRONG_TYPE),
    "/export.xls": (page(PADDING), None),
    "/garbage": (Answer(bytes(range(256)) * 8), Cause.UNKNOWN_TYPE),
    "/shell": (Answer(SHELL.encode()), Cause.NO_BROWSER),
    "/private/plan.pdf": (pdf(), Cause.ROBOTS),
    "/moved": (redirect("/ok"), None),
}


def shaky(handler: Handler) -> Answer:
    return page() if handler.server.times("/shaky") == 3 else Answer(status=502)


def wants_cookie(handler: Handler) -> Answer:
    if "seen=1" in handler.headers.get("Cookie", ""):
        return page()
    return redirect("/wants-cookie", {"Set-Cookie": "seen=1; Path=/; HttpOnly"})


MENDED: dict[str, Route] = {"/shaky": shaky, "/wants-cookie": wants_cookie}
THAI_874 = f"<html><head><meta charset=windows-874></head><body><p>{PADDING}</p><a href='/ข่าว?ชื่อ=แผน'>ข่าว</a>"


@pytest.fixture(scope="module")
def site() -> Iterator[Server]:
    elsewhere = [
        (f"http://127.0.0.1:{closed_port()}/refused", "ปฏิเสธ"),
        ("http://no-such-host.invalid/plan.pdf", "แผน"),
        ("http://no-such-host.invalid/page", "เว็บอื่น"),
        ("/style.css", "สไตล์"),
        ("/old-thai", "หน้าเก่า"),
    ]
    routes: dict[str, Route] = {path: route for path, (route, _) in CASES.items()} | MENDED
    routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private/\n", "text/plain")
    routes["/login.php"] = Answer(LOGIN.encode())
    routes["/loop-b"] = redirect("/loop-a")
    routes["/old-thai"] = Answer(THAI_874.encode("cp874"), "text/html")
    routes["/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7?%AA%D7%E8%CD=%E1%BC%B9"] = page()
    routes["/"] = page(PADDING, *((path, f"ลิงก์ {path}") for path in (*CASES, *MENDED)), *elsewhere)
    with serve(routes) as server:
        yield server


@pytest.fixture(scope="module")
def folder(site: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("causes")
    options = quick(max_page_bytes=1_000_000, max_document_bytes=2_000_000)
    crawled(site.url, folder, options)
    return folder


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Resource]:
    from .crawling import read_back

    return read_back(folder)


@pytest.mark.parametrize(("path", "cause"), [(path, cause) for path, (_, cause) in CASES.items()])
def test_every_failure_has_its_cause(path: str, cause: Cause | None, found: dict[str, Resource]) -> None:
    assert found[path].cause is cause


@pytest.mark.parametrize("path", MENDED)
def test_what_works_at_the_second_look_is_read(path: str, found: dict[str, Resource]) -> None:
    assert (found[path].cause, found[path].status) == (None, 200)


def test_other_hosts_fail_for_themselves(found: dict[str, Resource]) -> None:
    assert found["/refused"].cause is Cause.REFUSED
    assert found["/plan.pdf"].cause is Cause.DNS
    assert found["/plan.pdf"].status is None


def test_nothing_else_is_asked_for(site: Server, found: dict[str, Resource]) -> None:
    assert "/page" not in found, "a page of another site"
    assert "/style.css" not in found
    assert site.times("/style.css") == 0
    assert site.times("/private/plan.pdf") == 0, "robots.txt forbids it"
    assert site.times("/robots.txt") == 1


def test_repetitions_are_few(site: Server, found: dict[str, Resource]) -> None:
    assert {path: site.times(path) for path in ("/ok", "/not-found", "/forbidden", "/loop")} == {
        "/ok": 1 + 1,  # once by itself, once as the target of a redirect in the same batch
        "/not-found": 1,
        "/forbidden": 1,
        "/loop": 1,
    }
    assert site.times("/error") == 3
    assert site.times("/hang") == 2


def test_a_page_in_windows_874_leads_on(found: dict[str, Resource]) -> None:
    assert found["/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7?%AA%D7%E8%CD=%E1%BC%B9"].cause is None


def test_bodies_are_kept_as_they_came(folder: Path, found: dict[str, Resource]) -> None:
    with Snapshot.open(folder) as snapshot:
        assert snapshot.body(found["/old-thai"].digest) == THAI_874.encode("cp874")
        assert snapshot.body(found["/cut.pdf"].digest) == pdf().body
        assert snapshot.body(found["/not-found"].digest) == PADDING.encode()
    assert found["/huge.pdf"].digest == found["/endless"].digest == found["/hang"].digest == ""


def test_the_way_there_is_kept(found: dict[str, Resource]) -> None:
    moved = found["/moved"]
    assert moved.final_url.endswith("/ok")
    assert [url.rpartition("/")[2] for url in moved.redirects] == ["moved"]
    assert moved.label == "ลิงก์ /moved"
    assert moved.source.endswith("/")
    assert moved.depth == 1


def test_the_user_agent_is_honest(site: Server, found: dict[str, Resource]) -> None:
    assert site.headers["/ok"]["User-Agent"].startswith("oitcrawler/")
    assert site.headers["/not-found"]["Referer"] == f"{site.url}/"
