"""Download handlers that reach old servers: no verification (that is judged apart), any cipher, TLS 1.0 and up."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from OpenSSL import SSL
from scrapy.core.downloader.contextfactory import _ScrapyCertificateOptions, _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Request, Response
from twisted.internet.ssl import TLSVersion

from .breaker import refuse_if_down

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.ssl import CertificateOptions
    from twisted.web.iweb import IPolicyForHTTPS

CIPHERS = b"DEFAULT:@SECLEVEL=0"


class TolerantOptions(_ScrapyCertificateOptions):
    """What is allowed in a handshake: weak keys, TLS 1.0, and (by Scrapy) servers without safe renegotiation.

    Scrapy's own settings cannot say this: its cipher setting drops @SECLEVEL, so that a 1,024-bit DH key, common
    on servers of small agencies, ends the handshake.
    """

    def _makeContext(self, skipCiphers: bool = False) -> SSL.Context:  # noqa: N802, N803
        context = super()._makeContext(skipCiphers)
        context.set_cipher_list(CIPHERS)
        return context


class TolerantContextFactory(_ScrapyClientContextFactory):
    """Makes tolerant connections."""

    def __init__(self) -> None:
        super().__init__(method=None, tls_min_version=TLSVersion.TLSv1_0)

    def _get_cert_options(self) -> CertificateOptions:
        return TolerantOptions(**self._get_cert_options_kwargs())


class TolerantHandler(HTTP11DownloadHandler):
    """Scrapy's handler of http and https, with tolerant TLS."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._contextFactory = cast("IPolicyForHTTPS", TolerantContextFactory())

    async def download_request(self, request: Request) -> Response:
        """Download when the request's turn has come and its host still answers."""
        refuse_if_down(self._crawler, request)
        return await super().download_request(request)
