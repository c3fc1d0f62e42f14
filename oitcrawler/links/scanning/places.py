"""Where on a page a reference stands, for whoever has to find it: menu, header, main, footer, sidebar.

Told by tags and roles, else by the words in class and id. Coarser than `evidence.places`, which weighs the text of the
whole page: this is asked on every page of a site.
"""

from __future__ import annotations

from typing import Final

from ...evidence.tree import class_words

MENU: Final = "menu"
HEADER: Final = "header"
MAIN: Final = "main"
FOOTER: Final = "footer"
SIDEBAR: Final = "sidebar"

CONTAINERS: Final = frozenset(["nav", "header", "footer", "aside", "main", "div", "ul", "table", "section"])
"""The elements that can be a landmark."""
MOST_OF_PAGE: Final = 0.9
"""A class cannot make a landmark of an element that holds more than this share of what the page names."""

_TAGS = {"nav": MENU, "header": HEADER, "footer": FOOTER, "aside": SIDEBAR, "main": MAIN}
_ROLES = {
    "navigation": MENU,
    "menubar": MENU,
    "menu": MENU,
    "banner": HEADER,
    "contentinfo": FOOTER,
    "complementary": SIDEBAR,
    "main": MAIN,
}
_WORDS = (
    (FOOTER, frozenset(["footer", "foot", "copyright", "footermenu", "bottombar"])),
    (
        MENU,
        frozenset(["nav", "navi", "navbar", "navigation", "menu", "menus", "menubar", "mainmenu", "topmenu", "submenu"])
        | frozenset(["topnav", "mainnav", "leftmenu", "rightmenu", "megamenu", "sitenav", "offcanvas"]),
    ),
    (SIDEBAR, frozenset(["sidebar", "aside", "sidenav", "sidemenu", "leftbar", "rightbar", "sidepanel"])),
    (HEADER, frozenset(["header", "topbar", "masthead", "headbar"])),
)
_PART_OF_CONTENT = frozenset(
    ["card", "panel", "modal", "accordion", "entry", "post", "article", "table", "tab", "tabs", "title", "dialog"]
) | frozenset(["collapse", "item", "list", "content", "page", "section", "box", "pills", "pane", "wrapper", "toggle"])


def landmark_of(tag: str, role: str, names: str) -> tuple[str, bool]:
    """Return the landmark that an element is ("" for none), and whether its tag or role says so itself.

    `names` are its class and id.
    """
    told = _ROLES.get(role.strip().lower()) or _TAGS.get(tag)
    if told:
        return told, True
    words = class_words(names) if names.strip() else frozenset()
    if not words or not words.isdisjoint(_PART_OF_CONTENT):
        return "", False
    return next((place for place, known in _WORDS if not words.isdisjoint(known)), ""), False


def combined(outer: str, own: str) -> str:
    """Return the place inside an element that is `own` and stands in `outer`: the title of an article is no header."""
    if outer in (FOOTER, MENU) or (outer == MAIN and own in (HEADER, FOOTER)):
        return outer
    return outer if outer in (HEADER, SIDEBAR) and own not in (MENU, MAIN) else own
