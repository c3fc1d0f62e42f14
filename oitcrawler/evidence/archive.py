"""Archives (ZIP, and a single document under gzip): the documents inside, each read by its own extractor, bounded.

Nothing is ever written to disk, so the names inside are only names. Names written without the flag for UTF-8 are read
as UTF-8 or as code page 874, as Thai Windows writes them.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote

from ..model import Cause, Text
from .encoding import decode
from .model import Evidence, Kind, Passage
from .source import Source
from .zips import burst_obstacle

MAX_MEMBERS: Final = 60
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_LEVELS: Final = 2
MAX_NAMES: Final = 2_000
_UTF8_FLAG: Final = 0x800
_LOCKED_FLAG: Final = 0x1
_JUNK: Final = re.compile(
    r"(?i)(?:^|/)(?:__macosx/.*|thumbs\.db|desktop\.ini|\.ds_store|~\$[^/]*|\._[^/]*)$", re.DOTALL
)
# What zipfile and the decompressors raise on a damaged member; RuntimeError holds NotImplementedError.
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError, LookupError)

Reader = Callable[[Source, "Allowance"], Evidence]


@dataclass(slots=True)
class Allowance:
    """How much of an archive may still be read; nested archives draw on the allowance of the outermost one."""

    members: int = MAX_MEMBERS
    bytes: int = MAX_UNPACKED
    levels: int = MAX_LEVELS


@dataclass(slots=True)
class _Opened:
    """What was found inside: the members read, all names in order, and the names left out by cause."""

    members: list[Evidence] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    missed: dict[str, Cause] = field(default_factory=dict)


def extract_archive(source: Source, read: Reader, allowance: Allowance) -> Evidence:
    """Return what the documents in an archive say, as its `members`, in the order of their names.

    `read` is what reads a member. Raises zipfile.BadZipFile when the archive is broken.
    """
    if source.body.startswith(b"\x1f\x8b"):
        return _read_gzip(source, read, allowance)
    if not source.body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return source.evidence(Kind.ARCHIVE, obstacle=Cause.UNKNOWN_TYPE, detail=_unknown("RAR, 7z"))
    if allowance.levels < 1:
        return source.evidence(Kind.ARCHIVE, obstacle=Cause.UNKNOWN_TYPE, detail=_nested())
    with zipfile.ZipFile(io.BytesIO(source.body)) as archive:
        infos = {name: one for one in archive.infolist() if not _is_left_out(name := _name(one))}
        refused = burst_obstacle(list(infos.values()), len(source.body))
        if refused:
            return source.evidence(Kind.ARCHIVE, obstacle=refused[0], detail=refused[1])
        opened = _Opened(names=sorted(infos))
        for name in opened.names:
            _read_member(archive, infos[name], name, source, read, allowance, opened)
    return _evidence(source, opened)


def _read_member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    name: str,
    source: Source,
    read: Reader,
    allowance: Allowance,
    opened: _Opened,
) -> None:
    if info.flag_bits & _LOCKED_FLAG:
        opened.missed[name] = Cause.ENCRYPTED
    elif allowance.members < 1 or info.file_size > allowance.bytes:
        opened.missed[name] = Cause.TOO_LARGE
    else:
        try:
            with archive.open(info) as stream:
                body = stream.read(allowance.bytes + 1)
        except _BROKEN:
            opened.missed[name] = Cause.PARSER_ERROR
            return
        _add(name, body, source, read, allowance, opened)


def _add(name: str, body: bytes, source: Source, read: Reader, allowance: Allowance, opened: _Opened) -> None:
    if len(body) > allowance.bytes:
        opened.missed[name] = Cause.TOO_LARGE
        return
    allowance.members -= 1
    allowance.bytes -= len(body)
    member = Source(
        url=_address(source.url, name),
        final_url=_address(source.final_url, name),
        content_type="",
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
    )
    allowance.levels -= 1
    found = read(member, allowance)
    allowance.levels += 1
    opened.members.append(replace(found, file_name=name.rstrip("/").rpartition("/")[2]))


def _address(url: str, name: str) -> str:
    """Return the archive's address with the member's name as fragment; in a nested archive after that one's name."""
    return f"{url}{'/' if '#' in url else '#'}{quote(name, safe='/')}"


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; zipfile reads names without the flag for UTF-8 as code page 437."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG and not name.isascii():
        try:
            name = decode(name.encode("cp437"), "text/plain; charset=windows-874")[0]
        except UnicodeEncodeError:
            return name
    return name.replace("\\", "/")


