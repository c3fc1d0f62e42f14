"""What a document is about: its title, kind, agency, year, period, day of issue and signatory."""

from .disagreements import CODE, message
from .model import About, Disagreement, DocumentKind, Field, Said, Where
from .understanding import understand

__all__ = ["CODE", "About", "Disagreement", "DocumentKind", "Field", "Said", "Where", "message", "understand"]
