"""The migrations make the tables that the code expects, once, whoever opens the database first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from oitcrawler.errors import UsageError
from oitcrawler.history import HistoryTrouble, open_history
from oitcrawler.history.database import HEAD, Database
from oitcrawler.history.migrating import migrate, migrations
from oitcrawler.history.place import VARIABLE, resolve, shown
from oitcrawler.history.tables import metadata

OPEN = "import sys; from oitcrawler.history import open_history; open_history(sys.argv[1]).close()"


def test_the_tables_are_those_of_the_code(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD


def test_migrations_make_what_a_new_database_has(database: Database) -> None:
    with database.writing() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        migrate(connection, "here")
        migrated = _described(connection)
    with database.writing() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    database._bring_up_to_date()
    with database.reading() as connection:
        assert _described(connection) == migrated


def _described(connection: Connection) -> dict[str, object]:
    """Return every table with all that the database tells of it."""
    looking = inspect(connection)
    return {
        name: [
            [{**one, "type": str(one["type"])} for one in looking.get_columns(name)],
            looking.get_pk_constraint(name),
            sorted(looking.get_foreign_keys(name), key=str),
            sorted(looking.get_indexes(name), key=str),
            sorted(looking.get_unique_constraints(name), key=str),
        ]
        for name in sorted(looking.get_table_names())
    }


def test_the_newest_migration_is_the_one_the_code_names() -> None:
    scripts = ScriptDirectory.from_config(migrations())
    assert scripts.get_heads() == [HEAD]
    assert [one.revision for one in scripts.walk_revisions()][-1] == "v0001"


def test_opening_again_changes_nothing(url: str) -> None:
    for _ in range(2):
        with open_history(url) as history:
            assert history.sites() == ()


def test_many_processes_open_a_new_database_at_once(url: str) -> None:
    opening = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", OPEN, url], stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [one.communicate(timeout=60)[1] for one in opening]
    assert [one.returncode for one in opening] == [0, 0, 0], said
    with open_history(url) as history:
        assert history.runs() == ()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(database: Database, url: str) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))
    with pytest.raises(HistoryTrouble, match="newer version") as refused:
        open_history(url)
    assert "รุ่นใหม่กว่า" in refused.value.to("th")
    with database.reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "v9999"


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("บันทึกการประชุม " * 50, "utf-8")
    before = path.read_bytes()
    with pytest.raises(HistoryTrouble, match=r"notes\.txt"):
        open_history(str(path))
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HistoryTrouble, match="cannot be used"):
        open_history(str(tmp_path / "file" / "history.sqlite3"))


def test_a_server_that_is_not_there_is_said_without_its_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(HistoryTrouble) as refused:
        open_history("postgresql://somebody:s3cret@127.0.0.1:1/history?connect_timeout=2")
    assert "s3cret" not in refused.value.to("th") + refused.value.to("en")


def test_sqlite_is_set_so_that_a_finished_run_survives_a_power_cut(tmp_path: Path) -> None:
    database = Database.open(resolve(str(tmp_path / "h.sqlite3")))
    with database.reading() as connection:
        said = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60000}


PLACES = {
    "a path": ("/data/h.db", "sqlite", "/data/h.db"),
    "a Thai path with spaces": ("/data/งาน ITA/ประวัติ.db", "sqlite", "/data/งาน ITA/ประวัติ.db"),
    "a URL of a file": ("sqlite:////data/h.db", "sqlite", "/data/h.db"),
    "postgres": ("postgres://u@h/d", "postgresql+psycopg", "postgresql+psycopg://u@h/d"),
    "postgresql": ("postgresql://u:p@h:5433/d", "postgresql+psycopg", "postgresql+psycopg://u:***@h:5433/d"),
    "with its driver": ("postgresql+psycopg://h/d", "postgresql+psycopg", "postgresql+psycopg://h/d"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_is_understood(name: str) -> None:
    if "postgres" in name or "driver" in name:
        pytest.importorskip("psycopg")
    written, driver, said = PLACES[name]
    for found in (resolve(written, {}), resolve(None, {VARIABLE: written})):
        assert (found.drivername, shown(found)) == (driver, said)


@pytest.mark.parametrize("written", ["sqlite://", "sqlite:///:memory:", "mysql://h/d", "nonsense://", "postgresql://h"])
def test_what_cannot_hold_a_history_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="cannot hold the history"):
        resolve(written, {})


def test_the_usual_place_is_in_the_users_data_folder() -> None:
    found = resolve(None, {})
    assert found.drivername == "sqlite"
    assert "oitcrawler" in shown(found)
    assert shown(found).endswith("history.sqlite3")
