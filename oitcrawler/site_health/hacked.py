"""Signs in one page that somebody else has put advertising into it.

An accusation needs several signs together: links to other sites, hidden from people, with the words of those who sell.
What people can see must say even more, and nothing that speaks of law, police or help may stand beside it. One sign
alone asks a person to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..evidence.tree import Tree, parse
from ..model import Text
from ..urls import host_of, same_site
from .hacked_words import (
    LEADS,
    Spam,
    is_about_the_law,
    may_hold_spam,
    references,
    selling_words,
    sold_in,
    spam_words,
)
from .hiding import hidden_elements

HIDDEN: Final = "hidden-spam-links"
CONTENT: Final = "spam-content"
FOREIGN: Final = "foreign-text-stuffing"

_KINDS = {
    Spam.GAMBLING: Text("การพนันออนไลน์", "online gambling"),
    Spam.PHARMACY: Text("ยาและเวชภัณฑ์ผิดกฎหมาย", "medicines"),
    Spam.GOODS: Text("สินค้าปลอมหรือสินค้าต่างประเทศ", "foreign or counterfeit goods"),
}
_FEW_LINKS = 2
_MANY_LINKS = 5
_HIDDEN_LETTERS = 120
_STUFFED_LETTERS = 600
_OFFICIAL = re.compile(r"(?:^|\.)(?:go|or|ac|mi)\.th$|(?:^|\.)(?:who\.int|wikipedia\.org|youtube\.com|facebook\.com)$")
_SCRIPTS = {
    "ญี่ปุ่น": (re.compile(r"[\u3041-\u30ff]"), "Japanese", "ja"),
    "จีน": (re.compile(r"[\u4e00-\u9fff]"), "Chinese", "zh"),
    "รัสเซีย": (re.compile(r"[\u0400-\u04ff]"), "Russian", "ru"),
}
_LETTER = re.compile(r"[^\W\d_]")
_MARKED = re.compile(
    r"(?i)(?:^|[/?&=_.-])(?:lang|language|locale|ja|jp|zh|cn|tw|ru|chi|jpn|rus|chinese|japan(?:ese)?|russian?|en|eng)"
    r"(?:[/?&=_.-]|$)"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What looks like somebody else's work on a page. `is_sure`: several signs agree; else a person must look.

    `quote` are the words, `hosts` where the links lead, sorted.
    """

    code: str
    message: Text
    quote: str
    hosts: tuple[str, ...] = ()
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class _Link:
    text: str
    host: str
    is_hidden: bool

    @property
    def kinds(self) -> frozenset[Spam]:
        return frozenset(spam_words(f"{self.text} {re.sub(r'[.-]', ' ', self.host)}"))


def signs(body: bytes, content_type: str, url: str, domain: str) -> tuple[Sign, ...]:
    """Return the signs on a page of the site `domain`. Cheap for a page without a word of spam or foreign letters."""
    foreign = _may_be_foreign(body)
    if not may_hold_spam(body) and not foreign:
        return ()
    tree = parse(body, content_type, url)
    hiding = hidden_elements(tree, body)
    links = tuple(_links(tree, hiding, domain))
    found = (*_hidden_links(links), *_content(tree, links), *(_foreign(tree, hiding, url) if foreign else ()))
    return found[:1] if found and found[0].is_sure else found


def _links(tree: Tree, hiding: frozenset[int], domain: str) -> Iterator[_Link]:
    """Yield the links to other sites than the agency's and official ones."""
    for one in range(len(tree)):
        target = tree.url(tree.get(one, "href")) if tree.tags[one] == "a" and tree.get(one, "href") else None
        host = host_of(target) if target else ""
        if host and target and not same_site(target, domain) and not _OFFICIAL.search(host):
            is_hidden = one in hiding or any(outer in hiding for outer in tree.ancestors(one))
            yield _Link(_all_text(tree, one), host, is_hidden)


def _hidden_links(links: tuple[_Link, ...]) -> Iterator[Sign]:
    """Judge the links that people cannot see."""
    spam = [(link, kinds) for link in links if link.is_hidden and (kinds := link.kinds)]
    if not spam:
        return
    hosts = tuple(sorted({link.host for link, _ in spam}))
    kind = min(kind for _, kinds in spam for kind in kinds)
    quote = ", ".join(link.text or link.host for link, _ in spam[:3])
    what = _KINDS[kind]
    if len(spam) >= _FEW_LINKS:
        message = Text(
            f"มีลิงก์โฆษณา{what.th}ซ่อนอยู่ในหน้า {len(spam)} ลิงก์ ไปยัง {_some(hosts)} คนทั่วไปมองไม่เห็น "
            "แต่เครื่องมือค้นหาเห็น ลักษณะนี้มักเกิดจากเว็บไซต์ถูกเจาะ",
            f"{len(spam)} links advertising {what.en}, to {_some(hosts)}, are hidden in the page: people do not see "
            "them, search engines do; that is how hacked websites look",
        )
        yield Sign(HIDDEN, message, quote, hosts)
        return
    message = Text(
        f"ควรตรวจ: มีลิงก์ที่ซ่อนอยู่ไปยัง {_some(hosts)} มีคำเกี่ยวกับ{what.th}",
        f"please look: a hidden link leads to {_some(hosts)} with words of {what.en}",
    )
    yield Sign(HIDDEN, message, quote, hosts, is_sure=False)


