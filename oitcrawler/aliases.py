"""An agency's own words for the items of a list, beside those by which everybody knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .checklist import Checklist, Topic


def also_named(checklist: Checklist, names_of: Callable[[str, str], tuple[str, ...]]) -> Checklist:
    """Return a list whose topics are known by more names: those that `names_of` gives for an item and a topic.

    They are an agency's own words (`agency.yaml`); the wording of the list, and so its digest, stays.
    """
    items = tuple(
        replace(item, topics=tuple(_named(topic, names_of(item.id, topic.name)) for topic in item.topics))
        for item in checklist.items
    )
    return replace(checklist, items=items)


def _named(topic: Topic, more: tuple[str, ...]) -> Topic:
    if not more:
        return topic
    names = tuple(dict.fromkeys((*topic.find.names, *more)))
    return replace(topic, find=topic.find.model_copy(update={"names": names}))
