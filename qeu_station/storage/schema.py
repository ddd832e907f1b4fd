"""Tables of the journal.

``entries`` is the authority. The other tables are projections of it, made for questions; they
never hold anything that ``projection`` could not compute again.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, Integer, MetaData, Table, Text

REVISION = "0001"
"""Alembic revision this code reads and writes."""

metadata = MetaData()


def _key() -> tuple[Column[str], Column[int]]:
    return (
        Column("station", Text, primary_key=True),
        Column("seq", Integer, primary_key=True, autoincrement=False),
    )


def _text(name: str, index: bool = False, unique: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, index=index or None, unique=unique or None)


entries = Table(
    "entries",
    metadata,
    *_key(),
    _text("id", index=True),
    _text("kind"),
    _text("at"),
    _text("payload"),
    _text("previous"),
    _text("hash", index=True, unique=True),
)

inspections = Table(
    "inspections",
    metadata,
    *_key(),
    _text("id", index=True),
    _text("at", index=True),
    _text("operator"),
    _text("pair", index=True),
    _text("serial", index=True),
    _text("lot", index=True),
    _text("recipe", index=True),
    Column("recipe_version", Integer, nullable=False),
    _text("recipe_sha256"),
    _text("verdict", index=True),
    Column("p_ok", Double, index=True),
    _text("label"),
    _text("reasons"),
    _text("test_path"),
    _text("test_sha256"),
    Column("replayable", Boolean, nullable=False),
    Column("ms_read", Double),
    Column("ms_prepare", Double),
    Column("ms_inspect", Double),
    Column("ms_total", Double),
)

cells = Table(
    "cells",
    metadata,
    *_key(),
    Column("inspector", Text, primary_key=True),
    Column("cell", Text, primary_key=True),
    _text("verdict"),
    Column("p_ok", Double),
    Column("label", Text),
    Column("probability", Double),
    _text("reasons"),
)

findings = Table(
    "findings",
    metadata,
    *_key(),
    Column("inspector", Text, primary_key=True),
    Column("region", Text, primary_key=True),
    Column("cell", Text),
    Column("x1", Double, nullable=False),
    Column("y1", Double, nullable=False),
    Column("x2", Double, nullable=False),
    Column("y2", Double, nullable=False),
    Column("label", Text),
    Column("probability", Double),
    Column("reported", Boolean, nullable=False),
)

opinions = Table(
    "opinions",
    metadata,
    *_key(),
    Column("inspector", Text, primary_key=True),
    _text("role"),
    _text("status", index=True),
    _text("reason"),
    _text("plugin"),
    _text("plugin_version"),
    _text("device"),
    Column("verdict", Text),
    Column("p_ok", Double),
    Column("milliseconds", Double, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    *_key(),
    _text("inspection", index=True),
    _text("at"),
    _text("operator"),
    Column("part", Text),
    _text("cells"),
    Column("supersedes", Text),
)

PROJECTIONS = (inspections, cells, findings, opinions, corrections)
