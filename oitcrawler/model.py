"""The words that every part of the engine speaks: causes, results, verdicts, coverage.

Two mistakes must not be possible here: to accuse an agency of a gap because the tool had trouble, and to
give an all-clear without evidence. Both are refused by construction:

* `Met` and `NotMet` cannot be built without a `Citation`, or, for `NotMet`, an `Absence`;
* an `Absence` ("it is not there") can be built only from a look that nothing obstructed;
* a citation that rests on OCR alone can never prove a `NotMet`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, Protocol, runtime_checkable

Lang = Literal["th", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages that reports speak."""

    th: str
    en: str

    def to(self, lang: Lang) -> str:
        """Return the sentence in one language."""
        return self.th if lang == "th" else self.en


class Cause(StrEnum):
    """Why something could not be seen. The value is what `report.json` writes."""

    DNS = "dns"
    REFUSED = "refused"
    RESET = "reset"
    TLS = "tls"
    TIMEOUT = "timeout"
    UNAUTHORIZED = "http-401"
    FORBIDDEN = "http-403"
    NOT_FOUND = "http-404"
    GONE = "http-410"
    RATE_LIMITED = "http-429"
    CLIENT_ERROR = "http-4xx"
    SERVER_ERROR = "http-5xx"
    REDIRECT_LOOP = "redirect-loop"
    BOT_WALL = "bot-wall"
    LOGIN = "login-required"
    ROBOTS = "robots"
    PRIVATE_ADDRESS = "private-address"
    HOST_DOWN = "host-down"
    EMPTY_BODY = "empty-body"
    TOO_LARGE = "too-large"
    TRUNCATED = "truncated"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_TYPE = "unknown-type"
    PARSER_ERROR = "parser-error"
    PARSER_CRASH = "parser-crash"
    READING_TIME = "reading-time"
    READING_MEMORY = "reading-memory"
    ACCESS_REQUEST = "access-request"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    NO_BROWSER = "no-browser"
    RENDER_FAILED = "render-failed"
    OVER_BUDGET = "over-budget"
    NOT_FETCHED = "not-fetched"
    OFF_SITE = "off-site"
    PROTOCOL = "protocol-error"
    TOOL_ERROR = "tool-error"
    # What only a look at a link tells apart.
    CONNECT_TIMEOUT = "connect-timeout"
    TLS_EXPIRED = "tls-expired"
    TLS_SELF_SIGNED = "tls-self-signed"
    TLS_WRONG_HOST = "tls-wrong-host"
    TLS_UNTRUSTED = "tls-untrusted"
    TLS_CHAIN = "tls-incomplete-chain"
    TLS_OLD = "tls-old-protocol"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REDIRECT_HOME = "redirect-home"
    SOFT_NOT_FOUND = "soft-404"
    EMPTY_FILE = "empty-file"
    DAMAGED = "document-damaged"
    PARKED = "parked-domain"
    NO_FRAGMENT = "missing-fragment"
    MALFORMED = "malformed-url"
    MIXED_CONTENT = "mixed-content"
    LOCAL_ADDRESS = "local-address"

    @property
    def means_gone(self) -> bool:
        """Whether the server itself said that nothing is there, so that there was nothing to see."""
        return self in (Cause.NOT_FOUND, Cause.GONE)


class Origin(StrEnum):
    """Where a text comes from, and so how far it may be trusted."""

    MARKUP = "markup"
    LAYER = "layer"
    REPAIRED = "repaired"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that anybody can open to see what a result rests on.

    `page` counts from 1; `row` is the row as the document itself numbers it (its own running number if it has
    one); `selector` is a CSS selector into an HTML page.
    """

    url: str
    digest: str
    quote: str
    page: int | None = None
    row: str | None = None
    selector: str | None = None
    title: str = ""
    origin: Origin = Origin.MARKUP


@runtime_checkable
class Look(Protocol):
    """Something that was looked at: a whole site (`Coverage`) or one document (`Evidence`)."""

    @property
    def obstacle(self) -> Cause | None:
        """What kept the look from being complete, or None when everything was seen."""

    @property
    def seen(self) -> Text:
        """What was looked at, in words for the report."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Proof that something is not there. Raises ValueError if the look behind it was obstructed."""

    look: Look

    def __post_init__(self) -> None:
        if self.look.obstacle is not None:
            raise ValueError(f"absence cannot be proved: the look was obstructed by {self.look.obstacle}")


