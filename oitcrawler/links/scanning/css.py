"""What a style sheet names: pictures and fonts (`url()`, `image-set()`), and other sheets (`@import`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...evidence.encoding import decode
from ..model import Ref, RefKind, Scanned
from .spelling import names_something

MAX_REFS: Final = 20_000
_STRING = r"(?:\"[^\"\\\n]*+(?:\\[\s\S][^\"\\\n]*+)*+\"|'[^'\\\n]*+(?:\\[\s\S][^'\\\n]*+)*+')"
_BARE = r"[^()\"'\\]*+(?:\\[\s\S][^()\"'\\]*+)*+"
_URL = rf"url\(\s*+(?:{_STRING}\s*+|{_BARE})\)"
# One pass: what may hold something that looks like an address comes first.
_TOKEN = re.compile(
    rf"""/\*[\s\S]*?(?:\*/|\Z)
    |url\(\s*+data:[^)]*+
    |@namespace[^;]{{0,500}};
    |(?<![\w-])(?:-ms-)?behavior\s*+:[^;}}]*+
    |@import\s*+(?:/\*[\s\S]{{0,2000}}?\*/\s*+)*+(?P<sheet>{_STRING}|{_URL})
    |(?<![\w-])(?P<url>{_URL})
    |(?<![\w-])(?:-webkit-)?image-set\((?P<set>(?:{_STRING}|[^()"']|\((?:{_STRING}|[^()"'])*+\))*+)\)
    |{_STRING}""",
    re.IGNORECASE | re.VERBOSE,
)
_SOURCE = re.compile(rf"(?:type|format)\([^)]*+\)|url\(({_BARE}|\s*+{_STRING}\s*+)\)|({_STRING})", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)


def scan_css(body: bytes, content_type: str, url: str) -> Scanned:
    """Return what a style sheet names, each address once; they are relative to the sheet itself. Never raises.

    Comments, `data:` addresses and what browsers do not load (`behavior`, namespaces, `url(#id)`) are left out.
    """
    text, encoding = decode(body, content_type)
    refs: dict[tuple[str, RefKind], Ref] = {}
    line, last = 1, 0
    for raw, kind, start in _found(text):
        line += text.count("\n", last, start)
        last = start
        if (raw, kind) not in refs and names_something(raw) and len(refs) < MAX_REFS:
            refs[raw, kind] = Ref(raw, kind, "", f"line {line}")
    return Scanned(tuple(refs.values()), frozenset(), url, encoding)


def named_in_css(text: str) -> Iterator[tuple[str, RefKind]]:
    """Yield the addresses that style rules name, in their order: sheets as STYLE, all else as CSS."""
    for raw, kind, _ in _found(text):
        yield raw, kind


def _found(text: str) -> Iterator[tuple[str, RefKind, int]]:
    for token in _TOKEN.finditer(text):
        name = token.lastgroup
        if name is None:
            continue
        kind = RefKind.STYLE if name == "sheet" else RefKind.CSS
        for one in _SOURCE.finditer(token[name]):
            written = one[1] if one[1] is not None else one[2]
            if written and written.strip("\"' \t\r\n\f")[:1] not in ("", "#"):
                yield _plain(written.strip()), kind, token.start()


def _plain(written: str) -> str:
    """Return an address without its quotes and escapes."""
    inner = written[1:-1] if written[0] in "\"'" and len(written) > 1 else written
    return _ESCAPE.sub(_letter, inner).strip() if "\\" in inner else inner.strip()


def _letter(found: re.Match[str]) -> str:
    if found[1]:
        code = int(found[1], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return found[2] or ""
