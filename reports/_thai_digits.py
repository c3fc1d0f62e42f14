"""Writes the numbers of a finished page in Thai digits: never those of addresses, codes and quotes."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TAG: Final = re.compile(r"(<[^>]*>)")
_OPEN: Final = re.compile(r"<([a-z][a-z0-9]*)([^>]*)>")
_KEPT_ELEMENTS: Final = frozenset({"style", "script", "code", "q"})
_KEPT_CLASSES: Final = re.compile(r'class="[^"]*\b(?:url|address|as-written)\b')
# A word with a Latin letter in it is a code or a name (o13, e-GP, plan-2568.pdf), a long number one to be looked up.
_AS_WRITTEN: Final = re.compile(
    r"(&[#\w]+;|(?:https?://|www\.)\S+|[\w.%+-]*[A-Za-z][A-Za-z0-9_.%:/@+#?=-]*|\d{7,})", re.ASCII
)


def in_thai_digits(page: str) -> str:
    """Return an HTML page of ours (escaped, every element closed) with the numbers of its texts in Thai digits."""
    parts: list[str] = []
    kept: str | None = None
    depth = 0
    for number, part in enumerate(_TAG.split(page)):
        if number % 2 == 0:
            parts.append(part if kept else words_in_thai_digits(part))
            continue
        parts.append(part)
        opened = _OPEN.fullmatch(part)
        if kept is None:
            if opened and _is_kept(opened) and not part.endswith("/>"):
                kept, depth = opened[1], 1
        elif opened and opened[1] == kept and not part.endswith("/>"):
            depth += 1
        elif part == f"</{kept}>":
            depth -= 1
            kept = kept if depth else None
    return "".join(parts)


def words_in_thai_digits(words: str) -> str:
    """Return a text with Thai digits, but for codes, addresses and names of files."""
    return "".join(
        part if number % 2 else part.translate(_DIGITS) for number, part in enumerate(_AS_WRITTEN.split(words))
    )


def _is_kept(opened: re.Match[str]) -> bool:
    return opened[1] in _KEPT_ELEMENTS or _KEPT_CLASSES.search(opened[2]) is not None
