"""The HTML report in a real browser: no error, no request, usable on a phone, by keyboard and on paper."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

from oitcrawler.model import Lang
from oitcrawler.report import Report, format_named

from .full import full_sample
from .sample import all_pass, sample
from .trials import hostile, huge

pypdfium2 = pytest.importorskip("pypdfium2")  # untyped

NAMES = ("chromium", "chromium-browser", "google-chrome", "msedge")
FOUND = os.environ.get("OITCRAWLER_BROWSER") or next((path for name in NAMES if (path := shutil.which(name))), None)
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(FOUND is None, reason=f"no browser: none of {', '.join(NAMES)}, and OITCRAWLER_BROWSER not set"),
]
REPORTS: dict[str, Callable[[], Report]] = {
    "sample": sample,
    "full": full_sample,
    "hostile": hostile,
    "huge": lambda: huge(600, 300),
}
WIDTHS = (360, 1280)
VIEW: ViewportSize = {"width": 1280, "height": 900}
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=FOUND, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every report; pictures go to OITCRAWLER_SCREENSHOTS if that is set."""
    place = tmp_path_factory.mktemp("reports")
    for name, make in REPORTS.items():
        (place / f"{name}.html").write_bytes(format_named("html").render(make(), "th"))
    return place


class Opened:
    """A page with what went wrong and what it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", self._failed)
        page.on("console", self._wrote)
        page.on("request", self._asked)

    def _failed(self, error: Error) -> None:
        self.wrong.append(str(error))

    def _wrote(self, message: ConsoleMessage) -> None:
        self.wrong.append(message.text)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url.partition(",")[0])

    def leave(self) -> None:
        """Make room for the next test: nothing is open, and nothing is heard."""
        self.page.remove_listener("request", self._asked)
        self.page.goto("about:blank")
        self.page.remove_listener("pageerror", self._failed)
        self.page.remove_listener("console", self._wrote)
        self.page.emulate_media(media="null")
        self.page.set_viewport_size(VIEW)

    def is_visible(self, selector: str) -> bool:
        return self.page.locator(selector).is_visible()

    def shows(self, selector: str) -> None:
        """Wait until something is visible: the browser tells of a new address a moment after the click."""
        self.page.locator(selector).wait_for(state="visible", timeout=10_000)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    """One tab for all tests that do with an ordinary one; a new one for each takes longer than most tests."""
    return browser.new_page(viewport=VIEW)


@pytest.fixture
def opened(tab: Page) -> Iterator[Opened]:
    found = Opened(tab)
    yield found
    found.leave()


def shown_items(page: Page) -> list[str]:
    ids: list[str] = page.eval_on_selector_all(".item", "all => all.filter(one => one.offsetParent).map(one => one.id)")
    return ids


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", REPORTS)
def test_it_opens_alone_and_fits(opened: Opened, folder: Path, name: str, width: int) -> None:
    page = opened.page
    page.set_viewport_size({"width": width, "height": 800})
    file = folder / f"{name}.html"
    page.goto(file.as_uri())
    page.click("button[data-open='1']")
    fonts = page.evaluate(
        "async () => { await document.fonts.ready; return [...document.fonts].map(one => one.status) }"
    )
    assert opened.wrong == []
    assert [url for url in opened.requests if not url.startswith(("data:font/", "data:image/"))] == [file.as_uri()]
    assert fonts.count("loaded") == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title().startswith("รายงานตรวจหลักฐาน OIT")
    picture = Path(os.environ.get("OITCRAWLER_SCREENSHOTS", folder)) / f"{name}-{width}.png"
    page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


def test_a_deep_link_opens_its_item(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto(f"{(folder / 'sample.html').as_uri()}#o13")
    assert page.eval_on_selector_all(".item[open]", "all => all.map(one => one.id)") == ["o13"]
    opened.shows("#o13 .requirements")
    page.wait_for_function("document.activeElement.parentElement.id == 'o13'")
    page.click(".costly a[href='#o6']")
    opened.shows("#o6 .requirements")


def test_a_link_opens_its_item_again_after_it_was_closed(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto(f"{(folder / 'sample.html').as_uri()}#o6")
    page.click("#o6 > summary")
    assert not opened.is_visible("#o6 .requirements")
    page.click(".costly a[href='#o6']")
    opened.shows("#o6 .requirements")


@pytest.mark.parametrize("hash_", ["#%", "#o99", "#o1%22%5D", "#summary"])
def test_a_wrong_deep_link_does_no_harm(opened: Opened, folder: Path, hash_: str) -> None:
    opened.page.goto((folder / "sample.html").as_uri() + hash_)
    assert opened.wrong == []
    assert opened.page.locator(".item[open]").count() == 0


def test_items_are_filtered_by_verdict(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "sample.html").as_uri())
    assert len(shown_items(page)) == 18
    page.check("input[value=gap]", force=True)
    assert shown_items(page) == ["o6", "o11", "o13"]
    assert page.inner_text("#filter-items .shown") == "แสดง 3 จาก 18 ข้อ"
    assert not opened.is_visible("#items h3 >> text=ตัวชี้วัดที่ 10")
    page.check("#filter-items input[value='']", force=True)
    assert len(shown_items(page)) == 18


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("O13", ["o13"]),
        ("ผู้บริหาร โครงสร้าง", []),
        ("E-SERVICE", ["o10"]),
        ("จัดซื้อจัดจ้าง ประจำปี", ["o13"]),
        ("มีนาคม ๒๕๖๘", ["o6", "o11", "o13"]),
    ],
)
def test_items_are_found_by_words(opened: Opened, folder: Path, words: str, found: list[str]) -> None:
    page = opened.page
    page.goto((folder / "sample.html").as_uri())
    page.fill("#search", words)
    assert [one for one in shown_items(page) if one in found or not found] == found
    assert len(shown_items(page)) < 18


def test_a_count_filters_and_a_link_to_a_hidden_item_shows_it(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "sample.html").as_uri())
    page.click("a.count[data-verdict=review]")
    assert shown_items(page) == ["o4", "o10"]
    page.click(".costly a[href='#o6']")
    opened.shows("#o6 .requirements")


def test_the_keyboard_reaches_everything(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "sample.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.focus("#o1 > summary")
    page.keyboard.press("Enter")
    opened.shows("#o1 .requirements")


def test_it_is_whole_without_scripts(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "sample.html").as_uri())
    assert not page.locator("#filter-items").is_visible()
    page.click("#o6 > summary")
    assert page.locator("#o6 .requirements").is_visible()
    context.close()


def test_on_paper_everything_is_open_and_every_page_numbered(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "sample.html").as_uri())
    body = page.pdf(prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(body)
    sizes = [(round(one.get_width()), round(one.get_height())) for one in document]
    texts = [one.get_textpage().get_text_bounded() for one in document]
    document.close()
    assert 8 < len(sizes) < 40
    assert set(sizes) == {(595, 842), (842, 595)}  # A4; the table of measures lies across
    assert sum(text.count(sample().items[0].evidence[0].sha256) for text in texts) >= 17
    assert all(f"{number} / {len(sizes)}" in text for number, text in enumerate(texts, start=1))
    assert page.locator(".item[open]").count() == 0  # as it was before printing


def test_the_short_lists_are_not_printed(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "huge.html").as_uri())
    page.emulate_media(media="print")
    assert not opened.is_visible("#findings .rest")
    assert page.locator("#findings .print-only").is_visible()


def test_words_and_owner_work_together_and_are_counted(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "full.html").as_uri())
    page.select_option("#items-owner", "กองคลัง (งานพัสดุ)")
    assert shown_items(page) == ["o6", "o13"]
    page.fill("#search", "จัดซื้อ")
    assert shown_items(page) == ["o13"]
    assert page.inner_text("#filter-items .shown") == "แสดง 1 จาก 18 ข้อ"
    page.check("#filter-items input[value=pass]", force=True)
    assert shown_items(page) == []
    page.click("#filter-items [data-clear]")
    assert len(shown_items(page)) == 18
    assert page.inner_text("#filter-items .shown") == ""
    assert "#" not in page.url


def test_a_filter_is_remembered_in_the_address(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "full.html").as_uri())
    page.check("#filter-items input[value=gap]", force=True)
    page.select_option("#items-owner", "สำนักปลัด")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert shown_items(page) == ["o11"]
    assert page.input_value("#items-owner") == "สำนักปลัด"


@pytest.mark.parametrize(
    ("hash_", "found"),
    [
        ("#items?owner=%E0%B9%84%E0%B8%A1%E0%B9%88%E0%B8%A1%E0%B8%B5", 18),  # an owner of another report
        ("#items?verdict=%22%5D&text=", 18),
        ("#items?verdict=gap&verdict2=x&__proto__=1", 3),
        ("#items?text=o13", 1),
        ("#elsewhere?text=o13", 18),
    ],
)
def test_any_filter_in_the_address_is_borne(opened: Opened, folder: Path, hash_: str, found: int) -> None:
    opened.page.goto((folder / "full.html").as_uri() + hash_)
    assert opened.wrong == []
    assert len(shown_items(opened.page)) == found


def test_findings_are_filtered_by_owner_and_words(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "full.html").as_uri())
    rows = page.locator("#findings .entry:visible")
    assert rows.count() == 5
    page.select_option("#findings-owner", "นางสาวตัวอย่าง ใจดี")
    assert rows.count() == 2
    page.fill("#findings-text", "กลับมาอีก")
    assert rows.count() == 1
    assert page.inner_text("#filter-findings .shown") == "แสดง 1 จาก 5 รายการ"
    assert page.url.partition("#")[2].startswith("findings?owner=")


def test_a_filter_reaches_the_short_list(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "huge.html").as_uri())
    page.fill("#findings-text", "แถว 599 ")
    page.locator("#findings .rest li:visible").wait_for()
    assert page.locator("#findings .entry:visible, #findings .rest li:visible").count() == 1


def test_the_link_to_an_item_is_copied(browser: Browser, folder: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    address = (folder / "full.html").as_uri()
    page.goto(f"{address}#o6")
    page.click("#o6 .copy")
    page.locator("#o6 .done", has_text="คัดลอกแล้ว").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}#o6"
    context.close()


def test_a_finding_leads_to_the_picture_in_its_item(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "full.html").as_uri())
    page.click("#findings a[href='#picture-1']")
    opened.shows("#o11 #picture-1 img")
    loaded = page.locator("#picture-1 img").evaluate("one => one.decode().then(() => one.naturalWidth)")
    assert loaded == 480


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("make", [full_sample, all_pass], ids=["full", "all pass"])
def test_nothing_serious_for_who_uses_other_senses(browser: Browser, make: Callable[[], Report], lang: Lang) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_content(format_named("html").render(make(), lang).decode(), wait_until="load")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = Axe().run(page).response["violations"]
    grave = [(one["id"], node["html"][:200]) for one in found if one["impact"] in GRAVE for node in one["nodes"][:3]]
    context.close()
    assert grave == []


def test_what_has_the_focus_is_seen(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "full.html").as_uri())
    seen: set[str] = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            """() => {
              const one = document.activeElement;
              const drawn = one.matches(".filter fieldset input") ? one.nextElementSibling : one;
              return [one.id || one.tagName, getComputedStyle(drawn).outlineStyle];
            }"""
        )
        seen.add(name)
        assert outline != "none", name
        if name == "search":
            break
    assert {"findings-owner", "findings-text", "items-owner", "search", "INPUT", "BUTTON", "SUMMARY"} <= seen


def test_pictures_and_histories_are_printed(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "full.html").as_uri())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for selector in ("#picture-1 img", "#o6 .timeline", ".score-chart", ".mended ul"):
        assert opened.is_visible(f"{selector} >> nth=0"), selector
    assert not opened.is_visible("#filter-findings")
