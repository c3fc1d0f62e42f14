"""The values of the link audit: what a page names, what a look at it brought, and what that means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from ..model import Cause


class RefKind(StrEnum):
    """What an address is to the page or document that names it.

    SUBMIT is a form that is sent by POST: references have it as FORM, addresses that only such forms name as SUBMIT.
    """

    LINK = "link"
    FRAME = "frame"
    IMAGE = "image"
    SCRIPT = "script"
    STYLE = "style"
    MEDIA = "media"
    FORM = "form"
    SUBMIT = "form-post"
    REFRESH = "refresh"
    CANONICAL = "canonical"
    ICON = "icon"
    CSS = "css"
    DOCUMENT = "document"

    @property
    def is_resource(self) -> bool:
        """Whether a browser loads it with the page, so that http on an https page is mixed content."""
        return self in _RESOURCES


_RESOURCES = frozenset(
    {RefKind.FRAME, RefKind.IMAGE, RefKind.SCRIPT, RefKind.STYLE, RefKind.MEDIA, RefKind.ICON, RefKind.CSS}
)


class Standing(StrEnum):
    """What a look at an address came to."""

    WORKS = "works"
    BROKEN = "broken"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Ref:
    """One address as a page names it.

    `raw` is the attribute as written; `text` the words by which people know the link (its text, the picture's
    alternative text, the title); `place` where it stands for a person (`menu`, `footer`, `line 214`); for a link in a
    document `page 3`.
    """

    raw: str
    kind: RefKind
    text: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one page names: its references, its base address, and the fragments that can be jumped to.

    `own` has each reference once; `parts` has those of menus and footers that stand in the same bytes on other pages,
    where the same part is the same tuple on all of them. `encoding` is the page's; `base` the absolute address against
    which `raw` is resolved (`<base href>` honoured). `needs_script` says that only a browser shows what the page really
    names, `has_scripts` that there are any.
    """

    own: tuple[Ref, ...]
    ids: frozenset[str]
    base: str
    encoding: str
    needs_script: bool = False
    has_scripts: bool = False
    parts: tuple[tuple[Ref, ...], ...] = ()

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All references, each once."""
        return tuple({id(ref): ref for ref in chain(*self.parts, self.own)}.values())


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: the address that was asked, and the status with which it sent on."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address: the last server's answer after all redirects, or a failure.

    `status` is None when no server answered. `headers` have lower-case names. `size` is the announced length in bytes
    (None: not announced); `body` what was kept of it. `whole` says that the body came to its end as announced; it is
    False when the server broke off, and also when we stopped reading at our own limit (`cut`). `failure` is the cause
    when there is no answer that can be judged, `detail` its words. `tls` is the verdict on the certificate of the
    address that failed or of the last one (`crawl.tls.Certificate.verdict`), empty for plain http. `attempts` counts
    requests for the last address, `elapsed` is in seconds. `unchanged` marks a 304.
    """

    url: str
    final_url: str
    status: int | None = None
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    size: int | None = None
    whole: bool = True
    cut: bool = False
    hops: tuple[Hop, ...] = ()
    failure: Cause | None = None
    detail: str = ""
    tls: str = ""
    attempts: int = 1
    elapsed: float = 0.0
    unchanged: bool = False

    @property
    def content_type(self) -> str:
        """The Content-Type header, or ""."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class Look:
    """What an answer means for whoever clicks the link.

    `cause` is None only when it works. `remarks` are things to know of a link that works: `permanent-redirect`,
    `incomplete-chain`, `plain-http`. `needs` names what a second attempt should be made with: `get` after a refused
    HEAD, `browser` where only a browser can tell, `time` where it may pass; empty when this look is the last word.
    """

    standing: Standing
    cause: Cause | None = None
    detail: str = ""
    remarks: tuple[str, ...] = ()
    needs: str = ""

    def __post_init__(self) -> None:
        if (self.cause is None) is not (self.standing is Standing.WORKS):
            raise ValueError(f"{self.standing} and {self.cause}: what works has no cause, all else has one")
