"""Share links on an agency's page: what an anonymous visitor gets is stored, a refusal is named as what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from oitcrawler.crawl import run_crawl
from oitcrawler.crawl.options import address_and_port
from oitcrawler.model import Cause
from oitcrawler.snapshots import Resource, Snapshot

from .crawling import quick, without_proxies
from .server import PADDING, Answer, Route, page, pdf, redirect, serve
from .services import SIGN_IN, attached, html, listing, services, sign_in, viewer

DRIVE = "https://drive.google.com"
DOCS = "https://docs.google.com"
ID = "1Example_File-Number00001"
USERCONTENT = "drive.usercontent.google.com/download"
PLAN = pdf("แผนพัฒนา")


def crawled(folder: Path, routes: Mapping[str, Route], *links: str) -> tuple[dict[str, Resource], list[str]]:
    """Crawl an agency's page with links; return what came by address, and what the services were asked for."""
    labelled = [(href, f"O{number} แผน") for number, href in enumerate(links, 1)]
    with services(routes) as (server, hosts), serve({"/": page(PADDING, *labelled)}) as agency:
        run_crawl(agency.url, folder, quick(hosts=hosts))
    with Snapshot.open(folder) as snapshot:
        found = {one.url: one for one in snapshot.resources() if "127.0.0.1" not in one.url}
    return found, [path for path in server.asked if not path.endswith("/robots.txt")]


def drive_file(number: str, answer: Route) -> dict[str, Route]:
    """Serve a file as Drive does: the download address sends on to another host."""
    onward = f"{USERCONTENT}?id={number}&export=download"
    return {
        f"drive.google.com/uc?export=download&id={number}": redirect(f"https://{onward}"),
        onward: answer,
        f"drive.google.com/file/d/{number}/view": viewer("แผน.pdf"),
    }


def test_a_file_is_fetched_and_its_address_stays_the_agencys(tmp_path: Path) -> None:
    link = f"{DRIVE}/file/d/{ID}/view?usp=sharing"
    found, asked = crawled(tmp_path, drive_file(ID, attached(PLAN.body, "plan.pdf")), link)
    one = found[link]
    assert (one.cause, one.is_document, one.size) == (None, True, len(PLAN.body))
    assert one.final_url == f"{DRIVE}/open?id={ID}"
    assert one.redirects == (link, f"{DRIVE}/uc?export=download&id={ID}")
    assert dict(one.headers)["content-disposition"] == 'attachment; filename="plan.pdf"'
    assert len(asked) == 2


def test_one_file_written_in_ten_ways_is_fetched_once(tmp_path: Path) -> None:
    links = (
        f"{DRIVE}/file/d/{ID}/view?usp=sharing",
        f"{DRIVE}/file/d/{ID}/preview",
        f"{DRIVE}/file/d/{ID}/edit",
        f"{DRIVE}/file/u/1/d/{ID}/view?usp=drive_link",
        f"{DRIVE}/a/tambon.go.th/file/d/{ID}/view",
        f"{DRIVE}/uc?id={ID}&export=download",
        f"{DRIVE}/uc?export=view&id={ID}",
        f"{DRIVE}/open?id={ID}&usp=drive_copy",
        f"{DOCS}/file/d/{ID}/edit",
        f"https://{USERCONTENT}?id={ID}&export=download&authuser=0",
    )
    found, asked = crawled(tmp_path, drive_file(ID, attached(PLAN.body, "plan.pdf")), *links)
    assert set(found) == set(links)
    assert {(one.cause, one.final_url) for one in found.values()} == {(None, f"{DRIVE}/open?id={ID}")}
    assert len({one.digest for one in found.values()}) == 1
    assert [one for one in asked if one.startswith(USERCONTENT)] == [f"{USERCONTENT}?id={ID}&export=download"]


