"""The certificates of the hosts, good and bad, and the contexts that serve them."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from ...crawl.certificates import PEM, Authority

DER = serialization.Encoding.DER
Chain = tuple["Named", Authority | None, tuple[Authority, ...]]


class Named:
    """A server's own certificate for names and addresses; `named` false leaves it with the old common name alone."""

    def __init__(self, *names: str, days: int = 30, issuer_at: str = "", named: bool = True) -> None:
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])])
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.not_after = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
        self.extensions: list[x509.ExtensionType] = []
        if named:
            self.extensions.append(x509.SubjectAlternativeName([_general(name) for name in names]))
        if issuer_at:
            access = x509.AccessDescription(
                AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(issuer_at)
            )
            self.extensions.append(x509.AuthorityInformationAccess([access]))


def _general(name: str) -> x509.GeneralName:
    return x509.IPAddress(ip_address(name)) if name.replace(".", "").isdigit() else x509.DNSName(name)


class Certificates:
    """All authorities of one world, and a context for every way of serving that `hosts.yaml` names."""

    def __init__(self, folder: Path, issuer_at: str) -> None:
        self.folder = folder
        self.root = Authority("Example Root")
        self.middle = Authority("Example Issuing", self.root)
        self.stranger = Authority("Nobody Knows Root")
        self.issuer_at = issuer_at
        self.trusted = self.root.trust(folder)

    @property
    def issuer(self) -> bytes:
        """The issuing authority's certificate, as it is to be had over http."""
        return self.middle.certificate.public_bytes(DER)

    def context(self, kind: str, name: str) -> ssl.SSLContext:
        """Return the context of a host; raises KeyError for a kind that is not there."""
        leaf, signer, sent = _CHAINS[kind](self, (name, "127.0.0.1"))
        issued = (signer or _Self(leaf)).sign(leaf)  # type: ignore[arg-type]
        path = self.folder / f"{kind}-{name}.pem"
        key = leaf.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        chain = [issued, *(one.certificate for one in sent)]
        path.write_bytes(key + b"".join(one.public_bytes(PEM) for one in chain))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        _set_versions(context, kind)
        return context


class _Self(Authority):
    def __init__(self, leaf: Named) -> None:
        self.name, self.key = leaf.name, leaf.key


Names = tuple[str, str]
_CHAINS: Mapping[str, Callable[[Certificates, Names], Chain]] = {
    "good": lambda one, names: (Named(*names), one.middle, (one.middle,)),
    "with-root": lambda one, names: (Named(*names), one.middle, (one.middle, one.root)),
    "wrong-order": lambda one, names: (Named(*names), one.middle, (one.root, one.middle)),
    "from-root": lambda one, names: (Named(*names), one.root, ()),
    "wildcard": lambda one, names: (Named(f"*.{names[0].partition('.')[2]}", names[1]), one.middle, (one.middle,)),
    "many-names": lambda one, names: (
        Named(*(f"n{number}.example.com" for number in range(60)), *names),
        one.middle,
        (one.middle,),
    ),
    "tls12": lambda one, names: (Named(*names), one.middle, (one.middle,)),
    "tls13": lambda one, names: (Named(*names), one.middle, (one.middle,)),
    "soon": lambda one, names: (Named(*names, days=3), one.middle, (one.middle,)),
    "chain-mendable": lambda one, names: (Named(*names, issuer_at=one.issuer_at), one.middle, ()),
    "expired": lambda one, names: (Named(*names, days=-3), one.middle, (one.middle,)),
    "self-signed": lambda one, names: (Named(*names), None, ()),
    "wrong-host": lambda one, names: (Named("hosting.example.com"), one.middle, (one.middle,)),
    "too-deep": lambda one, names: (Named("*.example.net"), one.middle, (one.middle,)),
    "common-name": lambda one, names: (Named(*names, named=False), one.middle, (one.middle,)),
    "untrusted": lambda one, names: (Named(*names), one.stranger, ()),
    "untrusted-chain": lambda one, names: (Named(*names), one.stranger, (one.stranger,)),
    "chain-lost": lambda one, names: (Named(*names), one.middle, ()),
    "expired-self-signed": lambda one, names: (Named(*names, days=-30), None, ()),
    "tls10": lambda one, names: (Named(*names), one.middle, (one.middle,)),
    "tls11": lambda one, names: (Named(*names), one.middle, (one.middle,)),
}


def _set_versions(context: ssl.SSLContext, kind: str) -> None:
    only = {
        "tls10": ssl.TLSVersion.TLSv1,
        "tls11": ssl.TLSVersion.TLSv1_1,
        "tls12": ssl.TLSVersion.TLSv1_2,
        "tls13": ssl.TLSVersion.TLSv1_3,
    }.get(kind)
    if only is None:
        return
    if kind in ("tls10", "tls11"):
        context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = only
        context.minimum_version = only
