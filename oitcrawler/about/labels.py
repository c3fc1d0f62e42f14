"""What the words that lead to a document say of it: link texts, rows, the name of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..evidence.model import Evidence
from ..thai.fold import arabic_digits
from ..urls import DOCUMENT_SUFFIX
from .kinds import head_noun, kind_of, without_lead
from .model import DocumentKind, Where
from .opening import names_topic
from .years import Timing, timing_of

_SEPARATORS: Final = re.compile(r"[_+]+|(?<=[^\d๐-๙])-+(?=[^\d๐-๙])|%20")
_WORDS: Final = re.compile(r"[ก-๎]{3,}|plan|report|budget|annual|manual", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d{2,}")
_ASSESSMENT: Final = re.compile(
    r"(?<![a-z])(?:m?oit|ita|iit|eit|lpa)(?![a-z])|(?<![a-z])o\s?\d{1,2}(?!\d)|คุณธรรมและความโปร่งใส", re.IGNORECASE
)
_ITEM_CODE: Final = re.compile(r"^\W*(?:o\s?\d{1,2}(?!\d)|[o0]\d{2}(?!\d))", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\.([a-zA-Z]{2,5})$")
_LONGEST: Final = 400
_SHORTEST: Final = 8


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a link or the name of a file, and what they say."""

    text: str
    where: Where

    @property
    def kind(self) -> DocumentKind | None:
        """The sort of document that the words name."""
        return kind_of(self.text)

    @property
    def timing(self) -> Timing:
        """The year and the period that the words name; a file's name counts only when it says little else."""
        if self.where is Where.FILE_NAME and not self._is_plain_file_name:
            return Timing()
        return timing_of(self.text, self.kind)

    @property
    def title(self) -> str | None:
        """The words as a title, when they name a document or a subject."""
        named = without_lead(self.text).strip()
        return named if len(named) >= _SHORTEST and (head_noun(named) or names_topic(named)) else None

    @property
    def is_of_assessment(self) -> bool:
        """Whether the words name the assessment, whose year is the year after that of many documents."""
        return _ASSESSMENT.search(_ITEM_CODE.sub("", self.text)) is not None or (
            self.where is Where.FILE_NAME and _ITEM_CODE.match(self.text) is not None
        )

    @property
    def _is_plain_file_name(self) -> bool:
        digits = _DIGITS.findall(arabic_digits(self.text))
        return len(digits) == 1 and _WORDS.search(self.text) is not None and not self.is_of_assessment


def labels_of(evidence: Evidence, labels: Sequence[str]) -> tuple[Label, ...]:
    """Return the words that lead to a document, link texts and rows first, then names of files."""
    texts = [" ".join(one.split())[:_LONGEST] for one in labels]
    links = [Label(one, Where.LABEL) for one in texts if one and not _file_stem(one)]
    files = [stem for one in (*texts, evidence.file_name) if (stem := _file_stem(one))]
    return tuple(dict.fromkeys((*links, *(Label(one, Where.FILE_NAME) for one in files))))


def _file_stem(text: str) -> str:
    """Return the name of a file without its suffix and with spaces between its words; "" for other texts."""
    suffix = _SUFFIX.search(text)
    if suffix is None or not DOCUMENT_SUFFIX.fullmatch(suffix[1].lower()):
        return ""
    return " ".join(_SEPARATORS.sub(" ", text[: suffix.start()]).split())


def titles(labels: Sequence[Label], where: Where) -> Iterator[str]:
    """Yield the titles that labels of one sort give."""
    return (title for one in labels if one.where is where and (title := one.title))
