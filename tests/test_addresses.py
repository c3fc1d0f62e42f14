"""Private addresses by number and by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.addresses import is_private

PRIVATE = (
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.0.170",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.251",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "[::1]",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "fe80::1%eth0",
    "fd00::1",
    "ff02::1",
    "2001:db8::1",
    "localhost",
    "printer.localhost",
)
PUBLIC = ("8.8.8.8", "203.157.7.98", "2404:6800:4001::200e", "64:ff9b::808:808", "www.example.go.th", "")


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert not is_private(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_and_its_ipv6_wrapping_are_judged_alike(address: object) -> None:
    assert is_private(f"::ffff:{address}") == is_private(str(address))
