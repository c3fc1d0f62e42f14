"""oitcrawler: crawls a Thai public agency's website and judges it against a year's OIT checklist.

The flow, in the order of the folder::

    agency ─crawl→ snapshot ─gather→ evidence ─locate→ per topic ─check→ findings ─→ measures
                                                            └→ Report → reports/, command line

Everything right of the snapshot is pure: no network, no clock.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("oitcrawler")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"
