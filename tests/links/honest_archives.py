"""Long honest archives whose pages hardly differ, each with how many pages it has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .trap_sites import MENU, WORDS, Page, Part, made, prose

PDF = "%PDF-1.4 1 0 obj<</Type/Catalog>>endobj"
TEMPLATE = prose("what every form says", 20)


def _links(form: str, numbers: Iterable[int]) -> list[str]:
    return [form.format(one) for one in numbers]


def _line(number: int) -> str:
    """One line of words that all pages have, put together otherwise each time."""
    return f"{WORDS[number % 11]} {WORDS[number // 11 % 11]} เลขที่ {number}"


def _templates(path: str, query: dict[str, str], _: str) -> Page | None:
    if path == "/registry/":
        number = int(query.get("page", "1"))
        items = range(number * 20, number * 20 + 20)
        links = [*_links("show.php?cat=3&id={}", items), *_links("?page={}", range(1, 51))]
        return made("ทะเบียนเอกสาร", "".join(f"<p>{_line(one)}</p>" for one in items), *links)
    if path == "/registry/show.php":
        return made("ทะเบียนเอกสาร", f"{TEMPLATE}<p>{_line(int(query['id']))}</p>")
    return None


def _numbered_sections(path: str, _: dict[str, str], __: str) -> Page | None:
    if path == "/parts.html":
        return made("ทุกหมวด", "", *_links("/part{:02}/list1.html", range(40)))
    if found := re.fullmatch(r"/part(\d+)/list(\d+)\.html", path):
        part, number = int(found[1]), int(found[2])
        numbers = range(part, 1600, 40)[(number - 1) * 10 : number * 10]
        items = [f"/part{part:02}/{one}-{WORDS[one % 11]}.html" for one in numbers]
        rows = "".join(f"<li>{one}</li>" for one in items)
        return made(f"หมวด {part}", rows, *items, *_links(f"/part{part:02}/list{{}}.html", range(1, 5)))
    if re.fullmatch(r"/part\d+/\d+-.*\.html", path):
        return made(f"เรื่องที่ {path}", prose(path, 8))
    return None


def _gallery(path: str, query: dict[str, str], _: str) -> Page | None:
    if path == "/gallery/":
        start = int(query.get("start", "0"))
        further = [f"?start={start + 30}"] if start < 570 else []
        return made("ประมวลภาพ", "", *_links("album.php?id={}", range(start, start + 30)), *further)
    if path == "/gallery/album.php":
        number = int(query["id"])
        photos = "".join(f'<img src="image.php?id={number * 10 + one}">' for one in range(10))
        return made(f"อัลบั้มที่ {number}", photos)
    return None


def _board(path: str, query: dict[str, str], _: str) -> Page | None:
    number = int(query.get("id", query.get("page", "1")))
    if path == "/webboard/":
        topics = range(number * 20, number * 20 + 20)
        links = [
            *_links("topic.php?id={}", topics),
            *_links("?page={}", range(max(1, number - 3), min(100, number + 3))),
        ]
        return made("กระดานสนทนา", "".join(f"<p>{_line(one)}</p><p>ตอบ {one % 9}</p>" for one in topics), *links)
    if path == "/webboard/topic.php":
        return made(f"กระทู้ {number}", f"<p>{_line(number)}</p><p>{prose(('topic', number), 1)}</p>")
    return None


def _months(path: str, _: dict[str, str], __: str) -> Page | None:
    if path == "/2567/":
        return made("คลังข่าว", "", *(f"/{year}/{month:02}/" for year in range(2555, 2568) for month in range(1, 13)))
    if re.fullmatch(r"/25\d\d/\d\d/", path):
        return made(f"ข่าวเดือน {path}", "", *_links(f"{path}{{}}.html", range(1, 7)))
    if re.fullmatch(r"/25\d\d/\d\d/\d\.html", path):
        return made(f"ข่าว {path}", prose(path, 3))
    return None


def _downloads(path: str, query: dict[str, str], _: str) -> Page | None:
    if path == "/forms/":
        number = int(query.get("p", "1"))
        items = range(number * 10, number * 10 + 10)
        further = [f"?p={number + 1}"] if number < 60 else []
        return made("ดาวน์โหลด", "", *_links("download.php?id={}", items), *further)
    if path == "/forms/download.php":
        return (), f"{PDF}{query['id']}"
    return None


def _bilingual(path: str, _: dict[str, str], __: str) -> Page | None:
    if found := re.fullmatch(r"/(th|en)/", path):
        return made(found[1], prose(path), *_links("doc/{}.html", range(150)), "/th/", "/en/")
    if found := re.fullmatch(r"/(th|en)/doc/(\d+)\.html", path):
        number = int(found[2])
        tongue = "th" if number % 4 == 0 else found[1]  # every fourth is not translated
        own = f"/en/only/{number}.html" if found[1] == "en" else f"/th/only/{number}.html"
        return made(
            f"{tongue} {number}", prose((tongue, number)), own, f"/th/doc/{number}.html", f"/en/doc/{number}.html"
        )
    if found := re.fullmatch(r"/(th|en)/only/(\d+)\.html", path):
        return made(f"{found[1]} {found[2]}", prose(path))
    return None


def _two_sites(path: str, query: dict[str, str], url: str) -> Page | None:
    host = url.split("/")[2]
    if host not in ("health.example.go.th", "works.example.go.th"):
        return None
    if path == "/start":
        return made(
            host, prose(host), *MENU, *_links("/help/{}.html", range(3)), *_links("/news/view.php?id={}", range(200))
        )
    if path.startswith("/help/"):
        return made(path, prose(path))  # what comes with the program is the same on both
    return made(f"{path} {query.get('id', '')}", prose((host, path, query.get("id", ""))))


ARCHIVES: dict[str, tuple[Part, int]] = {
    "fifty lists of twenty forms that differ in a line": (Part(("/registry/",), _templates), 51 + 1000),
    "lists that differ in their numbers and links": (Part(("/parts.html",), _numbered_sections), 1 + 160 + 1600),
    "six hundred albums with pictures behind a script": (Part(("/gallery/",), _gallery), 20 + 600),
    "a board of two thousand topics": (Part(("/webboard/",), _board), 99 + 1980 + 1),
    "news by month": (Part(("/2567/",), _months), 1 + 156 + 936),
    "documents behind a script": (Part(("/forms/",), _downloads), 60 + 600),
    "two languages, not all of it translated": (Part(("/th/",), _bilingual), 2 + 600),
    "one program on two hosts": (
        Part(("//health.example.go.th/start", "//works.example.go.th/start"), _two_sites),
        2 * 216,
    ),
}
