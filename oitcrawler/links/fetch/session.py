"""The fetcher: what all requests of a run share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from ..model import Answer
from .asking import Asking
from .chain import Chain, Method
from .decoding import ACCEPTED
from .names import Names
from .options import FetchOptions, Validators
from .tls import Certificates
from .tolerant import Tolerant
from .wire import Wire

_THREADS = 16


class Fetcher:
    """Asks for addresses, many at a time, each host at its own pace. Used with `async with`, within one event loop."""

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._executor: ThreadPoolExecutor | None = None
        self._wire: Wire | None = None
        self._asking: Asking | None = None

    async def __aenter__(self) -> Self:
        """Open what is needed."""
        options, headers = self._options, _standing_headers(self._options)
        self._executor = ThreadPoolExecutor(_THREADS, "fetch")
        names = Names(options, self._executor)
        certificates = Certificates(names, self._executor, options.connect_timeout)
        self._wire = Wire(options, names, headers)
        self._asking = Asking(options, names, certificates, self._wire, Tolerant(options, names, headers))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close all connections. A name that is still being looked up is not waited for."""
        self._asking = None
        if self._wire is not None:
            await self._wire.close()
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)

    async def ask(
        self,
        url: str,
        *,
        method: Method = "GET",
        referer: str = "",
        limit: int = 0,
        validators: Validators | None = None,
    ) -> Answer:
        """Return what came of asking for an address; every failure is an answer.

        `referer` is the page that names the address. `limit` is how many bytes of the body are kept; 0 stands for the
        options' `page_bytes`. Raises RuntimeError outside `async with`.
        """
        asking = self._asking
        if asking is None:
            raise RuntimeError("the fetcher is not open")
        chain = Chain(self._options, url, method, referer, limit, validators)
        while (request := chain.next_request()) is not None:
            chain.take(await asking.one(request))
        return chain.answer()


def _standing_headers(options: FetchOptions) -> dict[str, str]:
    return {
        "User-Agent": options.user_agent,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "th,en;q=0.7",
        "Accept-Encoding": ACCEPTED,
    }
