"""oitcrawler: crawls a Thai public agency's website and judges it against a year's OIT checklist.

The flow, in the order of the folder::

    agency ─crawl→ snapshot ─gather→ evidence ─locate→ per topic ─check→ findings ─→ measures
                                                            └→ Report → reports/, command line

Everything right of the snapshot is pure: no network, no clock.
"""

__version__ = "0.1.0"
