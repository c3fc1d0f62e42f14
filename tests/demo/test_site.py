"""The demo site as it is shipped: links, documents, text layers, server."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import quote, urldefrag, urlsplit

import docx
import openpyxl
import pytest
from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook

from oitcrawler import demo
from oitcrawler.demo import server
from oitcrawler.demo.making.expand import expand
from oitcrawler.demo.making.markup import Command, Grid, Head, Items, Para, plain
from oitcrawler.demo.making.records import Document, documents

pypdfium2 = pytest.importorskip("pypdfium2")
ANSWERS = server.load()
PDFS = [one for one in documents() if one.path.endswith(".pdf")]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def page(path: str) -> BeautifulSoup:
    body = ANSWERS[path].body
    return BeautifulSoup(body, "lxml", from_encoding="cp874" if path == "/law/law.htm" else "utf-8")


def text_of(document: Document) -> list[str]:
    opened = pypdfium2.PdfDocument(ANSWERS[document.path].body)
    texts = [opened[number].get_textpage().get_text_range() for number in range(len(opened))]
    opened.close()
    return texts


def links() -> Iterator[tuple[str, str]]:
    for path, answer in ANSWERS.items():
        if answer.type.startswith("text/html"):
            for tag in page(path).select("a[href], img[src], script[src], link[href]"):
                yield path, str(tag.get("href") or tag.get("src"))


def test_only_the_listed_links_are_broken() -> None:
    broken = set()
    for _, target in links():
        path = urlsplit(urldefrag(target).url).path
        if target.startswith("/") and path != "/calendar" and path not in ANSWERS:
            broken.add(path)
    assert broken == set(demo.broken_links())


def test_links_to_other_hosts_are_only_the_agencys_own_social_pages() -> None:
    hosts = {urlsplit(target).hostname for _, target in links() if target.startswith("http")}
    assert hosts == {"www.facebook.com", "line.me"}


def test_the_size_is_that_of_a_small_agency() -> None:
    kinds = [answer.type.partition(";")[0] for answer in ANSWERS.values()]
    assert kinds.count("text/html") >= 60
    assert len(documents()) >= 60
    assert server.ARCHIVE.stat().st_size < 3_000_000


def test_every_document_is_linked() -> None:
    linked = {urlsplit(target).path for _, target in links()}
    assert [one.path for one in documents() if one.path not in linked] == []


def test_the_windows_874_page_hides_its_charset_and_reads_as_thai() -> None:
    answer = ANSWERS["/law/law.htm"]
    assert answer.type == "text/html"
    assert b"charset" not in answer.body
    assert "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540" in answer.body.decode("cp874")


@pytest.mark.parametrize("year", [2565, 2568])
def test_evidence_that_needs_a_script_is_not_in_the_page(year: int) -> None:
    (where,) = [one.where for one in demo.truth(year).values() if one.script]
    holder = page(where).select_one("[data-from]")
    assert holder is not None
    assert holder.get_text(strip=True) in ("", "กำลังโหลดข้อมูล...")
    data = json.loads(ANSWERS[str(holder["data-from"])].body)
    assert any(str(year) in part["title"] for part in data["parts"])
    assert all(len(row) == len(part["head"]) for part in data["parts"] for row in part["rows"])


@pytest.mark.parametrize("document", PDFS, ids=lambda one: one.key)
def test_the_text_layer_says_what_was_written(document: Document) -> None:
    read = squeezed("".join(text_of(document)))
    assert squeezed(document.title) in read
    for block in expand(document.body):
        match block:
            case Para(text) | Head(text):
                assert squeezed(plain(text)) in read
            case Items(items):
                assert all(squeezed(plain(item)) in read for item in items)
            case Grid(_, rows):
                assert all(squeezed(row[-1]) in read for row in rows)
            case Command(name, argument):
                assert name == "page" or all(squeezed(part) in read for part in argument.split("|"))


def test_the_annual_procurement_report_lacks_a_digit_in_two_rows_only() -> None:
    document = next(one for one in PDFS if one.key == "procurement-annual-67")
    pages = text_of(document)
    assert len(pages) >= 2
    assert all("เลขที่โครงการในระบบe-GP" in squeezed(text) for text in pages[:2])
    ends = re.findall(r"^(\d+) .*?\b(6[67]\d{8,9})\s*$", "\n".join(pages).replace("\r", ""), re.MULTILINE | re.DOTALL)
    assert len(ends) == 42
    assert [number for number, project in ends if len(project) != 11] == ["19", "29"]


def test_the_procurement_list_is_the_same_in_every_format() -> None:
    paths = {one.key: one.path for one in documents()}
    sheet = openpyxl.load_workbook(io.BytesIO(ANSWERS[paths["procurement-list-68-xlsx"]].body)).worksheets[0]
    lines = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    written = list(csv.reader(io.StringIO(ANSWERS[paths["procurement-list-68-csv"]].body.decode("utf-8-sig"))))
    assert [line for line in lines if len(set(line)) > 5] == written
    assert len(written[0]) == 16
    assert {len(row[-1]) for row in written[1:]} == {11}


def test_the_old_workbook_and_word_documents_can_be_read() -> None:
    for document in documents():
        body = ANSWERS[document.path].body
        if document.path.endswith(".xls"):
            rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
            assert rows[0][0] == document.title
        if document.path.endswith(".docx"):
            assert docx.Document(io.BytesIO(body)).paragraphs[0].text == document.title


@pytest.fixture(scope="module")
def connection() -> Iterator[HTTPConnection]:
    with demo.serve() as url:
        opened = HTTPConnection(str(urlsplit(url).hostname), urlsplit(url).port or 0, timeout=5)
        yield opened
        opened.close()


def ask(connection: HTTPConnection, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection.request(
        method, quote(path, safe="/?=&%"), headers={name.replace("_", "-"): headers[name] for name in headers}
    )
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


def test_the_home_page_is_served_with_validators(connection: HTTPConnection) -> None:
    status, headers, body = ask(connection, "GET", "/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert demo.AGENCY in body.decode()
    assert headers["Last-Modified"].endswith("GMT")
    again, _, nothing = ask(connection, "GET", "/", If_None_Match=headers["ETag"])
    assert (again, nothing) == (304, b"")


def test_a_head_request_has_the_length_and_no_body(connection: HTTPConnection) -> None:
    path = "/upload/2568/pdf_68062f1b_แก้ไข.pdf"
    status, headers, body = ask(connection, "HEAD", path)
    assert (status, headers["Content-Type"], body) == (200, "application/pdf", b"")
    assert int(headers["Content-Length"]) == len(ANSWERS[path].body)


@pytest.mark.parametrize("path", [*demo.broken_links(), "/../secret", "/manifest.json"])
def test_what_is_not_there_is_a_404_in_thai(connection: HTTPConnection, path: str) -> None:
    status, headers, body = ask(connection, "GET", path)
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "ไม่พบหน้าที่ต้องการ" in body.decode()


@pytest.mark.parametrize(
    ("asked", "after"),
    [
        ("/calendar", "/calendar?y=2568&m=5"),
        ("/calendar?y=2568&m=12", "/calendar?y=2569&m=1"),
        ("/calendar?y=x&m=99", "/calendar?y=2569&m=1"),
    ],
)
def test_the_calendar_never_ends(connection: HTTPConnection, asked: str, after: str) -> None:
    status, _, body = ask(connection, "GET", asked)
    found = BeautifulSoup(body, "lxml").find("a", string="เดือนถัดไป")
    assert status == 200
    assert found is not None
    assert found["href"] == after


def test_a_form_is_answered_and_robots_are_told(connection: HTTPConnection) -> None:
    assert ask(connection, "POST", "/webboard/post")[0] == 200
    assert b"Disallow: /admin/" in ask(connection, "GET", "/robots.txt")[2]
