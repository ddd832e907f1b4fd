"""Runs the migrations over the connection that ``storage.migrate`` gives."""

from __future__ import annotations

from alembic import context

from qeu_station.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
