"""Where the history is: a file in the user's data folder, or what `OITCRAWLER_HISTORY` or an option names."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from ..errors import UsageError
from ..model import Text

VARIABLE: Final = "OITCRAWLER_HISTORY"
_FILE: Final = "history.sqlite3"
_POSTGRESQL: Final = "postgresql+psycopg"
_DRIVERS: Final = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": _POSTGRESQL,
    "postgresql": _POSTGRESQL,
    _POSTGRESQL: _POSTGRESQL,
}


def resolve(written: str | None, environment: Mapping[str, str] | None = None) -> URL:
    """Return the database: as written, else by the environment, else the file in the user's data folder.

    What has no `://` is a path. Raises UsageError for another kind of database, for one in memory, and for PostgreSQL
    without its library.
    """
    around = os.environ if environment is None else environment
    chosen = (written or around.get(VARIABLE, "")).strip()
    if not chosen:
        return _file(platformdirs.user_data_path("oitcrawler", appauthor=False) / _FILE)
    return _named(chosen) if "://" in chosen else _file(Path(chosen).expanduser())


def file_of(url: URL) -> Path | None:
    """Return the file of an SQLite database, None for PostgreSQL."""
    return Path(url.database or "") if url.drivername == "sqlite" else None


def shown(url: URL) -> str:
    """Return a database as people may see it: a path, or a URL without its password."""
    path = file_of(url)
    return str(path) if path is not None else url.render_as_string(hide_password=True)


def _file(path: Path) -> URL:
    return URL.create("sqlite", database=str(path.absolute()))


def _named(written: str) -> URL:
    try:
        url = make_url(written)
    except (ArgumentError, ValueError) as error:
        raise _refused(written.partition("://")[0] + "://…") from error
    driver = _DRIVERS.get(url.drivername)
    if driver is None or not url.database or url.database == ":memory:" or "mode" in url.query:
        raise _refused(url.render_as_string(hide_password=True))
    if driver == "sqlite":
        return _file(Path(url.database))
    if importlib.util.find_spec("psycopg") is None:
        raise UsageError(
            Text(
                'ยังไม่มีไลบรารีของ PostgreSQL ให้ติดตั้งด้วย pip install "oitcrawler[postgresql]"',
                'the library of PostgreSQL is missing: pip install "oitcrawler[postgresql]"',
            )
        )
    return url.set(drivername=driver)


def _refused(written: str) -> UsageError:
    return UsageError(
        Text(
            f"ใช้ {written} เก็บประวัติไม่ได้ ใช้ได้: ที่อยู่ไฟล์, sqlite:///ไฟล์, postgresql://ผู้ใช้@เครื่อง/ฐานข้อมูล",
            f"{written} cannot hold the history; use a path, sqlite:///FILE or postgresql://USER@HOST/DATABASE",
        )
    )
