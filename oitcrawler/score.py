"""The OIT score: an interval over what is undecided.

An item is worth 100 or 0; a sub-indicator is the mean of its items, an indicator the plain mean of its
sub-indicators, and the OIT score the mean of the indicators (reference: frameworks, section 4; the published result
of one agency for FY2565 gives 76.29 and 93.75 by this arithmetic).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .checklist import Checklist, Sub
from .model import Verdict
from .report import Interval, Score

_UNDECIDED = (Verdict.REVIEW, Verdict.COULD_NOT_CHECK)


def score(checklist: Checklist, verdicts: Mapping[str, Verdict]) -> Score:
    """Return the score for the verdict of every item (by id).

    Items that do not apply leave the mean. Raises KeyError if an item has no verdict.
    """
    items = {sub.id: [one.id for one in checklist.items if one.sub == sub.id] for sub in _subs(checklist)}
    subs = {sub: mean(_item(verdicts[item]) for item in ids) for sub, ids in items.items()}
    indicators = {one.id: mean(subs[sub.id] for sub in one.subs) for one in checklist.indicators}
    return Score(
        oit=_rounded(mean(indicators.values())) or Interval(0.0, 100.0),
        indicators={key: _rounded(value) or Interval(0.0, 100.0) for key, value in indicators.items()},
        subs={key: _rounded(value) or Interval(0.0, 100.0) for key, value in subs.items()},
        unconfirmed=tuple(sub.id for sub in _subs(checklist) if not sub.confirmed),
    )


def worth(checklist: Checklist) -> Mapping[str, float]:
    """Return what each item is worth in points of the OIT score (0–100), when every item applies."""
    points: dict[str, float] = {}
    for indicator in checklist.indicators:
        for sub in indicator.subs:
            ids = [item.id for item in checklist.items if item.sub == sub.id]
            share = 100 / len(checklist.indicators) / len(indicator.subs) / len(ids)
            points.update(dict.fromkeys(ids, share))
    return points


def mean(parts: Iterable[Interval | None]) -> Interval | None:
    """Return the mean of intervals, leaving out what does not apply; None if nothing applies."""
    there = [one for one in parts if one is not None]
    if not there:
        return None
    return Interval(sum(one.min for one in there) / len(there), sum(one.max for one in there) / len(there))


def _item(verdict: Verdict) -> Interval | None:
    if verdict is Verdict.NOT_APPLICABLE:
        return None
    if verdict in _UNDECIDED:
        return Interval(0.0, 100.0)
    return Interval(100.0, 100.0) if verdict is Verdict.PASS else Interval(0.0, 0.0)


def _rounded(value: Interval | None) -> Interval | None:
    return None if value is None else Interval(round(value.min + 1e-9, 2), round(value.max + 1e-9, 2))


def _subs(checklist: Checklist) -> list[Sub]:
    return [sub for indicator in checklist.indicators for sub in indicator.subs]
