"""A new database for every test, of each kind."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from oitcrawler.history.database import Database
from oitcrawler.history.place import resolve

from .postgres import programs, run_as, server

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give a server: that of `OITCRAWLER_TEST_POSTGRES` (a URL ending in /), else a new one."""
    named = os.environ.get("OITCRAWLER_TEST_POSTGRES")
    if named:
        yield named
        return
    pytest.importorskip("psycopg", reason="the library of PostgreSQL is not installed (extra `postgresql`)")
    if programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql); or name a server in OITCRAWLER_TEST_POSTGRES")
    if hasattr(os, "geteuid") and os.geteuid() == 0 and run_as() is None:
        pytest.skip("PostgreSQL refuses root, and there is no user postgres or nobody")
    with server() as url:
        yield url


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a new, empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'history.sqlite3'}"
        return
    base: str = request.getfixturevalue("postgres")
    name = f"history_{uuid.uuid4().hex}"
    admin = create_engine(resolve(f"{base}postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield f"{base}{name}"
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Give a new database, opened."""
    opened = Database.open(resolve(url))
    yield opened
    opened.close()
