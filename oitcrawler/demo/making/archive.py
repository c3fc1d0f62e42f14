"""Gathers every file of the demo site and packs it into one archive that is the same at every build."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import office, pictures
from .pdf import draw_pdf
from .records import CONTENT, Document, documents, pages, people
from .web import Site, render

ASSETS = Path(__file__).parent / "assets"
BUILT = date(2021, 10, 1)
WRITERS: dict[str, Callable[[Document], bytes]] = {
    ".pdf": draw_pdf,
    ".docx": office.write_docx,
    ".xlsx": office.write_xlsx,
    ".xls": office.write_xls,
    ".csv": office.write_csv,
}
TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".csv": "text/csv; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Served:
    """One address of the site with what it answers."""

    path: str
    type: str
    modified: date
    body: bytes


def everything() -> tuple[Served, ...]:
    """Return all that the site serves, in the order of addresses."""
    site = Site(pages(), documents())
    found = [*_pages(site), *_documents(site), *_pictures(site), *_files()]
    return tuple(sorted(found, key=lambda one: one.path))


def pack(served: tuple[Served, ...]) -> bytes:
    """Return the archive: numbered members and `manifest.json`. Raises ValueError for an address served twice."""
    paths = [one.path for one in served]
    twice = sorted({path for path in paths if paths.count(path) > 1})
    if twice:
        raise ValueError(f"these addresses are served twice: {', '.join(twice)}")
    manifest = [
        {"path": one.path, "type": one.type, "modified": one.modified.isoformat(), "member": f"{number:03d}"}
        for number, one in enumerate(served)
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _put(archive, "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=0).encode())
        for number, one in enumerate(served):
            _put(archive, f"{number:03d}", one.body)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, body: bytes) -> None:
    entry = zipfile.ZipInfo(name, office.FIXED)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, body, zipfile.ZIP_DEFLATED, 9)


def _pages(site: Site) -> list[Served]:
    def kind(charset: str) -> str:
        return "text/html; charset=utf-8" if charset == "utf-8" else "text/html"

    return [Served(one.path, kind(one.charset), one.modified, render(one, site)) for one in site.pages]


def _documents(site: Site) -> list[Served]:
    made = []
    for one in site.documents:
        suffix = Path(one.path).suffix
        made.append(Served(one.path, TYPES[suffix], one.modified, WRITERS[suffix](one)))
    return made


def _pictures(site: Site) -> list[Served]:
    made = {f"/images/people/{one['key']}.png": pictures.avatar(one["key"]) for one in people()}
    made |= {"/images/logo.png": pictures.logo(), "/images/structure.png": pictures.chart()}
    made |= {f"/images/ita{year}.png": pictures.banner(f"ITA 25{year}") for year in ("65", "68")}
    for path in sorted({path for page in site.pages for path in _photos(page.body)} | {"/images/photos/banner.jpg"}):
        made[path] = pictures.landscape(path)
    return [Served(path, TYPES[Path(path).suffix], BUILT, body) for path, body in made.items()]


def _photos(body: str) -> list[str]:
    words = [word.partition("|")[0] for word in body.split()]
    return [word for word in words if word.startswith("/images/photos/")]


def _files() -> list[Served]:
    found = [(f"/assets/{path.name}", path) for path in sorted(ASSETS.iterdir())]
    found += [(f"/api/{path.name}", path) for path in sorted(CONTENT.glob("*.json"))]
    found.append(("/robots.txt", CONTENT / "robots.txt"))
    return [Served(address, TYPES[path.suffix], BUILT, path.read_bytes()) for address, path in found]
