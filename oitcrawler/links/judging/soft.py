"""Pages that say "200 OK" and are not there: by their words, by what they lack, and by what else the host answers."""

from __future__ import annotations

import re
from typing import Final

from ...model import Cause
from ...urls import normalise
from ...walls import has_challenge
from ..model import Answer, Look, RefKind
from .destinations import leads_home
from .impressions import false_pages, impression_of, shows_the_same
from .model import Aim, HostHabits
from .phrases import (
    ASKS_LOGIN,
    EXCUSE,
    FAILED,
    MISSING_PAGE,
    MISSING_RECORD,
    NO_DATA,
    NOTICE,
    NUMBER_ALONE,
    PROGRAM_ERROR,
    REFUSED,
    TROUBLE,
)
from .places import fields_of, is_sign_in, is_way_in, path_of
from .reading import Reading
from .standings import BROWSER, broken, unverified
from .wording import is_condition, says

_SHORT: Final = 1000
_LONGEST: Final = 6000
_LITTLE: Final = 300
_BLOCK: Final = 220
_BARE: Final = 80
_SEARCH = re.compile(r"(?i)search|ค้นหา|สืบค้น|find|query|keyword|filter")
_SEARCH_FIELD = re.compile(r"(?i)q|s|k|kw|key|word|txt|text|.*(?:search|keyword|query|find|filter).*|ค้นหา")
_RECORD_FIELD = re.compile(
    r"(?i)(?:\w*_)?(?:id|no|pid|nid|aid|did|cid|sid|news|article|content|post|topic|doc|file|item|p|n)(?:_?id)?"
)


def judge_page(aim: Aim, answer: Answer, page: Reading, host: HostHabits) -> Look | None:
    """Say what speaks against a page that was answered with success; None when nothing does."""
    return (
        _by_itself_onward(aim, answer, page, host)
        or _by_challenge(aim, answer, page)
        or _by_absence(answer, page)
        or _by_words(page)
        or _by_comparison(answer, page, host)
        or _by_weak_words(aim, page)
    )


def is_odd(aim: Aim, page: Reading) -> bool:
    """Whether a page is so short, or so worded, that comparing it with the host's other answers may tell more."""
    if len(page.content) < _LITTLE or page.onward:
        return True
    return any(EXCUSE.search(text) or says(NUMBER_ALONE, text) for text in page.headlines)


def is_search(url: str) -> bool:
    """Whether an address asks a site's search, where finding nothing is an answer."""
    return bool(
        _SEARCH.search(path_of(url)) or any(_SEARCH_FIELD.fullmatch(name) for name, value in fields_of(url) if value)
    )


def _by_itself_onward(aim: Aim, answer: Answer, page: Reading, host: HostHabits) -> Look | None:
    """Judge a page that shows nothing but a box with words, or sends its reader on at once."""
    if len(page.shown) > _LITTLE:
        return None
    return _by_alerts(aim, page) or _by_target(aim, answer, page, host)


def _by_alerts(aim: Aim, page: Reading) -> Look | None:
    for said in page.alerts:
        if any(says(pattern, said) for pattern in (MISSING_PAGE, MISSING_RECORD, NO_DATA)):
            return broken(Cause.SOFT_NOT_FOUND, said)
        if ASKS_LOGIN.search(said) and not is_sign_in(aim.url):
            return broken(Cause.LOGIN, said)
    return None


def _by_target(aim: Aim, answer: Answer, page: Reading, host: HostHabits) -> Look | None:
    target = normalise(page.onward, answer.final_url) if page.onward else None
    if target is None or target == answer.final_url:
        return None
    if target.endswith("/lander"):
        return broken(Cause.PARKED, target)
    if is_sign_in(target) and not is_sign_in(aim.url) and not is_way_in(aim.url, target):
        return broken(Cause.LOGIN, target, needs="browser")
    return broken(Cause.REDIRECT_HOME, target) if leads_home(aim.url, target, host) else None


def _by_challenge(aim: Aim, answer: Answer, page: Reading) -> Look | None:
    """Judge a page with hardly more on it than the proof that a person is reading."""
    is_bare = len(page.shown) <= _LITTLE and page.fields <= 1 and aim.kind is not RefKind.FORM
    if not is_bare or not has_challenge(answer.body):
        return None
    return unverified(Cause.BOT_WALL, needs="" if answer.method == BROWSER else "browser")


def _by_absence(answer: Answer, page: Reading) -> Look | None:
    """Judge a page on which there is nothing to see; scripts may still fill it."""
    if page.shown or page.media or page.fields or page.onward or page.links:
        return None
    if not page.scripts:
        return None if b"background" in answer.body or answer.cut else broken(Cause.EMPTY_BODY)
    return unverified(Cause.RENDER_FAILED, needs="") if answer.method == BROWSER else None


