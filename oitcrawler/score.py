"""The OIT score: an interval over what is undecided.

What an item is worth stands in the list (100 or 0 in those of the anti-corruption commission); a sub-indicator is the
mean of its items, an indicator the plain mean of its sub-indicators, and the whole the mean of the indicators
(reference: frameworks, section 4; the published result of one agency for FY2565 gives 76.29 and 93.75 by this
arithmetic). Where the grouping is not known the interval holds for every grouping there can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .checklist import Checklist, Scoring, Sub
from .model import Verdict
from .report import Interval, Score

_UNDECIDED = (Verdict.REVIEW, Verdict.COULD_NOT_CHECK)


def score(checklist: Checklist, verdicts: Mapping[str, Verdict]) -> Score:
    """Return the score for the verdict of every item (by id).

    Items that do not apply leave the mean. Raises KeyError if an item has no verdict.
    """
    scoring = checklist.scoring
    together = mean if scoring.means else bounds
    items = {sub.id: [one.id for one in checklist.items if one.sub == sub.id] for sub in _subs(checklist)}
    subs = {sub: together(_item(verdicts[item], scoring) for item in ids) for sub, ids in items.items()}
    indicators = {one.id: together(subs[sub.id] for sub in one.subs) for one in checklist.indicators}
    anything = _anything(scoring)
    return Score(
        oit=_rounded(together(indicators.values())) or anything,
        indicators={key: _rounded(value) or anything for key, value in indicators.items()},
        subs={key: _rounded(value) or anything for key, value in subs.items()},
        unconfirmed=tuple(sub.id for sub in _subs(checklist) if not sub.confirmed),
        grouped=scoring.means,
    )


def worth(checklist: Checklist) -> Mapping[str, float]:
    """Return what each item is worth in points of the OIT score (0–100), when every item applies.

    Where the grouping is not known the groups of the list hold its items together, and every item counts alike.
    """
    points: dict[str, float] = {}
    range_of_item = checklist.scoring.met - checklist.scoring.not_met
    for indicator in checklist.indicators:
        for sub in indicator.subs:
            ids = [item.id for item in checklist.items if item.sub == sub.id]
            share = range_of_item / len(checklist.indicators) / len(indicator.subs) / len(ids)
            points.update(dict.fromkeys(ids, share))
    return points


def mean(parts: Iterable[Interval | None]) -> Interval | None:
    """Return the mean of intervals, leaving out what does not apply; None if nothing applies."""
    there = [one for one in parts if one is not None]
    if not there:
        return None
    return Interval(sum(one.min for one in there) / len(there), sum(one.max for one in there) / len(there))


def bounds(parts: Iterable[Interval | None]) -> Interval | None:
    """Return the least and the most that any mean of some of the parts can be; None if nothing applies.

    This is all that can be said of parts whose grouping, and so whose weight, is not known.
    """
    there = [one for one in parts if one is not None]
    return Interval(min(one.min for one in there), max(one.max for one in there)) if there else None


def _item(verdict: Verdict, scoring: Scoring) -> Interval | None:
    if verdict is Verdict.NOT_APPLICABLE:
        return None
    if verdict in _UNDECIDED:
        return _anything(scoring)
    points = scoring.met if verdict is Verdict.PASS else scoring.not_met
    return Interval(points, points)


def _anything(scoring: Scoring) -> Interval:
    return Interval(min(scoring.met, scoring.not_met), max(scoring.met, scoring.not_met))


def _rounded(value: Interval | None) -> Interval | None:
    return None if value is None else Interval(round(value.min + 1e-9, 2), round(value.max + 1e-9, 2))


def _subs(checklist: Checklist) -> list[Sub]:
    return [sub for indicator in checklist.indicators for sub in indicator.subs]
