"""The published result of the assessment (ITA): read from an agency's file, analysed as agencies publish it."""

from .analysis import (
    FULL,
    Analysis,
    LostItem,
    ScoredIndicator,
    ScoredInstrument,
    ScoredQuestion,
    analyse,
    instrument_mean,
)
from .doubts import doubts
from .model import Scores
from .rating import Rating
from .reading import parse, read
from .scale import Asked, Scale, indicators, scale_of, years
from .template import scores_template

__all__ = [
    "FULL",
    "Analysis",
    "Asked",
    "LostItem",
    "Rating",
    "Scale",
    "ScoredIndicator",
    "ScoredInstrument",
    "ScoredQuestion",
    "Scores",
    "analyse",
    "doubts",
    "indicators",
    "instrument_mean",
    "parse",
    "read",
    "scale_of",
    "scores_template",
    "years",
]
