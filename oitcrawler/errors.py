"""Everything that oitcrawler raises on purpose.

    OitError                    what a person can mend; has a sentence in Thai and one in English
    ├── UsageError              a wrong option or argument (exit 2)
    ├── ChecklistError          a checklist, topic or measure file that does not fit (exit 2)
    ├── SiteUnreachable         the first page could not be fetched (exit 2)
    ├── SnapshotError           a snapshot that is missing, broken, in use or of another site (exit 2)
    └── OutputError             a folder or file that cannot be written (exit 2)

Libraries raise; only the command line (`cli/`) turns an error into an exit code.
"""

from __future__ import annotations

from .model import Cause, Lang, Text


class OitError(Exception):
    """Something that a person can mend, said in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def to(self, lang: Lang) -> str:
        """Return the sentence in one language."""
        return self.text.to(lang)


class UsageError(OitError):
    """A wrong option or argument."""


class ChecklistError(OitError):
    """A checklist, topic or measure file that does not fit; the sentence names file and line."""


class SiteUnreachable(OitError):
    """The first page of the site could not be fetched."""

    def __init__(self, text: Text, cause: Cause) -> None:
        super().__init__(text)
        self.cause = cause


class SnapshotError(OitError):
    """A snapshot that is missing, broken, in use, or of another site."""


class OutputError(OitError):
    """A folder or file that cannot be written."""
