"""What a server's own certificate says of itself. Needs `cryptography`, so it is loaded with the first certificate."""

from __future__ import annotations

from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtensionOID


def not_after(raw: bytes | None) -> str | None:
    """Return the end of validity (ISO 8601) of a certificate in DER; None when it cannot be read."""
    leaf = _read(raw)
    return leaf.not_valid_after_utc.isoformat(timespec="seconds") if leaf else None


def names_its_issuer(raw: bytes | None) -> bool:
    """Whether a certificate in DER says where its issuer's is to be had (AIA), so that browsers fetch it from there."""
    leaf = _read(raw)
    if leaf is None:
        return False
    try:
        access = leaf.extensions.get_extension_for_oid(ExtensionOID.AUTHORITY_INFORMATION_ACCESS).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    return isinstance(access, x509.AuthorityInformationAccess) and any(
        one.access_method == AuthorityInformationAccessOID.CA_ISSUERS for one in access
    )


def _read(raw: bytes | None) -> x509.Certificate | None:
    try:
        return x509.load_der_x509_certificate(raw) if raw else None
    except ValueError:  # a certificate that breaks the rules of encoding
        return None
