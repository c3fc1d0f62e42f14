"""Reading documents in processes of their own, with limits on time, memory and output.

A parser is killed, not trusted: what breaks it becomes evidence with a named obstacle, and the run goes on.
No parser reaches the network: the libraries are told not to (no DTDs, no remote parts), and inside a worker an audit
hook refuses sockets, foreign programs and files outside the worker's own folder (`walls.py`).
"""

from __future__ import annotations

from .pool import Readers
from .work import Job, Limits

__all__ = ["Job", "Limits", "Readers"]
