"""Which addresses are nobody's public website, so that nothing is ever asked of them unless the user allows it."""

from __future__ import annotations

import ipaddress

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def is_private(address: str) -> bool:
    """Whether an IP address, or the name localhost, is not one of the public Internet. False for other names.

    Loopback, private, shared, link-local, multicast, reserved and unspecified addresses are private, and so are
    IPv6 addresses that wrap one of them.
    """
    if address == "localhost" or address.endswith(".localhost"):
        return True
    try:
        ip = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _TRANSLATED:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_private(str(wrapped))
    return not ip.is_global or ip.is_multicast
