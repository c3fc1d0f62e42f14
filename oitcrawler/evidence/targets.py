"""Where the elements of a page lead: not only `href`, but scripts, frames, viewers and embedded documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from ..urls import host_of, looks_like_document, normalise
from .tree import Tree

_CALL = re.compile(
    r"(?:window\.open|open\w*win\w*|mm_openbrwindow|popup\w*|location(?:\.href|\.assign|\.replace)?)"
    r"\s*[(=]\s*(?:encodeURI\(\s*)?['\"]([^'\"\s][^'\"]{0,2000})['\"]",
    re.IGNORECASE,
)
_PDF_IN_SCRIPT = re.compile(r"['\"]([^'\"\s<>][^'\"<>\n]{0,1000}\.pdf)(?:[?#][^'\"]*)?['\"]", re.IGNORECASE)
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*url\s*=\s*['\"]?(.+?)['\"]?\s*$", re.IGNORECASE | re.DOTALL)
_FRAME_SOURCES = {
    "iframe": ("src", "data-src", "data-lazy-src"),
    "frame": ("src",),
    "object": ("data",),
    "embed": ("src",),
}
_EMBEDDED = ("source", "data-pdf", "data-pdf-url", "data-file", "data-source", "data-url", "data-href", "data-link")
_VIEWER_FIELDS = ("file", "url", "src", "pdf", "pdfurl", "path")
_VIEWER = re.compile(r"viewer|pdf-?js|gview|flipbook|flip|officeapps|embed", re.IGNORECASE)
_REDIRECTORS = {"l.facebook.com": "u", "lm.facebook.com": "u", "www.google.com": "q", "www.google.co.th": "q"}
_SPLASH_LENGTH = 600


def link_targets(tree: Tree, element: int) -> Iterator[str]:
    """Return the addresses that a click on this element opens."""
    tag = tree.tags[element]
    own = tree.get(element, "href") if tag in ("a", "area") else ""
    url = tree.url(own) if own.strip() and not own.strip().startswith("#") else None
    if url:
        yield unwrapped(url)
        return
    calls = f"{own if own.lower().lstrip().startswith('javascript') else ''} {tree.get(element, 'onclick')}"
    for called in _CALL.findall(calls):
        found = None if called.startswith("#") else tree.url(called)
        if found:
            yield unwrapped(found)


def frame_targets(tree: Tree, element: int) -> Iterator[str]:
    """Return what this element shows inside the page: frames, embedded objects, documents in viewers."""
    names = _FRAME_SOURCES.get(tree.tags[element], ())
    sources = [value for name in names if (value := tree.get(element, name).strip())]
    found = [url for value in sources[:1] if not value.startswith("#") and (url := tree.url(value))]
    for url in found:
        inside = viewed_document(url)
        yield from (inside, url) if inside else (url,)
    if not names:
        for name in _EMBEDDED:
            embedded = tree.url(value) if (value := tree.get(element, name).strip()) else None
            if embedded and looks_like_document(embedded):
                yield embedded


def script_targets(tree: Tree, code: str) -> list[str]:
    """Return the PDFs that an inline script names (viewers are started so)."""
    found = [tree.url(name) for name in _PDF_IN_SCRIPT.findall(code)[:20]]
    return [url for url in dict.fromkeys(found) if url]


def redirect_target(tree: Tree, element: int, code: str = "") -> str | None:
    """Return where a `<meta http-equiv="refresh">` or a script that does nothing else sends the visitor."""
    if tree.tags[element] == "meta" and tree.get(element, "http-equiv").strip().lower() == "refresh":
        found = _REFRESH.match(tree.get(element, "content"))
        return tree.url(found[1]) if found else None
    if code and len(code) <= _SPLASH_LENGTH and "function" not in code:
        called = re.search(_CALL, code)
        return tree.url(called[1]) if called and "location" in called[0].lower() else None
    return None


def viewed_document(url: str) -> str | None:
    """Return the document that a viewer's address names (`viewer.html?file=…`, Google's and Microsoft's viewers)."""
    if not _VIEWER.search(url.partition("?")[0]):
        return None
    fields = _fields(url)
    named = next((fields[name] for name in _VIEWER_FIELDS if name in fields), None)
    inside = normalise(named, url) if named else None
    return inside if inside and inside != url else None


def unwrapped(url: str) -> str:
    """Return the address behind a redirector (Facebook, Google), or the address itself."""
    field = _REDIRECTORS.get(host_of(url))
    if field and urlsplit(url).path in ("/l.php", "/url"):
        return normalise(_fields(url).get(field, ""), "") or url
    return url


def _fields(url: str) -> dict[str, str]:
    try:
        query = parse_qs(urlsplit(url).query, max_num_fields=100)
    except ValueError:
        return {}
    return {name.lower(): values[0] for name, values in query.items()}
