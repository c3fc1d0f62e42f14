"""What a look at an address means for its life. Pure: the database only carries out what is decided here.

* broken for the first time: `broke`; again after it worked or was taken away: `came-back`; else `still`;
* confirmed when the run's attempts were spread in time, or an earlier run saw it broken too (issue: two runs);
* works after having been broken: `mended`;
* a look that could not tell changes nothing but a note;
* an address that no page names any more is `gone`: neither mended nor broken.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from ..links.model import Standing
from .model import Change, LinkLife, LinkObservation


def turned(before: LinkLife | None, look: LinkObservation, run: int) -> tuple[LinkLife, Change | None]:
    """Return the life of an address after one look, and what changed; None when it works as before."""
    known = before or _born(look, run)
    pages = look.pages if look.standing is not Standing.WORKS else ()
    known = replace(known, last_run=run, last_look=look.looked_at, pages=pages)
    if look.standing is Standing.UNVERIFIED:
        return _not_told(known, look), Change.UNVERIFIED
    told = replace(known, unverified_since=None, unverified_cause=None, cause=look.cause, status=look.status)
    if look.standing is Standing.WORKS:
        return _working(told, look)
    return _broken(told, look)


def _born(look: LinkObservation, run: int) -> LinkLife:
    return LinkLife(
        url=look.url,
        standing=Standing.UNVERIFIED,
        cause=look.cause,
        status=look.status,
        first_seen=look.looked_at,
        last_good=None,
        broken_since=None,
        mended_at=None,
        times_broken=0,
        confirmed=False,
        runs_broken=0,
        last_run=run,
        last_look=look.looked_at,
    )


def _not_told(known: LinkLife, look: LinkObservation) -> LinkLife:
    noted = replace(known, unverified_since=known.unverified_since or look.looked_at, unverified_cause=look.cause)
    if known.gone_at is None:
        return noted
    # Named again after it was taken away: what it was before may not be held against the page that names it now.
    return replace(
        noted, standing=Standing.UNVERIFIED, cause=look.cause, status=look.status, confirmed=False, gone_at=None
    )


def _working(told: LinkLife, look: LinkObservation) -> tuple[LinkLife, Change | None]:
    fine = replace(
        told, standing=Standing.WORKS, last_good=look.looked_at, confirmed=False, runs_broken=0, gone_at=None
    )
    if told.standing is not Standing.BROKEN:
        return fine, None
    return replace(fine, mended_at=look.looked_at), Change.MENDED


def _broken(told: LinkLife, look: LinkObservation) -> tuple[LinkLife, Change]:
    if told.is_broken:
        return replace(told, confirmed=True, runs_broken=told.runs_broken + 1), Change.STILL
    again = replace(
        told,
        standing=Standing.BROKEN,
        broken_since=look.first_attempt or look.looked_at,
        times_broken=told.times_broken + 1,
        confirmed=look.confirmed_in_run,
        runs_broken=1,
        gone_at=None,
    )
    return again, Change.CAME_BACK if told.times_broken else Change.BROKE


def taken_away(life: LinkLife, pages_read: Collection[str], at: datetime, *, complete: bool) -> LinkLife | None:
    """Return the life of an address that a run did not meet when it is gone, else None.

    It is gone only if the whole site was read (`complete`), or all pages that named it were: what was not seen proves
    nothing.
    """
    if life.gone_at is not None:
        return None
    if complete or (life.pages and all(page in pages_read for page in life.pages)):
        return replace(life, gone_at=at)
    return None
