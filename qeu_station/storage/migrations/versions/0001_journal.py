"""Entries, their projections, and triggers that keep both append-only."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    _create("entries", *_texts("id", "kind", "at", "payload", "previous", "hash"))
    op.create_index("ix_entries_id", "entries", ["id"])
    op.create_index("ix_entries_hash", "entries", ["hash"], unique=True)
    _create_inspections()
    _create(
        "cells",
        *_keys("inspector", "cell"),
        *_texts("verdict", "reasons"),
        *_optional("label"),
        *_numbers("p_ok", "probability"),
    )
    _create(
        "findings",
        *_keys("inspector", "region"),
        *_optional("cell", "label"),
        *_numbers("x1", "y1", "x2", "y2", nullable=False),
        *_numbers("probability"),
        sa.Column("reported", sa.Boolean, nullable=False),
    )
    _create(
        "opinions",
        *_keys("inspector"),
        *_texts("role", "status", "reason", "plugin", "plugin_version", "device"),
        *_optional("verdict"),
        *_numbers("p_ok"),
        *_numbers("milliseconds", nullable=False),
    )
    op.create_index("ix_opinions_status", "opinions", ["status"])
    _create(
        "corrections",
        *_texts("inspection", "at", "operator", "cells"),
        *_optional("part", "supersedes"),
    )
    op.create_index("ix_corrections_inspection", "corrections", ["inspection"])
    for table in ("entries", "inspections", "cells", "findings", "opinions", "corrections"):
        _append_only(table)


def _create_inspections() -> None:
    _create(
        "inspections",
        *_texts("id", "at", "operator", "pair", "serial", "lot", "recipe", "recipe_sha256"),
        *_texts("verdict", "label", "reasons", "test_path", "test_sha256"),
        *_numbers("p_ok", "ms_read", "ms_prepare", "ms_inspect", "ms_total"),
        sa.Column("recipe_version", sa.Integer, nullable=False),
        sa.Column("replayable", sa.Boolean, nullable=False),
    )
    for column in ("id", "at", "pair", "serial", "lot", "recipe", "verdict", "p_ok"):
        op.create_index(f"ix_inspections_{column}", "inspections", [column])


def _create(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        sa.Column("station", sa.Text, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *columns,
    )


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, primary_key=True) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _optional(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text) for name in names]


def _numbers(*names: str, nullable: bool = True) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.Double, nullable=nullable) for name in names]


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION qeu_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"
    )
    for action in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION qeu_append_only()"
        )
