"""Who can be asked for an address: the network, or a recorded crawl first (`recorded.py`)."""

from __future__ import annotations

from typing import Literal, Protocol

from .fetch import Validators
from .model import Answer

Method = Literal["GET", "HEAD"]


class Asker(Protocol):
    """Asks for an address."""

    async def ask(
        self,
        url: str,
        *,
        method: Method = "GET",
        referer: str = "",
        limit: int = 0,
        validators: Validators | None = None,
    ) -> Answer:
        """Return what came of it; every failure is an answer."""