def test_a_large_file_stands_behind_the_warning_about_viruses(tmp_path: Path) -> None:
    warning = html(
        "Google Drive - Virus scan warning",
        f'<p class="uc-warning-subcaption">Google Drive can\'t scan this file for viruses.</p><form id="download-form"'
        f' action="https://{USERCONTENT}" method="get"><input type="submit" id="uc-download-link" value="Download"/>'
        f'<input type="hidden" name="id" value="{ID}"><input type="hidden" name="export" value="download">'
        '<input type="hidden" name="confirm" value="t"><input type="hidden" name="uuid" value="0a&amp;b"></form>',
    )
    routes = drive_file(ID, warning)
    routes[f"{USERCONTENT}?id={ID}&export=download&confirm=t&uuid=0a%26b"] = attached(PLAN.body, "plan.pdf")
    link = f"{DRIVE}/file/d/{ID}/view"
    found, asked = crawled(tmp_path, routes, link)
    assert (found[link].cause, found[link].size) == (None, len(PLAN.body))
    assert len(asked) == 3


def test_a_warning_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    form = '<form id="download-form" action="https://files.example.com/x"><input name="id" value="1"></form>'
    link = f"{DRIVE}/file/d/{ID}/view"
    found, asked = crawled(tmp_path, drive_file(ID, html("Virus scan warning", form)), link)
    assert found[link].cause is Cause.NO_BROWSER
    assert not any("example.com" in one for one in asked)


def test_documents_workbooks_and_slides_are_exported(tmp_path: Path) -> None:
    word, sheet, slides = f"{DOCS}/document/d/{ID}W", f"{DOCS}/spreadsheets/d/{ID}X", f"{DOCS}/presentation/d/{ID}P"
    sheets = "doc-0k-sheets.googleusercontent.com/export/x"
    routes: dict[str, Route] = {
        f"docs.google.com/document/d/{ID}W/export?format=docx": attached(b"PK\x03\x04 word", "a.docx"),
        f"docs.google.com/spreadsheets/d/{ID}X/export?format=xlsx&gid=77": redirect(f"https://{sheets}"),
        sheets: attached(b"PK\x03\x04 sheet", "b.xlsx"),
        f"docs.google.com/presentation/d/{ID}P/export/pdf": attached(PLAN.body, "c.pdf", "application/pdf"),
    }
    links = (f"{word}/edit?usp=sharing", f"{sheet}/edit?gid=77", f"{slides}/preview")
    found, _ = crawled(tmp_path, routes, *links)
    assert [found[link].is_document for link in links] == [True, True, True]
    assert [found[link].size for link in links] == [9 - 0, 10, len(PLAN.body)]


def test_a_published_document_is_a_page(tmp_path: Path) -> None:
    link = f"{DOCS}/document/d/e/2PACX-1vExample_0001/pub"
    text = html("แผนพัฒนา", f"<p>{PADDING} การขอสิทธิ์เข้าถึงข้อมูลข่าวสาร</p>")
    found, _ = crawled(tmp_path, {link.removeprefix("https://"): text}, link)
    assert (found[link].cause, found[link].is_document) == (None, False)


def test_a_folders_files_are_fetched_and_no_more_than_fifty(tmp_path: Path) -> None:
    files = [(f"{DRIVE}/file/d/{ID}{n:02}/view?usp=drive_web", f"O{n} รายงาน.pdf") for n in range(52)]
    routes: dict[str, Route] = {f"drive.google.com/embeddedfolderview?id={ID}F": listing(*files)}
    for number in range(52):
        routes |= drive_file(f"{ID}{number:02}", attached(PLAN.body, "plan.pdf"))
    link = f"{DRIVE}/drive/u/0/folders/{ID}F?usp=sharing"
    found, asked = crawled(tmp_path, routes, link)
    assert (found[link].cause, found[link].is_document) == (None, False)
    assert [found[href].cause for href, _ in files] == [None] * 50 + [Cause.OVER_BUDGET] * 2
    assert len([one for one in asked if one.startswith(USERCONTENT)]) == 50


