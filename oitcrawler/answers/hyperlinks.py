"""The targets of links in the cells of an xlsx workbook, by the place of the cell."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

_MAX_PART: Final = 20 * 1024 * 1024
_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FORMULA: Final = re.compile(r'HYPERLINK\(\s*"([^"]{1,2000})"', re.IGNORECASE)

Place = tuple[int, int]


def hyperlinks(body: bytes) -> Mapping[str, Mapping[Place, str]]:
    """Return the link targets of each sheet by (row, column), both from 0. A file that has none, or is none: empty."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return {name: dict(_of_sheet(archive, path)) for name, path in _sheets(archive).items()}
    except (etree.LxmlError, zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, RuntimeError, ValueError):
        return {}


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """Parse a member without entities, without a network; None when there is none or it is too large."""
    if name not in archive.namelist() or archive.getinfo(name).file_size > _MAX_PART:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    root = _part(archive, f"{folder}/_rels/{name}.rels")
    return {str(one.get("Id")): str(one.get("Target") or "") for one in root} if root is not None else {}


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    book = _part(archive, "xl/workbook.xml")
    paths = _relations(archive, "xl/workbook.xml")
    if book is None:
        return {}
    return {
        str(one.get("name")): posixpath.normpath(posixpath.join("xl", paths.get(str(one.get(_ID)), ""))).lstrip("/")
        for one in book.iter(f"{_S}sheet")
    }


def _of_sheet(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[Place, str]]:
    root = _part(archive, path)
    if root is None:
        return
    for cell in root.iter(f"{_S}c"):
        formula = _FORMULA.search(cell.findtext(f"{_S}f") or "")
        if formula and (place := _place(cell.get("r"))):
            yield place, formula[1]
    targets = _relations(archive, path)
    for link in root.iter(f"{_S}hyperlink"):
        target = targets.get(str(link.get(_ID)), "")
        if target and (place := _place(link.get("ref"))):
            yield place, target


def _place(written: object) -> Place | None:
    found = _PLACE.match(str(written or ""))
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
