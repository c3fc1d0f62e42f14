"""What a service's answer to a share link means: the document, a refusal, or a page that only a browser can fill.

The phrases are those that the services show to visitors who are not signed in, in English and Thai. What cannot be
told for certain never means that the document is gone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urljoin, urlsplit

from ..model import Cause, Text
from ..urls import host_of
from .model import Service, Share, ShareKind
from .resolve import resolve_share, serves

_LOGIN_HOSTS = frozenset(
    ["accounts.google.com", "login.microsoftonline.com", "login.live.com", "login.windows.net", "login.microsoft.com"]
)
_LOGIN_PATHS = re.compile(
    r"/_layouts/15/(?:accessdenied|authenticate)\.aspx|/_forms/default\.aspx|/_login/", re.IGNORECASE
)
_DROPBOX_LOGIN = re.compile(r"/(?:login|sso|register)(?:/|$)")
_SILENT = re.compile(r"<(script|style|template|svg|title)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>", re.IGNORECASE)
_READ = 20_000
_ENTRY = re.compile(r"class=[\"']?(?:flip-entr|flip-list|folder-(?:empty|cell))", re.IGNORECASE)
_FORM = re.compile(r"<form\b[^>]*\bid=[\"']?download-?form[\"'\s>].*?</form>", re.DOTALL | re.IGNORECASE)
_ACTION = re.compile(r"<form\b[^>]*\baction=[\"']([^\"']+)[\"']", re.IGNORECASE)
_INPUT = re.compile(r"<input\b[^>]*>", re.IGNORECASE)
_NAME = re.compile(r"\bname=[\"']([^\"']+)[\"']", re.IGNORECASE)
_VALUE = re.compile(r"\bvalue=[\"']([^\"']*)[\"']", re.IGNORECASE)
_LINK_ON = re.compile(r"href=[\"'](/uc\?export=download[^\"']*confirm=[^\"']+)[\"']", re.IGNORECASE)

_SAID: tuple[tuple[Cause, re.Pattern[str]], ...] = (
    (
        Cause.RATE_LIMITED,
        re.compile(
            r"too many users have viewed or downloaded|quota exceeded|can.t view or download this file at this time"
            r"|generating too much traffic|unusual traffic|ผู้ใช้.{0,20}(?:ดู|ดาวน์โหลด).{0,40}มากเกินไป"
            r"|ไม่สามารถดูหรือดาวน์โหลดไฟล์นี้(?:ได้)?ใน(?:ขณะ|ตอน)นี้|เกินโควต้า",
            re.IGNORECASE,
        ),
    ),
    (
        Cause.FORBIDDEN,
        re.compile(
            r"permission to download|download(?:ing|s)? (?:is|are|has been|have been) (?:disabled|turned off|blocked)"
            r"|violation of (?:our|its) terms|ไม่มีสิทธิ์(?:ใน)?(?:การ)?ดาวน์โหลด|ไม่ได้รับอนุญาตให้ดาวน์โหลด|ปิดใช้การดาวน์โหลด"
            r"|ละเมิดข้อกำหนด",
            re.IGNORECASE,
        ),
    ),
    (
        Cause.ACCESS_REQUEST,  # "might": the service will not say which, and nobody outside can open it
        re.compile(
            r"you need (?:access|permission)|need permission to (?:access|view|open)|(?:request|ask for) access"
            r"|might not have permission|(?:don.t|do not) have (?:access|permission to (?:access|view|open))"
            r"|(?:might|may) (?:not exist|have been (?:deleted|removed))|verify your identity|enter the (?:email|code)"
            r"|ขอสิทธิ์(?:ใน)?(?:การ)?เข้าถึง|คุณ(?:จำเป็น)?ต้อง(?:มี|ได้รับ|ขอ)สิทธิ์|คุณไม่มีสิทธิ์(?:ใน)?(?:การ)?เข้าถึง"
            r"|(?:ไฟล์|รายการ).{0,20}อาจ(?:ถูกลบ|ไม่มีอยู่)",
            re.IGNORECASE,
        ),
    ),
    (
        Cause.NOT_FOUND,
        re.compile(
            r"(?:file|item|document|page|link|folder)\b.{0,60}?(?:does(?: not|n.t) exist|has expired"
            r"|(?:was|were|has been|is) (?:deleted|removed)|(?:cannot|can.t|could not) be found)"
            r"|owner.s trash|in the trash|file not found|ไม่พบ(?:ไฟล์|หน้า|รายการ)"
            r"|(?:ไฟล์|เอกสาร|รายการ|ลิงก์|โฟลเดอร์).{0,40}?(?:ถูกลบ|ถูกนำออก|ไม่มีอยู่|หมดอายุ|ในถังขยะ)",
            re.IGNORECASE,
        ),
    ),
)
# A page that shows a file has the file's name before the service's; its words are the agency's, not the service's.
_SHOWN_TITLE = re.compile(r"(?!google\b).{2,} [-–] google (?:drive|docs|sheets|slides|ไดรฟ์|เอกสาร|ชีต|สไลด์)\s*", re.I)
_REFUSED_TITLE = re.compile(r"access denied|you need (?:access|permission)|ถูกปฏิเสธการเข้าถึง", re.IGNORECASE)
_BY_STATUS: Mapping[int, Cause] = {401: Cause.ACCESS_REQUEST, 404: Cause.NOT_FOUND, 410: Cause.GONE}
_BAD = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service sent: where it came from after all redirects, and whether it is a web page.

    `is_attachment` tells that the server named it a file to be saved (Content-Disposition).
    """

    final_url: str
    status: int
    body: bytes
    is_html: bool
    is_attachment: bool = False