def test_folders_in_folders_are_opened_once_more_and_then_named_as_not_seen(tmp_path: Path) -> None:
    def folder(letter: str) -> str:
        return f"{DRIVE}/drive/folders/{ID}{letter}"

    routes: dict[str, Route] = {
        f"drive.google.com/embeddedfolderview?id={ID}A": listing((folder("B"), "O1"), (folder("A"), "O1")),
        f"drive.google.com/embeddedfolderview?id={ID}B": listing((folder("C"), "เดิม")),
    }
    found, asked = crawled(tmp_path, routes, folder("A"))
    assert {url[-1]: one.cause for url, one in found.items()} == {"A": None, "B": None, "C": Cause.OVER_BUDGET}
    assert len(asked) == 2


GOOGLE_FILE = f"{DRIVE}/file/d/{ID}/view"
QUOTA = "<p>Sorry, you can't view or download this file at this time.</p><p>Too many users have viewed or downloaded"
SP = "https://tambon-my.sharepoint.com/:b:/g/personal/plan/Example_token"
SP_PATH = SP.removeprefix("https://")
ONE = "https://1drv.ms/b/s!Example?e=abc"
LIVE = "onedrive.live.com/redir?resid=Example!1&authkey=!A"
MICROSOFT = "login.microsoftonline.com/common/oauth2/authorize"
BOX = "https://www.dropbox.com/scl/fi/Example0001/plan.pdf?rlkey=key1&st=abc&dl=0"
BOX_DL = "www.dropbox.com/scl/fi/Example0001/plan.pdf?rlkey=key1&dl=1"
BOX_PAGE = "www.dropbox.com/scl/fi/Example0001/plan.pdf?rlkey=key1&dl=0"
UC = f"drive.google.com/uc?export=download&id={ID}"
VIEW = f"drive.google.com/file/d/{ID}/view"
GONE = html("Not found", "<p>Sorry, the file you have requested does not exist.</p>", 404)

