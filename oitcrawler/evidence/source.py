"""What an extractor is given."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Cause, Text
from ..urls import file_name
from .model import Evidence, Kind


@dataclass(frozen=True, slots=True)
class Source:
    """One fetched body.

    `cause` is set when the fetch failed; `rendered` when a browser made the body; `name` is the file's name as the
    server gave it, where the address does not say it.
    """

    url: str
    final_url: str
    content_type: str
    body: bytes
    digest: str
    cause: Cause | None = None
    rendered: bool = False
    name: str = ""

    def evidence(self, kind: Kind, *, obstacle: Cause | None = None, detail: Text | None = None) -> Evidence:
        """Return the evidence without content, to be completed by an extractor."""
        return Evidence(
            url=self.url,
            final_url=self.final_url,
            kind=kind,
            digest=self.digest,
            file_name=self.name or file_name(self.final_url) or file_name(self.url),
            obstacle=obstacle,
            detail=detail,
            size=len(self.body),
            rendered=self.rendered,
        )
