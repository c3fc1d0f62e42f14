"""Google Drive, Docs, Sheets and Slides.

A file or document has one number whatever its address, so all spellings meet in `open?id=…`, which Google sends on
to the right place. Documents are fetched as DOCX and workbooks as XLSX (exact text and tables with rows), slides as
PDF (a page for each, and pictures of text that can be recognised).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .fields import fields_of, path_of, with_fields
from .model import Service, Share, ShareKind

HOSTS = frozenset(
    ["drive.google.com", "docs.google.com", "drive.usercontent.google.com", "spreadsheets.google.com", "forms.gle"]
)
_DRIVE = "https://drive.google.com"
_DOCS = "https://docs.google.com"
_ACCOUNT = re.compile(r"^/a/[^/]+(?=/)|/u/\d+(?=/|$)|(?<=^/drive)/mobile(?=/)")
_ID = r"([A-Za-z0-9_-]{10,})"
_PUBLISHED = re.compile(r"/(document|spreadsheets|presentation)/d/e/([\w-]{10,})(?:/|$)")
_EDITOR = re.compile(rf"/(document|spreadsheets|presentation|drawings)/d/{_ID}(?:/|$)")
_FILE = re.compile(rf"/file/d/{_ID}(?:/|$)")
_FOLDER = re.compile(rf"/(?:drive/)?folders/{_ID}(?:/|$)")
_OWN_VIEW = re.compile(r"/drive/(?:my-drive|recent|shared-with-me|shared-drives|starred|computers|search)(?:/|$)")
_FORM = re.compile(r"/forms(?:/|$)|/(?:spreadsheet/)?(?:viewform|embeddedform)(?:/|$)")
_BY_ID: Mapping[str, ShareKind] = {
    "/uc": ShareKind.FILE,
    "/download": ShareKind.FILE,
    "/open": ShareKind.UNKNOWN,
    "/leaf": ShareKind.UNKNOWN,
    "/viewer": ShareKind.UNKNOWN,
    "/fileview": ShareKind.UNKNOWN,
    "/folderview": ShareKind.FOLDER,
    "/embeddedfolderview": ShareKind.FOLDER,
}
_EXPORTS: Mapping[str, tuple[ShareKind, str]] = {
    "document": (ShareKind.DOCUMENT, "/export?format=docx"),
    "spreadsheets": (ShareKind.SPREADSHEET, "/export?format=xlsx"),
    "presentation": (ShareKind.PRESENTATION, "/export/pdf"),
    "drawings": (ShareKind.PRESENTATION, "/export/pdf"),
}


def resolve_google(host: str, url: str) -> Share | None:
    """Return what a Google address shares, or None."""
    path, fields = _ACCOUNT.sub("", path_of(url)), fields_of(url)
    if host == "forms.gle" or _FORM.match(path):
        return Share(Service.GOOGLE, ShareKind.FORM, url, url, url)
    found = _PUBLISHED.match(path)
    if found:
        return _published(found[1], found[2], path, fields)
    found = _EDITOR.match(path)
    if found:
        return _editor(found[1], found[2], fields)
    return _stored(path, fields)


def _stored(path: str, fields: Mapping[str, str]) -> Share | None:
    found = _FILE.match(path)
    if found:
        return _file(found[1], fields)
    found = _FOLDER.match(path)
    if found:
        return _folder(found[1], fields)
    if _OWN_VIEW.match(path):
        own = f"{_DRIVE}/drive/my-drive"
        return Share(Service.GOOGLE, ShareKind.FOLDER, own, own, own)
    if path in ("/spreadsheet/ccc", "/ccc", "/spreadsheet/pub"):
        return _editor("spreadsheets", fields["key"], fields) if fields.get("key") else None
    named = fields.get("id") or fields.get("srcid", "")
    if path.rstrip("/") not in _BY_ID or not re.fullmatch(_ID, named):
        return None
    return _of_kind(_BY_ID[path.rstrip("/")], named, fields)


def _of_kind(kind: ShareKind, number: str, fields: Mapping[str, str]) -> Share:
    if kind is ShareKind.FOLDER:
        return _folder(number, fields)
    if kind is ShareKind.FILE:
        return _file(number, fields)
    opened = _identity(number, fields)
    return Share(Service.GOOGLE, kind, opened, opened, opened)


def _file(number: str, fields: Mapping[str, str]) -> Share:
    key = fields.get("resourcekey", "")
    return Share(
        Service.GOOGLE,
        ShareKind.FILE,
        _identity(number, fields),
        with_fields(f"{_DRIVE}/file/d/{number}/view", [("resourcekey", key)]),
        with_fields(f"{_DRIVE}/uc", [("export", "download"), ("id", number), ("resourcekey", key)]),
    )


def _folder(number: str, fields: Mapping[str, str]) -> Share:
    key = fields.get("resourcekey", "")
    return Share(
        Service.GOOGLE,
        ShareKind.FOLDER,
        _identity(number, fields),
        with_fields(f"{_DRIVE}/drive/folders/{number}", [("resourcekey", key)]),
        with_fields(f"{_DRIVE}/embeddedfolderview", [("id", number), ("resourcekey", key)]),
    )


def _editor(name: str, number: str, fields: Mapping[str, str]) -> Share:
    kind, export = _EXPORTS[name]
    key = fields.get("resourcekey", "")
    sheet = _sheet(name, fields)
    more = "".join(f"&{one}={value}" for one, value in (("gid", sheet), ("resourcekey", key)) if value)
    opened = f"{_DOCS}/{name}/d/{number}"
    return Share(
        Service.GOOGLE,
        kind,
        _identity(number, fields, sheet),
        with_fields(f"{opened}/edit", [("gid", sheet), ("resourcekey", key)]),
        opened + export + (more if "?" in export else more.replace("&", "?", 1)),
    )


def _published(name: str, number: str, path: str, fields: Mapping[str, str]) -> Share:
    """Return what was published to the web: such an address has a number of its own and no other page."""
    sheet = _sheet(name, fields)
    kind = _EXPORTS[name][0]
    page = f"{_DOCS}/{name}/d/e/{number}/{'pubhtml' if name == 'spreadsheets' else 'pub'}"
    identity = with_fields(page, [("gid", sheet)])
    if name != "spreadsheets":
        return Share(Service.GOOGLE, kind, identity, page, page, shows_page=name == "document")
    single = "true" if sheet else ""
    fetched = [("output", _output(path, fields)), ("gid", sheet), ("single", single)]
    return Share(Service.GOOGLE, kind, identity, identity, with_fields(f"{_DOCS}/{name}/d/e/{number}/pub", fetched))


def _output(path: str, fields: Mapping[str, str]) -> str:
    asked = fields.get("output", "")
    return asked if path.endswith("/pub") and asked in ("csv", "pdf", "ods", "tsv") else "xlsx"


def _sheet(name: str, fields: Mapping[str, str]) -> str:
    """Return the sheet that a link opens; the first (0) is where every workbook opens, so it names the whole."""
    asked = fields.get("gid", "")
    return asked if name == "spreadsheets" and asked.isdecimal() and int(asked) else ""


def _identity(number: str, fields: Mapping[str, str], sheet: str = "") -> str:
    key = fields.get("resourcekey", "")
    return with_fields(f"{_DRIVE}/open", [("id", number), ("gid", sheet), ("resourcekey", key)])
