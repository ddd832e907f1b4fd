from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from qeu_station.storage.migrate import MIGRATIONS
from qeu_station.storage.schema import REVISION, metadata


def test_the_migrations_end_at_the_revision_of_the_code():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_the_migrations_make_the_schema_of_the_code(journal):
    with journal.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
