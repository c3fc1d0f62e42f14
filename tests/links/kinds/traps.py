"""Parts of the site that never end: each answers every address below its prefix, and always names new ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import parse_qs, quote, unquote, urlsplit

from .exchange import Exchange
from .pages import prose
from .truth import Serve

Trap = Callable[[Exchange], Serve]
FACETS = ("สีเขียว", "ราคาถูก", "ปี2567", "กองคลัง", "กองช่าง", "สำนักปลัด", "อีบิดดิ้ง", "เฉพาะเจาะจง", "คัดเลือก")


def _page(title: str, links: Iterable[tuple[str, str]], text: str = "") -> Serve:
    made = "".join(f'<li><a href="{href}">{label}</a></li>' for href, label in links)
    return Serve(title=title, text=f"<p>{text or prose(len(title))}</p><ul>{made}</ul>")


def _asked(exchange: Exchange) -> tuple[str, dict[str, str]]:
    parts = urlsplit(exchange.target)
    return unquote(parts.path), {name: values[0] for name, values in parse_qs(parts.query).items()}


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else otherwise


def _token(exchange: Exchange) -> str:
    seed = f"{exchange.target} {exchange.count} {len(exchange.headers)}"
    return hashlib.sha256(seed.encode()).hexdigest()[:26]


def calendar(exchange: Exchange) -> Serve:
    """Months before and after, and the days of each."""
    path, asked = _asked(exchange)
    year, month = _number(asked.get("year", ""), 2568), _number(asked.get("month", ""), 4)
    later, sooner = (
        (year, month + 1) if month < 12 else (year + 1, 1),
        (year, month - 1) if month > 1 else (year - 1, 12),
    )
    links = [(f"{path}?year={y}&amp;month={m}", label) for (y, m), label in ((sooner, "เดือนก่อน"), (later, "เดือนถัดไป"))]
    days = [(f"{path}?year={year}&amp;month={month}&amp;day={day}", str(day)) for day in range(1, 29)]
    return _page(f"ปฏิทินกิจกรรม {month}/{year}", links + days, "ไม่มีกิจกรรมในเดือนนี้")


def calendar_path(exchange: Exchange) -> Serve:
    """The same with days in the path."""
    year, month = (_number(part, 1) for part in [*exchange.target.split("/"), "", ""][2:4])
    year = year if year > 1 else 2025
    links = [
        (f"/events/{year + (month + step - 1) // 12}/{(month + step - 1) % 12 + 1:02}/", f"{step:+}")
        for step in (-1, 1)
    ]
    days = [(f"/events/{year}/{month:02}/{day:02}/", str(day)) for day in range(1, 29)]
    return _page(f"กิจกรรม {month}/{year}", links + days, "ไม่มีกิจกรรม")


def session_query(exchange: Exchange) -> Serve:
    """A new session in every link."""
    path, asked = _asked(exchange)
    token = _token(exchange)
    links = [(f"{path}?topic={topic}&amp;PHPSESSID={token}", f"กระทู้ {topic}") for topic in range(1, 9)]
    return _page(f"กระดานสนทนา {asked.get('topic', '')}", links)


def token_query(exchange: Exchange) -> Serve:
    """The same under a name that no list of names knows."""
    path, asked = _asked(exchange)
    links = [(f"{path}?room={room}&amp;k={_token(exchange)}", f"ห้อง {room}") for room in range(1, 9)]
    return _page(f"ห้องถามตอบ {asked.get('room', '')}", links)


def session_path(exchange: Exchange) -> Serve:
    """A session in the path, as old ASP.NET and Java write it."""
    token = _token(exchange)
    links = [(f"/eservice/(S({token[:24]}))/form{form}.aspx", f"แบบฟอร์ม {form}") for form in range(1, 6)]
    return _page("บริการออนไลน์", [*links, (f"/eservice/start.jsp;jsessionid={token}", "เริ่มใหม่")])


def token_path(exchange: Exchange) -> Serve:
    """A segment of the path that is new on every page."""
    links = [(f"/visit/{_token(exchange)}/page{page}.html", f"หน้า {page}") for page in range(1, 6)]
    return _page("เยี่ยมชมสำนักงาน", links)


def relative(exchange: Exchange) -> Serve:
    """A link without a leading slash: every page is one folder deeper."""
    return _page("คลังความรู้", [("knowledge/index.html", "คลังความรู้"), ("media/list.html", "สื่อ")])


def relative_query(exchange: Exchange) -> Serve:
    """The same where a script takes whatever stands after its name."""
    return _page("ดาวน์โหลด", [("form/index.php/form", "แบบฟอร์ม"), ("th/page/2", "หน้าถัดไป")])


def facets(exchange: Exchange) -> Serve:
    """A list that can be narrowed by nine properties, in any order."""
    path, _ = _asked(exchange)
    query = urlsplit(exchange.target).query
    links = [
        (f"{path}?{query}{'&amp;' if query else ''}f[]={quote(facet)}", facet)
        for facet in FACETS
        if quote(facet) not in query
    ]
    return _page("ค้นหาประกาศจัดซื้อจัดจ้าง", links)


def sorting(exchange: Exchange) -> Serve:
    """One table in every order and every length."""
    path, _ = _asked(exchange)
    links = [
        (f"{path}?sort={column}&amp;dir={way}&amp;per={per}&amp;view={view}&amp;start={start}", f"{column} {way}")
        for column in ("date", "title", "size", "owner", "count")
        for way in ("asc", "desc")
        for per in (10, 20, 50, 100)
        for view in ("list", "grid")
        for start in (0, 10)
    ]
    return _page("ทำเนียบเอกสาร", links)


def prints(exchange: Exchange) -> Serve:
    """Twenty articles, each to be printed, mailed and read as PDF, from wherever one comes."""
    path, asked = _asked(exchange)
    one = _number(asked.get("id", ""), 1) % 20
    others = [(f"{path}?id={other}", f"เรื่องที่ {other}") for other in range(20)]
    copies = [(f"{path}?id={other}&amp;tmpl=component&amp;print=1&amp;from={one}", "พิมพ์หน้านี้") for other in range(20)]
    mails = [(f"{path}?id={other}&amp;mailto=1&amp;link={_token(exchange)}", "ส่งต่อ") for other in range(20)]
    return _page(f"วารสาร เรื่องที่ {one}", others + copies + mails, prose(one + 100, 10))


def throw_away(exchange: Exchange) -> Serve:
    """A parameter against caches in every link."""
    path, asked = _asked(exchange)
    links = [
        (f"{path}?p={page}&amp;_={_number(_token(exchange)[:9], 0) or _token(exchange)}", f"หน้า {page}")
        for page in range(6)
    ]
    return _page(f"รายการ {asked.get('p', '')}", links)


def paging(exchange: Exchange) -> Serve:
    """A next page after the last one."""
    path, asked = _asked(exchange)
    page = _number(asked.get("page", ""), 1)
    return _page("ผลการค้นหา", [(f"{path}?page={page + 1}", "ถัดไป"), (f"{path}?page={page + 10}", "ข้ามไป")], "ไม่มีข้อมูล")


def numbers(exchange: Exchange) -> Serve:
    """Every record names others, without end, all of the same form."""
    own = _number(exchange.target.rpartition("/")[2], 1)
    links = [(f"/records/{own * 3 + step}", f"ระเบียน {own * 3 + step}") for step in (1, 2, 3)]
    return _page("ระเบียน", links, f"เลขที่ {own}")


def going_back(exchange: Exchange) -> Serve:
    """A login that takes the page with it, and that page's login, and so on."""
    link = f"/signin.php?back={quote(exchange.target, safe='')}"
    return _page("เข้าสู่ระบบสมาชิก", [(link, "เข้าสู่ระบบ"), (f"{link}&amp;forgot=1", "ลืมรหัสผ่าน")])


def languages(exchange: Exchange) -> Serve:
    """A language put before whatever path there is."""
    rest = exchange.target.removeprefix("/lang")
    return _page("เลือกภาษา", [(f"/lang/{code}{rest}", code) for code in ("th", "en", "cn")])


def mirror(exchange: Exchange) -> Serve:
    """The same pages under another name, with links that stay there."""
    _, asked = _asked(exchange)
    one = _number(asked.get("id", ""), 0)
    links = [(f"/archive/detail.php?id={other}", f"ข่าวที่ {other}") for other in range(96)]
    lists = [(f"/archive/list.php?page={page}", str(page)) for page in range(1, 13)]
    return _page(f"ข่าวที่ {one}: {prose(one, 1)}", links + lists, prose(one + 40, 14))


TRAPS: Mapping[str, Trap] = {
    trap.__name__.replace("_", "-"): trap
    for trap in (
        calendar, calendar_path, session_query, token_query, session_path, token_path, relative, relative_query, facets,
        sorting, prints, throw_away, paging, numbers, going_back, languages, mirror,
    )
}  # fmt: skip
