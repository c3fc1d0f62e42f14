"""Bytes to text: Thai pages declare the wrong encoding so often that a declaration is only a hint."""

from __future__ import annotations

import codecs
import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

THAI = "cp874"

_THAI_NAMES = re.compile(
    r"(?i)(?:x-)?windows-874|(?:x-)?cp-?874|ms-?874|tis-?620(?:[-.]\w+)?|iso-?8859-11|dos-874|thai8?"
)
_LATIN_NAMES = re.compile(r"(?i)iso-?8859-1|latin-?1|us-ascii|ascii|(?:windows-|cp)1252")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_NOT_THAI = re.compile(rb"[\x80-\x84\x86-\x90\x98-\x9f\xdb-\xde\xfc-\xff]")
_MARK = re.compile(rb"[\xd1\xd4-\xda\xe7-\xee]")
_ORPHAN_MARK = re.compile(rb"(?:\A|(?<=[^\xa1-\xce\xd1\xd4-\xd9\xe7-\xec]))[\xd1\xd4-\xda\xe7-\xee]")
_THAI_LETTER = re.compile("[\u0e01-\u0e5b]")
_RARE_LETTER = re.compile("[\u0f00-\u1dff\u1f00-\u1fff\u2800-\u2fff\u3800-\u4dff]")
_ENOUGH = 50_000


def decode(body: bytes, content_type: str) -> tuple[str, str]:
    """Return the text of a body and the name of its encoding (a Python codec, fit for writing queries).

    A byte order mark decides; then what the bytes prove: valid UTF-8, UTF-8 with a few letters cut in two, Thai
    single-byte text (windows-874, TIS-620 and ISO 8859-11 are read alike, whatever is declared); then the
    `<meta>` declaration, then the header; and a guess last. Never raises.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace"), codec
    declared = _declared(body, content_type)
    if body.isascii():
        return body.decode("ascii"), declared if declared and _is_superset(declared) else "utf-8"
    codec = _proved(body) or _fitting(body, declared) or _guessed(body)
    return body.decode(codec, "replace"), codec


def _proved(body: bytes) -> str | None:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        if _is_damaged_utf8(body):
            return "utf-8"
        return THAI if _is_thai(body) else None
    # Short TIS-620 words ("แผน") can be valid UTF-8, but for letters that no Thai page writes.
    is_odd = not _THAI_LETTER.search(text) and _RARE_LETTER.search(text)
    return THAI if is_odd and _is_thai(body) else "utf-8"


def _is_damaged_utf8(body: bytes) -> bool:
    shown = body.decode("utf-8", "replace")
    good = sum(not letter.isascii() and letter != "\ufffd" for letter in shown)
    return good >= 20 * shown.count("\ufffd")


def _is_thai(body: bytes) -> bool:
    runs = _HIGH_RUN.findall(body)
    if not runs:
        return False
    high = b" ".join(runs)[:_ENOUGH]
    count = len(high) - high.count(b" ")
    marks = len(_MARK.findall(high))
    return (
        len(_NOT_THAI.findall(high)) <= 0.02 * count
        and len(_ORPHAN_MARK.findall(high)) <= 0.1 * marks + 1
        and count >= 2 * len(high.split(b" "))
    )


def _declared(body: bytes, content_type: str) -> str | None:
    names = (html_body_declared_encoding(body[:8192]), http_content_type_encoding(content_type))
    raw = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", body[:8192], re.IGNORECASE)
    found = [raw[1].decode("ascii", "replace") if raw else None, *names]
    return next((codec for name in found if name and (codec := _codec(name))), None)


def _codec(name: str) -> str | None:
    if _THAI_NAMES.fullmatch(name.strip()):
        return THAI
    if _LATIN_NAMES.fullmatch(name.strip()):
        return "cp1252"
    try:
        "<".encode(name.strip())
        return codecs.lookup(name.strip()).name
    except (LookupError, ValueError):  # unknown, or no encoding of text ("rot13")
        return None


def _is_superset(codec: str) -> bool:
    return not codec.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode"))


def _fitting(body: bytes, declared: str | None) -> str | None:
    if declared is None or declared == "utf-8" or not _is_superset(declared):
        return None
    try:
        body.decode(declared)
    except (UnicodeDecodeError, ValueError):
        return None
    return declared


def _guessed(body: bytes) -> str:
    from charset_normalizer import from_bytes  # needed for few pages, and not small

    best = from_bytes(body[:_ENOUGH], chunk_size=1024, steps=5).best()
    codec = _codec(best.encoding) if best else None
    return codec if codec and _is_superset(codec) else "cp1252"
