"""What an HTTP status means for whoever clicks the link."""

from __future__ import annotations

import re
from typing import Final

from ...model import Cause
from ...walls import cause_of_status, has_challenge, is_bot_wall
from ..model import Answer, Look, RefKind
from .model import Aim
from .places import is_social
from .standings import BROWSER, broken, unverified

_OURS_ALONE: Final = frozenset({401, 403, 405, 407, 451, 511})
"""Refusals that say nothing of what other visitors get."""
_OF_STRANGERS: Final = frozenset({400, 402, 403, 405, 406, 409, 412, 418, 421, 422, 423, 429})
_NEEDS_FIELDS: Final = frozenset({400, 405, 406, 409, 411, 412, 415, 419, 422, 500, 501})
"""What a form's target may answer when it is opened without the form's fields."""
_WALLED: Final = frozenset({400, 405, 406, 409, 412, 418, 500, 501, 502, 503})
_FIREWALL = re.compile(
    rb"mod_?security|web application firewall|request (?:was |has been )?(?:blocked|rejected)"
    rb"|your support id|incident id",
    re.IGNORECASE,
)
_SMALL: Final = 60_000
_CLOSED_NETWORKS: Final = ("facebook.", "fb.", "instagram.", "linkedin.", "lnkd.", "threads.", "messenger.")
_GONE: Final = frozenset({404, 410})


def judge_status(aim: Aim, answer: Answer, status: int) -> Look | None:
    """Say what a status means; None when the answer itself must tell (2xx, and 300 with a page to choose from)."""
    if status // 100 == 2 or status == 304 or (status == 300 and answer.body):
        return None
    cause = cause_of_status(status) or Cause.PROTOCOL
    if answer.method == "HEAD":
        return unverified(cause, f"HTTP {status}", needs="get")
    if is_wall(answer, status):
        return unverified(Cause.BOT_WALL, f"HTTP {status}", needs=_further(answer))
    return _refusal(aim, answer, status, cause) or broken(cause, f"HTTP {status}", needs=_second(answer, status))


def is_wall(answer: Answer, status: int) -> bool:
    """Whether an answer asks for proof that a person is reading, whatever its status says."""
    if is_bot_wall(status, answer.headers, answer.body):
        return True
    if status not in _WALLED or len(answer.body) > _SMALL:
        return False
    return has_challenge(answer.body) or bool(_FIREWALL.search(answer.body))


def _refusal(aim: Aim, answer: Answer, status: int, cause: Cause) -> Look | None:
    """Return what a server refuses to us, and perhaps not to others."""
    said = f"HTTP {status}"
    if status == 429:
        return unverified(cause, said, needs="time")
    if status == 503 and answer.headers.get("retry-after", "").strip():
        return unverified(cause, said, needs="time")
    if aim.kind is RefKind.FORM and status in _NEEDS_FIELDS:
        return unverified(cause, said, needs="")
    if status in _OURS_ALONE:
        return unverified(cause, said, needs="" if status in (401, 407) else _further(answer))
    if is_social(answer.final_url) and (status in _OF_STRANGERS or _hides(answer, status)):
        return unverified(Cause.BOT_WALL, said, needs=_further(answer))
    return None


def _hides(answer: Answer, status: int) -> bool:
    """Whether a network that shows nothing to strangers may say "not found" only because of that."""
    host = answer.final_url.partition("://")[2].partition("/")[0]
    return status in _GONE and answer.method != BROWSER and any(name in host for name in _CLOSED_NETWORKS)


def _further(answer: Answer) -> str:
    return "" if answer.method == BROWSER else "browser"


def _second(answer: Answer, status: int) -> str:
    return "browser" if status in (406, 418) and answer.method != BROWSER else "time"
