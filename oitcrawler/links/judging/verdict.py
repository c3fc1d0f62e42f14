"""From an answer to what it means: the order in which an answer is judged."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ...evidence.encoding import THAI
from ...model import Cause
from ...walls import is_bot_wall
from ..model import Answer, Look, RefKind, Standing
from .destinations import judge_destination
from .failures import judge_certificate, judge_failure
from .files import FILE_NAME, MAY_BE_EMPTY, RESOURCES, is_file_name, is_page, judge_empty, judge_file, shows_file
from .impressions import false_pages
from .model import UNKNOWN_HOST, Aim, HostHabits
from .parking import judge_domain, looks_parked
from .reading import Reading, read_page, title_of
from .sharing import judge_shared
from .soft import is_odd, judge_page
from .standings import BROWSER, broken, unverified, works
from .statuses import is_wall, judge_status

_NO_CONTENT: Final = frozenset({204, 205})
_ODD_TITLE = re.compile(
    r"(?i)(?<!\d)(?:4\d\d|50\d)(?!\d)|not (?:be )?found|error|oops|sorry|denied|forbidden|unauthori|suspend|expired"
    r"|for sale|parked|domain|default|nginx|apache|iis|it works|test page|welcome to|unavailable|gateway|removed"
    r"|deleted|exist|moment|robot|captcha|human|security|slot|casino|ufa|bet|togel|poker"
    r"|ไม่พบ|ไม่มี|ไม่เจอ|ผิดพลาด|ขัดข้อง|ขออภัย|ระงับ|หมดอายุ|ถูกลบ|สล็อต|บาคาร่า|คาสิโน|พนัน|แทงบอล|หวย"
)
_NEEDLE: Final = "ไม่พบ".encode()
_THAI_NEEDLES: Final = tuple(word.encode() for word in ("ถูกลบ", "หมดอายุ", "ต้องการไม่มี", "ไม่มีหน้า", "ขัดข้อง"))
_OLD_NEEDLES: Final = tuple(word.encode(THAI) for word in ("ไม่พบ", "ถูกลบ", "หมดอายุ", "ต้องการไม่มี", "ไม่มีหน้า", "ขัดข้อง"))
_NEEDLES: Final = (b"found", b"404", b"exist", b"no longer", b"rror", b"sql", b"wrong")
_UTF8_THAI: Final = b"\xe0\xb8"
_SHORT: Final = 4_000
_MIDDLE: Final = 32_000
_END_OF_PAGE: Final = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_PERMANENT: Final = frozenset({301, 308})


def judge(aim: Aim, answer: Answer, host: HostHabits | None = None) -> Look:
    """Say what an answer means for whoever follows the link. Pure, and never raises.

    `host` is what is known of the host that answered; without it, only what the answer itself shows is judged (see
    `needs_habits`). After a HEAD a standing other than `works` is no verdict, and `needs` is `get`.
    """
    look = _judged(aim, answer, host or UNKNOWN_HOST)
    if look.standing is Standing.BROKEN:
        return look
    return judge_certificate(answer) or (replace(look, remarks=_remarks(answer)) if look.cause is None else look)


def needs_habits(aim: Aim, answer: Answer) -> bool:
    """Whether it matters what the host answers to addresses that cannot exist.

    So for every page of the site's own, whose habits are learned once, and elsewhere for what looks odd: a short page,
    words of excuse in its title or headings, a redirect to another page.
    """
    if answer.failure is not None or answer.status is None or answer.status // 100 != 2 or answer.method == "HEAD":
        return False
    if not is_page(answer) or aim.kind in RESOURCES:
        return False
    if aim.is_own or (answer.hops and answer.final_url.partition("://")[2] != aim.url.partition("://")[2]):
        return True
    return is_odd(aim, read_page(answer.body, answer.content_type))


def _judged(aim: Aim, answer: Answer, host: HostHabits) -> Look:
    if answer.unchanged or answer.failure is Cause.TOO_LARGE:
        return works()
    if answer.failure is Cause.TRUNCATED and _came_to_its_end(answer):
        answer = replace(answer, failure=None, whole=True)
    if answer.failure is not None or answer.status is None:
        return judge_failure(answer, answer.failure or Cause.PROTOCOL)
    if is_bot_wall(answer.status, answer.headers, b""):
        return unverified(Cause.BOT_WALL, needs="" if answer.method == BROWSER else "browser")
    refused = judge_status(aim, answer, answer.status)
    shared = judge_shared(aim, answer) if refused is None or answer.status // 100 == 4 else None
    found = shared or refused
    return found if found is not None else _judge_success(aim, answer, host)


def _came_to_its_end(answer: Answer) -> bool:
    """Whether a page that is shorter than announced shows its end all the same: the length was wrong, not the page."""
    is_page = answer.size is not None and "html" in answer.content_type.lower()
    return is_page and bool(_END_OF_PAGE.search(answer.body[-200:]))


def _judge_success(aim: Aim, answer: Answer, host: HostHabits) -> Look:
    if answer.status in _NO_CONTENT:
        return works() if aim.kind in RESOURCES or aim.kind is RefKind.FORM else judge_empty(aim, answer)
    if answer.method == "HEAD":
        return _judge_head(aim, answer, host)
    if answer.hops or answer.method == BROWSER:
        astray = judge_destination(aim, answer, host)
        if astray is not None:
            return astray
    if not answer.body[:4096].strip() and not answer.body.strip():  # a copy of a large body costs
        return works() if answer.cut else judge_empty(aim, answer)
    if not answer.whole and not answer.cut and not _came_to_its_end(answer):
        return broken(Cause.TRUNCATED, _lengths(answer))
    return _judge_body(aim, answer, host)


def _lengths(answer: Answer) -> str:
    return f"{len(answer.body)} / {answer.size}" if answer.size is not None else ""


def _judge_head(aim: Aim, answer: Answer, host: HostHabits) -> Look:
    """Judge what a HEAD tells; whatever is odd needs a GET."""
    astray = judge_destination(aim, answer, host) if answer.hops else None
    if astray is not None and astray.cause is not None:
        return unverified(astray.cause, astray.detail, needs="get")
    is_html = "html" in answer.content_type.lower()
    if is_html and (aim.kind in RESOURCES or FILE_NAME.search(aim.url)):
        return unverified(Cause.WRONG_TYPE, answer.content_type, needs="get")
    if answer.size == 0 and aim.kind not in MAY_BE_EMPTY:
        return unverified(Cause.EMPTY_FILE, needs="get")
    return works(needs="get" if is_html or not answer.content_type else "")


def _judge_body(aim: Aim, answer: Answer, host: HostHabits) -> Look:
    if aim.kind in RESOURCES or not is_page(answer):
        return judge_file(aim, answer)
    if is_file_name(aim, answer) and answer.method != BROWSER:
        if is_wall(answer, answer.status or 0):
            return unverified(Cause.BOT_WALL)
        if not shows_file(aim, answer):
            return broken(Cause.WRONG_TYPE, answer.content_type)
    is_plain = not _is_suspicious(answer, is_own=aim.is_own and not answer.hops) and not _is_far(aim, answer)
    return works() if is_plain and not false_pages(host) else _judge_read(aim, answer, host)


def _judge_read(aim: Aim, answer: Answer, host: HostHabits) -> Look:
    if is_wall(answer, answer.status or 0):
        return unverified(Cause.BOT_WALL, needs="" if answer.method == BROWSER else "browser")
    page = read_page(answer.body, answer.content_type)
    return judge_domain(aim, answer, page) or judge_page(aim, answer, page, host) or works(needs=_script(answer, page))


def _script(answer: Answer, page: Reading) -> str:
    """Tell that only a browser shows what a page that is nearly nothing but scripts really says."""
    is_shell = page.scripts > 0 and not page.links and len(page.shown) < _SHELL
    return "browser" if is_shell and answer.method != BROWSER else ""


_SHELL: Final = 80


def _is_far(aim: Aim, answer: Answer) -> bool:
    """Whether an answer from another site than one's own came by a redirect: worth a look at whose it is."""
    return bool(answer.hops) and not aim.is_own


def _is_suspicious(answer: Answer, *, is_own: bool) -> bool:
    """Whether a page is worth reading: it is short, or its title or text has a word of pages that are not there."""
    body = answer.body
    if len(body) < _SHORT or _ODD_TITLE.search(title_of(body)) or (not is_own and looks_parked(answer)):
        return True
    if _NEEDLE in body:
        return True
    if len(body) > _MIDDLE:  # what is missing is seldom long, and each word costs as much as all before
        return False
    thai = _THAI_NEEDLES if _UTF8_THAI in body else _OLD_NEEDLES
    low = body.lower()
    return any(needle in body for needle in thai) or any(needle in low for needle in _NEEDLES)


def _remarks(answer: Answer) -> tuple[str, ...]:
    found = []
    if answer.tls == "incomplete-chain":
        found.append("incomplete-chain")
    if answer.hops and answer.hops[0].status in _PERMANENT:
        found.append("permanent-redirect")
    if answer.final_url.startswith("http://"):
        found.append("plain-http")
    return tuple(found)
