"""What a visitor can see: hidden markup is no evidence, but what a click opens is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NEVER = frozenset(["script", "style", "template", "noscript", "noframes", "head", "title", "datalist"])
_MUTE = frozenset(["select", "textarea", "svg", "iframe", "audio", "video", "canvas", "math"])
_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_OPENS = frozenset(
    ["modal", "collapse", "tab-pane", "tabcontent", "tab-content", "panel-collapse", "accordion-collapse"]
)
_TITLE_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "button", "dt", "summary"])
_TITLE_WORDS = frozenset(["accordion", "toggle", "collapse", "collapsible", "faq", "question", "heading", "tab"])
_PANELS = frozenset(["div", "ul", "ol", "dd", "section", "table"])
_CONTROLS = ("data-bs-target", "data-target", "aria-controls", "href", "for")
_QUOTED = re.compile(r"['\"]#?([A-Za-z_][\w:.-]*)['\"]")


def shown_by_controls(attributes: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """Return the ids that something on the page opens: a tab, an accordion button, a link to `#id`, a script call."""
    found: set[str] = set()
    for one in attributes:
        for name in _CONTROLS:
            value = one.get(name, "")
            if value.startswith("#"):
                found.add(value[1:])
            elif name == "aria-controls":
                found.update(value.split())
        if "onclick" in one:
            found.update(_QUOTED.findall(one["onclick"]))
    return frozenset(found)


def opens_next(tag: str, words: frozenset[str]) -> bool:
    """Whether an element looks like the title that opens what follows it (accordions written by hand)."""
    return tag in _TITLE_TAGS or not _TITLE_WORDS.isdisjoint(words)


def is_hidden(
    tag: str, attributes: Mapping[str, str], parent_tag: str, shown: frozenset[str], follows_title: bool = False
) -> bool:
    """Whether an element hides its content for good.

    Hidden by `hidden`, an inline style or `aria-hidden` counts, unless it is a panel that something opens: a tab,
    an accordion, a modal window, a sub-menu in a list, or (`follows_title`) what stands under a title.
    """
    if tag in _NEVER:
        return True
    is_off = (
        ("hidden" in attributes and attributes["hidden"] != "until-found")
        or attributes.get("aria-hidden", "").lower() == "true"
        or bool(_STYLE.search(attributes.get("style", "")))
    )
    return is_off and not (follows_title and tag in _PANELS) and not _can_be_opened(tag, attributes, parent_tag, shown)


def is_mute(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether what an element holds is no text: code, the options of a list, or what only old browsers show."""
    return tag in _NEVER or tag in _MUTE or (tag == "object" and bool(attributes.get("data")))


def _can_be_opened(tag: str, attributes: Mapping[str, str], parent_tag: str, shown: frozenset[str]) -> bool:
    return (
        attributes.get("id", "") in shown
        or attributes.get("role", "") in ("tabpanel", "dialog")
        or (tag == "ul" and parent_tag == "li")
        or not _OPENS.isdisjoint(attributes.get("class", "").lower().split())
    )
