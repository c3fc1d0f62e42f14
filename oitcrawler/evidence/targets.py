"""Where the elements of a page lead: not only `href`, but scripts, frames, viewers and embedded documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from ..urls import host_of, normalise
from .tree import Tree
from .viewers import is_document, named_in_attributes, named_in_script

_CALL = re.compile(
    r"(?:window\.open|open\w*win\w*|mm_openbrwindow|popup\w*|location(?:\.href|\.assign|\.replace)?)"
    r"\s*[(=]\s*(?:encodeURI\(\s*)?['\"]([^'\"\s][^'\"]{0,2000})['\"]",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]?\s*+url\s*+=\s*+['\"]?(.+)", re.IGNORECASE | re.DOTALL)
_FRAME_SOURCES = {
    "iframe": ("src", "data-src", "data-lazy-src"),
    "frame": ("src",),
    "object": ("data",),
    "embed": ("src",),
}
_EMBEDDED = ("source", "data-pdf", "data-pdf-url", "data-file", "data-source", "data-url", "data-href", "data-link")
_PICTURES = frozenset(["img", "source", "picture", "video", "audio", "image"])  # lazy pictures may lie in Drive
_PARAMETERS = frozenset(["src", "data", "url", "file", "filename", "movie", "source"])
_VIEWER_FIELDS = ("file", "url", "src", "pdf", "pdfurl", "path")
_VIEWER = re.compile(r"viewer|pdf-?js|gview|flipbook|flip|officeapps|embed", re.IGNORECASE)
_REDIRECTORS = {
    "l.facebook.com": ("u",),
    "lm.facebook.com": ("u",),
    "www.google.com": ("q", "url"),
    "www.google.co.th": ("q", "url"),
}
_SPLASH_LENGTH = 600


def link_targets(tree: Tree, element: int) -> Iterator[str]:
    """Return the addresses that a click on this element opens; before that of a viewer, the document in it."""
    tag = tree.tags[element]
    own = tree.get(element, "href") if tag in ("a", "area") else ""
    url = tree.url(own) if own.strip() and not own.strip().startswith("#") else None
    if url:
        yield from opened(unwrapped(url))
        return
    calls = f"{own if own.lower().lstrip().startswith('javascript') else ''} {tree.get(element, 'onclick')}"
    for called in _CALL.findall(calls):
        found = None if called.startswith("#") else tree.url(called)
        if found:
            yield from opened(unwrapped(found))


def frame_targets(tree: Tree, element: int) -> Iterator[str]:
    """Return what this element shows inside the page: frames, embedded objects, documents in viewers."""
    names = _FRAME_SOURCES.get(tree.tags[element], ())
    sources = [value for name in names if (value := tree.get(element, name).strip())]
    found = [url for value in sources[:1] if not value.startswith("#") and (url := tree.url(value))]
    for url in found:
        yield from opened(url, is_frame=True)
    if not names:
        yield from dict.fromkeys(_embedded(tree, element))


def _embedded(tree: Tree, element: int) -> Iterator[str]:
    """Return what attributes name for a viewer: one that a script will start, or an object's parameter."""
    values = [value for name in _EMBEDDED if (value := tree.get(element, name).strip())]
    if tree.tags[element] == "param" and tree.get(element, "name").strip().lower() in _PARAMETERS:
        values.append(tree.get(element, "value").strip())
    named = (tree.url(value) for value in values)
    yield from (url for url in named if url and is_document(url))
    if tree.tags[element] in _PICTURES:
        return
    handed = (tree.url(value) for value in named_in_attributes(tree.attributes[element]))
    yield from (url for url in handed if url and is_document(url))


def script_targets(tree: Tree, code: str) -> list[str]:
    """Return the documents and share links that an inline script names (viewers are started so)."""
    found = [tree.url(name) for name in named_in_script(code)]
    return [url for url in dict.fromkeys(found) if url]


def redirect_target(tree: Tree, element: int, code: str = "") -> str | None:
    """Return where a `<meta http-equiv="refresh">` or a script that does nothing else sends the visitor."""
    if tree.tags[element] == "meta" and tree.get(element, "http-equiv").strip().lower() == "refresh":
        found = _REFRESH.match(tree.get(element, "content"))
        return tree.url(found[1].rstrip().rstrip("'\"")) if found else None
    if code and len(code) <= _SPLASH_LENGTH and "function" not in code:
        called = re.search(_CALL, code)
        return tree.url(called[1]) if called and "location" in called[0].lower() else None
    return None


def opened(url: str, *, is_frame: bool = False) -> tuple[str, ...]:
    """Return what is seen at an address: the document in a viewer and the viewer, or the address alone."""
    inside = viewed_document(url, is_frame=is_frame)
    return (inside, url) if inside else (url,)


def viewed_document(url: str, *, is_frame: bool = False) -> str | None:
    """Return the document that a viewer's address names (`viewer.html?file=…`, Google's and Microsoft's viewers).

    A frame may be a viewer whatever its name, if it is given the whole address of a document.
    """
    if "?" not in url:
        return None
    fields = _fields(url)
    if not _VIEWER.search(url.partition("?")[0]):
        whole = (fields[name] for name in _VIEWER_FIELDS if fields.get(name, "").startswith(("http://", "https://")))
        shown = (normalise(value, url) for value in whole) if is_frame else iter(())
        return next((one for one in shown if one and one != url and is_document(one)), None)
    named = next((fields[name] for name in _VIEWER_FIELDS if name in fields), None)
    inside = normalise(named, url) if named else None
    return inside if inside and inside != url else None


def unwrapped(url: str) -> str:
    """Return the address behind a redirector (Facebook, Google), or the address itself."""
    if urlsplit(url).path not in ("/l.php", "/url"):
        return url
    fields = _fields(url)
    behind = (normalise(fields.get(name, ""), "") for name in _REDIRECTORS.get(host_of(url), ()))
    return next((one for one in behind if one), url)


def _fields(url: str) -> dict[str, str]:
    try:
        query = parse_qs(urlsplit(url).query, max_num_fields=100)
    except ValueError:
        return {}
    return {name.lower(): values[0] for name, values in query.items()}
