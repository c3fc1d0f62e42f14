"""What PDF writers do to right text, done by rule: damage by name, and the share of words that must be restored."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_MARKS: Final = "ัิีึืุู็่้๊๋์"
_TALL: Final = dict(zip("ิีึื่้", "\uf701\uf702\uf703\uf704\uf705\uf706", strict=True))
_LOW: Final = str.maketrans("่้๊๋์", "\uf70a\uf70b\uf70c\uf70d\uf70e")


def _replaced(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text)


def _every(count: int, pattern: str, by: Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    """Return a damage of every `count`-th place that `pattern` finds."""

    def damage(text: str) -> str:
        found = iter(range(len(text) + 1))
        return re.sub(pattern, lambda place: place[0] if next(found) % count else by(place), text)

    return damage


def _late(by: str) -> Callable[[str], str]:
    return _replaced(f"([ก-ฮ])([{_MARKS}]+)([ก-ฮ])(?![ก-ฮ]?[{_MARKS}]|[ะาำ])", by)


def _false_sara_am(text: str) -> str:
    return re.sub("([่้]?)ำ", r"§\1", text).replace("า", "ำ").replace("§", " ำ")


DAMAGES: Final[dict[str, tuple[Callable[[str], str], float]]] = {
    "lost ring": (_replaced("([่้]?)ำ", r" \1า"), 0.98),
    "lost ring after the tone": (_replaced("([่้]?)ำ", r"\1 า"), 0.98),
    "every other ring": (_every(2, "ำ", lambda _: " า"), 0.98),
    "space before sara am": (_replaced("([่้]?)ำ", r" \1ำ"), 0.99),
    "space after sara am": (_replaced("ำ(?=[ก-ฮ])", "ำ "), 0.88),
    "nikhahit": (_replaced("([่้]?)ำ", "\u0e4d\\1\u0e32"), 1.0),
    "nikhahit after the tone": (_replaced("([่้]?)ำ", "\\1\u0e4d\u0e32"), 1.0),
    "nikhahit and a space": (_replaced("([่้]?)ำ", "\\1\u0e4d \u0e32"), 1.0),
    "lost without a trace": (_replaced("ำ", "า"), 0.88),
    "false sara am": (_false_sara_am, 0.93),
    "late marks, spaced": (_late(r"\1\3\2 "), 0.85),
    "late marks": (_late(r"\1\3\2"), 0.78),
    "some late marks": (
        _every(3, f"([ก-ฮ])([{_MARKS}]+)([ก-ฮ])(?![ก-ฮ]?[{_MARKS}]|[ะาำ])", lambda one: one[1] + one[3] + one[2] + " "),
        0.9,
    ),
    "private tones": (lambda text: text.translate(_LOW), 1.0),
    "private marks of tall letters": (lambda text: re.sub("(?<=[ปฝฟ])[ิีึื่้]", lambda one: _TALL[one[0]], text), 1.0),
    "tone before vowel": (_replaced("([ิีึืัุู])([่้๊๋])", r"\2\1"), 1.0),
    "space before marks": (_every(4, f"(?<=[ก-ฮ])(?=[{_MARKS}])", lambda _: " "), 0.92),
    "space after tall letters": (_replaced(f"([ปฝฟ][{_MARKS}]+)(?=[ก-ฮา])", r"\1 "), 0.97),
    "doubled marks": (_replaced(f"([{_MARKS}]+)", r"\1\1"), 1.0),
    "letters apart": (_replaced(f"([ก-ฮะาำเ-ไ][{_MARKS}]*)(?=[ก-ฮะาำเ-ไ])", r"\1 "), 0.97),
    "marks on lines of their own": (_every(6, f"(?<=[ก-ฮ])([{_MARKS}]+)(?=[ก-ฮ])", lambda one: f"\n{one[0]}\n"), 0.98),
    "marks on the next line": (_every(6, f"(?<=[ก-ฮ])(?=[{_MARKS}])", lambda _: "\n"), 0.96),
    "low vowels lost to a space": (_replaced("[ุู](?=[ก-ฮ])", " "), 0.92),
}
# Damage after which the commonest words of office must be whole in every sentence.
CERTAIN: Final = tuple(
    name for name in DAMAGES if name not in {"letters apart", "marks on the next line", "space after sara am"}
)
