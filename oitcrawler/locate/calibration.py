"""What a score of the words is worth: the share of texts with such a score that belonged to the item.

Read from texts labelled by hand (`make accuracy` prints confidence against observed precision), rounded down, and made
to rise with the score, so that the order of candidates never changes. Between 0.4 and 0.55 there were hardly any.
"""

from __future__ import annotations

from itertools import pairwise

# Score of the words → share of right answers.
OBSERVED = (
    (0.0, 0.0), (0.3, 0.05), (0.45, 0.3), (0.5, 0.5), (0.55, 0.75), (0.6, 0.85), (0.7, 0.9), (0.8, 0.94), (0.9, 0.97),
    (1.0, 0.99),
)  # fmt: skip

# Confidence from which an answer is given (below, candidates are shown and a person decides) and is sure.
PERHAPS = 0.6
SURE = 0.9

CODE_WITH_WORDS = 0.995
CODE_ALONE = 0.93
# "11", "2. ", "ข้อ 5" and "02" begin many texts that are no item of any list.
WEAK_CODE_ALONE = 0.5
CODE_AGAINST_WORDS = 0.8


def confidence_of(score: float) -> float:
    """Return the confidence (0 to 1) of a score of the words (0 to 1); straight lines join the observed points."""
    for (low, worth_low), (high, worth_high) in pairwise(OBSERVED):
        if score <= high:
            return worth_low + (worth_high - worth_low) * (score - low) / (high - low)
    return OBSERVED[-1][1]


def score_of(confidence: float) -> float:
    """Return the lowest score of the words that is worth a confidence; the inverse of `confidence_of`."""
    for (low, worth_low), (high, worth_high) in pairwise(OBSERVED):
        if confidence <= worth_high:
            return low + (high - low) * (confidence - worth_low) / (worth_high - worth_low)
    return OBSERVED[-1][0]
