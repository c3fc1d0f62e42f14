"""One visit: ask for an address, judge the answer, note what came of it, and what a page or document names."""

from __future__ import annotations

import errno
import logging
import sqlite3
from array import array
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b
from types import TracebackType
from typing import Final, Literal, Self, cast
from urllib.parse import urlsplit

from ..evidence.model import Kind
from ..evidence.sniff import sniff
from ..model import Cause
from ..urls import normalise, suffix_of
from .asking import Asker, Method
from .book import HAS_SCRIPTS, PLAIN, SHELL, Book, Known, Outcome, Target
from .documents import DocumentLinks
from .fetch import Validators
from .following import Approach, Following, Gate, Spider
from .habits import Habits
from .judging import Aim, judge, needs_habits
from .model import Answer, Look, RefKind, Scanned, Standing
from .scanning.css import scan_css
from .scanning.inside import may_hold_links
from .scanning.refs import Scanner

METHOD_NOT_ALLOWED: Final = 405
PAGE_WITH_PLACES: Final = 4 * 1024 * 1024
GLANCE: Final = 64 * 1024
Sort = Literal["page", "document", "style", "other"]
_LOG = logging.getLogger(__name__)
_OF_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG})
_NO_IDS: frozenset[str] = frozenset()


class Visits:
    """Visits targets for one run.

    `home` is the site's first address, `now` gives the moment as ISO 8601, `found` takes the targets that a visit
    finds, `seen` each page that is read: address, Content-Type, body.
    """

    def __init__(
        self,
        book: Book,
        spider: Spider,
        asker: Asker,
        following: Following,
        habits: Habits,
        documents: DocumentLinks,
        gate: Gate,
        scanner: Scanner,
        *,
        home: str,
        found: Callable[[list[Target]], None],
        now: Callable[[], str],
        seen: Callable[[str, str, bytes], None],
    ) -> None:
        self._book = book
        self._spider = spider
        self._asker = asker
        self._following = following
        self._habits = habits
        self._documents = documents
        self._gate = gate
        self._scanner = scanner
        self._found = found
        self._now = now
        self._home = urlsplit(home).netloc
        self._seen = seen

    async def first(self, target: Target) -> None:
        """Look at a target for the first time in this run, unless a redirect has led there already.

        What breaks the program costs this address alone: nobody knows of it then. Trouble with the disk ends the run.
        """
        if self._book.is_done(target.id):
            return
        with _Alone(target.url) as alone:
            await self._first(target)
        if alone.is_broken:
            self._book.looked(Outcome(target.id, Look(Standing.UNVERIFIED, Cause.TOOL_ERROR), None, "", self._now()))

    async def _first(self, target: Target) -> None:
        approach = self._spider.approach(target.url, target.kind)
        pattern = self._left_alone(target, approach)
        if pattern:
            self._book.leave(target.id, pattern)
            return
        known = self._book.known(target.id)
        answer = await self._ask(target, approach, _validators(known, approach))
        if answer.unchanged and known is not None:
            await self._unchanged(target, approach)
            return
        await self._judged(target, approach, answer, known)

    def _left_alone(self, target: Target, approach: Approach) -> str:
        """Ask again whether to go in: many of one shape may have been found before the first of them was read."""
        source = self._book.url_of(target.source)
        is_page = approach.follow and approach.sort == "page"
        return self._gate.admits(target.url, source) if is_page and source else ""

    async def again(self, target: Target) -> None:
        """Look at a target once more, with nothing taken from an earlier look. A break of the program is no look."""
        with _Alone(target.url):
            approach = self._spider.approach(target.url, target.kind)
            answer = await self._ask(target, approach, None, "GET")
            await self._judged(target, approach, answer, None)

    async def seen_by_browser(self, target: Target, answer: Answer) -> None:
        """Take up what a browser was answered; what breaks the program changes nothing."""
        approach = self._spider.approach(target.url, target.kind)
        with _Alone(target.url):
            await self._judged(target, approach, answer, None)

    async def _ask(
        self, target: Target, approach: Approach, validators: Validators | None, method: Method | None = None
    ) -> Answer:
        referer = self._book.url_of(target.source)
        return await self._asker.ask(
            target.url,
            method=method or cast("Method", approach.method),
            referer=referer,
            limit=PAGE_WITH_PLACES if self._book.is_jumped_to(target.id) else approach.limit,
            validators=validators,
        )

    async def _judged(self, target: Target, approach: Approach, answer: Answer, known: Known | None) -> None:
        aim = Aim(target.url, target.kind, approach.is_own)
        look, answer = await self._look(aim, approach, self._at_home(answer), self._book.url_of(target.source))
        reads = approach.follow and look.standing is Standing.WORKS and bool(answer.body)
        sort = _sort_of(answer) if reads else approach.sort
        digest = _digest(answer) if reads else b""
        if reads and approach.sort == "page" and sort != "page":
            self._gate.read(target.url, answer.body[:GLANCE], 0)  # a document behind a script
        if reads:
            await self._read(
                target, answer, sort, is_same=known is not None and bool(digest) and known.digest == digest
            )
        elif look.standing is Standing.WORKS and approach.sort == "page" and self._book.is_jumped_to(target.id):
            self._note_places(target, answer)
        # Last of all: whoever goes on after a crash does not come back to what was looked at.
        self._book.looked(_outcome(target, look, answer, self._now(), sort, digest))

    def _note_places(self, target: Target, answer: Answer) -> None:
        """Note which places a page of another site offers; of a page that was not read whole nothing is said."""
        if answer.whole and _sort_of(answer) == "page":
            scanned = self._scanner.scan(answer.body, answer.content_type, answer.final_url)
            scripted = HAS_SCRIPTS if scanned.has_scripts else PLAIN
            self._book.page(target.id, array("I"), scanned.ids, scripted=scripted)

    def _at_home(self, answer: Answer) -> Answer:
        """Leave out the fault of the site's own certificate: it is one finding, not one for each of its links."""
        is_home = bool(answer.tls) and urlsplit(answer.final_url).netloc == self._home
        return replace(answer, tls="") if is_home else answer

    async def _look(self, aim: Aim, approach: Approach, answer: Answer, referer: str) -> tuple[Look, Answer]:
        habits = self._habits.known(answer)
        look = judge(aim, answer, habits)
        if aim.kind in (RefKind.FORM, RefKind.SUBMIT) and answer.status == METHOD_NOT_ALLOWED:
            return Look(Standing.WORKS), answer  # it waits for what the form sends
        if look.needs == "get":
            answer = await self._asker.ask(aim.url, method="GET", referer=referer, limit=max(approach.limit, GLANCE))
            habits = self._habits.known(answer)
            look = judge(aim, answer, habits)
        if habits is None and needs_habits(aim, answer):
            look = judge(aim, answer, await self._habits.learn(aim, answer))
        if look.cause is Cause.NOT_FOUND and aim.kind is RefKind.SUBMIT and not suffix_of(aim.url):
            # A route of a program may exist for POST alone; a script that is a file would answer.
            look = Look(Standing.UNVERIFIED, Cause.NOT_FOUND, "only sending the form could tell")
        return look, answer

    async def _unchanged(self, target: Target, approach: Approach) -> None:
        edges = self._book.known_page(target.id)
        if edges is not None:
            self._take_again(target, edges)
        elif approach.sort == "page":
            self._gate.read(target.url, b"", 0)
        self._book.unchanged(target.id, self._now())

    async def _read(self, target: Target, answer: Answer, sort: str, *, is_same: bool) -> None:
        edges = self._book.known_page(target.id) if is_same else None
        if edges is not None:
            self._take_again(target, edges)
        elif sort == "page":
            self._read_page(target, answer)
        elif sort == "style":
            self._take(target, answer, scan_css(answer.body, answer.content_type, answer.final_url), PLAIN)
        elif may_hold_links(answer.body):
            refs = await self._documents.refs(answer)
            self._take(target, answer, Scanned(refs, _NO_IDS, answer.final_url, "utf-8"), PLAIN)

    def _take_again(self, target: Target, edges: array[int]) -> None:
        """Take what a page names that has not changed; the gate hears that it is there."""
        found = self._following.known(target, edges)
        self._found(found)
        self._gate.read(target.url, b"", len(found))

    def _read_page(self, target: Target, answer: Answer) -> None:
        if not self._spider.is_own(answer.final_url):
            return
        page = self._adopted(target, answer)
        if page is None:
            return
        scanned = self._scanner.scan(answer.body, answer.content_type, answer.final_url)
        scripted = SHELL if scanned.needs_script else HAS_SCRIPTS if scanned.has_scripts else PLAIN
        self._seen(answer.final_url, answer.content_type, answer.body)
        fresh = self._take(page, answer, scanned, scripted)
        if page.id != target.id:
            digest = blake2b(answer.body, digest_size=16).digest()
            self._book.looked(_outcome(page, Look(Standing.WORKS), answer, self._now(), "page", digest))
        self._gate.read(answer.final_url, answer.body, fresh)

    def rendered(self, page: Target, answer: Answer, scripted: int) -> None:
        """Read what a browser made of a page."""
        self._take(page, answer, self._scanner.scan(answer.body, answer.content_type, answer.final_url), scripted)

    def _take(self, page: Target, answer: Answer, scanned: Scanned, scripted: int) -> int:
        found = self._following.scanned(page, answer.final_url, scanned, scripted)
        self._found(found)
        return len(found)

    def _adopted(self, target: Target, answer: Answer) -> Target | None:
        """Return the page to which a redirect led, or None when that was read already."""
        if answer.final_url == target.url:
            return target
        url = normalise(answer.final_url, answer.final_url) or answer.final_url
        if url == target.url:
            return target
        return self._book.adopt(target, url)


