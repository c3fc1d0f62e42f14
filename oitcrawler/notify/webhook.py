"""Webhooks: the news as JSON, posted to a program on the web.

With a secret, `X-Oitcrawler-Signature: sha256=…` is the HMAC-SHA256 of the body in hexadecimal figures (RFC 2104), as
other senders of webhooks do it: who knows the secret can tell that the message is ours and whole.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, getproxies, proxy_bypass

from w3lib.url import safe_url_string

from .. import __version__
from ..addresses import is_private
from ..errors import UsageError
from ..model import Text
from .model import GapNews, LinkNews, News
from .passwords import from_place
from .settings import Settings, Webhook

SCHEMA: Final = "oitcrawler.news/1"
SIGNATURE: Final = "X-Oitcrawler-Signature"
PAUSE: Final = 2.0
"""Seconds before the one time that a webhook that failed is tried again."""
_TRIES: Final = 2
_TOO_MANY: Final = 429
_SERVER_ERROR: Final = 500
_MOST_READ: Final = 65_536


class _NoRedirects(HTTPRedirectHandler):
    """Leaves redirects alone: a POST that is sent on becomes a GET, and may lead to another's host."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def body_of(news: News) -> bytes:
    """Return the news as JSON; moments in ISO 8601."""
    told = {
        "schema": SCHEMA,
        "site": news.site,
        "run": news.run_id,
        "finished_at": news.finished_at.isoformat(),
        "test": news.is_test,
        "changed": news.anything,
        "broke": _links(news.broke),
        "came_back": _links(news.came_back),
        "mended": _links(news.mended),
        "new_gaps": _items(news.new_gaps),
        "mended_gaps": _items(news.mended_gaps),
        "now": {
            "broken": news.broken,
            "unverified": news.unverified,
            "gaps": news.gaps,
            "could_not_check": news.unchecked,
        },
        "report": str(news.report_path) if news.report_path is not None else None,
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def signature(body: bytes, secret: str) -> str:
    """Return the value of the header that signs a body."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def send_webhook(
    news: News,
    settings: Settings,
    webhook: Webhook,
    environment: Mapping[str, str],
    sleep: Callable[[float], None] = time.sleep,
) -> Text | None:
    """Post the news; return what went wrong, without the secret and without the address, which may hold one."""
    host = urlsplit(webhook.url).hostname or ""
    try:
        secret = from_place(webhook.secret_env, webhook.secret_file, settings.folder, environment)
        request = _request(news, webhook, secret)
        if not webhook.allow_private_hosts:
            _refuse_private(webhook)
    except UsageError as error:
        return _trouble(host, error.text)
    why: Text | None = None
    for number in range(_TRIES):
        if number:
            sleep(PAUSE)
        why, passing = _posted(request, webhook.timeout)
        if why is None or not passing:
            break
    return _trouble(host, why) if why is not None else None


def _request(news: News, webhook: Webhook, secret: str | None) -> Request:
    body = body_of(news)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"oitcrawler/{__version__}",
        **({SIGNATURE: signature(body, secret)} if secret is not None else {}),
    }
    return Request(safe_url_string(webhook.url), data=body, headers=headers, method="POST")  # noqa: S310 (http alone)


def _posted(request: Request, timeout: float) -> tuple[Text | None, bool]:
    """Post once; return what went wrong, and whether that may pass."""
    try:
        with build_opener(_NoRedirects()).open(request, timeout=timeout) as answer:
            answer.read(_MOST_READ)
    except HTTPError as error:
        error.close()
        passing = error.code >= _SERVER_ERROR or error.code == _TOO_MANY
        return Text(f"ตอบรหัส HTTP {error.code}", f"answered with HTTP {error.code}"), passing
    except URLError as error:
        return _reason(error.reason), not isinstance(error.reason, ssl.SSLCertVerificationError)
    except (OSError, HTTPException, UnicodeError) as error:
        return _reason(error), True
    return None, False


def _reason(error: BaseException | str) -> Text:
    if isinstance(error, TimeoutError):
        return Text("ไม่ตอบภายในเวลาที่กำหนด", "no answer in time")
    if isinstance(error, ssl.SSLCertVerificationError):
        return Text(f"ใบรับรองไม่ถูกต้อง: {error.verify_message}", f"bad certificate: {error.verify_message}")
    said = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
    return Text(f"ติดต่อไม่ได้: {said}", f"cannot be reached: {said}")


def _refuse_private(webhook: Webhook) -> None:
    """Refuse addresses inside a network. Behind a proxy only the proxy resolves names, so that names pass there."""
    parts = urlsplit(webhook.url)
    host = parts.hostname or ""
    addresses = [host] if _proxied(parts.scheme, host) else [host, *_addresses(host)]
    if any(map(is_private, addresses)):
        raise UsageError(
            Text(
                "เป็นที่อยู่ภายใน ถ้าตั้งใจให้ส่ง เขียน allow_private_hosts: true",
                "it is an address inside a network; if that is meant, write allow_private_hosts: true",
            )
        )


def _addresses(host: str) -> list[str]:
    """Return where a name leads; one that leads nowhere is told when it is asked."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def _proxied(scheme: str, host: str) -> bool:
    return scheme in getproxies() and not proxy_bypass(host)


def _links(several: Iterable[LinkNews]) -> list[dict[str, object]]:
    return [
        {"url": one.url, "cause": one.cause.value if one.cause is not None else None, "pages": list(one.pages)}
        for one in several
    ]


def _items(several: Iterable[GapNews]) -> list[dict[str, str]]:
    return [{"item": one.item, "title_th": one.title.th, "title_en": one.title.en} for one in several]


def _trouble(host: str, why: Text) -> Text:
    return Text(f"แจ้ง webhook ที่ {host} ไม่สำเร็จ: {why.th}", f"the webhook at {host} was not told: {why.en}")
