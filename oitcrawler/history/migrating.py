"""Brings the tables up to date with Alembic, in the transaction of a given connection."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from ..model import Text
from .model import HistoryTrouble


def migrations() -> Config:
    """Return Alembic's settings: the migrations that are shipped with the package."""
    settings = Config()
    settings.set_main_option("script_location", "oitcrawler.history:migrations")
    return settings


def migrate(connection: Connection, place: str) -> None:
    """Bring the tables up to date. Raises HistoryTrouble for a database of a newer version, named by `place`."""
    settings = migrations()
    now = MigrationContext.configure(connection).get_current_revision()
    known = {one.revision for one in ScriptDirectory.from_config(settings).walk_revisions()}
    if now is not None and now not in known:
        raise HistoryTrouble(
            Text(
                f"ฐานข้อมูลประวัติ {place} เป็นของโปรแกรมรุ่นใหม่กว่า ให้ปรับรุ่นโปรแกรมก่อน",
                f"the history {place} belongs to a newer version of the program; update the program first",
            )
        )
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
