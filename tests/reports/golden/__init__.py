"""What reports looked like when a person last looked at them."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent


def compare(name: str, text: str) -> None:
    """Compare with the golden of a name. With OITCRAWLER_ACCEPT=1 it is written anew: read the diff then."""
    path = FOLDER / name
    if os.environ.get("OITCRAWLER_ACCEPT"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8"), f"{name} changed; if rightly, run again with OITCRAWLER_ACCEPT=1"
