"""The links in the cells of an xlsx workbook, which the reader of cells leaves out; nothing is resolved or fetched."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from .blocks import Reference

MAX_REFERENCES: Final = 500
_MAX_PART: Final = 20 * 1024 * 1024
_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA: Final = re.compile(r'HYPERLINK\(\s*"([^"]{1,2000})"', re.IGNORECASE)
_ROW: Final = re.compile(r"\d+")

Cells = dict[str, str]


def references_in(body: bytes) -> tuple[Reference, ...]:
    """Return the links of an xlsx file with the texts of their cells and rows, at most `MAX_REFERENCES`.

    A workbook whose cells can be read but not its links has none: never raises.
    """
    try:
        return _references(body)
    except (etree.LxmlError, zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, RuntimeError, ValueError):
        return ()


def _references(body: bytes) -> tuple[Reference, ...]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = archive.namelist()
        sheets = sorted((name for name in names if _SHEET.fullmatch(name)), key=lambda name: (len(name), name))
        linking = [name for name in sheets if _may_link(archive, name)]
        strings = _strings(_part(archive, "xl/sharedStrings.xml")) if linking else []
        found = [one for name in linking for one in _of_sheet(archive, name, strings)]
    return tuple(found[:MAX_REFERENCES])


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member, or nothing when there is none or it is too large."""
    if name not in archive.namelist() or archive.getinfo(name).file_size > _MAX_PART:
        return b""
    return archive.read(name)


def _may_link(archive: zipfile.ZipFile, name: str) -> bool:
    part = _part(archive, name)
    return b"<hyperlink" in part or b":hyperlink" in part or b"HYPERLINK(" in part


def _parsed(part: bytes) -> etree._Element | None:
    """Parse without entities, without a network, without a second document."""
    if not part:
        return None
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _strings(part: bytes) -> list[str]:
    root = _parsed(part)
    if root is None:
        return []
    return ["".join(text.text or "" for text in one.iter(f"{_S}t")) for one in root.iter(f"{_S}si")]


def _of_sheet(archive: zipfile.ZipFile, name: str, strings: list[str]) -> Iterator[Reference]:
    root = _parsed(_part(archive, name))
    if root is None:
        return
    cells = {str(cell.get("r") or ""): _text(cell, strings) for cell in root.iter(f"{_S}c")}
    rows: dict[str, list[str]] = {}
    for cell, text in cells.items():
        rows.setdefault(_number(cell), []).append(text)
    folder, file = posixpath.split(name)
    targets = _targets(_part(archive, f"{folder}/_rels/{file}.rels"))
    for link in root.iter(f"{_S}hyperlink"):
        place = str(link.get("ref") or "").split(":")[0]
        if link.get(_ID) in targets:
            yield Reference(
                targets[link.get(_ID)], cells.get(place) or str(link.get("display") or ""), _row(rows, place)
            )
    for cell in root.iter(f"{_S}c"):
        formula = _FORMULA.search(cell.findtext(f"{_S}f") or "")
        if formula:
            place = str(cell.get("r") or "")
            yield Reference(formula[1], cells.get(place, ""), _row(rows, place))


def _text(cell: etree._Element, strings: list[str]) -> str:
    value = cell.findtext(f"{_S}v") or "".join(one.text or "" for one in cell.iter(f"{_S}t"))
    is_shared = cell.get("t") == "s" and value.isdigit() and int(value) < len(strings)
    return " ".join((strings[int(value)] if is_shared else value).split())


def _targets(part: bytes) -> dict[str, str]:
    root = _parsed(part)
    if root is None:
        return {}
    return {str(one.get("Id")): str(one.get("Target") or "") for one in root if one.get("TargetMode") == "External"}


def _row(rows: dict[str, list[str]], place: str) -> str:
    """Return the texts of the row that a cell stands in."""
    return " ".join(filter(None, rows.get(_number(place), ())))[:1500]


def _number(place: str) -> str:
    found = _ROW.search(place)
    return found[0] if found else ""
