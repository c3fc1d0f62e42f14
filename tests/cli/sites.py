"""A small site on this machine whose pages and files can be changed between runs."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from oitcrawler.cli import main

from ..evidence.papers import lines, pdf
from .running import TERMINAL

Pages = dict[str, tuple[str, bytes]]
HTML, PDF = "text/html; charset=utf-8", "application/pdf"


def page(title: str, content: str) -> tuple[str, bytes]:
    """Return a page as it is served."""
    return HTML, f"<!doctype html><html lang=th><title>{title}</title><h1>{title}</h1><main>{content}</main>".encode()


@contextmanager
def served(pages: Pages) -> Iterator[str]:
    """Serve what stands in `pages` at the time of each request; yield the address of the main page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = pages.get(self.path, ("text/plain", b"not here"))
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_address[1]}/"
        serving.shutdown()
        thread.join()


def small_agency() -> Pages:
    """Return a fictional agency's site with a main page, an OIT page and the annual report (2568 o7)."""
    list_ = '<ul><li><a href="/report.pdf">O7 รายงานผลการดำเนินงานประจำปี 2567</a></li></ul>'
    return {
        "/": page("อบต.ตัวอย่าง", '<a href="/ita">ITA 2568</a>'),
        "/ita": page("การเปิดเผยข้อมูลสาธารณะ OIT 2568", list_),
        "/report.pdf": annual_report("500,000"),
    }


def annual_report(amount: str) -> tuple[str, bytes]:
    """Return the annual report, in which one project cost `amount` baht."""
    return PDF, pdf(
        lines(
            "รายงานผลการดำเนินงานประจำปี",
            "ประจำปีงบประมาณ พ.ศ. 2567",
            "องค์การบริหารส่วนตำบลตัวอย่าง",
            f"โครงการก่อสร้างถนน งบประมาณ {amount} บาท ผลการดำเนินงาน ปัญหา อุปสรรค ข้อเสนอแนะ",
        )
    )


def checked(url: str, out: Path, *more: str) -> dict[str, Any]:
    """Check a served site; return its report."""
    options = ("--year", "2568", "--out", out, "--allow-private-hosts", "--render", "never", "--patience", "0")
    done = inside("check", url, *options, "--formats", "json", *more)
    assert done.returncode == 0, done.stderr
    return report_in(out)


def report_in(out: Path) -> dict[str, Any]:
    """Return the report of a folder."""
    found: dict[str, Any] = json.loads((out / "report.json").read_text("utf-8"))
    return found


def item_of(report: dict[str, Any], name: str) -> dict[str, Any]:
    """Return one item of a report."""
    found: dict[str, Any] = next(one for one in report["items"] if one["id"] == name)
    return found


def inside(*words: str | Path, cwd: Path | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line in this process, which saves its start. An error that it does not catch is raised."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err), chdir(cwd or Path.cwd()), pytest.MonkeyPatch.context() as patch:
        for name, value in TERMINAL.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        try:
            main([str(word) for word in words])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1 if end.code else 0
    return subprocess.CompletedProcess([str(word) for word in words], code, out.getvalue(), err.getvalue())