def _by_words(page: Reading) -> Look | None:
    return _by_headlines(page) or _by_blocks(page) or _by_program_error(page)


def _by_headlines(page: Reading) -> Look | None:
    length = len(page.content)
    if length > _LONGEST:
        return None
    missing = [text for text in page.headlines if says(MISSING_PAGE, text)]
    if missing and (length <= _SHORT or (len(missing) > 1 and length <= _LONGEST)):
        return broken(Cause.SOFT_NOT_FOUND, missing[0])
    for text in page.headlines:
        if length <= _SHORT and says(NUMBER_ALONE, text) and EXCUSE.search(f"{text} {page.content}"):
            return broken(Cause.SOFT_NOT_FOUND, text)
        if length <= _SHORT and says(FAILED, text):
            return broken(Cause.SOFT_NOT_FOUND, text)
        if length <= _LITTLE and says(REFUSED, text):
            return unverified(Cause.FORBIDDEN, text)
    return None


def _by_blocks(page: Reading) -> Look | None:
    """Judge what stands in the text itself: a block that says nothing else, on a page that says little else."""
    length = len(page.content)
    if length > 2 * _SHORT:
        return None
    for block in page.blocks:
        if len(block) <= _BLOCK and says(MISSING_PAGE, block):
            return broken(Cause.SOFT_NOT_FOUND, block)
        if length <= _LITTLE and len(block) <= _BLOCK and says(FAILED, block):
            return broken(Cause.SOFT_NOT_FOUND, block)
    return None


def _by_program_error(page: Reading) -> Look | None:
    """Judge the error text of a program: it counts where hardly anything else came."""
    found = _error_text(page)
    if not found:
        return None
    rest = len(page.content) - sum(len(one[0]) for one in NOTICE.finditer(page.content))
    is_notice = bool(NOTICE.match(found)) and not PROGRAM_ERROR.search(NOTICE.sub("", page.content))
    if is_notice:
        return broken(Cause.SOFT_NOT_FOUND, found) if rest <= _BARE and len(page.links) <= 1 else None
    return broken(Cause.SOFT_NOT_FOUND, found) if rest <= _LONGEST else None


def _error_text(page: Reading) -> str:
    """Return the error text with which one of the first blocks begins; text that quotes one begins otherwise."""
    passed = 0
    for block in page.blocks:
        found = PROGRAM_ERROR.search(block)
        if found and found.start() <= _BARE and not is_condition(block[: found.start()]):
            return found[0][:200]
        passed += len(block)
        if passed > _LITTLE:
            return ""
    return ""


def _by_comparison(answer: Answer, page: Reading, host: HostHabits) -> Look | None:
    """Compare with what the host answers to addresses that cannot exist."""
    false = false_pages(host)
    if not false or answer.cut:
        return None
    shown = impression_of(answer, page)
    if host.home is not None and shows_the_same(shown, host.home):
        return None
    same = any(shows_the_same(shown, one, [more for more in false if more is not one]) for one in false)
    return broken(Cause.SOFT_NOT_FOUND, false[0].title) if same else None


def _by_weak_words(aim: Aim, page: Reading) -> Look | None:
    """Judge what an empty list or a search without results would say too."""
    length = len(page.content)
    if length > _SHORT or is_search(aim.url) or is_search_page(page) or aim.kind is RefKind.FORM:
        return None
    texts = [*page.headlines, *(block for block in page.blocks if len(block) <= _BLOCK)]
    record = next((text for text in texts if says(MISSING_RECORD, text)), "")
    weak = record or next((text for text in texts if says(NO_DATA, text)), "")
    if not weak:
        return None
    if (record and length <= 2 * _LITTLE) or _is_all_there_is(page):
        return broken(Cause.SOFT_NOT_FOUND, weak)
    return unverified(Cause.SOFT_NOT_FOUND, weak, needs="") if length <= _LITTLE and _asks_for_one(aim.url) else None


def _is_all_there_is(page: Reading) -> bool:
    """Whether "no data" is the page's own title, or what a page with an alarming title or nothing else says."""
    if says(NO_DATA, page.title):
        return True
    if len(page.content) <= _LITTLE and any(says(TROUBLE, text) for text in page.headlines):
        return True
    return len(page.shown) <= _BARE and len(page.links) <= 2 and not page.fields


def is_search_page(page: Reading) -> bool:
    """Whether a page says of itself that it shows what was searched for."""
    return any(_SEARCH.search(text) for text in page.headlines)


def _asks_for_one(url: str) -> bool:
    """Whether an address asks for one record by its number."""
    return any(_RECORD_FIELD.fullmatch(name) and value.isdecimal() for name, value in fields_of(url))
