"""Telling everybody who is to be told; nobody when nothing changed, unless that is asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from ..model import Cause, Text
from .mail import send_mail
from .model import GapNews, LinkNews, News, Told
from .settings import Settings
from .webhook import send_webhook


def tell(news: News, settings: Settings, environment: Mapping[str, str] | None = None) -> Told:
    """Send the news to all who are to be told. Never raises for what goes wrong with sending: it is returned."""
    if not (news.anything or settings.always or news.is_test):
        return Told()
    around = os.environ if environment is None else environment
    outcomes: list[tuple[Text, Text | None]] = []
    if settings.email is not None:
        to = ", ".join(settings.email.to)
        sent = Text(f"ส่งอีเมลถึง {to} แล้ว", f"E-mail sent to {to}")
        outcomes.append((sent, send_mail(news, settings, settings.email, around)))
    for webhook in settings.webhooks:
        host = urlsplit(webhook.url).hostname
        sent = Text(f"แจ้ง webhook ที่ {host} แล้ว", f"Webhook at {host} told")
        outcomes.append((sent, send_webhook(news, settings, webhook, around)))
    return Told(
        tuple(sent for sent, trouble in outcomes if trouble is None),
        tuple(trouble for _, trouble in outcomes if trouble is not None),
    )


def sample_news(now: datetime) -> News:
    """Return news of a fictional site, marked as a test."""
    page = "https://www.example.go.th/"
    return News(
        site="www.example.go.th",
        run_id="test",
        finished_at=now,
        broke=(LinkNews(f"{page}plan.pdf", Cause.NOT_FOUND, (page,)),),
        mended=(LinkNews(f"{page}contact"),),
        new_gaps=(GapNews("o0", Text("ข้อสมมติ", "a fictional item")),),
        is_test=True,
    )
