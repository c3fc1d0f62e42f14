"""Evidence: what one page or document says, as values that never change.

Extractors (`html.py`, `pdf.py`, …) build these from bytes; locating and checks only read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..model import Cause, Citation, Origin, Text


class Kind(StrEnum):
    """What a body is, decided by its bytes and never by its name."""

    HTML = "html"
    PDF = "pdf"
    DOC = "doc"
    DOCX = "docx"
    ODT = "odt"
    PPT = "ppt"
    PPTX = "pptx"
    ODP = "odp"
    RTF = "rtf"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    TEXT = "text"
    IMAGE = "image"
    ARCHIVE = "archive"
    OTHER = "other"


class Depth(StrEnum):
    """How closely a document is read.

    `TEXT` leaves out what takes long and what only a check of chosen evidence asks for: the tables of PDFs.
    """

    TEXT = "text"
    WHOLE = "whole"


class Remark(StrEnum):
    """Something about a file that its readers should know and that keeps nobody from reading it."""

    MACROS = "macros"
    SCRIPT = "script"
    ATTACHMENTS = "attachments"


class Place(StrEnum):
    """Where on a page a link stands."""

    MENU = "menu"
    BREADCRUMB = "breadcrumb"
    HEADER = "header"
    CONTENT = "content"
    TABLE = "table"
    ASIDE = "aside"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of visible text with its place; for HTML a block, for a PDF a page, for a sheet a sheet."""

    text: str
    page: int | None = None
    selector: str | None = None
    origin: Origin = Origin.MARKUP


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 to 6 (a document's title is level 1)."""

    level: int
    text: str
    selector: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link that a visitor can see.

    `url` is absolute and normalised. `row` is the text of the table row, list item or card that holds the link
    (empty when it is only the link's own text); `headings` are the headings above it, outermost first, then
    tab or accordion titles that hold it. `page` counts from 1 in documents that have pages.
    """

    url: str
    text: str
    place: Place
    row: str = ""
    headings: tuple[str, ...] = ()
    selector: str | None = None
    is_image: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `number` counts from 1 within the table, headers included; `page` as in `Citation`."""

    cells: tuple[str, ...]
    number: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header cells (merged cells repeated, two-line headers joined) and its body rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    page: int | None = None
    sheet: str | None = None
    selector: str | None = None
    origin: Origin = Origin.MARKUP


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its HTML type (`text`, `textarea`, `email`, `file`, …), name and visible label."""

    type: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a visitor can fill in. `headings` as in `Link`; search and login forms are marked."""

    action: str
    fields: tuple[Field, ...]
    headings: tuple[str, ...] = ()
    submit: str = ""
    selector: str | None = None
    is_search: bool = False
    is_login: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the content of a page; `near` is the text of the card or cell that holds it."""

    url: str
    alt: str
    near: str = ""
    selector: str | None = None


class ContactKind(StrEnum):
    """A part of a contact block."""

    ADDRESS = "address"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Contact:
    """One part of a contact block, with the words in which it stands."""

    kind: ContactKind
    value: str
    quote: str
    selector: str | None = None
    place: Place = Place.CONTENT


@dataclass(frozen=True, slots=True)
class SocialLink:
    """A link to a social network. `handle` is the account in the URL, empty for a bare network address.

    `is_share` marks share buttons and plug-in addresses, which are nobody's account.
    """

    network: str
    url: str
    handle: str
    text: str
    place: Place
    is_share: bool = False
    selector: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one fetched page or document says.

    `obstacle` is None only when everything in it was read; an unreadable document is evidence with an obstacle,
    never an exception and never silence. `detail` explains the obstacle for people. A `Look` (see `model.py`).
    `depth` is `TEXT` when tables were not looked for, so that their absence proves nothing. `unread_pages` are the
    pages (from 1) that show something but hold no text. `members` are the documents inside an archive, in the order
    of their names; the address of each is the archive's with the member's name as fragment.
    """

    url: str
    final_url: str
    kind: Kind
    digest: str
    title: str = ""
    file_name: str = ""
    obstacle: Cause | None = None
    detail: Text | None = None
    passages: tuple[Passage, ...] = ()
    headings: tuple[Heading, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()
    forms: tuple[Form, ...] = ()
    images: tuple[Image, ...] = ()
    contacts: tuple[Contact, ...] = ()
    socials: tuple[SocialLink, ...] = ()
    page_count: int | None = None
    size: int = 0
    rendered: bool = False
    depth: Depth = Depth.WHOLE
    unread_pages: tuple[int, ...] = ()
    members: tuple[Evidence, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        """All visible text, passages joined by line breaks."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def is_page(self) -> bool:
        """Whether this is a web page rather than a document."""
        return self.kind is Kind.HTML

    @property
    def seen(self) -> Text:
        """What was read, in words for the report."""
        name = self.title or self.file_name or self.url
        if self.page_count:
            return Text(f"{name} ({self.page_count} หน้า)", f"{name} ({self.page_count} pages)")
        return Text(name, name)

    def cite(
        self,
        quote: str,
        *,
        page: int | None = None,
        row: str | None = None,
        selector: str | None = None,
        origin: Origin = Origin.MARKUP,
    ) -> Citation:
        """Cite a place in this evidence; the quote is shortened to 300 characters."""
        shown = " ".join(quote.split())
        return Citation(
            url=self.final_url,
            digest=self.digest,
            quote=shown if len(shown) <= 300 else shown[:299] + "…",
            page=page,
            row=row,
            selector=selector,
            title=self.title or self.file_name,
            origin=origin,
        )
