"""What a document probably is, without opening it."""

from __future__ import annotations

import pytest

from oitcrawler.evidence.model import Kind
from oitcrawler.readers.guesses import probable_kind

from .asking import document

LOOKS = {
    "PDF": (b"%PDF-1.7\n", "x", "", Kind.PDF),
    "JPEG": (b"\xff\xd8\xff\xe0", "x.pdf", "", Kind.IMAGE),
    "Word": (b"PK\x03\x04...", "แผน.docx", "", Kind.DOCX),
    "Excel of old": (b"\xd0\xcf\x11\xe0\xa1", "แผน.XLS", "", Kind.XLS),
    "a container that is not named": (b"PK\x03\x04...", "download.php", "application/zip", Kind.ARCHIVE),
    "an old container that is not named": (b"\xd0\xcf\x11\xe0\xa1", "download", "", Kind.OTHER),
    "an archive": (b"Rar!\x1a\x07", "a.docx", "", Kind.ARCHIVE),
    "a page": (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "index.php", "", Kind.HTML),
    "a page in place of a document": (b"<html>", "แผน.pdf", "application/pdf", Kind.HTML),
    "a piece of a page": (b"<div>", "news.php", "text/html; charset=utf-8", Kind.HTML),
    "a document sent as a page": (b"\x00\x01", "แผน.pdf", "text/html", Kind.OTHER),
    "rows": (b"a,b,c", "แผน.csv", "text/plain", Kind.CSV),
    "nothing": (b"", "", "", Kind.OTHER),
}


@pytest.mark.parametrize(("body", "name", "content_type", "kind"), LOOKS.values(), ids=list(LOOKS))
def test_first_bytes_say_what_it_is_and_names_help_with_containers(
    body: bytes, name: str, content_type: str, kind: Kind
) -> None:
    assert probable_kind(document(body, name, content_type)) is kind
