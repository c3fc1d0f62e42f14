"""Forms that a visitor can fill in, with the labels of their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .headings import Spot, headings_above
from .model import Field, Form
from .places import Placing
from .selectors import Selectors
from .tree import CELLS, Tree

_FIELDS = ("input", "select", "textarea")
_NOT_FIELDS = frozenset(["hidden", "submit", "button", "image", "reset"])
_SEARCH = re.compile(r"search|ค้นหา|สืบค้น", re.IGNORECASE)
_SEARCH_NAMES = frozenset(["q", "s", "keyword", "keywords", "search", "searchword", "txtsearch", "query", "find"])
_MAX_LABEL = 150


def read_forms(tree: Tree, placing: Placing, spots: tuple[Spot, ...], selectors: Selectors) -> Iterator[Form]:
    """Return the visible forms that have fields, then the loose fields outside any form if a text can be typed."""
    labels = _labels_for(tree)
    forms = [one for one in range(len(tree)) if tree.tags[one] == "form" and not tree.hidden[one]]
    above = headings_above(tree, placing, spots, (*forms, *_loose(tree)))
    for form in forms:
        fields = tuple(one for one in tree.within(form, *_FIELDS) if _is_field(tree, one))
        if fields:
            yield _form(tree, form, fields, labels, above, selectors)
    loose = tuple(_loose(tree))
    if any(tree.tags[one] == "textarea" for one in loose):
        yield _form(tree, loose[0], loose, labels, above, selectors)


def _loose(tree: Tree) -> Iterator[int]:
    end = 0
    for one in range(len(tree)):
        if tree.tags[one] == "form":
            end = max(end, tree.ends[one])
        if one >= end and tree.tags[one] in _FIELDS and _is_field(tree, one):
            yield one


def _is_field(tree: Tree, one: int) -> bool:
    return not tree.hidden[one] and _type(tree, one) not in _NOT_FIELDS


def _type(tree: Tree, one: int) -> str:
    tag = tree.tags[one]
    return tag if tag != "input" else (tree.get(one, "type").strip().lower() or "text")


def _form(
    tree: Tree,
    form: int,
    fields: tuple[int, ...],
    labels: Mapping[str, str],
    above: Mapping[int, tuple[str, ...]],
    selectors: Selectors,
) -> Form:
    is_form = tree.tags[form] == "form"
    read = tuple(Field(_type(tree, one), _name(tree, one), _label(tree, one, labels)) for one in fields)
    typed = [one for one in read if one.type in ("text", "search", "textarea", "email", "tel", "number", "url")]
    return Form(
        action=(tree.url(tree.get(form, "action")) or "") if is_form else "",
        fields=read,
        headings=above[form],
        submit=_submit(tree, form) if is_form else "",
        selector=selectors.of(form),
        is_search=len(typed) == 1 and _is_search(tree, form, typed[0]),
        is_login=any(one.type == "password" for one in read),
    )


def _name(tree: Tree, one: int) -> str:
    return tree.get(one, "name") or tree.get(one, "id")


def _is_search(tree: Tree, form: int, field: Field) -> bool:
    own = " ".join(tree.get(form, name) for name in ("role", "class", "id", "action"))
    is_named = field.type == "search" or field.name.lower() in _SEARCH_NAMES or bool(_SEARCH.search(field.name))
    return is_named or bool(_SEARCH.search(f"{own} {field.label}"))


def _submit(tree: Tree, form: int) -> str:
    for one in tree.within(form, "button", "input"):
        if tree.hidden[one]:
            continue
        if tree.tags[one] == "button" and tree.get(one, "type").lower() in ("", "submit", "button") and tree.text(one):
            return tree.text(one)
        if tree.get(one, "type").lower() in ("submit", "image", "button") and tree.tags[one] == "input":
            return tree.get(one, "value") or tree.get(one, "alt")
    return ""


def _labels_for(tree: Tree) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in range(len(tree)):
        if tree.tags[one] == "label" and tree.get(one, "for"):
            found.setdefault(tree.get(one, "for"), tree.text(one))
    return found


def _label(tree: Tree, one: int, labels: Mapping[str, str]) -> str:
    wrapping = next((tree.text(outer) for outer in tree.ancestors(one) if tree.tags[outer] == "label"), "")
    own = (tree.get(one, name) for name in ("aria-label", "placeholder", "title"))
    named = next((text for text in (labels.get(tree.get(one, "id"), ""), wrapping, *own) if text.strip()), "")
    return " ".join((named or _text_before(tree, one)).split())[:_MAX_LABEL]


def _text_before(tree: Tree, one: int) -> str:
    """Return the text that stands before a field: in its block, else in the cell or block before."""
    inner = one
    for level, outer in enumerate(tree.ancestors(one)):
        if level > 3 or tree.tags[outer] in ("form", "body"):
            break
        before = (
            tree.pieces[number]
            for number in range(tree.starts[outer], tree.starts[inner])
            if not tree.hidden[tree.owners[number]]
        )
        text = " ".join("".join(before).split())
        if text:
            return text[-_MAX_LABEL:] if tree.tags[outer] not in CELLS else text
        inner = outer
    return ""
