"""A parent that starts workers, has them read for ever, and is then killed. Started as a script by the tests."""

from __future__ import annotations

import hashlib
import sys
import threading

from oitcrawler.evidence import Source
from oitcrawler.readers import Job, Limits, Readers


def main(rogue: str, words: list[str]) -> None:
    """Read one document for each of `words`, all at once."""
    with Readers(len(words), Limits(seconds=120), worker=(sys.executable, "-I", rogue)) as readers:
        jobs = [Job(Source("u", "f", "", word.encode(), hashlib.sha256(word.encode()).hexdigest())) for word in words]
        waiting = threading.Event()
        for _ in readers.read(jobs):
            waiting.wait(60)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
