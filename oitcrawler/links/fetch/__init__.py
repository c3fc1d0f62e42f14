"""Asking for an address: pages, documents, pictures and external links, all the same way.

What an answer means is judged elsewhere, from the `Answer` alone.
"""

from .options import FetchOptions, Validators
from .session import Fetcher

__all__ = ["FetchOptions", "Fetcher", "Validators"]
