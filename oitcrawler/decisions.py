"""People's judgement of items, kept beside the report: each overrides a verdict of the tool until it ends.

The file is written whole or not at all, and read as strictly as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal

from pydantic import TypeAdapter, ValidationError

from .errors import SnapshotError
from .model import Text, Verdict
from .report import Ground
from .whole_files import write_whole

FILE = "decisions.json"
SCHEMA: Final = "oitcrawler.decisions/1"
Decidable = Literal[Verdict.PASS, Verdict.GAP]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one item of one list (`year` is the key of the list).

    `day` is when it was decided and `until` the last day on which it counts (None: without end). `own` is what the
    tool itself had said. `evidence` is what stood there; `named` says that the person named it. Raises ValueError for
    a decision without a reason, for one that ends before it begins, and for a pass that points at nothing.
    """

    year: str
    item: str
    verdict: Decidable
    reason: str
    day: date
    own: Verdict
    until: date | None = None
    by: str = ""
    evidence: tuple[Ground, ...] = ()
    named: bool = False

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a decision needs a reason")
        if self.until is not None and self.until < self.day:
            raise ValueError("a decision cannot end before it was made")
        if self.verdict is Verdict.PASS and not self.evidence:
            raise ValueError("a pass needs evidence: absence of evidence is never a pass")

    def counts_on(self, day: date) -> bool:
        """Whether the decision has not ended on a day."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of one folder, in the order of lists and items, one for each item."""

    decisions: tuple[Decision, ...] = ()
    schema: Literal["oitcrawler.decisions/1"] = field(default=SCHEMA)

    def __post_init__(self) -> None:
        keys = [(one.year, one.item) for one in self.decisions]
        if len(keys) != len(set(keys)):
            raise ValueError("two decisions about one item")

    def of(self, year: str, item: str) -> Decision | None:
        """Return the decision about an item of a list, if there is one."""
        return next((one for one in self.decisions if (one.year, one.item) == (year, item)), None)

    def within(self, year: str) -> tuple[Decision, ...]:
        """Return the decisions about the items of one list."""
        return tuple(one for one in self.decisions if one.year == year)

    def with_(self, decision: Decision) -> Decisions:
        """Return the decisions with one more, which takes the place of an earlier one about the same item."""
        others = self.without(decision.year, decision.item).decisions
        return Decisions(tuple(sorted((*others, decision), key=lambda one: (one.year, _by_number(one.item)))))

    def without(self, year: str, item: str) -> Decisions:
        """Return the decisions without the one about an item."""
        return Decisions(tuple(one for one in self.decisions if (one.year, one.item) != (year, item)))


_ADAPTER = TypeAdapter(Decisions)


def load(folder: Path) -> Decisions:
    """Read the decisions of a folder; none when there is no file. Raises SnapshotError for a damaged file."""
    path = folder / FILE
    if not path.is_file():
        return Decisions()
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except (OSError, ValidationError) as damaged:
        raise SnapshotError(
            Text(
                f"ไฟล์คำตัดสิน {path} เสียหาย ({_first(damaged)}) นำไฟล์สำรองกลับมา หรือย้ายไฟล์นี้ออกแล้วตัดสินใหม่",
                f"the decisions in {path} are damaged ({_first(damaged)}); put a copy back, or move the file away "
                "and decide again",
            )
        ) from damaged


def save(folder: Path, decisions: Decisions) -> Path:
    """Write the decisions of a folder, whole or not at all. Raises OutputError."""
    return write_whole(folder / FILE, _ADAPTER.dump_json(decisions, indent=2) + b"\n")


def _first(damaged: OSError | ValidationError) -> str:
    if isinstance(damaged, OSError):
        return damaged.strerror or str(damaged)
    first = damaged.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])} {first['msg']}".strip()


def _by_number(item: str) -> tuple[str, int]:
    digits = re.search(r"\d+", item)
    return (item[: digits.start()], int(digits[0])) if digits else (item, 0)
