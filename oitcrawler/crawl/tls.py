"""Judges a host's certificate as a browser would, once, apart from fetching (which tolerates everything)."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass

from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtensionOID

_EXPIRED = frozenset({9, 10})
_SELF_SIGNED = frozenset({18})
_WRONG_HOST = frozenset({62, 64})
_NO_ISSUER = frozenset({20, 21})
_LEGACY_SERVER_CONNECT = 0x4


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was found: a verdict of `snapshots.Host.tls`, the end of validity (ISO 8601), and what went wrong."""

    verdict: str
    not_after: str | None = None
    detail: str = ""


def probe(host: str, port: int, address: str, timeout: float) -> Certificate:
    """Look at the certificate of `host` at an IP address that was already resolved (and found public).

    `timeout` is in seconds for each of at most two connections. Network trouble gives the verdict `failed`.
    """
    try:
        with _connect(host, port, address, timeout, _strict()) as strict:
            return Certificate("ok", _not_after(strict))
    except ssl.SSLCertVerificationError as refused:
        return _judge(refused, host, port, address, timeout)
    except (ssl.SSLError, OSError) as failed:
        return _second_look(str(failed), host, port, address, timeout)


def _judge(refused: ssl.SSLCertVerificationError, host: str, port: int, address: str, timeout: float) -> Certificate:
    detail = refused.verify_message
    try:
        with _connect(host, port, address, timeout, _tolerant()) as open_to_all:
            not_after = _not_after(open_to_all)
            mendable = refused.verify_code in _NO_ISSUER and _lacks_only_intermediate(open_to_all)
    except (ssl.SSLError, OSError) as failed:
        return Certificate("failed", None, f"{detail}; {failed}")
    return Certificate("incomplete-chain" if mendable else _verdict(refused.verify_code), not_after, detail)


def _verdict(code: int) -> str:
    if code in _EXPIRED:
        return "expired"
    if code in _SELF_SIGNED:
        return "self-signed"
    return "wrong-host" if code in _WRONG_HOST else "untrusted"


def _second_look(detail: str, host: str, port: int, address: str, timeout: float) -> Certificate:
    try:
        with _connect(host, port, address, timeout, _tolerant()) as old:
            is_old = old.version() in ("TLSv1", "TLSv1.1", "SSLv3")
            return Certificate("old-protocol" if is_old else "failed", _not_after(old), detail)
    except (ssl.SSLError, OSError) as failed:
        return Certificate("failed", None, f"{detail}; {failed}")


def _connect(host: str, port: int, address: str, timeout: float, context: ssl.SSLContext) -> ssl.SSLSocket:
    plain = socket.create_connection((address, port), timeout=timeout)
    try:
        return context.wrap_socket(plain, server_hostname=host)
    except (ssl.SSLError, OSError):
        plain.close()
        raise


def _strict() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # on by default since Python 3.13; browsers are not that strict
    context.options |= _LEGACY_SERVER_CONNECT  # browsers allow it, and it is no fault of the certificate
    return context


def _tolerant() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= _LEGACY_SERVER_CONNECT
    return context


def _not_after(connection: ssl.SSLSocket) -> str | None:
    leaf = _leaf(connection)
    return leaf.not_valid_after_utc.isoformat(timespec="seconds") if leaf else None


def _leaf(connection: ssl.SSLSocket) -> x509.Certificate | None:
    raw = connection.getpeercert(binary_form=True)
    try:
        return x509.load_der_x509_certificate(raw) if raw else None
    except ValueError:  # a certificate that breaks the rules of encoding
        return None


def _lacks_only_intermediate(connection: ssl.SSLSocket) -> bool:
    """Whether the server sent its own certificate alone and that one says where its issuer's is to be had.

    Browsers fetch the issuer from there (AIA), so that people see no fault.
    """
    chain = getattr(getattr(connection, "_sslobj", None), "get_unverified_chain", lambda: None)()
    leaf = _leaf(connection)
    if leaf is None or (chain is not None and len(chain) > 1):
        return False
    try:
        access = leaf.extensions.get_extension_for_oid(ExtensionOID.AUTHORITY_INFORMATION_ACCESS).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    return isinstance(access, x509.AuthorityInformationAccess) and any(
        one.access_method == AuthorityInformationAccessOID.CA_ISSUERS for one in access
    )
