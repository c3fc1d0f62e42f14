"""The page of a link run in a real browser: alone, on a phone, filtered, on paper, and for those who do not see it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from oitcrawler.report import LinkRun, link_format_named

from .link_sample import BLIND, RUN, hostile, huge
from .test_browser import ARGS, FOUND, VIEW, Opened, pytestmark  # noqa: F401 - the mark is of this module too

pypdfium2 = pytest.importorskip("pypdfium2")  # untyped

RUNS: dict[str, Callable[[], LinkRun]] = {"run": lambda: RUN, "blind": lambda: BLIND, "hostile": hostile, "huge": huge}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=FOUND, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("links")
    for name, make in RUNS.items():
        (place / f"{name}.html").write_bytes(link_format_named("html").render(make(), "th"))
    return place


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    return browser.new_page(viewport=VIEW)


@pytest.fixture
def opened(tab: Page) -> Iterator[Opened]:
    found = Opened(tab)
    yield found
    found.leave()


def shown(page: Page, section: str) -> list[str]:
    ids: list[str] = page.eval_on_selector_all(
        f"{section} .entry", "all => all.filter(one => one.offsetParent).map(one => one.dataset.link)"
    )
    return ids


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", RUNS)
def test_it_opens_alone_and_fits(opened: Opened, folder: Path, name: str, width: int) -> None:
    page = opened.page
    page.set_viewport_size({"width": width, "height": 900})
    file = folder / f"{name}.html"
    began = time.monotonic()
    page.goto(file.as_uri())
    assert time.monotonic() - began < 10
    assert opened.wrong == []
    assert [url for url in opened.requests if not url.startswith("data:font/")] == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=Path(os.environ.get("OITCRAWLER_SCREENSHOTS", folder)) / f"links-{name}-{width}.png")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["run", "blind", "hostile"])
def test_nothing_serious_stands_in_the_way_of_anybody(browser: Browser, folder: Path, name: str, width: int) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((folder / f"{name}.html").as_uri())
    found = Axe().run(page).response
    context.close()
    assert "violations" in found
    assert [(one["id"], one["impact"]) for one in found["violations"]] == []


@pytest.mark.parametrize(
    ("field", "value", "causes"),
    [
        ("cause", "http-404", {"http-404"}),
        ("kind", "image", {"connect-timeout", "mixed-content"}),
        ("state", "suspect", {"connect-timeout"}),
    ],
)
def test_it_is_filtered(opened: Opened, folder: Path, field: str, value: str, causes: set[str]) -> None:
    page = opened.page
    page.goto((folder / "run.html").as_uri())
    page.select_option(f"[name={field}]", value)
    told = page.eval_on_selector_all(
        "#broken .entry", "all => all.filter(one => one.offsetParent).map(one => one.dataset.cause)"
    )
    assert set(told) == causes
    assert set(shown(page, "#pages")) == set(shown(page, "#broken"))
    assert page.inner_text(".shown") == f"ตรงกับที่กรอง {len(told)} จาก 8 ลิงก์"
    page.click("button[type=reset]")
    expect(page.locator(".shown")).to_have_text("")
    assert len(shown(page, "#broken")) == 8


@pytest.mark.parametrize(
    ("words", "count"), [("O13", 1), ("แจ้งเรื่อง ร้องเรียน", 1), ("/contact", 2), ("มีนาคม ๒๕๖๘", 2), ("ไม่มีคำนี้", 0)]
)
def test_words_are_found_in_either_list(opened: Opened, folder: Path, words: str, count: int) -> None:
    page = opened.page
    page.goto((folder / "run.html").as_uri())
    page.fill("[name=words]", words)
    assert len(set(shown(page, "#broken"))) == count
    assert set(shown(page, "#pages")) == set(shown(page, "#broken"))


def test_a_link_to_a_hidden_entry_shows_it(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "run.html").as_uri())
    page.fill("[name=words]", "/contact")
    page.click("#changes .changed a >> nth=0")
    expect(page.locator("[name=words]")).to_have_value("")
    expect(page.locator(".entry:target")).to_be_visible()


def test_it_is_whole_without_scripts(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "run.html").as_uri())
    assert not page.locator(".filter").is_visible()
    assert page.locator("#broken .entry").count() == 8
    context.close()


def test_on_paper_everything_is_there_and_every_page_numbered(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.goto((folder / "run.html").as_uri())
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    sizes = {(round(one.get_width()), round(one.get_height())) for one in document}
    texts = [one.get_textpage().get_text_bounded() for one in document]
    document.close()
    assert sizes == {(595, 842)}
    assert all(f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1))
    assert all(f"{path}" in "".join(texts) for path in ("o13.pdf", "/complaint", "/old-news/9", "/service#fee"))
