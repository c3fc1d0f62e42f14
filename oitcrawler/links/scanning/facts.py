"""What is wrong with a reference without asking anybody."""

from __future__ import annotations

import re

from ...urls import host_of
from ..model import RefKind

_LOOPBACK = re.compile(r"127(?:\.\d+){3}")


def mixed_content(page_url: str, ref_kind: RefKind, target_url: str) -> bool:
    """Whether a page over https loads something over http, which browsers block or warn of.

    Links that a visitor follows are no mixed content, nor is what comes from the visitor's own machine
    (W3C Mixed Content, "potentially trustworthy": loopback addresses and `localhost`). Both addresses are absolute.
    """
    if not ref_kind.is_resource or page_url[:8].lower() != "https://" or target_url[:7].lower() != "http://":
        return False
    host = host_of(target_url)
    return not (host == "localhost" or host.endswith(".localhost") or host == "::1" or bool(_LOOPBACK.fullmatch(host)))
