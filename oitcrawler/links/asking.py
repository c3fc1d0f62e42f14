"""Who can be asked for an address: the network, or a recorded crawl first (`recorded.py`)."""

from __future__ import annotations

from typing import Literal, Protocol, TypedDict, Unpack

from .fetch import Validators
from .model import Answer

Method = Literal["GET", "HEAD"]


class How(TypedDict, total=False):
    """How an address is asked for, beside the usual; `fetch.Fetcher.ask` tells what each means."""

    method: Method
    referer: str
    limit: int
    validators: Validators | None


class Asker(Protocol):
    """Asks for an address."""

    async def ask(self, url: str, **how: Unpack[How]) -> Answer:
        """Return what came of it; every failure is an answer."""
