"""How one declared address stands: four questions, each with its answer, and what they come to together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from ..evidence.model import Evidence
from ..locate import Candidate
from ..model import Citation, CouldNotCheck, Met, NotApplicable, NotMet, Outcome, Result, Review, Text
from .model import Declared

BROKEN = "declared-url-broken"
LOGIN = "declared-url-needs-login"
OFF_SITE = "declared-url-off-site"
NOT_EVIDENCE = "declared-url-not-evidence"
OTHER_YEAR = "declared-url-other-year"
MISSING = "declared-url-missing"
UNLINKED = "declared-url-unlinked"
BETTER = "better-url-found"
MISMATCH = "period-mismatch"
CODES = (BROKEN, LOGIN, OFF_SITE, NOT_EVIDENCE, OTHER_YEAR, MISSING, UNLINKED, BETTER)


class Asked(StrEnum):
    """The four questions about an address, in the order in which an assessor meets them."""

    ON_SITE = "on_site"
    OPENS = "opens"
    EVIDENCE = "evidence"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Address:
    """A declared address with what was found behind it; `page` is None when nothing was fetched."""

    declared: Declared
    url: str
    page: Evidence | None

    def cite(self, quote: str = "") -> Citation:
        """Cite the address itself, or words on the page behind it."""
        if self.page is None:
            return Citation(self.url, "", quote or self.url)
        return self.page.cite(quote or self.page.title or self.page.file_name or self.url)


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whether a page is an item's evidence, with what is judged then: the page itself, or what its list leads to."""

    result: Result
    chosen: tuple[Candidate, ...] = ()
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One address as the answer for one topic of an item."""

    address: Address
    on_site: Result
    opens: Result
    belongs: Belonging
    year: Result
    is_linked: bool | None = None

    @property
    def result(self) -> Result:
        """What the item's verdict hangs on; the year is left to its checks, which look at all that is declared.

        The first question that is answered with no decides, then the first that is not answered; nobody need ask what
        is on a page that does not open.
        """
        results = (self.on_site, self.opens, self.belongs.result)
        for kind in (NotMet, CouldNotCheck, Review):
            found = next((one for one in results if isinstance(one, kind)), None)
            if found is not None:
                return found
        return self.belongs.result

    @property
    def shown(self) -> Result:
        """What the address comes to by itself, with the year: one that plainly is of another year is no answer."""
        if self.is_good and isinstance(self.year, NotMet):
            return replace(self.year, code=OTHER_YEAR)
        return self.result

    @property
    def is_good(self) -> bool:
        """Whether it is the item's evidence."""
        return isinstance(self.result, Met)

    @property
    def questions(self) -> tuple[tuple[Asked, Result], ...]:
        """Return the four answers in order."""
        return (
            (Asked.ON_SITE, self.on_site),
            (Asked.OPENS, self.opens),
            (Asked.EVIDENCE, self.belongs.result),
            (Asked.YEAR, self.year),
        )


def rank(result: Result) -> int:
    """Order results from the best to the worst of an address."""
    order = (Outcome.MET, Outcome.NOT_APPLICABLE, Outcome.REVIEW, Outcome.COULD_NOT_CHECK, Outcome.NOT_MET)
    return order.index(result.outcome)


NOT_ASKED = NotApplicable(Text("ยังไม่ได้ดูข้อนี้", "was not looked at"))