class _Alone:
    """What breaks the program inside costs one address alone, unless it is a matter of the whole run."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.is_broken = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, broke: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if broke is None or _ends_the_run(broke):
            return False
        _LOG.error("%s broke the program", self._url, exc_info=broke)
        self.is_broken = True
        return True


def _ends_the_run(broke: BaseException) -> bool:
    """Whether an exception is no matter of one address: an end that is wanted, or trouble with the disk."""
    is_of_disk = isinstance(broke, OSError) and broke.errno in _OF_DISK
    return not isinstance(broke, Exception) or isinstance(broke, sqlite3.Error) or is_of_disk


def _validators(known: Known | None, approach: Approach) -> Validators | None:
    """Return what asks the server whether anything has changed; only for what worked, and was asked for itself."""
    if known is None or known.standing is not Standing.WORKS or approach.method != "GET":
        return None
    return Validators(known.etag, known.modified) if known.etag or known.modified else None


def _sort_of(answer: Answer) -> Sort:
    if "html" in answer.content_type.lower() and b"<" in answer.body[:2000]:
        return "page"
    kind = sniff(answer.body, answer.content_type, answer.final_url)
    if kind is Kind.HTML:
        return "page"
    return (
        "style"
        if "css" in answer.content_type.lower() or urlsplit(answer.final_url).path.endswith(".css")
        else "document"
    )


def _digest(answer: Answer) -> bytes:
    """Return the digest of a body whose server gives no other sign by which it is known to be the same."""
    has_version = answer.headers.get("etag") or answer.headers.get("last-modified")
    return b"" if has_version else blake2b(answer.body, digest_size=16).digest()


def _outcome(target: Target, look: Look, answer: Answer, at: str, sort: str, digest: bytes) -> Outcome:
    is_direct = not answer.hops  # the validators of another address say nothing about this one
    return Outcome(
        target=target.id,
        look=look,
        status=answer.status,
        final_url=answer.final_url if answer.final_url != target.url else "",
        at=at,
        sort=sort,
        etag=answer.headers.get("etag", "") if is_direct and answer.whole else "",
        modified=answer.headers.get("last-modified", "") if is_direct and answer.whole else "",
        digest=digest,
        size=answer.size,
    )
