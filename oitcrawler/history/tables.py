"""The tables of the history.

`staged` holds what a run that is not finished has seen; it counts for nothing until the run is finished, and then
becomes `links` (what is known of each address) and `looks` (what each run changed) in one transaction.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from .model import aware


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as ISO 8601 text, the same in every database: SQLite has no type for it."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text of a moment. Raises ValueError for one without its time zone."""
        aware(value)
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the moment of a text."""
        return None if value is None else datetime.fromisoformat(value)


metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

sites: Final = Table(
    "sites",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    UniqueConstraint("name"),
    sqlite_autoincrement=True,
)

runs: Final = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site_id", ForeignKey("sites.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("year", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("machine", Text, nullable=False),
    Column("process", Integer, nullable=False),
    Column("looked", Integer, nullable=False),
    Column("broken", Integer, nullable=False),
    Column("unverified", Integer, nullable=False),
    Index(None, "site_id", "id"),
    sqlite_autoincrement=True,  # the number of a run that was thrown away is never given again
)

staged: Final = Table(
    "staged",
    metadata,
    Column("run_id", ForeignKey("runs.id"), primary_key=True),
    Column("digest", LargeBinary(16), primary_key=True),
    Column("url", Text, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("cause", String(32)),
    Column("status", Integer),
    Column("looked_at", Moment, nullable=False),
    Column("confirmed_in_run", Boolean, nullable=False),
    Column("first_attempt", Moment),
    Column("last_attempt", Moment),
    Column("pages", Text, nullable=False),
)

links: Final = Table(
    "links",
    metadata,
    Column("site_id", ForeignKey("sites.id"), primary_key=True),
    Column("digest", LargeBinary(16), primary_key=True),
    Column("url", Text, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("cause", String(32)),
    Column("status", Integer),
    Column("first_seen", Moment, nullable=False),
    Column("last_good", Moment),
    Column("broken_since", Moment),
    Column("mended_at", Moment),
    Column("times_broken", Integer, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("runs_broken", Integer, nullable=False),
    Column("last_run", ForeignKey("runs.id"), nullable=False),
    Column("last_look", Moment, nullable=False),
    Column("unverified_since", Moment),
    Column("unverified_cause", String(32)),
    Column("gone_at", Moment),
    Column("pages", Text, nullable=False),
    Index(None, "site_id", "standing"),
)

looks: Final = Table(
    "looks",
    metadata,
    Column("run_id", ForeignKey("runs.id"), primary_key=True),
    Column("digest", LargeBinary(16), primary_key=True),
    Column("url", Text, nullable=False),
    Column("change", String(16), nullable=False),
    Column("cause", String(32)),
    Column("status", Integer),
    Column("confirmed", Boolean, nullable=False),
)

reports: Final = Table(
    "reports",
    metadata,
    Column("run_id", ForeignKey("runs.id"), primary_key=True),
    Column("report_id", Text, nullable=False),
    Column("list_key", Text, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("score_min", Float, nullable=False),
    Column("score_max", Float, nullable=False),
    Column("version", Integer, nullable=False),
    Column("program", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "report_id"),
)

verdicts: Final = Table(
    "verdicts",
    metadata,
    Column("run_id", ForeignKey("runs.id"), primary_key=True),
    Column("item", String(64), primary_key=True),
    Column("verdict", String(32), nullable=False),
)

findings: Final = Table(
    "findings",
    metadata,
    Column("site_id", ForeignKey("sites.id"), primary_key=True),
    Column("list_key", String(128), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("code", Text, nullable=False),
    Column("item", Text),
    Column("url", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("requirements", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("mended_at", Moment),
    Column("came_back_at", Moment),
    Column("times", Integer, nullable=False),
    Column("last_run", ForeignKey("runs.id"), nullable=False),
)
