"""Whether a document carries macros: said of it, never a reason not to read it, and nothing of them is executed."""

from __future__ import annotations

from .ole import OLE_MAGIC, has_ole_macros
from .zips import has_zip_macros


def has_macros(body: bytes) -> bool:
    """Whether an Office or OpenDocument file holds macros; False for anything else. Never raises."""
    if body.startswith(OLE_MAGIC):
        return has_ole_macros(body)
    return body.startswith(b"PK\x03\x04") and has_zip_macros(body)
