"""The first tables: sites, runs, links, reports, findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None

_MOMENT = sa.String(32)


def upgrade() -> None:
    """Make the tables."""
    _sites_and_runs()
    _staged()
    _links()
    _looks()
    _reports()
    _findings()


def _sites_and_runs() -> None:
    op.create_table(
        "sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
        sa.UniqueConstraint("name", name=op.f("uq_sites_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT),
        sa.Column("year", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("process", sa.Integer(), nullable=False),
        sa.Column("looked", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("unverified", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_runs_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_runs_site_id"), "runs", ["site_id", "id"])


def _staged() -> None:
    op.create_table(
        "staged",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("cause", sa.String(32)),
        sa.Column("status", sa.Integer()),
        sa.Column("looked_at", _MOMENT, nullable=False),
        sa.Column("confirmed_in_run", sa.Boolean(), nullable=False),
        sa.Column("first_attempt", _MOMENT),
        sa.Column("last_attempt", _MOMENT),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_staged_run_id")),
        sa.PrimaryKeyConstraint("run_id", "digest", name=op.f("pk_staged")),
    )


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("cause", sa.String(32)),
        sa.Column("status", sa.Integer()),
        sa.Column("first_seen", _MOMENT, nullable=False),
        sa.Column("last_good", _MOMENT),
        sa.Column("broken_since", _MOMENT),
        sa.Column("mended_at", _MOMENT),
        sa.Column("times_broken", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("runs_broken", sa.Integer(), nullable=False),
        sa.Column("last_run", sa.Integer(), nullable=False),
        sa.Column("last_look", _MOMENT, nullable=False),
        sa.Column("unverified_since", _MOMENT),
        sa.Column("unverified_cause", sa.String(32)),
        sa.Column("gone_at", _MOMENT),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["last_run"], ["runs.id"], name=op.f("fk_links_last_run")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_links_site_id")),
        sa.PrimaryKeyConstraint("site_id", "digest", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_site_id"), "links", ["site_id", "standing"])


def _looks() -> None:
    op.create_table(
        "looks",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("change", sa.String(16), nullable=False),
        sa.Column("cause", sa.String(32)),
        sa.Column("status", sa.Integer()),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_looks_run_id")),
        sa.PrimaryKeyConstraint("run_id", "digest", name=op.f("pk_looks")),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("list_key", sa.Text(), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("score_min", sa.Float(), nullable=False),
        sa.Column("score_max", sa.Float(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_reports_run_id")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_report_id"), "reports", ["report_id"])
    op.create_table(
        "verdicts",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_verdicts_run_id")),
        sa.PrimaryKeyConstraint("run_id", "item", name=op.f("pk_verdicts")),
    )


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("list_key", sa.String(128), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("item", sa.Text()),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("first_seen", _MOMENT, nullable=False),
        sa.Column("last_seen", _MOMENT, nullable=False),
        sa.Column("mended_at", _MOMENT),
        sa.Column("came_back_at", _MOMENT),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["last_run"], ["runs.id"], name=op.f("fk_findings_last_run")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_findings_site_id")),
        sa.PrimaryKeyConstraint("site_id", "list_key", "id", name=op.f("pk_findings")),
    )
