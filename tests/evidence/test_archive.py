"""Archives: every document inside is read, bounded, and none that was not read goes unsaid."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from oitcrawler.evidence.archive import MAX_MEMBERS
from oitcrawler.evidence.model import Depth, Evidence, Kind
from oitcrawler.model import Cause

from .papers import lines, pdf, picture, workbook
from .reading import ROOT, read
from .test_extract import zipped

FILES = Path(__file__).parent / "files"
URL = f"{ROOT}/files/o14.zip"
PLAN = "แผนจัดซื้อจัดจ้าง 2568.txt"
TEXT = "แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2568".encode()


def seen(members: dict[str, bytes]) -> Evidence:
    return read(zipped(members), url=URL)


def test_members_are_read_by_their_own_extractors() -> None:
    doc, slides = (FILES / "announcement.doc").read_bytes(), (FILES / "slides.odp").read_bytes()
    found = seen({"ปี 2568/ประกาศ.doc": doc, "ปี 2568/": b"", "แผน.xlsx": workbook(lambda one: one.append(["ที่", "ก"]))})
    assert (found.kind, found.obstacle, found.detail, found.title) == (Kind.ARCHIVE, None, None, "o14.zip")
    assert [one.text for one in found.passages] == ["ปี 2568/ประกาศ.doc", "แผน.xlsx"]
    first, second = found.members
    assert (first.kind, first.file_name, first.digest) == (Kind.DOC, "ประกาศ.doc", hashlib.sha256(doc).hexdigest())
    assert first.url == first.final_url
    assert first.url.startswith(f"{URL}#%E0%B8%9B%E0%B8%B5%202568/%E0%B8%9B")
    assert (len(first.tables), second.kind, first.size) == (1, Kind.XLSX, len(doc))
    assert [one.unread_pages for one in seen({"a.odp": slides}).members] == [(4,)]


def test_the_only_document_names_the_archive() -> None:
    found = seen({"ก.doc": (FILES / "manual.doc").read_bytes(), "__MACOSX/._ก.doc": b"x", "Thumbs.db": b"x"})
    assert found.title == "คู่มือการปฏิบัติงานด้านการรับเรื่องร้องเรียน"
    assert [one.text for one in found.passages] == ["ก.doc"]


def test_what_could_not_be_read_is_named() -> None:
    found = seen(
        {
            "ก.pdf": pdf(lines("รายงานผลการดำเนินงาน")),
            "ข.jpg": picture("JPEG"),
            "ค.exe": b"MZ\x00\x01\x02",
            "ง.txt": TEXT,
        }
    )
    assert found.obstacle is Cause.SCANNED
    assert found.detail
    assert "2 of 4" in found.detail.en
    assert "ข.jpg (scanned), ค.exe (unknown-type)" in found.detail.th
    assert [one.obstacle for one in found.members] == [None, Cause.SCANNED, Cause.UNKNOWN_TYPE, None]


def test_members_are_read_as_closely_as_asked() -> None:
    from oitcrawler.evidence import Source, extract

    body = zipped({"ก.pdf": pdf(lines("รายงานผลการดำเนินงาน"))})
    for depth in Depth:
        assert extract(Source(URL, URL, "", body, "d"), depth).members[0].depth is depth


def test_an_error_page_inside_in_place_of_a_document() -> None:
    page = "<html><title>404 Not Found</title><body><h1>ไม่พบหน้า</h1></body></html>".encode()
    found = seen({"o1.pdf": page, "o1.html": page})
    assert [one.obstacle for one in found.members] == [None, Cause.WRONG_TYPE]


def named(name: bytes, flag: int = 0) -> bytes:
    """Write an archive whose one member has a name of these bytes, which zipfile itself does not write."""
    body = zipped({"x" * len(name): TEXT})
    written = bytearray(body.replace(b"x" * len(name), name))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        written[written.find(mark) + place + 1] = flag
    return bytes(written)


@pytest.mark.parametrize(
    ("codec", "flag"), [("cp874", 0), ("utf-8", 0), ("utf-8", 8)], ids=["Windows", "macOS", "flag"]
)
def test_thai_names(codec: str, flag: int) -> None:
    found = read(named(PLAN.encode(codec), flag), url=URL)
    assert [one.file_name for one in found.members] == [PLAN]
    assert found.obstacle is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/cron.d/x", "C:\\Windows\\x.txt", "a/../../b.txt"])
def test_names_that_lead_elsewhere_are_only_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = seen({name: TEXT})
    assert found.members[0].text == TEXT.decode()
    assert found.members[0].url.startswith(f"{URL}#")
    assert list(tmp_path.iterdir()) == []


def test_archives_inside_of_archives() -> None:
    inner = zipped({"ก.txt": TEXT})
    found = seen({"ชั้นใน.zip": inner, "ข.txt": TEXT})
    assert found.obstacle is None
    nested = found.members[1]
    assert (nested.kind, nested.members[0].text) == (Kind.ARCHIVE, TEXT.decode())
    assert nested.members[0].url == f"{nested.url}/%E0%B8%81.txt"
    deeper = seen({"1.zip": zipped({"2.zip": inner})})
    assert deeper.obstacle is Cause.UNKNOWN_TYPE
    assert deeper.members[0].members[0].members == ()


def test_no_more_than_so_many_members_are_read_in_all() -> None:
    inner = zipped({f"{number:03}.txt": TEXT for number in range(MAX_MEMBERS)})
    found = seen({"1.zip": inner, "2.zip": inner})
    read_members = [one for archive in found.members for one in archive.members]
    assert len(read_members) + len(found.members) == MAX_MEMBERS
    assert found.obstacle is Cause.TOO_LARGE
    assert found.members[0].detail
    assert "059.txt" in found.members[0].detail.th


def test_no_more_than_so_much_is_unpacked_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oitcrawler.evidence.archive.MAX_UNPACKED", 250)
    from oitcrawler.evidence.archive import Allowance, extract_archive
    from oitcrawler.evidence.source import Source

    body = zipped({"1.txt": b"a" * 100, "2.txt": b"b" * 100, "3.txt": b"c" * 100, "4.txt": b"d" * 40})
    opened: list[str] = []

    def noted(source: Source, allowance: Allowance) -> Evidence:
        opened.append(source.final_url.partition("#")[2])
        return source.evidence(Kind.TEXT)

    found = extract_archive(Source(URL, URL, "", body, "d"), noted, Allowance(bytes=250))
    assert opened == ["1.txt", "2.txt", "4.txt"]
    assert (found.obstacle, found.detail is not None) == (Cause.TOO_LARGE, True)


def test_bombs_are_not_opened() -> None:
    started = time.perf_counter()
    bomb = zipped({f"{number}.txt": bytes(10_000_000) for number in range(4)})
    found = read(bomb, url=URL)
    assert (found.obstacle, found.members) == (Cause.TOO_LARGE, ())
    assert read(gzip.compress(bytes(50_000_000)), url=f"{ROOT}/a.txt.gz").obstacle is Cause.TOO_LARGE
    assert time.perf_counter() - started < 5


def test_a_size_that_lies_is_found_out() -> None:
    body = bytearray(zipped({"a.txt": b"a" * 5000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = body.find(mark) + place
        body[at : at + 4] = (10).to_bytes(4, "little")
    found = read(bytes(body), url=URL)
    assert (found.obstacle, found.members) == (Cause.PARSER_ERROR, ())


def test_locked_and_broken_members() -> None:
    locked = read(zipped({"ลับ.pdf": b"x" * 50}, flag=1), url=URL)
    assert (locked.obstacle, locked.members) == (Cause.ENCRYPTED, ())
    assert locked.detail
    assert "ลับ.pdf (encrypted)" in locked.detail.th
    body = bytearray(zipped({"a.txt": TEXT * 9}))
    body[50] ^= 0xFF
    assert read(bytes(body), url=URL).obstacle is Cause.PARSER_ERROR


def test_an_archive_without_documents() -> None:
    assert seen({"Thumbs.db": b"x", "folder/": b""}).obstacle is Cause.EMPTY_BODY


@pytest.mark.parametrize("body", [b"Rar!\x1a\x07\x01\x00" + bytes(40), b"7z\xbc\xaf\x27\x1c" + bytes(40)])
def test_other_archives_are_named_with_advice(body: bytes) -> None:
    found = read(body, url=f"{ROOT}/a.rar")
    assert (found.kind, found.obstacle) == (Kind.ARCHIVE, Cause.UNKNOWN_TYPE)
    assert found.detail
    assert "ZIP" in found.detail.th


def test_gzip() -> None:
    found = read(gzip.compress(pdf(lines("รายงานผลการดำเนินงาน"))), url=f"{ROOT}/files/o11.pdf.gz")
    assert (found.obstacle, found.members[0].kind, found.members[0].file_name) == (None, Kind.PDF, "o11.pdf")
    assert read(gzip.compress(TEXT)[:-9], url=URL).obstacle is Cause.TRUNCATED
    assert read(b"\x1f\x8b\x08" + b"\xff" * 60, url=URL).obstacle is not None
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    tar = read(out.getvalue(), url=f"{ROOT}/a.tar.gz")
    assert (tar.obstacle, tar.members) == (Cause.UNKNOWN_TYPE, ())


def test_one_name_twice_is_the_last_as_unpackers_have_it() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "แรก")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "หลัง")
    assert [one.text for one in read(out.getvalue(), url=URL).members] == ["หลัง"]


def test_a_member_without_a_name_is_no_member() -> None:
    body = zipped({"a": TEXT, "b.txt": TEXT})
    at = body.find(b"PK\x01\x02")
    nameless = body[: at + 28] + b"\0\0" + body[at + 30 : at + 46] + body[at + 47 :]
    end = nameless.find(b"PK\x05\x06")
    size = int.from_bytes(nameless[end + 12 : end + 16], "little") - 1
    found = read(nameless[: end + 12] + size.to_bytes(4, "little") + nameless[end + 16 :], url=URL)
    assert [one.file_name for one in found.members] == ["b.txt"]
