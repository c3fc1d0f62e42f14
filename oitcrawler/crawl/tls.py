"""Judges a host's certificate as a browser would, once, apart from fetching (which tolerates everything)."""

from __future__ import annotations

import os
import socket
import ssl
from dataclasses import dataclass

import certifi

_EXPIRED = frozenset({9, 10})
_SELF_SIGNED = frozenset({18})
_WRONG_HOST = frozenset({62, 64})
_NO_ISSUER = frozenset({20, 21})
_LEGACY_SERVER_CONNECT = 0x4
_OLD = frozenset({"TLSv1", "TLSv1.1", "SSLv3"})
# What browsers still agree to: more than Python's choice (old servers offer nothing but plain RSA or SHA-1 tags).
_BROWSER_CIPHERS = (
    "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:ECDHE+AES:DHE+AES:RSA+AESGCM:RSA+AES"
    ":!aNULL:!eNULL:!aDSS:!AESCCM:@SECLEVEL=2"
)


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
        with _connect(host, port, address, timeout, browser_context()) as strict:
            return Certificate("ok", _not_after(strict))
    except ssl.SSLCertVerificationError as refused:
        return _judge(refused, host, port, address, timeout)
    except (ssl.SSLError, OSError) as failed:
        return _second_look(failed, host, port, address, timeout)


def verdict_of(refused: BaseException) -> str:
    """Return what the failure of a connection says of the certificate without a look at it, or ""."""
    return _verdict(refused.verify_code) if isinstance(refused, ssl.SSLCertVerificationError) else ""


def _judge(refused: ssl.SSLCertVerificationError, host: str, port: int, address: str, timeout: float) -> Certificate:
    detail = refused.verify_message
    try:
        with _connect(host, port, address, timeout, tolerant_context()) as open_to_all:
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


def _second_look(failed: OSError, host: str, port: int, address: str, timeout: float) -> Certificate:
    """Tell a server that speaks only what browsers no longer speak from one that does not speak TLS."""
    try:
        with _connect(host, port, address, timeout, tolerant_context()) as old:
            is_old = old.version() in _OLD or _is_strange(old.cipher()) or _was_refused(failed)
            return Certificate("old-protocol" if is_old else "failed", _not_after(old), str(failed))
    except (ssl.SSLError, OSError) as again:
        return Certificate("failed", None, f"{failed}; {again}")


def _is_strange(cipher: tuple[str, str, int] | None) -> bool:
    """Whether no browser offers a cipher; servers without any other one often close without a word."""
    return cipher is not None and cipher[0] not in {str(one["name"]) for one in browser_context().get_ciphers()}


def _was_refused(failed: OSError) -> bool:
    """Whether the two sides did not agree (ciphers, weak keys), unlike a connection that broke."""
    return isinstance(failed, ssl.SSLError) and not isinstance(failed, ssl.SSLEOFError | ssl.SSLZeroReturnError)


def _connect(host: str, port: int, address: str, timeout: float, context: ssl.SSLContext) -> ssl.SSLSocket:
    plain = socket.create_connection((address, port), timeout=timeout)
    try:
        return context.wrap_socket(plain, server_hostname=host)
    except (ssl.SSLError, OSError):
        plain.close()
        raise


def browser_context() -> ssl.SSLContext:
    """Return a context that accepts what browsers accept.

    Trusted are the system's authorities and certifi's (a Windows of its own loads an authority only when it is first
    needed); with SSL_CERT_FILE or SSL_CERT_DIR those alone.
    """
    context = ssl.create_default_context()
    if not (os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")):
        context.load_verify_locations(certifi.where())
    context.set_ciphers(_BROWSER_CIPHERS)
    context.set_alpn_protocols(["http/1.1"])
    context.hostname_checks_common_name = False  # browsers read the alternative names alone
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # on by default since Python 3.13; browsers are not that strict
    context.options |= _LEGACY_SERVER_CONNECT  # browsers allow it, and it is no fault of the certificate
    return context


def tolerant_context() -> ssl.SSLContext:
    """Return a context that accepts every certificate and every old protocol."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:!aNULL:!eNULL:!PSK:!SRP:@SECLEVEL=0")
    context.set_alpn_protocols(["http/1.1"])
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= _LEGACY_SERVER_CONNECT
    return context


def _not_after(connection: ssl.SSLSocket) -> str | None:
    from .leaf import not_after

    return not_after(connection.getpeercert(binary_form=True))


def _lacks_only_intermediate(connection: ssl.SSLSocket) -> bool:
    """Whether the server sent its own certificate alone and that one says where its issuer's is to be had.

    Browsers fetch the issuer from there (AIA), so that people see no fault.
    """
    chain = getattr(getattr(connection, "_sslobj", None), "get_unverified_chain", lambda: None)()
    if chain is not None and len(chain) > 1:
        return False
    from .leaf import names_its_issuer

    return names_its_issuer(connection.getpeercert(binary_form=True))
