"""One connection without TLS, which reads plain replies by itself and leaves all others to aiohttp's reader."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias, cast

from ...model import Cause
from .network import broken_off
from .plain import Plain, plain_head
from .reply import REDIRECT_BODY, REDIRECTS, Body, Failed, Head

if TYPE_CHECKING:
    from .strict import Strict

KEPT_FOR = 15.0
"""Seconds for which a connection may wait for its next request; servers close theirs soon after."""
FIRST = 128 * 1024
"""Bytes that are read at a time until the length of the body is known: most pages at once."""
_NEARLY = 0.001  # seconds by which a clock may ring too early

Came: TypeAlias = "tuple[Head, Body] | Strict"


class Unanswered(Exception):
    """A connection ended before a reply began; `failed` says what that means when the connection was a new one."""

    def __init__(self, exc: Exception | None = None) -> None:
        super().__init__()
        why = "the server closed the connection without an answer"
        self.failed = broken_off(exc) if isinstance(exc, OSError) else Failed(Cause.RESET, why)


class Connection(asyncio.BufferedProtocol):
    """Carries one request at a time.

    Bodies are received into the place where they stay. One timer for all requests is moved on when it rings, since
    most of them end long before their time does. `silence` is how many seconds a server may be silent; `first` is
    where all connections of a loop receive what has no place yet; `gone` hears of the end.
    """

    def __init__(self, silence: float, first: bytearray, gone: Callable[[Connection], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._silence = silence
        self._gone = gone
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._rings_at = 0.0
        self._first = first
        self._waiting: asyncio.Future[Came] | None = None
        self._reader: Strict | None = None
        self._began = self._heard = self._ends_at = 0.0
        self._to_head = False
        self._limit = 0
        self._head: Plain | None = None
        self._latency = 0.0
        self._place: BytesIO | None = None
        self._view = memoryview(b"")
        self._have = 0
        self._stays = True

    @property
    def is_open(self) -> bool:
        """Whether its end has not been told yet."""
        return self._transport is not None

    @property
    def is_fresh(self) -> bool:
        """Whether another request may be sent."""
        transport = self._transport
        return transport is not None and not transport.is_closing() and monotonic() - self._heard < KEPT_FOR

    def ask(self, sent: bytes, *, to_head: bool, limit: int, began: float, seconds: float) -> asyncio.Future[Came]:
        """Send a request. What comes is a plain reply, or the reader of another one.

        It raises Unanswered when the connection ends before, and Failed (timeout).
        """
        transport = self._transport
        self._waiting = waiting = self._loop.create_future()
        self._to_head, self._limit, self._began, self._ends_at = to_head, limit, began, began + seconds
        self._heard = monotonic()
        self._head, self._have, self._stays = None, 0, True
        self._ring_in(min(self._silence, self._ends_at - self._heard))
        if transport is None or transport.is_closing():
            waiting.set_exception(Unanswered())
        else:
            transport.write(sent)
        return waiting

    def rest(self) -> bool:
        """Wait for the next request; False when the connection ends with this one."""
        reader, self._reader, self._waiting = self._reader, None, None
        if not self._stays or (reader is not None and reader.should_close):
            self.abort()
            return False
        self._heard = monotonic()
        return True

    def abort(self) -> None:
        """End at once."""
        self._stays = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast(asyncio.Transport, transport)

    def get_buffer(self, sizehint: int) -> bytearray | memoryview:
        """Return where to put what comes next."""
        return self._first if self._place is None else self._view[self._have :]

    def buffer_updated(self, nbytes: int) -> None:
        """Take note of what came."""
        self._heard = monotonic()
        if self._reader is not None:
            self._reader.data_received(bytes(memoryview(self._first)[:nbytes]))
        elif self._place is not None:
            self._have += nbytes
            if self._have == len(self._view):
                self._finish()
        elif self._waiting is None or self._waiting.done():
            self.abort()  # nobody asked for it
        else:
            self._begin(self._waiting, nbytes)

    def eof_received(self) -> bool:
        """Let the connection be closed."""
        if self._reader is not None:
            self._reader.eof_received()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits."""
        self._transport, self._stays = None, False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._reader is not None:
            self._reader.connection_lost(exc)
        else:
            self._break_off(Cause.TRUNCATED, str(exc or "the connection ended before the body had ended"), exc)
        self._gone(self)

    def _begin(self, waiting: asyncio.Future[Came], size: int) -> None:
        """Read the beginning of a reply."""
        first = self._first
        head = plain_head(first, size, to_head=self._to_head)
        have = size - head.end if head else 0
        if head is None or have > head.length:
            self._hand_over(waiting, bytes(memoryview(first)[:size]))
            return
        self._head, self._latency, self._stays = head, self._heard - self._began, head.stays
        limit = min(self._limit, REDIRECT_BODY) if head.status in REDIRECTS else self._limit
        if have == head.length <= limit:
            self._came(Body(bytes(memoryview(first)[head.end : size])))
            return
        self._place = BytesIO(bytes(min(head.length, limit)))
        self._view = self._place.getbuffer()
        self._have = min(have, limit)
        self._view[: self._have] = memoryview(first)[head.end : head.end + self._have]
        if self._have == len(self._view):
            self._finish()

    def _hand_over(self, waiting: asyncio.Future[Came], came: bytes) -> None:
        if self._transport is None:
            return
        from .strict import Strict

        self._reader = Strict(self._loop)
        self._reader.begin(self._transport, came, to_head=self._to_head)
        waiting.set_result(self._reader)

    def _finish(self) -> None:
        """Hand over a body that is there, or as much of it as was asked for."""
        head, place = self._head, self._place
        if head is None or place is None:
            return
        cut = head.length > len(self._view)
        self._let_go()
        if cut:
            self.abort()
        self._came(Body(place.getvalue(), cut=cut))

    def _let_go(self) -> None:
        self._place, self._view = None, memoryview(b"")

    def _came(self, body: Body) -> None:
        head, waiting = self._head, self._waiting
        if head is None or waiting is None or waiting.done():
            return
        said = head.headers.get("set-cookie")
        waiting.set_result((Head(head.status, head.headers, (said,) if said else (), self._latency), body))

    def _break_off(self, cause: Cause, why: str, exc: Exception | None = None) -> None:
        """Tell who waits that no more comes."""
        waiting = self._waiting
        if waiting is None or waiting.done():
            self._let_go()
        elif self._place is not None:
            kept = bytes(self._view[: self._have])
            self._let_go()
            self._came(Body(kept, failure=Failed(cause, why)))
        elif cause is Cause.TIMEOUT:
            waiting.set_exception(Failed(cause, why))
        else:
            waiting.set_exception(Unanswered(exc))

    def _ring_in(self, seconds: float) -> None:
        at = self._heard + seconds
        if self._timer is not None:
            if self._rings_at <= at:
                return
            self._timer.cancel()
        self._rings_at = at
        self._timer = self._loop.call_later(seconds, self._ring)

    def _ring(self) -> None:
        """End what takes too long, or ring again when it may."""
        self._timer = None
        is_busy = self._waiting is not None
        due = min(self._heard + self._silence, self._ends_at) if is_busy else self._heard + KEPT_FOR
        left = due - monotonic()
        if left > _NEARLY:
            self._rings_at = due
            self._timer = self._loop.call_later(left, self._ring)
            return
        if self._reader is not None:
            self._reader.give_up("no answer within the time allowed")
        else:
            self._break_off(Cause.TIMEOUT, "no answer within the time allowed")
        self.abort()
