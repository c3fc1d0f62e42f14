"""Rich Text Format cut into its tokens: control words, characters by number, braces, runs of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})?\x20?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)", re.DOTALL
)
_HIGH: Final = re.compile(rb"(?:\\'[89a-fA-F][0-9a-fA-F])+")
_ENOUGH: Final = 200_000


class Token(NamedTuple):
    r"""A control word with its number (`\u3585`), a brace or control symbol as `word`, or `text` in some code page."""

    word: str = ""
    number: int | None = None
    text: bytes = b""


def tokens(body: bytes) -> Iterator[Token]:
    r"""Yield the tokens of a document; binary data (`\bin`) is skipped."""
    at = 0
    while found := _TOKEN.match(body, at):
        at = found.end()
        word, number, code, symbol, brace, text = found.groups()
        if word is not None:
            yield Token(word.decode("ascii"), int(number) if number else None)
            at += min(max(int(number or 0), 0), len(body)) if word == b"bin" else 0
        elif code is not None:
            yield Token(text=bytes([int(code, 16)]))
        elif brace or (symbol and symbol not in b"\\{}"):
            yield Token((brace or symbol).decode("latin-1"))
        elif symbol or text:
            yield Token(text=symbol or text)


def coded_bytes(body: bytes) -> bytes:
    """Return the letters outside of ASCII that are written by their codes, for telling the code page from them."""
    runs = (bytes.fromhex(found[0].decode("ascii").replace("\\'", "")) for found in _HIGH.finditer(body[:_ENOUGH]))
    return b" ".join(runs)