class Outcome(StrEnum):
    """What a requirement came to."""

    MET = "met"
    NOT_MET = "not_met"
    REVIEW = "review"
    COULD_NOT_CHECK = "could_not_check"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """What an item came to."""

    PASS = "pass"
    GAP = "gap"
    REVIEW = "review"
    COULD_NOT_CHECK = "could_not_check"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong at one place, for example one row of a table."""

    at: Citation
    message: Text


@dataclass(frozen=True, slots=True)
class Met:
    """The requirement is met, and here is where anybody can see it."""

    reason: Text
    proof: tuple[Citation, ...]
    outcome: Literal[Outcome.MET] = field(default=Outcome.MET, init=False)

    def __post_init__(self) -> None:
        if not self.proof:
            raise ValueError("a requirement is met only with a citation: absence of evidence is never a pass")


@dataclass(frozen=True, slots=True)
class NotMet:
    """The requirement is not met: shown by what stands there (`proof`) or by what does not (`absence`)."""

    code: str
    reason: Text
    proof: tuple[Citation, ...] = ()
    absence: Absence | None = None
    faults: tuple[Fault, ...] = ()
    outcome: Literal[Outcome.NOT_MET] = field(default=Outcome.NOT_MET, init=False)

    def __post_init__(self) -> None:
        if not self.proof and self.absence is None:
            raise ValueError(f"{self.code}: a gap needs a citation or a proved absence")
        if any(one.origin is Origin.OCR for one in self.proof + tuple(fault.at for fault in self.faults)):
            raise ValueError(f"{self.code}: what only OCR has read can never prove a gap")


@dataclass(frozen=True, slots=True)
class Review:
    """A person must look; `reason` says at what."""

    code: str
    reason: Text
    proof: tuple[Citation, ...] = ()
    faults: tuple[Fault, ...] = ()
    outcome: Literal[Outcome.REVIEW] = field(default=Outcome.REVIEW, init=False)


@dataclass(frozen=True, slots=True)
class CouldNotCheck:
    """The tool could not see, and says why."""

    cause: Cause
    reason: Text
    proof: tuple[Citation, ...] = ()
    outcome: Literal[Outcome.COULD_NOT_CHECK] = field(default=Outcome.COULD_NOT_CHECK, init=False)


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The requirement does not concern this agency."""

    reason: Text
    outcome: Literal[Outcome.NOT_APPLICABLE] = field(default=Outcome.NOT_APPLICABLE, init=False)


Result = Met | NotMet | Review | CouldNotCheck | NotApplicable


def not_there(look: Look, code: str, reason: Text, proof: tuple[Citation, ...] = ()) -> NotMet | CouldNotCheck:
    """Say that something is missing: `NotMet` if the look was complete, else `CouldNotCheck` with the obstacle.

    This is the way in which checks say "not there"; it cannot turn the tool's trouble into a gap.
    """
    if look.obstacle is not None:
        return CouldNotCheck(look.obstacle, obstructed(look, reason), proof)
    return NotMet(code, reason, proof, Absence(look))


def obstructed(look: Look, reason: Text) -> Text:
    """Say that `reason` could not be settled because the look was obstructed; by what, reports say beside it."""
    return Text(
        f"ยังสรุปไม่ได้ว่า “{reason.th}” เพราะตรวจได้ไม่ครบ: {look.seen.th}",
        f"It cannot be said that “{reason.en}”, because the look was not complete: {look.seen.en}",
    )


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """One URL that could not be seen, with the texts of the links that lead to it."""

    url: str
    cause: Cause
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was fetched, refused, failed and left over budget on one site.

    `pages` and `documents` count what was read whole. `left_alone` names URL patterns that were recognised as
    traps (calendars, session ids) with the number of URLs of that pattern.
    """

    pages: int = 0
    documents: int = 0
    refused: int = 0
    failed_by_cause: Mapping[Cause, int] = field(default_factory=dict)
    over_budget: int = 0
    home: Cause | None = Cause.NOT_FETCHED
    blind_spots: tuple[BlindSpot, ...] = ()
    left_alone: tuple[tuple[str, int], ...] = ()

    @property
    def obstacle(self) -> Cause | None:
        """What forbids to say "it is not on this site": the home page, the budget, or an unseen URL."""
        if self.home is not None:
            return self.home
        if self.over_budget:
            return Cause.OVER_BUDGET
        return self.blind_spots[0].cause if self.blind_spots else None

    @property
    def seen(self) -> Text:
        """How much of the site was seen."""
        unseen = len(self.blind_spots) + self.over_budget
        return Text(
            f"เปิดอ่านได้ {self.pages} หน้า เอกสาร {self.documents} ไฟล์ ยังไม่ได้เห็น {unseen} แห่ง",
            f"{self.pages} pages and {self.documents} documents read, {unseen} places not seen",
        )

    def for_subject(self, could_hold: Callable[[BlindSpot], bool]) -> Coverage:
        """Return the coverage that counts for one subject: without blind spots that cannot hold it."""
        return replace(self, blind_spots=tuple(spot for spot in self.blind_spots if could_hold(spot)))
