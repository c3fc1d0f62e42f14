"""Web pages."""

from __future__ import annotations

from .outlinks import OutLink, outlinks
from .targets import link_targets
from .tree import parse

__all__ = ["OutLink", "outlinks", "visible_text_and_links"]


def visible_text_and_links(body: bytes, content_type: str, url: str) -> tuple[int, int]:
    """Return how many characters a visitor sees on a page (without spaces) and how many links."""
    tree = parse(body, content_type, url)
    pieces = zip(tree.pieces, tree.owners, strict=True)
    characters = sum(len("".join(text.split())) for text, owner in pieces if not tree.hidden[owner])
    visible = (one for one in range(len(tree)) if not tree.hidden[one])
    return characters, sum(next(link_targets(tree, one), None) is not None for one in visible)
