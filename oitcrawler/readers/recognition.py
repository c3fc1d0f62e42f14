"""The parent's side of OCR: with which program, what is known already, and how it joins the evidence."""

from __future__ import annotations

import threading
from pathlib import Path

from ..evidence.model import Evidence, Kind
from ..evidence.ocr import OcrSettings, cache_key, lack, lack_said, recogniser
from ..evidence.recognised import Recognised, with_recognised
from ..evidence.source import Source
from ..model import Text
from .mishaps import Mishap, detail_of
from .ocr_cache import OcrCache, default_folder
from .wire import Scans, has_unread
from .work import OCR_GRACE, Limits


class Recognition:
    """Finds Tesseract when it is first needed. May be used from several threads."""

    def __init__(self, settings: OcrSettings, folder: Path | None) -> None:
        self._settings = settings
        self._cache = OcrCache(folder or default_folder())
        self._lock = threading.Lock()
        self._found: Scans | None = None
        self._lacking: Text | None = None

    def scans(self) -> Scans | None:
        """Return how to read scans, or None when this machine cannot."""
        with self._lock:
            if self._found is None and self._lacking is None:
                program = recogniser()
                if program is None:
                    self._lacking = lack_said(lack())
                else:
                    self._found = Scans(self._settings, program)
            return self._found

    def without_program(self, evidence: Evidence) -> Evidence:
        """Return evidence that says what this machine lacks to read it."""
        return with_recognised(evidence, Recognised(stopped=self._lacking)) if has_unread(evidence) else evidence

    def known(self, source: Source, scans: Scans) -> Recognised | None:
        """Return what was read in an earlier run."""
        return self._cache.find(source.digest, cache_key(scans.settings, scans.program)) if source.digest else None

    def covers(self, known: Recognised, evidence: Evidence) -> bool:
        """Whether an earlier result is about the pages that hold no text today; a newer version may see other ones."""
        if evidence.kind is not Kind.PDF:
            return has_unread(evidence)
        wanted = sorted(evidence.unread_pages)[: self._settings.max_pages]
        return [number for number, _ in known.pages] == wanted

    def keep(self, source: Source, scans: Scans, evidence: Evidence, found: Recognised) -> None:
        """Remember a result for the next run."""
        if source.digest and has_unread(evidence):
            self._cache.keep(source.digest, cache_key(scans.settings, scans.program), found)


def joined(evidence: Evidence, found: Recognised) -> Evidence:
    """Return evidence with what OCR read in it."""
    return with_recognised(evidence, found) if has_unread(evidence) else evidence


def broken_off(evidence: Evidence, mishap: Mishap, scans: Scans, limits: Limits) -> Evidence:
    """Return evidence that says that OCR broke its worker: what was read before stays."""
    seconds = scans.settings.seconds_per_document + OCR_GRACE
    why = detail_of(mishap, Limits(seconds=seconds, memory=limits.memory))
    return joined(evidence, Recognised(stopped=Text(f"OCR ถูกหยุด: {why.th}", f"OCR was stopped: {why.en}")))
