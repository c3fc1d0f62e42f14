"""Short ways to write down what an answer means."""

from __future__ import annotations

from ...model import Cause
from ..model import Look, Standing

BROWSER = "BROWSER"
"""The method of an answer that a browser brought."""


def broken(cause: Cause, detail: str = "", needs: str = "time") -> Look:
    """Say that whoever follows the link does not get what it promises."""
    return Look(Standing.BROKEN, cause, detail, needs=needs)


def unverified(cause: Cause, detail: str = "", needs: str = "browser") -> Look:
    """Say that it could not be told."""
    return Look(Standing.UNVERIFIED, cause, detail, needs=needs)


def works(remarks: tuple[str, ...] = (), needs: str = "") -> Look:
    """Say that nothing speaks against the link."""
    return Look(Standing.WORKS, remarks=remarks, needs=needs)
