"""The main page links social networks that belong to the agency.

Looks at the social links of the main page only. Share buttons, plug-ins and a network's own front page are nobody's
account. An account that looks like a person's, or whose text names another agency, must be looked at.

Codes:
* `social-link-not-on-main-page`: the main page links no account, or the evidence given is a social network's address
  instead of the agency's own page.
* `social-link-not-owned`: the only accounts linked look like a person's or another agency's.

Source: seed 004, o9, FY2565 (the answer must be the agency's page that links there, never the network's own
address, and the account must be the agency's and not a person's); reference sites.md §6 (accounts left over from
the maker's other clients).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..evidence.model import Evidence, SocialLink
from ..model import Citation, Met, NotMet, Result, Review, Text
from ._agencies import names_another
from ._people import names_person
from ._verdicts import absent, blind_of
from .base import Agency, Case, CheckParams, Found

CODES = ("social-link-not-on-main-page", "social-link-not-owned")

NETWORKS = ("facebook", "line", "x", "twitter", "instagram", "youtube", "tiktok", "threads")
_HOSTS = re.compile(
    r"(^|\.)(facebook\.com|fb\.com|fb\.me|m\.me|line\.me|lin\.ee|twitter\.com|x\.com|instagram\.com|youtube\.com|youtu\.be"
    r"|tiktok\.com|threads\.net)$"
)
_PERSON = re.compile(r"profile\.php\?(?:.*&)?id=|/people/|facebook\.com/(?:nai|nang|mr|mrs|miss)[._-]", re.IGNORECASE)


class Params(CheckParams):
    """`networks` are the names that count; `at_least` is how many accounts there must be."""

    networks: tuple[str, ...] = NETWORKS
    at_least: int = 1


def check(case: Case, params: Params) -> Result:
    """Judge the social links of the main page and the address given as evidence."""
    if direct := next((one for one in case.found if _is_social(one.evidence.url)), None):
        return _direct(direct)
    if case.home is None:
        return absent(case.coverage, CODES[0], _none_text())
    if not case.home.socials and not case.home.passages and (blind := blind_of((Found(case.home),))):
        return blind
    return _judge(case.home, case.agency, params)


def _is_social(url: str) -> bool:
    return _HOSTS.search(urlsplit(url).hostname or "") is not None


def _direct(found: Found) -> NotMet:
    url = found.evidence.url
    return NotMet(
        CODES[0],
        Text(
            f"หลักฐานที่ให้ไว้เป็น URL ของเครือข่ายสังคมออนไลน์โดยตรง ({url}) ต้องใช้ URL หน้าเว็บไซต์หลักที่แสดงลิงก์ไปยังเครือข่ายนั้น",
            f"the evidence given is the social network's own address ({url}); "
            "it must be the page of the main website that links there",
        ),
        (found.evidence.cite(url),),
    )


def _judge(home: Evidence, agency: Agency, params: Params) -> Result:
    accounts = tuple(one for one in home.socials if _is_account(one, params))
    names = agency.names or (home.title,)
    doubts = {one: doubt for one in accounts if (doubt := _doubt(one, names)) is not None}
    owned = tuple(one for one in accounts if one not in doubts)
    if len({one.url for one in owned}) >= params.at_least:
        shown = ", ".join(dict.fromkeys(one.network for one in owned))
        return Met(
            Text(f"หน้าหลักเชื่อมโยงไปยัง {shown} ของหน่วยงาน", f"The main page links the agency's {shown}"),
            tuple(_cite(home, one) for one in owned[:5]),
        )
    if plugin := next((one for one in home.socials if one.is_share and one.handle), None):
        return _plugin(home, plugin)
    if doubts:
        one = next(iter(doubts))
        return Review(CODES[1], doubts[one], tuple(_cite(home, one) for one in doubts))
    return _none(home)


def _plugin(home: Evidence, plugin: SocialLink) -> Review:
    return Review(
        CODES[0],
        Text(
            f"หน้าหลักมีกล่องหรือปุ่มของ {plugin.network} ที่อ้างถึง {plugin.handle} "
            "โปรดเปิดดูว่าเป็นลิงก์ไปยังบัญชีของหน่วยงานหรือเป็นเพียงปุ่มแชร์",
            f"the main page has a {plugin.network} box or button naming {plugin.handle}; "
            "please look whether it leads to the agency's account or only shares",
        ),
        (_cite(home, plugin),),
    )


def _is_account(link: SocialLink, params: Params) -> bool:
    return not link.is_share and bool(link.handle) and link.network.lower() in params.networks


def _doubt(link: SocialLink, names: tuple[str, ...]) -> Text | None:
    if _PERSON.search(link.url) or names_person(link.text):
        return Text(
            f"บัญชี {link.network} ({link.url}) ดูเป็นบัญชีส่วนบุคคล โปรดเปิดดูว่าเป็นของหน่วยงานหรือไม่",
            f"the {link.network} account ({link.url}) looks like a person's; please look whether it is the agency's",
        )
    other = names_another(link.text, names)
    if other is None:
        return None
    return Text(
        f"ข้อความของลิงก์ {link.network} ({link.url}) ระบุชื่อ {other} ซึ่งไม่ตรงกับชื่อหน่วยงาน โปรดเปิดดู",
        f"the {link.network} link ({link.url}) names {other}, which is not this agency; please look at it",
    )


def _none(home: Evidence) -> Result:
    if not home.socials:
        return absent(home, CODES[0], _none_text())
    kinds = "ปุ่มแชร์" if any(one.is_share for one in home.socials) else "หน้าแรกของเครือข่าย"
    kinds_en = "share buttons" if any(one.is_share for one in home.socials) else "a network's front page"
    reason = Text(
        f"หน้าหลักมีเพียง{kinds} ไม่ใช่ลิงก์ไปยังบัญชีของหน่วยงาน โปรดใส่ลิงก์ไปยังบัญชีของหน่วยงาน",
        f"the main page has only {kinds_en}, no link to an account of the agency; please add one",
    )
    return absent(home, CODES[0], reason, tuple(_cite(home, one) for one in home.socials[:3]))


def _none_text() -> Text:
    return Text(
        "หน้าหลักไม่มีลิงก์ไปยังเครือข่ายสังคมออนไลน์ของหน่วยงาน",
        "the main page has no link to a social network account of the agency",
    )


def _cite(home: Evidence, link: SocialLink) -> Citation:
    return home.cite(f"{link.text} {link.url}".strip(), selector=link.selector)
