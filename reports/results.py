"""The report on what was done by the measures (2565 o43, 2568 o28) as a Word document, half written from history."""

from __future__ import annotations

from oitcrawler.model import Lang
from oitcrawler.report import Report

from ._docx import written
from .docx import MEDIA_TYPE, SUFFIX, plan_in

__all__ = ["MEDIA_TYPE", "STEM", "SUFFIX", "render"]

STEM = "results"


def render(report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
    """Return the report on results as a `.docx` file. Raises UsageError for a report without a plan."""
    return written(plan_in(report).results, report, lang, thai_digits=thai_digits)
