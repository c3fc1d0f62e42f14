"""The addresses that an agency declared as its answers: reading the sheet, judging each address, writing sheets."""

from .kept import kept_answers
from .model import Answer, Answers, Declared
from .reading import parse as parse_answers
from .reading import read as read_answers

__all__ = ["Answer", "Answers", "Declared", "kept_answers", "parse_answers", "read_answers"]
