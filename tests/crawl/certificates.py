"""Certificates as agencies have them, made by the minute."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

PEM = serialization.Encoding.PEM


class Authority:
    """A certificate authority, or what signs itself."""

    def __init__(self, name: str, issuer: Authority | None = None) -> None:
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = (issuer or self).sign(self, is_authority=True)

    def sign(self, subject: Authority | Leaf, *, is_authority: bool = False) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject.name)
            .issuer_name(self.name)
            .public_key(subject.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(datetime.now(UTC) - timedelta(days=400))
            .not_valid_after(getattr(subject, "not_after", datetime.now(UTC) + timedelta(days=30)))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        for extension in getattr(subject, "extensions", ()):
            builder = builder.add_extension(extension, critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def trust(self, folder: Path) -> Path:
        """Write the file that SSL_CERT_FILE can name."""
        path = folder / "trusted.pem"
        path.write_bytes(self.certificate.public_bytes(PEM))
        return path


class Leaf:
    """A server's certificate for 127.0.0.1, unless told otherwise."""

    def __init__(self, address: str = "127.0.0.1", *, days: int = 30, mendable: bool = False) -> None:
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.not_after = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
        self.extensions: list[x509.ExtensionType] = [
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]),
        ]
        if mendable:
            place = x509.UniformResourceIdentifier("http://ca.example.go.th/issuer.crt")
            access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, place)
            self.extensions.append(x509.AuthorityInformationAccess([access]))


def server_context(folder: Path, leaf: Leaf, issuer: Authority | None, *sent: Authority) -> ssl.SSLContext:
    """Return a server's context that sends the leaf (signed by itself without issuer) and the authorities `sent`."""
    signer = issuer or _Self(leaf)
    chain = [signer.sign(leaf), *(one.certificate for one in sent)]
    path = folder / f"{leaf.not_after.timestamp()}-{id(leaf)}.pem"
    key = leaf.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key + b"".join(one.public_bytes(PEM) for one in chain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


class _Self(Authority):
    def __init__(self, leaf: Leaf) -> None:
        self.name, self.key = leaf.name, leaf.key


Make = Callable[[Path, Authority], ssl.SSLContext]
"""Makes what a server shows; its files go into the folder."""


def good(folder: Path, root: Authority) -> ssl.SSLContext:
    return server_context(folder, Leaf(), root)


def expired(folder: Path, root: Authority) -> ssl.SSLContext:
    return server_context(folder, Leaf(days=-3), root)


def self_signed(folder: Path, root: Authority) -> ssl.SSLContext:
    return server_context(folder, Leaf(), None)


def wrong_host(folder: Path, root: Authority) -> ssl.SSLContext:
    return server_context(folder, Leaf("192.0.2.7"), root)


def untrusted(folder: Path, root: Authority) -> ssl.SSLContext:
    return server_context(folder, Leaf(), Authority("Nobody's CA"))


def incomplete(folder: Path, root: Authority) -> ssl.SSLContext:
    return server_context(folder, Leaf(mendable=True), Authority("Intermediate", root))
