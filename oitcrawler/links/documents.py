"""The links inside documents, read by worker processes, two at a time."""

from __future__ import annotations

import asyncio
import hashlib
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..evidence.model import Depth
from ..evidence.source import Source
from .model import Answer, Ref
from .scanning.inside import refs_of

if TYPE_CHECKING:
    from ..readers import Readers

AT_ONCE = 2


class DocumentLinks:
    """Reads documents for their links; workers start with the first document."""

    def __init__(self) -> None:
        self._readers: Readers | None = None
        self._turns = asyncio.Semaphore(AT_ONCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._readers is not None:
            self._readers.close()

    async def refs(self, answer: Answer) -> tuple[Ref, ...]:
        """Return what a document names; nothing when it cannot be read."""
        from ..readers import Job, Limits, Readers

        async with self._turns:
            if self._readers is None:
                self._readers = Readers(AT_ONCE, Limits(seconds=30.0))
            digest = hashlib.sha256(answer.body).hexdigest()
            source = Source(answer.url, answer.final_url, answer.content_type, answer.body, digest)
            evidence = await asyncio.to_thread(self._readers.read_one, Job(source, Depth.TEXT))
            return refs_of(evidence, answer.body)