def judge(share: Share, answer: Answer) -> Cause | None:
    """Return why an answer is not what is shared, or None when it is (or when its bytes must tell).

    `ACCESS_REQUEST`: a sign-in page, or a page that asks to request access. `NOT_FOUND`: the service says that the
    file is gone. `RATE_LIMITED`: it was opened too often today. `FORBIDDEN`: it can be seen but not saved.
    `NO_BROWSER`: a page that only scripts fill, without a file.
    """
    if _asks_to_sign_in(share.service, answer.final_url):
        return Cause.ACCESS_REQUEST
    if not answer.is_html or (answer.is_attachment and answer.status < _BAD):
        return _BY_STATUS.get(answer.status)
    markup = answer.body[: 20 * _READ].decode("utf-8", "replace")
    if answer.status < _BAD and _is_content(share, answer.final_url, markup):
        return None
    said = None if share.kind is ShareKind.BOOK else _said(markup)
    return said or _BY_STATUS.get(answer.status) or (None if answer.status >= _BAD else Cause.NO_BROWSER)


def way_on(share: Share, answer: Answer) -> Share | None:
    """Return the share with the address of the file behind a page that stands before it, or None.

    Such pages are Google's "cannot scan for viruses" (large files), and what `open?id=…` leads to. Only an address
    on the service's own machines is returned.
    """
    if share.service is not Service.GOOGLE or not answer.is_html or answer.status >= _BAD or answer.is_attachment:
        return None
    if share.kind is ShareKind.UNKNOWN:
        known = resolve_share(answer.final_url)
        is_told = known is not None and known.is_fetched and known.kind is not ShareKind.UNKNOWN
        return replace(known, identity=share.identity) if known and is_told else None
    onward = _confirmed(answer.body[: 20 * _READ].decode("utf-8", "replace"), answer.final_url)
    is_safe = onward.startswith("https://") and onward != share.fetch_url and serves(share.service, onward)
    return replace(share, fetch_url=onward) if is_safe else None


def describe(share: Share, cause: Cause) -> Text | None:
    """Return in words what a share's cause means for its readers, or None when the cause says it all."""
    if cause is Cause.ACCESS_REQUEST:
        return Text(
            "ลิงก์แชร์นี้ผู้อื่นเปิดไม่ได้ ต้องลงชื่อเข้าใช้หรือขอสิทธิ์เข้าถึง ให้ตั้งค่าการแชร์เป็น “ทุกคนที่มีลิงก์” แล้วเปิดดูโดยไม่ลงชื่อเข้าใช้",
            "nobody else can open this shared link: it asks to sign in or to request access; share it with “anyone"
            " with the link” and open it without being signed in",
        )
    if cause is Cause.FORBIDDEN:
        return Text(
            "ดูได้ในเบราว์เซอร์เท่านั้น เจ้าของไม่ให้ดาวน์โหลด จึงอ่านข้อความไม่ได้",
            "it can be looked at but not downloaded, so its text could not be read",
        )
    if cause is Cause.NO_BROWSER:
        return _in_browser(share)
    return None


def _in_browser(share: Share) -> Text:
    if share.kind is ShareKind.BOOK:
        return Text(
            "เป็นหนังสือเปิดหน้า (e-book) ที่แสดงเป็นภาพ ไม่มีไฟล์ให้เปิดอ่านข้อความ ควรเผยแพร่ไฟล์ PDF ควบคู่กัน",
            "a book that is shown as pictures of its pages; there is no file whose text could be read; publish the PDF"
            " beside it",
        )
    return Text(
        "บริการฝากไฟล์แสดงเป็นหน้าเว็บที่ต้องใช้สคริปต์ ไม่ได้ตัวไฟล์ จึงยังไม่ได้อ่าน",
        "the service shows a page that only scripts fill and sends no file, so it was not read",
    )


def _asks_to_sign_in(service: Service, url: str) -> bool:
    host, path = host_of(url), urlsplit(url).path
    if host in _LOGIN_HOSTS:
        return True
    if service is Service.DROPBOX:
        return bool(_DROPBOX_LOGIN.match(path))
    return service is Service.SHAREPOINT and bool(_LOGIN_PATHS.search(path))


def _is_content(share: Share, url: str, markup: str) -> bool:
    """Whether a web page is itself what is shared: a published document, or a folder's list."""
    if share.shows_page:
        return urlsplit(url).path.endswith("/pub")
    return share.service is Service.GOOGLE and bool(_ENTRY.search(markup)) and "embeddedfolderview" in url


def _said(markup: str) -> Cause | None:
    """Return what a service's own page tells its visitor."""
    found = _TITLE.search(markup)
    title = html.unescape(found[1]).strip() if found else ""
    if _SHOWN_TITLE.fullmatch(title):
        return None
    if _REFUSED_TITLE.search(title):
        return Cause.ACCESS_REQUEST
    words = " ".join(html.unescape(_TAG.sub(" ", _SILENT.sub(" ", markup))).split())[:_READ]
    return next((cause for cause, phrases in _SAID if phrases.search(words)), None)


def _confirmed(markup: str, base: str) -> str:
    """Return what "download anyway" leads to, in a form or (older pages) a link; "" when there is neither."""
    form = _FORM.search(markup)
    action = _ACTION.search(form[0]) if form else None
    if form is None or action is None:
        link = _LINK_ON.search(markup)
        return urljoin(base, html.unescape(link[1])) if link else ""
    fields = [
        (html.unescape(name[1]), html.unescape(value[1]))
        for one in _INPUT.findall(form[0])
        if (name := _NAME.search(one)) and (value := _VALUE.search(one))
    ]
    target = urljoin(base, html.unescape(action[1]))
    return f"{target}{'&' if '?' in target else '?'}{urlencode(fields)}"