REFUSALS: dict[str, tuple[str, Mapping[str, Route], Cause | None]] = {
    "sign-in": (GOOGLE_FILE, {UC: sign_in(), VIEW: sign_in()}, Cause.ACCESS_REQUEST),
    "a page that asks for access": (
        GOOGLE_FILE,
        {UC: sign_in(), VIEW: html("Google Drive", "<h1>คุณต้องมีสิทธิ์เข้าถึง</h1><button>ขอสิทธิ์เข้าถึง</button>")},
        Cause.ACCESS_REQUEST,
    ),
    "a page that says access denied": (
        GOOGLE_FILE,
        {UC: html("Google Drive - Access Denied", "", 403), VIEW: html("Google Drive - Access Denied", "", 403)},
        Cause.ACCESS_REQUEST,
    ),
    "refused to programs, shown to visitors": (
        GOOGLE_FILE,
        {UC: sign_in(), VIEW: viewer("ขอสิทธิ์เข้าถึง.pdf")},
        Cause.NO_BROWSER,
    ),
    "deleted": (GOOGLE_FILE, {UC: GONE, VIEW: GONE}, Cause.NOT_FOUND),
    "not found by its download, shown to visitors": (
        GOOGLE_FILE,
        {UC: GONE, VIEW: viewer("แผน.pdf")},
        Cause.NO_BROWSER,
    ),
    "in the bin": (
        GOOGLE_FILE,
        {UC: GONE, VIEW: html("Google Drive", "<p>ขออภัย ไฟล์ที่คุณขออยู่ในถังขยะของเจ้าของ</p>")},
        Cause.NOT_FOUND,
    ),
    "opened too often today": (GOOGLE_FILE, {UC: html("Google Drive - Quota exceeded", QUOTA)}, Cause.RATE_LIMITED),
    "too often, with 403": (GOOGLE_FILE, {UC: html("Google Drive - Quota exceeded", QUOTA, 403)}, Cause.RATE_LIMITED),
    "not to be saved": (
        GOOGLE_FILE,
        {UC: html("Google Drive", "<p>You do not have permission to download this file.</p>", 403)},
        Cause.FORBIDDEN,
    ),
    "forbidden without a word": (GOOGLE_FILE, {UC: html("Error 403", "", 403)}, Cause.FORBIDDEN),
    "a page nobody knows": (GOOGLE_FILE, {UC: html("Google Drive", "<p>สวัสดี</p>")}, Cause.NO_BROWSER),
    "open?id of a private file": (
        f"{DRIVE}/open?id={ID}",
        {f"drive.google.com/open?id={ID}": sign_in("accounts.google.com/v3/signin/identifier")},
        Cause.ACCESS_REQUEST,
    ),
    "a private document": (
        f"{DOCS}/document/d/{ID}/edit",
        {
            f"docs.google.com/document/d/{ID}/export?format=docx": Answer(b"Unauthorized", "text/plain", 401),
            f"docs.google.com/document/d/{ID}/edit": sign_in(),
        },
        Cause.ACCESS_REQUEST,
    ),
    "a private folder": (
        f"{DRIVE}/drive/folders/{ID}",
        {f"drive.google.com/embeddedfolderview?id={ID}": sign_in(), f"drive.google.com/drive/folders/{ID}": sign_in()},
        Cause.ACCESS_REQUEST,
    ),
    "one's own view of Drive": (
        f"{DRIVE}/drive/u/0/my-drive",
        {"drive.google.com/drive/my-drive": sign_in()},
        Cause.ACCESS_REQUEST,
    ),
    "a public file of SharePoint": (
        f"{SP}?e=abc",
        {f"{SP_PATH}?e=abc&download=1": attached(PLAN.body, "plan.pdf")},
        None,
    ),
    "a private file of SharePoint": (
        f"{SP}?e=abc",
        {f"{SP_PATH}?e=abc&download=1": sign_in(MICROSOFT), f"{SP_PATH}?e=abc": sign_in(MICROSOFT)},
        Cause.ACCESS_REQUEST,
    ),
    "a removed link of SharePoint": (
        f"{SP}?e=abc",
        {f"{SP_PATH}?e=abc&download=1": html("Error", "<h1>This link has been removed.</h1>")}
        | {f"{SP_PATH}?e=abc": html("Error", "<h1>This link has been removed.</h1>")},
        Cause.NOT_FOUND,
    ),
    "a short link of OneDrive": (
        ONE,
        {
            "1drv.ms/b/s!Example?e=abc&download=1": redirect(
                "https://onedrive.live.com/download?resid=Example!1&authkey=!A"
            ),
            "onedrive.live.com/download?resid=Example!1&authkey=!A": attached(PLAN.body, "plan.pdf"),
        },
        None,
    ),
    "OneDrive refuses programs and shows visitors a page": (
        f"https://{LIVE}",
        {
            "onedrive.live.com/download?resid=Example%211&authkey=%21A": sign_in("login.live.com/login.srf"),
            LIVE: html("OneDrive", "<div id=root></div>"),
        },
        Cause.NO_BROWSER,
    ),
    "a private file of OneDrive": (
        f"https://{LIVE}",
        {
            "onedrive.live.com/download?resid=Example%211&authkey=%21A": Answer(
                b'{"error":{}}', "application/json", 401
            ),
            LIVE: sign_in("login.live.com/login.srf"),
        },
        Cause.ACCESS_REQUEST,
    ),
    "Dropbox": (
        BOX,
        {
            BOX_DL: redirect("https://uc0example.dl.dropboxusercontent.com/cd/0/get/Example/file?dl=1"),
            "uc0example.dl.dropboxusercontent.com/cd/0/get/Example/file?dl=1": attached(PLAN.body, "plan.pdf"),
        },
        None,
    ),
    "a private file of Dropbox": (
        BOX,
        {BOX_DL: sign_in("www.dropbox.com/login"), BOX_PAGE: sign_in("www.dropbox.com/login")},
        Cause.ACCESS_REQUEST,
    ),
    "a book": (
        "https://online.anyflip.com/abcde/fghi/mobile/index.html",
        {"online.anyflip.com/abcde/fghi/mobile/index.html": html("แผน", "<div>ไฟล์ถูกลบ</div>")},
        Cause.NO_BROWSER,
    ),
    "a book that is gone": ("https://online.anyflip.com/abcde/fghi/", {}, Cause.NOT_FOUND),
    "a service that breaks": (GOOGLE_FILE, {UC: Answer(b"<html>oops</html>", status=500)}, Cause.SERVER_ERROR),
}


