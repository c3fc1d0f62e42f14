"""Traps as real sites have them, each grafted onto an honest site."""

from __future__ import annotations

import re
from hashlib import sha256

from .honest_parts import SECTIONS
from .trap_sites import MENU, Page, Part, made, prose

MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
DAYS = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]


def _month(year: int, month: int) -> str:
    days = "".join(f"<td>{day}</td>" for day in range(1, 32))
    return f"<h2>{MONTHS[month - 1]} {year + 543}</h2><table><tr>{days}</tr></table><p>ไม่มีกิจกรรม</p>"


def _calendar(path: str, query: dict[str, str], _: str) -> Page | None:
    if path != "/calendar.php":
        return None
    year, month = int(query["year"]), int(query["month"])
    after, before = (year + month // 12, month % 12 + 1), (year - (month == 1), (month - 2) % 12 + 1)
    links = [f"?year={one}&month={other}" for one, other in (after, before)]
    return made("ปฏิทิน", _month(year, month), *links)


def _calendar_in_path(path: str, _: dict[str, str], __: str) -> Page | None:
    found = re.fullmatch(r"/events/(month|week|day)/(\d{4})/(\d+)/(\d+)", path)
    if not found:
        return None
    year, month, day = int(found[2]), int(found[3]), int(found[4])
    later = f"{year + month // 12}/{month % 12 + 1}/{day}", f"{year}/{month}/{day % 28 + 1}"
    name = f"วัน{DAYS[day % 7]}ที่ {day} {MONTHS[month - 1]} {year + 543}"
    return made(
        name, _month(year, month), *(f"/events/{one}/{when}" for one in ("month", "week", "day") for when in later)
    )


def _session(path: str, query: dict[str, str], url: str) -> Page | None:
    fresh = sha256(url.encode()).hexdigest()[:20]
    if path == "/eservice/":
        return made("บริการ", prose("eservice"), *(f"/eservice/form.php?id={one}&s={fresh}" for one in range(30)))
    if path == "/eservice/form.php":
        links = (f"form.php?id={one}&s={fresh}" for one in range(30))
        return made(f"แบบ {query['id']}", prose(("form", query["id"])), *links)
    return None


def _session_in_path(path: str, _: dict[str, str], url: str) -> Page | None:
    fresh = sha256(url.encode()).hexdigest()[:24]
    links = [f"/portal/{fresh}/form{one}" for one in "abcdefghij"]
    if path == "/portal/":
        return made("ระบบ", prose("portal"), *links)
    if found := re.fullmatch(r"/portal/[0-9a-f]+/form(\w)", path):
        return made(f"แบบ {found[1]}", prose(("portal", found[1])), *links)
    return None


def _loop(path: str, _: dict[str, str], __: str) -> Page | None:
    names = ("about", "staff", "plan", "budget", "service", "law", "contact", "news")
    parts = path.strip("/").split("/")
    if parts[-1] in names or parts == ["loop"]:
        return made(parts[-1], prose(("loop", parts[-1])), *(f"{one}/" for one in names))
    return None


def _root_loop(path: str, _: dict[str, str], __: str) -> Page | None:
    names = ("history", "vision", "council", "market", "travel", "otop", "school", "temple", "river", "road", "map")
    parts = path.strip("/").split("/")
    if parts[-1] in names:
        return made(parts[-1], prose(("root", parts[-1])), *(f"{one}/" for one in names))
    return None


def _one_page_loop(path: str, _: dict[str, str], __: str) -> Page | None:
    if not path.startswith("/page.php"):
        return None
    return made("หน้าเดิม", prose("page.php"), "images/view/", "doc/list/", "a/", "b/c/", "files/old/")


def _shop(query: dict[str, str], base: str, numbers: int = 40) -> Page:
    start = int(query.get("page", "1"))
    seed = sum(map(ord, "".join(f"{name}{value}" for name, value in sorted(query.items())))) % numbers
    items = "".join(f"<p>{prose(('item', (seed + one) % numbers), 1)}</p>" for one in range(10))
    choices = {
        "color": ("red", "blue", "green"),
        "size": ("s", "m", "l"),
        "brand": ("x", "y", "z"),
        "price": ("100", "200"),
    }
    links = []
    for name, values in choices.items():
        for value in values:
            kept = {**query, name: value}
            links.append(base + "&".join(f"{one}={kept[one]}" for one in sorted(kept)))
    kept = {**query, "page": str(start + 1)}
    links.append(base + "&".join(f"{one}={kept[one]}" for one in sorted(kept)))
    shown = ", ".join(f"ตัวกรอง {value}" for value in query.values())
    return made(f"สินค้าชุมชน {shown}", items, *links)


def _facets(path: str, query: dict[str, str], _: str) -> Page | None:
    return _shop(query, "/otop.php?") if path == "/otop.php" else None


def _facets_in_path(path: str, _: dict[str, str], __: str) -> Page | None:
    if not path.startswith("/find/"):
        return None
    chosen = [one for one in path.removeprefix("/find/").split("/") if one]
    values = ("red", "blue", "green", "small", "large", "cheap", "dear", "new", "old", "local")
    seed = sum(map(ord, "".join(sorted(chosen)))) % 30
    items = "".join(f"<p>{prose(('found', (seed + one) % 30), 1)}</p>" for one in range(10))
    links = (f"/find/{'/'.join([*chosen, one])}" for one in values if one not in chosen)
    return made(f"ค้นหา {' '.join(chosen)}", items, *links)


def _print(path: str, query: dict[str, str], _: str) -> Page | None:
    if path == "/board/":
        items = range(300)
        return made("กระดานข่าว", "", *(f"{one}.php?id={n}" for n in items for one in ("view", "print")))
    if path in ("/board/view.php", "/board/print.php"):
        return made(f"กระทู้ {query['id']}", prose(("board", query["id"])))
    return None


def _print_parameter(path: str, query: dict[str, str], _: str) -> Page | None:
    if path == "/faq/":
        return made("ถามตอบ", "", *(f"show.php?id={n}" for n in range(200)))
    if path == "/faq/show.php":
        links = (
            ()
            if "print" in query
            else (f"show.php?id={query['id']}&print=1", f"show.php?id={query['id']}&tmpl=component")
        )
        return made(f"คำถาม {query['id']}", prose(("faq", query["id"])), *links)
    return None


def _throw_away(path: str, query: dict[str, str], url: str) -> Page | None:
    if path == "/law/":
        return made("กฎหมาย", prose("law"), *(f"read.php?id={n}&from=law" for n in range(40)))
    if path == "/law/read.php":
        mark = int(sha256(url.encode()).hexdigest()[:6], 16)
        links = (f"read.php?id={n}&from={query['id']}&rnd={mark}" for n in range(40))
        return made(f"ข้อบัญญัติ {query['id']}", prose(("law", query["id"])), *links)
    return None


def _sorted(path: str, query: dict[str, str], _: str) -> Page | None:
    if path != "/list.php":
        return None
    number, order = int(query.get("page", "1")), query.get("sort", "")
    rows = sorted(range(500), key=lambda one: sha256(f"{order}{one}".encode()).digest() if order else one)
    shown = "".join(f"<p>{prose(('row', one), 1)}</p>" for one in rows[(number - 1) * 10 : number * 10])
    kept = f"&sort={order}" if order else ""
    links = [f"?page={number + 1}{kept}"] if number < 50 else []
    links += [f"?page={number}&sort={one}" for one in ("name", "date", "size", "type", "owner")]
    return made("บัญชีรายชื่อ", shown, *links)


def _reply(path: str, query: dict[str, str], _: str) -> Page | None:
    if path == "/post.php":
        number = int(query["id"])
        links = [f"?id={number}&replytocom={number * 100 + one}" for one in range(20)]
        further = [f"?id={number + 1}"] if number < 60 else []
        return made(f"โพสต์ {number}", prose(("post", number)), *links, *further)
    return None


def _endless(path: str, query: dict[str, str], _: str) -> Page | None:
    if path != "/video.php":
        return None
    number = int(query.get("p", "1"))
    rows = (
        "".join(f"<p>{prose(('video', number, one), 1)}</p>" for one in range(5)) if number <= 60 else "<p>ไม่พบข้อมูล</p>"
    )
    return made(f"วิดีโอ หน้า {number}", rows, f"?p={number + 1}", f"?p={number + 10}")


def _endless_items(path: str, query: dict[str, str], _: str) -> Page | None:
    if path != "/goods.php":
        return None
    number = int(query["id"])
    return made(f"รายการ {number}", "<p>ไม่พบรายการนี้ในระบบ</p>", f"?id={number + 1}", f"?id={number * 2 + 1}")


def _mirror(path: str, query: dict[str, str], url: str) -> Page | None:
    if "//www.example.go.th" in url:
        return None
    own = url.replace(url.split("/")[2], "www.example.go.th")
    if path == "/":
        return MENU, made("หน้าแรก", prose("home"))[1]
    return SECTIONS.page(path, query, own)


def _facets_and_calendar(path: str, query: dict[str, str], _: str) -> Page | None:
    found = re.fullmatch(r"/plan/(\w+)/(\d+)/(\d+)", path)
    if not found:
        return None
    units, year, month = ("clerk", "finance", "works", "health", "school"), int(found[2]), int(found[3])
    links = [f"/plan/{one}/{year + month // 12}/{month % 12 + 1}" for one in units]
    links += [f"{path}?view={one}&color={other}" for one in ("list", "grid") for other in ("a", "b", "c")]
    if "view" in query:
        links += [f"{path}?view={query['view']}&color={query['color']}&zoom={one}" for one in range(9)]
    return made(f"แผนงาน {found[1]}", _month(year, month), *links)


def _session_and_loop(path: str, query: dict[str, str], url: str) -> Page | None:
    if not path.startswith("/app/"):
        return None
    fresh = sha256(url.encode()).hexdigest()[:16]
    names = ("home", "form", "help", "list")
    last = path.strip("/").split("/")[-1]
    return made(
        last, prose(("app", last)), *(f"{one}/?k={fresh}" for one in names), *(f"{fresh}/{one}/" for one in names)
    )


TRAPS: dict[str, tuple[Part, int]] = {
    "calendar": (Part(("/calendar.php?year=2025&month=1",), _calendar), 0),
    "calendar in the path, three views": (Part(("/events/month/2025/1/1",), _calendar_in_path), 0),
    "session in the query": (Part(("/eservice/",), _session), 31),
    "session in the path": (Part(("/portal/",), _session_in_path), 11),
    "relative links that nest": (Part(("/loop/",), _loop), 9),
    "a relative menu on every page": (Part(("/history/", "/vision/", "/council/", "/market/"), _root_loop), 11),
    "a page that answers under any path": (Part(("/page.php/",), _one_page_loop), 1),
    "filters": (Part(("/otop.php",), _facets), 4),
    "filters in the path": (Part(("/find/",), _facets_in_path), 3),
    "print copies in another script": (Part(("/board/",), _print), 301),
    "print copies by parameter": (Part(("/faq/",), _print_parameter), 201),
    "parameters that change nothing": (Part(("/law/",), _throw_away), 41),
    "orders of a list": (Part(("/list.php",), _sorted), 50),
    "reply links": (Part(("/post.php?id=1",), _reply), 60),
    "pages beyond the last": (Part(("/video.php",), _endless), 60),
    "items without end": (Part(("/goods.php?id=1",), _endless_items), 1),
    "filters in a calendar": (Part(("/plan/clerk/2025/1",), _facets_and_calendar), 0),
    "sessions in a loop": (Part(("/app/srv/",), _session_and_loop), 4),
}
"""Each trap with how many of its pages are worth reading."""

MIRRORS: dict[str, str] = {
    "without www": "//example.go.th/",
    "a sub-domain": "//web.example.go.th/",
    "a port": "//www.example.go.th:8080/",
    "an address in numbers": "//192.0.2.7/",
}


def mirror(entry: str) -> Part:
    """Return the whole site again under another name."""
    return Part((entry,), _mirror)
