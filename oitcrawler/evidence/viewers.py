"""The files behind viewers: what attributes, options and scripts name that a visitor then sees on the page.

Flipbooks and viewers name their file in an attribute (dFlip `source`, PDF.js `data-pdf-url`), in options written as
JSON in one (`data-flipbook-options` of Real3D, `data-attributes` of PDF Poster), in a script (dFlip
`window.option_df_…`, FlowPaper `PDFFile`), or in JSON coded in Base64 (3D FlipBook `FB3D_CLIENT_DATA`). Only files of
the offices' kinds and share links are taken: scripts and options name pictures and addresses of many other things.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator, Mapping

from ..shares import resolve_share
from ..urls import looks_like_document, suffix_of

_FILE = r"(?:pdf|docx?|xlsx?|pptx?|odt|ods)"
_QUOTED = re.compile(rf"""(['"])([^'"\s<>*{{}}][^'"<>*{{}}\n]{{0,1000}}?\.{_FILE})(?:[?#][^'"]*)?\1""", re.IGNORECASE)
# `accept: '.pdf,.docx'` names kinds, `saveAs('report.xlsx')` what a visitor will make.
_NO_ADDRESS = re.compile(rf"\.(?!\.?/)|[^/]*\.(?!pdf){_FILE}$", re.IGNORECASE)
_SHARED = re.compile(
    r"https://(?:drive|docs)\.google\.com/[\w./?=&%-]+|https://1drv\.ms/[\w./?=&%!-]+"
    r"|https://www\.dropbox\.com/s(?:cl/f[io]|h)?/[\w./?=&%-]+|https://[\w-]+\.sharepoint\.com/:[a-z]:/[\w./?=&%-]+"
)
_ESCAPED = re.compile(r"\\u00([0-7][0-9a-f])|\\x([0-7][0-9a-f])|\\(/)", re.IGNORECASE)
_BASE64 = re.compile(r"['\"]((?:eyJ|W3si)[A-Za-z0-9+/]{40,}={0,2})['\"]")
_OPTIONS = re.compile(r"\s*(?:\{|\[\s*[{\"'])")
_NAMES = frozenset(["source", "df-source", "df-option", "pdf-url", "pdf-src", "pdfurl", "file-url"])
_OF_FILES = re.compile(
    r"(?:data-)?(?:df-)?(?:source|src|href|link|url|file|doc|document|pdf)(?:-?(?:url|src|file|path|link))?"
)
_OF_WORDS = re.compile(r".*(?:title|name|label|caption|alt|text|tooltip|content)$")
_DOCUMENT_ID = re.compile(r"[A-Za-z0-9_-]{20,}")
_MOST = 20


def named_in_script(code: str) -> tuple[str, ...]:
    """Return the files and share links that an inline script names, in their order, at most twenty."""
    return _named(code, decoded=True)


def named_in_attributes(attributes: Mapping[str, str]) -> Iterator[str]:
    """Return the files and share links that an element's own attributes hand to a viewer."""
    for name, value in attributes.items():
        if not (name.startswith("data-") or name in _NAMES) or len(value) < 5 or _OF_WORDS.fullmatch(name):
            continue
        text = html.unescape(value) if "&" in value else value
        if _OPTIONS.match(text):
            yield from _named(text, decoded=False)
        elif name == "data-embed-doc-id" and _DOCUMENT_ID.fullmatch(text):
            yield f"https://drive.google.com/open?id={text}"
        elif _is_file(text.strip()) and ("/" in text or _OF_FILES.fullmatch(name)):
            yield text.strip()


def shows_by_share(url: str) -> bool:
    """Whether an address is a share link that is opened like a document."""
    share = resolve_share(url)
    return share is not None and share.is_fetched


def is_document(url: str) -> bool:
    """Whether an address names a document: by its suffix, or as a share link."""
    return looks_like_document(url) or shows_by_share(url)


def _named(code: str, *, decoded: bool) -> tuple[str, ...]:
    text = _ESCAPED.sub(_letter, code) if "\\" in code else code
    found = [(one.start(), one[2]) for one in _QUOTED.finditer(text) if not _NO_ADDRESS.match(one[2])]
    found += [(one.start(), one[0]) for one in _SHARED.finditer(text) if shows_by_share(one[0])]
    files = [name for _, name in sorted(found)]
    if decoded:
        files += [name for one in _BASE64.findall(code)[:_MOST] for name in _named(_from_base64(one), decoded=False)]
    return tuple(dict.fromkeys(files))[:_MOST]


def _letter(escaped: re.Match[str]) -> str:
    return escaped[3] or chr(int(escaped[1] or escaped[2], 16))


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _is_file(value: str) -> bool:
    if any(letter in value for letter in "\n{}<>"):
        return False
    if value.startswith("https://") and shows_by_share(value):
        return True
    return bool(re.fullmatch(_FILE, suffix_of(value if "://" in value else f"https://x/{value.lstrip('/')}")))
