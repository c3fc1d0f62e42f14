"""Sends host names to addresses that the caller names, as `curl --connect-to` does: for intranets and for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address, IPv6Address

from .options import address_and_port


class Receiver(Protocol):
    """Who wants to know the addresses of a name (Twisted's `IResolutionReceiver`)."""

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802
        """Hear that addresses will come."""

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None:  # noqa: N802
        """Hear of one address."""

    def resolutionComplete(self) -> None:  # noqa: N802
        """Hear that this was all."""


class Names(Protocol):
    """What finds the addresses of names (Twisted's `IHostnameResolver`)."""

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Receiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> object:
        """Tell the receiver the addresses of a name."""


class NamedHosts:
    """Sends some names to given addresses and ports, others to the resolver behind it.

    It refuses nothing: `guard.GuardMiddleware` judges the address of every request, redirected ones too.
    """

    def __init__(self, hosts: Mapping[str, str], others: Names) -> None:
        self._hosts = {name: address_and_port(place) for name, place in hosts.items()}
        self._others = others

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Receiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> object:
        """Tell the receiver the addresses of a name."""
        if hostName not in self._hosts:
            return self._others.resolveHostName(
                resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics
            )
        address, port = self._hosts[hostName]
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        kind = IPv6Address if ":" in address else IPv4Address
        resolutionReceiver.addressResolved(kind("TCP", address, port or portNumber))
        resolutionReceiver.resolutionComplete()
        return resolution
