"""What is typed on the command line in more than one command: days, and the language of the screen."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import typer


class Spoken(StrEnum):
    """Languages of the screen."""

    TH = "th"
    EN = "en"


def typed_day(written: str | None) -> date | None:
    """Return a day written YYYY-MM-DD in the common era. Raises BadParameter for anything else."""
    if written is None:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r}: YYYY-MM-DD, e.g. 2025-04-30") from None
    if day.year >= 2400:
        raise typer.BadParameter(f"{written!r}: ใช้ปี ค.ศ. เช่น {day.year - 543} · use the common era")
    return day
