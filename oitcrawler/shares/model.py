"""What a share link names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Service(StrEnum):
    """Who keeps the file. `BOOKS` stands for the services that show a book page by page and hand out no file."""

    GOOGLE = "google"
    ONEDRIVE = "onedrive"
    SHAREPOINT = "sharepoint"
    DROPBOX = "dropbox"
    BOOKS = "books"


class ShareKind(StrEnum):
    """What is shared; `UNKNOWN` when only the service can tell (`open?id=…`, short links)."""

    FILE = "file"
    FOLDER = "folder"
    DOCUMENT = "document"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    FORM = "form"
    BOOK = "book"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Share:
    """A share link.

    `identity` is the same address for all spellings of one share. `page_url` is what the visitor opens in a browser,
    `fetch_url` gives an anonymous visitor the bytes where the service has such an address. `shows_page` tells that a
    web page is the content itself (a published document).
    """

    service: Service
    kind: ShareKind
    identity: str
    page_url: str
    fetch_url: str
    shows_page: bool = False

    @property
    def is_fetched(self) -> bool:
        """Whether it is opened like a document; forms are not, they are filled in."""
        return self.kind is not ShareKind.FORM
