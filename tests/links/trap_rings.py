"""Traps whose pages promise pages of another shape, each with how many of its pages are worth reading."""

from __future__ import annotations

import re

from .trap_sites import Page, Part, made, prose


def _ring(path: str, _: dict[str, str], __: str) -> Page | None:
    found = re.fullmatch(r"/case/(\d+)(/history)?", path)
    if not found:
        return None
    number = int(found[1])
    if found[2]:
        return made(f"ประวัติของเรื่อง {number}", f"<p>เลขที่ {number}</p>", f"/case/{number * 2}", f"/case/{number * 2 + 1}")
    return made(f"เรื่อง {number}", f"<p>เลขที่ {number}</p>", f"/case/{number}/history")


def _sign_in(path: str, _: dict[str, str], __: str) -> Page | None:
    found = re.fullmatch(r"/citizen/(\d+)", path)
    if not found:
        return None  # whoever signs in is led elsewhere
    number = int(found[1])
    own = (f"/citizen/{number * 2}", f"/citizen/{number * 2 + 1}", f"/sign-in?back=%2Fcitizen%2F{number}")
    return made("ทะเบียนผู้ใช้บริการ", f"<p>ลำดับที่ {number}</p>", *own)


def _rooms(path: str, _: dict[str, str], __: str) -> Page | None:
    found = re.fullmatch(r"/rooms/(\d+)/(\d+)(?:/(\d+))?", path)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    later = f"/rooms/{year + month // 12}/{month % 12 + 1}"
    days = [f"/rooms/{year}/{month}/{day}" for day in range(1, 29)]
    return made(f"จองห้องประชุม {path.removeprefix('/rooms/')}", "<p>ว่าง</p>", later, *days)


def _gone(path: str, query: dict[str, str], _: str) -> Page | None:
    if path != "/duty.php":
        return None
    week = int(query["w"])
    return made(f"เวรประจำสัปดาห์ที่ {week}", "<p>ไม่มีเวร</p>", f"?w={week + 1}", f"?w={week + 4}", f"/duty/{week}/change")


def _forms(path: str, query: dict[str, str], _: str) -> Page | None:
    if path not in ("/ask.php", "/answer.php"):
        return None
    number = int(query["id"])
    if path == "/answer.php":
        return made("ตอบคำถาม", prose("answer"), "ask.php?id=0")
    more = [f"?id={number * 5 + one}" for one in range(1, 6)]
    return made("ถามคำถาม", prose("ask"), *more, *(f"answer.php?id={number}&to={one}" for one in range(9)))


RINGS: dict[str, tuple[Part, int]] = {
    "two shapes that name each other": (Part(("/case/1",), _ring), 0),
    "a way to sign in that carries the page": (Part(("/citizen/1",), _sign_in), 0),
    "rooms to book by day": (Part(("/rooms/2568/4",), _rooms), 0),
    "weeks that name what is not there": (Part(("/duty.php?w=1",), _gone), 0),
    "empty forms that name other empty forms": (Part(("/ask.php?id=0",), _forms), 0),
}