def _is_left_out(name: str) -> bool:
    return not name or name.endswith("/") or _JUNK.search(name) is not None


def _read_gzip(source: Source, read: Reader, allowance: Allowance) -> Evidence:
    unpacked = zlib.decompressobj(wbits=31)
    body = unpacked.decompress(source.body, min(allowance.bytes, 200 * len(source.body)) + 1)
    if body[257:262] == b"ustar":
        return source.evidence(Kind.ARCHIVE, obstacle=Cause.UNKNOWN_TYPE, detail=_unknown("tar"))
    if allowance.levels < 1:
        return source.evidence(Kind.ARCHIVE, obstacle=Cause.UNKNOWN_TYPE, detail=_nested())
    name = re.sub(r"(?i)\.gz(?:ip)?$", "", source.evidence(Kind.ARCHIVE).file_name) or "document"
    opened = _Opened(names=[name])
    if not unpacked.eof:
        is_large = bool(unpacked.unconsumed_tail)
        opened.missed[name] = Cause.TOO_LARGE if is_large else Cause.TRUNCATED
    else:
        _add(name, body, source, read, allowance, opened)
    return _evidence(source, opened)


def _evidence(source: Source, opened: _Opened) -> Evidence:
    unread = dict(_unread(opened))
    cause = next(iter(unread.values()), None)
    if not opened.names:
        cause = Cause.EMPTY_BODY
    found = source.evidence(Kind.ARCHIVE, obstacle=cause, detail=_detail(opened, unread))
    only = opened.members[0].title if len(opened.members) == len(opened.names) == 1 else ""
    return replace(
        found,
        title=only or found.file_name,
        passages=tuple(Passage(name) for name in opened.names[:MAX_NAMES]),
        members=tuple(opened.members),
    )


def _unread(opened: _Opened) -> Iterator[tuple[str, Cause]]:
    """Yield the members that were not read whole, with what kept them from it, in the order of their names."""
    read = {name: one.obstacle for name, one in zip(_read_names(opened), opened.members, strict=True)}
    for name in opened.names:
        cause = opened.missed.get(name) or read.get(name)
        if cause is not None:
            yield name, cause


def _read_names(opened: _Opened) -> Sequence[str]:
    return [name for name in opened.names if name not in opened.missed]


def _detail(opened: _Opened, unread: dict[str, Cause]) -> Text | None:
    if not opened.names:
        return Text("ไฟล์บีบอัดไม่มีเอกสารอยู่ข้างใน", "the archive holds no documents")
    if not unread:
        return None
    listed = ", ".join(f"{name} ({cause})" for name, cause in list(unread.items())[:8]) + (
        "…" if len(unread) > 8 else ""
    )
    count, total = len(unread), len(opened.names)
    return Text(
        f"ในไฟล์บีบอัดมี {total} ไฟล์ อ่านได้ไม่ครบ {count} ไฟล์: {listed} ควรเผยแพร่เป็น PDF ทีละเอกสาร",
        f"{count} of {total} files in the archive could not be read whole: {listed}; publish them as PDF one by one",
    )


def _unknown(sort: str) -> Text:
    return Text(
        f"เป็นไฟล์บีบอัดชนิดที่เปิดดูข้างในไม่ได้ ({sort}) ควรเผยแพร่เอกสารเป็น PDF ทีละไฟล์ หรือใช้ ZIP",
        f"an archive of a sort that cannot be opened ({sort}); publish its documents as PDF one by one, or use ZIP",
    )


def _nested() -> Text:
    return Text(
        "เป็นไฟล์บีบอัดที่ซ้อนอยู่ในไฟล์บีบอัดหลายชั้น จึงไม่ได้เปิดดู ควรเผยแพร่เอกสารเป็น PDF ทีละไฟล์",
        "an archive inside of archives, which was not opened; publish its documents as PDF one by one",
    )
