"""The words by which people know a reference."""

from __future__ import annotations

from typing import Final

from .elements import POST, Attributes, Element

MAX_TEXT: Final = 200
_PICTURES = ("img", "image", "svg", "input")


def short(words: str) -> str:
    """Return words in one line, at most `MAX_TEXT` letters; the very same object where nothing changes."""
    text = " ".join(words.split())
    if len(text) > MAX_TEXT:
        return text[: MAX_TEXT - 1] + "…"
    return words if text == words else text


def written_in(element: Element) -> str:
    """Return the text in an element as it stands there, its white space included."""
    count = len(element)
    if not count:
        return element.text or ""
    inner = element[0]
    if count == 1 and not len(inner):
        return f"{element.text or ''}{inner.text or ''}{inner.tail or ''}"
    return "".join(element.itertext())


def label_of(element: Element, written: str) -> str:
    """Return the words that name a link: its text, its pictures' alternative texts, its own label or title."""
    if written.strip():
        return short(written)
    for picture in element.iter(*_PICTURES):
        for name in ("alt", "title", "aria-label"):
            if (picture.get(name) or "").strip():
                return short(picture.get(name) or "")
    return _own(dict(element.items()))


def named(tag: str, attributes: Attributes, element: Element) -> str:
    """Return the words that name what an element loads or sends."""
    if tag == "form":
        sent = f" ({POST})" if attributes.get("method", "").strip().lower() == "post" else ""
        return f"{_button(element) or _own(attributes)}{sent}".strip()
    if tag in ("link", "meta"):
        return short(attributes.get("title") or attributes.get("rel") or attributes.get("property") or "")
    if tag in ("button", "select"):
        return _own(attributes) or (short(written_in(element)) if tag == "button" else "")
    return _own(attributes)


def _own(attributes: Attributes) -> str:
    words = (attributes.get(name, "") for name in ("aria-label", "alt", "title", "value", "name"))
    return next((short(one) for one in words if one.strip()), "")


def _button(form: Element) -> str:
    for one in form.iter("button", "input"):
        kind = (one.get("type") or "").strip().lower()
        if one.tag == "button" and kind in ("", "submit") and written_in(one).strip():
            return short(written_in(one))
        if one.tag == "input" and kind == "submit" and (one.get("value") or "").strip():
            return short(one.get("value") or "")
    return ""
