"""Measures the HTML report of a site with very much to mend: its size, and how long a browser takes to be useful.

    python scripts/bench_report.py [FINDINGS [BROKEN_LINKS]]

Prints the bytes of the file, the seconds to render it, to DOMContentLoaded, and to the first filtered list.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright

from oitcrawler.crawl.browser import find_browser, launch_arguments
from oitcrawler.report import format_named
from tests.reports.full import full_sample
from tests.reports.trials import huge


def main() -> None:
    """Render, open, filter, and say how long each took."""
    findings, links = (int(word) for word in (*sys.argv[1:], "5000", "2000")[:2])
    much = huge(findings, links)
    report = full_sample(findings=much.findings, links=much.links, coverage=much.coverage)
    begun = time.perf_counter()
    body = format_named("html").render(report, "th")
    print(f"bytes {len(body):,}  rendered in {time.perf_counter() - begun:.2f} s")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_bytes(body)
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=launch_arguments(allow_private_hosts=True)
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for _ in range(3):
            begun = time.perf_counter()
            page.goto(file.as_uri(), wait_until="domcontentloaded")
            opened = time.perf_counter()
            page.fill("#findings-text", "แถว 4999")
            page.wait_for_function("document.querySelector('#filter-findings .shown').textContent !== ''")
            print(f"opened {opened - begun:.2f} s  first filter {time.perf_counter() - opened:.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
