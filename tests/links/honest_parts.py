"""Honest parts of sites that look like traps, each with how many pages it has."""

from __future__ import annotations

import re
from urllib.parse import unquote

from .trap_sites import MENU, WORDS, Page, Part, made, prose


def _sections(path: str, query: dict[str, str], _: str) -> Page | None:
    if path in MENU:
        number = int(query.get("page", "1"))
        if number > 6:
            return made("ไม่มีข้อมูล", "")
        items = range((number - 1) * 10, number * 10)
        titles = "".join(f"<p>{prose((path, one, 'title'), 1)}</p>" for one in items)
        further = (f"?page={number + 1}",) if number < 6 else ()
        return made(f"ส่วน {path}", titles, *(f"view.php?id={one}" for one in items), *further)
    if re.fullmatch(r"/section\d+/view\.php", path):
        return made(f"ข่าว {query['id']}", prose((path, query["id"])))
    return None


SECTIONS = Part((), _sections)
"""Twelve sections of six lists and sixty articles: 792 pages."""


def _listed_at_once(path: str, query: dict[str, str], _: str) -> Page | None:
    if path == "/sitemap.php":
        return made("แผนผังเว็บไซต์", "", *(f"/news/view.php?id={one}" for one in range(1, 1201)))
    if path == "/news/view.php":
        return made(f"ข่าวที่ {query['id']}", prose(("news", query["id"]), 3))
    return None


def _paged(path: str, query: dict[str, str], _: str) -> Page | None:
    if found := re.fullmatch(r"/archive/page/(\d+)", path):
        number = int(found[1])
        items = range(number * 4, number * 4 + 4)
        links = [f"/archive/item/{one}" for one in items] + [f"/archive/page/{one}" for one in range(1, 151)]
        return made(f"คลัง หน้า {number}", "".join(f"<p>เรื่องที่ {one}</p>" for one in items), *links)
    if found := re.fullmatch(r"/archive/item/(\d+)", path):
        return made(f"เรื่องที่ {found[1]}", prose(("item", found[1]), 2))
    return None


def _only_numbers(path: str, query: dict[str, str], _: str) -> Page | None:
    same = prose("the same on all", 8)
    if path == "/egp/":
        number = int(query.get("page", "1"))
        further = (f"/egp/?page={number + 1}",) if number < 20 else ()
        items = range(number * 20, number * 20 + 20)
        rows = "".join(f"<p>ประกาศราคากลาง เลขที่ {6500 + one}</p>" for one in items)
        return made("ประกาศราคากลาง", rows, *(f"/egp/{one}.html" for one in items), *further)
    if found := re.fullmatch(r"/egp/(\d+)\.html", path):
        return made(f"ประกาศราคากลาง เลขที่ {6500 + int(found[1])}", same)
    return None


def _album(path: str, query: dict[str, str], _: str) -> Page | None:
    if path == "/album/":
        return made("ภาพกิจกรรม", "", *(f"/album/photo.php?pid={one}" for one in range(400)))
    if path == "/album/photo.php":
        return made("ภาพกิจกรรม", f'<img src="/photos/img_{query["pid"]}.jpg">')
    return None


def _slugs(path: str, _: dict[str, str], __: str) -> Page | None:
    shown = unquote(path)
    if shown == "/บล็อก/":
        return made("บทความ", "", *(f"/บทความ-{_word(one)}/" for one in range(300)))
    if shown.startswith("/บทความ-"):
        return made(shown, prose(shown, 3))
    return None


def _word(number: int) -> str:
    return f"{WORDS[number % 11]}{WORDS[number // 11 % 11]}{'ก' * (number // 121 + 1)}"


def _tree(path: str, _: dict[str, str], __: str) -> Page | None:
    if path == "/org/":
        return made("ส่วนราชการ", prose("org"), *(f"/org/{one}/" for one in WORDS))
    if found := re.fullmatch(r"/org/([^/]+)/", unquote(path)):
        pages = (f"{name}.php" for name in ("index", "contact", "staff", "about", "news"))
        return made(found[1], prose(found[1]), *pages)
    if found := re.fullmatch(r"/org/([^/]+)/(\w+\.php)", unquote(path)):
        return made(found[1], prose(found[0], 4))
    return None


def _one_script(path: str, query: dict[str, str], _: str) -> Page | None:
    modules = ("news", "plan", "budget", "staff", "service", "law")
    if path != "/index.php":
        return None
    module, number = query.get("mod", ""), int(query.get("id", "0"))
    if "id" in query:
        further = (f"?mod={module}&id={number + 1}",) if number < 60 else ()
        return made(f"{module} {number}", prose((module, number), 3), *further)
    return made(module, prose(module), *(f"?mod={one}&id=1" for one in modules), *(f"?mod={one}" for one in modules))


def _sub_domain(path: str, query: dict[str, str], url: str) -> Page | None:
    if "//school.example.go.th" in url:
        return made(f"โรงเรียน {path}", prose(("school", path, query.get("id", ""))), *MENU)
    return None


HONEST: dict[str, tuple[Part, int]] = {
    "twelve hundred articles named by one page": (Part(("/sitemap.php",), _listed_at_once), 1201),
    "a hundred and fifty lists of six hundred articles": (Part(("/archive/page/1",), _paged), 150 + 600),
    "announcements that differ in their number alone": (Part(("/egp/",), _only_numbers), 20 + 400),
    "an album of pictures without words": (Part(("/album/",), _album), 401),
    "articles named in words": (Part(("/บล็อก/",), _slugs), 301),
    "a tree of units with pages of the same names": (Part(("/org/",), _tree), 1 + 11 + 55),
    "one script for the whole site": (Part(("/index.php?mod=news",), _one_script), 6 + 6 * 60),
    "another host with the same paths": (Part(("//school.example.go.th/",), _sub_domain), 13),
}