def _content(tree: Tree, links: tuple[_Link, ...]) -> Iterator[Sign]:
    """Judge what people can see: the title, and links to those who sell."""
    text = tree.text(0)
    title_kinds = spam_words(tree.title)
    spam_links = [link for link in links if not link.is_hidden and link.kinds & {Spam.GAMBLING, Spam.GOODS}]
    hosts = tuple(sorted({link.host for link in spam_links}))
    words, sells = sold_in(text)
    in_title = title_kinds.get(Spam.GAMBLING, frozenset()) | selling_words(tree.title)
    is_titled = Spam.GAMBLING in title_kinds and len(in_title) >= 3 and not is_about_the_law(tree.title)
    is_stuffed = len(words) >= 3 and len(sells) >= 2
    quote = tree.title if is_titled else ", ".join(sorted(words)[:4])
    if is_titled or is_stuffed:
        is_sure = is_titled and (is_stuffed or len(spam_links) >= _FEW_LINKS)
        is_sure = is_sure or (is_stuffed and len(spam_links) >= _MANY_LINKS)
        yield Sign(CONTENT, _advert(sure=is_sure), quote, hosts, is_sure)
    elif len(title_kinds.get(Spam.GOODS, frozenset())) >= 2:
        yield Sign(FOREIGN, _goods(), tree.title, hosts, len(spam_words(text).get(Spam.GOODS, ())) >= 3)


def _foreign(tree: Tree, hiding: frozenset[int], url: str) -> Iterator[Sign]:
    """Judge text in a script that Thai pages do not use, where nothing says that the page is in another language."""
    hidden = _hidden_text(tree, hiding)
    for name, (script, name_en, code) in _SCRIPTS.items():
        if len(script.findall(hidden)) >= _HIDDEN_LETTERS:
            message = Text(
                f"ควรตรวจ: มีข้อความภาษา{name}จำนวนมากซ่อนอยู่ในหน้า ซึ่งมักเกิดจากเว็บไซต์ถูกเจาะ",
                f"please look: much {name_en} text is hidden in the page, as in hacked websites",
            )
            yield Sign(FOREIGN, message, _first(script, hidden), is_sure=False)
            return
        shown = tree.text(0)
        many = len(script.findall(shown))
        if many >= _STUFFED_LETTERS and not _is_translated(tree, url, code) and many * 3 >= len(_LETTER.findall(shown)):
            message = Text(
                f"ควรตรวจ: หน้านี้มีข้อความภาษา{name}เป็นส่วนใหญ่ แต่ไม่ได้ระบุว่าเป็นหน้าภาษาต่างประเทศของหน่วยงาน",
                f"please look: most of this page is {name_en}, and nothing says that it is a page in that language",
            )
            yield Sign(FOREIGN, message, _first(script, shown), is_sure=False)
            return


def _is_translated(tree: Tree, url: str, code: str) -> bool:
    """Whether a page is openly one in another language: by its markup, its address, or a switch of languages on it."""
    declared = any(one.get("lang", "").lower().startswith(code) for one in tree.attributes)
    alternates = any("hreflang" in one for one in tree.attributes)
    return declared or alternates or _MARKED.search(url.partition("://")[2].partition("/")[2]) is not None


def _hidden_text(tree: Tree, hiding: frozenset[int]) -> str:
    found = []
    for number, owner in enumerate(tree.owners):
        if tree.tags[owner] in ("script", "style", "title", "option"):
            continue
        if owner in hiding or any(outer in hiding for outer in tree.ancestors(owner)):
            found.append(tree.pieces[number])
    return " ".join(found)


def _may_be_foreign(body: bytes) -> bool:
    """Whether many bytes begin letters of kana, Chinese or Cyrillic in UTF-8 (no Thai letter does) or their numbers."""
    return references(body) + sum(body.count(lead) for lead in LEADS if lead in body) >= _HIDDEN_LETTERS


def _all_text(tree: Tree, one: int) -> str:
    return " ".join("".join(tree.pieces[tree.starts[one] : tree.stops[one]]).split())[:200]


def _advert(*, sure: bool) -> Text:
    if sure:
        return Text(
            "หน้านี้มีเนื้อหาโฆษณาการพนันออนไลน์ ลักษณะนี้มักเกิดจากเว็บไซต์ถูกเจาะ",
            "this page advertises online gambling, as hacked websites do",
        )
    return Text(
        "ควรตรวจ: หน้านี้มีคำที่ใช้โฆษณาการพนันออนไลน์หลายคำ",
        "please look: this page has several words that advertise online gambling",
    )


def _goods() -> Text:
    return Text(
        "ควรตรวจ: ชื่อหน้าเป็นโฆษณาขายสินค้าภาษาต่างประเทศ ซึ่งมักเกิดจากเว็บไซต์ถูกเจาะ",
        "please look: the title of this page sells goods in a foreign language, as hacked websites do",
    )


def _first(script: re.Pattern[str], text: str) -> str:
    found = script.search(text)
    return text[found.start() : found.start() + 60] if found else ""


def _some(hosts: tuple[str, ...]) -> str:
    return ", ".join(hosts[:3]) + (f" (+{len(hosts) - 3})" if len(hosts) > 3 else "")
