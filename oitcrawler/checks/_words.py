"""Words looked for in evidence, however its text layer spells them, and the place where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..evidence.model import Evidence, Passage, Place
from ..model import Citation, Origin
from ..thai.fold import arabic_digits, fold, pack, skeleton, squeezed

_CONTENT = (Place.CONTENT, Place.TABLE, Place.ASIDE)
_LONG_ENOUGH = 7
_HINTING = 3
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of an evidence's text with its place."""

    text: str
    page: int | None = None
    selector: str | None = None
    row: str | None = None
    origin: Origin = Origin.MARKUP


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that was found, with the place that shows it."""

    word: str
    spot: Spot
    cite: Citation


def says(text: str, words: Sequence[str], origin: Origin = Origin.MARKUP) -> str | None:
    """Return the first of `words` that `text` says, or None.

    Thai is compared without spaces and with one spelling of ำ, because text layers lose both; words in Latin
    letters must stand by themselves ("line" is not in "online"). Text that does not come from markup is also
    compared by its consonants, for words that have at least seven of them.
    """
    folded = fold(text)
    packed = pack(folded)
    for word in words:
        if _in(fold(word), folded, packed):
            return word
    if origin is Origin.MARKUP:
        return None
    bones = skeleton(text)
    return next((word for word in words if len(bare := skeleton(word)) >= _LONG_ENOUGH and bare in bones), None)


def _in(word: str, folded: str, packed: str) -> bool:
    if word.isascii():
        return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", folded) is not None
    return pack(word) in packed


def excerpt(text: str, word: str, around: int = _AROUND) -> str:
    """Return the part of `text` around `word`; the beginning when the word cannot be placed."""
    place = _place(text, word)
    if place is None:
        return text[: 2 * around]
    return text[max(0, place[0] - around) : place[1] + around]


def after(text: str, word: str, length: int) -> str:
    """Return what follows `word` in `text`, at most `length` characters; empty when the word cannot be placed."""
    place = _place(text, word)
    return text[place[1] : place[1] + length] if place is not None else ""


def _place(text: str, word: str) -> tuple[int, int] | None:
    """Return where a word stands by its consonants, preferring the place that says the word itself."""
    bones, places = _bones(text)
    bare = skeleton(word)
    starts = [found.start() for found in re.finditer(f"(?={re.escape(bare)})", bones)] if bare else []
    spans = [(places[start], places[start + len(bare) - 1] + 1) for start in starts]
    exact = (span for span in spans if says(text[max(0, span[0] - 2) : span[1] + 3], (word,)))
    return next(exact, spans[0] if spans else None)


def _bones(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the skeleton of a text with the place of each of its letters."""
    lowered = arabic_digits(text).lower()
    if len(lowered) != len(text):
        lowered = arabic_digits(text)
    kept = tuple(
        (one, place) for place, one in enumerate(lowered) if "ก" <= one <= "ฮ" or (one.isascii() and one.isalnum())
    )
    return "".join(one for one, _ in kept), tuple(place for _, place in kept)


def spots(evidence: Evidence) -> Iterator[Spot]:
    """Yield all text of an evidence: title, headings, passages, tables; what OCR read comes last."""
    read = (*_head(evidence), *_passages(evidence), *_tables(evidence))
    yield from (spot for spot in read if spot.origin is not Origin.OCR)
    yield from (spot for spot in read if spot.origin is Origin.OCR)


def _head(evidence: Evidence) -> Iterator[Spot]:
    if evidence.title:
        yield Spot(evidence.title)
    for heading in evidence.headings:
        yield Spot(heading.text, selector=heading.selector)


def own_passages(evidence: Evidence) -> tuple[Passage, ...]:
    """Return the passages of an evidence without those that are only links of its menu, header or footer."""
    around = {squeezed(one.text) for one in evidence.links if one.place not in _CONTENT}
    inside = {squeezed(one.text) for one in evidence.links if one.place in _CONTENT}
    return tuple(one for one in evidence.passages if squeezed(one.text) not in around - inside)


def own_text(evidence: Evidence) -> str:
    """Return the text of those passages."""
    return "\n".join(passage.text for passage in own_passages(evidence))


def _passages(evidence: Evidence) -> Iterator[Spot]:
    for passage in own_passages(evidence):
        yield Spot(passage.text, passage.page, passage.selector, origin=passage.origin)


def _tables(evidence: Evidence) -> Iterator[Spot]:
    for table in evidence.tables:
        head = " ".join((table.caption, *table.header)).strip()
        if head:
            yield Spot(head, table.page, table.selector, origin=table.origin)
        for row in table.rows:
            yield Spot(" ".join(row.cells), row.page or table.page, table.selector, str(row.number), table.origin)


def seek(evidence: Evidence, words: Sequence[str]) -> Hit | None:
    """Return the first place in an evidence that says one of `words`."""
    for spot in spots(evidence):
        word = says(spot.text, words, spot.origin)
        if word is not None:
            return Hit(word, spot, show(evidence, spot, word))
    return None


def seek_all(evidence: Evidence, words: Sequence[str]) -> tuple[Hit, ...]:
    """Return every place in an evidence that says one of `words`."""
    found = ((spot, says(spot.text, words, spot.origin)) for spot in spots(evidence))
    return tuple(Hit(word, spot, show(evidence, spot, word)) for spot, word in found if word is not None)


def show(evidence: Evidence, spot: Spot, word: str = "") -> Citation:
    """Cite one spot, with the text around `word`."""
    quote = excerpt(spot.text, word) if word else spot.text
    return evidence.cite(quote, page=spot.page, row=spot.row, selector=spot.selector, origin=spot.origin)


def hinted(evidence: Evidence, words: Sequence[str]) -> bool:
    """Whether a text layer may say one of `words` in a spelling too damaged to be sure: its consonants stand there.

    This can never prove that a word is there; it keeps "it is not there" from being said too soon.
    """
    bare = tuple(one for one in (skeleton(word) for word in words) if len(one) >= _HINTING)
    layers = (spot for spot in spots(evidence) if spot.origin is not Origin.MARKUP)
    return any(one in bones for bones in (skeleton(spot.text) for spot in layers) for one in bare)


def by_ocr(evidence: Evidence) -> bool:
    """Whether some of the evidence's text was read by OCR, so that what it lacks proves nothing."""
    origins = {one.origin for one in evidence.passages} | {one.origin for one in evidence.tables}
    return Origin.OCR in origins


def opening(evidence: Evidence, length: int = 300) -> Citation:
    """Cite how a document begins, or the longest block of a page, for results that rest on the whole of it."""
    passages = tuple(one for one in own_passages(evidence) if one.text.strip())
    if not passages:
        return evidence.cite(name(evidence))
    shown = max(passages, key=lambda one: len(one.text)) if evidence.is_page else passages[0]
    return evidence.cite(shown.text[:length], page=shown.page, selector=shown.selector, origin=shown.origin)


def name(evidence: Evidence) -> str:
    """Return what people call an evidence."""
    return evidence.title or evidence.file_name or evidence.url


def listing(names: Sequence[str], limit: int = 8) -> str:
    """Return names as one enumeration, shortened when there are many."""
    shown = ", ".join(names[:limit])
    return shown if len(names) <= limit else f"{shown}, … ({len(names)})"
