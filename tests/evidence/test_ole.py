"""Containers: streams and titles, and counts that a broken file cannot make anybody believe."""

from __future__ import annotations

import struct
import time

import pytest

from oitcrawler.evidence.macros import has_macros
from oitcrawler.evidence.model import Kind, Remark
from oitcrawler.evidence.ole import open_container
from oitcrawler.model import Cause

from .containers import container, properties
from .reading import read
from .test_extract import zipped

STREAMS = {"WordDocument": bytes(range(256)) * 40, "1Table": b"t" * 70, "ObjectPool/1/Workbook": b"w" * 5000}


def test_streams_are_read_as_written() -> None:
    opened = open_container(container(STREAMS))
    assert {name: opened.read(name) for name in STREAMS} == STREAMS
    with pytest.raises(KeyError):
        opened.read("0Table")


@pytest.mark.parametrize(
    ("page", "codec"), [(65001, "utf-8"), (874, "cp874"), (1252, "cp874"), (1200, "utf-16-le"), (0, "cp874")]
)
def test_titles_are_read_whatever_code_page_they_are_in(page: int, codec: str) -> None:
    title = "แผนพัฒนาท้องถิ่น พ.ศ. 2566"
    opened = open_container(container({"\x05SummaryInformation": properties(title, page, codec)}))
    assert opened.title() == title


@pytest.mark.parametrize("stream", [b"", b"\xfe\xff", bytes(48) + b"\xff" * 40, properties("ก")[:60]])
def test_broken_properties_give_no_title(stream: bytes) -> None:
    assert open_container(container({"\x05SummaryInformation": stream, "x": b"y"})).title() == ""


ABSURD = {
    "sectors of 2^255 bytes": (0x1E, struct.pack("<H", 255)),
    "sectors of one byte": (0x1E, struct.pack("<H", 0)),
    "small sectors of 2^60 bytes": (0x20, struct.pack("<H", 60)),
    "4 billion tables": (0x2C, b"\xff" * 4),
    "4 billion small tables": (0x40, b"\xff" * 4),
    "4 billion tables of tables": (0x48, b"\xff" * 4),
    "directory outside of the file": (0x30, b"\xf0\xff\xff\x00"),
    "table outside of the file": (0x4C, b"\xf0\xff\xff\x00"),
}


@pytest.mark.parametrize("name", ABSURD)
def test_absurd_counts_are_refused_at_once(name: str) -> None:
    place, value = ABSURD[name]
    body = bytearray(container(STREAMS))
    body[place : place + len(value)] = value
    started = time.perf_counter()
    found = read(bytes(body))
    assert found.obstacle in (Cause.PARSER_ERROR, Cause.TRUNCATED, Cause.UNKNOWN_TYPE)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("name", ["WordDocument", "Root Entry", "1Table"])
def test_streams_of_four_gigabytes_are_not_believed(name: str) -> None:
    body = bytearray(container(STREAMS))
    entry = body.find(name.encode("utf-16-le") + b"\0\0")
    body[entry + 120 : entry + 124] = b"\xff\xff\xff\x7f"
    started = time.perf_counter()
    assert read(bytes(body)).obstacle is not None
    assert time.perf_counter() - started < 2


def test_chains_that_bite_their_tails_end() -> None:
    body = bytearray(container(STREAMS))
    table = 512 * (1 + struct.unpack_from("<I", body, 0x4C)[0])
    for place in range(100):
        body[table + 4 * place : table + 4 * place + 4] = struct.pack("<I", place)
    started = time.perf_counter()
    assert read(bytes(body)).obstacle is not None
    assert time.perf_counter() - started < 2


def test_a_directory_that_bites_its_tail_ends() -> None:
    body = bytearray(container(STREAMS))
    for name in ("WordDocument", "ObjectPool", "1Table"):
        entry = body.find(name.encode("utf-16-le") + b"\0\0")
        body[entry + 68 : entry + 80] = struct.pack("<III", 1, 2, 0)
    assert read(bytes(body)).obstacle is not None


ODT = b"application/vnd.oasis.opendocument.text"
MACROS = {
    "doc": (container({"WordDocument": b"x", "Macros/VBA/dir": b"x"}), True),
    "xls": (container({"Workbook": b"x", "_VBA_PROJECT_CUR/VBA/dir": b"x"}), True),
    "ppt": (
        container(
            {
                "PowerPoint Document": bytes(30)
                + bytes.fromhex("1f00ff0314000000 02000004 0c000000 05000000 01000000 02000000")
            }
        ),
        True,
    ),
    "ppt that had macros once": (
        container(
            {
                "PowerPoint Document": bytes(30)
                + bytes.fromhex("1f00ff0314000000 02000004 0c000000 05000000 00000000 02000000")
            }
        ),
        False,
    ),
    "doc without": (container(STREAMS), False),
    "docm": (zipped({"word/document.xml": b"x", "word/vbaProject.bin": b"x"}), True),
    "odt": (zipped({"mimetype": ODT, "content.xml": b"x", "Basic/Standard/Module1.xml": b"x"}), True),
    "odt with an empty library": (zipped({"content.xml": b"x", "Basic/Standard/script-lb.xml": b"x"}), False),
    "docx": (zipped({"word/document.xml": b"x"}), False),
    "broken": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, False),
    "text": (b"vbaProject.bin", False),
}


@pytest.mark.parametrize("name", MACROS)
def test_macros(name: str) -> None:
    body, expected = MACROS[name]
    assert has_macros(body) is expected
    assert (read(body).remarks == (Remark.MACROS,)) is expected


def test_an_archive_has_no_macros_of_its_own() -> None:
    found = read(zipped({"ก/vbaProject.bin": b"x", "form.docm": MACROS["docm"][0]}))
    assert (found.kind, found.remarks) == (Kind.ARCHIVE, ())
    assert [one.remarks for one in found.members] == [(Remark.MACROS,), ()]
