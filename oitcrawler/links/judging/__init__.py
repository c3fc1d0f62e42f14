"""What an answer means for whoever clicks the link: pure judging of an `Answer`, with what is known of its host."""

from .documents import DocumentLook, judge_document
from .impressions import impression_of, random_paths
from .model import Aim, HostHabits, Impression
from .standings import BROWSER
from .verdict import judge, needs_habits

__all__ = [
    "BROWSER",
    "Aim",
    "DocumentLook",
    "HostHabits",
    "Impression",
    "impression_of",
    "judge",
    "judge_document",
    "needs_habits",
    "random_paths",
]
