"""Share links of file services: what they name, what an anonymous visitor gets, and what it means.

Everything here is pure: `resolve_share` tells from an address what is asked of the service, `judge` tells from the
service's answer whether the document came, `way_on` finds the file behind a page that stands before it.
"""

from .answers import Answer, describe, judge, way_on
from .model import Service, Share, ShareKind
from .resolve import resolve_share, serves

__all__ = ["Answer", "Service", "Share", "ShareKind", "describe", "judge", "resolve_share", "serves", "way_on"]
