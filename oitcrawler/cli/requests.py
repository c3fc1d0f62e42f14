"""What the commands that make a report are asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reports shall be: formats by name, digits, and the files that people add to them.

    `scores` are the agency's published results, `agency` the agency's own file (None: `agency.yaml` in the folder of
    the results, if there is one). `history` is where the history is kept (None: the usual place, "none": nowhere).
    """

    formats: tuple[str, ...] = ("html", "json")
    thai_digits: bool = False
    scores: Path | None = None
    agency: Path | None = None
    history: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of a judgement: which list, for what kind of agency with which names, as of which day."""

    year: str
    kind: str | None = None
    names: tuple[str, ...] = ()
    as_of: date | None = None
    answers: Path | None = None


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """What `judge` is asked."""

    snapshot: Path
    asked: Asked
    out: Path | None
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What `check` is asked. `patience` are the seconds before a broken link is tried again."""

    url: str
    asked: Asked
    out: Path | None
    wishes: Wishes = field(default_factory=Wishes)
    max_pages: int = 1500
    max_documents: int = 1500
    render: Literal["auto", "never", "always"] = "auto"
    allow_private_hosts: bool = False
    fresh: bool = False
    links: bool = True
    patience: float = 12.0
    notify: Path | None = None