def numbered(number: int, text: str) -> str:
    """Give a case addresses of its own, so that one crawl tries all of them."""
    return text.replace("Example", f"Example{number:02}")


def of_case(number: int, route: Route) -> Route:
    assert isinstance(route, Answer)
    return replace(route, headers={name: numbered(number, value) for name, value in route.headers.items()})


@pytest.fixture(scope="module")
def what_came(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Resource]:
    routes: dict[str, Route] = {
        numbered(number, path): of_case(number, route)
        for number, (_, served, _) in enumerate(REFUSALS.values())
        for path, route in served.items()
    }
    links = [numbered(number, link) for number, (link, _, _) in enumerate(REFUSALS.values())]
    with pytest.MonkeyPatch.context() as patch:
        without_proxies(patch)
        found, _ = crawled(tmp_path_factory.mktemp("refusals"), routes, *links)
    assert set(found) == set(links)
    return {case: found[link] for case, link in zip(REFUSALS, links, strict=True)}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_came_is_named(case: str, what_came: Mapping[str, Resource]) -> None:
    assert what_came[case].cause == REFUSALS[case][2]
    assert what_came[case].is_document


def test_a_page_behind_open_is_known_by_where_it_leads(tmp_path: Path) -> None:
    opened, folder = f"drive.google.com/open?id={ID}", f"{DRIVE}/drive/folders/{ID}"
    routes: dict[str, Route] = {
        opened: redirect(folder),
        f"drive.google.com/drive/folders/{ID}": viewer("ITA"),
        f"drive.google.com/embeddedfolderview?id={ID}": listing((f"{DRIVE}/file/d/{ID}9/view", "O9.pdf")),
        **drive_file(f"{ID}9", attached(PLAN.body, "plan.pdf")),
    }
    found, _ = crawled(tmp_path, routes, f"https://{opened}")
    assert {one.cause for one in found.values()} == {None}
    assert [one.is_document for one in found.values()] == [True, False]


def test_the_host_may_close_its_pages_to_programs(tmp_path: Path) -> None:
    routes = drive_file(ID, attached(PLAN.body, "plan.pdf"))
    routes["drive.google.com/robots.txt"] = Answer(b"User-agent: oitcrawler\nDisallow: /file\n", "text/plain")
    found, asked = crawled(tmp_path, routes, GOOGLE_FILE)
    assert found[GOOGLE_FILE].cause is Cause.ROBOTS
    assert asked == []


def test_a_named_host_is_still_judged_by_its_address(tmp_path: Path) -> None:
    with services({}) as (server, hosts), serve({"/": page()}) as agency:
        named = {**hosts, "www.tambon.go.th": f"127.0.0.1:{agency.server_port}"}
        with pytest.raises(Exception, match="private network"):
            run_crawl("http://www.tambon.go.th/", tmp_path, quick(hosts=named, allow_private_hosts=False))
    assert (agency.log, server.log) == ([], [])


def test_forms_and_the_services_own_pages_are_not_opened(tmp_path: Path) -> None:
    links = (
        "https://forms.gle/Example1",
        f"{DOCS}/forms/d/e/1FAIpQLExample/viewform",
        DRIVE,
        "https://www.dropbox.com/",
    )
    found, asked = crawled(tmp_path, {"drive.google.com/": SIGN_IN}, *links)
    assert (found, asked) == ({}, [])


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("203.0.113.5", ("203.0.113.5", None)),
        ("203.0.113.5:8443", ("203.0.113.5", 8443)),
        ("[2001:db8::1]:8443", ("2001:db8::1", 8443)),
        ("[2001:db8::1]", ("2001:db8::1", None)),
        ("2001:db8::1", ("2001:db8::1", None)),
    ],
)
def test_places(place: str, parts: tuple[str, int | None]) -> None:
    assert address_and_port(place) == parts
